#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Memories of every earlier format are brought up to date, and nothing in them is lost.
. "$(dirname "$0")/../tap.sh"
command -v xz > /dev/null || { echo "1..0 # skipped: xz is not installed"; exit 0; }

cat > want.tsv <<END
The report was adopted.${tab:=$(printf '\t')}Le rapport a été adopté.
The session is open.${tab}La séance est ouverte.
One word.${tab}Un mot.
The Council met on Tuesday.${tab}Le Conseil s'est réuni mardi.
It adopted 13 measures.${tab}Il a adopté 13 mesures.
The next session will be held in May.${tab}La prochaine session aura lieu en mai.
END
printf 'One.\tUn.\tx\n' > one.tsv
entente import -m new.entente --from en --to fr one.tsv > out
schema() { sqlite3 "$1" "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'" | tr -s ' \n' | tr -d '"' | sort; }

for packed in "$root"/tests/golden/memory-*.entente.xz; do
	format=$(basename "$packed" .entente.xz)
	m=$format.entente
	xz -dc "$packed" > "$m"
	cp "$m" before.entente
	run 1 "$format: reading it is refused" entente lookup -m "$m" --from en --to fr 'The session is open.'
	is "$(cat err)" "entente: lookup: $m: made by an older entente; 'entente check --repair' brings it up to date" "$format: with what to do"
	cmp -s "$m" before.entente; ok $? "$format: and leaves it as it was"
	run 0 "$format: check --repair brings it up to date" entente check --repair -m "$m"
	run 0 "$format: then it is sound" entente check -m "$m"
	entente export -m "$m" --format tsv > out
	is "$(cut -f 1,2 out)" "$(cat want.tsv)" "$format: it has all its units in their order"
	entente export -m "$m" --format tmx | grep -q '<bpt i="1">b</bpt>mot<ept i="1">/b</ept>'; ok $? "$format: with inline codes"
	entente stats -m "$m" --imports > out
	is "$(sed 's/  [0-9T:-]*Z  */ /; s/  */ /g; / batch /d' out)" " 1 2 units a.tsv
 3 1 unit c.tmx" "$format: its imports, without the one that was undone"
	is "$(entente review -m "$m" --decisions | grep -c '"verdict":"accept".*next session')" 1 "$format: its decision"
	is "$(entente history -m "$m" | grep -c changed)" 1 "$format: its history"
	run 0 "$format: a word is found" entente concord -m "$m" --count document 'council met'
	grep -q 1 out; ok $? "$format: in its document"
	if command -v sqlite3 > /dev/null; then
		is "$(schema "$m")" "$(schema new.entente)" "$format: its tables are those of a new memory"
		is "$(sqlite3 "$m" 'PRAGMA integrity_check')" "ok" "$format: SQLite finds no fault"
	fi
	entente import -m "$m" --from en --to fr one.tsv > out
	entente delete -m "$m" --import 1 > out
	is "$(cat out)" "2 units removed" "$format: an old import is undone"
	entente stats -m "$m" --imports > out
	last=$(sed -n '/ one\.tsv/s/^ *\([0-9]*\) .*/\1/p' out)
	[ "$last" -gt 3 ]; ok $? "$format: a new one gets a number of its own"
done

# A correction, a decision and a deleted pair of formats 6 to 8 are those of their
# languages afterwards.
for format in 6 7 8; do
	xz -dc "$root"/tests/golden/memory-$format.entente.xz > old.entente
	rm -rf in; mkdir in
	printf 'The Council met on Tuesday.\n\nIt adopted 13 measures.\n\nThe next session will be held in May.\n' > in/note.en.txt
	printf "Le Conseil s'est réuni mardi.\n\nIl adopte 13 mesures.\n\nLa prochaine session aura lieu en mai.\n" > in/note.fr.txt
	printf 'A text that was deleted later.\n' > in/gone.en.txt
	printf 'Un texte supprimé plus tard.\n' > in/gone.fr.txt
	entente check --repair -m old.entente > out
	is "$(entente history -m old.entente --json | grep -c '"reason":"changed".*"source_lang":"en","target_lang":"fr"')" 1 "the history of format $format has its languages"
	is "$(entente batch -m old.entente in 2>&1 | head -n 1 | cut -d: -f 1-3)" "entente: batch: skipped in/gone.en.txt = in/gone.fr.txt" "a pair deleted in format $format stays so"
	is "$(entente review -m old.entente --decisions | grep -c '"source_lang":"en","target_lang":"fr"')" "$((format == 6 ? 1 : 2))" "what was decided in format $format has its languages"
	printf 'A last one.\n' >> in/note.en.txt; printf 'Une dernière.\n' >> in/note.fr.txt
	entente batch -m old.entente in > out 2>&1
	is "$(entente export -m old.entente --format tsv | grep -c 'Il a adopté 13')" 1 "a correction of format $format is applied again"
done

xz -dc "$root"/tests/golden/memory-5.entente.xz > gone.entente
if command -v sqlite3 > /dev/null; then
	sqlite3 gone.entente 'PRAGMA user_version=3' > out
	cp gone.entente before.entente
	run 1 "a format before the first release is refused" entente check --repair -m gone.entente
	grep -q 'made before the first version' err; ok $? "with the reason"
	cmp -s gone.entente before.entente; ok $? "and left as it was"
fi
done_testing
