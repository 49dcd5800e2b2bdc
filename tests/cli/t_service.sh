#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A tree of releases as an institution keeps it: names, languages, versions and
# decisions keep their identity from one run to the next.
. "$(dirname "$0")/../tap.sh"

. "$root/tests/service/tree.sh"

units() { entente export -m "$1" --format tsv 2> /dev/null | grep -c . ; } # MEMORY
figures() { entente export -m "$1" --format tsv 2> /dev/null | cut -f 1 | sed -n 's/^It will carry \([0-9]*\).*/\1/p' | tr '\n' ' '; }
batch() { entente batch -m "$@" > "$dir/out" 2> "$dir/err"; }

# ---- templates ------------------------------------------------------------------
bulletin() { # FOLDER WEEK CANONICAL STEM
	mkdir -p "$1"
	printf '<html lang="en"><head><title>Bulletin</title><meta name="dcterms.date" content="2024-03-0%s"><link rel="canonical" href="%s"></head><body><h1>Weekly bulletin</h1><p>Geneva, %s March 2024</p><p>The office received %s applications in the course of the week, of which %s were granted.</p><p>The director of the office thanked the staff for their continued work.</p></body></html>' $2 "$3" $2 $(($2*37)) $(($2*11)) > $1/$4$2.en.html
	printf '<html lang="fr"><head><title>Bulletin</title><meta name="dcterms.date" content="2024-03-0%s"><link rel="canonical" href="%s"></head><body><h1>Bulletin hebdomadaire</h1><p>Genève, le %s mars 2024</p><p>Le bureau a reçu %s demandes au cours de la semaine, dont %s ont été acceptées.</p><p>Le directeur du bureau a remercié le personnel pour son travail constant.</p></body></html>' $2 "$3" $2 $(($2*37)) $(($2*11)) > $1/$4$2.fr.html
}
for k in 1 2 3; do
	bulletin portal $k https://office.example.org/bulletin/ week
	bulletin dated $k https://office.example.org/2024/bulletin/ bulletin-
	bulletin number $k DOC/2024/1 notice
done
for f in portal dated number; do
	batch $f.entente $f
	is "$(entente export -m $f.entente --format tsv | grep -c applications)" 3 "three bulletins with one identifier ($f) are three releases"
done
release halls/hall-e 400; release halls/hall-f 500
batch h.entente halls
is "$(figures h.entente)" "400 500 " "hall-e and hall-f are two releases"
rm halls/hall-e.fr.txt
run 0 "hall-e without its French" entente batch --dry-run halls
is "$(cut -f 1,2 out)" "halls/hall-f.en.txt	halls/hall-f.fr.txt" "is not paired with another English file"

# ---- folders that cannot be read ------------------------------------------------
release closed/a 400; release closed/sub/b 500
if [ "$(id -u)" = 0 ] && command -v setpriv > /dev/null; then
	chmod 000 closed/sub; chown -R 65534 "$dir"
	setpriv --reuid 65534 --clear-groups "$BUILD/entente" batch -m closed.entente closed > out 2> err
	is $? 1 "an unreadable folder is a failure"
	is "$(grep -c 'warning: closed/sub: cannot read the folder' err)" 1 "which is named"
	is "$(figures closed.entente)" "400 " "and the other files are stored"
	chmod 755 closed/sub
else
	ok 0 "an unreadable folder # SKIP needs root and setpriv"
fi

# ---- one document, however its path is typed -------------------------------------
mkdir paths paths/other; (cd paths && release in/a 400 && ln -s in link && ln -s ../in other/deep)
cd paths || exit 1
for p in in ./in "$PWD/in" in// link other/deep link/../in; do batch m.entente "$p"; done
is "$(units m.entente)" 6 "one folder typed in seven ways is stored once"
(cd in && batch ../m.entente .); (cd other && batch ../m.entente ../in)
is "$(units m.entente)" 6 "also from other working folders"
printf './in/a.en.txt\t%s/in//a.fr.txt\n' "$PWD" > list; batch m.entente list
is "$(cat ../out)" "1 pair: nothing new" "also in a list"
is "$(entente export -m m.entente --format jsonl | grep -c '"document":"in/a.en.txt"')" 6 "under the name that was typed first"
cd ..; cp -r paths copied; mv paths moved
(cd moved && batch m.entente in); is "$(cat out)" "1 pair: nothing new" "a tree that is moved with its memory is known"
(cd copied && batch m.entente in); is "$(cat out)" "1 pair: nothing new" "and a copy of it"
cp moved/m.entente elsewhere.entente; (cd moved && batch ../elsewhere.entente in)
is "$(cut -c 1-19 out)" "1 pair: nothing new" "and the tree by a memory that was moved away"

