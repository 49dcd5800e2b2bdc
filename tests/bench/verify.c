/* SPDX-License-Identifier: Apache-2.0 */
/* verify.c - check that the index misses nothing, through the public API.
 *
 * usage: verify MEMORY graded|plain|key|count|phrase QUERIES [EVERY] graded, plain:
 * every EVERY-th query (1: all) is looked up at 70 with several limits, through the
 * index and exhaustively; the answers must be the same, match for match. key: the hits
 * of the plain score at 70 must be those of the file's last column, line:score, line
 * being that of the imported table. count: the third and fourth column have the number
 * of hits at 100 and at 70. phrase: the last column has the lines where the phrase
 * occurs.  QUERIES: as for lookup.c.  Prints one line; exit code 1 on a difference. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "entente/concord.h"
#include "entente/lookup.h"
#include "entente/memory.h"

static const ent_match *look_up(uint32_t *n,
				ent_memory *memory,
				ent_str query,
				ent_lookup_options opt,
				ent_arena *arena)
{
	ent_error err;
	const ent_match *m;
	opt.from = ENT_STR("en");
	opt.to = ENT_STR("fr");
	if (ent_memory_lookup(&m, n, memory, query, &opt, arena, &err)) {
		fprintf(stderr, "verify: %s\n", err.message);
		exit(2);
	}
	return m;
}

static bool same_answers(size_t *hits,
			 ent_memory *memory,
			 ent_str query,
			 ent_score_kind score,
			 ent_arena *arena)
{
	ent_lookup_options opt = ENT_LOOKUP_OPTIONS_DEFAULT;
	uint32_t n_all, n;
	opt.score = score;
	opt.limit = 0;
	opt.exhaustive = true;
	const ent_match *all = look_up(&n_all, memory, query, opt, arena);
	opt.exhaustive = false;
	*hits += n_all;
	for (uint32_t limit = 0; limit <= 10; limit += 5) {
		opt.limit = limit;
		const ent_match *some = look_up(&n, memory, query, opt, arena);
		uint32_t want = limit && limit < n_all ? limit : n_all;
		bool same = n == want;
		for (uint32_t k = 0; same && k < n; k++)
			same = some[k].unit == all[k].unit &&
			       some[k].score == all[k].score;
		if (!same) {
			printf("'%.*s', limit %u: %u, exhaustive %u\n", (int)query.n,
			       query.p, limit, n, want);
			return false;
		}
	}
	return true;
}

/* The key's entry of a line, "LINE:SCORE", NULL for none. */
static const char *entry_of(ent_str key, uint32_t line)
{
	while (key.p) {
		ent_str one = ent_str_cut(&key, ' ');
		if (one.n && strtoul(one.p, NULL, 10) == line)
			return one.p;
	}
	return NULL;
}

static bool same_as_key(size_t *hits,
			ent_memory *memory,
			ent_str query,
			ent_str key,
			ent_arena *arena)
{
	ent_lookup_options opt = ENT_LOOKUP_OPTIONS_DEFAULT;
	uint32_t n, want = 0;
	opt.score = ENT_SCORE_PLAIN;
	opt.limit = 0;
	for (ent_str rest = key; rest.p;)
		want += ent_str_cut(&rest, ' ').n > 0;
	const ent_match *m = look_up(&n, memory, query, opt, arena);
	*hits += want;
	bool same = n == want;
	for (uint32_t k = 0; same && k < n; k++) {
		const char *entry = entry_of(key, m[k].found.line);
		const char *score = entry ? strchr(entry, ':') : NULL;
		double d = score ? strtod(score + 1, NULL) - 100 * m[k].similarity : 1;
		same = d < 0.00501 && d > -0.00501;
	}
	if (!same)
		printf("'%.*s': %u hits, the key has %u\n", (int)query.n, query.p, n,
		       want);
	return same;
}

/* N100 and N70 of the third and fourth column. */
static bool same_counts(size_t *hits,
			ent_memory *memory,
			ent_str query,
			ent_str fields,
			ent_arena *arena)
{
	ent_lookup_options opt = ENT_LOOKUP_OPTIONS_DEFAULT;
	uint32_t n, exact = 0;
	opt.score = ENT_SCORE_PLAIN;
	opt.limit = 0;
	const ent_match *m = look_up(&n, memory, query, opt, arena);
	for (uint32_t k = 0; k < n; k++)
		exact += m[k].score == 100;
	*hits += n;
	unsigned long n100 = strtoul(ent_str_cut(&fields, '\t').p, NULL, 10);
	unsigned long n70 = strtoul(ent_str_cut(&fields, '\t').p, NULL, 10);
	if (exact == n100 && n == n70)
		return true;
	printf("'%.*s': %u and %u hits, the key has %lu and %lu\n", (int)query.n,
	       query.p, exact, n, n100, n70);
	return false;
}

