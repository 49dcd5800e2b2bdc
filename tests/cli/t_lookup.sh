#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What a translator asks of a look-up and a concordance beyond the first match.
. "$(dirname "$0")/../tap.sh"

cat > a.tsv <<'END'
source	target	confidence	document	date	origin
The budget of 1,500.5 million was adopted on 9 April 2024.	Le budget de 1 500,5 millions a été adopté le 9 avril 2024.	1	a.xml	2024-04-09	tmx
The session is open.	La séance est ouverte.	1	a.xml	2019-01-01	tmx
The session is open.	La session est ouverte.	0.5	b.xml	2024-01-01	align
The session is open.	La séance est ouverte.	1	c.xml	2021-01-01	tmx
Elections were held in two regions.	Des élections ont eu lieu dans deux régions.	1	c.xml	2021-05-01	tmx
Elected members pay the price.	Les élus paient le prix.	1	c.xml	2020-05-01	tmx
END
run 0 "import" entente import -m m.entente --from en --to fr a.tsv
lookup() { entente lookup -m m.entente --from en --to fr --json "$@"; }
field() { grep -o "\"$1\":\(\"[^\"]*\"\|[0-9.]*\)" | sed 's/^[^:]*://; s/"//g' | paste -s -d ' ' -; }

run 0 "a match with other values" lookup --min-score 60 "The budget of 2,750 million was adopted on 1 May 2025."
is "$(field adapted < out)" "Le budget de 2 750 millions a été adopté le 1er mai 2025." "gets those of the query, as French writes them"
is "$(field was < out)" "1 500,5 9 avril 2024" "and names the old ones"
is "$(field kind < out)" "fuzzy number date" "by kind"
run 0 "or not" lookup --no-adapt --min-score 60 "The budget of 2,750 million was adopted on 1 May 2025."
is "$(field adapted < out)" "" "with --no-adapt"
grep -q '"quality":79,"penalty":0' out; ok $? "the quality by characters is printed with the score"

run 0 "a word that only the query has" entente lookup -m m.entente --from en --to fr --min-score 50 --limit 1 "The budget of 1,600 million was certainly never adopted on 9 April 2024."
is "$(sed -n 2p out)" "      The budget of [1,500.5] million was [+certainly never] adopted on 9 April 2024." "is shown where it would be, neighbours together"
is "$(sed -n 4p out)" "    ~ Le budget de [1 600] millions a été adopté le 9 avril 2024.  (not adapted: + certainly never)" "and is not in the adapted target"
run 0 "as JSON" lookup --min-score 50 --limit 1 "The budget of 1,600 million was not adopted on 9 April 2024."
grep -q '"op":"delete","query":\[32,35\],"match":\[34,34\]' out; ok $? "the word that only the query has, with its place in the match"
grep -q '"stale":\[1\]' out; ok $? "and the edits that are not adapted"

run 0 "every unit is a match" lookup "The session is open."
is "$(field document < out)" "b.xml c.xml a.xml" "newest first"
run 0 "each translation once" lookup --variants newest "The session is open."
is "$(field target < out)" "La session est ouverte. La séance est ouverte." "newest first"
run 0 "or" lookup --variants used "The session is open."
is "$(field uses < out)" "2 1" "most used first"
grep -q '"documents":\["c.xml","a.xml"\]' out; ok $? "with its documents"

run 0 "penalties" lookup --penalty-origin "al*=3" --penalty-confidence 4 "The session is open."
is "$(field score < out)" "100 100 95" "come off the score"
run 0 "by age" lookup --penalty-age 1 --today 2024-01-01 "The session is open."
is "$(field score < out)" "100 97 95" "a point a year"
run 2 "an invalid penalty" lookup --penalty-origin align "x"
run 0 "only some units" lookup --in 'a*' "The session is open."
is "$(field document < out)" "a.xml" "of a document"
run 0 "only sure ones" lookup --min-confidence 0.9 --since 2020-01-01 "The session is open."
is "$(field document < out)" "c.xml" "and new ones"

