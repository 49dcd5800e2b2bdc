#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A hyphen at the end of a wrapped line goes when the text has the word without it, and
# never with it; else it stays.
. "$(dirname "$0")/../tap.sh"

cat > wrapped.txt <<'EOF'
The ministers of the two countries met last week in the north-
ern province, where they visited a port and spoke of the follow-
up to the agreement that was signed before the summer, and of coop-
eration between all northern towns, which a long-term plan by a long-
term committee foresees; the Coop-
eration Council was not there. Cooperation is the aim of re-
form, they said, and the reform of the re-form is not for to-
morrow's meeting; they spoke of the pre-
sident.
EOF
run 0 "a wrapped text" entente segment --lang en wrapped.txt
for word in 'northern province' 'follow-up to' 'of cooperation between' 'long-term committee' \
	'Cooperation Council' 're-form, they' 'to-morrow' 'pre-sident'; do
	grep -q "$word" out; ok $? "$word"
done

cat > coupe.txt <<'EOF'
Les ministres des deux pays ont parlé de l’orga-
nisation de la conférence et de la générosité des pays du Nord, puis de la géné-
rosité d’un donateur ; toute organisation peut prendre la parole, dit-
il, et l'organisation le sait ; le vice-
président est venu, et la présidente l’a vu dans cet après-
midi de mai.
EOF
run 0 "a wrapped text in French" entente segment --lang fr coupe.txt
for word in 'l’organisation de' 'la générosité d’un' 'dit-il' 'vice-président' 'après-midi'; do
	grep -q "$word" out; ok $? "$word"
done
done_testing
