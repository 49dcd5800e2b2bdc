#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Units that deserve a look, and imports that are taken back.
. "$(dirname "$0")/../tap.sh"

cat > a.tsv <<'END'
source	target	confidence	document
The budget is 1,500 euros.	Le budget est de 1 500 euros.	1	a
The budget is 1,500 euros in all.	Le budget est de 1 600 euros en tout.	1	a
Three of them met on April 9, 2024.	3 d'entre eux se sont réunis le 9 avril 2024.	1	a
The session is open.	La séance est ouverte.	1	a
The session is open.	La session est ouverte.	1	b
the Session is open	la Session est ouverte	1	b
This is what the text of the law says.	This is what the text of the law says.	1	b
Jean Dupont	Jean Dupont	1	b
The report was adopted by the assembly.	The paper was taken up by that body.	1	c
END
run 0 "import" entente import -m m.entente --from en --to fr a.tsv
run 1 "findings" entente check -m m.entente --quality --json
is "$(grep -o '"kind":"[a-z]*","unit":[0-9]*' out | paste -s -d ' ' - | sed 's/"kind"://g; s/"unit"://g')" \
	'"numbers",2 "untranslated",7 "language",9 "variants",4 "variants",5' "each of its kind"
is "$(grep -o '"detail":"[^"]*"' out | head -n 1)" '"detail":"1500 / 1600"' "with what differs"
run 1 "for a person" entente check -m m.entente --quality --document c
is "$(head -n 1 out)" "language: the target is en  (c, confidence 1.00)" "where and why"
run 0 "a good document" entente check -m m.entente --quality --document nothing
is "$(cat out)" "nothing to look at" "says so"
run 2 "not both" entente check -m m.entente --quality --repair

printf 'One more.\tUn de plus.\tx\nThe session is open.\tLa séance est ouverte.\ta\n' > b.tsv
printf 'And a third.\tEt un troisième.\ty\n' > c.tsv
before=$(entente export -m m.entente --format tsv | cksum)
run 0 "a second import" entente import -m m.entente --from en --to fr b.tsv
run 0 "and a third" entente import -m m.entente --from en --to fr c.tsv
run 0 "are listed" entente stats -m m.entente --imports
is "$(sed 's/  [0-9T:-]*Z  */ /; s/  */ /g' out)" " 1 9 units a.tsv
 2 1 unit b.tsv
 3 1 unit c.tsv" "with what they brought"
run 0 "one is exported" entente export -m m.entente --format tsv --import 2
is "$(cut -f 1 out)" "One more." "alone"
run 0 "and undone" entente delete -m m.entente --import 2
is "$(cat out)" "1 unit removed" "what others brought stays"
run 0 "the last too" entente delete -m m.entente --import 3
is "$(entente export -m m.entente --format tsv | cksum)" "$before" "all is as it was before"
run 0 "a batch after an undone import" entente batch -m m.entente --from en --to fr "$root/corpora/communiques"
run 1 "an undone import is not undone again" entente delete -m m.entente --import 2
grep -q 'import 2 was undone' err; ok $? "and is named as undone"
run 1 "nor exported" entente export -m m.entente --format tsv --import 3
is "$(cat out)" "" "what came later is not taken for its units"
entente stats -m m.entente --imports > out
is "$(cut -c 1-5 out | tr -d '\n ')" "14" "a batch is listed under a number of its own"
grep -q 'batch .*communiques$' out; ok $? "with its folder"
entente stats -m m.entente --imports --json | grep -q '"kind":"batch"'; ok $? "and as JSON with its kind"
run 0 "a batch is undone" entente delete -m m.entente --import 4
is "$(entente export -m m.entente --format tsv | cksum)" "$before" "all is as it was before it"
is "$(entente stats -m m.entente | grep pairs)" "pairs      0" "without its documents"
run 0 "and done again" entente batch -m m.entente --from en --to fr "$root/corpora/communiques"
grep -q '^18 pairs: 18 added' out; ok $? "brings them back"
printf 'Other.\tAutre.\tz\n' > d.tsv
entente import -m o.entente --from en --to fr d.tsv > out
run 0 "a merge" entente merge -m m.entente o.entente
entente stats -m m.entente --imports | grep -q ' 1 unit  merge o.entente$'; ok $? "is listed"
run 0 "and undone" entente delete -m m.entente --import 6
is "$(cat out)" "1 unit removed" "by its number"
run 1 "an import that never was" entente delete -m m.entente --import 99
run 0 "sound" entente check -m m.entente
done_testing
