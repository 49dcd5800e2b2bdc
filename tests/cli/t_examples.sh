#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The examples of help, man pages, doc/server.md and doc/assistants.md are run as they
# are printed; those of the other pages are run by t_readme.sh.
. "$(dirname "$0")/../tap.sh"

# what the examples of help name
mkdir start && cd start || exit 1
c=$root/corpora/communiques/2024-07-18-condolences
ln -s "$root/corpora" corpora
mkdir -p omegat-project/tm
entente batch corpora/communiques > ../log 2>&1
entente export -o communiques.tmx
for l in en fr; do
	{ echo "<html lang=\"$l\"><body>"; sed 's/^$/<p>/' "$c.$l.txt"; echo '</body></html>'; } > "report.$l.html"
done
printf 'The hearing is closed.\nThe report is ready.\n' > lines.en
printf 'L’audience est levée.\nLe rapport est prêt.\n' > lines.fr
printf 'en\tfr\ndrinking water\teau potable\nhearing\taudience\n' > glossary.tsv
cp lines.fr sentences.txt
printf 'corpora/communiques/2024-07-18-condolences.en.txt\tcorpora/communiques/2024-07-18-condolences.fr.txt\n' > pairs.tsv
entente review --below .99 > places.txt
entente import -m other.entente glossary.tsv > ../log 2>&1
entente edit 3 --target 'A change to undo.' > ../log
printf '%s\n' '{"jsonrpc":"2.0","id":1,"method":"ping"}' > requests.jsonl
printf '%s\n' '<xliff version="1.2"><file source-language="en" target-language="fr" original="a" datatype="plaintext"><body>' \
	'<trans-unit id="1"><source>No press conference will be held.</source></trans-unit></body></file></xliff>' > in.xlf
cd ..

# Runs $line in a fresh copy of these files, and ends a server or a watcher with SIGTERM
# once it is at work; $code is the exit code.
example() {
	rm -rf here; cp -r start here
	case $line in
	*' serve'* | *--watch*)
		(cd here && exec $line > ../out 2> ../err) & pid=$!
		k=0
		until [ -s out ] || [ -s here/omegat-project/tm/communiques.tmx ] || [ $k -ge 100 ]; do
			kill -0 $pid 2> /dev/null || break
			sleep .05; k=$((k + 1))
		done
		kill -TERM $pid 2> /dev/null; wait $pid 2> /dev/null; code=$? ;;
	*) (cd here && exec sh -c "$line" > ../out 2> ../err < /dev/null); code=$? ;;
	esac
}
about "the examples of help"
for command in $(entente help --names); do
	entente help "$command" | sed -n '/^Examples:/,$s/^  \([^#]\)/\1/p' > lines
	while read -r line; do
		: > out
		# another program may have the port
		case $line in 'entente serve'*) line=$(printf '%s' "$line" | sed '/listen/!s/$/ --listen 127.0.0.1:0/; s/8080/0/') ;; esac
		example
		case $line in
	*'entente check'*) [ $code -le 1 ] ;; # 1: something is found
	*'export --watch'*) [ $code -eq 143 ] && [ -s here/omegat-project/tm/communiques.tmx ] ;;
	*) [ $code -eq 0 ] ;;
	esac
		ok $? "$line"
	done < lines
done

about "doc/server.md"
if command -v curl > /dev/null; then
	cp start/memory.entente press.entente
	cp start/communiques.tmx other.tmx
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
sed -i "s|^/.*\.entente|$dir/start/memory.entente|" words
tr '\n' '\0' < words | xargs -0 sh -c '"$@" < start/requests.jsonl' sh > out
is "$(cat out)" '{"jsonrpc":"2.0","id":1,"result":{}}' "the command that it names answers"
done_testing
