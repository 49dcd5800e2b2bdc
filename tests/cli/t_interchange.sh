#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every sample of ../shared: read or refused with a reason, never in silence,
# never with a crash; the pairs and the first texts are the manifest's, or the
# difference is listed with its reason.
here=$(cd "$(dirname "$0")/.." && pwd)
samples=$(cd "$here/../.." && pwd)/shared/data/interchange
. "$here/tap.sh"
if [ ! -d "$samples" ]; then
	skip_all "no ../shared"
fi

# Neither a crash nor a hang, and something is said: a unit, a paragraph, a
# problem or an error line.
speaks() { # speaks COMMAND... FILE
	timeout 200 "$@" > out 2> err
	rc=$?
	[ $rc -le 1 ] && { [ -s out ] || [ -s err ]; } && [ $((rc == 0 || $(wc -l < err) >= 1)) = 1 ]
}
silent=0
for f in "$samples"/tmx*/* "$samples"/xliff*/* "$samples"/vendor-bilingual/*; do
	[ -f "$f" ] || continue
	speaks entente units --json "$f" || { silent=1; echo "# units of $f: exit $rc"; }
	grep -q '"units":0,"refused":0,"problems":\[\]' out && { silent=1; echo "# silence on $f"; }
done
about "samples of units"
ok $silent "units: every sample is read or reported"
silent=0
for f in "$samples"/its-xml-html/* "$samples"/tbx/* "$samples"/srx/*; do
	speaks entente read --json "$f" || { silent=1; echo "# release $f: exit $rc"; }
done
about "samples of releases"
ok $silent "releases: every sample is read or refused"
failed=0
for f in "$samples"/its-xml-html/*ml; do
	entente read "$f" > out 2> err || { failed=1; echo "# $(cat err)"; }
	grep -q 'rule not applied' err && { failed=1; echo "# $(cat err)"; }
done
about "samples of ITS"
ok $failed "ITS: every file is read without error, and every rule applied"
# Pairs of XLIFF, counted by another reader: each trans-unit without marks, and
# each segment, is a unit or is refused.
differs=0
for f in "$samples"/xliff/*.xlf "$samples"/xliff2/*.xlf "$samples"/vendor-bilingual/*.xlf; do
	xmllint --nonet --noout "$f" 2> err || continue
	want=$(xmllint --nonet --xpath 'count(//*[local-name()="trans-unit" and not(.//*[local-name()="mrk" and @mtype="seg"])] | //*[local-name()="unit"]//*[local-name()="segment"])' "$f")
	grep -q 'mtype=.seg' "$f" && continue
	got=$(entente units --json "$f" 2> err | sed 's/.*"units":\([0-9]*\),"refused":\([0-9]*\).*/\1 \2/' |
		awk '{ print $1 + $2 }')
	[ "$got" = "$want" ] || { differs=1; echo "# $f: $got, not $want"; }
done
about "samples of XLIFF"
ok $differs "XLIFF: as many units as another reader counts"

# The manifest: path, pairs, first texts.  Its fields were quoted twice and its
# white space folded: quotes, backslashes and white space are not compared.
awk -F '\t' 'NR > 1 && $1 ~ /^tmx(-dgt|-invalid)?\// && $1 !~ /compliance/ && $1 !~ /tmx\.txt$/ {
	print $1 "\t" ($18 == "" ? 0 : $18) "\t" $19 "\t" $20 }' "$samples/MANIFEST.tsv" > manifest
plain() { tr -d '"\\ \n' | sed 's/\\t//g; s/\xc2\xa0//g' | cut -c1-60; }
wrong=0 seen=0 texts=0
while IFS="$(printf '\t')" read -r path pairs en fr; do
	seen=$((seen + 1))
	got=$(entente units --from en --to fr --json "$samples/$path" 2> /dev/null |
		sed 's/.*"units":\([0-9]*\).*/\1/')
	listed=$(awk -F '\t' -v p="$path" '$1 == p { print $2 }' "$here/interchange-differences.tsv")
	[ "${got:-0}" = "${listed:-$pairs}" ] || {
		wrong=1; echo "# $path: ${got:-none} pairs, the manifest has $pairs"; }
	[ "$pairs" = 0 ] && continue
	entente units --from en --to fr "$samples/$path" 2> /dev/null | head -n 1 > first
	for side in 1 2; do
		[ $side = 1 ] && want=$en || want=$fr
		have=$(cut -f$side first | sed 's/\\[tn]//g' | plain)
		want=$(printf '%s' "$want" | plain)
		[ -n "$have" ] || { texts=1; echo "# $path: no first text"; }
		case $have in "$want"*) ;; *) case $want in "$have"*) ;; *)
			texts=1; echo "# $path: $have <> $want" ;; esac ;; esac
	done
done < manifest
about "samples of TMX"
ok $wrong "pairs of $seen samples are the manifest's"
ok $texts "so are their first texts"
is "$(entente units --from en --to fr --json "$samples/tmx-dgt/dgt_22019D0391.tmx" |
	sed 's/.*"units":\([0-9]*\).*/\1/')" 19 "a unit in 23 languages is one pair"
# A round trip of all of them: what is exported is valid, comes in again without
# adding anything, and is the same to the byte from a memory that holds only it.
lost=0 trips=0
for f in "$samples"/tmx*/*; do
	rm -f a.entente* b.entente*
	entente import -m a.entente --from en --to fr --json "$f" > out 2> err || continue
	grep -q '"stored":0' out && continue
	trips=$((trips + 1))
	entente export -m a.entente -o a.tmx
	xmllint --nonet --noout --dtdvalid "$samples/dtd/tmx14.dtd" a.tmx 2> err || {
		lost=1; echo "# $f: not valid: $(tail -n 1 err)"; }
	entente import -m a.entente --json a.tmx 2> err | grep -q '"stored":0' || {
		lost=1; echo "# $f: grows"; }
	entente import -m b.entente a.tmx > out 2> err
	entente export -m b.entente | cmp -s - a.tmx || { lost=1; echo "# $f: differs"; }
done
[ $trips -gt 0 ] || lost=1
about "round trips of samples"
ok $lost "a round trip of $trips samples loses and adds nothing, and is valid"
entente units --from en --to fr "$samples/tmx/technitrad_sample.tmx" > out 2> err
is "$(wc -l < out)" 2 "a false declaration of UTF-16 loses nothing"
grep -q 'declares encoding utf-16 but is UTF-8' err; ok $? "and is reported"
done_testing
