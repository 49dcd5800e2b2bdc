#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# entente read, and the communiqués that ship: each must be read as its gold.
corpora=$(cd "$(dirname "$0")/../../corpora" && pwd)
. "$(dirname "$0")/../tap.sh"

printf 'Title\n\n- one\n- two\n' > a.txt
run 0 "text" entente read a.txt
is "$(cat out)" "$(printf 'heading\t1\tTitle\nitem\t3\tone\nitem\t4\ttwo')" "its paragraphs"
run 0 "standard input" entente read - < a.txt
run 0 "json" entente read --json --lang en a.txt
is "$(cat out)" '{"file":"a.txt","format":"text","encoding":"UTF-8","language":"en","guessed":false,"title":"Title","date":"","id":"","alternates":[],"paragraphs":[{"line":1,"kind":"heading","text":"Title"},{"line":3,"kind":"item","text":"one"},{"line":4,"kind":"item","text":"two"}]}' "its object"
run 1 "a missing file" entente read nosuch
is "$(cat err)" "entente: read: nosuch: cannot open: No such file or directory" "is named"
run 2 "no file at all" entente read
printf '<r><p>x</r>' > bad.xml
run 1 "a broken file among others" entente read bad.xml a.txt
is "$(wc -l < out)" 3 "does not stop the others"

printf '<html><body><p>See <img alt="A map"> here.</p></body></html>' > map.html
run 0 "a picture" entente read map.html
is "$(cut -f1,3 out)" "$(printf 'body\tSee here.')" "is not text"
run 0 "its text on request" entente read --attributes map.html
is "$(cut -f1,3 out)" "$(printf 'body\tSee here.\nattribute\tA map')" "follows"

squeeze() { tr -d ' \n\t' | sed 's/\xc2\xa0//g; s/\xe2\x80\xaf//g; s/\xe2\x80\x89//g'; }
for release in "$corpora"/communiques/*.*; do
	name=${release##*/}; base=${name%.*}
	about "the gold standard of releases"
	entente read "$release" 2> err | cut -f3- | squeeze > got
	squeeze < "$corpora/gold/$base.txt" > want
	cmp -s got want && [ -s got ] && [ ! -s err ]
	ok $? "$name is read as its gold"
done
# entities that grow with their number times their length
awk 'BEGIN { printf "<!DOCTYPE x [<!ENTITY a \""; for (i = 0; i < 10000; i++) printf "A"; printf "\">]><x>"; for (i = 0; i < 10000; i++) printf "&a;"; print "</x>" }' > grow.xml
run 1 "a small file whose entities stand for a hundred megabytes" entente read grow.xml
is "$(cat err)" "entente: read: grow.xml: its entities stand for more than 1048576 bytes of text" "is refused, with the limit"
printf '<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "AB">]><p>x &a; y</p>' > few.xml
run 0 "entities within the limit" entente read few.xml
grep -q 'x AB y' out; ok $? "are read"
done_testing
