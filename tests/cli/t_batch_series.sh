#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Two series of names in one folder: the numbers pair short texts that are all alike.
. "$(dirname "$0")/../tap.sh"

# scheme NAME ENGLISH FRENCH: five files of each side, "#" in their names for a number
scheme() {
	mkdir "$1"
	for k in 3 4 5 6 7; do
		echo 'The report is ready. It will be published on Monday.' > "$1/${2%%#*}$k${2#*#}"
		echo 'Le rapport est prêt. Il sera publié lundi.' > "$1/${3%%#*}$k${3#*#}"
	done
	entente batch --dry-run --json --from en --to fr -m "$1.entente" "$1" > out 2> err
}
found() { grep -c '"outcome":"found"' out; }
# crossed: the pairs whose numbers differ
crossed() {
	sed -n 's/.*"source":"[^"]*\/\([^"]*\)","target":"[^"]*\/\([^"]*\)".*/\1|\2/p' out |
		awk -F '|' '{ gsub(/[^0-9]/, "", $1); gsub(/[^0-9]/, "", $2); c += $1 != $2 } END { print c + 0 }'
}
pairs() {
	about "$1"
	scheme "$@"
	is "$(found)" 5 "all are paired"
	is "$(crossed)" 0 "by their numbers"
}
pairs titles '2025-0# Press release (EN).txt' '2025-0# Communiqué de presse (FR).txt'
pairs words '#-original-en.txt' '#-traduction-fr.txt'
pairs initials 'Report no. # E.txt' 'Rapport no. # F.txt'

# nothing says which language a series is in, or there are three
about unmarked
scheme unmarked 'Notice #.txt' 'Avis #.txt'
[ "$(found)" -lt 5 ]; ok $? "unmarked series are not paired by their numbers"
about three
scheme three 'Report # EN.txt' 'Rapport # FR.txt'
for k in 3 4 5 6 7; do cp "three/Rapport $k FR.txt" "three/Avis $k FR.txt"; done
entente batch --dry-run --json --from en --to fr -m three.entente three > out 2> err
[ "$(found)" -lt 5 ]; ok $? "nor one series with two"
about missing
scheme missing 'Report # EN.txt' 'Rapport # FR.txt'
mv "missing/Rapport 7 FR.txt" "missing/Rapport 9 FR.txt"
entente batch --dry-run --json --from en --to fr -m missing.entente missing > out 2> err
[ "$(found)" -lt 5 ]; ok $? "nor where a number is missing"
done_testing
