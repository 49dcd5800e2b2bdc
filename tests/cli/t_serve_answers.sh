#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# entente serve keeps answers that took long until the memory changes.
. "$(dirname "$0")/../tap.sh"
command -v curl > /dev/null 2>&1 || { echo "1..0 # SKIP curl is not installed"; exit 0; }

entente batch -m m.entente "$root/corpora/communiques" > /dev/null 2>&1
: > ready
entente serve --listen 127.0.0.1:0 -m m.entente > ready 2> log & pid=$!
trap 'kill $pid 2> /dev/null; rm -rf "$dir"' EXIT
k=0; while ! [ -s ready ] && [ $k -lt 100 ]; do sleep .05; k=$((k + 1)); done
url=$(sed -n 's/.*\(http:[^ ]*\).*/\1/p' ready)
get() { curl -s -o body "$url$1"; }
# with 500 hits and their counterparts it takes long
most='api/v1/concord?q=water&limit=500'

get "$most"; cp body first
asking=
for k in 1 2 3 4 5 6; do curl -s -o "again.$k" "$url$most" & asking="$asking $!"; done
wait $asking
same=0; for k in 1 2 3 4 5 6; do cmp -s first "again.$k" && same=$((same + 1)); done
is $same 6 "six who ask at once for what was asked before get the same"
get "$most&case=1"; cmp -s first body; is $? 1 "another question has another answer"

before=$(jq .total first); get api/v1/stats; units=$(jq .units body)
printf 'Still water.\tEau plate.\n' > more.tsv
entente import -m m.entente --from en --to fr more.tsv > /dev/null
get "$most"; is "$(jq .total body)" $((before + 1)) "a unit that another program adds is found"
get api/v1/stats
is "$(jq -c '[.units, (.confidence | add)]' body)" "[$((units + 1)),$((units + 1))]" "a unit that is added is counted"
unit=$(curl -s "${url}api/v1/lookup?q=Still+water." | jq '.matches[0].unit')
curl -s -o body -X PUT "${url}api/v1/units/$unit" -H 'Content-Type: application/json' \
	-d '{"source":"Still lakes.","target":"Eau plate."}'
get "$most"; is "$(jq .total body)" "$before" "a unit that the page corrects is not found"
entente delete -m m.entente --all > /dev/null
get "$most"; is "$(jq .total body)" 0 "nothing is found in a memory that was emptied"
get 'api/v1/concord?q=*'; get 'api/v1/concord?q=*'
is "$(jq -r .error.code body)" EINVAL "a question that cannot be answered is refused each time"

kill -TERM $pid; wait $pid; is $? 0 "the server ends"
done_testing
