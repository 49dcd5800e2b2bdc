#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A pair belongs to its two languages: what is decided, replaced, merged or purged in one pair
# of languages leaves the others alone, also when the files are the same.
. "$(dirname "$0")/../tap.sh"
. "$root/tests/service/tree.sh"

spanish() { # STEM FIGURE: STEM.es.txt
	printf 'El transbordador vuelve al servicio\n\nLindholm, 2 de mayo de 2024\n\nEl transbordador entre Lindholm y Aarsund vuelve al servicio después de cinco meses.\n\nTransportará %s pasajeros al día, dijo el director de la oficina del puerto.\n\nLos billetes se venden en el antiguo muelle y a bordo.\n\nLas obras fueron pagadas por las dos ciudades y por el Fondo del Estrecho.\n' "$2" > "$1.es.txt"
}
units() { # MEMORY LANG [PATTERN]: units from English
	entente export -m "$1" --from en --to "$2" --format tsv 2> /dev/null | grep -c "${3:-.}"
}
both() { printf '%s %s' "$(units "$1" fr "${2:-}")" "$(units "$1" es "${2:-}")"; } # MEMORY PATTERN
places() { entente review -m "$1" --below 1 --limit 0; }
at_of() { places "$1" | grep '^@' | grep "$2\$" | head -n 1; } # MEMORY LANG: its '@' line

# ---- one English file in two pairs of languages ------------------------------------------
release in/a 400; spanish in/a 400
three() { # MEMORY
	for l in fr es; do entente batch -m "$1" --no-learning --to $l in; done > out 2>&1
}
three m.entente
is "$(both m.entente)" "6 6" "a release in three languages has its units in both pairs"
for to in fr es; do
	[ "$to" = fr ] && other=es || other=fr
	cp m.entente one.entente
	at_of one.entente $to > edit; echo 'r 3 = 3' >> edit
	run 0 "a rejection from English to $to" entente review -m one.entente --apply edit
	is "$(units one.entente $to '^The ferry') $(units one.entente $other '^The ferry')" "0 1" "leaves the unit from English to $other"
	is "$(entente review -m one.entente --decisions | grep -o '"source_lang.*')" "\"source_lang\":\"en\",\"target_lang\":\"$to\"}" "and is listed with its languages"
	three one.entente; entente review -m one.entente --realign > out
	is "$(units one.entente $to '^The ferry') $(units one.entente $other '^The ferry')" "0 1" "also after both were batched and aligned again"
	unit=$(entente lookup -m one.entente --from en --to $other --json 'Tickets are sold at the old pier and on board.' | sed 's/.*"unit":\([0-9]*\).*/\1/')
	entente delete -m one.entente --unit "$unit" > out
	is "$(units one.entente $to '^Tickets') $(units one.entente $other '^Tickets')" "1 0" "a deletion in one pair stays in it"
	last=$(entente history -m one.entente | tail -n 1 | cut -f 2)
	entente history -m one.entente --undo "$last" > out
	is "$(units one.entente $to '^Tickets') $(units one.entente $other '^Tickets')" "1 1" "and is undone there"
done

# ---- true releases in languages without a lexicon ---------------------------------------
german() { # STEM FIGURE: STEM.de.txt
	printf 'Fähre nimmt den Betrieb wieder auf\n\nLindholm, 2. Mai 2024\n\nDie Fähre zwischen Lindholm und Aarsund nimmt nach fünf Monaten den Betrieb wieder auf.\n\nSie wird %s Fahrgäste am Tag befördern, sagte der Direktor des Hafenamts.\n\nFahrkarten werden am alten Pier und an Bord verkauft.\n\nDie Arbeiten wurden von den beiden Städten und vom Sundfonds bezahlt.\n' "$2" > "$1.de.txt"
}
rm -rf in; release in/a 400; spanish in/a 400; german in/a 400; mv in/a.fr.txt in/a.it.txt # no language is nearer
for to in es de it; do
	run 0 "a short release alone, with $to" entente batch -m $to.entente --to $to in
	is "$(units $to.entente $to)" 6 "has all its units"
	[ $to = it ] || is "$(grep -c 'hardly\|looks like' err)" 0 "and no doubt of the whole"
	printf 'Das Rezept\n\nMan nehme vier Eier und ein halbes Pfund Mehl.\n\nDer Teig ruht eine Stunde an einem warmen Ort.\n\nDazu passt ein Salat mit Essig und viel Pfeffer, auch im Winter.\n\nGuten Appetit.\n' > in/a.$to.txt
	entente batch -m wrong.$to.entente --to $to in > out 2> err
	[ "$(units wrong.$to.entente $to)" = 0 ] || grep -q hardly err; ok $? "a text that is not its translation is doubted or withheld"
done

