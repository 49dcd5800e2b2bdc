#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A server and other commands use one memory at the same time.
. "$(dirname "$0")/../tap.sh"
command -v curl > /dev/null 2>&1 || skip_all "curl is not installed"

printf 'One.\tUn.\tx\n' > a.tsv
entente import -m m.entente --from en --to fr a.tsv > /dev/null
: > ready
entente serve -m m.entente --quiet --listen 127.0.0.1:0 > ready & pid=$!
trap 'kill -9 $pid 2> /dev/null; rm -rf "$dir"' EXIT
k=0
while ! [ -s ready ] && [ $k -lt 100 ]; do sleep .05; k=$((k + 1)); done
url=$(sed -n 's/.*\(http:[^ ]*\).*/\1/p' ready)
add() {
	curl -s -o body -H 'Content-Type: application/json' "${url}api/v1/units" \
		-d "{\"source\":\"$1\",\"target\":\"$2\",\"source_lang\":\"en\",\"target_lang\":\"fr\"}"
}
add 'Two boats.' 'Deux bateaux.'
# a second connection of the server, which once released the locks of the first
curl -s -o body "${url}api/v1/lookup?q=boats&from=en&to=fr"
run 0 "a command beside the server" entente lookup -m m.entente --from en --to fr 'Two boats.'
grep -q '^  100' out; ok $? "finds what the server has stored"
[ -e m.entente-wal ]; ok $? "and leaves the log that the server writes to"
add 'Three ships.' 'Trois navires.'
run 0 "the next command" entente lookup -m m.entente --from en --to fr 'Three ships.'
grep -q '^  100' out; ok $? "finds what was stored after it"
kill -9 $pid; wait $pid 2> /dev/null
run 0 "a command after the server was killed" entente lookup -m m.entente --from en --to fr 'Three ships.'
grep -q '^  100' out; ok $? "finds it too"
run 0 "the memory" entente check -m m.entente
done_testing
