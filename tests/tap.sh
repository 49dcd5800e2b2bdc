# SPDX-License-Identifier: Apache-2.0
# tap.sh - the same TAP, for tests of the command line.
# Each script runs in a directory of its own that is removed at the end.
set -u
: "${BUILD:?run me from make check}"
root=$(cd "$(dirname "$0")/../.." && pwd)
PATH=$BUILD:$PATH; LC_ALL=C.UTF-8; export PATH LC_ALL
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && cd "$dir" || exit 1
n=0; failed=0
ok() { # ok STATUS NAME
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then echo "ok $n - $2"
	else echo "not ok $n - $2"; failed=1; fi
}
is() { # is GOT WANT NAME
	[ "$1" = "$2" ]; r=$?; ok $r "$3"
	[ $r -eq 0 ] || printf '#  got [%s]\n# want [%s]\n' "$1" "$2" | sed '2,$s/^[^#]/# &/'
}
run() { # run EXIT NAME COMMAND...  (leaves ./out and ./err)
	want=$1 name=$2; shift 2
	"$@" > out 2> err; is $? "$want" "$name"
}
done_testing() { echo "1..$n"; exit $failed; }
