#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Help, man pages and completion, which all come from the tables of commands.
. "$(dirname "$0")/../tap.sh"

run 0 "help lists the commands" entente help
for command in $(entente help --names); do
	entente help "$command" > help.txt
	grep -q "^entente $command: " help.txt; ok $? "help $command says what it does"
	grep -q '^Examples:$' help.txt; ok $? "help $command has examples"
	grep -q "^  entente $command\|[|] entente $command" help.txt
	ok $? "an example of $command calls it"
	entente help --man "$command" > page.1
	is "$(grep -c '^\.SH' page.1)" \
		"$(grep -c '^\.SH [A-Z ]*$' page.1)" "the man page of $command has headings"
	entente help "$command" | grep -o -- '^  \(-.,\|   \) --[a-z-]*' | grep -o -- '--[a-z-]*' |
		sort > a
	sed -n 's/^\.BR\? *//; s/\\//g; s/fB//g; s/fR//g; s/fI//g; s/^-[a-z] \?, */ /; s/^ *\(--[a-z-]*\).*/\1/p' page.1 |
		sort -u > b
	is "$(cat b)" "$(cat a)" "the man page of $command has its options"
done
if command -v man > /dev/null 2>&1; then
	for command in "" $(entente help --names); do
		entente help --man $command > page.1
		MANWIDTH=80 man --warnings -l page.1 > page.txt 2> err
	done
	is "$(cat err)" "" "groff has no warnings"
else
	ok 0 "groff has no warnings # SKIP man is not installed"
fi

run 2 "an unknown command" entente lookpu
is "$(cat err)" "entente: unknown command 'lookpu'; did you mean 'lookup'?" "names the nearest"
run 2 "an unknown option" entente lookup --limt 3 x
is "$(cat err)" "entente: lookup: unknown option '--limt'; did you mean --limit?" "names the nearest"
run 2 "one that is near none" entente lookup --flavour x
is "$(cat err)" "entente: lookup: unknown option '--flavour'; see entente help lookup" "names the help"
run 2 "an operand too many" entente stats x
is "$(cat err)" "entente: stats: unexpected argument 'x'; see entente help stats" "is named"
run 2 "an operand too few" entente concord
is "$(cat err)" "entente: concord: PHRASE is missing; see entente help concord" "is named"
run 2 "a word for a number" entente lookup --limit many x
is "$(cat err)" "entente: lookup: --limit: 'many' is not a whole number" "is refused"
run 2 "a number out of range" entente align --max-side 9 a b
is "$(cat err)" "entente: align: --max-side must be 1 to 5" "with the range"
run 2 "a wrong choice" entente review --format pdf
is "$(cat err)" "entente: review: --format must be edit, html or json" "with the choices"
run 2 "an option without its value" entente lookup --limit
is "$(cat err)" "entente: lookup: --limit needs a value" "is named"

# completion
entente help --completion bash > entente.bash
run 0 "the completion is bash" bash -n entente.bash
complete() { # complete WORD...: what bash offers for the last word
	bash -c '. ./entente.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _entente
		printf "%s\n" "${COMPREPLY[@]}"' bash "$@" 2> /dev/null | sort | tr '\n' ' '
}
is "$(complete entente loo)" "lookup " "a command is completed"
is "$(complete entente lookup --min-s)" "--min-score " "an option is completed"
is "$(complete entente lookup --score '')" "graded plain " "a choice is offered"
touch some.tmx
is "$(complete entente import so)" "some.tmx " "a file is completed"
run 2 "an unknown shell" entente help --completion csh
for shell in zsh fish; do
	entente help --completion $shell > entente.$shell
	if command -v $shell > /dev/null 2>&1; then
		run 0 "the completion is $shell" $shell -n entente.$shell
	else
		ok 0 "the completion is $shell # SKIP $shell is not installed"
	fi
done

# Each example runs, those of one command in their order, on the same memory.
ln -s "$root/corpora" corpora
cp corpora/communiques/2024-04-09-conference-opened.en.html report.en.html
cp corpora/communiques/2024-04-09-conference-opened.fr.html report.fr.html
printf 'Water is scarce.\nThe session is open.\n' | tee sentences.txt > lines.en
printf "L'eau est rare.\nLa séance est ouverte.\n" > lines.fr
printf 'water\teau\n' > glossary.tsv
printf 'corpora/communiques/2024-07-18-condolences.en.txt\tcorpora/communiques/2024-07-18-condolences.fr.txt\n' > pairs.tsv
printf '%s\n' '<?xml version="1.0"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">' \
	'<file original="a" source-language="en" target-language="fr" datatype="plaintext"><body>' \
	'<trans-unit id="1"><source>Water</source></trans-unit></body></file></xliff>' > in.xlf
mkdir -p omegat-project/tm
printf '{"jsonrpc":"2.0","id":1,"method":"ping"}\n' > requests.jsonl
entente batch corpora/communiques > /dev/null 2>&1
entente backup before.entente > /dev/null
entente export -o communiques.tmx
entente import -m other.entente --from en --to fr glossary.tsv > /dev/null
for command in $(entente help --names | grep -v serve); do
	cp before.entente memory.entente
	entente help "$command" | sed -n '/^Examples:/,$s/^  \([^#].*\)/\1/p' > lines
	while IFS= read -r line; do
		case $line in
		*--watch*) limit=2 done=124 ;; # goes on until it is stopped
		*) limit=60 done=0 ;;
		esac
		timeout $limit sh -c "$line" > out 2> err < /dev/null
		code=$?
		[ $code -eq $done ] || { [ $code -eq 1 ] && [ "$command" = check ]; }
		ok $? "example: $line"
		[ $code -eq $done ] || sed 's/^/# /' err
	done < lines
done
done_testing
