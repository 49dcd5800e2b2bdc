/* SPDX-License-Identifier: Apache-2.0 */
/* lookup.c - time look-ups in process, through the public API.
 *
 * usage: lookup MEMORY fuzzy|plain|exact|near|concord|find|insert QUERIES find: a
 * concordance without the counterparts. insert pairs each query with itself, stores it
 * as a new unit and commits.  QUERIES: tab-separated, the query in the second column;
 * lines with # are skipped.  All queries are run once to warm the caches, then timed
 * one by one.  Prints one line: queries, matches, mean, median, 95th percentile and
 * maximum in milliseconds, resident memory in MB.  With $BENCH_CPU, processor time
 * instead of elapsed time; with $BENCH_RUNS=N, the best of N runs of each query: for a
 * machine that others use too. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "entente/concord.h"
#include "entente/lookup.h"
#include "entente/memory.h"

static double now(void)
{
	struct timespec t;
	clock_gettime(getenv("BENCH_CPU") ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC,
		      &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int cmp(const void *pa, const void *pb)
{
	double a = *(const double *)pa, b = *(const double *)pb;
	return (a > b) - (a < b);
}

/* One unit, new in both texts, as a pair of documents of one segment. */
static ent_status insert(ent_memory *memory,
			 ent_str text,
			 ent_arena *arena,
			 ent_error *err)
{
	static unsigned serial; /* a program, not the library */
	ent_buf name = ENT_BUF_INIT, fresh = ENT_BUF_INIT;
	ent_change change;
	ent_buf_addf(&name, "bench/%u", ++serial);
	ent_buf_add(&fresh, text);
	ent_buf_addf(&fresh, " new%u", serial);
	ent_str s = ent_arena_str(arena, ent_buf_str(&fresh));
	ent_document en = { .name = ent_arena_str(arena, ent_buf_str(&name)),
			    .lang = ENT_STR("en"),
			    .hash = serial };
	ent_document fr = en;
	fr.lang = ENT_STR("fr");
	ent_segment segment = { s, 0, ENT_KIND_BODY, false };
	ent_bead bead = { 0, 0, 1, 1, 0, 1 };
	ent_alignment alignment = { &bead, 1, 1 };
	ent_aligned_pair pair = { .source = &en,
				  .target = &fr,
				  .source_segments = &segment,
				  .target_segments = &segment,
				  .n_src = 1,
				  .n_tgt = 1,
				  .alignment = &alignment };
	ent_buf_release(&name);
	ent_buf_release(&fresh);
	return ent_memory_add_pair(&change, memory, &pair, err);
}

static uint32_t run(ent_memory *memory,
		    const char *mode,
		    ent_str query,
		    ent_arena *arena)
{
	ent_error err;
	uint32_t n = 0;
	uint64_t total;
	ent_status status;
	ent_arena_clear(arena);
	if (!strcmp(mode, "insert")) {
		status = insert(memory, query, arena, &err);
	} else if (!strcmp(mode, "concord") || !strcmp(mode, "find")) {
		const ent_hit *hits;
		ent_concord_options opt = ENT_CONCORD_OPTIONS_DEFAULT;
		opt.lang = ENT_STR("en");
		opt.no_counterparts = mode[0] == 'f';
		status = ent_memory_concord(&hits, &n, &total, memory, query, &opt,
					    arena, &err);
	} else {
		const ent_match *matches;
		ent_lookup_options opt = ENT_LOOKUP_OPTIONS_DEFAULT;
		opt.from = ENT_STR("en");
		opt.to = ENT_STR("fr");
		if (!strcmp(mode, "plain"))
			opt.score = ENT_SCORE_PLAIN;
		if (!strcmp(mode, "exact"))
			opt.min_score = 100;
		if (!strcmp(mode, "near"))
			opt.min_score = 99;
		status = ent_memory_lookup(&matches, &n, memory, query, &opt, arena,
					   &err);
	}
	if (status) {
		fprintf(stderr, "lookup: %s\n", err.message);
		exit(1);
	}
	return n;
}

int main(int argc, char **argv)
{
	enum { MAX = 10000 };
	static double times[MAX];
	static char *queries[MAX];
	ent_memory *memory;
	ent_error err;
	char *line = NULL;
	size_t capacity = 0, n = 0, found = 0;
	FILE *in = argc == 4 ? fopen(argv[3], "r") : NULL;
	bool writes = argc == 4 && !strcmp(argv[2], "insert");
	if (!in || ent_memory_open(&memory, argv[1],
				   writes ? ENT_OPEN_WRITE : ENT_OPEN_READ, &err)) {
		fprintf(stderr, "usage: lookup MEMORY MODE QUERIES\n");
		return 2;
	}
	while (n < MAX && getline(&line, &capacity, in) > 0) {
		ent_str rest = ent_str_trim(ent_str_of(line));
		if (rest.n && rest.p[0] == '#')
			continue;
		ent_str_cut(&rest, '\t');
		ent_str q = ent_str_cut(&rest, '\t');
		queries[n++] = strndup(q.p, q.n);
	}
	ent_arena *arena = ent_arena_new(0);
	for (size_t k = 0; k < n; k++)
		run(memory, argv[2], ent_str_of(queries[k]), arena);
	double sum = 0;
	const char *given = getenv("BENCH_RUNS");
	unsigned runs = given ? (unsigned)strtoul(given, NULL, 10) : 1;
	for (unsigned round = 0; round < runs; round++) {
		found = 0;
		for (size_t k = 0; k < n; k++) {
			double start = now();
			found += run(memory, argv[2], ent_str_of(queries[k]), arena);
			double took = now() - start;
			times[k] = round && times[k] < took ? times[k] : took;
		}
	}
	for (size_t k = 0; k < n; k++)
		sum += times[k];
	qsort(times, n, sizeof(*times), cmp);
	struct rusage use;
	getrusage(RUSAGE_SELF, &use);
	printf("%-8s %4zu queries %5zu matches: mean %.3f median %.3f p95 %.3f max %.3f ms,"
	       " %ld MB\n",
	       argv[2], n, found, sum / (double)n, times[n / 2], times[n * 95 / 100],
	       times[n - 1], use.ru_maxrss / 1024);
	ent_memory_close(memory);
	return 0;
}
