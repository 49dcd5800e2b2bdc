#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The renderings of 100 phrases of the communiqués, grouped, against those by hand.
. "$(dirname "$0")/../tap.sh"
gold=$root/tests/renderings/communiques.tsv
run 0 "the communiqués" entente batch -m c.entente "$root/corpora/communiques"

# The first three renderings that concord gives: LANG, PHRASE, TEXT.
while IFS='	' read -r lang phrase rest; do
	case $lang in '#'*) continue ;; esac
	entente concord -m c.entente --group --json --lang "$lang" "$phrase" > group 2> err
	grep -o '{"text":"[^"]*"' group | sed 's/^{"text":"//; s/"$//' | head -n 3 |
		sed "s/^/$lang	$phrase	/"
done < "$gold" > given
about "first renderings of 100 phrases"
awk -F '\t' '
	function plain(s) { s = tolower(s); gsub(/’/, "\047", s); return s }
	FNR == NR { if ($0 !~ /^#/) right[$1 FS $2] = "|" plain($3) "|"; next }
	{ n++; if (index(right[$1 FS $2], "|" plain($3) "|")) { good++; seen[$1 FS $2] = 1 } else print "# not right: " $2 " = " $3 }
	END { for (k in seen) phrases++
	      printf "# %d renderings, %d right: %.3f; %d phrases have a right one\n", n, good, good / n, phrases
	      exit !(n >= 100 && good / n >= .90 && phrases >= 88) }' "$gold" given > report
code=$?
cat report
ok $code "nine in ten are right, and nearly each phrase has one"

# Counts add up, and each rendering is a filter that gives as many hits.
entente concord -m c.entente --group --json --lang en "water" > group
sum=$(grep -o '"count":[0-9]*' group | sed 's/.*://' | paste -s -d + -)
is "$((${sum:-0} + $(sed 's/.*"unmarked":\([0-9]*\).*/\1/' group)))" "$(sed 's/.*"hits":\([0-9]*\),"renderings.*/\1/' group)" "counts add up to the hits"
grep -o '"text":"[^"]*","count":[0-9]*' group | sed 's/"text":"//; s/","count":/	/' > wanted
cut -f 1 wanted | while IFS= read -r text; do
	printf '%s\t%s\n' "$text" "$(entente concord -m c.entente --limit 0 --json --lang en --rendering "$text" "water" | grep -c .)"
done > filtered
cmp wanted filtered > differs 2>&1
ok $? "each rendering chooses the hits that it counts"
done_testing
