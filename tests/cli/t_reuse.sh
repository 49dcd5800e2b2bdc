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
	"16,2,1,2" "the words, segments and occurrences of a passage are counted"
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
is "$(grep -c '^new.txt,' out.csv)" "10" "the other files are compared"

# threads
cat > quotes.txt <<'X'
He said: “Twenty engineers left for the valley on Monday.”

He said: “Twenty-one engineers left for the valley on Sunday.”

She wrote « the council recalls its Resolution of last year. It decides to remain seized of the matter ».

They sang "something that no memory has ever heard of before".
X
for part in $(seq 40); do
	printf 'Part %s of the plan, which the Council adopted in %s, has %s items.\tLa partie %s du plan, que le Conseil a adopté en %s, a %s points.\tp%s.txt\n' \
		"$part" $((1980 + part)) $((part * 3)) "$part" $((1980 + part)) $((part * 3)) $((part % 5))
done > plan.tsv
entente import -m plan.entente --from en --to fr plan.tsv memory.tsv > /dev/null
{ cut -f1 plan.tsv | sed 's/ has / had /;n;n'; cat new.txt; } > plan.txt
for jobs in 1 2 3; do
	entente reuse -m plan.entente --from en --to fr --format json --jobs $jobs plan.txt quotes.txt > jobs$jobs.json
done
is "$(jq -s 'map(.passages | length) | add > 20' jobs1.json) $(cmp jobs1.json jobs2.json && cmp jobs1.json jobs3.json && echo same)" \
	"true same" "any number of threads gives the same report"
sqlite3 plan.entente "PRAGMA writable_schema=ON;
	UPDATE sqlite_schema SET sql=replace(sql, ' STRICT', '') WHERE name='unit'" > /dev/null
sqlite3 plan.entente "UPDATE unit SET source=source+0.5 WHERE id%3=0"
for jobs in 1 2; do
	entente reuse -m plan.entente --from en --to fr --format json --jobs $jobs plan.txt > damaged$jobs.json 2>&1
	echo $? >> damaged$jobs.json
done
is "$(sqlite3 plan.entente "SELECT count(*) FROM unit WHERE typeof(source)='real'") $(cmp damaged1.json damaged2.json && echo same)" \
	"14 same" "nor does it change what is said of a damaged memory"

# the summary
entente reuse -m m.entente --from en --to fr new.txt > out.txt
is "$(grep '^2 passages' out.txt)" "2 passages, 62 % of the text" "the summary says how much of the text is in passages"
for item in $(seq 30); do
	printf 'The item %s of the list was adopted by the Council.\tLe Conseil a adopté le point %s de la liste.\tl.txt\n' \
		"$item" "$item"
done > long.tsv
entente import -m long.entente --from en --to fr long.tsv > /dev/null
cut -f1 long.tsv > long.txt
entente reuse -m long.entente --from en --to fr --lines long.txt > out.txt
is "$(grep -c ' \[\.\.\.\] ' out.txt) $(grep -c '^  330 words  The item 1 .* item 30 of the list was adopted by the Council$' out.txt)" \
	"2 1" "a long passage and its translation are shortened in it"
is "$(entente reuse -m long.entente --from en --to fr --lines --format json long.txt |
	jq -r '.passages[0].text' | grep -c '^The item')" "30" "long passages are whole in JSON"

# quotations
entente reuse -m m.entente --from en --to fr --format json quotes.txt > out.json
is "$(jq -r '[.quotations[].verdict] | join(" ")' out.json)" \
	"verbatim differs differs unknown" "quotations have verdicts"
is "$(jq -r '.quotations[0].found.target' out.json)" \
	"Vingt ingénieurs sont partis pour la vallée lundi." \
	"a verbatim quotation has its translation"
is "$(jq -r '[.quotations[1].differences[] | .kind + ":" + .text + ":" + .was] | join(" ")' out.json)" \
	"word:-one: name:Sunday:Monday" "what differs is named"
is "$(jq -r '[.quotations[2].differences[] | .kind + ":" + .text + ":" + .was] | join(" ")' out.json)" \
	"case:council:Council case:Resolution:resolution" "the case counts in a quotation"
cat > marks.txt <<'X'
He said ‘twenty engineers left for the valley on Monday’ and went.

She wrote 'twenty engineers left for the valley on Sunday' twice, in the workers’ paper.

« Il disait : “It decides to remain seized of the matter” alors ».

The members’ list was ‘the Council recalls the States’ resolution of last year’, wasn’t it?

„Twenty engineers left for the valley on Monday“ was not "Twenty engineers left for the valley on Friday".

Rock ’n’ roll of the ’90s fills the engineers’ valley.
X
is "$(entente reuse -m m.entente --from en --to fr --format json marks.txt |
	jq -r '.quotations[] | .verdict + "|" + .text')" "verbatim|twenty engineers left for the valley on Monday
