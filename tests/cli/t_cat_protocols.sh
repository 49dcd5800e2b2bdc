#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The protocols of CAT tools, as their clients speak them: each request is what a
# client sends, byte for byte, and each answer is what that client reads.
. "$(dirname "$0")/../tap.sh"
command -v curl > /dev/null 2>&1 || { echo "1..0 # SKIP curl is not installed"; exit 0; }

printf 'source\ttarget\tdocument\n' > a.tsv
printf '%s\t%s\ta\n' 'The session is open.' 'La séance est ouverte.' \
	'Press now/here, 50% + more.' 'Appuyez ici, 50 % et plus.' \
	'The fund grants 2.4 million euros.' 'Le fonds accorde 2,4 millions d’euros.' \
	'Peace & security' 'Paix et sécurité' \
	'The report will be published on the site of the Fund before noon.' \
	'Le rapport sera publié sur le site du Fonds avant midi.' >> a.tsv
entente import -m m.entente --from en --to fr a.tsv > /dev/null
cat > b.tmx <<'END'
<?xml version="1.0"?><tmx version="1.4"><header srclang="en" creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" datatype="xml"/><body>
<tu><tuv xml:lang="en"><seg>Read the <bpt i="1">&lt;b&gt;</bpt>report<ept i="1">&lt;/b&gt;</ept> today.</seg></tuv><tuv xml:lang="fr"><seg>Lisez le <bpt i="1">&lt;b&gt;</bpt>rapport<ept i="1">&lt;/b&gt;</ept> aujourd’hui.</seg></tuv></tu>
</body></tmx>
END
entente import -m m.entente b.tmx > /dev/null
entente serve -m m.entente --listen 127.0.0.1:0 --quiet > ready 2> log & pid=$!
trap 'kill $pid 2> /dev/null; rm -rf "$dir"' EXIT
for k in $(seq 100); do [ -s ready ] && break; sleep .05; done
url=$(sed -n 's/.*\(http:[^ ]*\)\/.*/\1/p' ready)
ask() { # ask PATH CURL-OPTION...: leaves ./body and $status
	path=$1; shift
	status=$(curl -s -g -o body -w '%{http_code}' "$@" "$url$path")
}
form='Content-Type: application/x-www-form-urlencoded'
json='Content-Type: application/json'

# ---- tmserver (Weblate, Virtaal)
ask '/tmserver/languages/'
is "$status $(cat body)" '200 {"sourceLanguages":["en","fr"],"targetLanguages":["en","fr"]}' "tmserver lists languages"
ask '/tmserver/en/fr/unit/The%20session%20is%20open.?min_similarity=70&max_candidates=5'
is "$(cat body)" '[{"source":"The session is open.","target":"La séance est ouverte.","quality":100}]' "tmserver answers candidates"
ask '/tmserver/en_us/fr_fr/unit/Press%20now%2Fhere%2C%2050%25%20+%20more.'
is "$(cat body)" '[{"source":"Press now/here, 50% + more.","target":"Appuyez ici, 50 % et plus.","quality":100}]' "a slash, a percent sign and a plus in the text reach tmserver"
ask '/tmserver/en/fr/unit/Nothing%20of%20the%20kind?min_similarity=75'
is "$status $(cat body)" '200 []' "tmserver has no candidate"
ask '/tmserver/fr/en/unit/La%20s%C3%A9ance%20est%20ouverte.'
grep -q '"target":"The session is open."' body; ok $? "tmserver answers in the other direction"
ask '/tmserver/de/it/unit/Nichts'
is "$status $(cat body)" '200 []' "tmserver has nothing in languages that the memory lacks"
ask '/tmserver/en/fr/unit/New' -X PUT -H "$json" -d '{"source":"New.","target":"Nouveau."}'
is "$status" 200 "tmserver adds a unit"
ask '/tmserver/en/fr/unit/New.'
is "$(cat body)" '[{"source":"New.","target":"Nouveau.","quality":100}]' "tmserver finds a unit at once that it was given"

