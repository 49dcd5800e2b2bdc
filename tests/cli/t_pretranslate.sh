#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# entente pretranslate: empty targets are filled, every other byte stays.
. "$(dirname "$0")/../tap.sh"

cat > a.tmx <<'END'
<tmx version="1.4"><header srclang="en"/><body>
<tu><tuv xml:lang="en"><seg>The session is open.</seg></tuv><tuv xml:lang="fr"><seg>La séance est ouverte.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>The report was adopted in Geneva.</seg></tuv><tuv xml:lang="fr"><seg>Le rapport a été adopté à Genève.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>See the <bpt i="1">b</bpt>annex<ept i="1">/b</ept> &amp; map<ph x="1">br</ph>.</seg></tuv><tuv xml:lang="fr"><seg>Voir la carte<ph x="1">br</ph> &amp; l’<bpt i="1">b</bpt>annexe<ept i="1">/b</ept>.</seg></tuv></tu>
</body></tmx>
END
run 0 "a memory" entente import -m m.entente --from en --to fr a.tmx

# XLIFF 1.2, with the prefix, line ends and odd spaces that a file may have
sed 's/$/\r/' > one.xlf <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<x:xliff version='1.2' xmlns:x="urn:oasis:names:tc:xliff:document:1.2"><!-- <target/> -->
<x:file original="r.xml"  source-language="en" datatype="xml"><x:body>
  <x:trans-unit id="1">
    <x:source>The session is open.</x:source>
  </x:trans-unit>
  <x:trans-unit id="2"><x:source>The session is open.</x:source><x:target state="needs-translation" x:k='v'/></x:trans-unit>
  <x:trans-unit id="3"><x:source>The session is open.</x:source><x:target>Déjà fait.</x:target></x:trans-unit>
  <x:trans-unit id="4" translate="no"><x:source>The session is open.</x:source></x:trans-unit>
  <x:trans-unit id="5"><x:source>The report was rejected in Geneva.</x:source><x:target></x:target><x:note>n</x:note></x:trans-unit>
  <x:trans-unit id="6"><x:source>See the <x:g id="7">annex</x:g> &amp; map<x:x id="9"/>.</x:source></x:trans-unit>
  <x:trans-unit id="7"><x:source><x:g id="1">The session is open.</x:g></x:source></x:trans-unit>
  <x:trans-unit id="8"><x:source>Nothing of this kind was ever seen.</x:source></x:trans-unit>
  <x:trans-unit id="9"><x:source>The session is open.</x:source><x:target state="new">The session is open.</x:target></x:trans-unit>
</x:body></x:file></x:xliff>
END
run 0 "XLIFF 1.2" entente pretranslate -m m.entente --to fr one.xlf -o out.xlf
is "$(cat err)" "one.xlf: 9 segments: 2 left as they were, 5 exact, 1 fuzzy, 1 without a match" "says what it did"
line() { grep "id=\"$1\">" out.xlf | tr -d '\r'; }
is "$(sed -n 3p out.xlf | tr -d '\r')" '<x:file original="r.xml"  source-language="en" datatype="xml" target-language="fr"><x:body>' "the language is named"
is "$(sed -n 4,8p out.xlf | tr -d '\r')" '  <x:trans-unit id="1">
    <x:source>The session is open.</x:source>
    <x:target state="translated" state-qualifier="exact-match">La séance est ouverte.</x:target>
    <x:alt-trans match-quality="100%" origin="m"><x:source>The session is open.</x:source><x:target>La séance est ouverte.</x:target></x:alt-trans>
  </x:trans-unit>' "a missing target"
line 2 | grep -q '<x:target state="translated" x:k='"'v'"' state-qualifier="exact-match">La séance est ouverte.</x:target><x:alt-trans'
ok $? "an empty target keeps its attributes"
line 5 | grep -q '<x:target state="needs-review-translation" state-qualifier="fuzzy-match">Le rapport a été adopté à Genève.</x:target><x:alt-trans match-quality="8[0-9]%" origin="m">'
ok $? "a fuzzy match has its score"
line 6 | grep -q '>Voir la carte<x:x id="9"/> &amp; l’<x:g id="7">annexe</x:g>.</x:target>'
ok $? "codes of the file stand where the translator put those of the memory"
line 7 | grep -q '"exact-match"><x:g id="1">La séance est ouverte.</x:g></x:target>'
ok $? "codes around the text are kept"
line 9 | grep -q '<x:target state="translated" state-qualifier="exact-match">La séance est ouverte.</x:target>'
ok $? "a copy that says to be new is not a translation"
perl -0pe 's/\r\n    <x:target state="translated".*?<\/x:alt-trans>//s; s/<x:alt-trans .*?<\/x:alt-trans>//g; s/ target-language="fr"//;
	s/<x:target state="translated" x:k=.v. .*?<\/x:target>/<x:target state="needs-translation" x:k='"'v'"'\/>/;
	s/(unit id="5".*?)<x:target.*?<\/x:target>/$1<x:target><\/x:target>/;
	s/(unit id="9".*?)<x:target.*?<\/x:target>/$1<x:target state="new">The session is open.<\/x:target>/;
	s/(unit id="6".*?<\/x:source>)<x:target.*?<\/x:target>/$1/; s/(unit id="7".*?<\/x:source>)<x:target.*?<\/x:target>/$1/' out.xlf > back.xlf
