#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The counterparts that concord marks, against hits marked by hand.
. "$(dirname "$0")/../tap.sh"
perl -MJSON::PP -MCompress::Zlib -e 1 2> err || skip_all "no perl with JSON::PP and Compress::Zlib"

floors() { # TEXT OF score.pl, PRECISION, RECALL
	awk -v p="$2" -v r="$3" '{ gsub(/[,;]/, ""); exit !($4 >= p && $6 >= r) }' "$1"
}

(cd "$root" && entente batch -m "$dir/c.entente" corpora/communiques) > batch.out 2> batch.err
about "hits of the communiqués"
perl "$root/tests/marks/score.pl" "$BUILD/entente" c.entente "$root/tests/marks/communiques.tsv" > score
sed 's/^/# /' score
grep -q ', 0 not as they were judged' score
ok $? "each that was judged is there"
floors score .95 .94
ok $? "their counterparts are marked as by hand"

# Those of ../shared teach a memory in other fields.
releases=$root/../shared/data/releases
if [ -d "$releases/press_html" ] && [ -d "$releases/law_xml" ]; then
	for d in press_html blog docbook_xml law_xml udhr; do
		(cd "$releases" && entente batch -m "$dir/r.entente" $d)
	done > batch.out 2> batch.err
	about "hits of other releases"
	perl "$root/tests/marks/score.pl" "$BUILD/entente" r.entente "$root/tests/marks/releases.tsv" > score
	sed 's/^/# /' score
	floors score .94 .86
	ok $? "their counterparts are marked as by hand"
else
	skip "no ../shared" "counterparts in other releases"
fi
done_testing
