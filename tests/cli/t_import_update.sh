#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A corrected file that is imported again: its units are known for what they are.
. "$(dirname "$0")/../tap.sh"

tab=$(printf '\t')
tu() { printf '<tu%s><tuv xml:lang="en"><seg>%s</seg></tuv><tuv xml:lang="fr"><seg>%s</seg></tuv></tu>\n' "$1" "$2" "$3"; }
tmx() { # of the units on standard input
	printf '<?xml version="1.0" encoding="UTF-8"?><tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/><body>\n'
	cat
	printf '</body></tmx>\n'
}
texts() { entente export -m m.entente --format tsv | cut -f 1,2; }
{
	tu ' tuid="1"' 'The session is open.' 'La session est ouverte.'
	tu ' tuid="2"' 'The sitting is closed.' 'La séance est levée.'
	tu '' 'Thank you.' 'Merci.'
} | tmx > client.tmx
entente import -m m.entente client.tmx > out
before=$(texts)
mkdir new other
{
	tu ' tuid="1"' 'The session is open.' 'La séance est ouverte.'
	tu ' tuid="2"' 'The meeting is closed.' 'La séance est levée.'
	tu '' 'Thank you.' 'Je vous remercie.'
	tu ' tuid="9"' 'A new one.' 'Une nouvelle.'
} | tmx > new/client.tmx

cp m.entente keep.entente
run 0 "without --update" entente import -m m.entente new/client.tmx
is "$(cat out)" "new/client.tmx: tmx, 4 units: 4 stored, 0 there before, 0 refused, 3 with an earlier version (--update replaces it)" "both versions are kept"
is "$(grep -c 'differs from unit [123], and both are kept; --update replaces that one' err)" 3 "and each is reported"
is "$(entente import -m m.entente --json new/client.tmx | grep -c differing)" 0 "once"

cp keep.entente m.entente
run 0 "with --update" entente import -m m.entente --update new/client.tmx
is "$(cat out)" "new/client.tmx: tmx, 4 units: 1 stored, 0 there before, 0 refused, 3 updated" "they are replaced"
is "$(texts)" "The session is open.${tab}La séance est ouverte.
The meeting is closed.${tab}La séance est levée.
Thank you.${tab}Je vous remercie.
A new one.${tab}Une nouvelle." "in their places"
is "$(entente history -m m.entente | grep -c "${tab}edited${tab}")" 3 "and the old texts are in the history"
run 0 "sound" entente check -m m.entente
run 0 "with --update again" entente import -m m.entente --update new/client.tmx
is "$(cat out)" "new/client.tmx: tmx, 4 units: 0 stored, 4 there before, 0 refused" "nothing changes"
run 0 "undo" entente delete -m m.entente --import 2
is "$(texts)" "$before" "gives back all as it was"
run 0 "sound after undo" entente check -m m.entente

# another file may use the same numbers and the same words
tu ' tuid="1"' 'Good morning.' 'Bonjour.' | tmx > other/elsewhere.tmx
printf 'Thank you.\tMerci bien.\n' > other/pairs.tsv
run 0 "other files" entente import -m m.entente --update --from en --to fr other/elsewhere.tmx other/pairs.tsv
is "$(grep -c '1 stored' out)" 2 "replace nothing"
is "$(texts | head -n 3)" "$before" "of this one"
printf 'Yes.\tOui.\td\nYes.\tSi.\td\n' > twice.tsv
run 0 "two translations in one file" entente import -m m.entente --update --from en --to fr twice.tsv
is "$(cat out)" "twice.tsv: tsv, 2 units: 2 stored, 0 there before, 0 refused" "are two"
printf 'Yes.\tMais oui.\td\n' > twice.tsv
run 0 "of which a third" entente import -m m.entente --update --from en --to fr twice.tsv
is "$(cat out)" "twice.tsv: tsv, 1 unit: 1 stored, 0 there before, 0 refused, 1 with several earlier versions" "is counted"
is "$(texts | grep -c '^Yes')" 3 "replaces neither"
is "$(sed 's/[0-9]*, [0-9]*/A, B/' err)" "entente: import: twice.tsv:1: differs from each of 2 earlier units (A, B); all are kept, and --update does not replace one of several" "and names both"

