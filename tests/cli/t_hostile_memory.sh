#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Files that are not memories, damaged ones, and ones that change under a writer.
. "$(dirname "$0")/../tap.sh"

mkfifo pipe
run 1 "a FIFO as memory" timeout 100 entente stats -m pipe
is "$(cat err)" "entente: stats: pipe: not an entente memory: not a plain file" "is refused at once"
run 1 "a device as memory" timeout 100 entente import -m /dev/null --from en --to fr pipe
printf 'One.\tUn.\tx\nTwo.\tDeux.\tx\n' > a.tsv
entente import -m m.entente --from en --to fr a.tsv > out

# the file is replaced while it is written
awk 'BEGIN { for (i = 0; i < 30000; i++) print "word" i " and number " i " of many\tmot" i " et " i " de tous\td" }' > big.tsv
entente backup -m m.entente other.entente
{ entente import -m m.entente --from en --to fr big.tsv > out 2> err; echo $? > code; } &
sleep 0.3
mv other.entente m.entente
wait
if [ "$(cat code)" = 0 ]; then
	is "$(entente stats -m m.entente | head -n 1)" "units      2" "the import ended before the file was replaced"
else
	is "$(cat err)" "entente: import: m.entente: the memory was moved, removed or replaced while it was open; nothing was stored" "a memory that is replaced while it is written is noticed"
fi
run 0 "the new file is sound" entente check -m m.entente
is "$(entente stats -m m.entente | head -n 1)" "units      2" "and as it was"

# a first import that was copied without its journal
{ entente import -m fill.entente --from en --to fr big.tsv > out; } &
while [ ! -s fill.entente-journal ] && kill -0 $! 2> /dev/null; do sleep 0.02; done
tries=0
while cp fill.entente copy.entente && [ "$(wc -c < copy.entente)" -le 200000 ] && kill -0 $! 2> /dev/null; do
	sleep 0.05
	tries=$((tries + 1))
done
wait
if [ -e copy.entente ] && [ "$(entente stats -m copy.entente 2> err | head -n 1)" != "units      30000" ]; then
	run 1 "a copy of an interrupted first import" entente stats -m copy.entente
	# the copy is taken at any instant, so a page may be cut as well
	grep -q 'its journal .* is missing\|damaged' err; ok $? "is known for what it is"
fi
run 0 "the import itself" entente check -m fill.entente
is "$(entente stats -m fill.entente | head -n 1)" "units      30000" "is whole"

if command -v sqlite3 > /dev/null; then
	mkdir in
	printf 'The Council met on Monday.\n\nIt adopted twelve measures.\n' > in/note.en.txt
	printf "Le Conseil s'est réuni lundi.\n\nIl a adopté douze mesures.\n" > in/note.fr.txt
	entente import -m good.entente --from en --to fr a.tsv > out
	# what a batch learns is seven megabytes: only where learning reads what is damaged
	cp good.entente learned.entente
	entente batch -m good.entente --no-learning in > out 2>&1
	entente batch -m learned.entente in > out 2>&1
	damage() { # SQL: then no command may crash
		batch='batch --no-learning in'
		case $1 in
		*bead* | *segment* | *lexicon*) batch='batch in'; cp learned.entente bad.entente ;;
		*) cp good.entente bad.entente ;;
		esac
		sqlite3 bad.entente "PRAGMA writable_schema=ON; $1" > out 2>&1 || { ok 1 "cannot damage: $1"; return; }
		worst=0
		for command in 'check' 'lookup --from en --to fr One.' 'lookup --from fr --to en Un' \
			'concord One' 'export --format tsv' 'review --below 1' 'history' 'stats --imports'; do
			try bad.entente "$command"
		done
		for command in 'review --realign' "$batch" 'delete --limit 1' 'edit 2 --target Trois'; do
			cp bad.entente try.entente
			try try.entente "$command"
		done
		rm -f new.entente*
		try new.entente "merge bad.entente"
		[ $worst -le 2 ]; ok $? "no crash after: $1"
	}
	try() { # MEMORY COMMAND: a process each, and nothing else: there are some hundreds
		for left in "$1"-*; do
			[ ! -e "$left" ] || rm -f "$left"
		done
		memory=$1
		# shellcheck disable=SC2086
		set -- $2
		name=$1
		shift
		(ulimit -t 60; exec entente "$name" -m "$memory" "$@") > out 2> err
		code=$?
		[ $code -le $worst ] || worst=$code
		[ $code -le 2 ] || echo "# $name $*: exit $code"
	}
	damage "UPDATE text SET language=-1 WHERE id=1"
	damage "UPDATE text SET language=2147483647 WHERE id=1"
	damage "UPDATE text SET weight=-5"
	damage "UPDATE text SET weight=99999999999"
	damage "UPDATE language SET id=-1 WHERE code='en'"
	damage "UPDATE language SET id=4294967295 WHERE code='en'"
	damage "UPDATE language SET code='a-very-long-code-of-language-' || id"
	damage "UPDATE direction SET id=-7"
	damage "UPDATE bead SET n_source=1000000"
	damage "UPDATE bead SET n_source=60000"
	damage "UPDATE bead SET source=-1"
	damage "UPDATE bead SET source=4294967295"
	damage "UPDATE bead SET n_source=0, n_target=0"
	damage "UPDATE bead SET confidence=9e999"
	damage "DELETE FROM segment"
	damage "UPDATE segment SET number=number*1000"
	damage "UPDATE segment SET kind=77"
	damage "UPDATE segment SET paragraph=-3"
	damage "UPDATE unit SET confidence=-1"
	damage "UPDATE unit SET doubts=-1"
	damage "UPDATE unit SET source=0"
	damage "UPDATE unit SET document=99"
	damage "UPDATE document SET counterpart=id"
	damage "UPDATE key SET id=-id"
	damage "UPDATE key SET frequency=-1"
	damage "UPDATE posting SET texts=randomblob(40)"
	damage "UPDATE posting SET id=-id"
	damage "UPDATE recent SET text=text+1000"
	damage "UPDATE run SET kind=99, first=-1, last=9223372036854775807"
	damage "UPDATE sqlite_sequence SET seq=9223372036854775807"
	damage "UPDATE lexicon SET bytes=randomblob(1000)"
	damage "CREATE TRIGGER t AFTER INSERT ON text BEGIN DELETE FROM unit; END"
	damage "DROP TABLE recent; CREATE VIEW recent AS SELECT id AS text FROM text"
	damage "DROP INDEX unit_source; DROP INDEX text_hash"
	entente batch -m good.entente in > out 2>&1
	cp good.entente bad.entente
	sqlite3 bad.entente 'UPDATE bead SET n_source=9'
	run 1 "check" entente check -m bad.entente
	grep -q 'is not within its documents' out; ok $? "names a bead outside its documents"
	rm -f new.entente
	entente import -m new.entente --from en --to fr a.tsv > out
	run 1 "a merge of that" entente merge -m new.entente bad.entente
	grep -q 'the memory is damaged: a bead of alignment' err; ok $? "is refused, with the reason"
	entente export -m new.entente --format tsv > out
	is "$(wc -l < out)" 2 "and changes nothing"
	cp good.entente bad.entente
	sqlite3 bad.entente "CREATE TRIGGER t AFTER INSERT ON text BEGIN DELETE FROM unit; END"
	printf 'Three.\tTrois.\tx\n' > b.tsv
	entente import -m bad.entente --from en --to fr b.tsv > out 2> err
	[ "$(entente export -m bad.entente --format tsv | wc -l)" -ge 4 ]; ok $? "a planted trigger does not run"
fi
done_testing
