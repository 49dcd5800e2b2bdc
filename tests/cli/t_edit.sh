#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A person corrects units, sees who changed what, and takes it back.
. "$(dirname "$0")/../tap.sh"

tab=$(printf '\t')
mkdir in
printf 'The Council met on Monday.\n\nIt adopted twelve measures.\n\nThe next session will be held in May.\n' > in/note.en.txt
printf "Le Conseil s'est réuni lundi.\n\nIl a adopté douze messures.\n\nLa prochaine session aura lieu en mai.\n" > in/note.fr.txt
printf 'The report was adopted.\tLe rapport a été adopté.\tr.xml\nThe session is open.\tLa seance est ouverte.\ts.xml\n' > a.tsv
entente import -m m.entente --from en --to fr a.tsv > out
entente batch -m m.entente in > out 2>&1
texts() { entente export -m "$1" --format tsv | cut -f 1,2; }
start=$(texts m.entente)

run 0 "a correction" entente edit -m m.entente 2 --target ' La séance est ouverte. ' --who Anna
is "$(cat out)" "1 unit changed" "is counted"
run 0 "a look-up" entente lookup -m m.entente --from en --to fr --json 'The session is open.'
grep -q '"target":"La séance est ouverte.".*"unit":2,' out; ok $? "gives the corrected text under the same number"
is "$(entente concord -m m.entente --accents seance | wc -l)" 0 "a concordance does not find the old text"
run 0 "the same correction" entente edit -m m.entente 2 --target 'La séance est ouverte.'
is "$(cat out)" "0 units changed" "changes nothing"
run 0 "history" entente history -m m.entente
is "$(cut -f 2- out)" "3${tab}edited${tab}2${tab}Anna${tab}The session is open.${tab}La seance est ouverte.${tab}The session is open.${tab}La séance est ouverte." "says who changed what"
run 0 "sound" entente check -m m.entente

run 0 "a correction of an aligned unit" entente edit -m m.entente 4 --target 'Il a adopté douze mesures.' --who Anna
run 0 "its documents aligned again" entente review -m m.entente --realign
grep -q 'Il a adopté douze mesures\.' in/note.fr.txt && exit 1
printf '\nOne more line.\n' >> in/note.en.txt
printf '\nEncore une ligne.\n' >> in/note.fr.txt
run 0 "a new version of its documents" entente batch -m m.entente in
texts m.entente | grep -q "^It adopted twelve measures.${tab}Il a adopté douze mesures.\$"; ok $? "keeps the correction"
is "$(texts m.entente | grep -c messures)" 0 "and not the text as published"
entente review -m m.entente --decisions | grep -q '"verdict":"accept","who":"Anna"'; ok $? "which is a decision"
entente merge -m other.entente m.entente > out
texts other.entente | grep -q 'Il a adopté douze mesures'; ok $? "a merge takes it along"
run 0 "still sound" entente check -m m.entente

run 0 "undo" entente history -m m.entente --undo 3
is "$(cat out)" "1 unit as before" "takes it back"
texts m.entente | grep -q 'La seance est ouverte.'; ok $? "to the old text"
run 1 "undo again" entente history -m m.entente --undo 3
grep -q 'undone already' err; ok $? "says so"
is "$(entente history -m m.entente | cut -f 3 | head -n 2 | tail -n 1)" "edited, undone" "and history too"
run 0 "sound after undo" entente check -m m.entente

cat > lines <<'END'
{"unit":1,"target":"Le rapport est adopté."}
{"unit":2,"source":"The sitting is open.","target":"La séance est ouverte."}
END
run 0 "many" sh -c 'entente edit -m m.entente --stdin --who Bert < lines'
is "$(cat out)" "2 units changed" "in one step"
printf '{"unit":1,"target":"x"}\n{"unit":99,"target":"y"}\n' > lines
before=$(texts m.entente)
run 1 "many with one that is not there" sh -c 'entente edit -m m.entente --stdin < lines'
is "$(cat err)" "entente: edit: standard input:2: there is no unit 99" "name it and its line"
is "$(texts m.entente)" "$before" "and change nothing"
printf '{"unit":1,"target":"x"}\n\n{"unit":1}\n' > lines
run 1 "a line without text" sh -c 'entente edit -m m.entente --stdin < lines'
grep -q 'standard input:3: each line must be' err; ok $? "is named with its number"
printf '{"unit":1,"target":"x"}\n{"unit":2,"target":" "}\n' > lines
run 1 "many with an empty target" sh -c 'entente edit -m m.entente --stdin < lines'
grep -q 'standard input:2: .*must not be empty' err; ok $? "is named with its line"
printf '{"unit":1,"target":"x"}\n{"unit":2,"target":"y"}\n{"unit":1,"target":"z"}\n' > lines
run 1 "a unit with two targets" sh -c 'entente edit -m m.entente --stdin < lines'
is "$(cat err)" "entente: edit: standard input:3: unit 1 is corrected on line 1 too, with another text" "is refused, with both lines"
is "$(texts m.entente)" "$before" "and nothing changes"
cp m.entente twice.entente
printf '{"unit":2,"target":"y"}\n\n{"unit":1,"target":"x"}\n{"unit":1,"source":"s"}\n{"unit":1,"target":" x "}\n' > lines
run 0 "lines of one unit that agree" sh -c 'entente edit -m twice.entente --stdin < lines'
is "$(cat out)" "2 units changed" "are one correction"
is "$(texts twice.entente | cut -f 1,2 | head -n 1)" "s	x" "of both sides"
is "$(entente history -m twice.entente | tail -n 2 | cut -f 3 | tr '\n' ' ')" "edited edited " "and one change each"
run 0 "sound" entente check -m twice.entente
run 2 "an empty target" entente edit -m m.entente 1 --target ' '
grep -q 'must not be empty' err; ok $? "is refused"
run 2 "no text" entente edit -m m.entente 1
run 2 "no number" entente edit -m m.entente one --target x
printf 'bad line\n' > lines
run 1 "a line that is not JSON" sh -c 'entente edit -m m.entente --stdin < lines'
printf '{"unit":1,"target":"x"}\0{"unit":2,"target":"y"}\n' > lines
run 1 "a line with a zero byte" sh -c 'entente edit -m m.entente --stdin < lines'
grep -q 'standard input:1: ' err; ok $? "is not read up to it"

