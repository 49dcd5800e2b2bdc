#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Numbers, names and negations that differ lower the confidence of a pair; values that
# two languages write in different ways do not differ.
. "$(dirname "$0")/../tap.sh"

cat > en <<'EOF'
The Assembly met on 5 May in Geneva and adopted the report of Mr. Dupont.
The Agency will not publish the results before the end of the year.
The grant amounts to 2.4 million euros for the harbour.
The office in Lyon answers all letters within one week.
The meeting begins at 2.30 p.m. on 12 June 2024 and costs $1.5 million.
EOF
cat > fr <<'EOF'
L'Assemblée s'est réunie le 5 mai à Genève et a adopté le rapport de M. Dupont.
L'Agence ne publiera pas les résultats avant la fin de l'année.
La subvention s'élève à 2,4 millions d'euros pour le port.
Le bureau de Lyon répond à toutes les lettres dans un délai d'une semaine.
La réunion commence à 14 h 30 le 12 juin 2024 et coûte 1,5 million de dollars.
EOF
sed -e 's/5 mai/7 mai/; s/ne publiera pas/publiera/; s/2,4/2,9/; s/Lyon/Nantes/' fr > changed
confidence() { # FILE LINE
	entente align --lines --from en --to fr en "$1" | awk -F '\t' -v n="$2" '$1 == n { print $3 }'
}
lower() { # LINE BY NAME
	awk -v a="$(confidence fr "$1")" -v b="$(confidence changed "$1")" -v by="$2" \
		'BEGIN { exit !(a > .9 && b < a - by) }'
	about "a changed text"
	ok $? "$3"
}
lower 1 .1 "a number that differs lowers the confidence"
lower 3 .1 "and so does an amount"
lower 2 .01 "a negation that one side lacks does"
lower 4 .01 "a name that differs does"
entente align --lines --from en --to fr --format jsonl en fr > out
about "values that are the same"
is "$(grep -c '"numbers"' out)" 0 "a time, a date and an amount in two notations do not differ"
entente align --lines --from en --to fr --format jsonl en changed > out
is "$(grep -c '"numbers"' out)" 2 "others have the doubt numbers"

# a leftover of one side is not the counterpart of a leftover of the other, however well the
# rest fits: the last paragraphs are unrelated, with similar lengths
cat > plain.en <<'EOF'
The Council met in Geneva on 25 May.

Two hundred people took part in the meeting.

A new programme on housing will begin next year.

It adopted the report on housing.
EOF
cat > plain.fr <<'EOF'
Le Conseil s'est réuni à Genève le 25 mai.

Deux cents personnes ont participé à la réunion.

Un nouveau programme sur le logement commencera l'année prochaine.

Il a adopté le rapport sur le logement.
EOF
stranger() { # ENGLISH FRENCH
	{ cat plain.en; printf '\n%s\n' "$1"; } > s.en.txt
	{ cat plain.fr; printf '\n%s\n' "$2"; } > s.fr.txt
	entente align s.en.txt s.fr.txt > out
	about "$1"
	awk -F '\t' 'NR < 5 && $3 < .9 { bad = 1 }
		NR > 4 && $1 != "" && $2 != "" && $3 > .5 { bad = 1 }
		END { exit bad || NR < 5 }' out
	ok $? "a stranger at the end is not a sure pair: ${1%% *}"
}
stranger "Journalists who need a parking permit should write to the press desk before Friday." \
	"Le fonds verse chaque trimestre une aide aux familles touchées par la sécheresse."
stranger "The full text of the statement is available from the library on request." \
	"Le prochain train pour la côte partira du deuxième quai avant midi."
stranger "Please switch off your telephone when the orchestra begins to play." \
	"Les subventions sont versées aux communes qui ont moins de mille habitants."

# the shipped communiques: what is wrong is in the review, and little else
c=$root/corpora/communiques
run 0 "the communiques" entente batch -m c.entente "$c"
doubtful=$(sed -n 's/.* \([0-9]*\) of them doubtful/\1/p' out)
[ "$doubtful" -ge 2 ] && [ "$doubtful" -le 6 ]; ok $? "some places are doubtful"
run 0 "the review" entente review -m c.entente --limit 0
grep -q 'en [0-9]* | Donors in the United Kingdom' out; ok $? "has a stranger that was left over"
grep -q 'fr [0-9]* | Or il faut au moins 95' out; ok $? "and a sentence that belongs to another one"
done_testing