cmp one.xlf back.xlf; ok $? "without what was added it is the same to the byte"
run 0 "again" entente pretranslate -m m.entente out.xlf -o again.xlf
is "$(cat err)" "out.xlf: 9 segments: 8 left as they were, 0 exact, 0 fuzzy, 1 without a match" "nothing is left to do"
cmp -s out.xlf again.xlf; ok $? "and the file is the same"
xmllint --noout out.xlf; ok $? "it is well-formed"

# segments of a trans-unit, as SDLXLIFF has them
cat > seg.xlf <<'END'
<xliff version="1.2"><file original="d" source-language="en-US" target-language="fr-FR"><body>
<trans-unit id="1"><source>A. B.</source><seg-source><g id="1"><mrk mtype="seg" mid="1">The session is open.</mrk> <mrk mtype="seg" mid="2">Unheard of so far.</mrk></g></seg-source><target><g id="1"><mrk mtype="seg" mid="1"/> <mrk mtype="seg" mid="2"/></g></target></trans-unit>
<trans-unit id="2"><source>A. B.</source><seg-source><mrk mtype="seg" mid="1">The session is open.</mrk><mrk mtype="seg" mid="2">The report was adopted in Geneva.</mrk></seg-source></trans-unit>
</body></file></xliff>
END
run 0 "marks" entente pretranslate -m m.entente seg.xlf
grep -q '<target><g id="1"><mrk mtype="seg" mid="1">La séance est ouverte.</mrk> <mrk mtype="seg" mid="2"/></g></target><alt-trans mid="1"' out
ok $? "in place"
grep -q '</seg-source><target state="translated" state-qualifier="exact-match"><mrk mtype="seg" mid="1">La séance est ouverte.</mrk><mrk mtype="seg" mid="2">Le rapport a été adopté à Genève.</mrk></target><alt-trans mid="1"' out
ok $? "in a target that was missing"

# XLIFF 2
cat > two.xlf <<'END'
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en"><file id="f">
 <unit id="u1">
  <notes><note>n</note></notes>
  <segment id="s1">
   <source>The session is open.</source>
  </segment>
  <segment><source>The report was rejected in Geneva.</source><target/></segment>
  <segment state="final"><source>The session is open.</source><target>Fait.</target></segment>
 </unit>
 <group id="g" translate="no"><unit id="u2"><segment><source>The session is open.</source></segment></unit></group>
</file></xliff>
END
run 0 "XLIFF 2" entente pretranslate -m m.entente --to fr --json two.xlf
is "$(cat err)" '{"segments":4,"left":2,"exact":1,"fuzzy":1,"empty":0,"by_sentence":0,"adapted":0}' "says what it did"
is "$(head -n 1 out)" '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="fr"><file id="f">' "the language is named"
grep -q '<unit id="u1"><m:matches xmlns:m="urn:oasis:names:tc:xliff:matches:2.0"><m:match xmlns:m="urn:oasis:names:tc:xliff:matches:2.0" ref="#s1" type="tm" similarity="100" origin="m">' out
ok $? "matches with their score"
is "$(sed -n '4,7p' out)" '  <segment id="s1" state="translated" subState="entente:exact">
   <source>The session is open.</source>
   <target>La séance est ouverte.</target>
  </segment>' "a missing target"
grep -q '<segment id="2-entente" state="initial" subState="entente:fuzzy"><source>The report was rejected in Geneva.</source><target>Le rapport a été adopté à Genève.</target>' out
ok $? "an empty one"
xmllint --noout out; ok $? "it is well-formed"

