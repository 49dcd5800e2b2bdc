#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A command that fails leaves no memory that it made.
. "$(dirname "$0")/../tap.sh"

printf 'One door.\tUne porte.\n' > a.tsv
printf 'no table\n' > bad.tsv
mkdir empty
entente import -m good.entente --from en --to fr a.tsv > out

leaves_nothing() { # COMMAND...
	entente "$@" > out 2> err < /dev/null
	code=$?
	[ $code != 0 ] && [ -z "$(find . -name 'new*')" ]; ok $? "$*: exit $code, nothing is left: $(find . -name 'new*' | tr '\n' ' ')"
	rm -f new*
}
leaves_nothing merge -m new nothing.entente
leaves_nothing merge -m new a.tsv
leaves_nothing import -m new --from en --to fr nothing.tsv
leaves_nothing import -m new --from en --to fr bad.tsv
leaves_nothing import -m new --from en --to en a.tsv
leaves_nothing import -m new --from en --to fr --label "$(printf '\351')" a.tsv
leaves_nothing batch -m new nothing
leaves_nothing batch -m new a.tsv
leaves_nothing batch -m new --to fr --from fr empty
leaves_nothing serve -m new --listen 203.0.113.1:1 --token good.entente
leaves_nothing serve -m new --listen 127.0.0.1:x
if command -v sqlite3 > /dev/null; then
	cp good.entente bad.entente
	sqlite3 bad.entente "UPDATE text SET text=CAST(X'ff' AS TEXT)"
	leaves_nothing merge -m new bad.entente
fi

# a file without a byte, as mktemp makes it, becomes a memory with the first unit
stays_empty() { # COMMAND...
	: > new
	entente "$@" > out 2> err < /dev/null
	code=$?
	[ $code != 0 ] && [ "$(ls new*)" = new ] && [ ! -s new ]; ok $? "$*: exit $code, an empty file stays empty: $(ls -s new*)"
	rm -f new*
}
stays_empty merge -m new nothing.entente
stays_empty import -m new --from en --to fr bad.tsv
stays_empty batch -m new nothing
stays_empty serve -m new --listen 203.0.113.1:1 --token good.entente
: > new
run 0 "an import into an empty file" entente import -m new --from en --to fr a.tsv
is "$(entente stats -m new | head -n 1)" "units      1" "makes a memory of it"
rm new

run 1 "one file of two" entente import -m new --from en --to fr a.tsv bad.tsv
is "$(entente stats -m new | head -n 1)" "units      1" "what was stored stays"
run 1 "a merge of a good memory and none" entente merge -m new2 good.entente nothing.entente
is "$(entente stats -m new2 | head -n 1)" "units      1" "leaves the good one"
rm new new2
entente import -m good.entente --from en --to fr bad.tsv > out 2>&1
is "$(entente stats -m good.entente | head -n 1)" "units      1" "a memory that was there stays"
entente delete -m good.entente --all > out 2>&1 || entente delete -m good.entente --import 1 > out
entente import -m good.entente --from en --to fr bad.tsv > out 2>&1
[ -e good.entente ]; ok $? "also without units"

# an empty name is not the default
entente import --from en --to fr a.tsv > out
run 2 "a memory with an empty name" entente delete -m "" --import 1
is "$(head -n 1 err)" "entente: delete: --memory: the name of the file is empty" "is refused"
is "$(entente stats | head -n 1)" "units      1" "and the memory of the folder stays"
done_testing
