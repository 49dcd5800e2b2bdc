#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Prose that is equal on both sides is not a translation; names, numbers, addresses and
# commands that are equal are.
. "$(dirname "$0")/../tap.sh"

c=$root/corpora/communiques
plain() { sed 's/<[^>]*>//g' "$1" | grep -v '^ *$'; }
confidences() { sed 's/.*"confidence":\([0-9.]*\).*/\1/' "$1"; }

# half of a release is not translated yet
en=$c/2024-03-12-water-memorandum.en.txt
fr=$c/2024-03-12-water-memorandum.fr.txt
{ cat "$fr"; echo; tail -n 20 "$c/2024-07-18-condolences.en.txt"; } > half.fr.txt
{ cat "$en"; echo; tail -n 20 "$c/2024-07-18-condolences.en.txt"; } > half.en.txt
run 0 "a text that is half translated" entente align --format jsonl half.en.txt half.fr.txt
! grep -q 'hardly look' err; ok $? "is a pair"
grep '"untranslated"' out > same; grep -v '"untranslated"' out > other
[ "$(wc -l < same)" -ge 5 ]; ok $? "what is not translated is marked"
is "$(confidences same | awk '$1 > .1' | wc -l)" 0 "and is given no confidence"
[ "$(confidences other | sort -n | awk '{ c[NR] = $1 } END { print (c[int(NR / 2)] > .9) }')" = 1 ]
ok $? "the rest keeps its confidence"

# two files in one language, as they are and edited
sed 's/ and / as well as /; s/will/shall/' "$en" > edited.txt
for languages in '' '--from en --to fr'; do
	for two in "$en" edited.txt; do
		run 0 "a text and ${two##*/} $languages" entente align $languages --format jsonl "$en" "$two"
		grep -q 'most of their text is the same' err; ok $? "are not translations of each other"
		is "$(confidences out | awk '$1 > .5' | wc -l)" 0 "no bead is sure"
	done
done
run 0 "the same, asked for" entente align --from en --to en --format jsonl "$en" edited.txt
! grep -q 'hardly look' err; ok $? "is what was wanted"
is "$(grep -c '"untranslated"' out)" 0 "nothing is marked"
mkdir one; cp "$en" one/r-en.txt; cp edited.txt one/r-fr.txt
run 1 "in a batch" entente batch -m one.entente one
is "$(entente export -m one.entente --format tsv 2> /dev/null | wc -l)" 0 "nothing is stored"

# what stays as it is in a translation
cat > names.txt <<'EOF'
Maria Gonzalez, 12 rue de la Paix, 75002 Paris
John Smith, 221B Baker Street, London NW1 6XE
Bundesministerium der Justiz, Mohrenstraße 37, 10117 Berlin
Tel. +33 1 55 55 10 10
press@example.org
1,234.56
Jean-Luc Dubois; Anne de la Tour; Pierre du Bois
Université de technologie de Compiègne, CS 60319, 60203 Compiègne Cedex
sudo apt install entente
-rw-r--r--
enter-to-class
30 Comité de bienfaisance et de secours aux sinistrés (CBSS)
EOF
for languages in 'en fr' 'de ru'; do
	set -- $languages
	run 0 "a list of names and addresses, $1 to $2" entente align --lines --from $1 --to $2 \
		--format jsonl names.txt names.txt
	is "$(grep -c '"untranslated"' out)" 0 "is not marked"
	is "$(confidences out | awk '$1 < .9' | wc -l)" 0 "and is sure"
done

# without a lexicon
cat > de.txt <<'EOF'
Die Sitzung wurde gestern in Genf eröffnet.
Wie heizen Sie das Wasser in Ihrem Haus?
Der Ausschuss hat seinen Bericht vorgelegt.
EOF
cat > pl.txt <<'EOF'
Sesja została otwarta wczoraj w Genewie.
Wie heizen Sie das Wasser in Ihrem Haus?
Komitet przedstawił swoje sprawozdanie.
EOF
run 0 "a sentence without a lexicon" entente align --lines --from de --to pl --format jsonl de.txt pl.txt
is "$(grep '"untranslated"' out | grep -c heizen)" 1 "is marked"
is "$(grep -c '"untranslated"' out)" 1 "and no other"

# nouns with capitals, and a quotation that stays
printf '%s\n' 'Die Fahrkarten bleiben gültig.' 'Der Zug fährt morgen nicht nach Hamburg.' > de.txt
printf '%s\n' 'Die Fahrkarten bleiben gültig.' 'Il treno domani non va ad Amburgo.' > it.txt
run 0 "a short sentence" entente align --lines --from de --to it --format jsonl de.txt it.txt
is "$(grep '"untranslated"' out | grep -c Fahrkarten)" 1 "is marked"
poem="Out of the cradle endlessly rocking, out of the mocking-bird's throat."
printf '%s\n' "As the poet wrote: \"$poem\"" 'The reading begins at seven.' > en.txt
printf '%s\n' "Comme l'écrivait le poète : \"$poem\"" 'La lecture commence à sept heures.' > fr.txt
run 0 "a quotation in a translated sentence" entente align --lines --from en --to fr --format jsonl en.txt fr.txt
is "$(grep -c '"untranslated"' out)" 0 "is not marked"
sed 's/Comme.* :/As the poet wrote:/' fr.txt > half.txt
run 0 "a sentence with a quotation" entente align --lines --from en --to fr --format jsonl en.txt half.txt
is "$(grep -c '"untranslated"' out)" 1 "is marked"
done_testing