# codes: those of the file, by number, kind and place
cat > codes.tmx <<'END'
<tmx version="1.4"><header srclang="en"/><body>
<tu><tuv xml:lang="en"><seg><bpt i="1">a</bpt>Red<ept i="1">/a</ept> and <bpt i="2">b</bpt>blue<ept i="2">/b</ept>.</seg></tuv><tuv xml:lang="fr"><seg><bpt i="2">b</bpt>Bleu<ept i="2">/b</ept> et <bpt i="1">a</bpt>rouge<ept i="1">/a</ept>.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg><bpt i="1">a</bpt>Up <bpt i="2">b</bpt>and<ept i="1">/a</ept> down<ept i="2">/b</ept>.</seg></tuv><tuv xml:lang="fr"><seg><bpt i="1">a</bpt>Haut <bpt i="2">b</bpt>et<ept i="1">/a</ept> bas<ept i="2">/b</ept>.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Red and <bpt i="1">b</bpt>blue<ept i="1">b</ept>.</seg></tuv><tuv xml:lang="fr"><seg>Rouge et <bpt i="1">b</bpt>bleu<ept i="1">b</ept>. </seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Press <ph x="1">{0}</ph> now.</seg></tuv><tuv xml:lang="fr"><seg>Appuyez sur <ph x="1">{0}</ph> maintenant.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>See <ph>{0}</ph>, <ph>{1}</ph>.</seg></tuv><tuv xml:lang="fr"><seg>Voir <ph>{1}</ph>, <ph>{0}</ph>.</seg></tuv></tu>
</body></tmx>
END
cat > codes.xlf <<'END'
<xliff version="1.2"><file original="d" source-language="en" target-language="fr"><body>
<trans-unit id="1"><source><g id="7">Red</g> and <g id="8">blue</g>.</source></trans-unit>
<trans-unit id="2"><source><bx id="1"/>Red<ex id="2" rid="1"/> and <bx id="3"/>blue<ex id="4" rid="3"/>.</source></trans-unit>
<trans-unit id="3"><source><g id="1">Up <g id="2">and</g> down</g>.</source></trans-unit>
<trans-unit id="4"><source><bx id="1"/>Up <bx id="2"/>and<ex id="3" rid="1"/> down<ex id="4" rid="2"/>.</source></trans-unit>
<trans-unit id="5"><source>Press  now.</source></trans-unit>
<trans-unit id="6"><source><g id="1">Press <x id="2"/> now<x id="3"/>.</g></source></trans-unit>
<trans-unit id="7"><source>Press now<x id="2"/>.</source></trans-unit>
<trans-unit id="8"><source>See <x id="3"/>, <x id="4"/>.</source></trans-unit>
<trans-unit id="10"><source> Red and <g id="1">blue</g>. </source></trans-unit>
<trans-unit id="9"><source>See <mrk mtype="term"><x id="3"/></mrk>, <x id="4"/>.</source></trans-unit>
</body></file></xliff>
END
run 0 "units with codes" entente import -m c.entente --from en --to fr codes.tmx
run 0 "a file with codes" entente pretranslate -m c.entente codes.xlf -o out.xlf
target() { sed -n "s/.*id=\"$1\"><source>.*<target state=\"\([^\"]*\)\"[^>]*>\(.*\)<\/target><alt-trans match-quality=\"\([0-9]*\).*/\1 \3 \2/p" out.xlf; }
is "$(target 1)" 'translated 100 <g id="8">Bleu</g> et <g id="7">rouge</g>.' "in the order of the target"
is "$(target 2)" 'translated 100 <bx id="3"/>Bleu<ex id="4" rid="3"/> et <bx id="1"/>rouge<ex id="2" rid="1"/>.' "in halves"
is "$(target 3)" 'needs-review-translation 99 Haut et bas.' "what would not nest is left out"
is "$(target 4)" 'translated 100 <bx id="1"/>Haut <bx id="2"/>et<ex id="3" rid="1"/> bas<ex id="4" rid="2"/>.' "halves may cross"
is "$(target 5)" 'translated 94 Appuyez sur  maintenant.' "a code that the file does not have"
is "$(target 6)" 'needs-review-translation 90 <g id="1">Appuyez sur <x id="2"/> maintenant.</g>' "a code that the memory does not have"
is "$(target 7)" 'needs-review-translation 96 Appuyez sur <x id="2"/> maintenant.' "a code in another place"
is "$(target 8)" 'translated 100 Voir <x id="4"/>, <x id="3"/>.' "by their native code"
is "$(target 10)" 'translated 100  Rouge et <g id="1">bleu</g>. ' "white space is the source's"
is "$(target 9)" 'translated 100 Voir <x id="4"/>, <x id="3"/>.' "marks are not codes"
xmllint --noout out.xlf; ok $? "it is well-formed"
# a memory made of XLIFF
sed 's/needs-review-translation/final/; s/fuzzy-match/id-match/' out.xlf > done.xlf
run 0 "XLIFF into a memory" entente import -m d.entente --from en --to fr done.xlf
run 0 "and back" entente pretranslate -m d.entente codes.xlf -o back.xlf
targets() { grep -o '<target state[^>]*>[^<]*' out | sed 's/.*>//'; }
is "$(targets back.xlf)" "$(targets out.xlf)" "gives what was there"
cat > codes2.xlf <<'END'
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr"><file id="f"><unit id="u">
<segment id="a"><source><pc id="1">Red</pc> and <pc id="2">blue</pc>.</source></segment>
<segment id="b"><source><sc id="3"/>Up <sc id="4"/>and<ec startRef="3"/> down<ec startRef="4"/>.</source></segment>
</unit></file></xliff>
END
run 0 "XLIFF 2" entente pretranslate -m c.entente codes2.xlf
grep -q '<target><pc id="2">Bleu</pc> et <pc id="1">rouge</pc>.</target>' out; ok $? "pairs"
grep -q '<target><sc id="3"/>Haut <sc id="4"/>et<ec startRef="3"/> bas<ec startRef="4"/>.</target>' out; ok $? "and halves"

