#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The dispatcher: help, version, unknown commands, a full disk.
. "$(dirname "$0")/../tap.sh"

run 0 "help" entente help
run 2 "no command is a usage error" entente
is "$(head -n 1 err)" "usage: entente <command> [<options>]" "which shows the usage"
run 2 "an unknown command is a usage error" entente nosuch
is "$(cat err)" "entente: unknown command 'nosuch'; see 'entente help'" "which names it"
run 0 "version" entente --version
is "$(cut -d' ' -f1 out)" "entente" "names the program"
if [ -w /dev/full ]; then
	about "standard output on a full disk"
	entente version > /dev/full 2> err
	is $? 1 "a full disk is an error"
fi
done_testing
