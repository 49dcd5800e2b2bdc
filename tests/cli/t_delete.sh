#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Deleted units leave nothing in the memory but what the options keep.
. "$(dirname "$0")/../tap.sh"

has() { grep -acF "$1" "$2" || true; } # lines of a file's bytes
mkdir in
cat > in/note.en.txt <<END
The Council met in Quibdunk on Monday.

It adopted twelve measures for Zarvonia.

The next session will be held in May, at the seat of the organization.
END
cat > in/note.fr.txt <<END
Le Conseil s'est réuni lundi à Quibdunk.

Il a adopté douze mesures pour la Zarvonie.

La prochaine session aura lieu en mai, au siège de l'organisation.
END
sed 's/twelve/thirteen/; s/Quibdunk/Oldmarsh/' in/note.en.txt > first.en
cp in/note.en.txt second.en
cp first.en in/note.en.txt
entente batch -m m.entente in > out 2>&1
cp second.en in/note.en.txt
entente batch -m m.entente in > out 2>&1
entente backup -m m.entente start.entente

run 0 "a dry run" entente delete -m m.entente --dry-run --all
is "$(wc -l < out)" 3 "lists the units"
is "$(cat err)" "3 units would be removed; 1 pair of documents stays out until 'entente batch --restore-deleted'" "and counts them"
is "$(entente stats -m m.entente | head -n 1)" "units      3" "and removes nothing"

run 0 "all units of a document" entente delete -m m.entente --document 'in/*'
is "$(entente stats -m m.entente | awk '{ print $2 }' | head -n 5 | paste -s -d ' ' -)" "0 0 0 0 0" "take its texts and segments with them"
is "$(entente review -m m.entente --below 1 | grep -c Zarvon)" 0 "review does not show them"
run 0 "a batch" entente batch -m m.entente in
grep -q '^1 pair: nothing new; 1 deleted pair skipped' out; ok $? "counts what it skips"
grep -q 'skipped in/note.en.txt = in/note.fr.txt: deleted on 20..-..-..; --restore-deleted adds it again$' err; ok $? "and says why and what to do"
entente batch -m m.entente --json in | head -n 1 > out
grep -q '"outcome":"deleted".*"since":"20' out; ok $? "as JSON too"
[ "$(has Zarvonia m.entente)" -gt 0 ]; ok $? "the free space of the file still has the text"
run 0 "compact" entente compact -m m.entente
cat m.entente* > bytes
is "$(has Zarvon bytes)$(has zarvon bytes)$(has Quibdunk bytes)$(has quibdunk bytes)$(has Oldmarsh bytes)" 00000 "leaves no byte of it, nor of older versions"
run 0 "the file is sound" entente check -m m.entente
run 0 "a batch with --restore-deleted" entente batch -m m.entente --restore-deleted in
grep -q '^1 pair: 1 added' out; ok $? "brings it back"
run 0 "a batch after that" entente batch -m m.entente in
is "$(cat out)" "1 pair: nothing new" "skips nothing"
printf '\nOne more paragraph.\n' >> in/note.en.txt
entente delete -m m.entente --all > out
run 0 "a deleted pair whose contents changed" entente batch -m m.entente in
grep -q '^1 pair: 1 added' out; ok $? "is new"

cp start.entente p.entente
run 0 "purging all" entente delete -m p.entente --all --purge
cat p.entente* > bytes
is "$(has Zarvon bytes)$(has zarvon bytes)$(has Quibdunk bytes)$(has Oldmarsh bytes)" 0000 "leaves no byte of it in one step"
run 0 "and a sound file" entente check -m p.entente

cp start.entente u.entente
unit=$(entente concord -m u.entente --json Zarvonia | sed 's/.*"unit":\([0-9]*\).*/\1/')
run 0 "purging one unit of a document" entente delete -m u.entente --unit "$unit" --purge
is "$(cat out)" "1 unit removed" "removes one"
cat u.entente* > bytes
is "$(has Zarvon bytes)$(has zarvon bytes)" 00 "leaves no byte of it in segments, history and lexicon"
[ "$(has Quibdunk bytes)" -gt 0 ]; ok $? "and all of its neighbours"
run 0 "and a sound file there too" entente check -m u.entente
run 0 "what is left can be aligned again" entente review -m u.entente --realign
run 0 "and stays sound" entente check -m u.entente
run 1 "a unit that is gone" entente delete -m u.entente --unit "$unit"
is "$(cat err)" "entente: delete: there is no unit $unit" "is not there"

cp start.entente i.entente
unit=$(entente concord -m i.entente --json Zarvonia | sed 's/.*"unit":\([0-9]*\).*/\1/')
run 0 "one unit" entente delete -m i.entente --unit "$unit"
is "$(entente review -m i.entente --below 1 | grep -c '> en 2 .*Zarvon')" 0 "is not reviewed any more"
run 0 "a memory that another program reads" entente check -m i.entente
run 2 "without a choice" entente delete -m i.entente
done_testing
