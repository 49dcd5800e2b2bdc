#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# entente mcp with the client packages from npm, which are fetched into build/npm.
. "$(dirname "$0")/../tap.sh"
command -v npm > /dev/null 2>&1 || { echo "1..0 # SKIP npm is not installed"; exit 0; }
npm install --silent --no-audit --no-fund --prefix "$BUILD/npm-mcp" \
	@modelcontextprotocol/sdk@1 @modelcontextprotocol/client@2 > npm.log 2>&1 ||
	{ echo "1..0 # SKIP npm cannot fetch the client packages"; exit 0; }
printf 'The session is open.\tLa séance est ouverte.\n' > a.tsv
entente import -m m.entente --from en --to fr a.tsv > /dev/null
cp "$root/tests/mcp/clients.mjs" "$BUILD/npm-mcp/"
timeout 60 node "$BUILD/npm-mcp/clients.mjs" "$(command -v entente)" "$PWD/m.entente"
