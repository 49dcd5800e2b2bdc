#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A memory from the command line: import, look up, concordance, export, upkeep.
. "$(dirname "$0")/../tap.sh"

tab=$(printf '\t')
cat > a.tsv <<END
The report was adopted in Geneva.${tab}Le rapport a été adopté à Genève.${tab}r.xml
The report was rejected in Geneva.${tab}Le rapport a été rejeté à Genève.${tab}r.xml
Article 12 enters into force.${tab}L’article 12 entre en vigueur.${tab}r.xml
The session is open.${tab}La séance est ouverte.${tab}s.xml
The session is open.${tab}La session est ouverte.${tab}r.xml
END

run 1 "a memory that is not there is an error" entente lookup -m no.entente x
is "$(cat err)" "entente: lookup: no.entente: there is no such memory" "in one line"
[ ! -e no.entente ]; ok $? "and is not made"
run 0 "import" entente import -m m.entente --from en --to fr --json a.tsv
is "$(cat out)" '{"file":"a.tsv","format":"tsv","units":5,"stored":5,"duplicates":0,"refused":0,"problems":[]}' "reports as JSON"
run 0 "import again" entente import -m m.entente --from en --to fr --json a.tsv
is "$(cat out)" '{"file":"a.tsv","format":"tsv","units":5,"stored":0,"duplicates":5,"refused":0,"problems":[]}' "adds nothing"

score() { sed 's/{"score":\([0-9]*\),[^{]*"source":"\([^"]*\)"[^{]*/\1 \2;/g'; }
run 0 "exact" entente lookup -m m.entente --from en --to fr --limit 1 --json "The session is open."
grep -q '"matches":\[{"score":100,"similarity":1,"kind":"exact","source":"The session is open.","target":"La session est ouverte."' out
ok $? "100, the newer first"
run 0 "case and quotes differ" entente lookup -m m.entente --from fr --to en --json "l'article 12 entre en vigueur."
grep -q '"score":99,"similarity":1,"kind":"near"' out; ok $? "99"
run 0 "a word differs" entente lookup -m m.entente --from en --to fr --min-score 60 --json "The report was amended in Geneva."
is "$(grep -o '"score":[0-9]*' out | tr '\n' ' ')" '"score":84 "score":84 ' "both are found"
grep -q '"edits":\[{"op":"replace","query":\[15,22\],"match":\[15,23\],"cost":1}\]' out; ok $? "and say why"
run 0 "the same document" entente lookup -m m.entente --from en --to fr --document s.xml --json "The session is open."
is "$(grep -o '"score":[0-9]*' out | tr '\n' ' ')" '"score":101 "score":100 ' "101 before 100"
run 0 "and neighbours" entente lookup -m m.entente --from en --to fr --document r.xml \
	--before "The report was adopted in Geneva." --after "Article 12 enters into force." \
	--limit 1 --json "The report was rejected in Geneva."
grep -q '"score":102,"similarity":1,"kind":"context"' out; ok $? "102"
for k in $(seq 0 200); do
	printf 'line %d\tligne %d\tdoc\nTotal\tTotal %d\tdoc\nend %d\tfin %d\tdoc\n' $k $k $k $k $k
done > many.tsv
entente import -m many.entente --from en --to fr many.tsv > out
run 0 "one of 201" entente lookup -m many.entente --from en --to fr --document doc \
	--before "line 3" --after "end 3" --limit 1 --json "Total"
grep -q '"score":102,.*"target":"Total 3"' out; ok $? "is known by its neighbours"
run 0 "the other direction" entente lookup -m m.entente --from fr --to en --json "La séance est ouverte."
grep -q '"source":"La séance est ouverte.","target":"The session is open."' out; ok $? "swaps the sides"
printf 'x y z\nThe session is open.\n' > q
entente lookup -m m.entente --from en --to fr --stdin --json < q > out
about "lookup --stdin"
is "$(head -n 1 out)" '{"query":"x y z","matches":[]}' "a line each, also without a match"
is "$(wc -l < out)" 2 "for each line"
run 2 "a score out of range" entente lookup -m m.entente --min-score 0 x
run 2 "a language that is not one" entente lookup -m m.entente --from '!!' x

run 0 "concordance" entente concord -m m.entente --lang fr "rapport A ETE"
is "$(grep -c '\[rapport a été\]' out)" 2 "case and accents aside, marked"
run 0 "of one document" entente concord -m m.entente --document 's*' "session is open"
is "$(grep -c open out)" 1 "only its hits"
run 0 "as JSON" entente concord -m m.entente --json "session is"
is "$(grep -c '"spans":\[\[4,14\]\]' out)" 2 "with offsets"

run 0 "export" entente export -m m.entente --format tsv
is "$(cut -f 1,2 out)" "$(cut -f 1,2 a.tsv)" "gives back what came in, in order"
run 0 "export to a file" entente export -m m.entente --format tsv -o x.tsv
cmp -s out x.tsv || entente export -m m.entente --format tsv | cmp - x.tsv; ok $? "the same"
is "$(entente export -m m.entente --format tsv --from fr --to en | head -n 1 | cut -f 1)" \
	"Le rapport a été adopté à Genève." "the other way round"

