#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# entente units: containers, problems, formats, and TMX that is valid.
corpus=$(cd "$(dirname "$0")/../fuzz/corpus/units" && pwd)
shared=$(cd "$(dirname "$0")/../../.." && pwd)/shared
. "$(dirname "$0")/../tap.sh"

cat > a.tmx <<'END'
<?xml version="1.0"?>
<tmx version="1.4"><header srclang="en"/><body>
<tu tuid="1"><prop type="p">v</prop><tuv xml:lang="en"><seg>One <ph>x</ph></seg></tuv><tuv xml:lang="fr"><note>n</note><seg>Un</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Two</seg></tuv></tu>
</body></tmx>
END
run 0 "TMX" entente units --from en --to fr a.tmx
is "$(cat out)" "$(printf 'One \tUn\t1\t\t')" "its units"
is "$(cat err)" "a.tmx:4: unit 2: has no 'fr' text; refused" "its problems"
run 0 "json" entente units --from en --to fr --json a.tmx
is "$(cat out)" '{"file":"a.tmx","format":"tmx","units":1,"refused":1,"problems":[{"line":4,"unit":2,"refused":true,"reason":"has no '"'fr'"' text"}]}' "its object"
gzip -k a.tmx
run 0 "gzip" entente units a.tmx.gz
is "$(wc -l < out)" 1 "is unpacked"
run 0 "a zip with two files and another" entente units "$corpus/two.zip"
is "$(wc -l < out)" 2 "gives the units of both"
grep -q 'c.txt: holds no units' err; ok $? "and names the other"
run 1 "a game map" entente units "$corpus/map.tmx"
is "$(sed 's/.*map.tmx: //' err)" "is a map of the Tiled editor, no translation memory" "is told"
: > empty.tmx
run 1 "an empty file" entente units empty.tmx
is "$(cat err)" "entente: units: empty.tmx: is empty" "is told"
run 2 "a wrong language" entente units --from 1 a.tmx
run 2 "a wrong format" entente units --format doc a.tmx
printf 'a\tb\n' > a.tsv
run 0 "a table" entente units --from en --to fr --json a.tsv
is "$(cut -d, -f2,3 out)" '"format":"tsv","units":1' "its format"
for f in tmx jsonl html xliff; do
	run 0 "written as $f" entente units --from en --to fr --format $f a.tmx
	cp out a.$f.out
done
entente units --from en --to fr --format tmx a.tmx.out > again 2> err
cmp -s a.tmx.out again; ok $? "TMX that is written, read and written is the same"
run 0 "XLIFF that is written is read" entente units a.xliff.out
is "$(cut -f1,2 out)" "$(printf 'One \tUn')" "with its texts"
is "$(head -n 1 a.jsonl.out | cut -c1-33)" '{"source":"One ","target":"Un","s' "a JSON line"
if command -v xmllint > /dev/null; then
	xmllint --noout a.xliff.out 2> err; ok $? "XLIFF is well-formed"
	if [ -d "$shared/data/interchange/dtd" ]; then
		dtd=$shared/data/interchange/dtd/tmx14.dtd
		xmllint --noout --nonet --dtdvalid "$dtd" a.tmx.out 2> err
		ok $? "TMX is valid"
		for f in "$shared"/data/interchange/tmx/*.tmx "$shared"/data/interchange/tmx-dgt/*.tmx; do
			entente units --format tmx "$f" > all.tmx 2> err
			xmllint --noout --nonet --dtdvalid "$dtd" all.tmx > err 2>&1 ||
				{ ok 1 "valid TMX of ${f##*/}"; head -n 3 err; }
		done
	else
		ok 0 "TMX is valid # skipped: no ../shared"
	fi
fi
done_testing
