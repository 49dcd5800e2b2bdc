#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Messages and help in French: for people only, never in what programs read.
. "$(dirname "$0")/../tap.sh"

[ -e "$BUILD/locale/fr/LC_MESSAGES/entente.mo" ] || skip_all "no translations in $BUILD/locale"
unset LC_ALL
fr() { LANG=fr_FR.UTF-8 "$@"; }
c=$root/corpora/communiques
nb=$(printf '\302\240') # U+00A0

about "every text"
if command -v xgettext > /dev/null; then
	"$root/scripts/messages" --check > log 2>&1; r=$?
	[ $r -eq 0 ] || sed 's/^/# /' log
	ok $r "has a French translation with the same values, and every translation a text"
else
	skip "no xgettext" "every text has a translation"
fi

run 0 "help in French" fr entente help
grep -q '^Interroger$' out && grep -q 'aligner les publications' out; ok $? "headings and summaries are French"
run 0 "help of a command in French" fr entente lookup --help
grep -q 'FICHIER' out && grep -q '^Exemples' out; ok $? "options, values and headings are French"
is "$(awk '{ gsub(/[\200-\277]/, "") } length > 80' out)" "" "no line is wider than 80 columns"
for command in $(entente help --names); do
	fr entente "$command" --help > out 2>&1
	grep -E '^ {28}(the|print|use|set|write|read) ' out && echo "# $command" >&2
done > english
is "$(cat english)" "" "no option has English help"

about "the language"
is "$(LC_ALL=C.UTF-8 LANGUAGE=fr entente help | sed -n 3p)" "Examiner" "is that of LANGUAGE, with C.UTF-8"
is "$(LC_MESSAGES=fr_CA.UTF-8 LANG=en_US.UTF-8 entente help | sed -n 3p)" "Examiner" "is that of LC_MESSAGES, in any country"
is "$(LC_ALL=C LANGUAGE=fr LANG=fr_FR.UTF-8 entente help | sed -n 3p)" "Inspect" "is English with LC_ALL=C"
is "$(LANG=de_DE.UTF-8 entente help | sed -n 3p)" "Inspect" "is English where there is no translation"
is "$(env -i "$BUILD/entente" help | sed -n 3p)" "Inspect" "is English in an empty environment"
for command in '' $(entente help --names); do
	fr entente help --man $command > fr.1
	grep -q '^\.SH NOM$' fr.1 && grep -q '^\.SH CODE DE RETOUR$' fr.1 || echo "# $command: headings"
	entente help --man $command | grep -v '^\.\|^[^ ]*$\|^entente' | sort > en.lines
	grep -v '^\.\|^[^ ]*$' fr.1 | sort | comm -12 - en.lines | sed "s/^/# $command: /"
done > english
is "$(cat english)" "" "man pages have no English paragraph"
if command -v man > /dev/null; then
	for command in '' $(entente help --names); do
		fr entente help --man $command > fr.1
		LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -l fr.1 2>&1 > fr.txt
		grep -q "$(printf '\303\251')" fr.txt || echo "$command: accents are lost"
	done > err
	is "$(cat err)" "" "groff has no warnings of French pages, and keeps their accents"
else
	skip "no man" "groff has no warnings of French pages, and keeps their accents"
fi
is "$(LANG=fr_FR.UTF-8 entente help --completion fish)" "$(entente help --completion fish)" "completion stays English"

run 2 "a usage error in French" fr entente lookup --min-scroe 5 x
is "$(cat err)" "entente: lookup: option inconnue${nb}: «${nb}--min-scroe${nb}»${nb}; vouliez-vous dire --min-score${nb}?" "is one line"
run 1 "an error of the library in French" fr entente stats -m none.entente
is "$(cat err)" "entente: stats: none.entente: cette mémoire n'existe pas" "names the file"
mkdir folder
run 1 "an error of the system in French" fr entente read none.txt
grep -q '^entente: read: none.txt: ' err && ! grep -q 'cannot' err; ok $? "is French as far as the library says it"

