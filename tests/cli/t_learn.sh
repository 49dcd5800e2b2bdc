#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A memory does not learn from wrong pairs that releases repeat with small changes: their
# beads do not become more confident.
. "$(dirname "$0")/../tap.sh"

mkdir in
# made up: 24 releases of five sentences that translate each other, of rare words that
# return elsewhere, and one line of invented words whose two sides differ in a number
awk 'BEGIN {
	split("Geneva Lyon Dakar Tunis Namur Metz Quebec Nice", city, " ")
	split("water schools roads health housing forests energy ports", topic, " ")
	split("eau écoles routes santé logement forêts énergie ports", sujet, " ")
	split("garnish pamper outwit", verb, " ")
	split("marzipan toffee sherbet nougat", sweet, " ")
	split("loustics bambins lurons", who, " ")
	split("roupillent gambadent pavoisent jacassent", what, " ")
	for (k = 0; k < 24; k++) {
		name = sprintf("in/r%02d", k)
		en = name ".en.txt"; fr = name ".fr.txt"
		c = city[k % 8 + 1]; t = k * 3 % 8 + 1; d = 2 + k
		printf "The Council met in %s on %d May.\n\n", c, d > en
		printf "Le Conseil s’est réuni à %s le %d mai.\n\n", c, d > fr
		printf "It adopted the report on %s.\n\n", topic[t] > en
		printf "Il a adopté le rapport : %s.\n\n", sujet[t] > fr
		printf "The mayor of %s welcomed the decision.\n\n", c > en
		printf "Le maire de %s a salué la décision.\n\n", c > fr
		printf "Brambled twigs %s snorkels, cantankerous hedgehogs and %d %s.\n\n",
			verb[k % 3 + 1], 31 + k, sweet[k % 4 + 1] > en
		printf "Farfelus et guillerets, nos %s barbotent, cabriolent puis %d %s.\n\n",
			who[k % 3 + 1], 77 - k, what[int(k * 7 / 3) % 4 + 1] > fr
		print "Two hundred people took part in the meeting.\n" > en
		print "Deux cents personnes ont participé à la réunion.\n" > fr
		printf "A new programme on %s will begin next year.\n", topic[t] > en
		printf "Un nouveau programme commencera : %s.\n", sujet[t] > fr
		close(en); close(fr)
	}
}'
run 0 "batch that learns" entente batch -m learned.entente in
run 0 "align again" entente review -m learned.entente --realign
run 0 "batch without" entente batch -m plain.entente --no-learning in
strangers() { # MEMORY: document, confidence of the invented line
	entente export -m "$1" --format jsonl |
		sed -n '/"source":"Brambled/s/.*"confidence":\([0-9.e-]*\),.*"document":"\([^"]*\)".*/\2 \1/p' | sort
}
strangers plain.entente > plain; strangers learned.entente > learned
about "strangers"
is "$(wc -l < plain)" 24 "each release has one"
join plain learned | awk '$2 < .7 { few = 1 } END { exit few || NR != 24 }'
ok $? "sure enough to be learned from"
join plain learned | awk '$3 > $2 + .01 { print "# " $0; bad = 1 } END { exit bad }'
ok $? "learning does not make them surer"

# what is true is learned all the same: the rest is at least as sure
rest() {
	entente export -m "$1" --format jsonl | grep -v '"source":"Brambled' |
		sed 's/.*"confidence":\([0-9.e-]*\).*/\1/' | awk '/^[0-9]/ { n++; s += $1 } END { print n, s / n }'
}
rest plain.entente > plain; rest learned.entente > learned
about "the rest"
paste plain learned | awk '$1 != $3 || $1 < 120 || $4 < $2 { bad = 1 } END { exit bad }'
ok $? "gains"

# a lexicon that was damaged in the file stops what needs it, and is learned again
if command -v sqlite3 > /dev/null; then
	run 0 "what was aligned again is learned" entente batch -m learned.entente in
	sqlite3 learned.entente "UPDATE lexicon SET bytes=x'00'"
	run 0 "a run that finds nothing new does not read the lexicon" entente batch -m learned.entente in
	printf 'A last text of six words.\n' > in/last.en.txt; printf 'Un dernier texte de six mots.\n' > in/last.fr.txt
	touch -d '1 hour ago' in/last.*
	run 1 "a new pair needs it" entente batch -m learned.entente in
	is "$(cat err)" "entente: batch: learned.entente: the lexicon that the memory learned is damaged; 'entente check --repair' removes it" "and the damage is named"
	run 1 "check finds it" entente check -m learned.entente
	is "$(cat out)" "the lexicon of en and fr is damaged" "and nothing else"
	run 1 "check --repair removes it" entente check --repair -m learned.entente
	run 0 "then there is no fault" entente check -m learned.entente
	run 0 "and the pair is added" entente batch -m learned.entente in
	is "$(sqlite3 learned.entente 'SELECT count(*) FROM lexicon')" 1 "and a lexicon learned"
fi
done_testing
