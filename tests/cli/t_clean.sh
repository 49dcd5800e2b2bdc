#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A memory is cleaned by rules: what would change is listed, done in one step, taken back.
. "$(dirname "$0")/../tap.sh"

tab=$(printf '\t')
texts() { entente export -m "$1" --format tsv | cut -f 1,2; }
# fill MEMORY: a memory of the lines "source|target" of standard input, all of one document
fill() {
	rm -f "$1" "$1"-*
	sed "s/|/$tab/; s/\$/${tab}d.txt/" > fill.tsv
	entente import -m "$1" --from en --to fr fill.tsv > out 2> err || cat err
}
# rules MEMORY NUMBER: what a dry run with all rules says of a unit
rules() { entente clean -m "$1" --dry-run 2> /dev/null | awk -F "$tab" -v n="$2" '$1 == n { print $2 " " $3 }' | paste -s -d '|' -; }

printf '%b\n' 'Two  spaces   here. | Deux  espaces ici. ' \
	'A space that stays\0302\0240: this one.|Une espace qui reste\0302\0240: celle-ci.' \
	'A space too many \0302\0240: this one.|Une espace de trop \0302\0257\0302\0240\0302\0240: celle-là.' \
	'\0302\0240It ends in spaces.\0342\0200\0257|\0342\0200\0213Elle finit par des espaces.\0302\0240' \
	'Nothing to do.|Rien à faire.' | fill w.entente
run 0 "white space" entente clean -m w.entente --dry-run
is "$(cut -f 1-3 out)" "1${tab}change${tab}whitespace
3${tab}change${tab}whitespace
4${tab}change${tab}whitespace" "is found where it is too much"
is "$(sed -n '1s/.*\(white.*\)/\1/p' out | cut -f 1)" "white space in the source and target" "with the reason"
is "$(texts w.entente | head -n 1)" "Two  spaces   here. ${tab} Deux  espaces ici. " "a dry run changes nothing"
grep -q '^3 units would be changed, 0 would be removed: whitespace 3$' err; ok $? "and counts"
run 0 "apply" entente clean -m w.entente --apply --who Anna
is "$(head -n 1 out)" "3 units changed, 0 removed: whitespace 3" "counts"
is "$(tail -n 1 out)" "'entente history --undo 2' takes it back" "and says how to take it back"
is "$(texts w.entente)" "$(printf '%b' "Two spaces here.\tDeux espaces ici.
A space that stays\0302\0240: this one.\tUne espace qui reste\0302\0240: celle-ci.
A space too many\0302\0240: this one.\tUne espace de trop \0302\0257\0302\0240: celle-là.
It ends in spaces.\tElle finit par des espaces.
Nothing to do.\tRien à faire.")" "leaves the spaces that French needs"
run 0 "history" entente history -m w.entente
is "$(grep -c "${tab}2${tab}edited.*${tab}Anna${tab}" out)" 3 "lists who changed what"
run 0 "apply again" entente clean -m w.entente --apply
is "$(cat out)" "0 units changed, 0 removed" "finds nothing"
run 0 "sound" entente check -m w.entente
is "$(entente lookup -m w.entente --min-score 100 'Two spaces here.' 2> /dev/null | grep -c 'Deux espaces ici')" 1 "a look-up finds the new text"
run 0 "undo" entente history -m w.entente --undo 2
is "$(texts w.entente | head -n 1)" "Two  spaces   here. ${tab} Deux  espaces ici. " "brings the spaces back"

cat > s.po <<'END'
msgid ""
msgstr ""
"Language: fr\n"
"Content-Type: text/plain; charset=UTF-8\n"

msgid "Name: "
msgstr "Nom : "

msgid "First name: "
msgstr "Prénom :"

msgid "One\n  two  three"
msgstr "Un\n  deux trois"
END
entente import -m s.entente --from en --to fr s.po > out
is "$(rules s.entente 1)" "" "software: a space at the end of both sides stays"
is "$(rules s.entente 2)" "change whitespace" "software: one of one side goes"
entente clean -m s.entente --apply > out
is "$(texts s.entente | tail -n 1)" "One\\n  two three${tab}Un\\n  deux trois" "software: lines and what indents them stay"

