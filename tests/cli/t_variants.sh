#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Variants of spelling and typography score 95 to 99, what only looks like one does not,
# and the index finds what reading every text finds.  tests/variants has pairs of texts.
. "$(dirname "$0")/../tap.sh"
command -v jq > /dev/null || { echo "1..0 # skipped: jq is not installed"; exit 0; }

# The scores of each second text for the first: "score<TAB>query" a line, 0 for no match.
scores() {
	jq -r '.query as $q | .matches[] | [$q, .source, .score] | @tsv' out > found
	awk -F '\t' 'NR == FNR { s[$1 FS $2] = $3; next } { print s[$2 FS $1] + 0 FS $2 }' found "$1"
}
try() { # file, language, other language
	rm -f m.entente
	awk -F '\t' '!seen[$1]++ { print $1 FS "x" NR }' "$1" > m.tsv
	entente import -m m.entente --from "$2" --to "$3" m.tsv > log
	cut -f 2 "$1" > queries
	entente lookup -m m.entente --from "$2" --to "$3" --json --min-score 30 --limit 0 --stdin < queries > out
	entente lookup -m m.entente --from "$2" --to "$3" --json --min-score 30 --limit 0 --exhaustive --stdin < queries | cmp - out
	ok $? "$(basename "$1"): the index finds what reading every text finds"
	scores "$1" > given
	is "$(entente check -m m.entente)" "no fault found" "$(basename "$1"): the index is that of the texts"
}
for language in en fr; do
	[ $language = en ] && other=fr || other=en
	for kind in same other; do
		file=$root/tests/variants/$kind.$language.tsv
		try "$file" $language $other
		if [ $kind = same ]; then
			awk -F '\t' '$1 < 95 || $1 > 99' given > wrong
		else
			awk -F '\t' '$1 >= 95' given > wrong
		fi
		is "$(cat wrong)" "" "$kind.$language: each of $(grep -c . given) scores as it should"
		# the other way round
		awk -F '\t' '{ print $2 FS $1 }' "$file" > turned.tsv
		try turned.tsv $language $other
		if [ $kind = same ]; then
			awk -F '\t' '$1 < 95' given > wrong
		else
			awk -F '\t' '$1 >= 95' given > wrong
		fi
		is "$(cat wrong)" "" "$kind.$language, turned round: each scores as it should"
	done
done
done_testing