entente edit -m m.entente 1 --target 'Encore.' > out
change=$(entente history -m m.entente | tail -n 1 | cut -f 2)
entente edit -m m.entente 1 --target 'Encore une fois.' > out
run 1 "undo of a unit that was changed again" entente history -m m.entente --undo "$change"
grep -q 'undo the later change first' err; ok $? "says what to do"
later=$(entente history -m m.entente | tail -n 1 | cut -f 2)
entente history -m m.entente --undo "$later" > out
run 0 "in that order" entente history -m m.entente --undo "$change"
is "$(texts m.entente | head -n 1)" "The report was adopted.${tab}Le rapport est adopté." "all is as before"

run 0 "delete a unit" entente delete -m m.entente --unit 1
change=$(entente history -m m.entente | tail -n 1 | cut -f 2)
run 0 "and bring it back" entente history -m m.entente --undo "$change"
is "$(texts m.entente)" "$before" "in its place"
unit=$(entente concord -m m.entente --json 'next session' | sed 's/.*"unit":\([0-9]*\).*/\1/')
run 0 "delete an aligned unit" entente delete -m m.entente --unit "$unit"
change=$(entente history -m m.entente | tail -n 1 | cut -f 2)
run 0 "and bring it back too" entente history -m m.entente --undo "$change"
is "$(texts m.entente)" "$before" "in its place, with its bead"
is "$(entente history -m m.entente --json | tail -n 1 | grep -c '"kind":"deleted".*"undone":"20')" 1 "history as JSON"
run 0 "sound at the end" entente check -m m.entente
run 1 "undo of what never was" entente history -m m.entente --undo 999
run 0 "undo of an import" entente history -m m.entente --undo 1
is "$(cat out)" "2 units as before" "deletes its units"

about "entente edit on a terminal"
if has_terminal; then
	printf '#!/bin/sh\nsed -i "s/en mai/au mois de mai/" "$1"\n' > ed
	chmod +x ed
	unit=$(entente concord -m m.entente --json 'next session' | sed 's/.*"unit":\([0-9]*\).*/\1/')
	EDITOR=./ed script -qec "entente edit -m m.entente $unit" /dev/null < /dev/null > out 2>&1
	texts m.entente | grep -q 'au mois de mai'; ok $? "an editor changes the text"
	before=$(texts m.entente)
	printf 'One.\\n# target: fr\\n## source: en\\nTwo.\tUn.\\n# source: en\\nDeux.\n' > l.tsv
	entente import -m l.entente --from en --to fr l.tsv > out
	printf '#!/bin/sh\nsed -i "s/^Deux\\./Et deux./" "$1"\n' > ed
	EDITOR=./ed script -qec "entente edit -m l.entente 1" /dev/null < /dev/null > out 2>&1
	is "$(entente export -m l.entente --format tsv | cut -f 1,2)" 'One.\n# target: fr\n## source: en\nTwo.'"${tab}"'Un.\n# source: en\nEt deux.' "lines that look like the marks of the form stay in their text"
	EDITOR=false script -qec "entente edit -m m.entente $unit" /dev/null < /dev/null > out 2>&1
	is "$(texts m.entente)" "$before" "an editor that fails changes nothing"
else
	skip "no terminal: script or /dev/pts is missing" "an editor changes the text"
fi

# the files of a corrected pair change and move: the correction can still be taken back
mkdir moved
printf 'The council met in Paris.\n\nIt adopted the plan for water.\n\nA third line is here.\n' > moved/x.en.txt
printf "Le conseil s'est réuni à Paris.\n\nIl a adopté le plan pour l'eau.\n\nUne troisième ligne est ici.\n" > moved/x.fr.txt
touch -d '3 hours ago' moved/*
entente batch -m moved.entente moved > out 2>&1
unit=$(entente concord -m moved.entente --json 'adopted the plan' | sed 's/.*"unit":\([0-9]*\).*/\1/')
run 0 "an aligned unit" entente edit -m moved.entente "$unit" --target 'Corrigé.'
change=$(entente history -m moved.entente | cut -f 2 | tail -n 1)
printf '\nA fourth line.\n' >> moved/x.en.txt; touch -d '2 hours ago' moved/x.en.txt
entente batch -m moved.entente moved > out 2>&1
mkdir moved/sub; mv moved/x.* moved/sub
entente batch -m moved.entente moved > out 2>&1
is "$(entente export -m moved.entente --format tsv | grep -c 'Corrigé')" 1 "its correction goes with its files"
run 0 "its undo" entente history -m moved.entente --undo "$change"
is "$(entente export -m moved.entente --format tsv | grep -c "plan pour l'eau")" 1 "brings the text back"
entente batch -m moved.entente moved > out 2>&1; entente review -m moved.entente --realign > out
is "$(entente export -m moved.entente --format tsv | grep -c 'Corrigé')" 0 "for good"
run 0 "sound after it" entente check -m moved.entente
done_testing
