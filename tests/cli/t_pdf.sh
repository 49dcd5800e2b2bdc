#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# PDF: columns, structure trees, headers, notes, and files that cannot be read.  The files
# are made here, by make_pdf.pl.
here=$(cd "$(dirname "$0")" && pwd)
. "$(dirname "$0")/../tap.sh"
command -v pdftotext > /dev/null || skip_all "no poppler-utils"
make_pdf() { perl "$here/make_pdf.pl" "$@"; }
texts() { cut -f 1,3 out; }

# ---- files that cannot be read -------------------------------------------------------
printf '' | make_pdf > scan.pdf
run 1 "a scan" entente read scan.pdf
is "$(cat err)" "entente: read: scan.pdf: holds no text, as scans do; recognise it first: ocrmypdf IN.pdf OUT.pdf" "says what to do"
echo '72 700 12 Some text that cannot be seen' | make_pdf --encrypted > locked.pdf
run 1 "an encrypted file" entente read locked.pdf
is "$(cat err)" "entente: read: locked.pdf: is encrypted; remove the password first: qpdf --decrypt" "says what to do"
printf '%%PDF-1.7\nnothing of a file' > damaged.pdf
run 1 "a damaged file" entente read damaged.pdf
is "$(wc -l < err)" 1 "is one line"
ok "$(grep -q 'damaged.pdf: is a damaged PDF' err; echo $?)" "says what is wrong"
# all that is needed to run without poppler
mkdir bin; ln -s "$(command -v entente)" bin/
run 1 "without poppler" env PATH="$dir/bin" entente read scan.pdf
ok "$(grep -q 'install poppler-utils' err; echo $?)" "the package is named"

# ---- two columns, with and without a gutter --------------------------------------------
rows() { # rows X: lines of two columns of text, the right one at X
	y=700
	paste -d '|' left right | while IFS='|' read -r l r; do
		echo "60 $y 10 $l"; echo "$1 $y 10 $r"; y=$((y - 12))
	done
}
cat > left <<'X'
The committee has examined the report of
the secretariat on the use of water in all
of the regions and has found that most of
the measures which it had asked for in the
spring have been taken by the authorities.
X
cat > right <<'X'
Le comité a examiné le rapport que le
secrétariat lui a remis sur l'eau dans les
régions et constate que la plupart des
mesures qu'il avait demandées au printemps
ont été prises par les autorités.
X
iconv -t windows-1252 right > right.1252; mv right.1252 right
rows 330 | make_pdf > wide.pdf
rows 262 | make_pdf > tight.pdf
for file in wide tight; do
	run 0 "$file columns in two languages" entente read --lang en $file.pdf
	is "$(texts)" "body	The committee has examined the report of the secretariat on the use of water in all of the regions and has found that most of the measures which it had asked for in the spring have been taken by the authorities." "the English one"
	run 0 "$file columns in two languages" entente read --lang fr $file.pdf
	is "$(texts)" "body	Le comité a examiné le rapport que le secrétariat lui a remis sur l'eau dans les régions et constate que la plupart des mesures qu'il avait demandées au printemps ont été prises par les autorités." "the French one"
done

# ---- columns of items, which begin beside the edge ------------------------------------------
{
	rows 254
	y=640
	for k in a b c d e f g h i j k l; do
		echo "74 $y 10 - The lake of the north with letter $k"
		echo "268 $y 10 - Le lac du nord avec la lettre $k"
		y=$((y - 12))
	done
} | make_pdf > items.pdf
run 0 "items in two columns without a gutter" entente read --lang en items.pdf
ok "$(texts | grep -q '^body	The committee .* by the authorities.$'; echo $?)" "the English text"
is "$(texts | grep -c '^item	The lake of the north with letter .$')" 12 "the English ones"
run 0 "items in two columns without a gutter" entente read --lang fr items.pdf
ok "$(texts | grep -q '^body	Le comité .* par les autorités.$'; echo $?)" "the French text"
is "$(texts | grep -c '^item	Le lac du nord avec la lettre .$')" 12 "the French ones"

# ---- columns that end on a page with a few lines -------------------------------------------
{
	y=760
	for name in Rivers Lakes Seas Springs Wells Ponds; do
		for x in 60 330; do
			echo "$x $y 10 $name of the north are known to the"
			echo "$x $((y - 12)) 10 office, which has a list of them."
		done
		y=$((y - 36))
	done
	cat <<-'X'
		330 550 10 This list of waters is in the cellar of the
		page
		60 760 10 old house and can
		60 748 10 be seen there
		60 736 10 in the morning.
		330 760 10 The office:
		330 748 10 waters@example.org
		330 736 10 Desk 12
	X
} | make_pdf > ends.pdf
run 0 "columns that end on a page with a few lines" entente read ends.pdf
is "$(texts | grep -A1 'This list')" "$(printf 'body\tThis list of waters is in the cellar of the old house and can be seen there in the morning.\nbody\tThe office: waters@example.org Desk 12')" "go on as columns"

