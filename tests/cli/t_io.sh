#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A full disk, a file that may not grow and a disk that cannot be read are named as such.
. "$(dirname "$0")/../tap.sh"

awk 'BEGIN { for (k = 0; k < 20000; k++) printf "Sentence number %d of a long text.\tPhrase numéro %d.\td\n", k, k }' > a.tsv
entente import -m a.entente --from en --to fr a.tsv > out
head -n 3 a.tsv > few.tsv
entente import -m few.entente --from en --to fr few.tsv > out

# no_growth COMMAND...: files may have 50 KB
no_growth() { (ulimit -f 100; exec "$@"); }

for format in tmx tsv safe-tsv jsonl html xliff xliff2; do
	run 1 "export as $format to a full disk" entente export -m a.entente --format $format -o /dev/full
	is "$(cat err)" "entente: export: /dev/full: cannot write: No space left on device" "names file and reason"
	run 1 "a file that may not grow, $format" no_growth entente export -m a.entente --format $format -o x
	is "$(cat err)" "entente: export: x: cannot write: File too large" "is an error, not a death"
	ls x* > /dev/null 2>&1; is $? 2 "and nothing is left of it"
done
run 1 "export to a full standard output" sh -c 'entente export -m a.entente > /dev/full'
is "$(cat err)" "entente: standard output: No space left on device" "names it"
run 1 "few units to a full disk" entente export -m few.entente -o /dev/full
is "$(cat err)" "entente: export: /dev/full: cannot write: No space left on device" "names file and reason"
run 1 "a concordance to a full disk" entente concord -m a.entente -o /dev/full Sentence
is "$(cat err)" "entente: concord: /dev/full: cannot write: No space left on device" "names file and reason"

run 1 "import where files may not grow" no_growth entente import -m few.entente --from en --to fr a.tsv
grep -q '^entente: import: few.entente: cannot write: ' err; ok $? "says that it cannot write"
run 0 "the memory" entente check -m few.entente
is "$(entente stats -m few.entente | head -n 1)" "units      3" "is as before"
run 1 "backup where files may not grow" no_growth entente backup -m a.entente b.entente
is "$(cat err)" "entente: backup: b.entente: cannot write: File too large" "names file and reason"
ls b.entente* > /dev/null 2>&1; is $? 2 "leaves nothing"

printf '=1+2\t-item\t@doc\n+x\t＝a\td\nok - fine\tbon\td\n' > f.tsv
entente import -m f.entente --from en --to fr f.tsv > out
run 0 "for spreadsheets" entente export -m f.entente --format safe-tsv
is "$(cut -f 1,2,4 out)" "$(printf "'=1+2\t'-item\t'@doc\n'+x\t'＝a\td\nok - fine\tbon\td")" "what looks like a formula begins with an apostrophe"
run 0 "for spreadsheets" entente concord -m f.entente --format safe-tsv item
grep -q "^'-item\|$(printf '\t')'-item" out; ok $? "hits too"

cat > fail.c <<'END'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
/* reads fail from the n-th on */
ssize_t pread64(int fd, void *to, size_t n, off64_t at)
{
	static int count;
	ssize_t (*real)(int, void *, size_t, off64_t) =
		(ssize_t(*)(int, void *, size_t, off64_t))dlsym(RTLD_NEXT, "pread64");
	if (++count >= atoi(getenv("FAIL_AT"))) {
		errno = EIO;
		return -1;
	}
	return real(fd, to, n, at);
}
END
if nm -D "$(command -v entente)" 2> /dev/null | grep -q __asan_init; then
	skip "a build with sanitizers" "a disk that cannot be read"
elif ${CC:-cc} -shared -fPIC -o fail.so fail.c -ldl 2> /dev/null; then
	for at in 1 2 4 8; do
		for command in lookup check export stats; do
			case $command in lookup) set -- Sentence ;; *) set -- ;; esac
			run 1 "$command, read $at fails" env FAIL_AT=$at LD_PRELOAD=./fail.so entente $command -m a.entente "$@"
			is "$(cat err)" "entente: $command: a.entente: cannot read: Input/output error" "is not called damage"
		done
	done
else
	skip "no C compiler" "a disk that cannot be read"
fi
done_testing
