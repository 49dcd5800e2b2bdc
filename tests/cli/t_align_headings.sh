#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Headings that were added to one side each fill the same gap, and are doubtful; headings
# that translate each other are not.
. "$(dirname "$0")/../tap.sh"

# the pair with a heading of each side before its last paragraph, and its confidence
pair() {
	cat > en.txt <<-EOF
		The Ministry of Ecology presented the new plan for water on Monday in Paris.

		The plan will help farmers to save water during the summer months.

		The minister said that the work will begin next year and will last three years.

		$1

		The agency was founded in 1998 and employs 230 people across the country.
	EOF
	cat > fr.txt <<-EOF
		La ministre de l'Écologie a présenté lundi à Paris le nouveau plan pour l'eau.

		Le plan aidera les agriculteurs à économiser l'eau pendant les mois d'été.

		Le ministre a déclaré que les travaux commenceront l'année prochaine et dureront trois ans.

		$2

		L'agence a été fondée en 1998 et emploie 230 personnes dans tout le pays.
	EOF
	entente align en.txt fr.txt | awk -F '\t' -v en="$1" -v fr="$2" \
		'$1 == en && $2 == fr { print $3 < .7 ? "doubtful" : $3 < .855 ? "likely" : "sure"; one = 1 }
		 END { if (!one) print "apart" }'
}

while IFS='|' read -r en fr; do
	case $(pair "$en" "$fr") in
	doubtful | apart) ok 0 "$en | $fr: doubtful" ;;
	*) ok 1 "$en | $fr: doubtful" ;;
	esac
done <<-EOF
	Notes to editors|À propos du salon
	Press contacts|À propos du salon
	Notes to editors|Contacts presse
	About the company|Photos disponibles
	Next steps|Mot du directeur
	Registration fees|Plan d'accès
	Opening hours|Qui sommes-nous ?
	Photo credits|Inscription gratuite
	Download the brochure|Les partenaires du salon
	How to get there|Les lauréats
	Where to buy tickets|Hébergement
EOF

# one word for one word, or words that the lexicon lacks: only their place supports them
while IFS='|' read -r en fr; do
	[ "$(pair "$en" "$fr")" != sure ]; ok $? "$en | $fr: not sure"
done <<-EOF
	Photos|Contacts
	About us|Billetterie
	Home|Sommaire
EOF

while IFS='|' read -r en fr; do
	case $(pair "$en" "$fr") in
	sure | likely) ok 0 "$en | $fr: not doubtful" ;;
	*) ok 1 "$en | $fr: not doubtful" ;;
	esac
done <<-EOF
	Notes to editors|Notes aux rédacteurs
	Further information|Pour en savoir plus
	Media relations|Relations avec les médias
	About the Agency|À propos de l'Agence
	Related products|Produits connexes
	For immediate release|Pour diffusion immédiate
	Press release|Communiqué de presse
	Next steps|Prochaines étapes
	Legal notice|Mentions légales
	How to get there|Comment venir
	Board of directors|Conseil d'administration
	Background|Contexte
	Quotes|Citations
	Zorblax frandle|Quimbor vastuil
EOF

# a glossary answers what the lexicon does not
printf 'terms of reference\tcahier des charges\n' > terms.tsv
pair "Terms of reference" "Cahier des charges" > before
is "$(cat before)" doubtful "an idiom that the lexicon does not have"
sure=$(entente align --glossary=terms.tsv en.txt fr.txt | awk -F '\t' '/^Terms/ { print ($3 > .7) }')
is "$sure" 1 "is sure with a glossary that has it"

done_testing
