#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A batch that is killed at any instant leaves a memory without fault, and its next
# run ends with what an undisturbed run makes.  KILLS says how often (make
# check-kill: 100).
. "$(dirname "$0")/../tap.sh"
: "${KILLS:=6}"

# more than one transaction's worth of pairs
mkdir in; for c in 1 2 3 4; do cp -r "$root/corpora/communiques" in/$c; done
now() { date +%s.%N; }
start=$(now)
entente batch -m whole.entente in > /dev/null 2>&1; ok $? "an undisturbed run"
lasted=$(awk -v a="$start" -v b="$(now)" 'BEGIN { print b - a }')
entente export -m whole.entente --format jsonl > whole
pairs=$(ls in/*/*.en.* | wc -l)
faults=0 killed=0 k=0 fresh=0 part=0 none=0
while [ $killed -lt "$KILLS" ] && [ $k -lt $((3 * KILLS)) ]; do
	k=$((k + 1))
	delay=$(awk -v k=$k -v t="$lasted" 'BEGIN { srand(k); rand(); print rand() * t * .9 }')
	entente batch --jobs $((k % 3 + 1)) -m m.entente in > /dev/null 2>&1 &
	sleep "$delay"
	kill -9 $! 2> /dev/null && killed=$((killed + 1))
	wait $! 2> /dev/null
	[ -e m.entente ] || { none=$((none + 1)); continue; }
	entente check -m m.entente > said 2>&1 || {
		# its making was cut short: nothing was stored
		grep -q 'm.entente: there is no such memory$' said && { none=$((none + 1)); continue; }
		faults=$((faults + 1)); sed 's/^/# /' said
	}
	# one that came to its end begins again
	stored=$(entente stats -m m.entente --json | sed 's/.*"pairs":\([0-9]*\).*/\1/')
	[ "$stored" -gt 0 ] && [ "$stored" -lt "$pairs" ] && part=$((part + 1))
	if [ "$stored" = "$pairs" ]; then
		fresh=$((fresh + 1)); rm -f m.entente m.entente-wal m.entente-shm
	fi
done
about "killed batches"
is $faults 0 "$killed of $k runs were killed, $none before the memory was made, $part with a part stored, $fresh after all was: no fault was left"
[ $killed -ge $((KILLS / 2)) ]; ok $? "enough were killed"
run 0 "the last run goes on" entente batch -m m.entente in
entente export -m m.entente --format jsonl > after
about "the run after a kill"
cmp whole after; ok $? "and makes the same units, byte for byte"
run 0 "check" entente check -m m.entente
done_testing
