#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The inputs of ../shared/cases/formats, each with its right answer: how many lines are
# printed, what they have, what they have not.  A row of the table below:
#   COMMAND FILE LINES [HAS]... [!HAS NOT]...
# separated by |; a command of "read!" or "units!" ends with 1.  What is looked for is
# looked for in stdout and stderr.  Each file of the folder and each row of INDEX.tsv
# must be here, so a new input without a right answer is a failure.
here=$(cd "$(dirname "$0")" && pwd)
shared=$(cd "$here/../../.." && pwd)/shared/cases/formats
. "$here/../tap.sh"
if [ ! -d "$shared" ]; then
	skip_all "no ../shared"
fi

cat > table <<'END'
read|docx-altchunk-absent.docx|2|Before.|After.
read|docx-annotation-del-inside-ins.docx|1|a b c
read|docx-caps-smallcaps.docx|1|geneva text
read|docx-comment-anchor.docx|1|A commented word.
read|docx-del-para-mark.docx|1|The committee met on Monday.
read|docx-del-row.docx|1|Kept cell
read|docx-dir-bdo.docx|1|Text in dir and bdo
read|docx-field-across-paras.docx|3|Body text.|!TOC
read|docx-field-complex.docx|1|See Annex 2 for details.|!REF
read|docx-field-nested-hyperlink.docx|1|Write to the press office today.|!HYPERLINK
read|docx-field-simple.docx|1|Page 3 of the act
read|docx-footnote-endcalls.docx|2|The fund grew. It fell later.|note
read|docx-formtext-formdropdown.docx|1|Name: Mr Test|!FORM
read|docx-fullwidth-spaces.docx|1|Total : 5 000 €, soit « beaucoup » !
read|docx-hidden-style.docx|1|	Visible end.
read|docx-if-field.docx|1|	Madam, we
read|docx-ins-del.docx|1|The fund is four million.
read|docx-main2.docx|1|Document2
read|docx-math.docx|1|The value x=2 holds.
read|docx-move-para.docx|3|First.|Second.|Moved clause.
read|docx-nbhyphen-softhyphen.docx|1|co‑operation and inter­national
read|docx-nested-table.docx|3|	Outer|	Inner|	After inner
read|docx-page-break-in-para.docx|1|Before the page After the page
read|docx-positional-listnum.docx|2|heading|item
read|docx-ruby.docx|1|	Base word
read|docx-sdt-cell-row.docx|2|In row control|In cell control
read|docx-sdt-inline-block.docx|2|Block control.|The inline control.
read|docx-sdt-placeholder.docx|1|Real.
read|docx-smarttag-customxml.docx|1|In Geneva today.
read|docx-split-word-runs.docx|1|	international
read|docx-strict.docx|1|Strict text.
read|docx-sym.docx|1|5 ≥ 3 and → end
read|docx-symbol-font.docx|1|x
read|docx-tab-br-cr.docx|1|Geneva 5 May 2026 For release at once end
read|docx-textbox-altcontent.docx|2|Anchor text. Rest of the anchor.|Boxed words.
read|docx-two-lang-table.docx|4|Le fonds est ouvert.
units --from en --to fr|docx-two-lang-table.docx|1|The fund is open.	Le fonds est ouvert.
read|docx-vanish-specvanish.docx|1|	Seen again
read|docx-vmerge-empty.docx|2|Country|Amount
units|fake.sdlxliff|6|Deleted term here.	Un terme ici.|rejected; refused|!motterme
units|glossary-semicolon.csv|2|The fund is public.	Le fonds est public.|Yes	Oui
units --from en --to fr|glossary.csv|2|The fund, open since May, is public.	Le fonds, ouvert depuis mai, est public.
import!|glossary.xlsx|1|is a spreadsheet|save it as TSV|!picture
units|header-names.tsv|1|The fund is public.	Le fonds est public.
units|header-three.tsv|1|The fund is public.	Le fonds est public.
units --from en --to fr|header-words.tsv|1|The fund is public.	Le fonds est public.|!Source
read|html-1252-as-latin1.html|1|L’été coûte 5€ – dit le « ministre » …
read|html-aside-open-div.html|2|Appel de fonds|Le fonds reçoit quatre millions.
read|html-bilingual.html|4|Notice to all|Avis à tous|L’eau sera coupée lundi.
read|html-body-twice.html|3|Un.|Deux.|Trois.
read|html-brbr.html|3|Deuxième alinéa, suite de la ligne.
read|html-comment-gt.html|3|	a|	b|	d
read|html-comment-short.html|5|Avant.|Après un commentaire vide.|Fin.|Dernier.
read|html-display-none-space.html|2|Titre|Vu.|!Caché
read|html-early-close.html|2|Réunion du comité|Le comité se réunit mardi à Genève.
read|html-entity-nosemi.html|1|L'été à Genève © 2026 « ok »|!&
read|html-header-open-div.html|3|Le fonds reçoit quatre millions.|Il sera versé en mai.
read|html-hidden.html|3|Titre|Vu.|!trois|!Quatre|!Caché	
read|html-invisibles.html|1|inter­national|5 000 €
read|html-latin9.html|1|5 €, cœur
read|html-li-open-div.html|3|Le fonds reçoit quatre millions.|Il sera versé en mai.
read|html-mac.html|1|L’été
read|html-main-open-div-footer.html|2|Appel|Le fonds reçoit quatre millions.
read|html-nav-open-div.html|3|Le fonds reçoit quatre millions.|Il sera versé en mai.
read|html-noscript-only.html|3|Texte de l’avis entier.
read|html-nul.html|4|2 zero bytes|Le fonds reçoit quatre millions.|Il sera versé en mai.
read|html-q.html|1|« oui » hier.
read|html-refresh.html|1|has no text
read|html-sup-call.html|1|Le fonds croît. Le CO2 baisse, le 1er mai.
read|html-table-layout.html|7|Sécheresse 2026|suite
read|html-two-doctypes.html|1|Le fonds reçoit quatre millions. Il sera versé.
read|html-unquoted-lt.html|1|Si x < 5 et y > 3 alors AT&T & co
read|html-upper-xmlns.html|1|Le fonds reçoit. Il verse.
read|html-utf8-cut-char.html|4|:2: 1 byte that is not UTF-8|générosité|l’été 2025|!gÃ©
read|html-word.html|2|	Premier point|!supportLists
read!|mail-qp.eml|1|is an e-mail|!=C3
units --from en --to fr|multiterm.xml|1|fund	fonds
units|nfd.tsv|2|The total is 5,000 euros.	Le total : 5
read|odt-annotation.odt|1|A word with comment.
read|odt-fields.odt|1|On 5 May 2026 by Nom, value, |!fill
read|odt-frame.odt|2|Anchor rest.|Boxed words.
read|odt-hidden-para.odt|1|Seen.
read|odt-hidden-section.odt|1|shown
read|odt-hidden-style.odt|1|	Visible end.
read|odt-link.odt|1|See the page.
read|odt-list.odt|3|Head|One|Sub
read|odt-many-styles.odt|6001|heading	1	Grand titre|!warning
read|odt-note.odt|2|Fund grew. Next.|note
read|odt-ruby.odt|1|	Base word
read|odt-softhyphen.odt|1|inter­national co‑operation 5 %
read|odt-spaces.odt|1|Total : 5 euros next line, page
read|odt-span-split.odt|1|	international
read|odt-table.odt|3|	H|	A|covered
read|odt-title-style.odt|1|heading	1	Grand titre
read|odt-tracked.odt|1|The fund grew fast.
import|package.mqxlz|2|skeleton.xml|1 unit: 1 stored
import|package.sdlppx|4|Reports/r.png: is a picture; skipped|1 unit: 1 stored
read!|page.mhtml|1|MHTML|!=C3
units|phrase.mxliff|4|unit 2: its target is a machine's suggestion|unit 3: its target is a fuzzy match|Hours	Horaires
units|po-crlf-bom.po|1|Summer	Été
units|po-latin1.po|1|Summer	L'été
import|po-mixed.po|3|6 units: 6 stored|2 refused
units --from en --to fr|po-mixed.po|8|%d files	%d fichiers|fuzzy|obsolete
units|po-octal.po|1|Café open	Café ouvert
units|po-utf8-cut-char.po|4|(line 10)|Summer	L’été|Winter	Hiver à côté
units|sh1.tsv|1|The meeting was held.
units|softhyphen.tsv|2|Zero
read|sub.srt|2|Bonjour à tous.|Merci.|!-->
read|text-utf8-cut-char.txt|4|:5: 1 byte that is not UTF-8|générosité|!gÃ©
units|tmx-cdata.tmx|1|A < B & C	A < B et C
units|tmx-ctrl.tmx|3|characters that XML forbids
units|tmx-laughs.tmx|2|5 euros|!5 eur 
units|tmx-no-seg.tmx|1|This is a sample	Ceci est un exemple
units|tmx-reversed.tmx|1|Bonjour
units|tmx-says-utf16-is-utf8.tmx|2|declares encoding utf-16 but is UTF-8|Summer	Été
units|tmx-space.tmx|1|  Two  spaces and a line. 	  Deux  espaces et une ligne. 
units|tmx-sub.tmx|1|bold high old.
units|tmx-surrogate-ncr.tmx|1|Chapter 📖 one	Chapitre 📖 un
units|tmx-truncated.tmx|3|unit 2: does not end; refused|Whole	Entier
units|tmx-underscore.tmx|4|Two	Deux|Three	Trois
units|tmx-utf16le-nobom.tmx|1|Summer	Été
units|tmx-utf8-cut-char.tmx|4|(line 4)|Summer	L’été|Winter	Hiver à côté
units|tsv-utf8-cut-char.tsv|4|(line 3)|Summer	L’été|Winter	Hiver à côté
units --from en --to fr|wordfast-tm.txt|2|The fund was opened in May.	Le fonds a été ouvert en mai.|!TST
units!|x.sdltm|1|is a SQLite file
units --from en --to fr|x2-no-trglang.xlf|1|Hello	Bonjour
units|x2-no-trglang.xlf|1|--to
units|xliff-states.xlf|10|unit 1: its target is a machine's suggestion|unit 2: its target is in state 'needs-translation'|Four	Quatre
units|xliff-utf8-cut-char.xlf|4|(line 4)|Summer	L’été|Winter	Hiver à côté
import|zip-macos.zip|2|1 unit: 1 stored
import|zip-png-then-tmx.zip|2|logo.png: is a picture; skipped|2 units: 2 stored
import|zip-tmx-pdf.zip|2|readme.pdf: is PDF|1 unit: 1 stored
import|zip-tmx-then-png.zip|2|logo.png: is a picture; skipped|2 units: 2 stored
END

