#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# entente reuse: passages and bands of new documents.
. "$(dirname "$0")/../tap.sh"

cat > memory.tsv <<'X'
The Council recalls its resolution of last year.	Le Conseil rappelle sa résolution de l’année dernière.	a.txt
It decides to remain seized of the matter.	Il décide de rester saisi de la question.	a.txt
Twenty engineers left for the valley on Monday.	Vingt ingénieurs sont partis pour la vallée lundi.	b.txt
X
entente import -m m.entente --from en --to fr memory.tsv > /dev/null
cat > new.txt <<'X'
Today the Council recalls its resolution of last year. It decides to remain seized of the matter, as before.

Twenty engineers left for the valley on Tuesday.

Nothing of this is known.

Nothing of this is known.
X
entente reuse -m m.entente --from en --to fr --format json new.txt > out.json
is "$(jq -r '.passages[0].text' out.json)" \
	"the Council recalls its resolution of last year. It decides to remain seized of the matter" \
	"a passage runs over the ends of segments and units"
is "$(jq -r '.passages[0] | [.words, .segments, .total, .occurrences[0].units] | @csv' out.json)" \
	"16,2,1,2" "its words, segments and occurrences are counted"
is "$(jq -r '.passages[0].occurrences[0] | [.document, .target] | join("|")' out.json)" \
	"a.txt|Le Conseil rappelle sa résolution de l’année dernière. Il décide de rester saisi de la question." \
	"an occurrence has the translation of all its units"
is "$(jq -r '.passages[1].text' out.json)" "Twenty engineers left for the valley on" \
	"a passage ends before the word that differs"
is "$(jq -r '[.passages[].words] | @csv' out.json)" "16,7" "no passage is listed twice"
is "$(jq -r '[.segments[].band] | join(" ")' out.json)" "85-94 75-84 85-94 new repetition" \
	"segments are in bands"
is "$(jq -r '.analysis.repetition | [.segments,.words,.characters] | @csv' out.json)" "1,5,25" \
	"words and characters are counted"
entente reuse -m m.entente --from en --to fr --format json --exhaustive new.txt > slow.json
is "$(cmp out.json slow.json && echo same)" "same" "--exhaustive gives the same"
is "$(entente reuse -m m.entente --from en --to fr --format json --exclude 'a*' new.txt |
	jq '.passages | length')" "1" "--exclude leaves out documents"
is "$(entente reuse -m m.entente --from en --to fr --min-words 8 --format json new.txt |
	jq '.passages | length')" "1" "--min-words sets the least length"
mkdir -p folder/sub && cp new.txt folder/sub/a.txt && cp new.txt folder/b.txt
entente reuse -m m.entente --from en --to fr --format csv folder > out.csv
is "$(grep -c '^folder/b.txt,' out.csv) $(grep '^total,repetition' out.csv | tr -d '\r')" \
	"10 total,repetition,2,10,50" "a folder is analysed at once, with totals"
entente reuse -m m.entente --from en --to fr --format csv new.txt missing.txt > out.csv 2> err
is "$? $(cat err)" "1 entente: reuse: missing.txt: cannot open: No such file or directory" \
	"a missing file is reported"
is "$(grep -c '^new.txt,' out.csv)" "10" "and the others are compared"
done_testing
