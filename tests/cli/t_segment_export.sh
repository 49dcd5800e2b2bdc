#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# entente segment --export-srx: what the exported rules cut, read back, is what our
# own cut.  The differences that remain are in tests/segment/srx.differences: a new
# one fails, and so does one that is gone (UPDATE=1 writes the list again).
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../tap.sh"
differences=$here/../../scripts/srx-differences
list=$here/../segment/srx.differences
shared=$here/../../../shared/data/segment

run 0 "the export" entente segment --export-srx
cp out all.srx
run 0 "is XML" xmllint --noout --nonet all.srx
grep -q '@[a-z]*@' all.srx; [ $? = 1 ]; ok $? "without a gap that was not filled"
is "$(grep -c '<languagemap ' all.srx)" 3 "for French, English and all others"
run 0 "one language" entente segment --export-srx --lang fr
is "$(grep -o 'languagerulename="..*"/>' out | tr '\n' ' ')" \
	'languagerulename="fr"/> languagerulename="other"/> ' "alone"
printf 'xyz.\n' > mine.txt
entente segment --export-srx --lang fr --abbreviations mine.txt > mine.srx
printf 'La xyz. Le Conseil. Il vote.\n' > in
is "$(entente segment --lines --lang fr --srx mine.srx in)" \
	"$(printf 'La xyz. Le Conseil.\tIl vote.')" "abbreviations of one's own are in it"
printf 'Bem. Sim. O Sr. A. Dias veio.\n' > in
is "$(entente segment --lines --lang pt --srx all.srx in)" \
	"$(printf 'Bem.\tSim.\tO Sr.\tA. Dias veio.')" "another language has simple rules"
run 2 "a language without words of ours" entente segment --export-srx --lang de
is "$(cat err)" "entente: segment: no words for language 'de'" "is named"
run 2 "a file to cut at the same time" entente segment --export-srx in

: > got
for lang in fr en; do
	grep -v '^#' "$here/../segment/$lang.cases" | sed 's/ | / /g' > in
	BUILD=$BUILD "$differences" "$lang" in 2> err | sed "s/^/$lang /" >> got
	sed 's/^/# /' err
done
[ -z "${UPDATE:-}" ] || cp got "$list"
diff "$list" got | sed 's/^/# /'
about "the exported rules"
cmp -s "$list" got; ok $? "the cases come out the same but for those listed"

# at most 2 boundaries in 100 differ on real text
for set in fr_gsd fr_sequoia en_ewt; do
	if [ ! -r "$shared/$set.txt" ]; then
		skip "no ../shared" "$set"
		continue
	fi
	"$differences" "${set%%_*}" "$shared/$set.txt" 2> err > /dev/null
	read -r differ of all rest < err
	[ $((differ * 50)) -le "$all" ]; ok $? "$set: $differ $of $all $rest"
done
done_testing
