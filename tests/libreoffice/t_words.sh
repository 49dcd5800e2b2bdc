#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The words of plain prose are counted as an office program counts them: those that
# Debian's LibreOffice writes into its statistics of a document.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../tap.sh"
command -v soffice > which || skip_all "LibreOffice is not installed"
command -v unzip > which || skip_all "unzip is not installed"

printf '%s\t%s\n' 'The Council met.' 'Le Conseil s’est réuni.' > a.tsv
run 0 "import" entente import -m m.entente --from en --to fr a.tsv
# paragraphs of the documentation without markup; bullets, dashes and no-break spaces,
# which programs count in several ways, are left out
space=$(printf '\302\240')
cat "$here"/../../doc/*.md "$here/../../README.md" | grep -v "[]|#*\`<>–—_$space[]" | grep '^[A-Z].*[a-z] [a-z]' > en.txt
cat > fr.txt <<'END'
Le Conseil s’est réuni le lundi 9 mars 2026, à 10 h 30, sous la présidence de M. Dupont. L'ordre du jour n'a pas changé ; quarante-deux États membres étaient représentés.
Après avoir rappelé sa résolution 1540 (2004), il a adopté, par 12 voix contre 2, avec une abstention, le texte que voici : les parties s'engagent à verser 1,5 million d'euros avant le 31 décembre.
END
cat > short.txt <<'END'
The Secretary-General's report (see paragraph 4), which isn't long, was adopted at 10.30 a.m. on 9 March 2026 by e-mail: "yes", said 12 members.
END
timeout 200 soffice -env:UserInstallation="file://$PWD/profile" --headless --norestore \
	--infilter='Text (encoded):UTF8,LF,,,' --convert-to odt en.txt fr.txt short.txt > office 2>&1
for text in en fr short; do
	office=$(unzip -p $text.odt meta.xml | sed -n 's/.*meta:word-count="\([0-9]*\)".*/\1/p')
	from=$text; [ $text = short ] && from=en
	ours=$(entente reuse -m m.entente --from $from --format csv $text.txt 2> log |
		sed -n 's/.*,total,[0-9]*,\([0-9]*\),.*/\1/p')
	[ "${ours:-0}" -gt 20 ]; ok $? "$text: entente counts its words ($ours)"
	is "$ours" "$office" "$text: LibreOffice counts as many"
done
ours=$(entente reuse -m m.entente --from en --format csv en.txt | sed -n 's/.*,total,[0-9]*,\([0-9]*\),.*/\1/p')
[ "$ours" -gt 1500 ]; ok $? "the English text is long ($ours words)"
done_testing
