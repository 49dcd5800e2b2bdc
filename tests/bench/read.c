/* SPDX-License-Identifier: Apache-2.0 */
/* read.c - the time to read a file of units, without storing them, and of a bare pass
 * of libxml2's reader over the same file: CPU time of both, best of RUNS in turn, and
 * peak memory. usage: read FILE... */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bare_pass.h"

#include "entente/read.h"

enum { RUNS = 5 };

struct cost {
	double seconds;
	long kilobytes;
};

static ent_status drop(void *data, const ent_unit *unit, ent_error *err)
{
	size_t *units = data;
	(void)unit;
	(void)err;
	++*units;
	return ENT_OK;
}

static int units(const char *file)
{
	size_t n = 0;
	ent_units_options opt = ENT_UNITS_OPTIONS_DEFAULT;
	opt.from = ENT_STR("en");
	opt.to = ENT_STR("fr");
	return ent_read_units(file, &opt, NULL, drop, &n, NULL) != ENT_OK || !n;
}

/* The cost of a child that reads the file; exits when it fails. */
static struct cost run(int (*read_file)(const char *file), const char *file)
{
	struct rusage u;
	int status;
	pid_t child = fork();
	if (child == 0)
		_exit(read_file(file));
	if (child < 0 || wait4(child, &status, 0, &u) < 0 || status) {
		fprintf(stderr, "read: %s failed\n", file);
		exit(1);
	}
	return (struct cost){
		(double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
			(double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6,
		u.ru_maxrss
	};
}

static struct cost less(struct cost a, struct cost b)
{
	return b.seconds < a.seconds ? b : a;
}

static void compare(const char *file)
{
	struct stat st;
	const struct cost most = { 1e9, 0 };
	struct cost bare = most, ours = most;
	const size_t n = strlen(file);
	const int is_xml = n > 4 && !strcmp(file + n - 4, ".tmx");
	if (stat(file, &st))
		exit(2);
	for (int k = 0; k < RUNS; k++) {
		if (is_xml)
			bare = less(bare, run(bare_pass, file));
		ours = less(ours, run(units, file));
	}
	printf("%s: %.1f MB, reading alone %.2f s CPU, %ld MB resident", file,
	       (double)st.st_size / 1e6, ours.seconds, ours.kilobytes / 1024);
	if (is_xml)
		printf("; bare pass %.2f s: %.2f times", bare.seconds,
		       ours.seconds / bare.seconds);
	printf("\n");
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return 2;
	for (int k = 1; k < argc; k++)
		compare(argv[k]);
	return 0;
}
