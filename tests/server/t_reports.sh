#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The pages that reuse, align and review write, in headless Chromium; skipped where
# Chromium, Node or its packages are missing.  Pictures of failures are kept in
# $BUILD/page.
. "$(dirname "$0")/../tap.sh"
chromium=${CHROMIUM:-$(command -v chromium || echo none)}
[ -x "$chromium" ] || { echo "1..0 # SKIP chromium is not installed"; exit 0; }
command -v node > /dev/null 2>&1 || { echo "1..0 # SKIP node is not installed"; exit 0; }
[ -d "$root/tests/server/node_modules/playwright-core" ] ||
	{ echo "1..0 # SKIP playwright-core is not installed: cd tests/server && npm ci"; exit 0; }
press=$root/corpora/communiques
entente batch -m m.entente "$press" > batch.log 2>&1
sed 's/Twelfth/Thirteenth/; s/365 participants/401 participants/; s/we would like/we want/' \
	"$press/2025-11-20-media-advisory.en.txt" > new.txt
entente reuse -m m.entente --from en --to fr --format html -o reuse.html new.txt
printf 'Nothing of this is known.\n' > none.txt
entente reuse -m m.entente --from en --to fr --format html -o reuse-none.html none.txt
entente align --format html "$press/2025-11-20-media-advisory.en.txt" \
	"$press/2025-11-20-media-advisory.fr.txt" > align.html
entente export -m m.entente --format html --document '*appointment*' > export.html
entente review -m m.entente --below 1 --format html > review.html
mkdir -p "$BUILD/page"
CHROMIUM=$chromium node "$root/tests/server/reports.mjs" "$BUILD/page" "$dir/reuse.html" \
	"$dir/reuse-none.html" "$dir/align.html" "$dir/export.html" "$dir/review.html"