# SDLXLIFF and MQXLIFF: what their programs look at, and nothing else
cat > a.sdlxliff <<'END'
<xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2" sdl:version="1.0"><file original="d" source-language="en-US" target-language="fr-FR"><body>
<trans-unit id="u1"><source>A</source><seg-source><mrk mtype="seg" mid="1">The session is open.</mrk> <mrk mtype="seg" mid="2">The report was rejected in Geneva.</mrk> <mrk mtype="seg" mid="3">Unheard of so far.</mrk></seg-source><target><mrk mtype="seg" mid="1"/> <mrk mtype="seg" mid="2"/> <mrk mtype="seg" mid="3"/></target><sdl:seg-defs><sdl:seg id="1" origin="not-translated" /><sdl:seg id='2' origin='not-translated'><sdl:value key="k">v</sdl:value></sdl:seg><sdl:seg id="3" origin="not-translated" /></sdl:seg-defs></trans-unit>
<trans-unit id="u2"><source>B</source><seg-source><mrk mtype="seg" mid="4">The session is open.</mrk></seg-source><target><mrk mtype="seg" mid="4"/></target><sdl:seg-defs><sdl:seg id="4" locked="true" conf="Draft" origin="source" /></sdl:seg-defs></trans-unit>
<trans-unit id="u3"><source>C</source><seg-source><mrk mtype="seg" mid="5">The session is open.</mrk></seg-source><sdl:seg-defs><sdl:seg id="5" /></sdl:seg-defs></trans-unit>
</body></file></xliff>
END
cp m.entente "l'eau.entente"
run 0 "SDLXLIFF" entente pretranslate -m "l'eau.entente" a.sdlxliff -o b.sdlxliff
is "$(sed -n 2p b.sdlxliff)" '<trans-unit id="u1"><source>A</source><seg-source><mrk mtype="seg" mid="1">The session is open.</mrk> <mrk mtype="seg" mid="2">The report was rejected in Geneva.</mrk> <mrk mtype="seg" mid="3">Unheard of so far.</mrk></seg-source><target><mrk mtype="seg" mid="1">La séance est ouverte.</mrk> <mrk mtype="seg" mid="2">Le rapport a été adopté à Genève.</mrk> <mrk mtype="seg" mid="3"/></target><sdl:seg-defs><sdl:seg id="1" origin="tm" conf="Translated" origin-system="l'"'"'eau" percent="100" /><sdl:seg id='"'2'"' origin="tm" conf="Draft" origin-system="l'"'"'eau" percent="84"><sdl:value key="k">v</sdl:value></sdl:seg><sdl:seg id="3" origin="not-translated" /></sdl:seg-defs></trans-unit>' "its own attributes, in place"
is "$(sed -n 3p b.sdlxliff)" "$(sed -n 3p a.sdlxliff)" "what is locked stays"
grep -q '</seg-source><target><mrk mtype="seg" mid="5">La séance est ouverte.</mrk></target><sdl:seg-defs><sdl:seg id="5" conf="Translated" origin="tm" ' b.sdlxliff
ok $? "a target that was missing"
xmllint --noout b.sdlxliff; ok $? "it is well-formed"
run 0 "as units" entente units --from en --to fr b.sdlxliff
is "$(cut -f1 out | paste -s -d '|' -)" "The session is open.|The session is open." "the exact ones are translations"
grep -q 'segment 2: its target is a fuzzy match that nobody has confirmed' err; ok $? "the others are not"
cat > a.mqxliff <<'END'
<xliff xmlns:mq="MQXliff" version="1.2"><file original="d" source-language="en" target-language="fr"><body>
<trans-unit id="1" mq:status="NotStarted" mq:segmentguid="g"><source xml:space="preserve">The session is open.</source><target xml:space="preserve"></target></trans-unit>
<trans-unit id="2" mq:status="NotStarted" mq:percent="0"><source xml:space="preserve">The report was rejected in Geneva.</source><target xml:space="preserve"></target><mq:insertedmatch/></trans-unit>
<trans-unit id="3" mq:status="NotStarted" mq:locked="locked"><source>The session is open.</source><target></target></trans-unit>
<trans-unit id="4" mq:status="NotStarted" mq:locked="no"><source>The session is closed now, and forgotten.</source><target></target></trans-unit>
</body></file></xliff>
END
run 0 "MQXLIFF" entente pretranslate -m m.entente a.mqxliff
is "$(sed -n 2p out)" '<trans-unit id="1" mq:status="Pretranslated" mq:segmentguid="g" mq:percent="100"><source xml:space="preserve">The session is open.</source><target xml:space="preserve">La séance est ouverte.</target></trans-unit>' "its own attributes"
is "$(sed -n 3p out)" '<trans-unit id="2" mq:status="Pretranslated" mq:percent="84"><source xml:space="preserve">The report was rejected in Geneva.</source><target xml:space="preserve">Le rapport a été adopté à Genève.</target><mq:insertedmatch/></trans-unit>' "in place"
is "$(sed -n 4,5p out)" "$(sed -n 4,5p a.mqxliff)" "the rest stays"
cp out b.mqxliff
run 0 "as units" entente units --from en --to fr b.mqxliff
is "$(cut -f1 out)" "The session is open." "the exact one is a translation"

