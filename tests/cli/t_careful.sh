#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Mistakes of a user do no damage: files and memories that must not be
# overwritten, invalid dates, languages that are the same.
. "$(dirname "$0")/../tap.sh"

tab=$(printf '\t')
printf 'en\tfr\nThe session is open.\tLa séance est ouverte.\nOne more.\tUn de plus.\n' > a.tsv
printf 'en\tde\nThe session is open.\tDie Sitzung ist eröffnet.\n' > b.tsv
entente import -m m.entente a.tsv > /dev/null
entente import -m m.entente --from en --to de b.tsv > /dev/null
before=$(entente export -m m.entente --format tsv | md5sum)
unchanged() { is "$(entente export -m m.entente --format tsv | md5sum)" "$before" "$1"; }

# what is written over
run 1 "an export over its memory" entente export -m m.entente -o m.entente
is "$(cat err)" "entente: export: m.entente: cannot write: there is a memory of that name" "is refused"
run 1 "hits over a memory" entente concord -m m.entente --format tsv -o m.entente open
run 1 "a report over a memory" entente import -m m.entente --report m.entente a.tsv
run 1 "a lexicon over a memory" entente train -m m.entente -o m.entente
unchanged "the memory is what it was"
mkfifo pipe
(cat pipe > piped) & entente export -m m.entente --format tsv -o pipe; wait
about "an export into a pipe"
[ -p pipe ]; ok $? "a pipe stays a pipe"
is "$(md5sum < piped)" "$before" "and gets the export"
(cat pipe > piped) & entente train -m m.entente --min-count 1 -o pipe > /dev/null 2>&1; wait
about "an export into a pipe"
[ -p pipe ] && [ -s piped ]; ok $? "a lexicon too"
run 1 "a full device" entente export -m m.entente -o /dev/full
[ -c /dev/full ]; ok $? "stays a device"
echo old > real.tsv; chmod 600 real.tsv; ln -s real.tsv link.tsv
run 0 "through a symbolic link" entente export -m m.entente --format tsv -o link.tsv
[ -L link.tsv ]; ok $? "which stays"
is "$(md5sum < real.tsv)" "$before" "its file is written"
is "$(stat -c %a real.tsv)" 600 "and is as private as before"
(umask 077; entente export -m m.entente -o new.tmx)
about "the mode of a new file"
is "$(stat -c %a new.tmx)" 600 "a new one as umask says"
mkdir folder
run 1 "over a folder" entente export -m m.entente -o folder
is "$(cat err)" "entente: export: folder: cannot write: is a folder, not a file" "in one line"
run 1 "standard output on a full disk" sh -c 'entente align --format tsv --lines --from en --to en a.tsv a.tsv > /dev/full'
is "$(wc -l < err)" 1 "is one line too"

# dates are compared as text: a wrong one would choose units that nobody meant
for date in 2024-13-01 2024-02-30 2023-02-29 yesterday 24-01-01 2024/01/01 ''; do
	run 2 "delete --since '$date'" entente delete -m m.entente --since "$date"
done
is "$(cat err)" "entente: delete: --since '': not a date such as 2024-12-31" "says so"
run 2 "lookup --until" entente lookup -m m.entente --until 2024-1-1 x
run 2 "concord --since" entente concord -m m.entente --since soon x
run 2 "export --until" entente export -m m.entente --until soon
for date in 2024 2024-02 2024-02-29 2024-02-29T12:00:00Z; do
	run 0 "lookup --since $date" entente lookup -m m.entente --since "$date" x
done
unchanged "no unit is gone"

# languages
run 2 "from a language into itself" entente import -m m.entente --from en --to en a.tsv
is "$(cat err)" "entente: import: a.tsv: source and target are both 'en'" "is not a pair"
run 2 "no language" entente read --lang 'not one' a.tsv
is "$(cat err)" "entente: read: a.tsv: 'not one' is not a language code" "says so"
run 0 "an export of a language that is not there" entente export -m m.entente --from es --to it --format tsv
is "$(cat err)" "entente: export: no unit of 'es' and 'it' matches the choice" "says so"
run 0 "an import is undone" entente delete -m m.entente --import 2
is "$(cat out)" "1 unit removed" "whatever its languages"
entente import -m m.entente --from en --to de b.tsv > /dev/null
run 0 "all goes" entente delete -m m.entente --all
is "$(cat out)" "3 units removed" "in all languages"
run 0 "and nothing is wrong then" entente check -m m.entente
entente import -m m.entente a.tsv > /dev/null
entente import -m m.entente --from en --to de b.tsv > /dev/null
run 0 "all of one pair goes" entente delete -m m.entente --all --from en --to de
is "$(cat out)" "1 unit removed" "and no other"

# what is said
run 0 "help of a command" entente help lookup
head -n 2 out | grep -q '^entente lookup: find how a text was translated$'; ok $? "what it is for"
run 0 "the same otherwise" entente lookup --help
run 2 "of none" entente help nothing
for command in $(entente help | awk '/^  [a-z]/ { print $1 }'); do
	[ "$command" = version ] || entente "$command" --help
