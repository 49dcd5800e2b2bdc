#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What an export wrote and an import reads again gives the same units, with all fields.
. "$(dirname "$0")/../tap.sh"

# A memory with texts that look like something else, codes, notes, regions and doubts.
cat > all.tmx <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en-CA" datatype="plaintext"/><body>
<tu tuid="1" usagecount="3"><note>seen &amp; read</note><prop type="project">p	q</prop><tuv xml:lang="en-CA"><seg>English</seg></tuv><tuv xml:lang="fr-CA"><seg>French</seg></tuv></tu>
<tu tuid="2"><tuv xml:lang="en-CA" changedate="20240102T030405Z"><note>of the side</note><seg>Press <bpt i="1" x="1">&lt;b&gt;</bpt>OK<ept i="1">&lt;/b&gt;</ept></seg></tuv><tuv xml:lang="fr-CA"><seg>Appuyez sur <bpt i="1" x="1">&lt;b&gt;</bpt>OK<ept i="1">&lt;/b&gt;</ept></seg></tuv></tu>
<tu tuid="3"><prop type="x-entente-confidence">0.3125</prop><prop type="x-entente-doubts">length numbers</prop><prop type="x-entente-document">a b.html</prop><prop type="x-entente-target-document">c.html</prop><prop type="x-entente-place">12, page 3</prop><prop type="x-entente-date">2024-05-06</prop><tuv xml:lang="en-CA"><seg>A tab	a quote " and C:\new\table</seg></tuv><tuv xml:lang="fr-CA"><seg>{"source":"x"} &lt;p&gt; 😀</seg></tuv></tu>
<tu><tuv xml:lang="en-GB"><seg>Source</seg></tuv><tuv xml:lang="fr"><seg>Target</seg></tuv></tu>
</body></tmx>
END
entente import -m all.entente --from en --to fr all.tmx > /dev/null 2>&1
entente batch -m all.entente "$root/corpora/communiques" > /dev/null 2>&1
entente export -m all.entente --format jsonl --from en --to fr > before.jsonl
entente export -m all.entente --from en --to fr > before.tmx
is "$(sed -n 1p before.jsonl | cut -c1-40)" '{"source":"English","target":"French","s' "the first unit is called as a column is"
for format in tsv jsonl; do
	rm -f again.entente
	entente export -m all.entente --format $format --from en --to fr -o whole.$format
	run 0 "$format is imported without languages" entente import -m again.entente whole.$format
	entente export -m again.entente --format jsonl --from en --to fr > after.jsonl
	cmp -s before.jsonl after.jsonl; ok $? "and has the same units, all fields"
	entente export -m again.entente --from en --to fr > after.tmx
	cmp -s before.tmx after.tmx; ok $? "with notes, codes and properties"
	run 0 "$format once more" entente import -m again.entente whole.$format
	is "$(cut -d' ' -f5 out)" 0 "stores nothing"
	run 0 "$format from standard input" sh -c "entente import -m piped.$format.entente - < whole.$format"
	is "$(entente export -m piped.$format.entente --format jsonl --from en --to fr | md5sum)" "$(md5sum < before.jsonl)" "is the same"
done
for format in tsv jsonl; do
	rm -f turned.entente
	entente export -m all.entente --format $format --from fr --to en -o turned.$format
	entente import -m turned.entente --from en --to fr turned.$format > /dev/null 2>&1
	entente export -m turned.entente --format jsonl --from en --to fr | sort > turned
	sort before.jsonl | cmp -s - turned; ok $? "$format written from fr and read from en is the same"
done
is "$(entente export -m all.entente --format tsv --from en --to fr | awk -F'\t' '{ print NF }' | sort -u)" 17 "each line of an export has 17 columns"
is "$(entente align "$root"/corpora/communiques/2024-07-18*.en.txt "$root"/corpora/communiques/2024-07-18*.fr.txt | awk -F'\t' '{ print NF }' | sort -u)" 5 "those of align have 5"

# JSON Lines of others
printf '%s\n' '{"id":"7","translation":{"en":"Water","fr":"Eau","de":"Wasser"}}' '{"id":"8","translation":{"fr":"Pain","en":"Bread"}}' > hf.jsonl
run 0 "objects with a member for each language" entente units --from de --to fr hf.jsonl
is "$(cut -f 1,2 out)" "$(printf 'Wasser\tEau')" "give the pair that was asked for"
run 0 "without languages" entente units hf.jsonl
is "$(cut -f 1,2 out)" "$(printf 'Water\tEau\nBread\tPain')" "the first pair settles them"
printf '%s\n' '{"src":"Water","tgt":"Eau"}' '{"src":["A.","B."],"tgt":["A et B."]}' > plain.jsonl
run 0 "lines without languages" entente units --from en --to fr plain.jsonl
is "$(cut -f 1,2 out | tail -n 1)" "$(printf 'A. B.\tA et B.')" "take those given; an array is the segments of a side"
run 0 "without any languages" entente units plain.jsonl
is "$(cat out; head -n 1 err)" "plain.jsonl:1: unit 1: names no languages: give both (--from, --to); refused" "each is refused with the reason"
printf '%s\n' '{"source":"a","target":"b"' '{"source":"\ud83d","target":"b"}' '{"source":"a","target":"b"} x' '[1]' '{"source":"a"}' '{"source":"One","target":"Un"}' > bad.jsonl
run 0 "damaged lines" entente units --from en --to fr bad.jsonl
is "$(cut -f 1 out)" "One" "leave the others"
is "$(grep -c refused err)" 5 "and each is named"
is "$(sed -n 1p err)" "bad.jsonl:1: unit 1: is not one JSON object: an object that does not end at byte 27; refused" "with line, byte and reason"
deep=$(printf '%0100d' 0 | tr 0 '[')
printf '{"x":%s\n' "$deep" > deep.jsonl
run 0 "a hundred arrays in one another" entente units --from en --to fr deep.jsonl
grep -q 'more than 64 values' err; ok $? "are refused"
run 1 "such a file as a release" entente read hf.jsonl
is "$(cat err)" "entente: read: hf.jsonl: holds units, not a text; import it into a memory" "is refused"
printf '%s\n' '{"source":"One","target":"Un","source_markup":"<ph x=\"1\"/>","extra":"<note>n</note><script/>","attributes":"tuid=\"1\" onload=\"x\""}' \
	'{"source":"Two","target":"Deux","source_markup":"<bpt i=\"1\" onclick=\"x\">&lt;b&gt;</bpt>Two","source_extra":"changeid=\"a\"><seg>x</seg>","extra":"<note>a & b</note>"}' > xml.jsonl
run 0 "XML that is not of a TMX" entente units --from en --to fr --format jsonl xml.jsonl
is "$(cat out)" "$(printf '%s\n' '{"source":"One","target":"Un","source_language":"en","target_language":"fr","confidence":1,"origin":"jsonl"}' \
	'{"source":"Two","target":"Deux","source_language":"en","target_language":"fr","confidence":1,"origin":"jsonl"}')" "stays out of the units"
is "$(grep -c 'left out' err)" 6 "and is named"
done_testing
