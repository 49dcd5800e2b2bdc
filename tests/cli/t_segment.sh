#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# entente segment: cases of tests/segment, lines in and out, documents, errors.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../tap.sh"

# cases FILE LANG: each line comes out as it occurs, cut at its bars
cases() {
	grep -v '^#' "$1" > want
	sed 's/ | / /g' want > in
	entente segment --lines --lang "$2" in | sed 's/	/ | /g' > got
	diff want got | sed 's/^/# /'
	cmp -s want got; ok $? "every case of $(basename "$1")"
}
for file in "$here"/../segment/*.cases; do
	cases "$file" "$(basename "$file" .cases)"
done

# the communiqués that ship are cut as by hand
for gold in "$here"/../../corpora/gold/*.??.txt; do
	name=$(basename "$gold" .txt)
	for release in "$here/../../corpora/communiques/$name".*; do
		entente segment --lang "${name##*.}" "$release" > got
		diff "$gold" got | sed 's/^/# /'
		cmp -s "$gold" got; ok $? "$name is cut as by hand"
	done
done

printf 'Un. Deux.\n\n  \nTrois\tquatre. Cinq' > in
run 0 "lines in" entente segment --lines --lang fr in
is "$(cat out)" "$(printf 'Un.\tDeux.\n\n\nTrois quatre.\tCinq')" \
	"as many lines out, tabs inside as spaces"
run 0 "standard input" sh -c 'entente segment --lines --lang fr - < in'
is "$(wc -l < out)" 4 "gives the same"
printf 'Un. Deux.\r\nTrois.\r\n' > in
run 0 "line ends of DOS" entente segment --lines --lang fr in
is "$(cat out)" "$(printf 'Un.\tDeux.\nTrois.')" "are not text"
printf 'L\222\351t\351 vient. Il est l\340.\n' > in
run 0 "windows-1252" entente segment --lines --lang fr in
is "$(cat out)" "$(printf 'L’été vient.\tIl est là.')" "comes out as UTF-8"
run 0 "an empty file" entente segment --lines --lang fr /dev/null
is "$(cat out)" "" "gives nothing"

printf 'Le Conseil siège. Voir « x ».\n\nTitre\n' > doc.txt
run 0 "a document" entente segment --lang fr doc.txt
is "$(cat out)" "$(printf 'Le Conseil siège.\nVoir « x ».\nTitre')" "one segment a line"
run 0 "JSON" entente segment --lang fr --json --lines doc.txt
is "$(head -n 1 out)" \
	'{"paragraph":1,"kind":"body","text":"Le Conseil siège.","uncertain":false}' \
	"one object a segment"

printf 'Le dir. Le Conseil. La xyz. Le Conseil.\n' > in
printf '# mine\nxyz.\n[ambiguous]\nabc\n' > mine.txt
run 0 "abbreviations of one's own" \
	entente segment --lines --lang fr --abbreviations mine.txt in
is "$(cat out)" "$(printf 'Le dir. Le Conseil.\tLa xyz. Le Conseil.')" "are known"
printf '\n[nosuch]\nx\n' > mine.txt
run 1 "a wrong section" entente segment --lines --lang fr --abbreviations mine.txt in
is "$(cat err)" "entente: segment: mine.txt:2: no section '[nosuch]'" "is named"
mkdir -p data/segmentation && echo 'Conseil' > data/segmentation/fr.txt
is "$(ENTENTE_DATA=data entente segment --lines --lang fr in)" \
	"$(printf 'Le dir.\tLe Conseil. La xyz.\tLe Conseil.')" \
	"\$ENTENTE_DATA replaces what ships"

run 2 "--lines without --lang" entente segment --lines in
run 2 "a word that is not a language" entente segment --lines --lang '*' in
run 1 "no such file" entente segment --lines --lang fr nosuch
is "$(cat err)" "entente: segment: nosuch: cannot open: No such file or directory" \
	"is named"
printf 'a\n\000b\n' > in
run 1 "bytes that are not text" entente segment --lines --lang fr in
is "$(cat err)" "entente: segment: in:2: not text: a zero byte" "are refused by line"

cat > in.tmx <<'END'
<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en">
<seg><bpt i="1">{\b </bpt>One.<ept i="1">}</ept> Two.<ph>x</ph> Mr. <hi>A. Three</hi></seg></tuv>
<tuv xml:lang="fr"><seg>Un. M. Deux</seg></tuv></tu></body></tmx>
END
run 0 "units" entente segment --units in.tmx
is "$(cat out)" '{"line":1,"markup":[true,false],"source":["<bpt i=\"1\">{\\b </bpt>One.<ept i=\"1\">}</ept> ","Two.<ph>x</ph> ","Mr. <hi>A. Three</hi>"],"target":["Un. ","M. Deux"]}' \
	"are cut in their languages, codes in place"
run 2 "units have their languages" entente segment --units --lang fr in.tmx

# Hostile input: time must stay linear; 2 MB of each in a few seconds
# of processor time, however busy the machine is.
for s in '1. a. ' '- A ' '. " ' 'A. ' '. . ' '  a' '((.' '; L' 'Dear A ' 'AB ' "a'" ': ) .' \
	'(abc) The ' "' . ' " ' ! " x' 'p.p.m. ' '"!" Mr. A B ' 'Thanks, A. ' '. – A, 1'; do
	yes -- "$s" | tr -d '\n' | head -c 2000000 > in
	(ulimit -t 20; exec timeout 300 entente segment --lines --lang en in) > out; r=$?
	[ "$r" = 0 ] && tr -d ' \n' < in > a && tr -d ' \t\n' < out > b && cmp -s a b
	ok $? "2 MB of '$s' come out whole"
done

if release=$here/../../../shared/data/releases/seed/communique.fr.txt; [ -r "$release" ]; then
	is "$(entente segment "$release" | wc -l)" 22 "the seed release has 22 segments"
else
	skip "no ../shared" "the seed release"
fi
done_testing