done > all
about "help of every command"
is "$(grep -c '[[:space:]]$' all)" 0 "no help ends a line in white space"
is "$(awk 'length($0) > 80' all)" "" "no help is wider than a terminal"
run 0 "no hit" entente concord -m m.entente nowhere
is "$(cat err)" "no hit; try 'nowhere*'" "is said"
run 2 "a review below 2" entente review -m m.entente --below 2
is "$(cat err)" "entente: review: --below must be 0 to 1" "says which number"
run 2 "a check of some units" entente check -m m.entente --limit 1
printf 'One.\n' > one.txt; : > empty.txt
run 0 "a text against none" entente align one.txt empty.txt
is "$(cat err)" "entente: align: warning: empty.txt: has no text" "is reported"
run 0 "lines against none" entente align --lines --from en --to fr one.txt empty.txt
is "$(cat err)" "entente: align: warning: empty.txt: has no text" "are reported"
run 1 "a folder for units" entente units folder
is "$(cat err)" "entente: units: folder: is a folder, not a file" "says so"
run 1 "a memory in no folder" entente import -m none/m.entente a.tsv
is "$(cat err)" "entente: import: none/m.entente: the memory cannot be made: No such file or directory" "says why"
run 0 "another language" entente import -m m.entente --from de --to fr new.tmx
is "$(head -n 1 err)" "entente: import: new.tmx:6: unit 1 refused: has no 'de' text" "names the unit"
{ printf 'en\tfr\n'; for k in $(seq 30); do printf 'lonely %s\n' "$k"; done; } > bad.tsv
if has_terminal; then
	script -qec 'entente import -m m.entente bad.tsv' /dev/null | tr -d '\r' > out
	about "an import with problems on a terminal"
	is "$(grep -c 'unit .* refused' out)" 20 "a terminal shows the first twenty problems"
	grep -q 'bad.tsv: 10 more; --report FILE lists all' out; ok $? "and how many more"
else
	skip "no terminal: script or /dev/pts is missing" "an import with problems on a terminal"
fi
entente import -m m.entente bad.tsv 2> err > out
about "an import with problems in a log"
is "$(grep -c 'unit .* refused' err)" 30 "a log has all of them"
printf '%s\t%s\n' 'Call +358 9 555 01 12 before 9.30.' 'Appelez le +358 9 555 01 12 avant 9 h 30.' \
	'It costs 1,500 francs.' 'Cela coûte 1,500 franc.' > numbers.tsv
entente import -m n.entente --from en --to fr numbers.tsv > /dev/null
run 1 "numbers that differ" entente check -m n.entente --quality
is "$(grep -c '^numbers' out)" 1 "are reported, times and telephone numbers that are cut otherwise are not"
run 1 "as JSON" entente check -m n.entente --quality --json
is "$(wc -l < out)" 1 "the same"
printf '<b>One</b>\t<b>Un</b>\nTwo\tDeux\n' > tagged.tsv
is "$(entente units --from en --to fr tagged.tsv | wc -l)" 2 "a table whose first text begins with a tag is a table"

# a concordance fills the terminal
text='One two three four five six seven eight nine ten eleven twelve thirteen fourteen needle fifteen sixteen seventeen eighteen nineteen twenty'
printf '%s\tUn mot et une aiguille.\n' "$text" > w.tsv
entente import -m w.entente --from en --to fr w.tsv > /dev/null
if has_terminal; then
	for width in 80 120; do
		NO_COLOR=1 script -qec "stty cols $width; entente concord -m w.entente needle" /dev/null |
			tr -d '\r' | sed -n 2p > "at$width"
	done
	about "a concordance on a terminal"
	is "$(sed 's/^ *//' at80)" '… eleven twelve thirteen fourteen [needle] fifteen sixteen seventeen …' "at 80 columns"
	is "$(sed 's/^ *//' at120)" '… eight nine ten eleven twelve thirteen fourteen [needle] fifteen sixteen seventeen eighteen nineteen twenty' "at 120"
	is "$(expr "$(cat at120)" : '.*\[')" 57 "the phrase in the middle"
else
	skip "no terminal: script or /dev/pts is missing" "a concordance on a terminal"
fi
is "$(entente concord -m w.entente needle | sed -n 2p)" "  $(echo "$text" | sed 's/needle/[needle]/')" "whole in a pipe"

