#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Alignment from the command line: the communiqués that ship against their gold,
# swapped sides, anchors, formats, and input that is hardly a pair of texts.
. "$(dirname "$0")/../tap.sh"

# strict F1 over beads with two sides in the gold (Thompson and Koehn 2019):
# precision over all beads, recall over those of the gold that have two sides
score() { # score GOLD HYP
	awk -F'\t' '
	function bead(a, b) { return a "|" b }
	/^#/ { next }
	NR == FNR { gold[bead($1, $2)] = 1; if ($1 != "-" && $2 != "-") n_gold++; next }
	{ n_hyp++; if (bead($1, $2) in gold) { right++; if ($1 != "-" && $2 != "-") found++ } }
	END { print n_gold, n_hyp, right + 0, found + 0 }' "$1" "$2"
}
# every line of both sides exactly once
covers() { # covers HYP N_SOURCE N_TARGET
	awk -F'\t' -v n1="$2" -v n2="$3" '
	function take(side, range, last,   ends) {
		if (range == "-") return
		if (split(range, ends, "-") == 1) ends[2] = ends[1]
		for (k = ends[1]; k <= ends[2]; k++) if (seen[side, k]++) bad = 1
		count[side] += ends[2] - ends[1] + 1
	}
	{ take(1, $1); take(2, $2) }
	END { exit bad || count[1] + 0 != n1 || count[2] + 0 != n2 }' "$1"
}

: > scores
lost=0; unlike=0
for gold in "$root"/corpora/gold/*.gold.tsv; do
	en=${gold%.gold.tsv}.en.txt; fr=${gold%.gold.tsv}.fr.txt
	entente align --lines --from en --to fr "$en" "$fr" > hyp || lost=1
	about "the included communiqués"
	covers hyp "$(wc -l < "$en")" "$(wc -l < "$fr")" || lost=1
	score "$gold" hyp >> scores
	entente align --lines --from fr --to en "$fr" "$en" |
		awk -F'\t' -v OFS='\t' '{ print $2, $1, $3 }' | sort > back
	sort hyp | cmp -s - back || unlike=1
done
ok $lost "every line of every communiqué is in one bead"
ok $unlike "swapped sides give the swapped beads"
floor=$(awk '$1 == "strict_f1" { print $2 }' "$root/tests/floors/communiques.txt")
f1=$(awk '{ g += $1; h += $2; r += $3; f += $4 }
	END { p = r / h; q = f / g; printf "%.4f", 2 * p * q / (p + q) }' scores)
echo "# strict F1 over the communiqués: $f1"
awk -v a="$f1" -v b="$floor" 'BEGIN { exit !(a >= b) }'
ok $? "strict F1 does not fall under $floor"

cat > a <<'END'
The committee met on 3 March 2024.
It adopted the report.
The next session opens in Geneva.
END
cat > b <<'END'
Le comité s’est réuni le 3 mars 2024.
Il a adopté le rapport.
La prochaine session s’ouvrira à Genève.
END
run 0 "lines" entente align --lines --from en --to fr a b
is "$(cut -f 1,2 out | tr '\t\n' ' ;')" "1 1;2 2;3 3;" "one bead each"
printf '1-2\t1\n-\t2\n' > anchors
run 0 "anchors" entente align --lines --from en --to fr --anchors anchors a b
is "$(cut -f 1,2 out | sort | tr '\t\n' ' ;')" "- 2;1-2 1;3 3;" "always win"
printf '1\t7\n' > anchors
run 1 "an anchor beyond the text" entente align --lines --from en --to fr --anchors anchors a b
printf '1\tx\n' > anchors
run 1 "an anchor that is not one" entente align --lines --from en --to fr --anchors anchors a b
is "$(cat err)" "entente: align: anchors:1: not two ranges of segments such as 3-4<TAB>3" "is named with its line"
run 2 "lines without languages" entente align --lines a b
run 2 "beads of too many segments" entente align --lines --from en --to fr --max-side 6 a b
run 0 "beads of one segment" entente align --lines --from en --to fr --max-side 1 a b
run 1 "a file that is not there" entente align --lines --from en --to fr a nosuch

: > empty
run 0 "an empty side" entente align --lines --from en --to fr a empty
is "$(cut -f 1,2 out | tr '\t\n' ' ;')" "1 -;2 -;3 -;" "leaves the other alone"
run 0 "two empty sides" entente align --lines --from en --to fr empty empty
is "$(cat out)" "" "give nothing"
printf 'One.\n\n\nTwo.\n' > c; printf 'Un.\n\nDeux.\n' > d
about "blank lines and sizes"
entente align --lines --from en --to fr c d > out; covers out 4 3
ok $? "blank lines are lines"
awk 'BEGIN { for (k = 0; k < 3000; k++) print "The same line again." }' > e
awk 'BEGIN { for (k = 0; k < 2900; k++) print "Encore la même ligne." }' > f
entente align --lines --from en --to fr e f > out; covers out 3000 2900
ok $? "thousands of equal lines are all accounted for"
awk 'BEGIN { for (k = 0; k < 60000; k++) printf "word%d ", k % 977; print "." }' > g
entente align --lines --from en --to fr g b > out; covers out 1 3
ok $? "and so is an enormous one"
entente align --lines --from en --to fr a e > out; covers out 3 3000
ok $? "and sides of very different size"

g=$root/corpora/gold
run 0 "two texts that have nothing to do with each other" entente align --lines --from en --to fr \
	"$g/2024-07-18-condolences.en.txt" "$g/2025-03-04-climate-report.fr.txt"
grep -q 'hardly look like translations of each other' err; ok $? "are warned of"
awk -F'\t' '$1 != "-" && $2 != "-" && $3 > .5 { bad = 1 } END { exit bad }' out
ok $? "and no bead is called likely"
run 0 "two that translate each other" entente align --lines --from en --to fr \
	"$g/2024-07-18-condolences.en.txt" "$g/2024-07-18-condolences.fr.txt"
is "$(cat err)" "" "are not"

en=$root/corpora/communiques/2024-07-18-condolences.en.txt
fr=$root/corpora/communiques/2024-07-18-condolences.fr.txt
for format in tsv tmx xliff html jsonl; do
	run 0 "a release as $format" entente align --format $format "$en" "$fr"
done
entente align "$en" "$fr" 2> err | head -n 1 > /dev/null
awk 'BEGIN { for (k = 0; k < 20000; k++) print "A line of no great length, number " k "." }' > long
entente align --lines --from en --to fr --format tsv long long 2>> err | head -n 1 > /dev/null
is "$(grep -c write err)" 0 "a reader that goes away is not an error"
run 0 "a release as jsonl" entente align --format jsonl "$en" "$fr"
head -n 1 out | grep -q '^{"source":\[".*"\],"target":\[".*"\],"confidence":[01]'
ok $? "a bead a line as JSON"
done_testing
