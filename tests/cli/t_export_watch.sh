#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# entente export --watch: a file that follows the memory.
. "$(dirname "$0")/../tap.sh"

wait_for() { # wait_for TEXT FILE: for ten seconds at most
	for k in $(seq 100); do
		grep -qF -- "$1" "$2" 2> /dev/null && return 0
		sleep 0.1
	done
	return 1
}
add() { # add MEMORY SOURCE TARGET
	printf '%s\t%s\n' "$2" "$3" > one.tsv
	entente import -m "$1" --from en --to fr one.tsv > /dev/null
}
add m.entente 'One.' 'Un.'
mkdir tm
entente export -m m.entente --watch -o tm/m.tmx 2> err &
watch=$!
wait_for '<seg>Un.</seg>' tm/m.tmx; ok $? "the file is written at once"
add m.entente 'Two.' 'Deux.'
wait_for '<seg>Deux.</seg>' tm/m.tmx; ok $? "the file is written again after an import"
entente delete -m m.entente --all > /dev/null
for k in $(seq 100); do grep -q '<tu' tm/m.tmx || break; sleep 0.1; done
! grep -q '<tu' tm/m.tmx; ok $? "the file is written again after a deletion"
add other.entente 'Three.' 'Trois.'
mv other.entente m.entente
wait_for '<seg>Trois.</seg>' tm/m.tmx; ok $? "a memory put in its place is read"
is "$(ls tm)" m.tmx "nothing else is beside the file"
kill $watch; wait $watch 2> /dev/null
run 2 "without a file --watch is a usage error" entente export -m m.entente --watch
done_testing
