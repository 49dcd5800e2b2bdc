#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Output that cannot be written, or is cut short, and reports of several files.
. "$(dirname "$0")/../tap.sh"

c=$root/corpora/communiques
printf 'en\tfr\nThe session is open.\tLa séance est ouverte.\nThe report “was adopted” by the board.\tLe rapport « a été adopté » par le conseil.\n' > a.tsv
entente import -m m.entente a.tsv > made 2>&1
mkdir folder

for command in "export -m m.entente" "reuse -m m.entente --from en --to fr --format html $c/2024-07-18-condolences.en.txt"; do
	run 1 "${command%% *} into a folder that is not there" entente $command -o none/out
	grep -q '^entente: [a-z]*: none/out: cannot write: No such file' err; ok $? "names the file"
	run 1 "${command%% *} over a folder" entente $command -o folder
	grep -q '^entente: [a-z]*: folder: ' err; ok $? "names the folder"
	is "$(ls -A folder; ls -d ./*.?????? 2> /dev/null | grep -v entente)" "" "leaves nothing"
	if [ -e /dev/full ]; then
		run 1 "${command%% *} to a full disk" sh -c 'exec entente "$@" > /dev/full' sh $command
		grep -q 'No space left' err; ok $? "says so"
	fi
done

run 1 "backup over a file" entente backup -m m.entente a.tsv
is "$(cat err)" "entente: backup: a.tsv: is there already" "refuses"
run 1 "backup into a folder that is not there" entente backup -m m.entente none/copy.entente
grep -q '^entente: backup: none/copy.entente: ' err; ok $? "names the file"
is "$(ls -A none 2> /dev/null)" "" "makes no folder"

# A signal while the file is written: what is unfinished goes, the old file stays.
printf 'old\n' > out.xlf
mkfifo pipe
entente pretranslate -m m.entente -o out.xlf pipe 2> err & pid=$!
printf '<xliff version="1.2"><file source-language="en" target-language="fr" original="a" datatype="plaintext"><body>' > head
(cat head; sleep 2) > pipe & feed=$!
sleep 0.5
kill -TERM $pid
wait $pid; code=$?
kill $feed 2> /dev/null; wait $feed 2> /dev/null
about "a signal while a file is written"
[ $code -gt 128 ]; ok $? "ends the command"
is "$(cat out.xlf)" "old" "leaves the file that was there"
is "$(ls -d out.xlf.* 2> /dev/null)" "" "leaves no part of the new one"

printf 'The session is open.\n\nThe chair said: “The report “was not adopted” by the board.”\n' > 'one, "two".txt'
cp 'one, "two".txt' b.txt
run 0 "reuse of two files" entente reuse -m m.entente --from en --to fr 'one, "two".txt' b.txt
grep -q '^2 files together$' out; ok $? "has a sum"
run 0 "reuse as CSV" entente reuse -m m.entente --from en --to fr --format csv 'one, "two".txt' b.txt
grep -q '^"one, ""two"".txt",100,1,4,' out; ok $? "quotes a name with commas and quotes"
is "$(sed 1d out | grep -c '^total,')" "10" "has rows of the sum"
entente batch -m all.entente "$c" > made 2>&1
run 0 "reuse of a text with many sources" entente reuse -m all.entente --from en --to fr --min-words 3 "$c"/2025-10-07-joint-communique.en.xml "$c"/2024-11-14-joint-statement.en.xml
grep -q 'Documents, by words' out; ok $? "lists documents"
done_testing