run 0 "batch in French" fr entente batch -m m.entente "$c"
is "$(sed 's/[0-9][0-9]*/N/g; s/unités*/unités/' out)" "N paires${nb}: ajoutées${nb}: N${nb}; remplacées${nb}: N${nb}; inchangées${nb}: N${nb}; en échec${nb}: N${nb}; N unités, dont douteuses${nb}: N" "the summary is French"
run 0 "batch again in English" entente batch -m n.entente "$c"
LANG=fr_FR.UTF-8 entente batch -m o.entente "$c" 2> log.fr > /dev/null
is "$(sort log.fr)" "$(sort err)" "the log of a batch is English"

q='The initial funding amounts to 3.1 million euros, 40% of which will be provided by the TSH.'
run 0 "lookup in French" fr entente lookup -m m.entente --from en --to fr "$q"
grep -q '89 partielle .* position 9, 2024-03-12, confiance [01]\.[0-9][0-9]$' out; ok $? "numbers keep their form"
for args in 'lookup --json --from en --to fr' 'concord --json' 'concord --group --json' 'reuse --format json --from en --to fr'; do
	t=$q; case $args in reuse*) t=$c/2024-07-18-condolences.en.txt ;; concord*) t=water ;; esac
	entente $args -m m.entente "$t" > en.out 2> en.err
	fr entente $args -m m.entente "$t" > fr.out 2> fr.err
	cmp -s en.out fr.out && cmp -s en.err fr.err; ok $? "$args does not change with the locale"
done
for format in tsv tmx jsonl xliff html; do
	entente export -m m.entente --format $format | grep -v creationdate > en.out
	fr entente export -m m.entente --format $format | grep -v creationdate > fr.out
	cmp -s en.out fr.out; ok $? "export --format $format does not change with the locale"
done
for format in csv html xliff; do
	entente reuse -m m.entente --from en --to fr --format $format "$c/2024-07-18-condolences.en.txt" > en.out
	fr entente reuse -m m.entente --from en --to fr --format $format "$c/2024-07-18-condolences.en.txt" > fr.out
	cmp -s en.out fr.out; ok $? "reuse --format $format does not change with the locale"
done

printf 'en\tfr\nonly one field\n\tempty\n' > bad.tsv
run 0 "an import with JSON" entente import -m p.entente --json bad.tsv
cp out en.out
run 0 "the same in French" fr entente import -m q.entente --json bad.tsv
cmp -s en.out out; ok $? "reasons in JSON are English"
fr entente import -m r.entente --report fr.txt bad.tsv > /dev/null 2>&1
entente import -m r2.entente --report en.txt bad.tsv > /dev/null 2>&1
is "$(sed 1d fr.txt)" "$(sed 1d en.txt)" "a report of an import is English"
run 0 "problems of an import in French" fr entente import -m s.entente bad.tsv
grep -q 'refusée' err && ! grep -q 'empty\|columns' err; ok $? "are French on standard error, with the reason"

printf '{"source":1}\n' > line
entente align --stream < line > en.out
fr entente align --stream < line > fr.out
cmp -s en.out fr.out; ok $? "answers of align --stream do not change with the locale"
printf '{"jsonrpc":"2.0","id":1,"method":"none"}\n' > line
entente mcp -m m.entente < line > en.out 2> /dev/null
fr entente mcp -m m.entente < line > fr.out 2> /dev/null
cmp -s en.out fr.out; ok $? "answers to assistants do not change with the locale"

fr entente review -m m.entente --below 0.99 --limit 1 > file.fr
entente review -m m.entente --below 0.99 --limit 1 > file.en
is "$(grep '^[^#]' file.fr | sed 's/  confiance.*//')" "$(grep '^[^#]' file.en | sed 's/  confidence.*//')" "a review file differs in comments alone"
sed 's/^?/a/' file.fr > file.done
run 0 "a review file in French" entente review -m m.entente --apply file.done
is "$(cat out)" "1 accepted, 0 rejected, 0 relinked, 0 left" "is applied in any language"
run 0 "stats in French" fr entente stats -m m.entente
is "$(sed -n 's/^unités *//p' out)" "$(entente stats -m m.entente | sed -n 's/^units *//p')" "a number can be parsed"
done_testing
