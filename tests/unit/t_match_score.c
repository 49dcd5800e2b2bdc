/* SPDX-License-Identifier: Apache-2.0 */
/* Scores of texts, and what is taken off them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "match/score.h"
#include "unit/stored.h"

static ent_measure measure(const char *query, const char *text, ent_score_kind kind)
{
	ent_arena *arena = ent_arena_new(0);
	ent_query *q;
	ent_error err;
	ent_measure m = { 0, 1, 0, ENT_MATCH_FUZZY };
	const ent_measure worst = { 100, 100, 0, ENT_MATCH_FUZZY };
	bool fits;
	assert_int_equal(ent_query_new(&q, ent_str_of(query), kind, NULL, arena, &err),
			 0);
	assert_int_equal(
		ent_query_measure(&fits, &m, q, ent_str_of(text), &worst, 1, &err), 0);
	if (fits && m.kind != ENT_MATCH_EXACT) {
		/* the explanation adds up to the distance */
		const ent_edit *edits;
		uint32_t n;
		float sum = 0;
		assert_int_equal(
			ent_query_explain(&edits, &n, q, ent_str_of(text), arena, &err),
			0);
		for (uint32_t k = 0; k < n; k++)
			sum += edits[k].cost;
		if (m.kind != ENT_MATCH_NEAR)
			assert_int_equal(lroundf(sum * 100), m.distance);
	}
	ent_query_release(q);
	ent_arena_free(arena);
	return m;
}

static void expect_graded(const char *a,
			  const char *b,
			  uint32_t score,
			  const char *kind)
{
	ent_measure m = measure(a, b, ENT_SCORE_GRADED);
	ent_measure back = measure(b, a, ENT_SCORE_GRADED);
	assert_string_equal(ent_match_kind_name(m.kind), kind);
	assert_int_equal(m.score, score);
	assert_int_equal(back.score, score); /* the score is symmetric */
}

static void scores_grade_differences(void **state)
{
	(void)state;
	expect_graded("a b c d e f g h i j", "a b c d e f g h i j", 100, "exact");
	expect_graded("Canada’s – law", "canada's  -  Law", 99, "near");
	expect_graded("a b c d e f g h i 5", "a b c d e f g h i 7", 95, "fuzzy");
	expect_graded("a b c d e f g h i j", "a b c d e f g h i k", 90, "fuzzy");
	expect_graded("a b c d e f g h i et", "a b c d e f g h i ét", 98, "fuzzy");
	expect_graded("a b c d e f g h i etat", "a b c d e f g h i état", 98, "fuzzy");
	expect_graded("a b c d e f g h i nation", "a b c d e f g h i nations", 98,
		      "fuzzy");
	expect_graded("a b c d e f g h i j.", "a b c d e f g h i j", 95, "fuzzy");
	expect_graded("a b c d e f g h i j.", "a b c d e f g h i j;", 97, "fuzzy");
	expect_graded("a", "b", 0, "fuzzy");
	expect_graded("", "b", 0, "fuzzy");
}

static void the_plain_score_is_levenshtein(void **state)
{
	(void)state;
	ent_measure m = measure("The cat, sat", "the cat sat 1.5 x", ENT_SCORE_PLAIN);
	/* 4 tokens and 5: one goes, two come */
	assert_int_equal(m.distance, 300);
	assert_int_equal(m.length, 500);
	assert_int_equal(m.score, 40);
	m = measure("THE CAT", "the cat", ENT_SCORE_PLAIN);
	assert_int_equal(m.score, 100);
	m = measure("l'a", "l’a", ENT_SCORE_PLAIN);
	assert_int_equal(m.score, 66);
}

static ent_measure fraction(uint32_t distance, uint32_t length)
{
	return (ent_measure){ .distance = distance,
			      .length = length,
			      .score = 100 - (distance * 100 + length - 1) / length,
			      .kind = ENT_MATCH_FUZZY };
}

/* The order of measures is that of the fractions, which are never rounded. */
static void measures_are_ordered_as_fractions(void **state)
{
	(void)state;
	uint64_t seed = 3;
	for (int round = 0; round < 20000; round++) {
		const uint32_t n = 1 + pick(&seed, 400000), m = 1 + pick(&seed, 400000);
		const ent_measure a = fraction(pick(&seed, n + 1), n),
				  b = fraction(pick(&seed, m + 1), m);
		const uint64_t x = (uint64_t)a.distance * m,
			       y = (uint64_t)b.distance * n;
		const int c = ent_measure_cmp(&a, &b);
		assert_int_equal((c > 0) - (c < 0), (x > y) - (x < y));
	}
}

/* Points are taken off: never more than there are, and the order stays. */
static void points_taken_off_keep_the_order(void **state)
{
	(void)state;
	uint64_t seed = 4;
	for (int round = 0; round < 20000; round++) {
		const uint32_t n = 100 + pick(&seed, 4000), m = 100 + pick(&seed, 4000);
		const ent_measure a = fraction(pick(&seed, n + 1), n),
				  b = fraction(pick(&seed, m + 1), m);
		const uint32_t points = pick(&seed, 10001);
		const ent_measure x = ent_measure_less(&a, points),
				  y = ent_measure_less(&b, points),
				  none = ent_measure_less(&a, 0);
		assert_true(x.distance <= x.length);
		assert_true(ent_measure_cmp(&a, &x) <= 0); /* not better than before */
		assert_int_equal(ent_measure_cmp(&a, &none), 0);
		assert_true(x.score <= a.score);
		if (ent_measure_cmp(&x, &y) < 0)
			assert_true(x.score >= y.score);
	}
	const ent_measure all = fraction(10, 100), left = ent_measure_less(&all, 10000);
	assert_int_equal(left.score, 0);
}

/* Codes cost something: an equal text with other codes is not at 100. */
static void codes_take_something_off(void **state)
{
	(void)state;
	ent_measure equal = fraction(0, 500);
	equal.kind = ENT_MATCH_EXACT;
	const ent_measure same = ent_measure_coded(&equal, 0);
	assert_int_equal(same.score, 100);
	assert_int_equal(same.kind, ENT_MATCH_EXACT);
	for (uint32_t codes = 1; codes < 600; codes += 7) {
		const ent_measure m = ent_measure_coded(&equal, codes);
		assert_true(m.score < 100);
		assert_true(ent_measure_cmp(&equal, &m) < 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scores_grade_differences),
		cmocka_unit_test(the_plain_score_is_levenshtein),
		cmocka_unit_test(measures_are_ordered_as_fractions),
		cmocka_unit_test(points_taken_off_keep_the_order),
		cmocka_unit_test(codes_take_something_off),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