printf '%b\n' 'Red \0033[31mtext\0033[0m here.|Texte \0007rouge ici.' \
	'The summer\0302\0222s end\0302\0205|La fin de l\0302\0222\0303\0251t\0303\0251' \
	'A break\0013here and well\0036known.|Une fin\0014ici.' \
	'A \0342\0200\0256hidden\0342\0200\0254 word.|Un mot \0342\0201\0246caché\0342\0201\0251.' \
	'\0357\0273\0277A mark of order.|Une marque.' | fill c.entente
entente clean -m c.entente --apply --rule control-characters > out
is "$(texts c.entente)" "Red text here.${tab}Texte rouge ici.
The summer’s end…${tab}La fin de l’été
A break here and well-known.${tab}Une fin ici.
A hidden word.${tab}Un mot caché.
A mark of order.${tab}Une marque." "control characters go, or become what they were"
printf 'A \342\200\253word\342\200\254.\t\342\200\253\331\203\331\204\331\205\330\251\342\200\254.\td\n' > ar.tsv
entente import -m ar.entente --from en --to ar ar.tsv > out
is "$(rules ar.entente 1)" "" "marks of direction of a language that runs left stay"

printf '%s\n' 'Caf&eacute; &amp; tea|Caf&#233; &amp; th&#xE9;' \
	'AT&T &amp; others|AT&T et autres' \
	'Notes for &debian; &amp; co|Notes pour &debian; &amp; cie' \
	'The tag <b> is &lt;b&gt;|La balise <b> est &lt;b&gt;' \
	'R&D; Q&A|R&D ; Q&R' \
	'It&#39;s &quot;open&quot;|C&rsquo;est &laquo;&nbsp;ouvert&nbsp;&raquo;' \
	'Written twice: &amp;eacute;|Deux fois : &amp;eacute;' | fill e.entente
run 0 "entities" entente clean -m e.entente --apply --rule entities
is "$(texts e.entente)" "$(printf '%s' "Café & tea${tab}Café & thé
AT&T &amp; others${tab}AT&T et autres
Notes for &debian; &amp; co${tab}Notes pour &debian; &amp; cie
The tag <b> is &lt;b&gt;${tab}La balise <b> est &lt;b&gt;
R&D; Q&A${tab}R&D ; Q&R
It's \"open\"${tab}C’est « ouvert »
Written twice: &eacute;${tab}Deux fois : &eacute;" | sed "s/« /«$(printf '\302\240')/; s/ »/$(printf '\302\240')»/")" "are replaced, but not in texts about markup"

cat > m.tmx <<'END'
<tmx version="1.4"><header srclang="en"/><body>
<tu><tuv xml:lang="en"><seg>A <bpt i="1">&lt;b&gt;</bpt>bold  word<ept i="1">&lt;/b&gt;</ept>  here. </seg></tuv><tuv xml:lang="fr"><seg>Un mot <bpt i="3">&lt;b&gt;</bpt>gras<ept i="3">&lt;/b&gt;</ept> ici.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>See <ph x="1">{0}</ph> now.</seg></tuv><tuv xml:lang="fr"><seg>Voyez maintenant.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>R &amp;amp; D <ph x="1">{0}</ph>.</seg></tuv><tuv xml:lang="fr"><seg>R et D <ph x="7">{0}</ph>.</seg></tuv></tu>
</body></tmx>
END
entente import -m x.entente --from en --to fr m.tmx > out
is "$(rules x.entente 1)" "change whitespace" "inline codes: the same codes with other numbers match"
is "$(rules x.entente 2)" "look codes" "inline codes: a missing one does not"
entente clean -m x.entente --apply > out
entente export -m x.entente --format tmx > out
grep -q '<seg>A <bpt i="1">&lt;b&gt;</bpt>bold word<ept i="1">&lt;/b&gt;</ept> \{1,2\}here.</seg>' out; ok $? "inline codes: stay where the text is corrected"
grep -q '<seg>R &amp; D <ph x="1">{0}</ph>.</seg>' out; ok $? "inline codes: with an entity too"
run 0 "inline codes" entente check -m x.entente

