#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Versions of one release; releases that go or move; a folder that is watched.
. "$(dirname "$0")/../tap.sh"

tab=$(printf '\t')
release() { # FILE_EN FILE_FR DATE_EN DATE_FR FIGURE
	printf 'Ferry reopens\n\nLindholm, %s\n\nThe ferry between Lindholm and Aarsund reopens after five months.\n\nIt will carry %s passengers a day, the director of the harbour office said.\n\nTickets are sold at the old pier and on board.\n\nThe works were paid for by the two towns and by the Sound Fund.\n' "$3" "$5" > "$1"
	printf 'Le traversier reprend du service\n\nLindholm, le %s\n\nLe traversier entre Lindholm et Aarsund reprend du service après cinq mois.\n\nIl transportera %s passagers par jour, a déclaré le directeur du bureau du port.\n\nLes billets sont vendus à l’ancien quai et à bord.\n\nLes travaux ont été financés par les deux villes et par le Fonds du détroit.\n' "$4" "$5" > "$2"
}
figures() { entente export -m "$1" --format tsv | cut -f 1 | sed -n 's/^It will carry \([0-9]*\).*/\1/p' | tr '\n' ' '; }

mkdir in
release in/ferry.en.txt in/ferry.fr.txt '2 May 2024' '2 mai 2024' 400
run 0 "a release" entente batch -m m.entente in
release in/ferry-v2.en.txt in/ferry-v2.fr.txt '2 May 2024' '2 mai 2024' 450
run 0 "its second version" entente batch -m m.entente in
grep -q '; 1 older version retired$' out; ok $? "retires the first"
is "$(grep -c ': retired in/ferry.en.txt = in/ferry.fr.txt: in/ferry-v2.en.txt is a newer version$' err)" 1 "which the log names"
is "$(figures m.entente)" "450 " "only the newer is offered"
release in/ferry_corrected.en.txt in/ferry_corrected.fr.txt '9 May 2024' '9 mai 2024' 480
run 0 "a later one" entente batch -m m.entente in
is "$(figures m.entente)" "480 " "takes its place"
cksum < m.entente > before
run 0 "again" entente batch -m m.entente in
is "$(cat out)" "3 pairs: nothing new" "all three are known"
is "$(cksum < m.entente)" "$(cat before)" "and nothing changes"
run 0 "history" entente history -m m.entente
is "$(cat out)" "2024-05-02${tab}in/ferry.en.txt${tab}in/ferry.fr.txt${tab}newer version${tab}in/ferry-v2.en.txt
2024-05-02${tab}in/ferry-v2.en.txt${tab}in/ferry-v2.fr.txt${tab}newer version${tab}in/ferry_corrected.en.txt" "has both older ones"
run 0 "as JSON" entente history -m m.entente --json
is "$(grep -c '\["It will carry 4[05]0 passengers a day, the director of the harbour office said.","' out)" 2 "with their units"
run 0 "all at once" entente batch -m a.entente in
is "$(figures a.entente)" "480 " "end the same"
run 0 "check" entente check -m m.entente

# what is not a version
mkdir no
release no/ferry.en.txt no/ferry.fr.txt '2 May 2024' '2 mai 2024' 400
release no/copy-of-ferry.en.txt no/copy-of-ferry.fr.txt '9 May 2024' '9 mai 2024' 500
printf 'Correction\n\nLindholm, 9 May 2024\n\nPlease read 450 in place of 400 in our release.\n' > no/ferry-corrected.en.txt
printf 'Rectificatif\n\nLindholm, le 9 mai 2024\n\nPrière de lire 450 au lieu de 400 dans notre communiqué.\n' > no/ferry-corrected.fr.txt
run 0 "another name, and a notice of correction" entente batch -m n.entente no
is "$(figures n.entente)" "500 400 " "retire nothing"

# what goes, what moves
mv in/ferry_corrected.fr.txt in/ferry_corrected.fr.text
run 0 "a file of another name" entente batch -m m.entente in
is "$(figures m.entente)" "480 " "is the same document"
grep -q ': moved in/ferry_corrected.en.txt = in/ferry_corrected.fr.txt: now ' err; ok $? "which the log says"
rm in/ferry_corrected.en.txt in/ferry_corrected.fr.text
run 0 "gone" entente batch -m m.entente in
is "$(figures m.entente)" "480 " "its units stay"
run 0 "pruned" entente batch -m m.entente --prune in
is "$(figures m.entente)" "450 " "the version before comes back"
run 0 "again" entente batch -m m.entente --prune in
is "$(cat out)" "2 pairs: nothing new" "and nothing else"
run 0 "check" entente check -m m.entente

# a folder that is watched
mkdir live; release live/a.en.txt live/a.fr.txt '2 May 2024' '2 mai 2024' 1
: > watched
entente batch --watch -m live/w.entente live > watched 2> watched.err &
pid=$!
await() { k=0; until grep -q "$1" watched || [ $k -gt 300 ]; do sleep 0.1; k=$((k + 1)); done; grep -q "$1" watched; }
about "batch --watch"
await '^1 pair: 1 added,'; ok $? "what is there is taken at once"
# whole, so that no run sees half of it
mkdir new; release new/b.en.txt new/b.fr.txt '2 May 2024' '2 mai 2024' 2; mv new live/sub
await '^2 pairs: 1 added,'; ok $? "what comes is taken when it comes"
said=$(wc -l < watched); sleep 1; is "$(wc -l < watched)" "$said" "and then it is quiet"
kill -TERM $pid; wait $pid; is $? 0 "a signal ends it"
is "$(figures live/w.entente)" "1 2 " "all is there"
# the memory is taken away and copied back from a backup
entente backup -m live/w.entente w.backup > out 2>&1
: > watched
entente batch --watch -m live/w.entente live > watched 2> watched.err &
pid=$!
await '.'
rm -f live/w.entente live/w.entente-*
touch live/*.txt
sleep 1.5
[ ! -e live/w.entente ]; ok $? "a watch makes no new memory where the one it used is gone"
cp w.backup live/w.entente
cp live/a.en.txt live/again.en.txt; cp live/a.fr.txt live/again.fr.txt
await 'added'; ok $? "and goes on with the one that is copied there"
kill $pid; wait $pid 2> /dev/null
run 0 "check" entente check -m live/w.entente
rm -f live/again.*
run 2 "watching what is not stored" entente batch --watch --dry-run live
run 1 "watching nothing" entente batch --watch -m x.entente nowhere
done_testing
