#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A tree of releases as an institution keeps it: names, languages, versions and
# decisions keep their identity from one run to the next.
. "$(dirname "$0")/../tap.sh"

release() { # STEM FIGURE [DATE_EN DATE_FR]: STEM.en.txt and STEM.fr.txt
	mkdir -p "$(dirname "$1")"
	printf 'Ferry reopens\n\nLindholm, %s\n\nThe ferry between Lindholm and Aarsund reopens after five months.\n\nIt will carry %s passengers a day, the director of the harbour office said.\n\nTickets are sold at the old pier and on board.\n\nThe works were paid for by the two towns and by the Sound Fund.\n' "${3:-2 May 2024}" "$2" > "$1.en.txt"
	printf 'Le traversier reprend du service\n\nLindholm, le %s\n\nLe traversier entre Lindholm et Aarsund reprend du service après cinq mois.\n\nIl transportera %s passagers par jour, a déclaré le directeur du bureau du port.\n\nLes billets sont vendus à l’ancien quai et à bord.\n\nLes travaux ont été financés par les deux villes et par le Fonds du détroit.\n' "${4:-2 mai 2024}" "$2" > "$1.fr.txt"
}
units() { entente export -m "$1" --format tsv 2> err | grep -c . ; } # MEMORY
figures() { entente export -m "$1" --format tsv 2> err | cut -f 1 | sed -n 's/^It will carry \([0-9]*\).*/\1/p' | tr '\n' ' '; }
batch() { entente batch -m "$@" > out 2> err; }

# ---- templates ------------------------------------------------------------------
bulletin() { # FOLDER WEEK CANONICAL STEM
	mkdir -p "$1"
	printf '<html lang="en"><head><title>Bulletin</title><meta name="dcterms.date" content="2024-03-0%s"><link rel="canonical" href="%s"></head><body><h1>Weekly bulletin</h1><p>Geneva, %s March 2024</p><p>The office received %s applications in the course of the week, of which %s were granted.</p><p>The director of the office thanked the staff for their continued work.</p></body></html>' $2 "$3" $2 $(($2*37)) $(($2*11)) > $1/$4$2.en.html
	printf '<html lang="fr"><head><title>Bulletin</title><meta name="dcterms.date" content="2024-03-0%s"><link rel="canonical" href="%s"></head><body><h1>Bulletin hebdomadaire</h1><p>Genève, le %s mars 2024</p><p>Le bureau a reçu %s demandes au cours de la semaine, dont %s ont été acceptées.</p><p>Le directeur du bureau a remercié le personnel pour son travail constant.</p></body></html>' $2 "$3" $2 $(($2*37)) $(($2*11)) > $1/$4$2.fr.html
}
for k in 1 2 3; do
	bulletin portal $k https://office.example.org/bulletin/ week
	bulletin dated $k https://office.example.org/2024/bulletin/ bulletin-
	bulletin number $k DOC/2024/1 notice
done
for f in portal dated number; do
	batch $f.entente $f
	is "$(entente export -m $f.entente --format tsv | grep -c applications)" 3 "three bulletins with one identifier ($f) are three releases"
done
release halls/hall-e 400; release halls/hall-f 500
batch h.entente halls
is "$(figures h.entente)" "400 500 " "hall-e and hall-f are two releases"
rm halls/hall-e.fr.txt
run 0 "hall-e without its French" entente batch --dry-run halls
is "$(cut -f 1,2 out)" "halls/hall-f.en.txt	halls/hall-f.fr.txt" "is not paired with another English file"

# ---- folders that cannot be read ------------------------------------------------
release closed/a 400; release closed/sub/b 500
if [ "$(id -u)" = 0 ] && command -v setpriv > /dev/null; then
	chmod 000 closed/sub; chown -R 65534 "$dir"
	setpriv --reuid 65534 --clear-groups "$BUILD/entente" batch -m closed.entente closed > out 2> err
	is $? 1 "an unreadable folder is a failure"
	is "$(grep -c 'warning: closed/sub: cannot read the folder' err)" 1 "which is named"
	is "$(figures closed.entente)" "400 " "and the other files are stored"
	chmod 755 closed/sub
else
	ok 0 "an unreadable folder # SKIP needs root and setpriv"
fi
done_testing
