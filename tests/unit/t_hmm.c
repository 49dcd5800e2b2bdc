/* SPDX-License-Identifier: Apache-2.0 */
/* The model of word order: sums that must hold, and what it prefers. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "align/hmm.h"

enum { N = 6 };

enum { ROW = 8 }; /* ent_hmm_row(N) */

struct fit {
	_Alignas(16) float at[N][ROW];
	const float *rows[N];
};

/* Word i fits word order[i], by `much`; all else a fifth. */
static void make_fit(struct fit *fit, const uint32_t order[N], float much)
{
	*fit = (struct fit){ .at = { { 0 } } };
	assert_int_equal(ent_hmm_row(N), ROW);
	for (uint32_t i = 0; i < N; i++) {
		fit->rows[i] = fit->at[i];
		for (uint32_t j = 0; j < N; j++)
			fit->at[i][j] = order[i] == j ? much : 0.2f;
	}
}

static const uint32_t straight[N] = { 0, 1, 2, 3, 4, 5 };
static const uint32_t shuffled[N] = { 3, 0, 5, 1, 4, 2 };
static const uint32_t one_word[N] = { 2, 2, 2, 2, 2, 2 };

static double gain_of(const uint32_t order[N], float much)
{
	ent_arena *arena = ent_arena_new(0);
	struct fit fit;
	double gain;
	make_fit(&fit, order, much);
	assert_true(ent_hmm_gain(&gain, fit.rows, N, N, arena));
	ent_arena_free(arena);
	return gain;
}

static void order_is_evidence(void **state)
{
	(void)state;
	assert_true(gain_of(straight, 50) > gain_of(shuffled, 50) + 2);
	assert_true(gain_of(straight, 50) > gain_of(one_word, 50) + 2);
	assert_true(gain_of(straight, 50) > gain_of(straight, 5));
	assert_true(gain_of(straight, 0.2f) < 0);
}

static void posteriors_are_probabilities(void **state)
{
	(void)state;
	ent_arena *arena = ent_arena_new(0);
	struct fit fit;
	_Alignas(16) float p[N * ROW];
	make_fit(&fit, shuffled, 200);
	assert_true(ent_hmm(p, fit.rows, N, N, 0, N, arena));
	for (uint32_t i = 0; i < N; i++) {
		float sum = 0;
		for (uint32_t j = 0; j < N; j++) {
			assert_true(p[i * ROW + j] >= 0);
			sum += p[i * ROW + j];
		}
		assert_true(sum < 1.0001f);
		assert_true(p[i * ROW + shuffled[i]] > 0.5f);
	}
	ent_arena_free(arena);
}

/* A word without evidence answers what is between its neighbours' answers. */
static void a_gap_is_filled(void **state)
{
	(void)state;
	ent_arena *arena = ent_arena_new(0);
	struct fit fit;
	_Alignas(16) float p[N * ROW];
	make_fit(&fit, straight, 20);
	for (uint32_t j = 0; j < N; j++)
		fit.at[3][j] = 1;
	assert_true(ent_hmm(p, fit.rows, N, N, 0, N, arena));
	assert_true(p[3 * ROW + 3] > 0.5f);
	ent_arena_free(arena);
}

/* The sum over all ways to place the words, weighed by the table of jumps that hmm.c
 * has running sums for. */
static float jump(int from, int to)
{
	float weight = 0, sum = 0;
	for (int k = 0; k < N; k++) {
		const int d = k - from;
		float w = 0.1f / N;
		if (d > 0)
			w += 0.54f * powf(0.4f, (float)(d - 1));
		else if (from >= 0)
			w += d ? 0.07f * powf(0.4f, (float)(-d - 1)) : 0.1f;
		sum += w;
		weight = k == to ? w : weight;
	}
	return weight / sum;
}

