#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The filter: pairs of documents in, units out, errors in band.
. "$(dirname "$0")/../tap.sh"

cat > in <<'END'
{"id":"a","from":"en","to":"fr","source":"The session is open. It was opened by the Chair.","target":"La séance est ouverte. Elle a été ouverte par le Président.","document":"a.en","target_document":"a.fr","date":"2024-05-03"}

not JSON
{"id":{"shard":2},"from":"en","to":"fr","source":["One.","Two."],"target":["Un.","Deux."]}
{"id":3,"source":17,"target":"x"}
{"from":"en","to":"fr","source":["Four."],"target":["Quatre."]}
{"id":5,"from":"en","to":"fr","source":["Five",5],"target":["Cinq"]}
{"id":6,"source":["Six."],"target":["Six."]}
["an","array"]
{"id":8,"from":"en","to":"fr","source":"a\u0000b","target":"c"}
END
entente align --stream < in > out 2> err; ok $? "the stream goes to its end"
is "$(cat err)" "" "and says nothing beside"
is "$(sed -n 1p out)" '{"id":"a","source":"The session is open.","target":"La séance est ouverte.","source_lang":"en","target_lang":"fr","document":"a.en","target_document":"a.fr","place":1,"date":"2024-05-03","origin":"align","confidence":'"$(sed -n '1s/.*"confidence":\([0-9.]*\).*/\1/p' out)"',"doubts":[]}' "a unit is an object"
is "$(grep -c '^{"id":"a",' out)" 2 "for each bead"
is "$(sed -n 3p out | cut -c 1-47)" '{"id":3,"code":"EFORMAT","error":"not a JSON ob' "a line that is not JSON, by its number"
is "$(grep -c '^{"id":{"shard":2},"source":"\(One\|Two\).","target":"\(Un\|Deux\)."' out)" 2 "segments may be given, and any id"
grep -q '^{"id":3,"code":"EFORMAT","error":"\\"source\\" is neither a text nor segments"}$' out; ok $? "a source that is not one"
grep -q '^{"id":6,"source":"Four.","target":"Quatre."' out; ok $? "without an id: the number of the line"
grep -q '^{"id":5,"code":"EFORMAT","error":"a segment is not a string"}$' out; ok $? "a segment that is not one"
grep -q '^{"id":6,"code":"EFORMAT","error":"a language is missing"}$' out; ok $? "no language"
grep -q '^{"id":9,"code":"EFORMAT","error":"not a JSON object' out; ok $? "an array"
grep -q '^{"id":10,"code":"EFORMAT"' out; ok $? "a zero byte"
entente align --stream --from en --to fr < in | grep -q '^{"id":6,"source":"Six."'; ok $? "languages for all"

# stateless: any order, any grouping, the same lines
grep '^{"id"' in | grep -v u0000 > lines
entente align --stream --from en --to fr < lines | sort > whole
{ tac lines | entente align --stream --from en --to fr; } | sort > turned
about "align --stream"
cmp whole turned; ok $? "the order does not matter"
while read -r line; do printf '%s\n' "$line" | entente align --stream --from en --to fr; done < lines | sort > single
cmp whole single; ok $? "nor what came before"

# the same units as align gives of files
f=$root/corpora/communiques/2024-07-18-condolences
if command -v python3 > /dev/null; then
	python3 -c 'import json, sys
print(json.dumps({"id": 0, "source": open(sys.argv[1], encoding="utf-8").read(), "target": open(sys.argv[2], encoding="utf-8").read()}))' "$f.en.txt" "$f.fr.txt" |
		entente align --stream > out
	is "$(grep -o '"source":"[^"]*","target":"[^"]*"' out | grep -vc '""')" \
		"$(entente align --format tsv "$f.en.txt" "$f.fr.txt" | wc -l)" "as many units as of the files"
fi
run 2 "files beside --stream" entente align --stream a b
run 2 "one file" entente align a
done_testing