run 0 "nothing matches" lookup --fragments "Why elections were held is what the session is about"
is "$(grep -o '"fragments":.*' out | grep -o '"span":\[[0-9,]*\],"total"' | paste -s -d ' ' -)" \
	'"span":[4,23],"total" "span":[32,46],"total"' "the longest phrases that do"
run 0 "for a person" entente lookup -m m.entente --fragments "Why elections were held is what the session is about"
grep -q '\[Elections were held\] in two regions' out; ok $? "with their places"

# inline codes
cat > codes.tmx <<'END'
<tmx version="1.4"><header srclang="en"/><body>
<tu><tuv xml:lang="en"><seg>See the <bpt i="1" type="bold">b</bpt>annex<ept i="1">/b</ept> &amp; map<ph x="1">{0}</ph>.</seg></tuv><tuv xml:lang="fr"><seg>Voir la carte<ph x="1">{0}</ph> &amp; l’<bpt i="1">b</bpt>annexe<ept i="1">/b</ept>.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>See the annex &amp; map.</seg></tuv><tuv xml:lang="fr"><seg>Voir l’annexe et la carte.</seg></tuv></tu>
</body></tmx>
END
run 0 "units with codes" entente import -m codes.entente --from en --to fr codes.tmx
codes() { entente lookup -m codes.entente --from en --to fr "$@"; }
run 0 "plain text" codes --json "See the annex & map."
is "$(field score < out)" "100 100" "says nothing of codes"
run 0 "the same codes" codes --json --markup 'See the <g id="7">annex</g> &amp; map<x id="9"/>.'
is "$(field score < out)|$(field kind < out)" "100 91|exact codes" "are exact; none are less"
grep -q '"query":"See the annex & map.","markup":"See the <g id' out; ok $? "both are printed"
grep -qF '{"op":"delete","query":[19,19],"match":[19,19],"cost":0.15,"query_code":"<x id=\"9\"/>","match_code":""}' out
ok $? "with what is missing, where, and its cost"
grep -q '"target_markup":"Voir la carte<ph x=' out; ok $? "and the markup of the match"
grep -qF '"carried":"Voir la carte<x id=\"9\"/> &amp; l’<g id=\"7\">annexe</g>.","codes_missing":0,"codes_sure":true' out
ok $? "and the target with the codes of the query"
run 0 "markup without codes" codes --json --markup "See the annex &amp; map."
is "$(field score < out)" "100 91" "finds units without codes"
run 0 "for a person" codes --limit 1 --markup 'See <b>the</b> annex<i/> &amp; map<x ctype="lb"/>.'
grep -q '^   9[0-9] codes' out; ok $? "at most 99"
run 0 "as the best of it all" codes --exhaustive --limit 1 --min-score 90 --markup '<b>See the annex &amp; map.</b>'
grep -q 'codes: without <b>, without </b>$' out; ok $? "codes around it all cost least"
is "$(sed -n '1s/codes.*//p' out | tr -d ' ')" "98" "two points in a short one"
printf 'See the annex &amp; map.\nSee the map.\n' > lines
entente lookup -m codes.entente --from en --to fr --markup --json --stdin < lines > out
about "lookup --stdin"
is "$(grep -c '"markup"' out)" 2 "a line each"
run 1 "tags that do not match" codes --markup "See <b>the annex"
grep -q 'the markup does not close <b>' err; ok $? "are refused"
run 1 "a bare sign" codes --markup "a < b"
grep -q "a '<' that begins no tag" err; ok $? "too"

