#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A small part of `make check-oom`: allocations that fail in a few commands.
. "$(dirname "$0")/../tap.sh"
for tool in perl sqlite3 cc make addr2line; do
	command -v $tool > /dev/null || skip_all "$tool is not installed"
done
! nm "$BUILD/entente" 2> /dev/null | grep -q __asan_init || skip_all "AddressSanitizer has its own malloc"
! has_counters || skip_all "the counters of lines allocate when a process ends"
make -s -C "$root" BUILD="$BUILD" sweep-shims > said 2>&1 || { cat said; ok 1 "the libraries of the sweep are built"; }
SWEEP_TIMEOUT=6; export SWEEP_TIMEOUT # a library is known to wait for itself
sweep() { # sweep NAME PROGRAM ARGUMENT...
	name=$1
	shift
	perl "$root/tests/sweep/$1" --stacks "$2" $3 > said 2>&1
	code=$?
	[ $code -eq 0 ] || sed 's/^/# /' said | cut -c 1-300
	ok $code "$name: $(tail -n 1 said)"
}
sweep "reading" oom.pl 3 "--every 0 read-text read-docx units-tmx align-text"
sweep "storing" oom.pl 2 "--every 0 import-tmx edit delete"
sweep "answering" oom_server.pl 2 "export add-unit"
done_testing
