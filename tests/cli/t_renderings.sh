#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The renderings of 100 phrases of the communiqués, grouped, against those by hand.
. "$(dirname "$0")/../tap.sh"
gold=$root/tests/renderings/communiques.tsv
run 0 "the communiqués" entente batch -m c.entente "$root/corpora/communiques"

# The first three renderings that concord gives: LANG, PHRASE, TEXT.
while IFS='	' read -r lang phrase rest; do
	case $lang in '#'*) continue ;; esac
	entente concord -m c.entente --group --json --lang "$lang" "$phrase" > group 2> err
	grep -o '{"text":"[^"]*"' group | sed 's/^{"text":"//; s/"$//' | head -n 3 |
		sed "s/^/$lang	$phrase	/"
done < "$gold" > given
about "first renderings of 100 phrases"
awk -F '\t' '
	function plain(s) { s = tolower(s); gsub(/’/, "\047", s); return s }
	FNR == NR { if ($0 !~ /^#/) right[$1 FS $2] = "|" plain($3) "|"; next }
	{ n++; if (index(right[$1 FS $2], "|" plain($3) "|")) { good++; seen[$1 FS $2] = 1 } else print "# not right: " $2 " = " $3 }
	END { for (k in seen) phrases++
	      printf "# %d renderings, %d right: %.3f; %d phrases have a right one\n", n, good, good / n, phrases
	      exit !(n >= 100 && good / n >= .90 && phrases >= 88) }' "$gold" given > report
code=$?
cat report
ok $code "nine in ten are right, and nearly each phrase has one"

# Counts add up, and each rendering is a filter that gives as many hits.
entente concord -m c.entente --group --json --lang en "water" > group
sum=$(grep -o '"count":[0-9]*' group | sed 's/.*://' | paste -s -d + -)
is "$((${sum:-0} + $(sed 's/.*"unmarked":\([0-9]*\).*/\1/' group)))" "$(sed 's/.*"hits":\([0-9]*\),"renderings.*/\1/' group)" "counts add up to the hits"
grep -o '"text":"[^"]*","count":[0-9]*' group | sed 's/"text":"//; s/","count":/	/' > wanted
cut -f 1 wanted | while IFS= read -r text; do
	printf '%s\t%s\n' "$text" "$(entente concord -m c.entente --limit 0 --json --lang en --rendering "$text" "water" | grep -c .)"
done > filtered
cmp wanted filtered > differs 2>&1
ok $? "each rendering chooses the hits that it counts"
# A word that is only a part is not a rendering, though it is the only one.
entente concord -m c.entente --group --json --lang en "health organization" > group
ok "$(grep -c '"text":"Santé"' group)" "a part of a name is unmarked"
ok "$(entente concord -m c.entente --group --json --lang en "based in Geneva" | grep -c '"text":"Genève"')" "a part of a phrase is unmarked"
# What belongs to a counterpart by grammar: a title, the adjective of "de manière".
while IFS='|' read -r lang phrase wanted; do
	entente concord -m c.entente --group --json --lang "$lang" "$phrase" > group
	given=$(grep -o '"text":"[^"]*","count":[0-9]*' group | sed 's/"text":"//; s/","count":/ /' | head -n 1)
	is "$given" "$wanted" "$phrase"
done <<'END'
fr|Mme Chiara Pedrazzoli|Ms. Chiara Pedrazzoli 5
fr|Dre Ingrid Solheim-Batista|Dr. Ingrid Solheim-Batista 3
en|share water peacefully|partager l’eau de manière pacifique 6
en|funded by|financées par 6
END
entente concord -m c.entente --group --json --lang en "please contact the SCPR" > group
ok "$(grep -c '"text":"CPPR"' group)" "a name alone is not the counterpart of a phrase around it"
# Fixed expressions, whole, which only all hits together show.
cat > fixed.tsv <<'END'
The museum is open free of charge on Sundays.	Le musée est ouvert sans frais le dimanche.
Members may borrow books free of charge.	Les membres peuvent emprunter des livres sans frais.
Copies are sent free of charge to schools.	Des copies sont envoyées sans frais aux écoles.
The guide is available free of charge at the desk.	Le guide est offert sans frais à la réception.
Children travel free of charge on this line.	Les enfants voyagent sans frais sur cette ligne.
The seeds were given free of charge to farmers.	Les semences ont été données sans frais aux agriculteurs.
The travel costs are paid by the club.	Les frais de voyage sont payés par le club.
We keep the costs of the party low.	Nous gardons bas les frais de la fête.
Repair costs went up again.	Les frais de réparation ont encore augmenté.
Each team pays its own costs.	Chaque équipe paie ses propres frais.
She signed the letter on behalf of the mayor.	Elle a signé la lettre au nom du maire.
He spoke on behalf of the teachers.	Il a parlé au nom des professeurs.
The lawyer answered on behalf of a neighbour.	L'avocat a répondu au nom d'un voisin.
I thank you on behalf of the village.	Je vous remercie au nom du village.
They paid on behalf of the school.	Ils ont payé au nom de l'école.
A friend wrote on behalf of the family.	Un ami a écrit au nom de la famille.
The name of the street is new.	Le nom de la rue est nouveau.
Write your name on the form.	Inscrivez votre nom sur le formulaire.
The gardener works in accordance with the plan.	Le jardinier travaille conformément au plan.
Cook the rice in accordance with the recipe.	Faites cuire le riz conformément à la recette.
The bridge was built in accordance with the drawings.	Le pont a été construit conformément aux dessins.
The ship sailed in accordance with the orders.	Le navire a navigué conformément aux ordres.
Prices are set in accordance with the rules.	Les prix sont fixés conformément aux règles.
The bakery closed without delay.	La boulangerie a fermé sans délai.
Send the parcel without delay.	Envoyez le colis sans délai.
The doctor came without delay.	Le médecin est venu sans délai.
The fire was put out without delay.	L'incendie a été éteint sans délai.
They repaired the roof without delay.	Ils ont réparé le toit sans délai.
The delay lasted two hours.	Le délai a duré deux heures.
A delay of three days was granted.	Un délai de trois jours a été accordé.
END
entente import -m f.entente --from en --to fr fixed.tsv > out 2>&1
about "fixed expressions"
while IFS='|' read -r lang phrase wanted; do
	entente concord -m f.entente --group --json --lang "$lang" "$phrase" > group
	given=$(grep -o '"text":"[^"]*","count":[0-9]*' group | sed 's/"text":"//; s/","count":/ /' | tr 'A-Z' 'a-z' | paste -s -d ';' -)
	case $given in
	"$wanted"*) ok 0 "$phrase: $given" ;;
	*) ok 1 "$phrase: $given, not $wanted" ;;
	esac
