#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What a person typed in the editor of `entente edit` is stored, or stays in a file that is
# named, whatever happens to the memory in the meantime.
. "$(dirname "$0")/../tap.sh"
has_terminal || skip_all "no terminal: script or /dev/pts is missing"

mkdir tmp
TMPDIR=$dir/tmp; export TMPDIR
printf 'The session is open.\tLa séance est ouverte.\ts\nThe port is closed.\tLe port est fermé.\ts\n' > a.tsv
entente import -m good.entente --from en --to fr a.tsv > out
texts() { entente export -m "$1" --format tsv | cut -f 1,2; }
# by_hand COMMANDS: an editor that types and then runs COMMANDS; "$1" is the file
by_hand() {
	printf '#!/bin/sh\nsed -i "s/est ouverte/est rouverte/" "$1"\n%s\n' "$1" > ed
	chmod +x ed
	rm -rf tmp/*
	VISUAL='' EDITOR=$dir/ed timeout 90 script -qec 'entente edit -m m.entente 1; echo "exit $?"' /dev/null < /dev/null | tr -d '\r' > out
}
kept() { # kept REASON: the text is in the file that the last message names
	file=$(sed -n "s/^entente: edit: what you typed is kept in '\(.*\)'\$/\1/p" out)
	grep -q '^exit 1$\|^exit 2$' out; ok $? "the command fails"
	grep -q "$1" out; ok $? "says why: $(grep -v '^exit\|what you typed' out)"
	[ -n "$file" ] && grep -qa 'La séance est rouverte' "$file"; ok $? "keeps the text in a file, and names it"
	is "$(find tmp -type f)" "$(find tmp -type f -path "*${file##*/}")" "which is the only one"
	is "$(stat -c %a "$file")" 600 "that nobody else may read"
}
fresh() { rm -f m.entente*; cp good.entente m.entente; }

about "a text that is stored"; fresh
by_hand ''
is "$(cat out)" "1 unit changed
exit 0" "is counted"
texts m.entente | grep -q 'est rouverte'; ok $? "is in the memory"
is "$(find tmp -type f)" "" "and no file stays"

about "a text that was not changed"; fresh
by_hand 'sed -i "s/est rouverte/est ouverte/" "$1"'
is "$(cat out)" "0 units changed
exit 0" "changes nothing"
is "$(find tmp -type f)" "" "and no file stays"

about "the memory was replaced"; fresh
by_hand 'mv m.entente gone.entente; cp good.entente m.entente'
kept 'moved, removed or replaced while it was open; nothing was stored'
for file in m gone; do
	is "$(texts $file.entente)" "$(texts good.entente)" "$file.entente is as before"
	entente check -m $file.entente > out 2>&1; ok $? "and sound"
done

about "the memory was moved away"; fresh
by_hand 'mv m.entente gone.entente'
kept 'moved, removed or replaced'
[ ! -e m.entente ]; ok $? "no other memory is made"

about "the memory was removed"; fresh
by_hand 'rm m.entente*'
kept 'moved, removed or replaced'

if command -v sqlite3 > /dev/null; then
	about "another process locks the memory"; fresh
	by_hand '( { echo "BEGIN IMMEDIATE;"; echo "SELECT 1;"; sleep 60; } | sqlite3 m.entente > locked & ); until grep -qs 1 locked; do sleep 0.05; done'
	kept 'locked\|in use\|busy'
	is "$(texts m.entente)" "$(texts good.entente)" "the memory is as before"
else
	skip "no sqlite3" "another process locks the memory"
fi

about "the unit was deleted"; fresh
by_hand 'entente delete -m m.entente --unit 1 > /dev/null'
kept 'there is no unit 1'

about "the unit was changed by somebody else"; fresh
by_hand 'entente edit -m m.entente 1 --target "La séance est levée." > /dev/null'
kept 'the unit was changed by another command in the meantime; nothing was stored'
texts m.entente | grep -q 'La séance est levée'; ok $? "what the other wrote stays"

about "bytes that are not UTF-8"; fresh
by_hand 'printf "\\377\\n" >> "$1"'
kept 'UTF-8'

about "a NUL byte"; fresh
by_hand 'printf "\\000more\\n" >> "$1"'
kept 'NUL byte'

about "no mark for the target"; fresh
by_hand 'sed -i "/^# target/d" "$1"'
kept "the lines '# source: ' and '# target: ' are not there; nothing was changed"

about "an empty source"; fresh
by_hand 'sed -i "/^The session/d" "$1"'
kept 'unit 1: the source must not be empty'

about "an editor that saves and fails"; fresh
by_hand 'exit 3'
kept 'the editor failed; nothing was changed'
is "$(texts m.entente)" "$(texts good.entente)" "the memory is as before"

about "an editor that was killed"; fresh
by_hand 'kill -9 $$'
kept 'the editor failed; nothing was changed'

about "an interrupt, which is for the editor"; fresh
by_hand 'trap "" INT; kill -INT $PPID; kill -INT $(ps -o ppid= -p $PPID)'
is "$(cat out)" "1 unit changed
exit 0" "does not end the command"

about "a text of more than 16 MB"; fresh
by_hand 'head -c 17000000 /dev/zero | tr "\\0" x >> "$1"'
kept 'longer than 16 MB'

about "everything erased"; fresh
by_hand ': > "$1"'
grep -q 'are not there; nothing was changed' out; ok $? "changes nothing"
is "$(find tmp -type f)" "" "and no file stays"
done_testing
