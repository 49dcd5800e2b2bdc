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
is "$(sed 's/.*map.tmx: //' err)" "is a map of the Tiled editor, not a translation memory" "is reported"
: > empty.tmx
run 1 "an empty file" entente units empty.tmx
is "$(cat err)" "entente: units: empty.tmx: is empty" "is reported"
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
about "a round trip of TMX"
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
		skip "no ../shared" "TMX is valid"
	fi
fi
# every format that is written, from units with codes and fields
cat > in.tmx <<'END'
<tmx version="1.4"><header srclang="en"/><body><tu><prop type="x-entente-document">d.xml</prop><prop type="x-entente-place">7</prop><prop type="x-entente-confidence">0.5</prop><prop type="x-entente-doubts">rival</prop>
<tuv xml:lang="en"><seg>See the <bpt i="1">&lt;b></bpt>annex<ept i="1">&lt;/b></ept> &amp; map<ph x="2">br</ph>.</seg></tuv><tuv xml:lang="fr"><seg>Voir la carte<ph x="2">br</ph> &amp; l’<bpt i="1">b</bpt>annexe<ept i="1">/b</ept><it pos="end">x</it>.</seg></tuv></tu></body></tmx>
END
for format in xliff xliff2 tmx tmx1; do
	entente units --format $format in.tmx > f.$format
	about "files that are written"
	xmllint --nonet --noout f.$format 2> err; ok $? "$format is well-formed"
	entente units --format tsv f.$format > f.tsv
	is "$(cat f.tsv)" "$(printf 'See the annex & map.\tVoir la carte & l’annexe.\t0.5\td.xml\t7')" "and gives the unit back with its fields"
done
grep -q '<segment state="translated" subState="e:doubtful"><source>See the <sc id="1" dataRef="d1"/>annex<ec startRef="1" dataRef="d2"/> &amp; map<ph id="2" dataRef="d3"/>.</source><target>Voir la carte<ph id="2" dataRef="d4"/> &amp; l’<sc id="1" dataRef="d5"/>annexe<ec startRef="1" dataRef="d6"/><ec id="3" isolated="yes" dataRef="d7"/>.</target>' f.xliff2
ok $? "codes have one id in both texts"
grep -q '<seg>See the annex &amp; map.</seg>' f.tmx1; ok $? "level 1 has no codes"
entente units --format html in.tmx > f.html
xmllint --html --noout f.html 2> err; ok $? "a page side by side"
grep -q '<th scope="col">English</th><th scope="col">French</th>' f.html; ok $? "names the languages"
grep -q '<tr><th colspan="4" scope="rowgroup" title="d.xml">d.xml</th></tr>' f.html; ok $? "and the document"
grep -q '<footer>1 units; to be looked at: <a href="#u1">1</a></footer>' f.html; ok $? "and leads to what is doubtful"

# Moses: two files, line by line
printf 'One.\nTwo.\n\nFour.\n' > a.en
printf 'Un.\r\nDeux.\r\nTrois.\r\nQuatre.\r\n' > a.fr
run 0 "two files of lines" entente units --pair a.en a.fr
is "$(cat out)" "$(printf 'One.\tUn.\t1\ta.en\t\nTwo.\tDeux.\t1\ta.en\t\nFour.\tQuatre.\t1\ta.en\t')" "are pairs, in the languages of their names"
is "$(cat err)" "a.en:3: unit 3: empty 'en' text; refused" "an empty line is reported"
gzip -k a.en; echo Cinq. >> a.fr
run 1 "a line too many" entente units --pair a.en.gz a.fr
is "$(cat err | tail -n 1)" "entente: units: a.en.gz: has 4 lines and a.fr has 5: they are not a pair" "is an error"
run 2 "an odd number of files" entente units --pair a.en
mv a.en b1; mv a.fr b2
run 2 "names without languages" entente units --pair b1 b2

# OPUS: an alignment and the documents that it names
mkdir -p o/xml/en o/xml/fr
printf '<document><s id="1">One\n sentence.</s><s id="s2">Two.</s><s id="3"><w id="3.1">Yes</w><w>,</w> <w>do</w><w>n'"'"'t</w><w>!</w></s></document>' | gzip > o/xml/en/d.xml.gz
printf '<text><s id="1">Une phrase. Deux.</s><s id="2"><w>Non</w><w>,</w><w>l'"'"'</w><w>autre</w><w>!</w></s></text>' > o/xml/fr/d.xml
cat > o/en-fr.xml <<END
<?xml version="1.0"?><!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">
<cesAlign><linkGrp targType="s" fromDoc="en/d.xml.gz" toDoc="fr/d.xml.gz">
<link xtargets="1 s2;1" certainty="0.7"/>
<link xtargets=";2"/>
<link xtargets="3;2"/>
<link xtargets="9;2"/>
</linkGrp></cesAlign>
END
run 0 "an alignment of OPUS" entente units o/en-fr.xml
is "$(cut -f1,2,4,5 out)" "$(printf 'One sentence. Two.\tUne phrase. Deux.\ten/d.xml.gz\t1 s2\nYes, don'"'"'t!\tNon, l'"'"'autre !\ten/d.xml.gz\t3')" "gives its pairs, words joined"
is "$(cat err)" "$(printf 'o/en-fr.xml:4: unit 2: has no counterpart; refused\no/en-fr.xml:6: unit 4: there is no sentence 9; refused')" "the rest is reported"
run 0 "the other direction" entente units --from fr --to en --format tmx o/en-fr.xml
grep -q '<prop type="x-certainty">0.7</prop>' out; ok $? "the certainty is kept"
mv o/xml p
run 0 "documents that are not there" entente units o/en-fr.xml
grep -q 'document en/d.xml.gz is not there; refused' err; ok $? "are reported"
run 0 "documents elsewhere" entente units --documents p o/en-fr.xml
is "$(wc -l < out)" 2 "are found"
sed 's/fromDoc="en/fromDoc="..\/en/' o/en-fr.xml > o/bad.xml
run 0 "a document outside" entente units --from en --to fr --documents p o/bad.xml
grep -q 'document ../en/d.xml.gz is outside the folder' err; ok $? "is not opened"
done_testing