# Whether what was printed has all the words of a row, and none of the others.
has_words() { # has_words 'WORDS|WORDS|!WORDS'
	rest=$1
	while [ -n "$rest" ]; do
		word=${rest%%|*}
		case $rest in *'|'*) rest=${rest#*|} ;; *) rest='' ;; esac
		case $word in
		!*) ! grep -qF -e "${word#!}" got || { echo "# has: ${word#!}"; return 1; } ;;
		*) grep -qF -e "$word" got || { echo "# has not: $word"; return 1; } ;;
		esac
	done
}
while IFS='|' read -r args name lines words; do
	wanted=0
	case $args in *!) wanted=1 args=${args%!} ;; esac
	case $args in import*) rm -f m.entente*; args="$args -m m.entente" ;; esac
	cp "$shared/$name" .
	# shellcheck disable=SC2086 # options are words
	entente $args "$name" > printed 2>&1 < /dev/null
	code=$?
	sed 's/\xc2\xa0\|\xe2\x80\xaf\|\xe2\x80\x89/ /g' printed > got # spaces that do not break
	[ $code = $wanted ] && [ "$(wc -l < got)" = "$lines" ] && has_words "$words"
	right=$?
	ok $right "$args: $name"
	[ $right = 0 ] || sed 's/^/# got: /' got | head -n 12
	rm -f "$name"