# a translator corrects an export of aligned documents
mkdir in
printf 'The Council met on Monday.\n\nIt adopted twelve measures.\n' > in/note.en.txt
printf "Le Conseil s'est réuni lundi.\n\nIl a adopté douze messures.\n" > in/note.fr.txt
entente batch -m a.entente in > out 2>&1
entente export -m a.entente -o back.tmx
sed 's/messures/mesures/' back.tmx > corrected.tmx
run 0 "a corrected export" entente import -m a.entente --update corrected.tmx
grep -q '1 there before, 0 refused, 1 updated' out; ok $? "updates what was corrected"
printf '\nThe end.\n' >> in/note.en.txt; printf '\nFin.\n' >> in/note.fr.txt
entente batch -m a.entente in > out 2>&1
is "$(entente export -m a.entente --format tsv | grep -c messures)" 0 "and outlives a new alignment"
run 0 "sound at the end" entente check -m a.entente

# the same file with other codes of languages, or turned
variant() { # FROM TO TUID SOURCE TARGET > variant/v.tmx
	tu "$3" "$4" "$5" | tmx | sed "s/\"en\"/\"A\"/g; s/\"fr\"/\"$2\"/; s/\"A\"/\"$1\"/g" > variant/v.tmx
}
mkdir -p variant
again() { # NAME WANT: after variant: imported into a memory of one unit, with and without --update
	rm -f v.entente
	mkdir -p first
	tu "$id" 'The port is open.' 'Le port est ouvert.' | tmx > first/v.tmx
	entente import -m v.entente first/v.tmx > out
	run 0 "$1" entente import -m v.entente variant/v.tmx
	case $2 in
	differs) is "$(cat err)" "entente: import: variant/v.tmx:2: differs from unit 1, and both are kept; --update replaces that one" "is reported" ;;
	*) is "$(cat err)" "" "is not reported" ;;
	esac
	rm -f v.entente
	entente import -m v.entente first/v.tmx > out
	run 0 "$1, with --update" entente import -m v.entente --update variant/v.tmx
	case $2 in
	differs) is "$(cat out)" "variant/v.tmx: tmx, 1 unit: 0 stored, 0 there before, 0 refused, 1 updated" "takes the place of the other" ;;
	there) is "$(cat out)" "variant/v.tmx: tmx, 1 unit: 0 stored, 1 there before, 0 refused" "is the same unit" ;;
	*) is "$(cat out)" "variant/v.tmx: tmx, 1 unit: 1 stored, 0 there before, 0 refused" "is another unit" ;;
	esac
	run 0 "sound" entente check -m v.entente
	is "$(entente stats -m v.entente --imports | grep -vc ' [12] unit')" "$([ "$2" = differs ] && echo 1 || echo 0)" "and no import is left without a unit"
}
for id in ' tuid="7"' ''; do
	variant en-GB fr-CA "$id" 'The port is open.' 'Le port est ouvert !'
	again "with regions$id" differs
	is "$(entente export -m v.entente --from en --to fr --format tsv | cut -f 1,2)" "The port is open.${tab}Le port est ouvert !" "with its text"
	variant en-GB fr-CA "$id" 'The port is open.' 'Le port est ouvert.'
	again "with regions and the same texts$id" other
	variant en de "$id" 'The port is open.' 'Der Hafen ist offen.'
	again "another language$id" other
	variant fr en "$id" 'Le port est ouvert.' 'The port is open.'
	again "turned$id" there
	variant fr en "$id" 'Le port est ouvert !' 'The port is open.'
	again "turned, its source corrected$id" differs
	is "$(entente export -m v.entente --from en --to fr --format tsv | cut -f 1,2)" "The port is open.${tab}Le port est ouvert !" "with its text"
	variant fr en "$id" 'Le port est ouvert.' 'The harbour is open.'
	again "turned, its target corrected$id" differs
	is "$(entente export -m v.entente --from en --to fr --format tsv | cut -f 1,2)" "The harbour is open.${tab}Le port est ouvert." "with its text"
done
entente export -m a.entente --from fr --to en | sed 's/mesures/dispositions/' > turned.tmx
run 0 "a corrected export in the other direction" entente import -m a.entente --update turned.tmx
entente export -m a.entente --format tsv | cut -f 2 > out
is "$(grep -c '^Il a adopté douze dispositions.$' out) $(grep -c '^Il a adopté' out)" "1 1" "corrects the aligned unit and adds none"

