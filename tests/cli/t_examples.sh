#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every example of `entente help COMMAND` works as it is printed, in a folder with the
# files that it names and the memory of the communiqués.
. "$(dirname "$0")/../tap.sh"

ln -s "$root/corpora" corpora
made=corpora/communiques/2024-04-09-conference-opened
cp "$made.en.html" report.en.html
cp "$made.fr.html" report.fr.html
printf 'report.en.html\treport.fr.html\n' > pairs.tsv
printf 'The hearing is adjourned.\nWater is life.\n' > lines.en
printf 'La séance est levée.\nL’eau, c’est la vie.\n' > lines.fr
cp lines.en sentences.txt
printf 'en\tfr\nsite\tchantier\n' > glossary.tsv
echo '{"jsonrpc":"2.0","id":1,"method":"ping"}' > requests.jsonl
cat > in.xlf <<'END'
<xliff version="1.2"><file source-language="en" target-language="fr" original="a" datatype="plaintext"><body>
<trans-unit id="1"><source>Water is life.</source></trans-unit>
</body></file></xliff>
END
mkdir -p omegat-project/tm
entente batch corpora/communiques > out 2>&1
entente export -o communiques.tmx > out 2>&1
mv memory.entente other.entente

# examples COMMAND: its examples, a line each, without the comments before them
examples() { LC_ALL=C entente help "$1" | awk 'f && /^  [^#]/ { sub(/^  /, ""); print } /^Examples:/ { f = 1 }'; }

for command in $(entente help --names); do
	examples "$command" > lines
	[ -s lines ]; ok $? "entente $command has an example"
	while IFS= read -r line; do
		rm -f memory.entente* copy.entente
		cp other.entente memory.entente
		case $line in
		"entente serve"* | *" --watch "*)
			# these run until they are ended: the first seconds count
			timeout -s INT 2 sh -c "exec $line" > out 2> err < /dev/null
			status=$?
			case $status in 124 | 130) status=0 ;; esac
			if grep -q 'Address already in use' err; then
				skip "port 8080 is in use" "$line"
				continue
			fi
			;;
		*)
			sh -c "$line" > out 2> err < /dev/null
			status=$?
			# a check that finds something ends with 1
			case $line in "entente check --"*) [ "$status" = 1 ] && [ -s out ] && status=0 ;; esac
			;;
		esac
		ok "$status" "$line"
		[ "$status" = 0 ] || sed 's/^/# /' err
	done < lines
done
done_testing