# units of several sentences
cat > many.xlf <<'END'
<xliff version="1.2"><file original="d" source-language="en" target-language="fr"><body>
<trans-unit id="1"><source> <g id="1">The session is open. See the <g id="2">annex</g> &amp; map<x id="3"/>.  The session is open.</g> </source></trans-unit>
<trans-unit id="2"><source>The session is open. The report was rejected in Geneva.</source></trans-unit>
<trans-unit id="3"><source>The session is open. Unheard of so far.</source></trans-unit>
<trans-unit id="4"><source>The <g id="1">session is open. The</g> session is open.</source></trans-unit>
<trans-unit id="5"><source>The session is open. The session is open.</source><seg-source><mrk mtype="seg" mid="1">The session is open. The session is open.</mrk></seg-source></trans-unit>
</body></file></xliff>
END
run 0 "sentences" entente pretranslate -m m.entente many.xlf -o out.xlf
is "$(cat err)" "many.xlf: 5 segments: 0 left as they were, 1 exact, 1 fuzzy, 3 without a match
many.xlf: 2 of these joined from their sentences" "says what it did"
one() { perl -ne "print \$1 if /unit id=\"$1\">.*?<\\/source>(.*)<\\/trans-unit>/" out.xlf; }
is "$(one 1)" '<target state="translated" state-qualifier="leveraged-tm"> <g id="1">La séance est ouverte. Voir la carte<x id="3"/> &amp; l’<g id="2">annexe</g>.  La séance est ouverte.</g> </target><alt-trans match-quality="100%" origin="m"><source>The session is open. See the annex &amp; map. The session is open.</source><target>La séance est ouverte. Voir la carte &amp; l’annexe. La séance est ouverte.</target></alt-trans>' "each exact, within what is around them all"
is "$(one 2)" '<target state="needs-review-translation" state-qualifier="fuzzy-match">La séance est ouverte. Le rapport a été adopté à Genève.</target><alt-trans match-quality="84%" origin="m"><source>The session is open. The report was adopted in Geneva.</source><target>La séance est ouverte. Le rapport a été adopté à Genève.</target></alt-trans>' "the lowest score counts"
is "$(one 3)$(one 4)" "" "all or nothing, and codes are not cut"
grep -q 'mid="1">The session is open. The session is open.</mrk></seg-source></trans-unit>' out.xlf; ok $? "what is segmented stays so"
xmllint --noout out.xlf; ok $? "it is well-formed"
cat > many2.xlf <<'END'
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr"><file id="f">
<unit id="u1"><segment id="s"><source><pc id="1">The session is open. <ph id="2"/> The session is open.</pc></source></segment></unit>
<unit id="u2"><segment><source>The session is open. The session is open.</source></segment><segment><source>The session is open. The session is open.</source></segment></unit>
</file></xliff>
END
run 0 "XLIFF 2" entente pretranslate -m m.entente --json many2.xlf
is "$(cat err)" '{"segments":3,"left":0,"exact":1,"fuzzy":0,"empty":2,"by_sentence":1,"adapted":0}' "a unit of one segment"
grep -q 'type="am" similarity="9[0-9]" origin="m"><source>The session is open. The session is open.</source>' out; ok $? "is an assembled match"
grep -q 'subState="entente:sentences"><source>.*<target><pc id="1">La séance est ouverte. <ph id="2"/> La séance est ouverte.</pc></target>' out; ok $? "joined"

