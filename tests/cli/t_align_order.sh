#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Texts in another order: lists that each language sorts, sections that moved, leftovers
# that are not paired for lack of better.
. "$(dirname "$0")/../tap.sh"

# a glossary: headword and definition, sorted in each language
cat > words <<'END'
apple|A fruit that grows on trees in cool countries.|pomme|Un fruit qui pousse sur les arbres des pays frais.
bridge|A structure that carries a road over water.|pont|Un ouvrage qui fait passer une route au-dessus de l'eau.
castle|A large house with walls that protect against attack.|château|Une grande maison dont les murs protègent contre les attaques.
dictionary|A book that explains the meaning of words.|dictionnaire|Un livre qui explique le sens des mots.
forest|A large area of land that is covered with trees.|forêt|Une grande étendue de terre couverte d'arbres.
judge|A person who decides cases in a court of law.|juge|Une personne qui tranche les affaires devant un tribunal.
king|A man who rules a country because of his birth.|roi|Un homme qui gouverne un pays en raison de sa naissance.
NATO|A military alliance of European and American states.|NATO|Une alliance militaire d'États européens et américains.
school|A place where children are taught by teachers.|école|Un lieu où des enseignants instruisent les enfants.
tax|Money that citizens must pay to the government.|impôt|L'argent que les citoyens doivent verser à l'État.
weapon|An object that is used to hurt or kill in a war.|arme|Un objet qui sert à blesser ou à tuer dans une guerre.
END
awk -F'|' '{ print $1; print $2 }' words > g.en
sort -t'|' -k3 words | awk -F'|' '{ print $3; print $4 }' > g.fr
run 0 "a glossary that each language sorts" entente align --lines --format tsv --from en --to fr g.en g.fr
right=$(awk -F'[|\t]' 'NR == FNR { of[$1] = $3; of[$2] = $4; next } of[$1] == $2 { n++ } END { print n + 0 }' words out)
[ "$right" -ge 20 ]; ok $? "pairs headwords and definitions ($right of 22)"

# a short one: what a headword leaves is free for its own translation
cat > short <<'END'
applicant|A person who asks for a permit under this programme.|demandeur|Personne qui demande un permis dans le cadre du présent programme.
bond|Money that is held until the work is finished.|caution|Somme d'argent conservée jusqu'à la fin des travaux.
eIDAS|The European rules on electronic identification.|eIDAS|Règles européennes relatives à l'identification électronique.
holder|A person to whom a permit was given.|titulaire|Personne à qui un permis a été délivré.
permit|A document that allows work in a protected area.|permis|Document qui autorise des travaux dans une zone protégée.
water right|The right to take water from a river or a lake.|droit d'eau|Droit de prendre de l'eau dans une rivière ou un lac.
END
awk -F'|' '{ print $1; print $2 }' short > s.en
LC_ALL=C sort -t'|' -k3 short | awk -F'|' '{ print $3; print $4 }' > s.fr
run 0 "a short glossary" entente align --lines --format tsv --from en --to fr s.en s.fr
right=$(awk -F'[|\t]' 'NR == FNR { of[$1] = $3; of[$2] = $4; next } of[$1] == $2 { n++ } END { print n + 0 }' short out)
is "$right" 12 "every headword and definition is paired"

# names that the lexicon saw beside each other in lists do not translate each other
printf '%s\n' Albania Austria Cyprus Estonia Germany Greece Hungary Spain Sweden Switzerland 'United Kingdom' > n.en
printf '%s\n' Albanie Allemagne Autriche Chypre Espagne Estonie Grèce Hongrie Royaume-Uni Suède Suisse > n.fr
run 0 "a list of names sorted by each language" entente align --lines --format tsv --from en --to fr n.en n.fr
is "$(grep -c -E '^(Estonia.Estonie|Germany.Allemagne)' out)" 2 "two names that cross find each other"

