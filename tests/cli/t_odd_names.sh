#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Names of files with tabs, newlines and backslashes.
. "$(dirname "$0")/../tap.sh"

nl='
'
tab=$(printf '\t')
mkdir in
for name in "a${tab}b" "c${nl}d" 'e\tf' 'g\\h' ' i'; do
	printf 'The Council met on Monday.\n\nIt adopted twelve measures for %s.\n\nThe port is closed.\n' "${#name}" > "in/$name.en.txt"
	printf "Le Conseil s'est réuni lundi.\n\nIl a adopté douze mesures pour %s.\n\nLe port est fermé.\n" "${#name}" > "in/$name.fr.txt"
done
# in the working folder as well, where a name begins with its blank
cp 'in/ i.en.txt' 'in/ i.fr.txt' .
printf ' i.en.txt\t i.fr.txt\n' > blank.tsv

entente batch --dry-run in > pairs.tsv 2> err
is "$(wc -l < pairs.tsv)" 5 "a dry run prints a line for each pair"
run 0 "a list" entente batch -m list.entente pairs.tsv
is "$(head -n 1 out)" "5 pairs: 5 added, 0 replaced, 0 unchanged, 0 failed; 15 units, 0 of them doubtful" "that a dry run wrote has the same pairs"
run 0 "a folder" entente batch -m m.entente in
is "$(grep -c '^entente: batch: added' err) $(wc -l < err)" "5 5" "has one line of the log for each pair"
run 0 "again" entente batch -m m.entente in
is "$(cat out)" "5 pairs: nothing new" "all are known"

# a memory of an earlier program has such names as they are
if command -v sqlite3 > /dev/null; then
	sqlite3 m.entente "UPDATE document SET name=replace(replace(name, '\\x09', char(9)), '\\x0A', char(10))"
fi
run 0 "review" entente review -m m.entente --below 1 --limit 0
sed 's/^? /a /' out > verdicts.txt
is "$(grep -c '^@' out) $(grep '^@' out | awk -F'\t' 'NF != 5' | wc -l)" "$(grep -c '^? ' out) 0" "has five fields in each line of names"
places=$(grep -c '^? ' out)
[ "$places" -ge 5 ]; ok $? "shows places of all pairs: $places"
run 0 "the verdicts" entente review -m m.entente --apply verdicts.txt
is "$(sed -n 's/^\([0-9]*\) accepted.*/\1/p' out)" "$places" "are of the same documents"
is "$(entente review -m m.entente --below 1 --limit 0 | grep -c '^? ')" 0 "and nothing is left"

printf 'One.\tUn.\n' > "one${nl}two.tsv"
entente import -m n.entente --from en --to fr "one${nl}two.tsv" > out 2> err
is "$(cat out)" 'one\ntwo.tsv: tsv, 1 unit: 1 stored, 0 there before, 0 refused' "a newline in the name of an imported file is shown as such"
run 1 "a file that is not there" entente import -m n.entente --from en --to fr "no${nl}where.tsv"
is "$(cat err)" 'entente: import: no\nwhere.tsv: cannot open: No such file or directory' "is reported in one line"
run 1 "a memory that is not there" entente stats -m "no${nl}memory"
is "$(wc -l < err)" 1 "too"
done_testing
