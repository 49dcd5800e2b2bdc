# SPDX-License-Identifier: Apache-2.0
# tap.sh - TAP for tests of the command line.
# Each script runs in a directory of its own that is removed at the end.
#
# `run` names the subject of the checks after it: they are printed as
# "COMMAND: SUBJECT: NAME", so that each can be read alone in a failing log.  `about`
# names the subject where a check follows a command that was not started by `run`.
set -u
: "${BUILD:?run me from make check}"
root=$(cd "$(dirname "$0")/../.." && pwd)
PATH=$BUILD:$PATH; LC_ALL=C.UTF-8; export PATH LC_ALL; unset LANGUAGE
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT && cd "$dir" || exit 1
n=0 failed=0 tap_subject='' tap_command=''
about() { # about SUBJECT
	tap_subject="$1: " tap_command=''
}
explain() { # the command that the failing check is about, and what it printed
	[ -z "$tap_command" ] || printf '# after: %s\n' "$tap_command" | tr '\n' ' ' | cut -c 1-300
	[ ! -s err ] || [ -z "$tap_command" ] || head -n 5 err | sed 's/^/# stderr: /'
}
report_check() { # report_check STATUS NAME
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then echo "ok $n - $2"
	else
		echo "not ok $n - $2"; failed=1; explain
		echo "# failed: $(basename "$0"): $2" >&2 # prove shows this without -v
	fi
}
ok() { # ok STATUS NAME
	report_check "$1" "$tap_subject$2"
}
is() { # is GOT WANT NAME
	[ "$1" = "$2" ]; r=$?; report_check $r "$tap_subject$3"
	[ $r -eq 0 ] || printf '#  got [%s]\n# want [%s]\n' "$1" "$2" | sed '2,$s/^[^#]/# &/'
}
run() { # run EXIT NAME COMMAND...  (leaves ./out and ./err)
	want=$1 name=$2; shift 2
	case $1 in entente) name="${2-}: $name" ;; *[!a-z_]*) ;; *) name="$1: $name" ;; esac
	tap_subject="$name: " tap_command=$*
	"$@" > out 2> err; tap_code=$?
	[ $tap_code -eq "$want" ]; report_check $? "$name"
	[ $tap_code -eq "$want" ] || printf '# exit code %s, expected %s\n' "$tap_code" "$want"
}
skip() { # skip REASON [NAME]: one check that cannot be made here
	n=$((n + 1)); echo "ok $n - ${2:-} # skipped: $1"
}
skip_all() { # skip_all REASON: ends a script that cannot run here
	echo "1..0 # skipped: $1"; exit 0
}
# Whether a program can be run on a terminal here: script is there, and /dev/pts.
has_terminal() {
	command -v script > /dev/null && [ "$(script -qec 'echo yes' /dev/null 2> /dev/null < /dev/null | tr -d '\r')" = yes ]
}
# Whether the build counts the lines that run (make coverage).
has_counters() {
	nm "$BUILD/entente" 2> /dev/null | grep -q __gcov_exit
}
# Whether a network namespace of one's own can be made here.
has_netns() {
	unshare -rn true 2> /dev/null
}
done_testing() { echo "1..$n"; exit $failed; }