# ---- a structure tree ------------------------------------------------------------------
cat > tree <<'X'
60 810 8 Office of Waters, annual report
@H1
60 760 10 Report
@P
60 740 10 This paragraph ends on a short line
60 728 10 before its end, and goes on.
@LI
60 716 10 1. This is a list of things
@P
60 704 10 Another paragraph.
60 692 10 It has two sentences, over the
@
60 40 8 Page 1
page
60 810 8 Office of Waters, annual report
@P
60 760 10 whole of two pages.
60 748 10 All of it is
60 736 10 one paragraph.
@
60 40 8 Page 2
X
make_pdf --tagged < tree > tagged.pdf
run 0 "a tagged file" entente read tagged.pdf
is "$(cat out)" "$(printf 'heading\t1\tReport
body\t1\tThis paragraph ends on a short line before its end, and goes on.
item\t1\t1. This is a list of things
body\t1\tAnother paragraph. It has two sentences, over the whole of two pages. All of it is one paragraph.')" "is read by its tree"
# a tree whose paragraphs are lines
awk '/^@P/ { next } /^@/ { print; next } { print "@P"; print }' tree > lines
make_pdf --tagged < lines > lines.pdf
run 0 "a tree of lines" entente read lines.pdf
ok "$(grep -q 'sentences, over the whole of two pages' out; echo $?)" "is not used"

# ---- headers, page numbers, notes -------------------------------------------------------
set -- river lake sea
for page in 1 2 3; do
	[ $page = 1 ] || echo page
	echo "60 810 9 Annual report of the office"
	echo "60 700 11 The office$page has its seat in the old town, as the law of that year demands, and"
	echo "60 687 11 receives visitors of its house at the $1 on all days of the week but one."
	echo "60 90 8 $page See the law on the $1 of 7 May."
	echo "300 30 9 - $page -"
	shift
done | make_pdf > notes.pdf
run 0 "a file with notes" entente read notes.pdf
is "$(texts | head -n 2)" "$(printf 'body\tThe office has its seat in the old town, as the law of that year demands, and receives visitors of its house at the river on all days of the week but one.
note\tSee the law on the river of 7 May.')" "note after its paragraph, call and number dropped"
is "$(grep -c 'Annual\|- [1-3] -' out)" 0 "headers and page numbers are left out"
is "$(cut -f 2 out | uniq | tr '\n' ' ')" "1 2 3 " "the place is the page"

# ---- a manual made by TeX ---------------------------------------------------------------
dots='. . . . . . . . . . . . . . . . . . . . . .'
set -- Rivers Lakes Seas Springs
{
	echo "72 720 16 Contents"
	y=690
	for title in 'Rivers' 'Their length' 'Their depth' 'Lakes' 'Their shores' 'Seas' 'Springs'; do
		echo "90 $y 10 1.$y"
		echo "130 $y 10 $title $dots"
		echo "535 $y 10 3"
		y=$((y - 12))
	done
	for page in 1 2 3 4; do
		echo page
		echo "72 720 16 On $1"
		echo "72 690 11 All of these are known to the office, which has a list of them in the cellar and will"
		echo "72 677 11 show it to visitors of page $page who ask for it in the morning."
		echo "72 40 10 $page"
		echo "400 40 10 Chapter $page. $1"
		shift
	done
} | make_pdf > manual.pdf
run 0 "a manual" entente read manual.pdf
is "$(grep -c Chapter out)" 0 "titles of chapters beside the page numbers are left out"
is "$(grep -c '\. \.' out)" 0 "the table of contents is left out"
is "$(texts | head -n 3)" "$(printf 'heading\tContents
heading\tOn Rivers
body\tAll of these are known to the office, which has a list of them in the cellar and will show it to visitors of page 1 who ask for it in the morning.')" "the text stays"

# ---- lists without space around them, as French LaTeX sets them ----------------------------
{
	y=760
	for name in Rivers Lakes Seas Springs Wells Ponds Tides Rains Snows; do
		echo "60 $y 10 $name of the north are known to the office, which has a list of them in its cellar and"
		echo "60 $((y - 12)) 10 will show it to visitors who ask for it."
		y=$((y - 32))
	done
	cat <<-'X'
		60 472 10 The office has looked at all of the measures that the council had asked for in the spring
		60 460 10 — or so it says in its report of this year:
		75 448 10 — rivers
		75 436 10 — lakes of the north, where the office has found more water than in all of the years
		87 424 10 before that one, and their shores.
		87 412 10 Their depth is not known.
		75 400 10 — seas
		60 388 10 These are all of the waters that the office knows.
	X
} | iconv -t windows-1252 | make_pdf > list.pdf
run 0 "a list without space around it" entente read list.pdf
is "$(texts | tail -n 6)" "$(printf 'body\tThe office has looked at all of the measures that the council had asked for in the spring — or so it says in its report of this year:
item\trivers
item\tlakes of the north, where the office has found more water than in all of the years before that one, and their shores.
body\tTheir depth is not known.
item\tseas
body\tThese are all of the waters that the office knows.')" "what follows an item is a paragraph, a dash within a sentence begins nothing"

done_testing
