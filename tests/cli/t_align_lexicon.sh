#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A lexicon never hurts: a dictionary with wrong entries does not make an alignment worse
# than none, and a right one makes it better or leaves it.
. "$(dirname "$0")/../tap.sh"

g=$root/corpora/gold
for lang in en fr; do
	for f in "$g"/*.$lang.txt; do cat "$f"; done > all.$lang
	tr -cs '[:alpha:]' '\n' < all.$lang | tr '[:upper:]' '[:lower:]' | awk 'length > 3' | sort -u > words.$lang
done
# beads of two sides that are right, of all communiqués, with the options given
right() {
	for gold in "$g"/*.gold.tsv; do
		b=${gold%.gold.tsv}
		entente align --lines "$@" "$b.en.txt" "$b.fr.txt" 2> /dev/null | cut -f 1,2 | sort > hyp
		grep -v '^#' "$gold" | cut -f 1,2 | grep -v -e '^-' -e '-$' | sort | comm -12 - hyp
	done | wc -l
}
# every word with a word of the other language by chance, the same on each machine
awk '{ printf "%d\t%s\n", (NR * 7919) % 10007, $0 }' words.fr | sort -n | cut -f 2 > shuffled.fr
paste words.en shuffled.fr | awk -F'\t' '$1 != "" && $2 != ""' > wrong.tsv
run 0 "a dictionary by chance" entente train --terms --no-seed --from en --to fr -o wrong.lex wrong.tsv
none=$(right --from de --to fr)
wrong=$(right --from en --to fr --lexicon wrong.lex)
ours=$(right --from en --to fr)
echo "# right beads: no lexicon $none, by chance $wrong, the built-in one $ours"
[ "$wrong" -ge $((none - 9)) ]; ok $? "hardly makes the alignment worse than none"
[ "$ours" -ge "$none" ]; ok $? "the built-in one makes it no worse"

# the long text of all communiqués, where the lexicon can be judged
for lang in en fr; do cat all.$lang > long.$lang; done
entente align --lines --from de --to fr long.en long.fr 2> /dev/null | cut -f 1,2 > none.beads
entente align --lines --from en --to fr --lexicon wrong.lex long.en long.fr 2> /dev/null | cut -f 1,2 > wrong.beads
differ=$(comm -3 none.beads wrong.beads 2> /dev/null | wc -l)
is "$differ" 0 "a lexicon that the texts contradict is not used"
done_testing