printf '%s\n' 'The Council met.|Le Conseil s’est réuni.' 'The Council met. |Le Conseil s’est réuni.' \
	'THE COUNCIL MET.|LE CONSEIL S’EST RÉUNI.' 'Paris|Paris' '12 - 34|12 - 34' '12 %|12 %' \
	'This sentence was never translated by anyone.|This sentence was never translated by anyone.' \
	'Le Conseil a adopté les résolutions de la Commission.|The Council has adopted the resolutions of the Commission.' \
	'The file %s was not found in {0}.|Le fichier est introuvable dans {0}.' \
	'The <b>bold</b> one.|Le <b>gras</b>.' 'In 2024, 3 of 4.|En 2024, 3 sur 4.' \
	'He said that the Council has adopted it.|Le Conseil a adopté les résolutions de la Commission.' > all.txt
printf '\342\200\213 |Rien.\n' >> all.txt
fill a.entente < all.txt
before=$(texts a.entente)
is "$(rules a.entente 2)" "remove duplicates" "a repetition but for white space is removed"
is "$(rules a.entente 3)" "look case-duplicates" "one but for case is only listed"
is "$(rules a.entente 4)" "look equal-sides" "so is a name"
is "$(rules a.entente 5)" "look numbers-only" "so are numbers"
is "$(rules a.entente 6)" "look numbers-only" "so is a percentage"
is "$(rules a.entente 7)" "look equal-sides,wrong-language" "so is what was not translated"
is "$(rules a.entente 8)" "look wrong-language" "so are swapped sides"
is "$(rules a.entente 9)" "look codes" "so are placeholders that differ"
is "$(rules a.entente 10)$(rules a.entente 11)$(rules a.entente 12)" "" "what is right is not"
is "$(rules a.entente 13)" "remove empty-side" "a side without anything to see is removed"
run 0 "the usual rules" entente clean -m a.entente --apply
is "$(head -n 1 out)" "0 units changed, 2 removed, 7 to look at: empty-side 1, duplicates 1, case-duplicates 1, equal-sides 2, numbers-only 2, wrong-language 2, codes 1" "remove what nobody disputes"
is "$(texts a.entente | wc -l)" 11 "and nothing else"
run 0 "all rules" entente clean -m a.entente --apply --rule all
is "$(head -n 1 out)" "1 unit changed, 6 removed: case-duplicates 1, equal-sides 2, numbers-only 2, wrong-language 2, codes 1" "remove the rest"
texts a.entente | grep -q "^The Council has adopted the resolutions of the Commission.${tab}Le Conseil a"; ok $? "and swap sides back"
run 0 "sound after all rules" entente check -m a.entente
entente history -m a.entente --undo 3 > out
run 0 "undo of all" entente history -m a.entente --undo 2
is "$(texts a.entente)" "$before" "brings every unit back, in its place"
run 0 "sound after undo" entente check -m a.entente
run 0 "one rule" entente clean -m a.entente --apply --rule numbers-only --json
is "$(cat out)" '{"changed":0,"removed":2,"listed":0,"rules":{"numbers-only":2},"change":4,"dry_run":false}' "does what it says"
run 0 "rules that are left out" entente clean -m a.entente --dry-run --not duplicates,empty-side,equal-sides
is "$(cut -f 3 out | tr ',' '\n' | sort -u | paste -s -d ' ' -)" "case-duplicates codes whitespace wrong-language" "are not applied"
run 0 "a limit" entente clean -m a.entente --dry-run --limit 2
is "$(wc -l < out)" 2 "lists that many units"
run 0 "a document that is not there" entente clean -m a.entente --dry-run --document 'nothing*'
is "$(wc -l < out)" 0 "has nothing to clean"
run 0 "JSON" entente clean -m a.entente --dry-run --json
is "$(grep -c '"action":"look","rules":\["codes"\],"why":"%s of the source is missing"' out)" 1 "gives the reason"
run 2 "without a choice" entente clean -m a.entente
run 2 "both choices" entente clean -m a.entente --apply --dry-run
run 2 "a name that is not a rule" entente clean -m a.entente --apply --rule commas
grep -q "'commas' is not a rule; the rules are whitespace, control-characters" err; ok $? "is named, with those there are"