# ---- OPUS-CAT (Trados, memoQ, Wordfast, OmegaT)
for name in MtRestService MTRestService opuscat/MtRestService; do
	ask "/$name/TranslateJson?tokenCode=0&input=The%20session%20is%20open.&srcLangCode=en&trgLangCode=fr&modelTag="
	is "$status $(cat body)" '200 {"translation":"La séance est ouverte."}' "OPUS-CAT answers under $name"
done
ask '/MtRestService/TranslateJson?tokenCode=0&input=The%20session%20is%20open.&srcLangCode=eng&trgLangCode=fra&modelTag=%22%22'
is "$(cat body)" '{"translation":"La séance est ouverte."}' "OPUS-CAT takes codes of three letters and memoQ's quotes"
ask '/MtRestService/TranslateJson?tokenCode=0&input=Nothing%20of%20the%20kind&srcLangCode=en&trgLangCode=fr&modelTag='
is "$(cat body)" '{"translation":""}' "OPUS-CAT has nothing"
ask '/MtRestService/ListSupportedLanguagePairs?tokenCode=0'
is "$(cat body)" '["en-fr","fr-en"]' "OPUS-CAT lists pairs"
ask '/MtRestService/GetLanguagePairModelTags?tokenCode=0&srcLangCode=en&trgLangCode=fr'
is "$(cat body)" '["entente"]' "OPUS-CAT lists models"
ask '/MtRestService/CheckModelStatus?tokenCode=0&sourceCode=en&targetCode=fr&modelTag='
grep -q '^".*"$' body; ok $? "OPUS-CAT says its state as a JSON string"
ask '/MtRestService/PreOrderBatch?tokenCode=0' -H "$json" -d '["The session is open."]'
is "$status" 200 "OPUS-CAT takes an order in advance"
ask '/MtRestService/TranslatePost' -H "$json" -d '{"tokenCode":"0","input":"The session is open.","srcLangCode":"en","trgLangCode":"fr","modelTag":""}'
is "$(cat body)" '{"translation":"La séance est ouverte."}' "OPUS-CAT answers Wordfast's POST"

# ---- Apertium APY (OmegaT, Weblate)
ask '/translate?q=The%20session%20is%20open.&markUnknown=no&langpair=en_US|fr_FR&key='
is "$status $(cat body)" '200 {"responseData":{"translatedText":"La séance est ouverte."},"responseStatus":200,"responseDetails":null}' "APY answers OmegaT, with a raw bar and whole locale codes"
ask '/apy/translate?q=The+session+is+open.&langpair=eng%7Cfra'
grep -q '"La séance est ouverte."' body; ok $? "APY answers under its prefix"
ask '/translate?q=Nothing%20of%20the%20kind&markUnknown=no&langpair=en|fr&key='
is "$status $(cat body)" '200 {"responseData":{"translatedText":null},"responseStatus":404,"responseDetails":"no match at 85 or more"}' "APY says that there is no match"
ask '/translate?q=a&langpair=en'
grep -q '"responseStatus":400' body; ok $? "APY says what is wrong with a request"
ask '/listPairs'
grep -q '{"responseData":\[{"sourceLanguage":"eng","targetLanguage":"fra"}' body; ok $? "APY lists pairs"

