#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A damaged memory of an earlier format: what can be repaired is, in one step with the
# upgrade; else it stays as it was, and each command names the damage.
. "$(dirname "$0")/../tap.sh"
command -v xz > /dev/null || { echo "1..0 # skipped: xz is not installed"; exit 0; }
command -v sqlite3 > /dev/null || { echo "1..0 # skipped: sqlite3 is not installed"; exit 0; }

older="an older entente; 'entente check --repair' brings it up to date"
text='The session is open.'

# A page of a table is overwritten: KIND zero or other bytes, of TABLE.
spoil() {
	page=$(sqlite3 m.entente "SELECT rootpage FROM sqlite_schema WHERE name='$2'")
	size=$(sqlite3 m.entente 'PRAGMA page_size')
	if [ "$1" = zero ]; then head -c "$size" /dev/zero; else yes 'no page' | head -c "$size"; fi |
		dd of=m.entente bs="$size" seek=$((page - 1)) conv=notrunc 2> dd.err
}

# What cannot be repaired: named each time, and the file is left as it was.
hopeless() {
	cp m.entente before.entente
	for round in first second; do
		run 1 "$1: the $round repair fails" entente check --repair -m m.entente
		grep -q '^entente: check: m.entente: the memory is damaged: ' err; ok $? "$1: with the damage"
		is "$(grep -c . err)" 1 "$1: in one line"
		run 1 "$1: a look-up is refused" entente lookup -m m.entente --from en --to fr "$text"
		grep -q "m.entente: the memory is damaged: \|$older" err; ok $? "$1: with the damage or the age"
	done
	cmp -s m.entente before.entente; ok $? "$1: the file is what it was"
	run 1 "$1: an import fails" entente import -m m.entente --from en --to fr one.tsv
	grep -q '^entente: import: m.entente: the memory is damaged: ' err; ok $? "$1: with the damage"
}

# What can be: one repair says what was wrong, and after it nothing is.
repaired() {
	run 1 "$1: is repaired" entente check --repair -m m.entente
	grep -q "$2" out; ok $? "$1: says what was wrong"
	run 0 "$1: is sound then" entente check -m m.entente
	run 0 "$1: answers" entente lookup -m m.entente --from en --to fr "$text"
	grep -q '100 exact' out; ok $? "$1: with what it has"
}

printf 'One.\tUn.\n' > one.tsv
for packed in "$root"/tests/golden/memory-*.entente.xz; do
	f=$(basename "$packed" .entente.xz)
	new() { rm -f m.entente*; xz -dc "$packed" > m.entente; }
	for table in text unit; do
		for bytes in zero other; do
			new; spoil "$bytes" "$table"; hopeless "$f, $bytes bytes in $table"
		done
	done
	new; sqlite3 m.entente 'DROP TABLE unit_xml'; hopeless "$f without a table"
	new; sqlite3 m.entente 'ALTER TABLE unit RENAME COLUMN place TO spot'; hopeless "$f without a column"
	new; sqlite3 m.entente "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET rootpage=3 WHERE name='unit'"; hopeless "$f, a table at the place of another"
	new; truncate -s $(($(wc -c < m.entente) / 2)) m.entente; hopeless "$f cut in half"
	new; sqlite3 m.entente "UPDATE text SET text=CAST(x'41ff42' AS TEXT) WHERE id=(SELECT target FROM unit ORDER BY id DESC LIMIT 1)"; repaired "$f, a text that is not UTF-8" 'is not UTF-8'
	new; sqlite3 m.entente 'UPDATE text SET hash=5 WHERE id=2'; repaired "$f, a wrong hash" 'wrong hash of text 2'
	new; sqlite3 m.entente 'DROP INDEX text_hash'; repaired "$f without an index of a table" 'index text_hash is missing'
done

# A memory of this format without its index, and with other damage.
printf 'The session is open.\tLa séance est ouverte.\nA boat.\tUn bateau.\n' > two.tsv
new() { rm -f m.entente*; entente import -m m.entente --from en --to fr two.tsv > out; sqlite3 m.entente 'DELETE FROM key; DELETE FROM posting; DELETE FROM recent'; }
new; run 1 "without its index: a reader is refused" entente lookup -m m.entente --from en --to fr "$text"
grep -q "has no index; 'entente check --repair' makes one" err; ok $? "and says what to do"
run 1 "without its index: check finds it" entente check -m m.entente
is "$(cat out)" 'the index is missing' "and says so"
repaired "without its index" 'the index is missing'
new; sqlite3 m.entente "UPDATE text SET text=CAST(x'41ff42' AS TEXT) WHERE id=4"; repaired "without its index, a text that is not UTF-8" 'is not UTF-8'
new; spoil zero text
for option in '' --repair; do
	run 1 "without its index, a page of zeros: check $option" entente check $option -m m.entente
	grep -q 'the memory is damaged: ' err; ok $? "names the damage"
done
done_testing