static int line_cmp(const void *pa, const void *pb)
{
	uint32_t a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;
	return (a > b) - (a < b);
}

/* Signs that nobody sees, which the key counts as parts of words and we do not. */
static bool has_unseen(ent_str text)
{
	static const char *const signs[] = { "\xC2\xAD", "\xE2\x80\x8B",
					     "\xE2\x81\xA0" };
	for (int k = 0; k < 3; k++)
		if (memmem(text.p, text.n, signs[k], strlen(signs[k])))
			return true;
	return false;
}

/* The lines of the key are among the hits; what more there is has such signs. */
static bool same_lines(size_t *hits,
		       ent_memory *memory,
		       ent_str query,
		       ent_str key,
		       ent_arena *arena)
{
	ent_error err;
	ent_concord_options opt = ENT_CONCORD_OPTIONS_DEFAULT;
	opt.exact = true; /* as the key counts */
	const ent_hit *found;
	uint32_t n, want = 0, missing = 0, unseen = 0;
	uint64_t total;
	opt.lang = ENT_STR("en");
	opt.limit = 0;
	opt.accents = true;
	opt.no_counterparts = true;
	if (ent_memory_concord(&found, &n, &total, memory, query, &opt, arena, &err)) {
		fprintf(stderr, "verify: %s\n", err.message);
		exit(2);
	}
	uint32_t *lines = ENT_NEW_ARRAY(arena, uint32_t, n + 1);
	for (uint32_t k = 0; k < n; k++) {
		lines[k] = found[k].found.line;
		unseen += has_unseen(found[k].found.source.text);
	}
	qsort(lines, n, sizeof(*lines), line_cmp);
	while (key.p) {
		ent_str one = ent_str_cut(&key, ' ');
		if (!one.n)
			continue;
		uint32_t line = (uint32_t)strtoul(one.p, NULL, 10);
		want++;
		missing += !bsearch(&line, lines, n, sizeof(line), line_cmp);
	}
	*hits += want;
	if (!missing && n >= want && n - want <= unseen)
		return true;
	printf("'%.*s': %u hits, the key has %u, of which %u are missing\n",
	       (int)query.n, query.p, n, want, missing);
	return false;
}

int main(int argc, char **argv)
{
	ent_memory *memory;
	ent_error err;
	char *line = NULL;
	size_t capacity = 0, n = 0, hits = 0, bad = 0;
	FILE *in = argc >= 4 ? fopen(argv[3], "r") : NULL;
	if (!in || ent_memory_open(&memory, argv[1], ENT_OPEN_READ, &err)) {
		fprintf(stderr,
			"usage: verify MEMORY graded|plain|key|count|phrase QUERIES\n");
		return 2;
	}
	size_t every = argc > 4 ? strtoul(argv[4], NULL, 10) : 1, seen = 0;
	ent_arena *arena = ent_arena_new(0);
	while (getline(&line, &capacity, in) > 0) {
		line[strcspn(line, "\n")] = '\0';
		ent_str rest = ent_str_of(line), query, last = { "", 0 };
		if (line[0] == '#' || seen++ % every)
			continue;
		ent_str_cut(&rest, '\t');
		query = ent_str_cut(&rest, '\t');
		ent_str fields = rest;
		while (rest.p)
			last = ent_str_cut(&rest, '\t');
		ent_arena_clear(arena);
		n++;
		if (!strcmp(argv[2], "key"))
			bad += !same_as_key(&hits, memory, query, last, arena);
		else if (!strcmp(argv[2], "count"))
			bad += !same_counts(&hits, memory, query, fields, arena);
		else if (!strcmp(argv[2], "phrase"))
			bad += !same_lines(&hits, memory, query, last, arena);
		else
			bad += !same_answers(&hits, memory, query,
					     strcmp(argv[2], "plain") ? ENT_SCORE_GRADED
								      : ENT_SCORE_PLAIN,
					     arena);
	}
	printf("%-8s %4zu queries %6zu hits: %zu differ\n", argv[2], n, hits, bad);
	ent_arena_free(arena);
	ent_memory_close(memory);
	return bad > 0;
}
