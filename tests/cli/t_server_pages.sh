#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The examples of doc/server.md and doc/assistants.md are run as they are printed; those
# of the other pages are run by t_readme.sh, those of help by t_help.sh.
. "$(dirname "$0")/../tap.sh"

entente batch -m press.entente "$root/corpora/communiques" > log 2>&1
entente export -m press.entente -o other.tmx

about "doc/server.md"
if command -v curl > /dev/null; then
	sed -n '/^```sh$/,/^```$/{/^```/d; p}' "$root/doc/server.md" > lines
	sed -n 's/^\$ \(entente serve .*\)/\1/p' lines > command
	: > ready
	$(cat command) --listen 127.0.0.1:0 > ready 2> log & pid=$!
	trap 'kill $pid 2> /dev/null; rm -rf "$dir"' EXIT
	k=0
	until [ -s ready ] || [ $k -ge 100 ]; do sleep .05; k=$((k + 1)); done
	is "$(sed 's/:[0-9][0-9]*\//:8080\//' ready)" "$(sed -n '/^entente: open/p' lines)" "$(cat command): prints the address"
	url=$(sed -n 's/.*\(http:[^ ]*\)\/ .*/\1/p' ready)
	grep '^\$ curl' lines | sed 's/^\$ //' > curls
	while read -r line; do
		sh -c "$(printf '%s' "$line" | sed "s|http://127.0.0.1:8080|$url|")" > body 2> err
		[ $? -eq 0 ] && grep -q '^{' body && ! grep -q '"error"' body
		ok $? "$line"
	done < curls
	is "$(grep -c . curls)" 3 "has three requests"
	kill -TERM $pid; wait $pid
	is "$?" 0 "the server ends with 0"
	trap 'rm -rf "$dir"' EXIT
else
	skip "no curl" "the requests"
fi

about "doc/assistants.md"
sed -n '/^```json$/,/^```$/{/^```/d; p}' "$root/doc/assistants.md" > config.json
perl -MJSON::PP -e 'local $/; my $s = decode_json(<STDIN>)->{mcpServers}{entente};
	print join("\n", $s->{command}, @{$s->{args}}), "\n"' < config.json > words
ok $? "the configuration is JSON"
sed -i "s|^/.*\.entente|$dir/press.entente|" words
printf '%s\n' '{"jsonrpc":"2.0","id":1,"method":"ping"}' > requests.jsonl
tr '\n' '\0' < words | xargs -0 sh -c '"$@" < requests.jsonl' sh > out
is "$(cat out)" '{"jsonrpc":"2.0","id":1,"result":{}}' "the command that it names answers"
done_testing
