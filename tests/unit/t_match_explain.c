/* SPDX-License-Identifier: Apache-2.0 */
/* The differences that explain a score: in order, and as costly as it says. */
#include "match/score.h"
#include "unit/indexed.h"

static void edits_cost_what_the_measure_says(void **state)
{
	(void)state;
	uint64_t seed = 14;
	ent_error err;
	for (int round = 0; round < 400; round++) {
		char a[400], b[400];
		ent_arena *arena = ent_arena_new(0);
		ent_query *query;
		const ent_edit *edits;
		const ent_measure worst = { .distance = 1, .length = 1 };
		ent_measure m;
		uint32_t n;
		bool fits;
		indexed_make(&seed, a);
		indexed_make(&seed, b);
		assert_int_equal(
			ent_query_new(&query, ent_str_of(a),
				      round % 2 ? ENT_SCORE_PLAIN : ENT_SCORE_GRADED,
				      NULL, arena, &err),
			0);
		assert_int_equal(ent_query_measure(&fits, &m, query, ent_str_of(b),
						   &worst, 0, &err),
				 0);
		assert_int_equal(ent_query_explain(&edits, &n, query, ent_str_of(b),
						   arena, &err),
				 0);
		double cost = 0;
		for (uint32_t k = 0; k < n; k++) {
			const ent_edit *e = &edits[k];
			cost += (double)e->cost;
			assert_true(e->query_start <= e->query_end);
			assert_true(e->query_end <= strlen(a));
			assert_true(e->match_start <= e->match_end);
			assert_true(e->match_end <= strlen(b));
			if (k) {
				assert_true(e->query_start >= edits[k - 1].query_end);
				assert_true(e->match_start >= edits[k - 1].match_end);
			}
			if (e->op == ENT_EDIT_INSERT)
				assert_int_equal(e->query_start, e->query_end);
			if (e->op == ENT_EDIT_DELETE)
				assert_int_equal(e->match_start, e->match_end);
		}
		if (fits &&
		    (cost * 100 < m.distance - 1. || cost * 100 > m.distance + 1.))
			fail_msg("'%s', '%s': %g, not %u", a, b, cost * 100,
				 m.distance);
		ent_query_release(query);
		ent_arena_free(arena);
	}
}

static void equal_texts_have_no_differences(void **state)
{
	(void)state;
	ent_error err;
	ent_arena *arena = ent_arena_new(0);
	ent_query *query;
	const ent_edit *edits;
	uint32_t n = 9;
	const ent_str text = ENT_STR("The minister signed the treaty.");
	assert_int_equal(
		ent_query_new(&query, text, ENT_SCORE_GRADED, NULL, arena, &err), 0);
	assert_int_equal(ent_query_explain(&edits, &n, query, text, arena, &err), 0);
	assert_int_equal(n, 0);
	ent_query_release(query);
	ent_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(edits_cost_what_the_measure_says),
		cmocka_unit_test(equal_texts_have_no_differences),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