concord() { entente concord -m m.entente "$@"; }
run 0 "all words" concord --all-words "held elections"
is "$(grep -c '\[Elections\] were \[held\]' out)" 1 "in any order"
run 0 "beginnings" concord --lang en "elect*"
is "$(grep -c '\[Elect' out)" 2 "with a star"
run 0 "inside a phrase" concord "elect* were held"
is "$(grep -c '\[Elections were held\]' out)" 1 "too"
run 0 "accents aside" concord --lang fr "elections ont"
is "$(grep -c '\[élections ont\]' out)" 1 "as a rule"
run 0 "accents as written" concord --lang fr --accents "elections ont"
is "$(cat out)" "" "if asked"
run 0 "accents as written, and right" concord --lang fr --accents "élections ont"
is "$(grep -c '\[élections ont\]' out)" 1 "are found"
run 0 "both sides" concord --other "séance" "session is open"
is "$(grep -c '^  La .*ance' out)" 2 "have their phrase"
run 0 "by document" concord --count document "the"
is "$(tr -s ' ' < out | paste -s -d , -)" " 2 a.xml, 2 c.xml, 1 b.xml" "counted"
run 0 "by year" concord --count year --json "the"
is "$(head -n 1 out)" '{"year":"2019","hits":1}' "as JSON"
run 0 "sure hits" concord --min-confidence 0.9 "session is open"
is "$(grep -c open out)" 2 "only"
run 0 "export of hits" concord --format tsv -o hits.tsv --limit 0 "session is open"
is "$(wc -l < hits.tsv)" 3 "as a table"
run 0 "as TMX" concord --format tmx "session is open"
is "$(grep -c "</tu>" out)" 3 "too"
run 2 "an invalid count" concord --count day x
# one word in two spellings
printf 'The U.S. delegation agreed.\ta\nco-operation agreement\tb\nOpen the file...\tc\nThe price is 1 250 000 francs.\td\nA co\302\255operation of towns\te\n' > v.tsv
run 0 "spellings" entente import -m v.entente --from en --to fr v.tsv
for q in "The US delegation agreed." "cooperation agreement" "Open the file…" "The price is 1\302\240250\302\240000 francs." "A cooperation of towns"; do
	entente lookup -m v.entente --from en --to fr --json --limit 1 "$(printf "$q")" | grep -o '"score":[0-9]*' >> scores
done
is "$(sort -u scores)" '"score":99' "of one word are near"
entente lookup -m v.entente --from en --to fr --json "cooperation agreement" > out
entente lookup -m v.entente --from en --to fr --json --exhaustive "cooperation agreement" | cmp - out; ok $? "and found by the index"
run 0 "the index" entente check -m v.entente

# how a phrase was translated
printf 'source\ttarget\tdocument\tdate\n' > g.tsv
row() { printf '%s\t%s\t%s\t%s\n' "$@" >> g.tsv; }
row "Access to drinking water is a right." "L’accès à l’eau potable est un droit." a 2023-05-01
row "Drinking water is scarce." "L’eau potable est rare." b 2024-06-01
row "The drinking water was cut off." "Les eaux potables ont été coupées." c 2024-07-01
row "They brought drinking water." "Ils ont apporté de l’eau de boisson." d 2025-01-01
row "Nothing of this." "Rien de cela." d 2025-01-01
run 0 "a memory of usage" entente import -m g.entente --from en --to fr g.tsv
run 0 "renderings" entente concord -m g.entente --group "drinking water"
is "$(cat out)" "       3  eau potable  2023 to 2024  c and 2 more
       1  eau de boisson  2025  d" "are grouped over inflection and counted"
run 0 "as JSON" entente concord -m g.entente --group --json "drinking water"
is "$(cat out)" '{"phrase":"drinking water","hits":4,"renderings":[{"text":"eau potable","count":3,"years":{"2023":1,"2024":2},"first":"2023-05-01","last":"2024-07-01","documents":["c","b","a"]},{"text":"eau de boisson","count":1,"years":{"2025":1},"first":"2025-01-01","last":"2025-01-01","documents":["d"]}],"unmarked":0}' "with years and documents, newest first"
run 0 "one of them" entente concord -m g.entente --rendering "Eaux potables" --json "drinking water"
is "$(field document < out)" "c b a" "chooses its hits"
run 0 "none" entente concord -m g.entente --group "drinking wine"
is "$(cat err)" "no hit; try --all-words" "is reported with the next step"

# words without quotes, nothing found
run 0 "words without quotes" entente concord -m g.entente --count year drinking water
is "$(cat out)" "       1  2023
       2  2024
       1  2025" "are one phrase"