done < table

# What the table cannot say.
cp -r "$shared/bt" .
entente batch -m bt.entente bt > out 2> err
is "$(cat out err | grep -c "^1 pair: 1 added")" 1 "batch: a pair with soft hyphens in its words"
entente export -m bt.entente --format tsv > got
is "$(awk -F '\t' '$3 < 0.9' got | wc -l)" 0 "soft hyphens do not lower the confidence"
for name in softhyphen sh1; do
	rm -f m.entente*
	entente import -m m.entente "$shared/$name.tsv" > out 2> err
	text=$(sed -n 2p "$shared/$name.tsv" | cut -f 2 | sed 's/\xc2\xad//g')
	entente lookup -m m.entente --from fr --to en "$text" > got 2>&1
	has_words ' 99 '
	ok $? "lookup: $name.tsv without its soft hyphens"
done
printf 'en\tfr\nSummer is here.\tCet \303\251t\303\251.\n' > m.tsv
rm -f m.entente*
entente import -m m.entente m.tsv > out 2> err
entente pretranslate -m m.entente -o got "$shared/pretranslate-cut-char.xlf" > out 2> err
iconv -f UTF-8 -t UTF-16 got > utf16 && xmllint --noout got && has_words 'Cet été.'
ok $? "pretranslate: UTF-8 is written into a file with a wrong byte"

cut -d '|' -f 2 table | sort -u > there
{ echo bt/; echo pretranslate-cut-char.xlf; } >> there
tail -n +2 "$shared/INDEX.tsv" | cut -f 1 | sed 's/ .*//' | sort -u > named
for file in "$shared"/*.*; do
	case ${file##*/} in INDEX.tsv | [ab].en.txt | [ab].fr.txt) ;; *) echo "${file##*/}" ;; esac
done >> named
is "$(grep -vxF -f there named)" '' "each input has a right answer here"
done_testing