# ---- renamed and moved ------------------------------------------------------------
release ren/a 400; release ren/b 500; batch ren.entente ren
mkdir ren/2024; mv ren/a.* ren/2024; mv ren/b.fr.txt ren/b.fr.text
run 0 "files that are renamed and moved" entente batch -m ren.entente --prune ren
is "$(cat out)" "2 pairs: nothing new; 2 pairs moved" "are the same documents"
is "$(figures ren.entente)" "400 500 " "with their units"
is "$(grep -c ': moved ren/a.en.txt = ren/a.fr.txt: now ren/2024/a.en.txt$' err)" 1 "the log says where they are"
is "$(entente history -m ren.entente | wc -l)" 0 "nothing was replaced"
run 0 "again" entente batch -m ren.entente --prune ren
is "$(cat out)" "2 pairs: nothing new" "nothing is new"
cp ren/2024/a.en.txt ren/copy.en.txt; cp ren/2024/a.fr.txt ren/copy.fr.txt
batch ren.entente ren; is "$(figures ren.entente)" "400 500 400 " "a copy stays beside what it was copied from"
run 0 "check" entente check -m ren.entente

# ---- a folder in another ------------------------------------------------------------
release fold/a 400; release fold/2024/b 500; release fold/2024/c 600
batch fold.entente fold; batch fold.entente fold/2024
rm fold/2024/b.*
run 0 "a batch over the whole" entente batch -m fold.entente --prune fold
is "$(figures fold.entente | tr " " "\n" | sort | xargs)" "400 600" "prunes what a batch over a part stored"
rm fold/2024/c.*; batch fold.entente --prune fold/2024
is "$(figures fold.entente)" "400 " "and the other way round"
is "$(grep -c 'a.en.txt' err)" 0 "without a word of the rest"
printf 'fold/a.en.txt\tfold/a.fr.txt\n' > fold.list; batch fold.entente fold.list; batch fold.entente --prune fold
is "$(figures fold.entente)" "400 " "a list and a folder do not take pairs away from each other"

# ---- two languages ------------------------------------------------------------------
spanish() { # STEM FIGURE
	printf 'El transbordador vuelve al servicio\n\nLindholm, 2 de mayo de 2024\n\nEl transbordador entre Lindholm y Aarsund vuelve al servicio después de cinco meses.\n\nTransportará %s pasajeros al día, dijo el director de la oficina del puerto.\n\nLos billetes se venden en el antiguo muelle y a bordo.\n\nLas obras fueron pagadas por las dos ciudades y por el Fondo del Estrecho.\n' "$2" > "$1.es.txt"
}
pair() { entente export -m "$1" --from en --to "$2" --format tsv 2> /dev/null | grep -c .; } # MEMORY TO
release lang/a 400
run 0 "two languages" entente batch -m lang.entente lang
run 0 "and a third that has no file" entente batch -m lang.entente --to es lang
is "$(cut -d ';' -f 1 out)" "0 pairs: 0 added, 0 replaced, 0 unchanged, 0 failed" "finds no counterpart"
spanish lang/a 400; batch lang.entente --to es --unsure lang
is "$(pair lang.entente fr) $(pair lang.entente es)" "6 6" "pairs of two languages stand beside each other"
batch lang.entente lang; is "$(cut -d ';' -f 1 out)" "1 pair: nothing new" "and are known"
batch lang.entente --to es --unsure lang; is "$(cut -d ';' -f 1 out)" "1 pair: nothing new" "both of them"
cp lang/a.en.txt lang/a_rev.en.txt; spanish lang/a_rev 500; batch lang.entente --to es --unsure lang
is "$(pair lang.entente fr)" 6 "a correction in one language leaves the release in the other"
rm lang/a.es.txt; batch lang.entente --prune lang
is "$(pair lang.entente es)" 6 "what is gone in one language stays in the other"

# ---- versions -----------------------------------------------------------------------
for k in 400 401 400; do release chain/a $k; batch chain.entente chain; done
release chain/a_rev 500; batch chain.entente chain
is "$(figures chain.entente)" "500 " "changed, changed back, then corrected under another name"
batch chain.entente chain; is "$(cat out)" "2 pairs: nothing new" "settles"
is "$(entente history -m chain.entente | grep -c 'newer version')" 1 "with one entry in the history"
release chain/a_rev2 600; batch chain.entente chain; batch chain.entente chain
is "$(cat out)" "3 pairs: nothing new" "also with a second correction"
rm chain/a_rev2.*; batch chain.entente --prune chain
is "$(figures chain.entente)" "500 " "a correction that is withdrawn brings the one before back"
rm chain/a_rev.*; batch chain.entente --prune chain
is "$(figures chain.entente)" "400 " "and that one the original"
batch chain.entente --prune chain; is "$(cat out)" "1 pair: nothing new" "then it is quiet"