# ---- LibreTranslate (Weblate, plug-ins)
ask '/translate' -H "$json" -d '{"q":"The session is open.","source":"en","target":"fr","format":"text","api_key":""}'
is "$(cat body)" '{"translatedText":"La séance est ouverte."}' "LibreTranslate answers an object"
ask '/translate' -H "$json" -d '{"q":["The session is open.","Nothing of the kind"],"source":"en","target":"fr"}'
is "$(cat body)" '{"translatedText":["La séance est ouverte.",""]}' "LibreTranslate answers an array"
ask '/libretranslate/translate' -H "$form" -d 'q=The+session+is+open.&source=en&target=fr'
is "$(cat body)" '{"translatedText":"La séance est ouverte."}' "LibreTranslate answers a form"
ask '/translate' -H "$json" -d '{"q":"Peace &amp; security","source":"en","target":"fr","format":"html"}'
is "$(cat body)" '{"translatedText":"Paix et sécurité"}' "LibreTranslate reads HTML"
ask '/translate' -H "$json" -d '{"q":"Nothing of the kind","source":"en","target":"fr"}'
is "$status $(cat body)" '404 {"error":"no match at 85 or more"}' "LibreTranslate says that there is no match"
ask '/languages'
is "$(cat body)" '[{"code":"en","name":"English","targets":["fr"]},{"code":"fr","name":"French","targets":["en"]}]' "LibreTranslate lists languages"

# ---- DeepL (Weblate and others)
ask '/v2/translate' -H 'Authorization: DeepL-Auth-Key K' -H "$json" -d '{"text":["The session is open.","The fund grants 3.1 million euros."],"source_lang":"EN","target_lang":"FR","tag_handling":"xml"}'
is "$(cat body)" '{"translations":[{"detected_source_language":"EN","text":"La séance est ouverte."},{"detected_source_language":"EN","text":"Le fonds accorde 3,1 millions d’euros."}]}' "DeepL answers, with the numbers of the text"
ask '/v2/translate' -H "$json" -d '{"text":["Read the <x id=\"1\">report</x> today."],"source_lang":"EN","target_lang":"FR","tag_handling":"xml"}'
is "$(cat body)" '{"translations":[{"detected_source_language":"EN","text":"Lisez le <x id=\"1\">rapport</x> aujourd’hui."}]}' "DeepL gives tags back where they belong"
ask '/v2/translate' -H "$json" -d '{"text":["The session <x id=\"0\"></x> is open."],"source_lang":"EN","target_lang":"FR","tag_handling":"xml"}'
is "$(cat body)" '{"translations":[{"detected_source_language":"EN","text":""}]}' "DeepL has nothing when the place of a tag is not known"
ask '/deepl/v2/translate' -H "$form" -d 'text=The+session+is+open.&text=New.&target_lang=FR'
is "$(cat body)" '{"translations":[{"detected_source_language":"EN","text":"La séance est ouverte."},{"detected_source_language":"EN","text":"Nouveau."}]}' "DeepL answers a form without a source language"
ask '/api/v1/units' -H "$json" -d '{"source":"Die Sitzung ist eröffnet.","target":"La seduta è aperta.","source_lang":"de","target_lang":"it"}'
added=$(sed 's/.*"unit":\([0-9]*\).*/\1/' body)
ask '/v2/translate' -H "$json" -d '{"text":"Die Sitzung ist eröffnet.","target_lang":"IT"}'
is "$(cat body)" '{"translations":[{"detected_source_language":"DE","text":"La seduta è aperta."}]}' "the source language is one that the memory has with the target language"
ask "/api/v1/units/$added" -X DELETE
ask '/v2/languages?type=source' -H 'Authorization: DeepL-Auth-Key K'
grep -q '"language":"EN"' body && grep -q '"language":"FR"' body; ok $? "DeepL lists languages"

# ---- MyMemory (MateCat)
ask '/get?q=The%20session%20is%20open.&langpair=en|fr'
grep -q '^{"responseData":{"translatedText":"La séance est ouverte.","match":1.00},"quotaFinished":false,"responseDetails":"","responseStatus":200,"matches":\[{"id":"1",' body
ok $? "MyMemory answers"
ask '/mymemory/get?q=a&langpair=en'
grep -q '"responseStatus":400' body; ok $? "MyMemory says what is wrong with a request"

