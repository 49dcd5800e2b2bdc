#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Bytes that are not UTF-8: in a memory, in what is given, in names of files.
. "$(dirname "$0")/../tap.sh"

bad=$(printf 'caf\351')

# names of files: any bytes
mkdir "in-$bad"
printf 'The Council met on Monday.\n\nIt adopted twelve measures.\n' > "in-$bad/$bad.en.txt"
printf "Le Conseil s'est réuni lundi.\n\nIl a adopté douze mesures.\n" > "in-$bad/$bad.fr.txt"
printf 'One door.\tUne porte.\nTwo doors.\tDeux portes.\n' > "$bad.tsv"
run 0 "a folder whose name is not UTF-8" entente batch -m n.entente "in-$bad"
run 0 "is known again" entente batch -m n.entente --prune "in-$bad"
is "$(cat out)" "1 pair: nothing new" "as the same"
run 0 "a file whose name is not UTF-8" entente import -m n.entente --from en --to fr "$bad.tsv"
entente stats --imports -m n.entente > out
grep -q 'caf\\xE9.tsv' out; ok $? "is listed by a name that is text"
entente export -m n.entente --document 'in-*' --format tmx > out
grep -q 'in-caf\\xE9/caf\\xE9.en.txt' out; ok $? "and so is a document"
run 0 "such a memory" entente check -m n.entente
rm "in-$bad/$bad.fr.txt"
entente batch -m n.entente --prune "in-$bad" > out 2>&1
is "$(entente stats -m n.entente | head -n 1)" "units      2" "a file that is gone is noticed by its name"

# texts that are given
run 1 "a text that is given and not UTF-8" entente edit -m n.entente 3 --target "$bad"
is "$(cat err)" "entente: edit: a text that was given is not UTF-8" "is refused"
printf 'Three doors.\tTrois portes.\n' > c.tsv
run 1 "a label that is not UTF-8" entente import -m n.entente --from en --to fr --label "$bad" c.tsv
is "$(entente export -m n.entente --format tsv | wc -l)" 2 "and nothing is stored"

command -v sqlite3 > /dev/null || { echo "# skipped: no sqlite3"; done_testing; exit; }

# a memory with everything in it
mkdir in
printf 'The Council met on Monday.\n\nIt adopted twelve measures.\n' > in/note.en.txt
printf "Le Conseil s'est réuni lundi.\n\nIl a adopté douze mesures.\n" > in/note.fr.txt
cat > units.tmx << 'END'
<tmx version="1.4"><header srclang="en" segtype="sentence" adminlang="en" creationtool="x" creationtoolversion="1" o-tmf="x" datatype="xml"/><body>
<tu tuid="a1"><prop type="x">hello</prop><tuv xml:lang="en"><note>n</note><seg>Hello <bpt i="1">b</bpt>World<ept i="1">e</ept>.</seg></tuv><tuv xml:lang="fr"><seg>Bonjour <bpt i="1">b</bpt>Monde<ept i="1">e</ept>.</seg></tuv></tu>
</body></tmx>
END
entente import -m good.entente --label client units.tmx > out
entente batch -m good.entente in > out 2>&1
entente edit -m good.entente 1 --target 'Bonjour tout le monde.' > out
entente edit -m good.entente 1 --target 'Bonjour le monde.' > out
entente edit -m good.entente 2 --target 'Le Conseil se réunit lundi.' > out
entente export -m good.entente --format tmx > good.tmx

