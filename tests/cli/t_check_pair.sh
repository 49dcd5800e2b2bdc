#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# entente check --pair: translations that deserve a second look, and those that do not.
. "$(dirname "$0")/../tap.sh"

check() { # check SOURCE TARGET [OPTION...]: kinds found, in $got
	printf '%s\t%s\n' "$1" "$2" > pair.tsv
	shift 2
	entente check --pair --json --from en --to fr "$@" pair.tsv > out 2> err
	code=$?
	got=$(sed 's/.*"kind":"\([a-z]*\)".*/\1/' out | tr '\n' ' ')
}
finds() { # finds KIND SOURCE TARGET [OPTION...]
	kind=$1; shift
	check "$@"; is "$got$code" "$kind 1" "$kind: $2"
}
silent() { check "$@"; is "$got$code" "0" "nothing: $2"; }

finds values 'The fund grants 2.4 million euros.' 'Le fonds accorde 3,4 millions d’euros.'
finds values 'It opens on 12 March 2024.' 'Il ouvre le 12 mai 2024.'
finds values 'Resolution 1540 (2004) was adopted.' 'La résolution 1540 (2005) a été adoptée.'
finds untranslated 'The Council adopted the report on Monday.' 'The Council adopted the report on Monday.'
finds untranslated 'Your help would be most welcome.' 'Your help would be most welcome.'
finds untranslated 'July 10th - 17th: Conference, Helsinki, Finland' 'July 10th - 17th: Conference, Helsinki, Finland'
finds language 'The Council adopted the report on Monday.' 'The Council has adopted the report that was on the table of the meeting.'
finds codes 'Press {0} to go on.' 'Appuyez pour continuer.'
finds codes 'Press Enter.' 'Appuyez sur <br/> Entrée.'
silent 'The fund grants $2.4 million.' 'Le fonds accorde 2,4 millions de dollars.'
silent 'It opens on 12 March 2024 at 9.30 a.m.' 'Il ouvre le 12 mars 2024 à 9 h 30.'
silent 'Kofi Annan, Ban Ki-moon, António Guterres' 'Kofi Annan, Ban Ki-moon, António Guterres'
silent 'Espace des Tanneries, Dijon, France' 'Espace des Tanneries, Dijon, France'
silent 'apt install libxml2-dev libicu-dev' 'apt install libxml2-dev libicu-dev'
silent 'https://www.example.org/en/a/b' 'https://www.example.org/en/a/b'
silent 'Write to <press@example.org>.' 'Écrivez à <presse@example.org>.'
silent 'More than 500 delegates came.' 'Plus de cinq cents délégués sont venus.'
silent 'See http://www.example.org/2024/a12 for the agenda.' 'L’ordre du jour est en ligne.'
silent 'The name is <country code>.example.org.' 'Le nom est <code du pays>.example.org.'
finds values 'More than 500 delegates came.' 'Les délégués sont venus.'
silent 'Growth was 50 % in May.' 'La croissance a été de 50 % en mai.'

# with a memory: terms, wording on record, quotations
cat > terms.tbx <<'END'
<?xml version="1.0"?><martif type="TBX" xml:lang="en"><text><body>
<termEntry id="1"><langSet xml:lang="en"><tig><term>memorandum of understanding</term></tig></langSet><langSet xml:lang="fr"><tig><term>mémorandum d’accord</term></tig></langSet></termEntry>
<termEntry id="3"><langSet xml:lang="en"><tig><term>community</term></tig></langSet><langSet xml:lang="fr"><tig><term>communauté</term></tig></langSet></termEntry>
<termEntry id="2"><langSet xml:lang="en"><tig><term>understanding</term></tig></langSet><langSet xml:lang="fr"><tig><term>entente</term></tig></langSet></termEntry>
</body></text></martif>
END
printf 'source\ttarget\tdocument\tdate\n%s\t%s\tr.en.html\t2024-03-12\n' \
	'All human beings are born free and equal in dignity and rights.' \
	'Tous les êtres humains naissent libres et égaux en dignité et en droits.' > units.tsv
entente import -m m.entente --from en --to fr terms.tbx units.tsv > /dev/null
set -- -m m.entente
finds term 'They signed a memorandum of understanding.' 'Elles ont signé un protocole.' "$@"
silent 'They signed two memorandums of understanding.' 'Elles ont signé deux mémorandums d’accord.' "$@"
silent 'They signed a memorandum of understanding.' 'Elles ont signé un Mémorandum d’accord.' "$@"
silent 'It is a community effort.' 'C’est un effort communautaire.' "$@"
finds term 'It is a community effort.' 'C’est un effort collectif.' "$@"
finds wording 'All human beings are born free and equal in dignity and rights.' \
	'Tous les hommes naissent libres et égaux en dignité et en droits.' "$@"
grep -q '"message":"translated differently on record: 2024-03-12, r.en.html: “Tous les êtres' out; ok $? "the record is named with its date"
grep -q '"replacement":"Tous les êtres humains' out; ok $? "and offered"
silent 'All human beings are born free and equal in dignity and rights.' \
	'Tous les êtres humains naissent libres et égaux en dignité et en droits.' "$@"
finds quotation 'The Declaration says: “All human beings are born free and equal in dignity and rights”.' \
	'La Déclaration dit : « Tous les humains naissent libres et égaux ».' "$@"
silent 'The Declaration says: “All human beings are born free and equal in dignity and rights”.' \
	'La Déclaration dit : « Tous les êtres humains naissent libres et égaux en dignité et en droits ».' "$@"

# files and options
printf 'a\tb\n' > pair.tsv
run 0 "a file without findings" entente check --pair --from en --to fr pair.tsv
is "$(cat out)" "nothing to look at" "says so"
printf 'The year 2020 was good.\tL’année 2021 fut bonne.\n' > pair.tsv
run 1 "findings for people" entente check --pair --from en --to fr pair.tsv
is "$(head -n 1 out)" "pair.tsv:1: unit 1: values: the source has 2020, the target has 2021" "name file, line and unit"
run 2 "--pair without a file" entente check --pair
run 2 "--pair with --quality" entente check --pair --quality pair.tsv
run 2 "a file without --pair" entente check pair.tsv
run 1 "a file that is not there" entente check --pair none.tmx

# figures, on real releases
shared=$(cd "$root/.." && pwd)/shared
if [ -d "$shared/data/releases/press_html" ]; then
	entente batch -m press.entente "$shared/data/releases/press_html" > /dev/null 2>&1
	entente export -m press.entente --format tsv --from en --to fr --min-confidence 0.9 |
		cut -f 1,2 | head -n 1000 > clean.tsv
	entente check --pair --json --from en --to fr -m press.entente clean.tsv > found
	[ "$(wc -l < found)" -lt 10 ]; ok $? "fewer than 1 % of 1,000 clean pairs are reported ($(wc -l < found))"
else
	ok 0 "false alarms on real releases # SKIP no ../shared"
fi
done_testing
