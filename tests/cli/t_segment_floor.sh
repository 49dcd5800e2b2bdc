#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The figures of segmentation do not fall below tests/floors/segment.txt.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../tap.sh"
score=$here/../../../shared/tools/score-segmentation
if [ ! -r "$score" ]; then
	skip "no ../shared" "quality of segmentation"
	done_testing
fi
python3 "$score" --run "$BUILD/entente" > got 2>&1
grep -v '^#' "$here/../floors/segment.txt" > floors
about "quality of segmentation"
while read -r set f1 f1p; do
	awk -v set="$set" -v f1="$f1" -v f1p="${f1p:-0}" '
		$1 == set && / cases$/ { found = 1; exit $2 < f1 }
		$1 == set { found = 1; exit $7 < f1 || $9 < f1p }
		END { if (!found) exit 1 }' got
	ok $? "$set is at $f1 $f1p or better"
done < floors
grep -q '^# ' got || sed 's/^/# /' got
done_testing