# a damaged table is reported, and repaired
if command -v sqlite3 > /dev/null; then
	for damage in 'UPDATE text SET hash=0 WHERE id=1' 'UPDATE unit SET hash=0 WHERE id=1'; do
		rm -f d.entente*
		entente import -m d.entente --from en --to fr a.tsv > /dev/null
		sqlite3 d.entente "$damage"
		run 1 "$damage" entente check -m d.entente
		grep -q '^wrong hash of [tu][en][xi]t 1$' out; ok $? "is reported"
		run 1 "as JSON" entente check -m d.entente --json
		grep -q '^{"fault":"wrong hash of ' out; ok $? "too"
		entente check -m d.entente --repair > /dev/null
		run 0 "and repaired" entente check -m d.entente
		about "an import after a repair"
		entente import -m d.entente --from en --to fr a.tsv | grep -q ': 0 stored, 2 there before'
		ok $? "so that what comes again is known"
	done
	for damage in 'DELETE FROM key WHERE id=2' 'INSERT INTO posting VALUES (9999 << 37, x'"''"')' \
		'DELETE FROM posting WHERE id=(SELECT max(id) FROM posting)' 'DROP INDEX unit_source'; do
		rm -f d.entente*
		entente import -m d.entente --from en --to fr a.tsv > /dev/null
		sqlite3 d.entente "$damage"
		run 1 "$damage" entente check -m d.entente
		grep -q index out; ok $? "is reported"
		entente check -m d.entente --repair > /dev/null
		run 0 "and repaired" entente check -m d.entente
	done
fi

# a file that is cut off
cat > whole.xlf <<'END'
<?xml version="1.0"?>
<xliff version="1.2"><file source-language="en" target-language="fr" original="a" datatype="plaintext"><body>
<trans-unit id="1"><source>One more.</source></trans-unit>
</body></file></xliff >
<!-- end -->
END
head -n 3 whole.xlf > cut.xlf
entente import -m m.entente a.tsv > /dev/null
run 0 "a file to be translated that is cut off" entente pretranslate -m m.entente cut.xlf -o /dev/null
is "$(head -n 1 err)" "entente: pretranslate: warning: cut.xlf: the file is cut off: no </xliff>" "is reported"
entente pretranslate -m m.entente whole.xlf -o /dev/null 2> err
about "a complete XLIFF file"
is "$(wc -l < err)" 1 "a whole one is not"
run 0 "units of it" entente units cut.xlf
is "$(grep cut.off err)" "cut.xlf:3: the file is cut off: no </xliff>" "say so too"

# two imports make one memory
lost=0
for k in 1 2 3 4 5 6 7 8 9 10 11 12; do
	rm -f r.entente*
	entente import -m r.entente --from en --to fr a.tsv > first 2> err1 & one=$!
	entente import -m r.entente --from en --to fr numbers.tsv > second 2> err2 & two=$!
	wait $one || lost=$((lost + 1))
	wait $two || lost=$((lost + 1))
	[ "$(entente export -m r.entente --format tsv | wc -l)" = 4 ] || lost=$((lost + 1))
done
about "two imports at once"
is "$lost" 0 "two imports at once make one memory, and nothing is lost"
is "$(ls r.entente*)" r.entente "nor left over"
: > zero.entente
run 0 "an empty file becomes a memory" entente import -m zero.entente --from en --to fr a.tsv

run 2 "a probability of five" entente train --min-p 5 -o x.lex a.tsv
is "$(cat err)" "entente: train: --min-p must be 0 to 1" "says so"
run 2 "a count below none" entente train --min-count -1 -o x.lex a.tsv
printf 'One.\tUn.\t0.9\n' > nine.tsv
is "$(entente units --from en --to fr --format html nine.tsv | grep -o '<td class="c">[^<]*')" '<td class="c">0.90' "a page has two digits of each confidence"

run 2 "a batch from a language into itself" entente batch -m r.entente --from fr --to fr folder
is "$(cat err)" "entente: batch: source and target are both 'fr'" "is not one"
run 2 "a table of languages that nobody names" entente units numbers.tsv
is "$(cat err)" "entente: units: numbers.tsv: the table does not name its languages: give both (--from, --to)" "says how to name them"

printf '%s\t%s\n' 'It opens at 6.30 p.m. and ends at 10 p.m.' 'Ouverture à 18 h 30, clôture à 22 h.' \
	'It opens at 12:15 a.m., after 12 amendments.' 'Ouverture à 0 h 15, après 12 amendements.' \
	'It opens at 6.30 p.m. today.' 'Ouverture à 17 h 30.' > times.tsv
entente import -m t.entente --from en --to fr times.tsv > /dev/null
run 1 "times of the day" entente check -m t.entente --quality
is "$(grep '^numbers' out)" "numbers: 18 / 17  (confidence 1.00)" "are compared as times"
# a name that is not UTF-8, as on an old file server
mkdir latin; name=$(printf 'latin/caf\351')
printf 'The sea is blue.\n\nThe session is open.\n' > "$name.en.txt"
printf 'La mer est bleue.\n\nLa séance est ouverte.\n' > "$name.fr.txt"
run 0 "releases with a name that is not UTF-8" entente batch -m latin.entente --json latin
jq . < out > /dev/null 2>&1; ok $? "are listed in valid JSON"
entente lookup -m latin.entente --json 'The sea is blue.' | jq . > /dev/null 2>&1; ok $? "are named in valid JSON"
for format in tmx xliff xliff2; do
	entente export -m latin.entente --format $format > out
	xmllint --noout out; ok $? "leave $format well-formed"
done
run 0 "the next run" entente batch -m latin.entente latin
grep -q 'nothing new' out; ok $? "knows them again"
done_testing