# ---- the same two files in two pairs of languages ------------------------------------------
rm -rf in; release in/a 400; mv in/a.en.txt in/one.txt; mv in/a.fr.txt in/two.txt
printf 'in/one.txt\tin/two.txt\n' > list
same() { # MEMORY [to]
	for l in ${2:-fr es}; do entente batch -m "$1" --no-learning --unsure --to $l list; done > out 2>&1
}
same t.entente
is "$(both t.entente)" "6 6" "two files that are listed in two pairs of languages are two pairs"
cp t.entente fresh.entente
{ at_of t.entente fr; echo 'r 3 = 3'; at_of t.entente es; echo 'r 3 = 3'; echo 'a 4 = 4'; } > edit
run 0 "verdicts on both, in one second" entente review -m t.entente --who ann --apply edit
is "$(cat out)" "1 accepted, 2 rejected, 0 relinked, 0 left" "are all taken"
is "$(entente review -m t.entente --decisions | grep -c .)" 3 "and kept"
is "$(both t.entente '^The ferry')" "0 0" "each in its pair"
cp fresh.entente t.entente
{ at_of t.entente es; echo 'r 5 = 5'; } > edit
entente review -m t.entente --apply edit > out
is "$(both t.entente '^Tickets')" "1 0" "a verdict on the second pair that was stored goes to that pair"
cut -f 1-3 edit > old
cp t.entente before.entente
run 1 "verdicts without languages on files of two pairs" entente review -m t.entente --apply old
is "$(sed 's/.*:1: //' err)" "the memory has these documents in several languages; review them again" "are refused"
is "$(both t.entente '^Tickets')" "1 0" "and change nothing"
same single.entente fr
run 0 "where there is one pair, they" entente review -m single.entente --apply old
is "$(units single.entente fr '^Tickets')" 0 "are taken as ever"
sed 's/en	es$/en	pt/' edit > none
run 1 "verdicts on a pair of languages that is not there" entente review -m t.entente --apply none
is "$(sed 's/.*:1: //' err)" "the memory has no such pair of documents" "are refused too"

# merging, in both orders, and again
cp fresh.entente other.entente
{ at_of other.entente fr; echo 'r 3 = 3'; } > edit; entente review -m other.entente --apply edit > out
for order in 't other' 'other t'; do
	rm -f sum.entente; cp fresh.entente sum.entente
	for k in $order; do entente merge -m sum.entente $k.entente > out; done
	is "$(both sum.entente '^The ferry') $(both sum.entente '^Tickets')" "0 1 1 0" "decisions of both pairs are merged into their own: $order"
	entente review -m sum.entente --decisions > before
	entente merge -m sum.entente t.entente > out
	entente review -m sum.entente --decisions | cmp -s - before; ok $? "once"
done
# a decision of one memory that differs from one of another in nothing but its languages
for to in fr es; do
	cp fresh.entente $to.entente; at_of $to.entente $to > edit; echo 'r 6 = 6' >> edit
	entente review -m $to.entente --who ann --apply edit > out
done
if command -v sqlite3 > /dev/null; then
	for to in fr es; do sqlite3 $to.entente "UPDATE decision SET at='2026-01-02T03:04:05Z'"; done
fi
cp fresh.entente sum.entente; entente merge -m sum.entente fr.entente es.entente > out
is "$(both sum.entente '^The works') $(entente review -m sum.entente --decisions | grep -c .)" "0 0 2" "two that differ in their languages alone are two"

# changed and moved
printf '\nEnd.\n' >> in/one.txt; printf '\nFin.\n' >> in/two.txt; same sum.entente
is "$(both sum.entente '^The works')" "0 0" "both stay after a change"
is "$(entente history -m sum.entente --json | grep -o '"source_lang.*_lang":"[a-z]*"' | sort | tr '\n' ' ')" '"source_lang":"en","target_lang":"es" "source_lang":"en","target_lang":"fr" ' "and the history has both"
mkdir moved; mv in/one.txt in/two.txt moved; printf 'moved/one.txt\tmoved/two.txt\n' > list; same sum.entente
is "$(both sum.entente '^The works') $(both sum.entente)" "0 0 6 6" "and after a move"
run 0 "check" entente check -m sum.entente

# purging one of them
printf 'in/one.txt\tin/two.txt\n' > list; mkdir -p in; release in/a 400; mv in/a.en.txt in/one.txt; mv in/a.fr.txt in/two.txt
cp fresh.entente p.entente
for to in fr es; do at_of p.entente $to; echo 'r 3 = 3'; done > edit; entente review -m p.entente --apply edit > out
entente delete -m p.entente --from en --to fr --purge --all > out
is "$(entente review -m p.entente --decisions | grep -o '"target_lang":"[a-z]*"')" '"target_lang":"es"' "a purge of one pair of languages leaves what was decided in the other"
run 0 "check" entente check -m p.entente
done_testing
