/* SPDX-License-Identifier: Apache-2.0 */
/* Values and names put into targets, by case: the files of tests/adapt.
 *
 * A case is a block of lines: "= SOURCE" and "= TARGET" of a unit, then for each query
 * "? QUERY" and the right answers: "> TARGET", one a line, or "-" where a careful
 * person would leave the target alone.  "> TARGET" followed by "-" may be left alone.
 * The first line of a file, "# en fr", says the languages.
 *
 * Precision is the share of right answers of those given, and must be 1; recall the
 * share of queries with an answer and without "-" that get one. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "match/adapt.h"
#include "match/score.h"

enum { RIGHT_MAX = 8, LINE_MAX_BYTES = 4096 };

/* Share of the queries with an answer that get it; 2026-11: see doc/score.md. */
#define RECALL 0.95

struct totals {
	unsigned queries, given, right, wanted, reached;
};

struct one {
	char source[LINE_MAX_BYTES], target[LINE_MAX_BYTES], query[LINE_MAX_BYTES];
	char right[RIGHT_MAX][LINE_MAX_BYTES];
	unsigned n_right;
	bool silent; /* may be left alone */
};

/* Spaces of any width are the same to the judge. */
static void plain_spaces(char *s)
{
	char *to = s;
	while (*s) {
		if (!strncmp(s, "\xC2\xA0", 2))
			s += 2, *to++ = ' ';
		else if (!strncmp(s, "\xE2\x80\xAF", 3))
			s += 3, *to++ = ' ';
		else
			*to++ = *s++;
	}
	*to = '\0';
}

static void adapt(char *out, const struct one *c, const char *from, const char *to)
{
	ent_arena *arena = ent_arena_new(0);
	ent_error err;
	ent_query *q;
	ent_match m = { .found = { .source = { .lang = ent_str_of(from),
					       .text = ent_str_of(c->source) },
				   .target = { .lang = ent_str_of(to),
					       .text = ent_str_of(c->target) } } };
	assert_int_equal(ent_query_new(&q, ent_str_of(c->query), ENT_SCORE_GRADED, NULL,
				       arena, &err),
			 0);
	assert_int_equal(ent_query_explain(&m.edits, &m.n_edits, q,
					   ent_str_of(c->source), arena, &err),
			 0);
	ent_adapt_query asked = { .text = ent_str_of(c->query) };
	assert_int_equal(ent_adapt(&m, &asked, arena, &err), 0);
	snprintf(out, LINE_MAX_BYTES, "%.*s", (int)m.adapted.n,
		 m.adapted.n ? m.adapted.p : "");
	plain_spaces(out);
	ent_query_release(q);
	ent_arena_free(arena);
}

static void judge(struct totals *t,
		  const struct one *c,
		  const char *from,
		  const char *to)
{
	char got[LINE_MAX_BYTES];
	if (!c->query[0])
		return;
	assert_true(c->n_right || c->silent);
	adapt(got, c, from, to);
	bool right = false;
	for (unsigned k = 0; k < c->n_right; k++)
		right |= !strcmp(got, c->right[k]);
	t->queries++;
	t->given += got[0] != '\0';
	t->right += got[0] && right;
	t->wanted += c->n_right && !c->silent;
	t->reached += c->n_right && !c->silent && right;
	if (got[0] ? !right : c->n_right && !c->silent && getenv("VERBOSE"))
		printf("# %s\n#   %s\n#   got   %s\n#   right %s\n", c->query,
		       c->source, got[0] ? got : "(none)",
		       c->n_right ? c->right[0] : "-");
}

static void run_file(struct totals *t, const char *path)
{
	static struct one c;
	char line[LINE_MAX_BYTES], from[8] = "", to[8] = "";
	bool targets = false;
	FILE *in = fopen(path, "r");
	assert_non_null(in);
	memset(&c, 0, sizeof(c));
	while (fgets(line, sizeof(line), in)) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#' && !from[0])
			assert_int_equal(sscanf(line, "# %7s %7s", from, to), 2);
		if (line[0] == '=') {
			judge(t, &c, from, to);
			c.query[0] = '\0';
			snprintf(targets ? c.target : c.source, LINE_MAX_BYTES, "%s",
				 line + 2);
			targets = !targets;
		} else if (line[0] == '?') {
			judge(t, &c, from, to);
			snprintf(c.query, LINE_MAX_BYTES, "%s", line + 2);
			c.n_right = 0;
			c.silent = false;
		} else if (line[0] == '>') {
			assert_true(c.n_right < RIGHT_MAX);
			plain_spaces(line);
			snprintf(c.right[c.n_right++], LINE_MAX_BYTES, "%s", line + 2);
		} else if (line[0] == '-') {
			c.silent = true;
		}
	}
	judge(t, &c, from, to);
	fclose(in);
}

static void adapted_targets_of_the_cases_are_right(void **state)
{
	(void)state;
	struct totals t = { 0 };
	DIR *dir = opendir("tests/adapt");
	assert_non_null(dir);
	for (struct dirent *e; (e = readdir(dir));) {
		char path[512];
		if (!strstr(e->d_name, ".cases"))
			continue;
		snprintf(path, sizeof(path), "tests/adapt/%s", e->d_name);
		run_file(&t, path);
	}
	closedir(dir);
	printf("# %u queries: %u answers, %u right; %u of %u that want one\n",
	       t.queries, t.given, t.right, t.reached, t.wanted);
	assert_true(t.queries >= 1000);
	assert_int_equal(t.given, t.right);
	assert_true(t.reached >= RECALL * t.wanted);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(adapted_targets_of_the_cases_are_right),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
