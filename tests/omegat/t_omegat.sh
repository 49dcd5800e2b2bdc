#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A client that nobody here wrote: Debian's OmegaT translates a document from the
# TMX that we export, and the three TMX files that it writes come back through our
# import.
. "$(dirname "$0")/../tap.sh"
command -v omegat > which || skip_all "no omegat"

# A memory, and a document of which some sentences are in it.
{ printf 'The session is open.\tLa séance est ouverte.\n'
printf 'The “report” is adopted & sent to Geneva <today>.\tLe « rapport » est adopté & envoyé à Genève <aujourd’hui>.\n'
printf 'It rained – 3.5 mm – in May.\tIl a plu – 3,5 mm – en mai.\n'; } > a.tsv
run 0 "import" entente import -m m.entente --from en --to fr a.tsv
mkdir -p p/source p/target p/omegat p/glossary p/dictionary p/tm/auto
run 0 "export" entente export -m m.entente --from en --to fr -o p/tm/auto/ours.tmx
cut -f1 a.tsv | sed 's/$/\n/' > p/source/doc.txt
printf 'Nobody translated this.\n' >> p/source/doc.txt
cat > p/omegat.project <<'END'
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir>
<glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>EN</source_lang><target_lang>FR</target_lang>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project></omegat>
END
HOME=$PWD run 0 "OmegaT translates" timeout 120 omegat "$PWD/p" --mode=console-translate --config-dir="$PWD/config" --quiet
cut -f2 a.tsv | sed 's/$/\n/' > want
printf 'Nobody translated this.\n' >> want
tr -d '\r' < p/target/doc.txt > got
cmp got want; ok $? "every sentence of the memory is translated in its file, to the byte"
# A TMX that follows the memory: OmegaT finds what was added after the project was made.
rm p/tm/auto/ours.tmx
entente export -m m.entente --from en --to fr --watch -o p/tm/auto/ours.tmx & watch=$!
printf 'Nobody translated this.\tPersonne ne l’avait traduit.\n' > b.tsv
run 0 "a later import" entente import -m m.entente --from en --to fr b.tsv
for k in $(seq 100); do grep -q 'ne l’avait' p/tm/auto/ours.tmx 2> /dev/null && break; sleep 0.1; done
HOME=$PWD run 0 "OmegaT translates again" timeout 120 omegat "$PWD/p" --mode=console-translate --config-dir="$PWD/config" --quiet
kill $watch
tr -d '\r' < p/target/doc.txt | grep -q 'Personne ne l’avait traduit.'; ok $? "the new unit is in its translation"
cat b.tsv >> a.tsv
for level in level1 level2 omegat; do
	tmx=$(ls p/*-$level.tmx)
	run 0 "its $level TMX" entente units --from en --to fr --format tsv "$tmx"
	is "$(cut -f 1,2 out | sort)" "$(sort a.tsv)" "holds what it took from us"
	is "$(wc -c < err)" 0 "and nothing about it needs telling"
	run 0 "comes in" entente import -m back.entente --from en --to fr --json "$tmx"
done
run 0 "export again" entente export -m back.entente --format tsv
is "$(cut -f 1,2 out | sort -u)" "$(sort a.tsv)" "nothing was lost or added on the way"
done_testing
