#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# entente(5): its examples are run as they are printed, and the tables and columns that
# it describes are those of a memory, no more and no fewer.
. "$(dirname "$0")/../tap.sh"
command -v sqlite3 > /dev/null || skip_all "no sqlite3"
page=$root/doc/entente.5
tab=$(printf '\t')

entente batch "$root/corpora/communiques" > log 2>&1
about "examples"
sed -n '/^\.EX$/,/^\.EE$/{/^\.E[XE]$/d; p}' "$page" > examples
[ -s examples ]; ok $? "the page has some"
while read -r line; do
	sh -c "$line" > out 2> err
	[ $? -eq 0 ] && [ -s out ] && [ ! -s err ]; ok $? "$line"
done < examples

about "tables"
awk '/^\.B [a-z_]+$/ { table = $2; next }
	/^\.RI \(/ && table != "" {
		gsub(/"[^"]*"|[(),]/, " ")
		for (k = 2; k <= NF; k++) print table "\t" $k
	}
	{ table = "" }' "$page" | LC_ALL=C sort > said
for t in $(sqlite3 memory.entente "SELECT name FROM sqlite_schema WHERE type='table' AND name NOT LIKE 'sqlite%'"); do
	sqlite3 -separator "$tab" memory.entente "SELECT '$t', name FROM pragma_table_info('$t')"
done | LC_ALL=C sort > are
is "$(LC_ALL=C comm -13 said are)" "" "each column of a memory is described"
is "$(LC_ALL=C comm -23 said are)" "" "nothing else is described"
done_testing