done <<'END'
en|free of charge|sans frais 6
en|on behalf of|au nom d
en|in accordance with|conformément a
en|without delay|sans délai 5
fr|sans frais|free of charge 6
fr|sans délai|without delay 5
END
# Expressions, prepositions and forms of a verb, by grammar.
cat > whole.tsv <<'END'
The train will of course be late.	Le train sera bien sûr en retard.
Of course the shop is open on Monday.	Bien sûr, le magasin est ouvert lundi.
They will of course need a boat.	Il leur faudra bien sûr un bateau.
Of course he knows the way.	Bien sûr, il connaît le chemin.
Of course the soup was cold.	Bien sûr, la soupe était froide.
I am sure of the answer.	Je suis sûr de la réponse.
Send the form by mail.	Envoyez le formulaire par courrier.
The tickets arrived by mail.	Les billets sont arrivés par courrier.
She answered by mail in March.	Elle a répondu par courrier en mars.
The seeds are sold by mail.	Les graines sont vendues par courrier.
The results come by mail.	Les résultats arrivent par courrier.
The mail was late today.	Le courrier était en retard aujourd'hui.
The museums sign the treaty.	Les musées signent le traité.
The teachers sign the letter.	Les professeurs signent la lettre.
He will sign the book.	Il va signer le livre.
She must sign the form.	Elle doit signer le formulaire.
The doctors sign the report.	Les médecins signent le rapport.
END
entente import -m w.entente --from en --to fr whole.tsv > out 2>&1
about "whole expressions"
while IFS='|' read -r lang phrase wanted; do
	entente concord -m w.entente --group --json --lang "$lang" "$phrase" > group
	given=$(grep -o '"text":"[^"]*","count":[0-9]*' group | sed 's/"text":"//; s/","count":/ /' | tr 'A-Z' 'a-z' | paste -s -d ';' -)
	is "$given" "$wanted" "$phrase"
done <<'END'
en|of course|bien sûr 5
fr|par courrier|by mail 5
en|sign|signent 5
END
done_testing