spoil() { # TABLE COLUMN COMMAND...: the command refuses, check names it, --repair repairs it
	table=$1 column=$2
	shift 2
	cp good.entente bad.entente
	sqlite3 bad.entente "UPDATE $table SET $column=CAST($column || X'ff' AS TEXT) WHERE $column IS NOT NULL" 2> err || {
		ok 1 "cannot spoil $table.$column: $(cat err)"
		return
	}
	row="$column of row [0-9]* of the table $table is not UTF-8"
	entente check -m bad.entente > out
	[ $? = 1 ] && grep -q "^$row\$" out; ok $? "check names $column of $table"
	name=$1
	shift
	entente "$name" -m bad.entente "$@" > out 2> err
	[ $? = 1 ] && grep -q "^entente: $name: bad.entente: the memory is damaged: $row\$" err && [ "$(wc -l < err)" = 1 ]
	ok $? "$name refuses $column of $table: $(cat err)"
	entente check --repair -m bad.entente > out 2>&1
	entente check -m bad.entente > out 2>&1; ok $? "check --repair repairs $column of $table: $(head -n 1 out)"
}
spoil unit_xml source_markup export --format tsv
spoil unit_xml attributes export --format tmx
spoil unit_xml extra export --format jsonl
spoil text text export
spoil text text lookup --from en --to fr 'The Council met on Tuesday.'
spoil text text concord Council
spoil document name review --below 1
spoil unit origin export
spoil unit place lookup --from en --to fr 'The Council met on Monday.'
spoil run source stats --imports
spoil change target history
spoil correction new_target review --realign
spoil decision source review --decisions
spoil setting value batch in

cp good.entente bad.entente
sqlite3 bad.entente "UPDATE unit_xml SET source_markup=CAST(X'41ff42' AS TEXT)"
run 1 "an export of that to a file" entente export -m bad.entente --format tmx -o out.tmx
[ ! -e out.tmx ]; ok $? "leaves none"
entente check --repair -m bad.entente > out
is "$(sqlite3 bad.entente 'SELECT hex(source_markup) FROM unit_xml')" 41EFBFBD42 "U+FFFD stands for the byte"

# XML that is UTF-8 and not well-formed would be copied into a file
broken() { # COLUMN VALUE
	cp good.entente bad.entente
	sqlite3 bad.entente "UPDATE unit_xml SET $1='$2'"
	run 1 "check" entente check -m bad.entente
	is "$(cat out)" "$1 of unit 1 is not well-formed XML
wrong hash of unit 1" "names $1 that is $2"
	for format in tmx xliff jsonl; do
		run 1 "an export as $format" entente export -m bad.entente --format $format -o "out.$format"
		[ ! -e "out.$format" ]; ok $? "makes no file"
	done
	is "$(cat err)" "entente: export: the $1 of unit 1 of the output is not well-formed; 'entente check' names it" "and says why"
	entente check --repair -m bad.entente > out
	run 0 "when repaired" entente check -m bad.entente
	entente export -m bad.entente --format tmx > again.tmx
	is "$(grep -c '<tu[ >]' again.tmx)" "$(grep -c '<tu[ >]' good.tmx)" "all units are exported"
}
broken source_markup 'Hello <bpt i="1">b</bpt'
broken target_markup 'Bonjour & Monde'
broken source_extra 'a="1" a="2"'
broken target_extra 'xml:lang="de"'
broken extra '</tu><tu>'
broken attributes 'tuid="a'
cp good.entente bad.entente
sqlite3 bad.entente "UPDATE unit_xml SET source_markup='<ph x=\"1\"/> Hello', extra='<prop type=\"x\">a</prop> <!-- b -->'"
entente export -m bad.entente --format tmx > out 2> err; ok $? "other XML that is well-formed is written: $(cat err)"
cp good.entente bad.entente
sqlite3 bad.entente "UPDATE direction SET source='en\"><x a=\"'"
entente export -m bad.entente --from en --to fr --format tmx > out 2> err
! grep -q '<x' out; ok $? "a language that is not a code reaches no file"

# keys that become equal
cp good.entente bad.entente
sqlite3 bad.entente "INSERT INTO setting VALUES (CAST(X'61ff' AS TEXT), '1'), (CAST(X'61fe' AS TEXT), '2'), (CAST(X'61efbfbd' AS TEXT), '3')"
entente check --repair -m bad.entente > out
is "$(sqlite3 bad.entente "SELECT count(*) FROM setting WHERE name GLOB 'a*'")" 3 "no row is lost when keys become equal"
run 0 "then the memory" entente check -m bad.entente
done_testing
