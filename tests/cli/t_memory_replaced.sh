#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A memory is moved away, removed or replaced by another one while a command or a server
# has it open: nothing is stored in either file, both are sound, and the exit code is 1.
. "$(dirname "$0")/../tap.sh"

printf 'The session is open.\tLa séance est ouverte.\ts\nThe port is closed.\tLe port est fermé.\ts\n' > a.tsv
printf 'A new pier.\tUne nouvelle jetée.\tt\n' > b.tsv
entente import -m good.entente --from en --to fr a.tsv > out
entente import -m other.entente --from en --to fr b.tsv > out
texts() { entente export -m "$1" --format tsv | cut -f 1,2; }
good=$(texts good.entente) other=$(texts other.entente)
mkdir docs
printf 'One text.\n\nTwo texts.\n' > docs/note.en.txt
printf 'Un texte.\n\nDeux textes.\n' > docs/note.fr.txt
printf '{"unit":1,"target":"Perdu ?"}\n' > edits
printf 'docs/note.en.txt\tdocs/note.fr.txt\n' > list
printf '%s\n' '{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}' \
	'{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"add","arguments":{"source":"Lost?","target":"Perdu ?","from":"en","to":"fr"}}}' > calls

# has_open PID: waits until a process has m.entente open and sleeps: it waits for its input
has_open() {
	sleeps=0
	for k in $(seq 600); do
		if ls -l "/proc/$1/fd" 2> /dev/null | grep -q '/m\.entente$' && grep -q '^State:.S' "/proc/$1/status"; then
			sleeps=$((sleeps + 1))
		else
			sleeps=0
		fi
		[ $sleeps -lt 5 ] || return 0
		sleep .05
	done
	return 1
}
replace() { # HOW
	mv m.entente gone.entente
	[ "$1" = moved ] || cp other.entente m.entente
	[ "$1" != removed ] || rm -f m.entente m.entente-wal m.entente-shm
}
# what both files must be, whatever the command did
harmless() { # HOW
	is "$(texts gone.entente)" "$good" "the memory that was moved is as before"
	entente check -m gone.entente > checked 2>&1; ok $? "and sound: $(head -n 1 checked)"
	if [ "$1" = replaced ]; then
		is "$(texts m.entente)" "$other" "the one in its place too"
		entente check -m m.entente > checked 2>&1; ok $? "and sound: $(head -n 1 checked)"
	else
		[ ! -e m.entente ]; ok $? "no memory is made in its place"
	fi
}
# swaps INPUT COMMAND...: the command reads INPUT from a pipe, after the memory was replaced
swaps() {
	input=$1; shift
	for how in moved replaced removed; do
		rm -f m.entente* gone.entente* pipe
		cp good.entente m.entente
		mkfifo pipe
		"$@" < pipe > out 2> err & pid=$!
		exec 3> pipe
		has_open $pid; r=$?
		about "$2${4:+ $4}: a memory that is $how"
		ok $r "the command has it open"
		replace $how
		cat "$input" >&3
		exec 3>&-
		wait $pid; code=$?
		if [ "$2" = mcp ]; then
			grep -q 'moved, removed or replaced while it was open; nothing was stored.*"isError":true' out; ok $? "the answer says so"
		else
			is $code 1 "exit code"
			grep -q "^entente: $2: m.entente: the memory was moved, removed or replaced while it was open; nothing was stored" err; ok $? "the message says so: $(tail -n 1 err)"
		fi
		harmless $how
	done
}
swaps edits entente edit -m m.entente --stdin
swaps list entente batch -m m.entente --no-learning --from en --to fr -
swaps calls entente mcp -m m.entente --write

command -v curl > /dev/null || { skip "no curl" "a server"; done_testing; }
for how in moved replaced removed; do
	rm -f m.entente* gone.entente*
	cp good.entente m.entente
	: > ready
	entente serve -m m.entente --quiet --listen 127.0.0.1:0 > ready 2> log & pid=$!
	trap 'kill -9 $pid 2> /dev/null; rm -rf "$dir"' EXIT
	k=0
	while ! [ -s ready ] && [ $k -lt 200 ]; do sleep .05; k=$((k + 1)); done
	url=$(sed -n 's/.*\(http:[^ ]*\).*/\1/p' ready)
	about "serve: a memory that is $how"
	code=$(curl -s -o body -w '%{http_code}' "${url}api/v1/lookup?q=The+port+is+closed.&from=en&to=fr")
	is "$code" 200 "the server has it open"
	replace $how
	code=$(curl -s -o body -w '%{http_code}' -X PUT -H 'Content-Type: application/json' "${url}api/v1/units/1" -d '{"target":"Perdu ?","who":"me"}')
	[ "$code" -ge 400 ]; ok $? "a correction is refused: $code"
	grep -q 'nothing was stored' body || [ "$code" = 404 ]; ok $? "and says so: $(cut -c 1-200 body)"
	kill $pid; wait $pid
	harmless $how
done
trap 'rm -rf "$dir"' EXIT
done_testing
