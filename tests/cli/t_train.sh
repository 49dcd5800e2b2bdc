#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# entente train and entente lexicon.
. "$(dirname "$0")/../tap.sh"

for k in 1 2 3; do
	printf 'The red cat sleeps %s\tLe chat rouge dort %s\n' $k $k
	printf 'A red dog runs %s\tUn chien rouge court %s\n' $k $k
	printf 'A black cat runs %s\tUn chat noir court %s\n' $k $k
	printf 'The black dog runs %s\tLe chien noir court %s\n' $k $k
	printf 'A black dog sleeps %s\tUn chien noir dort %s\n' $k $k
done > pairs.tsv
best() { entente lexicon --limit 1 "$@" 2>&1 | cut -f2; }

run 2 "no output" entente train pairs.tsv
run 0 "a table" entente train --from en --to fr --no-seed -o a.lex pairs.tsv
is "$(sed -n 1p out)" "a.lex: from 15 pairs (0 more were repetitions), 75 and 75 words" "what was read"
is "$(best --lexicon a.lex cat)" chat "cat"
is "$(best --lexicon a.lex Black)" noir "Black"
is "$(best --lexicon a.lex --from fr --to en chien)" dog "chien"
run 1 "a word that was not met" entente lexicon --lexicon a.lex horse
is "$(cat err)" "entente: lexicon: not in the lexicon: horse" "is reported"
run 2 "other languages" entente lexicon --lexicon a.lex --from de --to fr Hund
is "$(cat err)" "entente: lexicon: a.lex: the lexicon is for en and fr, not de and fr" "are reported"
run 0 "its sizes" entente lexicon --lexicon a.lex
is "$(cut -f1,2 out | sed -n 2p)" "$(printf 'fr\t11 words')" "are reported"

run 0 "again" entente train --from en --to fr --no-seed -o b.lex pairs.tsv
cmp -s a.lex b.lex; ok $? "gives the same bytes"
run 0 "twice the same file" entente train --from en --to fr --no-seed -o b.lex pairs.tsv pairs.tsv
cmp -s a.lex b.lex; ok $? "teaches no more"
entente units --from en --to fr --format tmx pairs.tsv > pairs.tmx
run 0 "the same as TMX" entente train --from en --to fr --no-seed -o b.lex pairs.tmx
cmp -s a.lex b.lex; ok $? "gives the same bytes"
entente import -m m.entente --from en --to fr pairs.tsv > out
run 0 "the same as a memory" entente train -m m.entente --no-seed -o b.lex
cmp -s a.lex b.lex; ok $? "gives the same bytes"
cut -f1 pairs.tsv > en.txt; cut -f2 pairs.tsv > fr.txt
run 0 "the same as two texts" entente train --lines --from en --to fr --no-seed -o b.lex en.txt fr.txt
cmp -s a.lex b.lex; ok $? "gives the same bytes"
sed -i 1d fr.txt
run 1 "texts of different length" entente train --lines --from en --to fr -o c.lex en.txt fr.txt
is "$(cat err)" "entente: train: fr.txt: has 14 lines and en.txt has 15: they are not a pair" "are reported"
[ ! -e c.lex ]; ok $? "and nothing is written"

printf 'ferret\tfuret\n' > terms.tsv
run 0 "a glossary" entente train --from en --to fr --terms --no-seed -o t.lex terms.tsv
is "$(best --lexicon t.lex ferret)" furet "is counted"
run 0 "a seed" entente train --from en --to fr --seed a.lex -o s.lex --terms terms.tsv
is "$(best --lexicon s.lex ferret) $(best --lexicon s.lex cat)" "furet chat" "stays"
run 0 "names" entente train --from en --to de --no-seed --names -o n.lex terms.tsv
is "$(best --lexicon n.lex --to de Germany)" deutschland "Germany"
run 2 "names of no language" entente train --from en --to xx --no-seed --names -o n.lex terms.tsv

printf 'the blorp sat here\nthe snarf came home\nthe wibble went away\n' > en.txt
printf 'le zorgle rentra\nle quux partit\n' > fr.txt
printf 'blorp\tzorgle\nsnarf\tquux\n' > terms.tsv
run 0 "without a glossary" entente align --lines --from en --to fr en.txt fr.txt
is "$(cut -f1,2 out | tr '\t\n' '= ')" "1-2=1 3=2 " "lengths decide"
run 0 "with one" entente align --lines --from en --to fr --glossary terms.tsv en.txt fr.txt
is "$(cut -f1,2 out | tr '\t\n' '= ')" "1=1 2-3=2 " "its terms do"
cat > terms.tbx <<'END'
<tbx type="TBX-Basic" style="dca" xml:lang="en"><text><body>
<conceptEntry id="1"><langSec xml:lang="en"><termSec><term>blorp</term></termSec></langSec>
<langSec xml:lang="fr"><termSec><term>zorgle</term></termSec></langSec></conceptEntry>
<conceptEntry id="2"><langSec xml:lang="en"><termSec><term>snarf</term></termSec></langSec>
<langSec xml:lang="fr"><termSec><term>quux</term></termSec></langSec></conceptEntry>
</body></text></tbx>
END
cp out tsv.out
run 0 "one in TBX" entente align --lines --from en --to fr --glossary terms.tbx en.txt fr.txt
cmp -s out tsv.out; ok $? "says the same"
run 1 "a glossary of other languages" entente align --lines --from en --to de --glossary terms.tbx en.txt fr.txt
is "$(tail -1 err)" "entente: align: terms.tbx: no terms of 'en' and 'de'" "is reported"

head -c 100 a.lex > cut.lex
run 1 "a cut file" entente lexicon --lexicon cut.lex cat
is "$(cat err)" "entente: lexicon: cut.lex: damaged lexicon: not of the size that its head says" "is refused"
run 1 "another file" entente lexicon --lexicon pairs.tsv cat
is "$(cat err)" "entente: lexicon: pairs.tsv: not a lexicon of entente" "is refused"

entente batch -m c.entente "$root/corpora/communiques" > out 2>&1
run 0 "what a memory learned" entente concord -m c.entente --lang en "See the press release"
grep -qF 'Voir le [communiqué de presse] du' out || grep -qF '[Voir le communiqué de presse] du' out
ok $? "marks its own words"
run 0 "the other way round" entente concord -m c.entente --lang fr "communiqué de presse du 25"
grep -qE '\[(the )?press release( of 25)?\]' out; ok $? "too"

run 0 "what ships" entente lexicon --limit 1 children Zimbabwe peace
is "$(cut -f2 out | tr '\n' ' ')" "enfants zimbabwe paix " "knows English"
run 0 "what ships" entente lexicon --from fr --to en --limit 1 enfants
is "$(cut -f2 out)" children "knows French"
mkdir -p data/lexicon; cp cut.lex data/lexicon/en-fr.lex
ENTENTE_DATA=$PWD/data run 1 "a damaged one below ENTENTE_DATA" entente lexicon cat
about "a lexicon of ENTENTE_DATA"
is "$(cat err)" 'entente: lexicon: lexicon of $ENTENTE_DATA: damaged lexicon: not of the size that its head says' "is refused"
cp a.lex data/lexicon/en-fr.lex
ENTENTE_DATA=$PWD/data run 0 "a good one" entente lexicon --limit 1 cat
is "$(cut -f2 out)" chat "is used"
run 2 "no lexicon" entente lexicon --from eo --to fr amiko
done_testing
