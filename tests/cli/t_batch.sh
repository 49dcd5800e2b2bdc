#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Folders and lists of releases become units of a memory; a second run changes
# nothing, a bad file stops nothing.
. "$(dirname "$0")/../tap.sh"

tab=$(printf '\t')
export_tsv() { entente export -m "$1" --format tsv | cut -f 1,2 | sort; }

cp -r "$root/corpora/communiques" in
pairs=$(ls in/*.en.* | wc -l)
run 0 "a dry run" entente batch --dry-run -m m.entente in
is "$(wc -l < out)" "$pairs" "lists the pairs"
is "$(head -n 1 out | cut -f 3,4)" "1.00${tab}name" "and says what paired them"
[ ! -e m.entente ]; ok $? "and makes no memory"
run 0 "a folder" entente batch -m m.entente --jobs 1 in
grep -q "^$pairs pairs: $pairs added, 0 replaced, 0 unchanged, 0 failed; " out; ok $? "all are added"
is "$(grep -c ': added in/.*: [0-9]* units, ' err)" "$pairs" "a line each in the log"
run 0 "three jobs" entente batch -m j.entente --jobs 3 in
rows() { sqlite3 "$1" .dump | grep -v '^INSERT INTO run '; } # which has the time of day
if command -v sqlite3 > /dev/null; then
	rows m.entente > rows
	rows j.entente | cmp -s - rows; ok $? "make the same rows"
fi
run 0 "check" entente check -m m.entente
cksum < m.entente > before
run 0 "a second run" entente batch -m m.entente in
is "$(cat out)" "$pairs pairs: nothing new" "says that nothing is new"
is "$(cksum < m.entente)" "$(cat before)" "and changes nothing"
ls in/*.en.* | sed "s/\(.*\)\.en\.\(.*\)/\1.en.\2$tab\1.fr.\2/" > list
run 0 "a list" entente batch -m l.entente list
is "$(export_tsv l.entente)" "$(export_tsv m.entente)" "makes the same units"
entente batch -m s.entente - < list > out 2> err; ok $? "a list on standard input"
is "$(export_tsv s.entente)" "$(export_tsv m.entente)" "makes the same units"

f=in/2024-07-18-condolences
sed 's/ 18 / 19 /; $s/$/\n\nA last word was added./' $f.en.txt > x && mv x $f.en.txt
others=$(entente export -m m.entente --format tsv | grep -v condolences)
run 0 "a changed release" entente batch -m m.entente --json in
is "$(grep -c '"outcome":"replaced"' out)" 1 "is replaced"
grep -q "\"outcome\":\"summary\",\"pairs\":$pairs,\"added\":0,\"replaced\":1,\"unchanged\":$((pairs - 1))," out; ok $? "alone"
is "$(entente export -m m.entente --format tsv | grep -v condolences)" "$others" "the others keep their units"
entente export -m m.entente --format tsv | grep -q '19 water purification units'; ok $? "and its new text is there"
mv $f.en.txt $f.fr.txt .
run 0 "a release that is gone" entente batch -m m.entente in
grep -q '; 1 pair whose files are gone$' out; ok $? "is counted"
grep -q ": gone $f.en.txt = $f.fr.txt" err; ok $? "and named"
is "$(entente export -m m.entente --format tsv | grep -c condolences | grep -vx 0 | wc -l)" 1 "its units stay"
run 0 "check" entente check -m m.entente

mkdir bad; cp in/2025-01-16-partnership.* bad
: > bad/empty.en.txt; echo Rien. > bad/empty.fr.txt
printf 'a\000b' > bad/binary.en.txt; echo Rien. > bad/binary.fr.txt
mkdir bad/folder.en.txt; echo Seul. > bad/folder.fr.txt
run 1 "bad files" entente batch -m b.entente bad
grep -q '^3 pairs: 1 added, 0 replaced, 0 unchanged, 2 failed; .*; 1 file without a counterpart$' out; ok $? "are counted, the others go on"
grep -q '^entente: batch: warning: bad/empty.en.txt: ' err; ok $? "an empty one is named"
grep -q '^entente: batch: warning: bad/binary.en.txt:1: ' err; ok $? "a binary one is named"
grep -q '^entente: batch: warning: bad/folder.fr.txt: no counterpart found' err; ok $? "and one left over"
is "$(grep -c '^failed: 1 x' out)" 2 "the summary gives the reasons"
run 1 "as JSON" entente batch -m b.entente --json bad
is "$(grep -c '"outcome":"failed","source":"bad/' out)" 2 "a line for each that failed"
run 0 "check" entente check -m b.entente
run 1 "no such folder" entente batch -m n.entente nowhere
is "$(wc -l < err)" 1 "in one line"
printf 'one name\n' > wrong
run 1 "a list that is not one" entente batch -m n.entente wrong
is "$(cat err)" "entente: batch: wrong:1: expected two file names with a tab between them" "with its line"
printf 'in/gone.txt\tin/2025-01-16-partnership.fr.html\n' > gone
run 1 "a list of files that are not there" entente batch -m n.entente gone
run 2 "no operand" entente batch
run 2 "jobs out of range" entente batch --jobs 65 in

# what the releases state
mkdir -p web/a web/b
page() { # FILE LANG OTHER OTHERHREF ID TEXT
	printf '<!DOCTYPE html><html lang="%s"><head><title>t</title>%s%s</head><body><p>%s</p></body></html>' "$2" \
		"${4:+<link rel=\"alternate\" hreflang=\"$3\" href=\"$4\">}" "${5:+<meta name=\"dc.identifier\" content=\"$5\">}" "$6" > "$1"
}
page web/a/1.html en fr 'https://office.example/b/7.html?x=1' '' 'The first release speaks of roads.'
page web/b/7.html fr en 'https://office.example/a/1.html' '' 'Le premier communiqué parle de routes.'
page web/a/2.html en '' '' 'PR/2024/7-EN' 'The second release speaks of bridges.'
page web/b/8.html fr '' '' 'pr/2024/7-FR' 'Le deuxième communiqué parle de ponts.'
page web/a/3.html en fr 'https://office.example/b/none.html' '' 'The third release speaks of trains.'
page web/b/9.html fr '' '' 'PR/2024/9' 'Le neuvième communiqué parle de bateaux.'
run 0 "links and identifiers" entente batch --dry-run web
is "$(sort out)" "web/a/1.html${tab}web/b/7.html${tab}0.98${tab}link
web/a/2.html${tab}web/b/8.html${tab}0.95${tab}identifier" "pair what they name, and nothing else"
run 0 "stored" entente batch -m w.entente web
run 0 "and again" entente batch -m w.entente web
is "$(cat out)" "2 pairs: nothing new; 2 files without a counterpart" "the memory knows the pairs"

# what is not a release
mkdir site; cp in/2025-01-16-partnership.* site; echo 'p {}' > site/style.css
printf '\377\330\377' > site/photo.JPG; printf 'a\000b' > site/dump.bin; echo 'Seul.' > site/alone.txt
run 0 "pictures and styles" entente batch --dry-run site
is "$(wc -l < out)" 1 "are passed over"
grep -q 'style.css\|photo.JPG' err; is $? 1 "in silence"
grep -q 'warning: site/dump.bin:1: not text: a zero byte' err; ok $? "what cannot be read gets its reason"

# a link to a folder above
mkdir -p ring/deep; cp in/2025-01-16-partnership.* ring/deep; ln -s .. ring/deep/up
run 0 "a folder that contains itself" entente batch --dry-run ring
is "$(wc -l < out)" 1 "is gone through once"

# a name that marks the wrong language
mkdir lie; cp in/2024-03-12-water-memorandum.en.txt lie/a.en.txt; cp in/2025-11-20-media-advisory.fr.txt lie/a.fr.txt
run 0 "two releases that their names pair wrongly" entente batch -m lie.entente lie
grep -q '; 1 pair that hardly looks like a translation' out; ok $? "are counted"
grep -q 'lie/a.en.txt: lie/a.fr.txt hardly looks like its translation, confidence 0.[0-4].*; no units stored' err; ok $? "and named"
is "$(entente export -m lie.entente --format tsv)" "" "no unit of theirs is stored"
run 0 "unless so asked" entente batch -m lie2.entente --unsure lie
is "$(entente export -m lie2.entente --format tsv | grep -c .)" "$(sed -n 's/.* \([0-9]*\) units,.*/\1/p' out)" "then they are"

# what is in them: no name, no stated language; as a whole, and two by two
mkdir mute; : > key
for f in "$root"/corpora/communiques/*.txt; do
	name=mute/$(basename "$f" | cksum | cut -d ' ' -f 1)
	cp "$f" "$name"; printf '%s\t%s\n' "$name" "$(basename "$f" | cut -d . -f 1)" >> key
done
run 0 "names that say nothing" entente batch --dry-run mute
is "$(awk -F '\t' 'NR == FNR { key[$1] = $2; next } key[$1] != key[$2]' key out)" "" "no pair is wrong"
is "$(wc -l < out)" $(($(wc -l < key) / 2)) "and none is missing"
wrong=0 sure=0
set -- $(cut -f 1 key)
for a; do for b; do
	[ "$a" != "$b" ] || continue
	rm -rf two; mkdir two; cp "$a" "$b" two
	entente batch --dry-run two > out 2> err
	[ -s out ] || continue
	if [ "$(grep -F "$a	" key | cut -f 2)" = "$(grep -F "$b	" key | cut -f 2)" ]; then sure=$((sure + 1))
	elif awk -F '\t' '{ exit $3 <= .9 }' out; then wrong=$((wrong + 1)); fi
done; done
about "pairing two files alone"
is $wrong 0 "of two files alone no wrong pair is sure"
is $sure $(wc -l < key) "and every right one is found"
done_testing