run 0 "check" entente check -m m.entente
is "$(cat out)" "no fault found" "finds nothing"
run 0 "backup" entente backup -m m.entente b.entente
run 1 "onto a file that is there" entente backup -m m.entente b.entente
run 0 "merge" entente merge -m m.entente b.entente
is "$(cat out)" "b.entente: 0 units added" "of a copy adds nothing"
run 0 "merge into a new one" entente merge -m n.entente b.entente
is "$(cat out)" "b.entente: 5 units added" "adds all"
run 2 "delete without a choice" entente delete -m m.entente
run 0 "delete a document" entente delete -m m.entente --document s.xml
is "$(cat out)" "1 unit removed" "removes its units"
run 0 "look up what is gone" entente lookup -m m.entente --json "La séance est ouverte." --from fr --to en --min-score 99
is "$(cat out)" '{"query":"La séance est ouverte.","matches":[]}' "it is gone"
entente stats -m m.entente --json > out
about "after a deletion"
grep -q '"units":4,"texts":8,"documents":1,' out; ok $? "and so are its text and document"

run 0 "delete everything" entente delete -m m.entente --all
entente stats -m m.entente --json > out
about "after a deletion of everything"
grep -q '"units":0,"texts":0,"documents":0,' out; ok $? "nothing is left"
if command -v sqlite3 > /dev/null; then
	is "$(sqlite3 m.entente 'SELECT count(*) FROM key' 'SELECT count(*) FROM posting' | paste -s -d ' ' -)" "0 0" "in the index neither"
fi
run 0 "and import it again" entente import -m m.entente --from en --to fr a.tsv
run 0 "into a new memory too" entente import -m fresh.entente --from en --to fr a.tsv
run 0 "the index is sound" entente check -m m.entente
index() { # each word with its texts, whatever their numbers
	sqlite3 "$1" "SELECT k.language, k.form, k.frequency, sum(length(p.texts)), count(p.id)
		FROM key k JOIN posting p ON p.id >> 37 = k.id GROUP BY k.id ORDER BY 1, 2"
}
if command -v sqlite3 > /dev/null; then
	is "$(index m.entente)" "$(index fresh.entente)" "and that of a fresh one"
fi
answer() { # but for the numbers of units, which are never reused
	entente lookup -m "$1" --from en --to fr --json "The report was amended in Geneva." |
		sed 's/"unit":[0-9]*//g'
}
about "an import after a deletion"
answer m.entente > out
answer fresh.entente | cmp -s - out; ok $? "with the same answers"

printf 'not a memory' > t.txt
run 1 "a file of another kind" entente import -m t.txt a.tsv
is "$(cat err)" "entente: import: t.txt: not an entente memory" "is refused"
is "$(cat t.txt)" "not a memory" "and left as it was"
if command -v sqlite3 > /dev/null; then
	sqlite3 other.db 'CREATE TABLE t (a)'
	cksum < other.db > before
	run 1 "a database of another program" entente import -m other.db a.tsv
	is "$(cksum < other.db)" "$(cat before)" "is left as it was"
	sqlite3 n.entente 'PRAGMA user_version=99' > /dev/null
	run 1 "a newer memory" entente stats -m n.entente
	sqlite3 b.entente 'BEGIN IMMEDIATE' '.shell : > locked; for k in $(seq 600); do [ -e seen ] || sleep .1; done' > /dev/null 2>&1 &
	for _ in $(seq 600); do [ -e locked ] || sleep .1; done
	run 1 "a locked memory" entente import -m b.entente a.tsv
	is "$(cat err)" "entente: import: b.entente: the memory is locked by another writer; try again" "says so"
	run 0 "can be read" entente stats -m b.entente
	: > seen
	wait
fi
if mkdir small && mount -t tmpfs -o size=700k none small 2> /dev/null; then
	awk 'BEGIN { for (i = 0; i < 3000; i++) print "word" i " and number " i "\tmot" i " et " i }' > big.tsv
	run 0 "a small memory on a small disk" entente import -m small/m.entente --from en --to fr a.tsv
	before=$(entente export -m small/m.entente --format tsv 2> /dev/null | cksum)
	run 1 "a full disk" entente import -m small/m.entente --from en --to fr big.tsv
	is "$(wc -l < err)" 1 "is one line"
	is "$(entente export -m small/m.entente --format tsv | cksum)" "$before" "and changes nothing"
	mount -o remount,ro small
	run 1 "a disk that cannot be written" entente import -m small/m.entente --from en --to fr a.tsv
	run 0 "can be read" entente stats -m small/m.entente
	umount small
fi
# a memory of the format before: words in an index of FTS5, with a tokenizer that is gone
done_testing
