#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The page in headless Chromium; skipped where Chromium, Node or its packages are
# missing (scripts/test installs the packages where npm is).  SHOTS=FOLDER keeps pictures
# of each view there; pictures of failures are kept in $BUILD/page.
. "$(dirname "$0")/../tap.sh"
chromium=${CHROMIUM:-$(command -v chromium || echo none)}
[ -x "$chromium" ] || { echo "1..0 # SKIP chromium is not installed"; exit 0; }
command -v node > /dev/null 2>&1 || { echo "1..0 # SKIP node is not installed"; exit 0; }
[ -d "$root/tests/server/node_modules/playwright-core" ] ||
	{ echo "1..0 # SKIP playwright-core is not installed: cd tests/server && npm ci"; exit 0; }
mkdir -p "$BUILD/page" && rm -f "$BUILD"/page/*.png
CHROMIUM=$chromium node "$root/tests/server/page.mjs" "$BUILD/entente" "$root/corpora/communiques" "$dir" ${SHOTS:+"$SHOTS"}
code=$?
cp "$dir"/failed-*.png "$BUILD/page/" 2> /dev/null
exit $code
