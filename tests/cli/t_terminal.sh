#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Texts, file names and messages cannot control a terminal; files get every byte.
. "$(dirname "$0")/../tap.sh"
has_terminal || skip_all "no terminal: script or /dev/pts is missing"

printf 'Hello \033]0;title\007 world \033[31mred\tBonjour \033[2J monde\n' > esc.tsv
printf 'C1 \302\2331m here\tCSI \302\233 fin\nAn \342\200\256override here\tun autre\n' >> esc.tsv
entente import -m m.entente --from en --to fr esc.tsv > out 2>&1
shown() { script -qec "$1" /dev/null < /dev/null | tr -d '\r' > shown; }
controls() { LC_ALL=C sed 's/\x1b\[[0-9;]*m//g' "$1" | LC_ALL=C tr -d '\n\t\040-\176\303\251' | wc -c; }
shown "entente concord -m m.entente world"
is "$(controls shown)" 0 "a concordance on a terminal has no control characters"
grep -q 'Hello \\x1B\]0;title\\x07' shown; ok $? "they are shown as escapes"
shown "entente concord -m m.entente here"
grep -q 'C1 \\u009B1m' shown; ok $? "a C1 control too"
grep -q 'An \\u202Eoverride' shown; ok $? "an override of the writing direction is escaped"
PAGER='sed "s/^/page: /"' shown "entente concord -m m.entente --pager world"
is "$(grep -c '^page: ' shown)" 3 "--pager sends the output through \$PAGER"
PAGER='head -n 1' shown "entente lookup -m m.entente --from en --to fr --pager 'An override here'; echo code \$?"
is "$(tail -n 1 shown)" "code 0" "leaving it early is not a failure"
PAGER=true shown "entente lookup -m m.entente --from en --to fr --pager 'An override here'; echo code \$?"
is "$(tail -n 1 shown)" "code 0" "neither is a pager that reads nothing"
bad=$(printf 'bad\033]0;x\007.tsv')
shown "entente import -m m.entente --from en --to fr '$bad'"
grep -q 'bad\\x1B\]0;x\\x07.tsv: cannot open' shown; ok $? "a name in a message is escaped"
PAGER='sed "s/^/page: /"' run 0 "a pipe with --pager" entente concord -m m.entente --pager world
is "$(grep -c '^page: ' out)" 0 "needs no pager"
run 0 "a pipe" entente export -m m.entente --format tsv
head -n 1 out | grep -q "$(printf '\033]0;title\007')"; ok $? "gets every byte"
if ldconfig -p 2> /dev/null | grep -q 'libedit\.so\.2'; then
	printf 'An override here\n\033[A\n\n' |
		TERM=xterm script -qec "entente ask -m m.entente --from en --to fr" /dev/null | tr -d '\r' > shown
	is "$(grep -c '^entente> ' shown)" 3 "ask: each line has a prompt"
	is "$(grep -c 'un autre' shown)" "$(($(printf 'An override here\n' | entente ask -m m.entente --from en --to fr 2> err | grep -c 'un autre') * 2))" "ask: the line before is recalled by the arrow"
else
	skip "no libedit" "ask: lines are edited and recalled"
fi
done_testing
