#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Doubtful places are shown, decided, and stay decided when a release changes.
. "$(dirname "$0")/../tap.sh"

mkdir in
cat > in/a.en.txt <<'END'
Harbour office reopens

The harbour office of Lindholm reopens on Monday after eight months of works.

Its director said that the new hall would serve 400 captains a day.

Two cranes were repaired. A third one will follow in spring.

The ferry to Aarsund does not stop at the old pier any more.

Visitors are asked to leave their bags at the entrance.
END
cat > in/a.fr.txt <<'END'
Le bureau du port rouvre

Le bureau du port de Lindholm rouvre lundi après huit mois de travaux.

Son directeur a déclaré que la nouvelle salle accueillerait 400 capitaines par jour.

Deux grues ont été réparées. Une troisième suivra au printemps.

Le traversier d’Aarsund ne fait plus escale à l’ancien quai.

Les visiteurs sont priés de laisser leurs sacs à l’entrée.
END
units() { entente export -m m.entente --format tsv | cut -f 1-3; }
unit() { units | grep -F "$1"; }
run 0 "a batch" entente batch -m m.entente in
run 0 "places below 1" entente review -m m.entente --below 1 --limit 0
[ "$(grep -c '^? ' out)" -ge 6 ]; ok $? "are all listed"
grep -q '^@ in/a.en.txt	in/a.fr.txt	[0-9a-f]\{16\}	en	fr$' out; ok $? "with their documents and languages"
grep -q '^  > en 3 | Its director said' out; ok $? "and their texts"
grep '^@' out | head -n 1 > edit
run 0 "as JSON" entente review -m m.entente --below 1 --limit 1 --format json
grep -q '^{"document":"in/a.en.txt","target_document":"in/a.fr.txt","source":\["' out; ok $? "an object a line"
run 0 "as a page" entente review -m m.entente --below 1 --format html
grep -q '<p class="here"><b>3</b> Its director said' out; ok $? "side by side"

# segments: 1 title, 2 reopens, 3 director, 4 cranes, 5 third, 6 ferry, 7 visitors
cat >> edit <<'END'
a 3 = 3 whatever is here
l 4-5 = 4-5
r 6 = 6
# a comment
? 7 = 7
END
run 0 "verdicts" entente review -m m.entente --who anna --apply edit
is "$(cat out)" "1 accepted, 1 rejected, 1 relinked, 1 left" "are counted"
decided() {
	is "$(unit 'Its director' | cut -f 1-2)" "Its director said that the new hall would serve 400 captains a day.	Son directeur a déclaré que la nouvelle salle accueillerait 400 capitaines par jour." "$1: accepted"
	[ "$(unit 'Its director' | cut -f 3)" = 1 ] || [ "$(unit 'Its director' | cut -f 3)" = 1.0000 ]; ok $? "$1: and sure"
	is "$(unit 'Two cranes' | cut -f 1-2)" "Two cranes were repaired. A third one will follow in spring.	Deux grues ont été réparées. Une troisième suivra au printemps." "$1: relinked"
	is "$(unit 'ferry')$(unit 'traversier')" "" "$1: rejected"
	entente review -m m.entente --below 1 --limit 0 > places
	is "$(grep -c '^? \(3 =\|4-5 =\|6 =\)' places)" 0 "$1: not asked again"
}
decided "decided"
run 0 "check" entente check -m m.entente
run 0 "the same batch again" entente batch -m m.entente in
is "$(cat out)" "1 pair: nothing new" "changes nothing"
run 0 "decisions" entente review -m m.entente --decisions
is "$(grep -c '"who":"anna","at":"20' out)" 3 "are kept with who and when"

# the release is corrected: a line more at the head
{ printf 'Lindholm, 3 May 2024\n\n'; cat in/a.en.txt; } > x && mv x in/a.en.txt
{ printf 'Lindholm, 3 mai 2024\n\n'; cat in/a.fr.txt; } > x && mv x in/a.fr.txt
run 0 "a changed release" entente batch -m m.entente in
grep -q '1 replaced' out; ok $? "is replaced"
entente review -m m.entente --below 1 --limit 0 > /dev/null
is "$(unit 'Its director' | cut -f 3 | tr -d .0)" 1 "what was accepted is sure still"
is "$(unit 'Two cranes' | cut -f 1-2)" "Two cranes were repaired. A third one will follow in spring.	Deux grues ont été réparées. Une troisième suivra au printemps." "what was relinked is"
is "$(unit 'ferry')$(unit 'traversier')" "" "what was rejected stays away"
run 0 "check" entente check -m m.entente
run 0 "aligned again" entente review -m m.entente --realign
is "$(unit 'Two cranes' | wc -l)" 1 "the decisions stand"

run 1 "verdicts on what changed" entente review -m m.entente --apply edit
is "$(cat err)" "entente: review: edit:1: the documents have changed; review them again" "are refused"
printf 'a 1 = 1\n' > wrong
run 1 "a verdict without documents" entente review -m m.entente --apply wrong
is "$(cat err)" "entente: review: wrong:1: a verdict before any '@' line" "is refused"
entente review -m m.entente --below 1 --limit 1 | grep '^@' > wrong; printf '\na 1 : 1\n' >> wrong
run 1 "a slip of the pen" entente review -m m.entente --apply wrong
is "$(cat err)" "entente: review: wrong:3: expected '=' between source and target" "is named with its line"
sed -i 's/:/=/; s/1$/99/' wrong; sed -i '3s/.*/a 1 = 99/' wrong
run 1 "segments that are not there" entente review -m m.entente --apply wrong
run 2 "another format" entente review -m m.entente --format x

printf 'l\n8 = 8\nq\n' > keys
entente review -m m.entente --below 1 --limit 0 --interactive --who jean < keys > out 2> err; ok $? "at the terminal"
tail -n 1 out | grep -q '^0 accepted, 0 rejected, 1 relinked$'; ok $? "one is relinked"
entente review -m m.entente --decisions | grep '"who":"jean"' | grep -q '"source":"Visitors are asked'; ok $? "and kept"
done_testing
