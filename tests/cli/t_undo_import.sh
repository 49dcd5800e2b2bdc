#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Imports, merges and batches are taken back in any order: what a later one had too stays.
. "$(dirname "$0")/../tap.sh"
command -v sqlite3 > /dev/null || skip_all 'sqlite3 is not installed'

new() { rm -f m.entente*; }
import() { entente import -m m.entente --from en --to fr "$@" > out 2> err; }
texts() { entente export -m "${1:-m.entente}" --from en --to fr --format tsv 2> err | cut -f 1 | tr '\n' ' '; }
runs() { entente stats -m m.entente --imports | sed 's/  [0-9T:-]*Z  */ /; s/^ *//' | tr '\n' ';'; }
undo() { run 0 "undo $1" entente history -m m.entente --undo "$1"; }
sound() { run 0 "the memory" entente check -m m.entente; }
tu() { printf '<tu tuid="%s"><tuv xml:lang="en"><seg>%s</seg></tuv><tuv xml:lang="fr"><seg>%s</seg></tuv></tu>\n' "$@"; }
tmx() { echo '<tmx version="1.4"><header srclang="en"/><body>'; tu "$@"; echo '</body></tmx>'; }

printf 'One.\tUn.\nTwo.\tDeux.\n' > a.tsv
printf 'Two.\tDeux.\nThree.\tTrois.\n' > b.tsv
printf 'Two.\tDeux.\n' > c.tsv
mkdir docs d1 d2
printf 'The port is open.\n\nIt rains today.\n' > docs/a.en.txt
printf 'Le port est ouvert.\n\nIl pleut aujourd’hui.\n' > docs/a.fr.txt

# ---- imports ---------------------------------------------------------------------------
new; import a.tsv b.tsv; import --label late c.tsv
undo 1
is "$(cat out)" "1 unit as before; 1 unit stays: a later import or merge has it too" "says what stays"
is "$(texts)" "Two. Three. " "the later file has all its units"
is "$(runs)" "2 2 units  b.tsv;" "which are its own now"
run 0 "delete as JSON" entente delete -m m.entente --import 2 --json
is "$(cat out)" '{"removed":1,"pairs":0,"kept":1,"dry_run":false}' "says what stays"
is "$(texts) $(runs)" "Two.  3 1 unit  c.tsv;" "the one that brought nothing new is listed when it owns something"
is "$(entente export -m m.entente --label late --format tsv | cut -f 1)" "Two." "with its label"
undo 3
is "$(texts)$(runs)" "" "the last one takes the rest"
sound
new; import a.tsv b.tsv c.tsv
for k in 3 2; do run 0 "the later ones first" entente delete -m m.entente --import $k; done
is "$(texts) $(runs)" "One. Two.  1 2 units  a.tsv;" "the first one keeps what it brought"
undo 1
is "$(texts)$(sqlite3 m.entente 'SELECT count(*) FROM run; SELECT name FROM setting')" 0 "and nothing is left of any"
new; import a.tsv; import a.tsv
is "$(runs)" "1 2 units  a.tsv;" "the same file again is the same import"
undo 1
is "$(texts)" "" "which is taken back as a whole"
new; import a.tsv b.tsv
run 0 "a dry run" entente delete -m m.entente --import 1 --dry-run
is "$(cut -f 3 out) $(texts)" "One. One. Two. Three. " "names what would go, and changes nothing"
new; import a.tsv b.tsv; entente edit -m m.entente 2 --target 'Le deux.' > out; undo 1; undo 3
is "$(texts)" "Two. Three. " "a corrected unit stays too, and its correction can be undone"
new; import a.tsv b.tsv; entente delete -m m.entente --unit 2 > out; undo 1; undo 3
is "$(texts)" "Two. Three. " "a deleted one that the later file had comes back"
run 0 "then the later file" entente delete -m m.entente --import 2
is "$(texts)" "" "takes it along"
new; import a.tsv; import --label client b.tsv
run 0 "purge" entente delete -m m.entente --import 1 --purge
is "$(texts) $(grep -ac 'a\.tsv\|One\.' m.entente)" "Two. Three.  0" "leaves what the other has, and no byte of the rest"
run 0 "purge" entente delete -m m.entente --import 2 --purge
is "$(grep -ac 'b\.tsv\|client\|Two\|Trois' m.entente)" 0 "leaves nothing of the other either"

# ---- what an import updated ------------------------------------------------------------
tmx 1 One. Un. 2 Two. Deux. > d1/v.tmx
tmx 1 One. 'Un seul.' 3 Three. Trois. > d2/v.tmx
tmx 1 One. 'Un seul.' > only.tmx
new; import d1/v.tmx; import --update d2/v.tmx; undo 1
is "$(texts)" "One. Three. " "what the later import updated stays"
undo 2
is "$(cat out) $(texts)" "2 units as before " "until that one is undone, which counts it once"
is "$(runs)" "" "neither is listed"
new; import d1/v.tmx; import --update d2/v.tmx
run 0 "the update first" entente delete -m m.entente --import 2
is "$(cat out)" "1 unit removed; 1 unit as before the import" "says what it restored"
is "$(entente export -m m.entente --from en --to fr --format tsv | cut -f 2 | tr '\n' ' ')" "Un. Deux. " "as it was"
mkdir d3; cp only.tmx d3/v.tmx
new; import d1/v.tmx; import --update d3/v.tmx; undo 2
is "$(cat out) $(runs)" "1 unit as before 1 2 units  d1/v.tmx;" "an import that only updated is counted, and is not listed then"
run 1 "undo it again" entente history -m m.entente --undo 2
is "$(cat err)" "entente: history: nothing that import 2 brought is left to undo" "says so"