run 0 "words without quotes" entente lookup -m g.entente --from en --to fr --json Drinking water is scarce.
is "$(field query < out)" "Drinking water is scarce." "are one text"
run 0 "a dash" sh -c 'echo "Drinking water is scarce." | entente lookup -m g.entente --from en --to fr --json -'
is "$(field query < out)" "Drinking water is scarce." "is standard input"
run 3 "nothing found, with --exit-code" entente concord -m g.entente --exit-code drinking wine
run 3 "nothing found, with --exit-code" entente lookup -m g.entente --from en --to fr --exit-code "Quite another thing altogether"
is "$(sed -n 2p out)" "  no match at 70 or more; try --min-score 50, or entente concord" "says what to try"
run 0 "something found" entente lookup -m g.entente --from en --to fr --exit-code "Drinking water is scarce."
run 0 "phrases that occur" entente lookup -m g.entente --from en --to fr "They said that drinking water was cut off there by someone"
grep -q '  no match at 70 or more; the longest phrases that occur:' out; ok $? "are offered without being asked for"
grep -q 'drinking water was cut off' out; ok $? "with their places"
run 0 "a language that the memory lacks" entente lookup -m g.entente --from de --to fr "Wasser"
is "$(cat err)" "entente: lookup: the memory has no text in 'de'" "is named"
entente lookup -m g.entente --from en --to fr --color always "Drinking water is rare." > out
grep -q "$(printf '\033')" out; ok $? "--color always marks in colour"

# forms of a phrase
printf 'The WHO was founded.\tL’OMS a été fondée.\nThose who develop programmes met.\tCeux qui élaborent des programmes se sont réunis.\nThe Secretary-General developed a programme.\tLe Secrétaire général a élaboré un programme.\nA developing programme.\tUn programme en cours.\n' > f.tsv
run 0 "units" entente import -m f.entente --from en --to fr f.tsv
hits() { entente concord -m f.entente --json "$@" 2> err | grep -o '"unit":[0-9]*' | sed 's/.*://' | sort | paste -s -d ' ' -; }
is "$(hits who)" "1 2" "case is ignored"
is "$(hits --case WHO)" "1" "unless it counts"
is "$(hits --case who)" "2" "either way"
is "$(hits 'develop programme')" "2 4" "other forms of the words are found"
is "$(hits --lang en --inflected 'develop programme')" "2 4" "as with --inflected, which older scripts give"
is "$(hits --lang fr 'develop programme')" "" "in the language of the phrase"
is "$(hits --exact 'develop programme')" "" "but not with --exact"
is "$(hits 'Secretaries General')" "3" "with a hyphen for a space"
is "$(hits 'Secretary-General')" "3" "and as it is written"
is "$(hits --exact 'Secretary General')" "" "which counts with --exact"
is "$(hits --exact 'Secretary-General')" "3" "either way"
run 2 "both" entente concord -m f.entente --inflected --exact develop
printf 'They received 10,000 tents.\tIls ont reçu 10 000 tentes.\nSome 10000 people of 10,000,000 left.\tQuelque 10\302\240000 personnes sont parties.\nInternational law applies.\tLe droit international est applicable.\nInternal law applies.\tLe droit interne est applicable.\nThe right to safe water.\tLe droit à une eau salubre.\nThe right to clean water.\tLe droit à une eau propre.\nTwo laws on waters.\tDeux lois sur les eaux.\n' > h.tsv
run 0 "numbers and laws" entente import -m h.entente --from en --to fr h.tsv
hits() { entente concord -m h.entente --json "$@" 2> err | grep -o '"unit":[0-9]*' | sed 's/.*://' | sort | paste -s -d ' ' -; }
is "$(hits 'received 10 000 tents') $(hits 'received 10000 tents')" "1 1" "a number is found with or without separators"
is "$(hits --lang fr 10000) $(hits --lang en '10 000')" "1 2 1 2" "in either language"
is "$(hits --exact --lang fr 10000)" "" "but not with --exact"
is "$(hits 'international laws')" "3" "what only shares a stem is another word"
is "$(hits --lang fr loi) $(hits --lang fr 'droit internationaux')" "7 3" "short words and plurals in -aux"
is "$(hits 'right to * water')" "5 6" "a star alone is any one word"
is "$(hits 'intern* law')" "3 4" "at the end of a word all that begin so"
run 2 "a star inside a word" entente concord -m h.entente 'inter*al law'
is "$(cat err)" "entente: concord: '*' must be at the end of a word, or alone for any one word" "is refused"
printf 'Two men took part.\tDeux hommes prirent part.\nA man takes part.\tUn homme prend part.\nThe eye is red.\tL’œil est rouge.\nThe eyes are red.\tLes yeux sont rouges.\nThe human part.\tLa part humaine.\n' > i.tsv
run 0 "irregular words" entente import -m i.entente --from en --to fr i.tsv
hits() { entente concord -m i.entente --json "$@" 2> err | grep -o '"unit":[0-9]*' | sed 's/.*://' | sort | paste -s -d ' ' -; }
is "$(hits man) $(hits 'take part') $(hits yeux) $(hits prendre)" "1 2 1 2 3 4 1 2" "are found by any form"
is "$(hits --exact man) $(hits --exact yeux)" "2 4" "but not with --exact"
entente check -m i.entente --repair > /dev/null 2>&1
is "$(hits man) $(hits 'taken part') $(hits œil) $(hits pris)" "1 2 1 2 3 4 1 2" "also by the index"
printf 'source\ttarget\tdate\nSee http://www.who.int/en for more.\tVoir http://www.who.int/fr.\t2026-01-01\nThe WHO met.\tL’OMS s’est réunie.\t2020-01-01\nWrite to press@who.int or the WHO.\tÉcrire à presse@who.int ou à l’OMS.\t2019-01-01\n' > u.tsv
run 0 "addresses" entente import -m u.entente --from en --to fr u.tsv
is "$(entente concord -m u.entente --json who | field date | paste -s -d ' ' -)" "2020-01-01 2019-01-01 2026-01-01 2026-01-01 2019-01-01" "hits in addresses come last"
is "$(entente concord -m u.entente --lang en --json --limit 1 who | field date)" "2020-01-01" "also beyond a limit"

