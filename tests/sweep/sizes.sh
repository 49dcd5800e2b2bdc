#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# sizes.sh - texts and memories as large as numbers can count, in a program that counts
# with 16 and 11 bits (src/base/sizes.h).  usage: BUILD=... SMALL=... sh sizes.sh
# Just below a limit it answers as the usual program does; above it names the limit, and
# the memory stays as it was.
. "$(dirname "$0")/../tap.sh"
: "${SMALL:?run me by make check-limits}"
small=$SMALL/entente
bytes='the limit is 65535 bytes'

# same NAME COMMAND...: both programs answer the same
same() {
	name=$1; shift
	entente "$@" > usual 2> usual.err; usual=$?
	run $usual "$name" "$small" "$@"
	cmp -s usual out; ok $? 'the answer is that of the usual program'
}
# over NAME MESSAGE COMMAND...: the limit is named
over() {
	name=$1 message=$2; shift 2
	run 1 "$name" "$small" "$@"
	grep -q "$message" err; ok $? "names the limit: $message"
	[ "$(grep -c . err)" -eq 1 ]; ok $? 'one message'
}
# text WORDS SEED: so many words, 4 to 9 bytes each
text() {
	awk -v n="$1" -v s="$2" 'BEGIN { srand(s); for (k = 0; k < n; k++) {
		w = ""; m = 3 + int(rand() * 6); for (c = 0; c < m; c++) w = w substr("abcdefghilmnoprstu", 1 + int(rand() * 18), 1)
		printf "%s%s", w, k % 12 == 11 ? ". " : " " } }'
}
rows() { # rows COUNT WORDS SEED: a table of units
	for k in $(seq "$1"); do text "$2" "$3$k"; printf '\t'; text "$2" "9$3$k"; printf '\n'; done
}

# ---- texts
text 8000 1 > below.txt; text 11000 2 > above.txt
same 'segment a text below the limit' segment --lang en below.txt
over 'segment a text above it' "$bytes" segment --lang en above.txt
sed 's/\. */.\n\n/g' above.txt > lines.txt; cat lines.txt lines.txt lines.txt > many.txt
same 'segment many lines that are above it together' segment --lang en many.txt
printf 'A short text.\tUn texte court.\n' > some.tsv
for m in usual small; do entente import -m $m.entente --from en --to fr some.tsv > /dev/null 2>&1; done
same 'look up a text below the limit' lookup -m usual.entente --from en --to fr --min-score 1 "$(cat below.txt)"
over 'look up a text above it' "$bytes" lookup -m usual.entente --from en --to fr "$(cat above.txt)"
over 'search for a phrase above it' "$bytes" concord -m usual.entente "$(cat above.txt)"
over 'correct a unit with a text above it' "$bytes" edit -m small.entente 1 --target "$(cat above.txt)"
same 'the unit is as it was' export -m small.entente --format tsv

# ---- import
{ printf 'One.\tUn.\n'; cat below.txt; printf '\tdeux\n'; cat above.txt; printf '\ttrois\n'; printf 'Four.\tQuatre.\n'; } > units.tsv
run 0 'import a table with a text above the limit' "$small" import -m some.entente --from en --to fr units.tsv
grep -q "units.tsv:3.*$bytes" err; ok $? 'the unit is named with its line'
is "$(entente export -m some.entente --format tsv | wc -l)" 3 'the others are stored'
run 0 'check the memory' "$small" check -m some.entente
rows 900 6 3 > near.tsv; rows 1200 6 4 > beyond.tsv
for m in usual small; do
	p=entente; [ $m = usual ] || p=$small
	$p import -m $m.entente --from en --to fr near.tsv > /dev/null 2>&1
done
run 0 'check a memory with 1802 of 2047 texts' "$small" check -m small.entente
entente export -m usual.entente --format tsv > usual.tsv
"$small" export -m small.entente --format tsv > small.tsv
cmp -s usual.tsv small.tsv; ok $? 'it has what the usual program stores'
query=$(sed -n 500p near.tsv | cut -f1)
run 0 'look up in it' "$small" lookup -m small.entente --from en --to fr "$query"
grep -q '100 exact' out; ok $? 'the unit is found'
cp small.entente before.entente
over 'import more texts than can be numbered' 'at most 2047 texts' import -m small.entente --from en --to fr beyond.tsv
"$small" export -m small.entente --format tsv | cmp -s - small.tsv; ok $? 'the memory is as it was'
run 0 'check it' "$small" check -m small.entente
over 'import them into a new memory' 'at most 2047 texts' import -m fresh.entente --from en --to fr beyond.tsv
entente import -m large.entente --from en --to fr beyond.tsv > /dev/null 2>&1
over 'merge a memory with more texts' 'at most 2047 texts' merge -m small.entente large.entente
"$small" export -m small.entente --format tsv | cmp -s - small.tsv; ok $? 'the memory is as it was'
run 0 'check it' "$small" check -m small.entente

# ---- documents
text 2000 5 | head -c 16000 > near.txt; text 3000 6 > beyond.txt
same 'reuse of a document below the limit' reuse -m usual.entente --from en --to fr --format json near.txt
over 'reuse of one above it' 'the limit is 16383 bytes' reuse -m usual.entente --from en --to fr beyond.txt
for k in 1 2 3 4 5 6 7 8 9 10 11; do cat near.tsv; done | awk -F '\t' '{ print $1 " n" NR; }' > most.en
awk '{ print "m" $0 }' most.en > most.fr
head -n 1200 most.en > part.en; head -n 1200 most.fr > part.fr
same 'align two texts below the limit' align --lines --from en --to fr part.en part.fr
over 'align two texts above it' 'more characters than the limit of 65535' align --lines --from en --to fr most.en most.fr
tr '\n' ' ' < most.en > line.en
over 'align a segment above it' "$bytes" align --lines --from en --to fr line.en most.fr
same 'learn from two texts below the limit' train --no-seed --lines --from en --to fr -o a.lex part.en part.fr
over 'learn from two texts above it' 'at most 65535 words of a side' train --no-seed --lines --from en --to fr -o b.lex most.en most.fr
[ ! -e b.lex ]; ok $? 'no lexicon is written'
text 400 7 > sought.txt
tr ' ' '\n' < sought.txt | awk 'NF { w[n++] = $1 } END { srand(8); for (k = 0; k < 900; k++) {
	for (c = 0; c < 80; c++) printf "%s ", w[int(rand() * n)]; printf "\tn %d\n", k } }' > words.tsv
entente import -m words.entente --from en --to fr words.tsv > /dev/null 2>&1
over 'seek a document in more words than can be numbered' 'more words than the limit of 65535' reuse -m words.entente --from en --to fr sought.txt
echo "# $n checks"
done_testing
