#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The description of the API: each of its examples is asked, each route is described.
. "$(dirname "$0")/../tap.sh"
command -v python3 > /dev/null 2>&1 || { echo "1..0 # SKIP python3 is not installed"; exit 0; }
entente batch -m m.entente "$root/corpora/communiques" > /dev/null 2>&1
entente serve -m m.entente --listen 127.0.0.1:0 --quiet > ready 2> log & pid=$!
trap 'kill $pid 2> /dev/null; rm -rf "$dir"' EXIT
k=0; while ! [ -s ready ] && [ $k -lt 100 ]; do sleep .05; k=$((k + 1)); done
url=$(sed -n 's/.*\(http:[^ ]*\).*/\1/p' ready)
sed -n 's/^.*{ "\([A-Z]*\)", "\(\/api\/v1\/[^"]*\)".*/\1 \2/p' "$root"/src/server/*.c |
	grep -v openapi.json |
	python3 "$root/tests/server/openapi.py" "$root/src/server/web/openapi.json" "$url"
