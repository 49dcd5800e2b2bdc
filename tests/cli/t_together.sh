#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Several readers and one writer at once: each reader sees a committed state, a
# backup is one, and the index is sound at the end.
. "$(dirname "$0")/../tap.sh"

units() { # units FIRST COUNT
	awk -v a="$1" -v n="$2" 'BEGIN { for (k = a; k < a + n; k++)
		print "The committee adopted report " k " on water.\tLe comité a adopté le rapport " k " sur l’eau.\td" int(k / 100) ".xml" }'
}
units 0 300 > base.tsv
for k in 1 2 3 4 5 6; do units $((1000 * k)) 100 > "$k.tsv"; done
run 0 "a memory" entente import -m m.entente --from en --to fr base.tsv

write() {
	for k in 1 2 3 4 5 6; do
		entente import -m m.entente --from en --to fr "$k.tsv" || return 1
	done > written
	entente delete -m m.entente --import 3 >> written
}
look() { # look NAME
	: > "$1"
	while [ ! -e stop ]; do
		entente export -m m.entente --format tsv > "$1.all" 2>> "$1" || echo export >> "$1"
		n=$(wc -l < "$1.all")
		[ $((n % 100)) -eq 0 ] && [ "$n" -ge 300 ] || echo "$n units" >> "$1"
		entente lookup -m m.entente --from en --to fr --json \
			"The committee adopted report 7 on water." > "$1.out" 2>> "$1" ||
			echo lookup >> "$1"
		grep -q '"score":100' "$1.out" || echo 'no match' >> "$1"
		entente concord -m m.entente --count document water > /dev/null 2>> "$1" ||
			echo concord >> "$1"
	done
}
look r1 & first=$!
look r2 & second=$!
write & writer=$!
about "a backup while others read and write"
entente backup -m m.entente copy.entente > /dev/null 2> backup.err; ok $? "a backup meanwhile"
wait $writer; ok $? "the writer ends"
touch stop
wait $first $second
is "$(cat r1)" "" "the first reader saw committed states only"
is "$(cat r2)" "" "the second too"
run 0 "sound" entente check -m m.entente
run 0 "the copy too" entente check -m copy.entente
count=$(entente export -m copy.entente --format tsv | wc -l)
ok $((count % 100)) "and is one state"
is "$(entente stats -m m.entente --json | grep -o '"units":[0-9]*')" '"units":800' "nothing is lost"
done_testing
