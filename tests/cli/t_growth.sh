#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Inputs that once cost time or memory out of proportion are linear, or refused by a limit.
# Processor time is limited to many times what is needed, and to a small part of what it was.
. "$(dirname "$0")/../tap.sh"

# within SECONDS MB COMMAND...: with that much processor time and address space; a build
# with sanitizers reserves terabytes, and its address space is not limited; one with
# counters of lines is slow, and each process of it reads and writes their files
slower=1
has_counters && slower=10
within() {
	seconds=$(($1 * slower)) mb=$2; shift 2
	if nm -D "$(command -v entente)" 2> /dev/null | grep -q __asan_init; then
		(ulimit -t $((seconds * 10)); exec "$@")
	else
		(ulimit -t "$seconds"; ulimit -v $((mb * 1024)); exec "$@")
	fi
}
# attributes N: a tag with so many
attributes() { awk -v n="$1" 'BEGIN { printf "<p"; for (k = 0; k < n; k++) printf " a%d=\"x>\"", k; print ">Some text here.</p>" }'; }

(echo '<doc>'; attributes 1000; echo '</doc>') > few.xml
(echo '<doc>'; attributes 300000; echo '</doc>') > many.xml
(echo '<html><body>'; attributes 300000; echo '</body></html>') > many.html
run 0 "a thousand attributes" within 5 300 entente read few.xml
run 1 "300,000 attributes in XML" within 5 300 entente read many.xml
is "$(cat err)" "entente: read: many.xml:2: a tag has more than 1000 attributes" "are refused with the line"
run 1 "300,000 attributes in HTML" within 5 300 entente read many.html
is "$(cat err)" "entente: read: many.html:2: a tag has more than 1000 attributes" "are refused with the line"
awk 'BEGIN { print "<html><head><script>"; for (k = 0; k < 5000; k++) printf "if (a<b) x%d=1; y='"'"'", k; print "</script>"; print "<!-- <p"; for (k = 0; k < 5000; k++) printf " x=1"; print " --></head><body><p>Some text here.</p></body></html>" }' > script.html
run 0 "a script with many equals signs" entente read script.html
grep -q 'Some text here' out; ok $? "is not taken for a tag"
(echo '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>A'; attributes 300000 | sed 's/<p/<hi/; s/p>$/hi>/'; echo '</seg></tuv><tuv xml:lang="fr"><seg>B</seg></tuv></tu></body></tmx>') > many.tmx
run 0 "300,000 attributes in a unit" within 10 400 entente import -m t.entente --from en --to fr many.tmx

awk 'BEGIN { printf "<html><head><style>.q { display: none }"; for (k = 0; k < 20000; k++) printf ".c%d b { display: block }", k; printf "</style></head><body><p class=\""; for (k = 0; k < 100000; k++) printf " k%d", k; print "\">Some text here.</p></body></html>" }' > classes.html
run 0 "an element of 100,000 classes, and 20,000 rules" within 5 300 entente read classes.html

awk 'BEGIN { print "short\tcourt"; for (k = 0; k < 150000; k++) printf "a%d b ", k % 99; print "\tun texte" }' > long.tsv
entente import -m l.entente --from en --to fr long.tsv > out
run 0 "a phrase that occurs 150,000 times in one text" within 10 400 entente concord -m l.entente 'a*'
[ "$(wc -c < out)" -gt 900000 ]; ok $? "is marked"
run 0 "its renderings" within 10 400 entente concord -m l.entente --group 'a*'
run 0 "all words of it" within 10 400 entente concord -m l.entente --all-words 'a* b'

# terms without digits, which might be names of languages
cp -r "$root/tests/format/docx-table-phrase.d/input.docx" terms
awk 'function word(k, w) { for (w = ""; k; k = int(k / 8)) w = w substr("abcdefgh", k % 8 + 1, 1); return w }
	function cell(s) { return "<w:tc><w:p><w:r><w:t>" s "</w:t></w:r></w:p></w:tc>" }
	function row(a, b) { print "<w:tr>" cell(a) cell(b) "</w:tr>" }
	BEGIN { print "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:tbl>"
		row("English", "French"); for (k = 1; k <= 10000; k++) row("the " word(k), "le " word(k))
		print "</w:tbl></w:body></w:document>" }' > terms/word/document.xml
(cd terms && zip -q -X -r - .) > terms.docx
run 0 "a table of 10,000 terms in a DOCX" within 3 300 entente import -m terms.entente terms.docx
is "$(entente stats -m terms.entente | grep -c '10,*000')" 1 "is read"

# lists that name one part again and again: it is read once
mkdir -p book/META-INF
cp -r "$root/tests/format/epub.d/input.epub/." book
awk 'BEGIN { print "<package><manifest>"; for (k = 0; k < 20000; k++) printf "<item id=\"i%d\" href=\"text/a.xhtml\"/>\n", k
	print "</manifest><spine>"; for (k = 0; k < 20000; k++) printf "<itemref idref=\"i%d\"/>\n", k; print "</spine></package>" }' > book/OPS/book.opf
