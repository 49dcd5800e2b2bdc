#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# entente import: what becomes of each unit is reported.
. "$(dirname "$0")/../tap.sh"

tu() { printf '<tu><tuv xml:lang="%s"><seg>%s</seg></tuv><tuv xml:lang="%s"><seg>%s</seg></tuv></tu>\n' "$@"; }
{ echo '<tmx version="1.4"><header srclang="en"/><body>'
tu en One fr Un; tu en Two fr Deux; tu en Two fr Deux; tu en Three de Drei; tu en 'Fo&#x1;ur' fr Quatre
echo '</body></tmx>'; } > a.tmx
printf 'nothing of the kind\n' > b.txt
run 1 "a file among others fails" entente import -m m.entente --from en --to fr --report r.txt a.tmx b.txt
is "$(cat err)" "entente: import: b.txt: holds no units in a known format" "and is the only one to be named"
is "$(cat r.txt)" "Import into m.entente

a.tmx
  line 5, unit 4 refused: has no 'fr' text
  line 6, unit 5 changed: characters that XML forbids were replaced: 1
  format       tmx
  read           4 units
  stored         3
  merged         1, equal to a unit that was there
  refused        1
         1 x refused: has no 'fr' text
         1 x changed: characters that XML forbids were replaced

b.txt
  format   unknown
  read           0 units
  stored         0
  merged         0, equal to a unit that was there
  refused        0
  failed, nothing of it is stored: holds no units in a known format" "the report says what became of each unit"
run 0 "a report as JSON" entente import -m m.entente --from en --to fr --report r.json a.tmx
is "$(cat r.json)" '{"memory":"m.entente","files":[
{"file":"a.tmx","problems":[{"line":5,"unit":4,"refused":true,"reason":"has no '"'fr'"' text"},{"line":6,"unit":5,"refused":false,"reason":"characters that XML forbids were replaced: 1"}],"format":"tmx","units":4,"stored":0,"merged":4,"refused":1,"reasons":[{"count":1,"kind":"refused","reason":"has no '"'fr'"' text"},{"count":1,"kind":"changed","reason":"characters that XML forbids were replaced"}]}
]}' "the same, and the second import adds nothing"
run 1 "a report that cannot be written" entente import -m m.entente --report no/r.txt a.tmx
is "$(cat err)" "entente: import: no/r.txt: cannot write: No such file or directory" "is reported before anything is read"
run 1 "a report on a full disk" entente import -m m.entente --from en --to fr --report /dev/full a.tmx
# what fails at its end leaves an empty memory as it was, indexes and all
printf 'One.\nTwo.\nThree.\n' > p.en
printf 'Un.\nDeux.\n' > p.fr
printf 'Gone.\tParti.\n' > gone.tsv
entente import -m p.entente --from en --to fr gone.tsv > out
entente delete -m p.entente --import 1 > out
cp p.entente full.entente
run 1 "a pair of files that is not one" entente import -m p.entente --pair p.en p.fr
run 0 "a sound memory" entente check -m p.entente
is "$(entente stats -m p.entente | head -n 1)" "units      0" "is left, with nothing in it"
echo Trois. >> p.fr
run 0 "repaired" entente import -m p.entente --pair p.en p.fr
run 0 "again" entente import -m p.entente --json --pair p.en p.fr
grep -q '"stored":0,"duplicates":3' out; ok $? "adds nothing: what was stored is found"
run 0 "and" entente check -m p.entente
is "$(entente lookup -m p.entente --from en --to fr --limit 1 --json Two. | grep -o '"target":"[^"]*"')" '"target":"Deux."' "looked up"
# units of several sentences
cat > p.tmx <<'END'
<tmx version="1.4"><header srclang="en"/><body>
<tu><prop type="x-entente-place">7</prop><tuv xml:lang="en"><seg>The session is open. See the <bpt i="1">&lt;b&gt;</bpt>annex<ept i="1">&lt;/b&gt;</ept> &amp; map. Mr. Smith left.</seg></tuv><tuv xml:lang="fr"><seg>La séance est ouverte. Voir l’<bpt i="1">&lt;b&gt;</bpt>annexe<ept i="1">&lt;/b&gt;</ept> &amp; la carte. M. Smith est parti.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>One. Two.</seg></tuv><tuv xml:lang="fr"><seg>Un et deux.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>One <bpt i="1">x</bpt>more. Two<ept i="1">x</ept> more.</seg></tuv><tuv xml:lang="fr"><seg>Un <bpt i="1">x</bpt>de plus. Deux<ept i="1">x</ept> de plus.</seg></tuv></tu>
</body></tmx>
END
run 0 "cut into sentences" entente import -m s.entente --from en --to fr --segment p.tmx
is "$(cat out)" "p.tmx: tmx, 5 units: 5 stored, 0 there before, 0 refused" "where both sides have as many"
entente export -m s.entente --format tmx > s.tmx
about "import --segment"
is "$(sed -n 's/.*"en"><seg>\(.*\)<.seg>.*/\1/p' s.tmx)" 'The session is open.
See the <bpt i="1">&lt;b&gt;</bpt>annex<ept i="1">&lt;/b&gt;</ept> &amp; map.
Mr. Smith left.
One. Two.
One <bpt i="1">x</bpt>more. Two<ept i="1">x</ept> more.' "with their codes, none torn"
is "$(sed -n 's/.*"fr"><seg>\(.*\)<.seg>.*/\1/p' s.tmx | head -n 3)" 'La séance est ouverte.
Voir l’<bpt i="1">&lt;b&gt;</bpt>annexe<ept i="1">&lt;/b&gt;</ept> &amp; la carte.
M. Smith est parti.' "each with its own"
is "$(grep -o 'place">7/.' s.tmx | paste -s -d ' ' -)" 'place">7/1 place">7/2 place">7/3' "and its place"
run 0 "again" entente import -m s.entente --from en --to fr --segment --json p.tmx
grep -q '"stored":0,"duplicates":5' out; ok $? "adds nothing"
run 0 "as they are" entente units --from en --to fr p.tmx
is "$(wc -l < out)" 3 "units of paragraphs"
run 0 "or" entente units --from en --to fr --segment p.tmx
is "$(wc -l < out)" 5 "of sentences"
# the rows of an empty memory are written in the background: what fails there is reported,
# and nothing is left of the import
awk 'BEGIN { print "source\ttarget\tdocument"
	for (k = 0; k < 30000; k++) printf "Text number %d of many.\tTexte %d parmi tant.\td%d\n", k, k, k / 100 }' > many.tsv
run 1 "a file that may not grow" sh -c "trap '' XFSZ; ulimit -f 1000; exec entente import -m full.entente --from en --to fr many.tsv"
is "$(grep -c . err)" 1 "is reported in one line"
run 0 "what is left" entente stats -m full.entente --json
grep -q '"units":0,.*"documents":0' out; ok $? "is nothing"
run 1 "the same without a memory" sh -c "trap '' XFSZ; ulimit -f 1000; exec entente import -m full2.entente --from en --to fr many.tsv"
is "$(ls -d full2* 2> /dev/null)" "" "leaves none"
run 0 "then there is space" entente import -m full.entente --from en --to fr many.tsv
run 0 "and all is sound" entente check -m full.entente
done_testing