differs|twenty engineers left for the valley on Sunday
unknown|Il disait : “It decides to remain seized of the matter” alors
verbatim|It decides to remain seized of the matter
differs|the Council recalls the States’ resolution of last year
verbatim|Twenty engineers left for the valley on Monday
differs|Twenty engineers left for the valley on Friday" \
	"quotation marks may be single, of other kinds, and within others"
cat > intro.txt <<'X'
Recalling resolution 1540 (2004), it decides to remain seized of the matter.
X
is "$(entente reuse -m m.entente --from en --to fr --format json intro.txt |
	jq -r '[.quotations[0] | .introduced, .verdict] | @csv')" 'true,"verbatim"' \
	"a quotation may be introduced by a verb and an instrument"

cat > intros.txt <<'X'
Article 5 of the Act provides that it decides to remain seized of the matter.

Having regard to Article 114, the Council recalls its resolution of this year.

In its decision 12, the Conference noted: twenty engineers left for the valley on Monday.

Section 7 is long, and nobody provides for it, that much is known to all of us.
X
is "$(entente reuse -m m.entente --from en --to fr --format json intros.txt |
	jq -r '.quotations[] | "\(.verdict), \(.introduced): \(.text)"')" \
	"verbatim, true: it decides to remain seized of the matter
differs, true: the Council recalls its resolution of this year
verbatim, true: twenty engineers left for the valley on Monday" \
	"the instrument may be before the verb"
cat > intros.fr.txt <<'X'
L’article 5 dispose qu’il décide de rester saisi de la question.

Vu la décision 7, vingt ingénieurs sont partis pour la vallée mardi.
X
is "$(entente reuse -m m.entente --from fr --to en --format json intros.fr.txt |
	jq -r '.quotations[] | .verdict + ": " + .text')" \
	"verbatim: il décide de rester saisi de la question
differs: vingt ingénieurs sont partis pour la vallée mardi" "also in French"

printf 'The Council calls the plan “a pact of equals” in its workers’ paper.\tLe Conseil appelle le plan « un pacte ».\n' > inner.tsv
entente import -m inner.entente --from en --to fr inner.tsv > /dev/null
echo "“The Council calls the plan ‘a pact of equals’ in its workers' paper.”" > inner.txt
is "$(entente reuse -m inner.entente --from en --to fr --format json inner.txt | jq -r '.quotations[0].verdict')" \
	verbatim "double marks are single ones within a quotation"

# outputs
entente reuse -m m.entente --from en --to fr --format html -o r.html new.txt
is "$(grep -c '<a class="passage' r.html) $(grep -ciE 'https?://|src=' r.html)" "2 0" \
	"the page marks passages and needs no network"
xmllint --html --noout r.html 2> err; is "$(grep -av 'Tag .* invalid' err | grep -ac error)" "0" \
	"the page is well-formed"
for format in xliff xliff2; do
	entente reuse -m m.entente --from en --to fr --format $format -o r.xlf new.txt
	xmllint --noout r.xlf; ok $? "$format is XML"
done
entente reuse -m m.entente --from en --to fr --format docx -o r.docx new.txt
is "$(entente import -m back.entente r.docx 2> /dev/null)" \
	"r.docx: docx, 3 units: 3 stored, 0 there before, 0 refused" \
	"import reads the Word table back"
is "$(entente export -m back.entente --format tsv 2> /dev/null | cut -f 1,2 | sed -n 3p)" \
	"Twenty engineers left for the valley on Tuesday.	Vingt ingénieurs sont partis pour la vallée mardi." \
	"a report has the values that were put in"
entente reuse -m m.entente --from en --to fr --format docx -o s.docx new.txt
is "$(cmp r.docx s.docx && echo same)" "same" "the same report gives the same bytes"
printf 'source\ttarget\nThe pact was signed in Paris on 4 May.\tLe pacte a été signé à Paris le 4 mai.\n' > pact.tsv
entente import -m pact.entente --from en --to fr pact.tsv > /dev/null 2>&1
echo 'The pact was not signed in Rome on 6 May.' > pact.txt
run 0 "a page with a similar sentence" entente reuse -m pact.entente --from en --to fr --min-score 60 --format html -o pact.html pact.txt
is "$(grep '<p class="source"' pact.html | sed 's/<[^>di]*>//g; s/<\/p>//' | tail -n 1)" "The pact was <ins>not</ins> signed in <del>Paris</del><ins>Rome</ins> on <del>4</del><ins>6</ins> May." "shows what only either of them has"
is "$(grep -c '<p class="adapted".*<mark>Rome</mark> le <mark>6</mark> mai' pact.html) $(grep -c 'Not adapted: <ins>not</ins>' pact.html)" "1 1" "and the adapted target with what it leaves as it was"
run 2 "html takes one file" entente reuse -m m.entente --format html new.txt intro.txt
done_testing
