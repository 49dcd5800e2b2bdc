#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Readers and writers by case.  tests/format/NAME.d holds
#   input.EXT   what is read; a folder input.EXT is zipped first (DOCX, ODT, ...)
#   args        the command and its options, the input's name is appended;
#               "read" when there is no such file
#   expected    what is printed: stdout, then stderr, then "exit N" unless N is 0
# A new case needs no code.  UPDATE=1 writes the expected files; ONLY=PATTERN runs
# the cases whose names match.
cases=$(cd "$(dirname "$0")" && pwd)
. "$cases/../tap.sh"

# The input of a case, in the working folder: its name.
input_of() {
	for input in "$1"/input.*; do
		name=${input##*/}
		rm -rf input.*
		if [ -d "$input" ]; then
			(cd "$input" && zip -q -X -r - .) > "$name"
		else
			cp "$input" "$name"
		fi
		echo "$name"
		return
	done
}

for case in "$cases"/*.d; do
	name=${case##*/}
	name=${name%.d}
	case $name in ${ONLY:-*}) ;; *) continue ;; esac
	input=$(input_of "$case")
	args=read
	[ -f "$case/args" ] && args=$(cat "$case/args")
	# shellcheck disable=SC2086 # options are words
	entente $args "$input" > out 2> err
	rc=$?
	{ cat out err; [ $rc = 0 ] || echo "exit $rc"; } > got
	[ "${UPDATE:-0}" = 1 ] && cp got "$case/expected"
	if cmp -s got "$case/expected"; then
		ok 0 "$args: $name"
	else
		ok 1 "$args: $name"
		diff "$case/expected" got | sed 's/^/# /'
	fi
done
done_testing
