#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Damaged pages: what can be made again from the rows is, in one step; else the table is
# named, and the file stays as it was.
. "$(dirname "$0")/../tap.sh"
command -v sqlite3 > /dev/null || skip_all 'sqlite3 is not installed'

mkdir docs
printf 'The port is open.\n\nIt rains today.\n' > docs/a.en.txt
printf 'Le port est ouvert.\n\nIl pleut aujourd’hui.\n' > docs/a.fr.txt
awk 'BEGIN { for (k = 1; k <= 400; k++) printf "Boat %d of %d has %d sails and a flag.\tLe bateau %d sur %d a %d voiles et un pavillon.\n", k, k * 3, k * 7, k, k * 3, k * 7 }' > u.tsv
entente import -m good.entente --from en --to fr --label boats u.tsv > out
entente batch -m good.entente docs > out 2> err
entente edit -m good.entente 5 --target 'Ah.' > out
entente delete -m good.entente --unit 402 > out

# The rows of all tables but those that are made again.
rows() {
	sqlite3 "$1" "SELECT name FROM sqlite_schema WHERE type='table' AND name NOT IN ('key','posting','recent','lexicon','unpaired') ORDER BY 1" |
		while read -r table; do echo "$table"; sqlite3 "$1" "SELECT * FROM $table ORDER BY 1, 2"; done
}
rows good.entente > rows
page_of() { sqlite3 good.entente "SELECT rootpage FROM sqlite_schema WHERE name='$1'"; }
size=$(sqlite3 good.entente 'PRAGMA page_size')
new() { rm -f m.entente*; cp good.entente m.entente; }
spoil() { # spoil PAGE: other bytes
	yes 'no page' | head -c "$size" | dd of=m.entente bs="$size" seek=$(($1 - 1)) conv=notrunc 2> dd.err
}
repaired() {
	run 1 "$1: is repaired" entente check --repair -m m.entente
	is "$(cat err)" "" "$1: without an error"
	run 0 "$1: is sound then" entente check -m m.entente
	rows m.entente > rows.now; cmp -s rows rows.now; ok $? "$1: with all rows"
	is "$(entente lookup -m m.entente --from en --to fr --json 'Boat 7 of 21 has 49 sails and a flag.' | grep -c '"score":100')" 1 "$1: and answers"
	is "$(ls -A | grep -c '^m\.entente')" 1 "$1: nothing is left beside it"
}
hopeless() { # hopeless NAME TABLE
	cp m.entente before
	run 1 "$1: cannot be repaired" entente check --repair -m m.entente
	is "$(cat err)" "entente: check: m.entente: the memory is damaged: the table '$2' cannot be read; restore a backup" "$1: is named"
	cmp -s m.entente before; ok $? "$1: the file is what it was"
	is "$(ls -A | grep -c '^m\.entente')" 1 "$1: nothing is left beside it"
}

# ---- each tree of pages ----------------------------------------------------------------
for name in $(sqlite3 good.entente "SELECT name FROM sqlite_schema WHERE type='index'") key posting recent lexicon unpaired sqlite_sequence; do
	new; spoil "$(page_of "$name")"; repaired "$name"
done
for name in $(sqlite3 good.entente "SELECT name FROM sqlite_schema WHERE type='table' AND name NOT IN ('key','posting','recent','lexicon','unpaired','sqlite_sequence')"); do
	new; spoil "$(page_of "$name")"; hopeless "$name" "$name"
done

# ---- what is not a page ----------------------------------------------------------------
new; printf '\377\377\377\377\000\000\000\005' | dd of=m.entente bs=1 seek=32 conv=notrunc 2> dd.err; repaired "the list of free pages"
new; sqlite3 m.entente "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET rootpage=$(page_of text_hash) WHERE name='unit_hash'"; repaired "an index at the place of another"
new; sqlite3 m.entente "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql='CREATE INDEX unit_hash ON unit (hash) WHERE id<>9' WHERE name='unit_hash'" "PRAGMA writable_schema=RESET" "REINDEX unit_hash" "PRAGMA writable_schema=ON" "UPDATE sqlite_schema SET sql='CREATE INDEX unit_hash ON unit (hash)' WHERE name='unit_hash'"
run 1 "a row that its index lacks" entente check -m m.entente
grep -q 'row 9 missing from index unit_hash' out; ok $? "is found"
repaired "a row that its index lacks"

# ---- numbers, and others who write -----------------------------------------------------
new; spoil "$(page_of sqlite_sequence)"; entente check --repair -m m.entente > out
printf 'A pier.\tUne jetée.\n' > new.tsv; entente import -m m.entente --from en --to fr new.tsv > out
is "$(sqlite3 m.entente 'SELECT max(id) FROM unit')" 403 "the number of a deleted unit is not given again"
new; spoil "$(page_of posting)"; chmod 555 .
if [ -w . ]; then skip 'root may write in any folder'
else run 1 "a folder that cannot be written" entente check --repair -m m.entente; grep -q 'm.entente: cannot write beside it' err; ok $? "is named"; fi
chmod 755 .
done_testing
