/* SPDX-License-Identifier: Apache-2.0 */
/* import.c - the time of an import and of a bare pass of libxml2's reader over the same
 * file: elapsed and CPU time of both, peak memory. usage: import ENTENTE MEMORY FILE (-
 * for MEMORY: only the pass) */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bare_pass.h"

struct cost {
	double elapsed, cpu; /* seconds */
	long kilobytes;
};

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Runs a child and returns its cost; exits when it fails. */
static struct cost run(const char *const *argv, const char *file)
{
	struct rusage u;
	int status;
	const double start = now();
	pid_t child = fork();
	if (child == 0) {
		if (!argv)
			_exit(bare_pass(file));
		if (!freopen("/dev/null", "w", stdout))
			_exit(1);
		execv(argv[0], (char **)(uintptr_t)argv);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &u) < 0 || status) {
		fprintf(stderr, "import: %s failed\n", argv ? argv[0] : "the pass");
		exit(1);
	}
	return (struct cost){
		now() - start,
		(double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
			(double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6,
		u.ru_maxrss
	};
}

int main(int argc, char **argv)
{
	struct stat st;
	if (argc != 4 || stat(argv[3], &st))
		return 2;
	const char *import[] = { argv[1], "import", "-m", argv[2], "--from",
				 "en",    "--to",   "fr", argv[3], NULL };
	size_t n = strlen(argv[3]);
	const int is_xml = n > 4 && !strcmp(argv[3] + n - 4, ".tmx");
	struct cost bare = is_xml ? run(NULL, argv[3]) : (struct cost){ 0, 0, 0 };
	struct cost whole = run(import, argv[3]);
	const double megabytes = (double)st.st_size / 1e6;
	printf("%s: %.1f MB, import %.2f s, %.2f s CPU, %.1f MB/s, %ld MB resident",
	       argv[3], megabytes, whole.elapsed, whole.cpu, megabytes / whole.elapsed,
	       whole.kilobytes / 1024);
	if (is_xml)
		printf("; bare pass %.2f s: %.1f times, in CPU time %.1f", bare.elapsed,
		       whole.elapsed / bare.elapsed, whole.cpu / bare.cpu);
	printf("\n");
	return 0;
}
