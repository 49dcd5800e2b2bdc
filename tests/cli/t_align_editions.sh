#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Editions that differ by whole sections: a release whose other side has more text is
# still a pair, its beads keep their confidence, and the sections are reported.
. "$(dirname "$0")/../tap.sh"

c=$root/corpora/communiques
en=$c/2024-03-12-water-memorandum.en.txt
fr=$c/2024-03-12-water-memorandum.fr.txt
more=$c/2024-07-18-condolences
entente align --format jsonl "$en" "$fr" > plain

# least, median and count of the confidences of beads with two sides
figures() {
	grep -v '"source":\[\]' "$1" | grep -v '"target":\[\]' |
		sed 's/.*"confidence":\([0-9.]*\).*/\1/' | sort -n |
		awk '{ c[NR] = $1 } END { print c[int((NR + 1) / 2)], NR }'
}
mkdir end front both
cat "$fr" > end/r.fr.txt; echo >> end/r.fr.txt; cat "$more.fr.txt" >> end/r.fr.txt; cp "$en" end/r.en.txt
cat "$more.en.txt" > front/r.en.txt; echo >> front/r.en.txt; cat "$en" >> front/r.en.txt; cp "$fr" front/r.fr.txt
cat "$en" > both/r.en.txt; echo >> both/r.en.txt; head -n 12 "$more.en.txt" >> both/r.en.txt
cat "$c/2024-05-21-arms-report.fr.txt" 2> /dev/null | head -n 12 > both/r.fr.txt
echo >> both/r.fr.txt; cat "$fr" >> both/r.fr.txt

units=$(figures plain | cut -d ' ' -f 2)
for kind in end front both; do
	run 0 "text added: $kind" entente align --format jsonl $kind/r.en.txt $kind/r.fr.txt
	! grep -q 'hardly look' err; ok $? "it is still a pair ($kind)"
	awk -v f="$(figures out)" 'BEGIN { split(f, x); exit !(x[1] > .9) }'
	ok $? "the beads keep their confidence ($kind)"
	run 0 "a batch of it: $kind" entente batch -m $kind.entente $kind
	stored=$(sed -n 's/.*; \([0-9]*\) units.*/\1/p' out)
	[ "$stored" -ge "$units" ] && [ "$stored" -le $((units + 3)) ]
	ok $? "all that aligns is stored ($kind: $stored of $units)"
done
run 0 "a section of one side" entente align end/r.en.txt end/r.fr.txt
grep -q '^entente: align: end/r.fr.txt: paragraphs [0-9]* to [0-9]* have no counterpart$' err
ok $? "is reported by align"
entente batch -m again.entente end > out 2> err
grep -q 'end/r.fr.txt: paragraphs [0-9]* to [0-9]* have no counterpart' err; ok $? "and by batch"

# an excerpt, and a pair that a person lists although little is evidence for it
mkdir part list; head -n 10 "$fr" > part/r.fr.txt; cp "$en" part/r.en.txt
run 0 "an excerpt" entente batch -m part.entente part
stored=$(sed -n 's/.*; \([0-9]*\) units.*/\1/p' out); [ "$stored" -ge 3 ]; ok $? "is stored ($stored units)"

# what aligns is judged by itself, however little of a side it is
mkdir short two; sed -n 1,9p "$more.fr.txt" > short/r.fr.txt; cp "$more.en.txt" short/r.en.txt
cat "$more.en.txt" > two/r.en.txt; echo >> two/r.en.txt; cat "$en" >> two/r.en.txt; cp "$fr" two/r.fr.txt
for kind in short two; do
	run 0 "$kind" entente align --format jsonl $kind/r.en.txt $kind/r.fr.txt
	awk -v f="$(figures out)" 'BEGIN { split(f, x); exit !(x[1] > .8 && x[2] >= 3) }'
	ok $? "the beads keep their confidence"
	run 0 "a batch of it ($kind)" entente batch -m $kind.entente $kind
	! grep -q 'hardly look' out; ok $? "it is a pair"
