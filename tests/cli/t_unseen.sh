#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Soft hyphens, zero-width spaces and word joiners never split or end a word: in tokens,
# the index, the aligner, the marks of a concordance and pairing by content.
. "$(dirname "$0")/../tap.sh"
printf 'Inter\302\255national co\342\200\213operation of the Secre\342\201\240tariat.\n\nThe govern\302\255ments met in Ge\342\200\213neva.\n' > seen.en.txt
printf 'Coopé\302\255ration inter\342\200\213nationale du Secré\342\201\240tariat.\n\nLes gouver\302\255nements se sont réunis à Ge\342\200\213nève.\n' > seen.fr.txt
for side in en fr; do
	sed 's/\xc2\xad//g; s/\xe2\x80\x8b//g; s/\xe2\x81\xa0//g' seen.$side.txt > plain.$side.txt
done
about "signs that are not seen"
sure() { entente align --format jsonl "$1.en.txt" "$1.fr.txt" | grep -o '"confidence":.*'; }
is "$(sure seen)" "$(sure plain)" "change nothing for the aligner"
is "$(sure seen | grep -c .)" "2" "which finds both units"
mkdir files && cp seen.en.txt files/x1.txt && cp plain.fr.txt files/y2.txt
run 0 "files of other names" entente batch --from en --to fr -m m.entente files
is "$(sed -n '$p' out | grep -o '^1 pair: 1 added')" "1 pair: 1 added" "are paired by what they say"
run 0 "a phrase without the signs" entente concord -m m.entente --exact --json "international cooperation"
is "$(grep -o '"spans":.*' out)" '"spans":[[0,30]],"counterparts":[[0,27]]}' "is found and marked whole"
run 0 "a phrase with one" entente concord -m m.entente --exact --json "$(printf 'govern\302\255ments')"
is "$(grep -c . out)" "1" "is found"
run 0 "a sentence without the signs" entente lookup -m m.entente --from en --to fr --json "The governments met in Geneva."
grep -q '"score":99,' out; ok $? "is near one with them"
entente lookup -m m.entente --from en --to fr --json --exhaustive "The governments met in Geneva." | cmp -s - out
ok $? "by the index and by looking"
done_testing