# ---- LanguageTool (OmegaT, LibreOffice)
ask '/v2/check' -H "$form" -d 'text=Test&language=en-US&disabledCategories=FOO'
is "$status" 200 "the checker answers OmegaT's first request"
grep -q '"apiVersion":1.*"matches":\[\]}' body; ok $? "the checker's first answer has no finding"
! grep -q '<?xml' body; ok $? "the checker's first answer is not XML"
ask '/v2/languages'
grep -q '"name":"French","code":"fr","longCode":"fr-FR"' body; ok $? "the checker lists languages"
ask '/v2/check' -H "$form" --data-urlencode 'text=Le fonds 😀 accorde 9,4 millions d’euros.' -d 'language=fr-FR' --data-urlencode 'srctext=The fund grants 2.4 million euros.' -d 'motherTongue=en-US&disabledCategories=&disabledRules=&enabledRules='
is "$status" 200 "the checker answers a segment with its source"
grep -q '"message":"the source has [^"]*","shortMessage":"Numbers, dates and amounts","offset":20,"length":20,' body
ok $? "offsets are UTF-16 units" || cat body
grep -q '"rule":{"id":"ENTENTE_VALUES","description":"Numbers, dates and amounts","issueType":"numbers","category":{"id":"ENTENTE"' body
ok $? "a finding names its rule"
ask '/languagetool/v2/check' -H "$form" --data-urlencode 'text=Le fonds accorde 9,4 millions d’euros.' -d 'language=fr-FR' --data-urlencode 'srctext=The fund grants 2.4 million euros.' -d 'motherTongue=en-US&disabledRules=ENTENTE_VALUES,ENTENTE_WORDING'
grep -q '"matches":\[\]' body; ok $? "a rule that is disabled finds nothing"
ask '/v2/check' -H "$form" -d 'text=a&language=xx1&srctext=b&motherTongue=en'
is "$status" 200 "the checker answers 200 whatever comes"
grep -q '"matches":\[\]' body; ok $? "the answer to a wrong language is an object without findings"
ask '/v2/check' -H "$form" -d 'text=%FF'
is "$status" 200 "bad UTF-8 too"

# A text without its source, as LibreOffice sends it: its quotations.
alone() { ask '/v2/check' -H "$form" -d 'language=fr' --data-urlencode "text=$1"; }
alone 'Il dit : « Appuyez ici, 50 % et plus. »'
grep -q '"matches":\[\]' body; ok $? "a quotation of fewer than five words is not compared"
alone 'Elle a dit : « le rapport sera publié sur le site du Fonds avant midi ».'
grep -q '"matches":\[\]' body; ok $? "a quotation as it is on record is not reported"
alone 'Elle a dit : « le rapport sera publié sur le portail du Fonds avant midi ».'
grep -q '"message":"on record in other words: a: “Le rapport sera publié sur le site du Fonds avant midi.”".*"offset":15,"length":57,"replacements":\[{"value":"Le rapport sera publié sur le site du Fonds avant midi."' body
ok $? "a quotation in other words is, with the text on record" || cat body
alone 'Elle a dit : « le rapport sera publié sur le site du Fonds avant 11 heures ».'
grep -q '"matches":\[\]' body; ok $? "one with another value may be another sentence"
alone 'Le rapport sera publié sur le portail du Fonds avant midi.'
grep -q '"matches":\[\]' body; ok $? "text that is not quoted is not compared"

# ---- what does not fit
ask '/translate' -H "$json" -d '{"q":7,"source":"en","target":"fr"}'
is "$status $(cat body)" "400 {\"error\":\"member 'q' must be a text\"}" "a wrong type is refused in the protocol's own words"
ask '/v2/translate' -H "$json" -d '{"text":'
is "$status" 400 "bad JSON is refused"
ask '/tmserver/en/fr/unit/%FF'
is "$status" 400 "bad UTF-8 is refused"
ask '/tmserver/1/fr/unit/a'
is "$status" 400 "what is not a language code is refused"
kill -0 $pid; ok $? "the server is still there"
done_testing