# countries, one a line
cat > countries <<'END'
Austria|Autriche
Belgium|Belgique
Germany|Allemagne
Greece|Grèce
Hungary|Hongrie
Netherlands|Pays-Bas
Spain|Espagne
Sweden|Suède
Switzerland|Suisse
United Kingdom|Royaume-Uni
END
cut -d'|' -f1 countries > c.en; cut -d'|' -f2 countries | LC_ALL=C sort > c.fr
run 0 "a list of countries" entente align --lines --format tsv --from en --to fr c.en c.fr
wrong=$(awk -F'[|\t]' 'NR == FNR { of[$1] = $2; next } $1 != "" && $2 != "" && of[$1] != $2 && $3 > .8 { n++ } END { print n + 0 }' countries out)
right=$(awk -F'[|\t]' 'NR == FNR { of[$1] = $2; next } of[$1] == $2 { n++ } END { print n + 0 }' countries out)
[ "$right" -ge 7 ] && [ "$wrong" -le 1 ]; ok $? "finds its counterparts ($right of 10, $wrong wrong and sure)"

# a section that moved as a whole
g=$root/corpora/gold
awk 'NR <= 6' "$g/2024-03-12-water-memorandum.fr.txt" > head.fr
awk 'NR > 6' "$g/2024-03-12-water-memorandum.fr.txt" > tail.fr
awk 'NR >= 12 && NR <= 15' tail.fr > block
{ cat head.fr; cat block; awk 'NR < 12 || NR > 15' tail.fr; } > moved.fr
entente align --lines --format tsv --from en --to fr "$g/2024-03-12-water-memorandum.en.txt" "$g/2024-03-12-water-memorandum.fr.txt" | cut -f 1,2 | sort > whole
run 0 "a section that moved" entente align --lines --format tsv --from en --to fr "$g/2024-03-12-water-memorandum.en.txt" moved.fr
lost=$(cut -f 1,2 out | sort | comm -13 - whole | wc -l)
[ "$lost" -le 1 ]; ok $? "is found ($lost beads lost)"

# two neighbours, each left over on its side
awk 'NR != 5' "$g/2024-07-18-condolences.fr.txt" > less.fr
awk 'NR != 6' "$g/2024-07-18-condolences.en.txt" > less.en
run 0 "strangers side by side" entente align --lines --format tsv --from en --to fr less.en less.fr
strangers=$(sed -n 5p less.en)
awk -F'\t' -v s="$strangers" '$1 == s && $3 >= .5 { bad = 1 } END { exit bad }' out
ok $? "are not paired with confidence"
entente align --lines --from en --to fr less.en less.fr | awk -F'\t' -v OFS='\t' '{ print $2, $1, $3 }' | sort > a
entente align --lines --from fr --to en less.fr less.en | sort | cmp -s - a
ok $? "swapped sides give the swapped beads"
entente align --lines --from en --to fr g.en g.fr | awk -F'\t' -v OFS='\t' '{ print $2, $1, $3 }' | sort > a
entente align --lines --from fr --to en g.fr g.en | sort | cmp -s - a
ok $? "of the glossary too"
# one sentence that five translate
cat > five.en.txt <<'EOF'
The council met in Lyon. It took four decisions. The budget will be doubled. The archives will be opened. A library will be built.

The harbour stays closed.

The delegates leave on Sunday.
EOF
cat > five.fr.txt <<'EOF'
Réuni à Lyon, le conseil a pris quatre décisions : le budget sera doublé, les archives seront ouvertes et une bibliothèque sera construite.

Le port reste fermé.

Les délégués partent dimanche.
EOF
run 0 "five sentences for one" entente align --format jsonl five.en.txt five.fr.txt
grep -q '"source_segments":\[1,5\],"target_segments":\[1,1\]' out; ok $? "are one bead"
entente align --format jsonl five.fr.txt five.en.txt > swapped
grep -q '"source_segments":\[1,1\],"target_segments":\[1,5\]' swapped; ok $? "in both directions"
run 0 "at most four" entente align --max-side 4 --format jsonl five.en.txt five.fr.txt
! grep -q '"source_segments":\[[0-9]*,5\]' out; ok $? "when that was asked for"

# lists that each language sorts: one word and its translation find each other
printf '%s\n\n' Countries Austria Belgium Germany Greece Hungary Spain Sweden Switzerland Togo > list.en.txt
printf '%s\n\n' Pays Allemagne Autriche Belgique Espagne Grèce Hongrie Suède Suisse Togo > list.fr.txt
run 0 "a list of countries" entente align --from en --to fr list.en.txt list.fr.txt
is "$(cut -f 1,2 out | tr '\t\n' '= ')" "Countries=Pays Austria=Autriche Belgium=Belgique Germany=Allemagne Greece=Grèce Hungary=Hongrie Spain=Espagne Sweden=Suède Switzerland=Suisse Togo=Togo " "each has its own"