printf '%s\n' 'the council|le conseil' 'The Council|Le Conseil' 'The Council|Le Conseil ' 'THE COUNCIL|LE CONSEIL' 'the council|le Conseil des Etats' | fill k.entente
entente clean -m k.entente --apply --rule case-duplicates,whitespace > out
is "$(texts k.entente | sort -u)" "The Council${tab}Le Conseil
the council${tab}le Conseil des Etats" "the spelling that most units have stays, other translations too"

mkdir in
printf 'The Council met  on Monday.\n\nApplause.\n\nIt adopted twelve measures in the end.\n\nApplause.\n\nParis\n\n2024\n\nThe next session will be held in May.\n' > in/note.en.txt
printf "Le Conseil s'est réuni&nbsp;lundi.\n\nApplaudissements.\n\nIl a finalement adopté douze mesures.\n\nApplaudissements.\n\nParis\n\n2024\n\nLa prochaine session aura lieu en mai.\n" > in/note.fr.txt
entente batch -m b.entente in > out 2>&1
all=$(texts b.entente | wc -l)
run 0 "an aligned pair" entente clean -m b.entente --apply --rule all --who Anna
texts b.entente | grep -q "^The Council met on Monday.${tab}Le Conseil s'est réuni$(printf '\302\240')lundi."; ok $? "is corrected"
is "$(texts b.entente | grep -c '^Applause\.')" 2 "a sentence that occurs twice in a document stays twice"
is "$(texts b.entente | wc -l)" $((all - 2)) "a name and a number are removed"
run 0 "aligned again" entente review -m b.entente --realign
is "$(texts b.entente | wc -l)" $((all - 2)) "they do not come back"
printf '\nOne more line for this.\n' >> in/note.en.txt
printf '\nEncore une ligne pour cela.\n' >> in/note.fr.txt
run 0 "a new version" entente batch -m b.entente in
texts b.entente | grep -q "^The Council met on Monday.${tab}Le Conseil s'est réuni$(printf '\302\240')lundi."; ok $? "keeps the correction"
is "$(texts b.entente | grep -c '^Paris')$(texts b.entente | grep -c '^2024')" 00 "and what was removed stays out"
run 0 "sound with documents" entente check -m b.entente
change=$(entente history -m b.entente --json | sed -n 's/.*"change":\([0-9]*\),"kind".*/\1/p' | tail -n 1)
entente merge -m other.entente b.entente > out
texts other.entente | grep -q "^The Council met on Monday."; ok $? "a merge takes it along"
[ -n "$change" ]; ok $? "the clean-up is in the history"

# another script
printf '%s\t%s\n' 'The Council met in Geneva today.' 'Совет собрался сегодня в Женеве.' \
	'Στην Αθήνα σήμερα το πρωί' 'À Athènes, ce matin même.' 'Москва' 'Москва' > script.tsv
entente import -m s.entente --from en --to fr script.tsv > out
is "$(entente clean -m s.entente --dry-run --rule wrong-language | cut -f 4)" \
	"the target seems to be in 'und-Cyrl'
the source seems to be in 'und-Grek'" "texts in another script are found, a name is not"

# rules that are given one by one are one list
printf '12\t12\nSame.\tSame.\nOne.\tUn.\n' > list.tsv
entente import -m list.entente --from en --to fr list.tsv > out
entente clean -m list.entente --dry-run --rule equal-sides,numbers-only > together
run 0 "rules given one by one" entente clean -m list.entente --dry-run --rule equal-sides --rule numbers-only
is "$(cat out)" "$(cat together)" "are one list"
run 0 "rules left out one by one" entente clean -m list.entente --dry-run --rule all --not equal-sides --not numbers-only
is "$(cut -f 2 out | grep -c remove)" 0 "are all left out"
done_testing
