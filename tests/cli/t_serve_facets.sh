#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# entente serve counts hits by what they have, leaves documents out, and orders hits.
. "$(dirname "$0")/../tap.sh"
command -v curl > /dev/null 2>&1 || { echo "1..0 # SKIP curl is not installed"; exit 0; }

entente batch -m m.entente "$root/corpora/communiques" > /dev/null 2>&1
printf 'Drinking water is scarce.\tEau potable rare.\nWe need drinking water.\tIl nous faut de l’eau potable.\n' > a.tsv
sed 's/scarce/rare/' a.tsv > b.tsv
for f in a b; do entente import -m m.entente --from en --to fr --label client $f.tsv > /dev/null; done
: > ready
entente serve --read-only --listen 127.0.0.1:0 -m m.entente > ready 2> log & pid=$!
trap 'kill $pid 2> /dev/null; rm -rf "$dir"' EXIT
k=0; while ! [ -s ready ] && [ $k -lt 100 ]; do sleep .05; k=$((k + 1)); done
url=$(sed -n 's/.*\(http:[^ ]*\).*/\1/p' ready)
get() { curl -s "${url}api/v1/$1"; }
counts() { get "concord/counts?q=drinking+water&by=$1" | jq -c "[.counts[] | [.$1, .hits]]"; }

all=$(get 'concord?q=drinking+water' | jq .total)
is "$(counts origin)" "[[\"align\",$((all - 3))],[\"tsv\",3]]" "by origin"
is "$(counts label)" "[[\"\",$((all - 3))],[\"client\",3]]" "by label, that of two imports once"
for by in year document confidence; do
	is "$(counts $by | jq 'map(.[1]) | add')" "$all" "by $by, each hit once"
done
is "$(get 'concord/counts?q=drinking+water&by=colour' | jq -r .error.code)" EINVAL "by what it does not know"

without=$(get 'concord?q=drinking+water&exclude=*2025*' | jq -c '[.total, ([.hits[].document | test("2025")] | any)]')
is "$without" "[$((all - 2)),false]" "a document that is left out is not counted either"
is "$(get 'concord?q=drinking+water&exclude=*appeal.fr.html' | jq .total)" $((all - 2)) "a document is left out by the name of its other version too"
is "$(get 'export?format=jsonl&document=*appeal.fr.html' | wc -l)" "$(get 'export?format=jsonl&document=*appeal.en.html' | wc -l)" "an export chooses a document by the name of either version"
is "$(get 'concord?q=drinking+water&prefer=*condol*' | jq '.hits[0].document | test("condol")')" true "what is preferred comes first"
is "$(get 'concord?q=drinking+water&sort=confidence' | jq -c '[.hits[].confidence] | . == (sort | reverse)')" true "the surest first"
is "$(get 'concord?q=drinking+water&sort=colour' | jq -r .error.code)" EINVAL "an order that it does not know"
most=$(get 'lookup?q=Drinking+water+is+scarce.&min_score=50' | jq '.matches | length')
kept=$(get 'lookup?q=Drinking+water+is+scarce.&min_score=50&exclude=*' | jq '[.matches[].document] | unique | length')
is "$([ "$most" -ge 2 ] && echo "$kept")" 1 "a look-up leaves documents out too"
done_testing