awk 'BEGIN { print "<html><body>"; for (k = 0; k < 2000; k++) print "<p>Paragraph " k " of the chapter.</p>"; print "</body></html>" }' > book/OPS/text/a.xhtml
(cd book && zip -q -X -0 ../book.epub mimetype && zip -q -X -r ../book.epub .)
run 0 "a book that names one chapter 20,000 times" within 2 200 entente read book.epub
is "$(grep -c 'of the chapter' out)" 2000 "has it once"

yes 'The same line.' | head -n 16000 > i.en
yes 'La même ligne.' | head -n 16000 > i.fr
run 0 "16,000 identical lines" within 60 500 entente align --lines --from en --to fr i.en i.fr
is "$(wc -l < out)" 16000 "are aligned"
is "$(cut -f 1,2 out | awk '$1 != $2' | wc -l)" 0 "one to one"

seq -f 'Line %.0f.' 60000 > n.en
seq -f 'Ligne %.0f.' 60000 > n.fr
awk 'BEGIN { for (k = 1; k <= 60000; k++) print k "\t" 60001 - k }' > anchors
run 0 "60,000 anchors that all cross" within 3 500 entente align --lines --from en --to fr --anchors anchors n.en n.fr
is "$(cut -f 1,2 out | cmp - anchors)" "" "are kept"
awk 'BEGIN { for (k = 1; k <= 60000; k++) print k "\t" k }' > anchors
run 0 "60,000 anchors in order" within 1 500 entente align --lines --from en --to fr --anchors anchors n.en n.fr
is "$(cut -f 1,2 out | cmp - anchors)" "" "are kept"

awk 'BEGIN { print "<!DOCTYPE doc [<!ENTITY a \""; for (k = 0; k < 20000; k++) printf "x"; print "\">]><doc><p>"; for (k = 0; k < 20000; k++) printf "&a;"; print "</p></doc>" }' > quadratic.xml
run 1 "entities that stand for 400 MB" within 10 400 entente read quadratic.xml
mkdir en fr
for lang in en fr; do
	{ echo '<text>'; seq 3000 | awk '{ printf "<s id=\"%d\">Sentence %d of it.</s>\n", $1, $1 }'; echo '</text>'; } > $lang/a.xml
done
{ echo '<cesAlign>'; seq 10000 | awk '{ printf "<linkGrp fromDoc=\"en/a.xml\" toDoc=\"fr/a.xml\"><link xtargets=\"%d;%d\"/></linkGrp>\n", $1 % 3000 + 1, $1 % 3000 + 1 }'; echo '</cesAlign>'; } > opus.xml
run 0 "10,000 groups of the same two documents" within 5 300 entente units opus.xml
is "$(grep -c '^Sentence' out)" 10000 "are read, the documents once"

# what one unit may have is bounded, and what is left out is counted
awk 'BEGIN { print "<tmx version=\"1.4\"><header srclang=\"en\"/><body><tu>"; for (k = 0; k < 100000; k++) printf "<tuv xml:lang=\"%s\"><seg>Text %d.</seg></tuv>", k % 2 ? "en" : "fr", k; print "</tu></body></tmx>" }' > many.tmx
run 0 "a unit of 100,000 texts" within 5 300 entente units --from en --to fr many.tmx
is "$(grep -c '^Text' out)" 256 "gives the pairs of 16 and 16"
grep -q 'unit 1: texts of a language beyond 16 are left out: 99968$' err; ok $? "and says how many are left out"
mrk() { # NUMBER of source, of target
	awk -v n="$1" -v m="$2" 'BEGIN {
		printf "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"fr\"><body><trans-unit id=\"1\"><source>a</source><seg-source>"
		for (k = 0; k < n; k++) printf "<mrk mtype=\"seg\" mid=\"%d\">Text %d.</mrk>", k, k
		printf "</seg-source><target>"
		for (k = 0; k < m; k++) printf "<mrk mtype=\"seg\" mid=\"%d\">Texte %d.</mrk>", k, k
		print "</target></trans-unit></body></file></xliff>" }'
}
mrk 100000 100000 > many.xlf
run 0 "a unit of 100,000 segments" within 5 300 entente units many.xlf
grep -q 'unit 1: has 100000 segments, more than 4096; refused' err; ok $? "is refused"
mrk 4100 4096 > many.xlf
run 0 "one of 4,100" within 5 300 entente units many.xlf
grep -q 'unit 1: segments beyond 4096 are left out: 4$' err; ok $? "says what is left out"
awk 'BEGIN { print "<martif type=\"TBX\"><text><body><termEntry>"; for (k = 0; k < 200; k++) printf "<langSet xml:lang=\"%s\"><tig><term>term%d</term></tig></langSet>", k % 2 ? "en" : "fr", k; print "</termEntry></body></text></martif>" }' > many.tbx
run 0 "an entry of 200 terms" within 5 300 entente units --from en --to fr many.tbx
grep -q 'unit 1: pairs of terms beyond 1024 are left out: 8976$' err; ok $? "says what is left out"
done_testing