# which import a unit came by
printf 'Safe water is scarce.\tL’eau salubre est rare.\n' > client.tsv
printf 'source\ttarget\tdocument\nSafe water is good.\tL’eau salubre est bonne.\tleaflet\n' > other.tsv
run 0 "a labelled import" entente import -m l.entente --from en --to fr --label client client.tsv
run 0 "another" entente import -m l.entente --from en --to fr other.tsv
run 0 "hits" entente concord -m l.entente "safe water"
is "$(grep confidence out)" "leaflet, imported from other.tsv, confidence 1.00
client.tsv, label client, confidence 1.00" "name their file and label"
run 0 "hits as JSON" entente concord -m l.entente --json --label client "safe water"
is "$(field file < out) $(field label < out)" "client.tsv client" "do too"
is "$(grep -c . out)" "1" "and are chosen by label"
run 0 "a match" entente lookup -m l.entente --from en --to fr --label client "Safe water is good."
is "$(sed -n 2p out)" "   77 fuzzy  client.tsv, label client, confidence 1.00" "is chosen by label"
run 0 "counted" entente concord -m l.entente --label nobody --count document "safe water"
is "$(cat out)" "" "a label that no import has chooses nothing"
run 0 "units of a label" entente export -m l.entente --format tsv --label client
is "$(grep -c scarce out) $(grep -c good out)" "1 0" "are exported"
run 0 "of an origin" entente concord -m l.entente --json --origin 'ts*' "safe water"
is "$(field origin < out)" "tsv tsv" "can be chosen"
run 0 "of another origin" entente concord -m l.entente --json --origin align "safe water"
is "$(cat out)" "" "too"
run 0 "units of a label" entente delete -m l.entente --label client
is "$(cat out)" "1 unit removed" "are deleted"
run 0 "the rest" entente check -m l.entente

# line by line
printf "drinking water\nL'eau potable est rare.\n\nDrinking water is scarce.\n" > lines
run 0 "lines of questions" sh -c 'entente ask -m g.entente < lines'
grep -qx '       3  eau potable  2023 to 2024  c and 2 more' out; ok $? "a phrase has its renderings"
grep -q '^ *99 near' out; ok $? "an apostrophe is a letter"
grep -q '^  100 exact' out; ok $? "a sentence has its match"
run 1 "a memory that is not there" sh -c 'entente ask -m none.entente < lines'

done_testing