# the names of the files say the languages of a list that is too short to guess from
same() { # NAME: the files before it give what they give with --from and --to
	entente align --from en --to fr list.en.txt list.fr.txt | cut -f 1,2 > want
	cut -f 1,2 out | cmp -s - want; ok $? "$1"
}
run 0 "a list without languages" entente align list.en.txt list.fr.txt
same "the names of the files say them"
cp list.en.txt pays-anglais.txt; cp list.fr.txt pays-francais.txt
run 0 "languages as words" entente align pays-anglais.txt pays-francais.txt
same "are read too"
run 0 "the other order" entente align list.fr.txt list.en.txt
grep -q "^Espagne	Spain	" out; ok $? "is recognised"

# names of several words, and two that cross within one bead
printf '%s\n\n' "Countries that took part:" Austria Belgium Germany Italy Netherlands Spain Switzerland "United Kingdom" > two.en.txt
printf '%s\n\n' "Pays participants :" Allemagne Autriche Belgique Espagne Italie Pays-Bas Royaume-Uni Suisse > two.fr.txt
run 0 "two names that cross" entente align two.en.txt two.fr.txt
grep -q "^Switzerland	Suisse	" out && grep -q "^United Kingdom	Royaume-Uni	" out
ok $? "are two pairs"
printf '%s\n\n' Denmark Italy Poland Turkey "United Kingdom" > three.en.txt
printf '%s\n\n' Danemark Italie Pologne Royaume-Uni Turquie > three.fr.txt
run 0 "a name after another one" entente align three.en.txt three.fr.txt
grep -q "^Turkey	Turquie	" out && grep -q "^United Kingdom	Royaume-Uni	" out
ok $? "leaves it for its translation"

# an entry a line, term and definition: the last pair is found when all others have theirs
cat > terms.en.txt <<'EOF'
appeal: A request that a higher court review a decision.

baton: The stick that one runner gives to the next in a race.

bail: Money paid so that a person is released before trial.

cookie: A small file that a site leaves on your device.

deed: A signed document that transfers property.

lease: A contract by which land or a building is rented.

server: A computer that answers the requests of others.
EOF
cat > terms.fr.txt <<'EOF'
acte notarié : Document signé qui transfère un bien.

appel : Demande faite à une juridiction supérieure de réviser une décision.

bail : Contrat par lequel un terrain ou un bâtiment est loué.

caution : Somme versée pour qu'une personne soit libérée avant le procès.

serveur : Ordinateur qui répond aux demandes des autres.

témoin : Bâton qu'un coureur donne au suivant dans une course.

témoin : Petit fichier qu'un site dépose sur votre appareil.
EOF
run 0 "a glossary with an entry a paragraph" entente align terms.en.txt terms.fr.txt
is "$(sed 's/\(....\)[^	]*	\(....\).*/\1=\2/' out | tr '\n' ' ')" "appe=appe bato=témo bail=caut cook=témo deed=acte leas=bail serv=serv " "each entry has its own"
grep -q "^cookie.*Petit fichier" out && grep -q "^baton.*Bâton" out
ok $? "also two of one word"

# a sentence that one side adds is not a part of the pair next to it
printf '%s\n' "The Council met in Geneva on 25 May." \
	"It adopted the budget of the agency after a long debate on the price of water, the state of the roads and the pay of teachers." \
	"The next session will take place in September." "The members thanked the President." \
	"Two hundred people took part in the meeting." > add.en
printf '%s\n' "Le Conseil s'est réuni à Genève le 25 mai." "Il a adopté le budget de l'agence." \
	"La prochaine session aura lieu en septembre." "Les membres ont remercié le Président." \
	"Un repas a suivi dans le jardin." "Deux cents personnes ont participé à la réunion." > add.fr
run 0 "a sentence added" entente align --lines --from en --to fr add.en add.fr
is "$(cut -f 1,2 out | tr '\t\n' '= ')" "1=1 2=2 3=3 4=4 -=5 5=6 " "stays alone"
entente align --lines --from fr --to en add.fr add.en > out
is "$(cut -f 1,2 out | tr '\t\n' '= ')" "1=1 2=2 3=3 4=4 5=- 6=5 " "in both directions"
done_testing
