#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A glossary that each language sorts: entries go with their counterparts, headwords with
# definitions, also a headword that no word links.
. "$(dirname "$0")/../tap.sh"

cat > entries <<'END'
allowance|indemnité|A sum of money that is paid to cover certain expenses.|Somme versée pour couvrir certaines dépenses.
bond|obligation|A security by which a company borrows money.|Titre par lequel une société emprunte de l'argent.
claim|demande|A written request for payment.|Requête écrite en vue d'un paiement.
deductible|franchise|The part of the loss that the insured person bears.|Part du sinistre qui reste à la charge de l'assuré.
dependant|personne à charge|A child or spouse who is supported by the member.|Enfant ou conjoint dont le membre assure la subsistance.
employer|employeur|An organisation that pays wages to its staff.|Organisme qui verse un salaire à son personnel.
landlord|propriétaire|A person who rents out a dwelling.|Personne qui donne un logement en location.
premium|prime|The amount paid for insurance coverage.|Montant payé pour une couverture d'assurance.
shareholder|actionnaire|A person who owns part of a company.|Personne qui possède une partie d'une société.
widow|veuve|A woman whose husband has died.|Femme dont le mari est décédé.
END
# list NAME: prints entries sorted by each language as NAME.en.txt, NAME.fr.txt by awk
list() {
	LC_ALL=C sort entries | awk -F '|' "{ print $2 }" > "$1.en.txt"
	LC_ALL=C sort -t '|' -k 2 entries | awk -F '|' "{ print $3 }" > "$1.fr.txt"
}
list two '$1 "\n\n" $3 "\n"' '$2 "\n\n" $4 "\n"'
list one '$1 ": " $3 "\n"' '$2 ": " $4 "\n"'

# at most one entry is without its counterpart, and none has another
for form in one two; do
	run 0 "a glossary ($form)" entente align --from en --to fr $form.en.txt $form.fr.txt
	if [ $form = two ]; then
		awk -F '|' '{ print $1 "\t" $2 "\n" $3 "\t" $4 }' entries
	else
		awk -F '|' '{ print $1 ": " $3 "\t" $2 ": " $4 }' entries
	fi > want
	cut -f 1,2 out | awk -F '\t' '$1 != "" && $2 != ""' > pairs
	is "$(grep -c -v -x -F -f want pairs)" 0 "has no wrong pair"
	[ $(($(wc -l < want) - $(wc -l < pairs))) -le 1 ]; ok $? "has nearly all that are right"
done
done_testing