static double gain_by_table(const struct fit *fit)
{
	double sums[N + 1] = { 1 }; /* [1 + state] */
	for (uint32_t i = 0; i < N; i++) {
		double next[N + 1];
		for (int to = -1; to < N; to++) {
			next[to + 1] = sums[to + 1] * 0.15;
			for (int from = -1; to >= 0 && from < N; from++)
				next[to + 1] += sums[from + 1] *
						(double)jump(from, to) * 0.85 *
						(double)fit->at[i][to];
		}
		memcpy(sums, next, sizeof(sums));
	}
	double all = 0;
	for (int k = 0; k <= N; k++)
		all += sums[k];
	return log(all);
}

static void running_sums_are_those_of_a_table(void **state)
{
	(void)state;
	struct fit fit;
	const uint32_t *const orders[] = { straight, shuffled, one_word };
	for (int k = 0; k < 3; k++) {
		make_fit(&fit, orders[k], 30);
		assert_true(fabs(gain_of(orders[k], 30) - gain_by_table(&fit)) < 1e-4);
	}
}

static void some_rows_are_equal_to_those_of_the_whole_run(void **state)
{
	(void)state;
	ent_arena *arena = ent_arena_new(0);
	struct fit fit;
	_Alignas(16) float all[N * ROW], some[N * ROW];
	make_fit(&fit, shuffled, 200);
	assert_true(ent_hmm(all, fit.rows, N, N, 0, N, arena));
	for (uint32_t first = 0; first < N; first++)
		for (uint32_t end = first + 1; end <= N; end++) {
			assert_true(ent_hmm(some, fit.rows, N, N, first, end, arena));
			for (uint32_t k = 0; k < (end - first) * ROW; k++)
				assert_float_equal(some[k], all[first * ROW + k], 1e-5);
		}
	ent_arena_free(arena);
}

/* Those of words in the middle of a long text, where the model does not look at all of
 * it, but for a thousandth. */
static void rows_of_a_long_text_hardly_depend_on_distant_ones(void **state)
{
	(void)state;
	enum { LONG = 160, FIRST = 70, END = 74 };
	static _Alignas(16) float at[LONG][LONG], all[LONG][LONG],
		some[END - FIRST][LONG];
	const float *rows[LONG];
	ent_arena *arena = ent_arena_new(0);
	for (uint32_t i = 0; i < LONG; i++) {
		rows[i] = at[i];
		for (uint32_t j = 0; j < LONG; j++)
			at[i][j] = i % 3 && j == LONG - 1 - i ? 100 : 0.2f;
	}
	assert_true(ent_hmm(all[0], rows, LONG, LONG, 0, LONG, arena));
	assert_true(ent_hmm(some[0], rows, LONG, LONG, FIRST, END, arena));
	for (uint32_t i = FIRST; i < END; i++)
		for (uint32_t j = 0; j < LONG; j++)
			assert_float_equal(some[i - FIRST][j], all[i][j], 1e-3);
	assert_true(all[FIRST][LONG - 1 - FIRST] > 0.5f);
	ent_arena_free(arena);
}

static void an_empty_side_has_no_gain(void **state)
{
	(void)state;
	ent_arena *arena = ent_arena_new(0);
	_Alignas(16) const float fit[4] = { 1 };
	_Alignas(16) float p[4] = { 7 };
	const float *const rows[1] = { fit };
	double gain = 7;
	assert_true(ent_hmm_gain(&gain, rows, 0, 1, arena));
	assert_float_equal(gain, 0, 0);
	assert_true(ent_hmm_gain(&gain, rows, 1, 0, arena));
	assert_float_equal(gain, 0, 0);
	assert_true(ent_hmm(p, rows, 1, 1, 0, 1, arena));
	assert_true(p[0] > 0.5f && p[0] < 1);
	ent_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(order_is_evidence),
		cmocka_unit_test(posteriors_are_probabilities),
		cmocka_unit_test(a_gap_is_filled),
		cmocka_unit_test(running_sums_are_those_of_a_table),
		cmocka_unit_test(some_rows_are_equal_to_those_of_the_whole_run),
		cmocka_unit_test(rows_of_a_long_text_hardly_depend_on_distant_ones),
		cmocka_unit_test(an_empty_side_has_no_gain),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