# encodings
{ printf '\357\273\277'; cat seg.xlf; } > bom.xlf
entente pretranslate -m m.entente bom.xlf 2> err | head -c 3 | od -An -tx1 > mark
is "$(tr -d ' ' < mark)" "efbbbf" "a byte order mark stays"
{ printf '\377\376'; iconv -f UTF-8 -t UTF-16LE seg.xlf; } > wide.xlf
entente pretranslate -m m.entente wide.xlf 2> err > wide.out
entente pretranslate -m m.entente seg.xlf 2> err > seg.out
{ printf '\377\376'; iconv -f UTF-8 -t UTF-16LE seg.out; } | cmp -s - wide.out; ok $? "UTF-16 stays UTF-16"
printf '<?xml version="1.0" encoding="ISO-8859-1"?><xliff version="1.2"><file source-language="en" target-language="fr"><note>\351</note><trans-unit id="1"><source>The session is open.</source></trans-unit></file></xliff>' > latin.xlf
run 0 "Latin-1" entente pretranslate -m m.entente latin.xlf
grep -q "$(printf '<note>\351</note>.*La s\351ance est')" out || LC_ALL=C grep -q "$(printf '<note>\351</note>.*La s\351ance est')" out; ok $? "stays what it is"
sed 's/ISO-8859-1/ISO-8859-5/' latin.xlf > cyrillic.xlf
run 1 "another encoding" entente pretranslate -m m.entente cyrillic.xlf
grep -q 'cyrillic.xlf: is in ISO.8859-5.*; save it as UTF-8' err; ok $? "is refused"
run 1 "what is not XLIFF" entente pretranslate -m m.entente a.tmx -o no.xlf
[ ! -e no.xlf ]; ok $? "leaves no file"
run 2 "a score out of range" entente pretranslate -m m.entente --min-score 101 one.xlf
# values of the text
printf 'Article 12 applies to 500 boats.\tL’article 12 s’applique à 500 bateaux.\nThe meeting is on 4 May 2025.\tLa réunion a lieu le 4 mai 2025.\n' > v.tsv
run 0 "units with values" entente import -m v.entente --from en --to fr v.tsv
cat > v.xlf <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="v" source-language="en" target-language="fr" datatype="plaintext"><body>
<trans-unit id="1"><source>Article 33 applies to 700 boats.</source></trans-unit>
<trans-unit id="2"><source>The meeting is on 1 May 2026.</source></trans-unit>
</body></file></xliff>
END
targets() { grep -o '<target state[^>]*>[^<]*' out | sed 's/.*>//'; }
run 0 "numbers alone" entente pretranslate -m v.entente v.xlf
is "$(targets)" "L’article 33 s’applique à 700 bateaux.
La réunion a lieu le 4 mai 2025." "are put in, dates are not"
grep -q "1 of the fuzzy ones with values of the text" err; ok $? "and counted"
run 0 "all values" entente pretranslate -m v.entente --adapt v.xlf
is "$(targets)" "L’article 33 s’applique à 700 bateaux.
La réunion a lieu le 1er mai 2026." "on request"
grep -q 'state="needs-review' out || ! grep -q 'exact-match' out; ok $? "as fuzzy matches"

done_testing