# ---- several units that look like earlier versions -----------------------------------------
all() { entente export -m s.entente --format tsv | cut -f 1,2 | tr '\t\n' '=;'; }
# Both are at the end of a pipe, a shell of its own: tests there would not be counted.
first() { # of the units on standard input: the memory
	rm -f s.entente
	mkdir -p first then
	tmx > first/s.tmx
	echo "# $1"
	entente import -m s.entente first/s.tmx > out 2> err
}
then_() { # [--update], of the units on standard input
	tmx > then/s.tmx
	entente import -m s.entente "$@" then/s.tmx > out 2> err
}
several() { # UNITS: the message
	echo "entente: import: then/s.tmx:2: differs from each of $1; all are kept, and --update does not replace one of several"
}
for id in ' tuid="1"' ''; do
	for option in '' --update; do
		{ tu "$id" Yes Oui; tu "$id" Yes Si; } | first "two of one kind$id"
		tu "$id" Yes 'Mais oui' | then_ $option
		is "$(cat err)" "$(several "2 earlier units (1, 2)")" "both are named"
		is "$(all)" "Yes=Oui;Yes=Si;Yes=Mais oui;" "and stay"
		is "$(cat out)" "then/s.tmx: tmx, 1 unit: 1 stored, 0 there before, 0 refused, 1 with several earlier versions" "with the other"
		run 0 "undo" entente delete -m s.entente --import 2
		is "$(all)" "Yes=Oui;Yes=Si;" "is as before"
	done
	# what the file has as it is, is not taken for an earlier version: in both orders
	{ tu "$id" Yes Oui; tu "$id" Yes Si; } | first "two, of which one is corrected$id"
	{ tu "$id" Yes 'Mais si'; tu "$id" Yes Oui; } | then_
	is "$(cat err)" "entente: import: then/s.tmx:2: differs from unit 2, and both are kept; --update replaces that one" "it is reported"
	for order in 1 2; do
		{ tu "$id" Yes Oui; tu "$id" Yes Si; } | first "two, of which one is corrected$id"
		{ [ $order = 1 ] || tu "$id" Yes Oui; tu "$id" Yes 'Mais si'; [ $order = 2 ] || tu "$id" Yes Oui; } | then_ --update
		is "$(all)" "Yes=Oui;Yes=Mais si;" "only that one is replaced ($order)"
		tu "$id" Yes Oui | first "one"
		{ [ $order = 1 ] || tu "$id" Yes Oui; tu "$id" Yes Si; [ $order = 2 ] || tu "$id" Yes Oui; } | then_ --update
		is "$(all) $(wc -c < err)" "Yes=Oui;Yes=Si; 0" "one that the file has stays beside the new one ($order)"
	done
	# the memory has in the end what the file has
	tu "$id" Yes Oui | first "one with two new versions"
	{ tu "$id" Yes 'Oui !'; tu "$id" Yes 'Si !'; } | then_ --update
	is "$(all)" "Yes=Oui !;Yes=Si !;" "the first takes its place, the second is stored"
	is "$(sed 's/.*: //' out)" "1 stored, 0 there before, 0 refused, 1 updated" "as it says"
	run 0 "sound" entente check -m s.entente
done
for k in 1 2 3 4 5 6 7 8 9 10; do tu '' Yes "Oui $k"; done | first "ten"
tu '' Yes Si | then_ --update
is "$(cat err)" "$(several "10 earlier units (1, 2, 3, 4, 5, 6, 7, 8, …)")" "the first are named"
run 0 "as JSON" entente import -m s.entente --json first/s.tmx
is "$(grep -c several out)" 0 "what is there is no version"
tu '' Yes Mais > then/part; tmx < then/part > then/s.tmx
run 0 "as JSON" entente import -m s.entente --json --update then/s.tmx
is "$(grep -c '"several":1' out)" 1 "they are counted"
# a file in the other direction
{ tu '' Yes Oui; tu '' Yes Si; } | first "two"
{ printf '<tu><tuv xml:lang="fr"><seg>%s</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv></tu>\n' Oui 'Mais si'; } | tmx | sed 's/srclang="en"/srclang="fr"/' > then/s.tmx
run 0 "turned" entente import -m s.entente --update then/s.tmx
is "$(all)" "Yes=Oui;Yes=Mais si;" "the one that the file has, turned, stays"
run 0 "sound" entente check -m s.entente
done_testing