done
# sections of their own on each side in one place, at the end and in the middle
{ cat "$en"; printf '\n%s\n' 'Recipe of the week: lentil soup' \
	'Fry an onion and two carrots in a little oil. Add the lentils and a bay leaf.' \
	'Simmer for half an hour and season with salt. Serve with toasted bread.'; } > both.en.txt
{ cat "$fr"; printf '\n%s\n' 'Le chemin de la zone humide' \
	'Le département a classé la zone humide en 2019. Un sentier de quatre kilomètres la traverse.' \
	'Les cantonniers assurent la taille des haies. Les écoles préparent une exposition.'; } > both.fr.txt
sed -i 's/^Fry/\n&/; s/^Simmer/\n&/; s/^Le département/\n&/; s/^Les cantonniers assu/\n&/' both.en.txt both.fr.txt
run 0 "a section of its own on either side" entente align both.en.txt both.fr.txt
is "$(grep -c 'both.*paragraphs [0-9]* to [0-9]* have no counterpart' err)" 2 "both are reported"
run 0 "a pair without sections" entente align "$en" "$fr"
is "$(grep -c 'no counterpart' err)" 0 "none is reported"

# text of its own on each side in one place: none of it is sure
apart() {
	cat > en.txt <<-EOF
		Stop using the kettle at once. Unplug it and keep it away from children.

		$1

		Customers can ask for a refund of 39.90 euros in any shop. A receipt is not needed.
	EOF
	cat > fr.txt <<-EOF
		Cessez immédiatement d'utiliser la bouilloire. Débranchez-la et gardez-la hors de portée des enfants.

		$2

		Les clients peuvent demander le remboursement de 39,90 euros dans tous les magasins. Le ticket de caisse n'est pas nécessaire.
	EOF
	entente align en.txt fr.txt | awk -F '\t' '$3 >= .7 && $1 != "" && $2 != ""' > sure
	is "$(grep -c -e ettle -e Unplug -e refund -e receipt sure)" "$(wc -l < sure)" "none of it is sure: ${1%%.*} | ${2%%.*}"
	is "$(wc -l < sure)" 4 "and what is around it is"
}
notes='Notes to editors. High-resolution pictures are available on request. For interviews, contact Jane Miller before noon.'
soup='Recipe of the week: lentil soup. Fry an onion and two carrots in a little oil. Simmer for half an hour and season with salt. Serve with toasted bread.'
agency="La direction générale veille à la sécurité des produits. Elle emploie 2 900 agents dans toute la France. Retrouvez tous les avis sur le site RappelConso. Un formulaire permet de signaler un problème."
schools='Le maire a signé une convention avec les trois communes voisines. Les cantonniers assurent l’entretien des haies. Les écoles préparent une exposition de dessins.'
for mine in "$notes" "$soup"; do
	for other in "$agency" "$schools"; do
		apart "$mine" "$other"
	done
done
# without a lexicon for the languages, beads beside each other support each other
sed -n 9,21p "$more.fr.txt" > part.txt
run 0 "an excerpt, no lexicon" entente align --format jsonl --from en --to it "$more.en.txt" part.txt
! grep -q 'hardly look' err; ok $? "is a translation"
awk -v f="$(figures out)" 'BEGIN { split(f, x); exit !(x[1] > .7) }'; ok $? "and keeps its beads"
run 0 "a stranger, no lexicon" entente align --format jsonl --from en --to it "$en" part.txt
awk -v f="$(figures out)" 'BEGIN { split(f, x); exit !(x[1] < .2) }'; ok $? "has none"
printf '%s\t%s\n' "$en" "$more.fr.txt" > pairs.tsv
run 0 "a listed pair of strangers" entente batch -m list.entente pairs.tsv
stored=$(sed -n 's/.*; \([0-9]*\) units.*/\1/p' out); [ "$stored" -ge 1 ]; ok $? "is counted"
is "$(entente export -m list.entente --format tsv | awk -F '\t' '$3 > .5' | wc -l)" 0 "without confidence in its units"
done_testing