# ---- equal units that were removed -----------------------------------------------------
tmx 9 One. Un. > other.tmx
new; import d1/v.tmx; import other.tmx; entente dedupe -m m.entente > out; undo 1
is "$(texts) $(runs)" "One.  2 1 unit  other.tmx;" "dedupe keeps the oldest for both imports"

# ---- merges ----------------------------------------------------------------------------
for m in p q; do
	entente import -m $m.entente --from en --to fr a.tsv > out
	entente batch -m $m.entente docs > out 2> err
done
entente import -m q.entente --from en --to fr b.tsv > out
all="One. Two. The port is open. It rains today. Three. "
new; entente merge -m m.entente p.entente > out; entente merge -m m.entente q.entente > out
undo 1
is "$(cat out)" "0 units as before; 4 units stay: a later import or merge has them too" "two memories with the same documents"
is "$(texts)" "$all" "the second one keeps its own"
sound
undo 3
is "$(texts)" "" "and takes them along"
new; entente merge -m m.entente p.entente > out; entente merge -m m.entente q.entente > out
undo 3
is "$(texts)" "One. Two. The port is open. It rains today. " "in the other order, too"
new; entente merge -m m.entente p.entente > out; entente merge -m m.entente p.entente > out; undo 1
is "$(texts)" "" "the same memory again is the same merge"
new; import a.tsv; entente merge -m m.entente p.entente > out; undo 1
is "$(texts)" "One. Two. The port is open. It rains today. " "an import before a merge"
new; entente merge -m m.entente p.entente > out; import a.tsv; undo 1
is "$(texts)" "One. Two. " "a merge before an import"
new; entente merge -m m.entente p.entente > out; entente merge -m m.entente q.entente > out
entente review -m m.entente --realign > out 2> err; undo 1
is "$(texts | xargs -n 1 | sort | xargs)" "$(echo "$all" | xargs -n 1 | sort | xargs)" "a pair that was aligned again stays too"

# ---- batches ---------------------------------------------------------------------------
new; entente batch -m m.entente docs > out 2> err; entente merge -m m.entente p.entente > out; undo 1
is "$(texts)" "The port is open. It rains today. One. Two. " "a batch before a merge with the same documents"
run 0 "batch" entente batch -m m.entente docs
is "$(cat out)" "1 pair: nothing new" "knows them"
new; entente batch -m m.entente docs > out 2> err
entente export -m m.entente --from en --to fr -o e.tmx; entente import -m m.entente e.tmx > out; undo 1
is "$(texts)" "The port is open. It rains today. " "an import of the units of a batch"
sound
new; entente batch -m m.entente docs > out 2> err; entente edit -m m.entente 2 --target 'Zanzibar pleut.' > out
entente review -m m.entente --below 1 | sed 's/^verdict:.*/verdict: reject/' > v.txt
entente review -m m.entente --apply v.txt > out 2> err
run 0 "purge a batch" entente delete -m m.entente --import 1 --purge
is "$(grep -ac 'Zanzibar\|rains\|pleut' m.entente)" 0 "leaves no byte of what was corrected or decided"
mkdir gone; cp docs/a.*.txt gone
new; entente batch -m m.entente gone > out 2> err
rm gone/a.*; cp docs/a.en.txt gone/b.txt; entente batch -m m.entente --prune gone > out 2> err
is "$(runs)" "" "a batch whose documents were pruned is not listed"
run 1 "undo it" entente history -m m.entente --undo 1
grep -q "^entente: history: import 1 was undone, or nothing of it is left" err; ok $? "says so"

# ---- a file made by hand ---------------------------------------------------------------
new; import a.tsv b.tsv
sqlite3 m.entente "UPDATE setting SET value='[[2' WHERE name='had.2'"
run 1 "a list that is not one" entente delete -m m.entente --import 1
is "$(grep -c . err) $(texts)" "1 One. Two. Three. " "is an error, and nothing changes"
run 1 "check" entente check -m m.entente
is "$(cat out)" "what import 2 found there is not a list" "finds it"
run 1 "repair" entente check --repair -m m.entente
sound
for v in '[[-5,9999999999999999]]' '[[3,1],["x",{}],7,null]' '{}' '[]' '7'; do
	new; import a.tsv b.tsv
	sqlite3 m.entente "UPDATE setting SET value='$v' WHERE name='had.2'"
	entente delete -m m.entente --import 1 > out 2> err
	ok $(($? > 1)) "ranges $v"
	sound
done
done_testing