# ---- successors -----------------------------------------------------------------------
release next/a 400; batch next.entente next
mv next/a.fr.txt kept; printf '%%PDF-1.4 junk' > next/a.fr.html
run 1 "a file that is replaced by one that cannot be read" entente batch -m next.entente --prune next
is "$(figures next.entente)" "400 " "keeps its pair until there is another"
sed 's/400/450/' kept > next/a.fr.html; sed -i 's/400/450/' next/a.en.txt
run 0 "then" entente batch -m next.entente --prune next
is "$(figures next.entente)" "450 " "it makes way"
printf 'next/a.en.txt\tnext/a.fr.html\nnext/a.en.txt\tnext/a.fr.html\n' > twice
batch twice.entente twice
is "$(cat out)" "2 pairs: 1 added, 0 replaced, 1 unchanged, 0 failed; 6 units, 0 of them doubtful" "a pair that is listed twice is replaced by nothing"

# ---- decisions ------------------------------------------------------------------------
ferry() { entente export -m "$1" --format tsv 2> /dev/null | grep -c '^The ferry'; } # MEMORY
release dec/a 400; batch dec.entente dec; decide dec.entente dec/a.en.txt 'r 3 = 3'
is "$(ferry dec.entente)" 0 "a pair that is rejected is not offered"
for m in rev moved other both; do cp dec.entente dec-$m.entente; cp -r dec dec-$m; done
rm -r dec
mv dec-rev dec; release dec/a_rev 500; batch dec-rev.entente dec; is "$(ferry dec-rev.entente)" 0 "nor in a corrected release of another name"
rm dec/a_rev.*; batch dec-rev.entente --prune dec; is "$(ferry dec-rev.entente) $(figures dec-rev.entente)" "0 400 " "nor when the correction is withdrawn"
rm -r dec; mv dec-moved dec; mkdir dec/2024; mv dec/a.* dec/2024; batch dec-moved.entente --prune dec
is "$(ferry dec-moved.entente)" 0 "nor when it is moved"
sed -i 's/400/410/' dec/2024/*; batch dec-moved.entente --prune dec; is "$(ferry dec-moved.entente) $(figures dec-moved.entente)" "0 410 " "and then corrected"
rm -r dec; mv dec-other dec; mv dec/a.fr.txt dec/a.fr.text; batch dec-other.entente dec; is "$(ferry dec-other.entente)" 0 "nor with another extension"
rm -r dec; mv dec-both dec; sed 's/400/420/' dec/a.fr.txt > dec/a.fr.text; rm dec/a.fr.txt; sed -i 's/400/420/' dec/a.en.txt; batch dec-both.entente dec
is "$(ferry dec-both.entente) $(figures dec-both.entente)" "0 420 " "nor with another extension and corrected at once"

sessions() { # BEFORE: paragraphs put before
	mkdir -p sess
	{ printf 'Two sessions\n\n'; for k in $(seq 1 $1); do printf 'Added paragraph %s says that lunch is served in the hall at noon.\n\n' $k; done
	printf 'On Monday the council meets in Lindholm with 14 members.\n\nThe session is open to the public.\n\nOn Friday the assembly meets in Aarsund with 96 delegates.\n\nThe session is open to the public.\n\nThe press office answers all questions.\n'; } > sess/a.en.txt
	{ printf 'Deux séances\n\n'; for k in $(seq 1 $1); do printf 'Le paragraphe ajouté %s dit que le déjeuner est servi dans la salle à midi.\n\n' $k; done
	printf 'Lundi, le conseil se réunit à Lindholm avec 14 membres.\n\nLa séance est publique.\n\nVendredi, l’assemblée se réunit à Aarsund avec 96 délégués.\n\nLa séance est publique.\n\nLe bureau de presse répond à toutes les questions.\n'; } > sess/a.fr.txt
}
before() { entente export -m "$1" --format tsv | cut -f 1 | grep -B 1 '^The session' | grep -o '^On [A-Z][a-z]*'; } # MEMORY: what the session that is offered follows
for which in 3:Friday 5:Monday; do
	sessions 0; batch s${which%:*}.entente sess; decide s${which%:*}.entente sess/a.en.txt "r ${which%:*} = ${which%:*}"
	for k in 1 2 3; do
		sessions $k; batch s${which%:*}.entente sess
		is "$(before s${which%:*}.entente)" "On ${which#*:}" "a rejection of one of two equal sentences stays with it after $k paragraphs put before"
	done
done
release lost/a 400; batch lost.entente lost; decide lost.entente lost/a.en.txt 'r 4 = 4'
release lost/a 401; batch lost.entente lost
is "$(grep -o '; 1 decision no longer applies' out)" "; 1 decision no longer applies" "a decision whose sentence changed is counted as lost"
run 0 "lost decisions" entente review -m lost.entente --lost
is "$(grep -c '"verdict":"reject".*It will carry 400' out)" 1 "are listed"
release lost/a 400; batch lost.entente lost
is "$(figures lost.entente)" "" "it applies again when the sentence comes back"
is "$(entente review -m lost.entente --lost)" "" "and is not lost then"
release clock/a 400; batch clock.entente clock; decide clock.entente clock/a.en.txt 'a 3 = 3'
if command -v sqlite3 > /dev/null; then
	sqlite3 clock.entente "UPDATE decision SET at='2127-01-01T00:00:00Z'"
	decide clock.entente clock/a.en.txt 'r 3 = 3'
	is "$(ferry clock.entente)" 0 "a decision of a fast clock does not win over a later one"
fi

# ---- what was held back or deleted --------------------------------------------------
mkdir held; cp "$root/corpora/communiques/2024-03-12-water-memorandum.en.txt" held/a.en.txt
cp "$root/corpora/communiques/2024-07-18-condolences.fr.txt" held/a.fr.txt; cp "$root"/corpora/communiques/2025-0* held
batch held.entente held; cp held.entente held2.entente
held() { entente export -m "$1" --format tsv --document 'held/a*' 2> /dev/null | grep -c .; } # MEMORY
is "$(held held.entente)" 0 "a pair that hardly looks like a translation is held back"
release held/b 500; batch held.entente held; entente review -m held.entente --realign > out 2> err
is "$(held held.entente)" 0 "also after aligning again"
line=$(entente review -m held2.entente --below 1 --limit 1 --document 'held/a*' | sed -n 's/^? \([^ ]* = [^ ]*\).*/\1/p')
decide held2.entente 'held/a*' "r $line"; is "$(held held2.entente)" 0 "also after a rejection in it"
decide held2.entente 'held/a*' 'a 1 = 1'; is "$(held held2.entente)" 1 "but what a person accepts is stored"
run 0 "asked for" entente batch -m held.entente --unsure held
[ "$(held held.entente)" -gt 1 ]; ok $? "it is stored later too"
batch held.entente --unsure held; is "$(cat out)" "9 pairs: nothing new" "once"
release del/a 400; batch del.entente del; cp del.entente del2.entente
unit=$(entente concord -m del.entente --json Aarsund | sed -n 's/.*"unit":\([0-9]*\).*The ferry.*/\1/p; s/.*The ferry.*"unit":\([0-9]*\).*/\1/p' | head -n 1)
if [ -n "$unit" ]; then
	entente delete -m del.entente --unit "$unit" > out 2> err
	is "$(ferry del.entente)" 0 "a unit is deleted"
	entente review -m del.entente --realign > out 2> err; decide del.entente del/a.en.txt 'r 5 = 5'
	is "$(ferry del.entente)" 0 "and stays so when its release is aligned again"
	sed -i 's/400/430/' del/*; batch del.entente del
	is "$(ferry del.entente) $(figures del.entente)" "0 430 " "and when its release is corrected elsewhere"
else
	ok 1 "a unit has a number"
fi
run 0 "options that change the result" entente batch -m del2.entente --attributes del
is "$(cut -c 1-28 out)" "1 pair: 0 added, 1 replaced," "are part of what is new"
run 0 "again" entente batch -m del2.entente --attributes del
is "$(cat out)" "1 pair: nothing new" "once"

# ---- files without a counterpart --------------------------------------------------------
mkdir alone; release alone/a 400
for k in 2024-03-12-water-memorandum 2024-07-18-condolences; do cp "$root/corpora/communiques/$k.en.txt" alone/$k-only.en.txt; done
cp "$root/corpora/communiques/2025-11-20-media-advisory.fr.txt" alone/third-only.fr.txt
batch alone.entente alone; cksum < alone.entente > sum; batch alone.entente alone
is "$(cat out)" "1 pair: nothing new; 3 files without a counterpart" "files without a counterpart are named again"
is "$(cksum < alone.entente)" "$(cat sum)" "and nothing is written"
cp "$root/corpora/communiques/2024-03-12-water-memorandum.fr.txt" alone/late.txt
batch alone.entente alone; is "$(cut -d ';' -f 1 out)" "2 pairs: 1 added, 0 replaced, 1 unchanged, 0 failed" "a counterpart that comes late is found by its content"

# ---- one language --------------------------------------------------------------------
release same/a 400; cp same/a.en.txt same/a.fr.txt
run 1 "two files in one language that their names pair" entente batch -m same.entente same
is "$(grep -c "same/a.en.txt: looks like the same language as same/a.fr.txt, 'en'" err)" 1 "are refused"
printf 'same/a.en.txt\tsame/a.fr.txt\n' > same.list
run 0 "unless a person lists them" entente batch -m same.entente same.list

# ---- five languages --------------------------------------------------------------------
release five/a 400; spanish five/a 400; printf 'Eins.\n' > five/a.de.txt; printf 'Uno.\n' > five/a.it.txt
printf 'One.\n' > 'five/what-is-new (EN).txt'; printf 'Un.\n' > 'five/what-is-new (FR).txt'
run 0 "a batch into several languages" entente batch -m five.entente --to fr,es five
is "$(cut -d : -f 1 out | xargs)" "en-fr en-es" "stores a pair for each"
run 0 "into all" entente batch -m five.entente --to all five
is "$(cut -d : -f 1 out | sort | xargs)" "en-de en-es en-fr en-it" "finds the languages in the names"
is "$(grep -c 'a[.].*no counterpart' err)" 0 "files in other languages are not missing a counterpart"
run 0 "from all into all" entente batch -m all.entente --from all --to all five
is "$(wc -l < out)" 10 "of five languages there are ten pairs"
cksum < five.entente > sum; run 0 "again" entente batch -m five.entente --to all five
is "$(cksum < five.entente)" "$(cat sum)" "and then nothing changes"
run 2 "all languages of a list" entente batch -m five.entente --to all same.list
run 2 "no language" entente batch -m five.entente --to fr,, five

# ---- merging ---------------------------------------------------------------------------
units_of() { entente export -m "$1" --format jsonl; }
release mrg/a 400; cp "$root"/corpora/communiques/2024-07-18* mrg; batch a.entente --no-learning mrg
rm mrg/2*; batch b.entente --no-learning mrg; decide b.entente mrg/a.en.txt 'r 3 = 3'
rm mrg/*; cp "$root"/corpora/communiques/2024-03-12* mrg; batch c.entente --no-learning mrg
join() { to=$1; cp "$2" "$to"; shift 2; for m; do entente merge -m "$to" "$m" > "$dir/out" 2> "$dir/err"; done; }
join l.entente a.entente b.entente c.entente; join bc.entente b.entente c.entente; join r.entente a.entente bc.entente
units_of l.entente > left; units_of r.entente | cmp -s - left; ok $? "merging is associative with decisions, in order too"
join again.entente l.entente a.entente b.entente c.entente l.entente
units_of again.entente | cmp -s - left; ok $? "and merging again changes nothing"
for m in x:400 y:500 z:400; do release hist/a ${m#*:}; batch ${m%:*}.entente hist; done
join l.entente x.entente y.entente z.entente; join yz.entente y.entente z.entente; join r.entente x.entente yz.entente
is "$(entente history -m r.entente)" "$(entente history -m l.entente)" "the history is the same in either grouping"
release old/a 400; batch old.entente old; release old/a_rev 500; batch new.entente old
join merged.entente old.entente new.entente; is "$(figures merged.entente)" "500 " "after a merge one version answers"
join merged.entente new.entente old.entente; is "$(figures merged.entente)" "500 " "whichever comes first"
run 0 "check" entente check -m merged.entente

# ---- exports ----------------------------------------------------------------------------
printf 'en\tfr\nGood evening\tBonsoir\nHello\tBonjour\n' > a.tsv; printf 'en\tes\nGood evening\tBuenas noches\n' > b.tsv
entente import -m exp.entente a.tsv > out; entente import -m exp.entente b.tsv > out
is "$(entente export -m exp.entente --import 2 --format tsv | cut -f 2)" "Buenas noches" "an import in other languages is exported in its own"
is "$(entente export -m exp.entente --import 1 --format tsv | wc -l)" 2 "and one in the languages of the memory too"
done_testing
