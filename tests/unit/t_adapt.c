/* SPDX-License-Identifier: Apache-2.0 */
/* A query's values in a match's target; likeness by characters. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "entente/lookup.h"
#include "match/adapt.h"
#include "match/chars.h"
#include "match/score.h"

static void expect_adapted(const char *query,
			   const char *source,
			   const char *target,
			   const char *want)
{
	ent_arena *arena = ent_arena_new(0);
	ent_error err;
	ent_query *q;
	ent_match m = { .found = { .source = { .lang = ENT_STR("en"),
					       .text = ent_str_of(source) },
				   .target = { .lang = ENT_STR("fr"),
					       .text = ent_str_of(target) } } };
	assert_int_equal(ent_query_new(&q, ent_str_of(query), ENT_SCORE_GRADED, NULL,
				       arena, &err),
			 0);
	assert_int_equal(ent_query_explain(&m.edits, &m.n_edits, q, ent_str_of(source),
					   arena, &err),
			 0);
	ent_adapt_query asked = { .text = ent_str_of(query) };
	assert_int_equal(ent_adapt(&m, &asked, arena, &err), 0);
	assert_string_equal(m.adapted.n ? m.adapted.p : "", want);
	uint32_t at = 0;
	for (uint32_t k = 0; k < m.n_substitutions; k++) {
		assert_true(m.substitutions[k].start >= at);
		at = m.substitutions[k].end;
		assert_true(at <= m.adapted.n && m.substitutions[k].was.n);
	}
	ent_query_release(q);
	ent_arena_free(arena);
}

static void values_are_put_into_the_target(void **state)
{
	(void)state;
	/* in the format of the target, with its own spaces */
	expect_adapted("It cost 2,750.25 euros.", "It cost 1,500.5 euros.",
		       "Cela a coûté 1 500,5 euros.", "Cela a coûté 2 750,25 euros.");
	expect_adapted("From 3 to 12,000.", "From 5 to 7.", "De 5 à 7.",
		       "De 3 à 12 000.");
	expect_adapted("On May 1, 2025, we met.", "On April 9, 2024, we met.",
		       "Le 9 avril 2024, nous nous sommes réunis.",
		       "Le 1er mai 2025, nous nous sommes réunis.");
	/* the second of two equal numbers, by its unit */
	expect_adapted("5 and 8 days", "5 and 5 days", "5 et 5 jours", "5 et 8 jours");
	/* which of two equal numbers it was is not known */
	expect_adapted("5 and 8", "5 and 5", "5 et 5", "");
	/* what is not sure is left alone */
	expect_adapted("5 and 8 days", "5 and 5 days", "cinq et 5 jours",
		       "cinq et 8 jours");
	expect_adapted("8 days", "5 days", "cinq jours", "8 jours");
	expect_adapted("8 of 9 days", "5 days", "5 jours", "");
	expect_adapted("the 2nd day", "the 3rd day", "le 3e jour", "le 2e jour");
	expect_adapted("in May", "in 2024", "en 2024", "");
	expect_adapted("the same", "the same", "le même", "");
	/* names inside the sentence */
	expect_adapted("Yesterday Mr. Durand spoke.", "Yesterday Mr. Dupont spoke.",
		       "Hier, M. Dupont a parlé.", "Hier, M. Durand a parlé.");
	expect_adapted("Durand spoke.", "Dupont spoke.", "Dupont a parlé.", "");
	expect_adapted("We saw Oslo.", "We saw London.", "Nous avons vu Londres.", "");
}

static double quality(const char *a, const char *b)
{
	double q;
	ent_error err;
	assert_int_equal(ent_chars_quality(&q, ent_str_of(a), ent_str_of(b), &err), 0);
	return q;
}

static uint32_t slow_distance(const char *a, const char *b)
{
	enum { MAX = 300 };
	static uint32_t d[MAX][MAX];
	size_t n = strlen(a), m = strlen(b);
	for (size_t i = 0; i <= n; i++)
		for (size_t j = 0; j <= m; j++) {
			uint32_t best = (uint32_t)(i + j);
			if (i && d[i - 1][j] + 1 < best)
				best = d[i - 1][j] + 1;
			if (j && d[i][j - 1] + 1 < best)
				best = d[i][j - 1] + 1;
			if (i && j && d[i - 1][j - 1] + (a[i - 1] != b[j - 1]) < best)
				best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			d[i][j] = best;
		}
	return d[n][m];
}

static void quality_is_the_distance_in_characters(void **state)
{
	(void)state;
	assert_true(fabs(quality("kitten", "sitting") - (1 - 3 / 7.0)) < 1e-9);
	assert_true(fabs(quality("été", "ete") - (1 - 2 / 3.0)) < 1e-9);
	assert_true(quality("", "") == 1 && quality("a", "") == 0);
	uint32_t x = 7;
	for (int round = 0; round < 300; round++) {
		char text[2][256];
		size_t n[2];
		for (int k = 0; k < 2; k++) {
			x = x * 1664525u + 1013904223u;
			n[k] = 1 + (x >> 8) % 250;
			for (size_t i = 0; i < n[k]; i++) {
				x = x * 1664525u + 1013904223u;
				text[k][i] = (char)('a' + (x >> 24) % 3);
			}
			text[k][n[k]] = '\0';
		}
		if (round % 3 == 0) /* mostly alike */
			memcpy(text[1], text[0], n[0] < n[1] ? n[0] : n[1]);
		double longer = (double)(n[0] > n[1] ? n[0] : n[1]);
		double want = 1 - slow_distance(text[0], text[1]) / longer;
		assert_true(fabs(quality(text[0], text[1]) - want) < 1e-9);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_put_into_the_target),
		cmocka_unit_test(quality_is_the_distance_in_characters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
