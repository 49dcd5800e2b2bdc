/* SPDX-License-Identifier: Apache-2.0 */
/* The model of word order: sums that must hold, and what it prefers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "align/hmm.h"

enum { N = 6 };

/* Word i fits word order[i], by `much`; all else a fifth. */
static void make_fit(float *fit, const uint32_t order[N], float much)
{
	for (uint32_t i = 0; i < N; i++)
		for (uint32_t j = 0; j < N; j++)
			fit[i * N + j] = order[i] == j ? much : 0.2f;
}

static const uint32_t straight[N] = { 0, 1, 2, 3, 4, 5 };
static const uint32_t shuffled[N] = { 3, 0, 5, 1, 4, 2 };
static const uint32_t one_word[N] = { 2, 2, 2, 2, 2, 2 };

static double gain_of(const uint32_t order[N], float much)
{
	ent_arena *arena = ent_arena_new(0);
	float fit[N * N];
	double gain;
	make_fit(fit, order, much);
	assert_true(ent_hmm_gain(&gain, fit, N, N, arena));
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
	float fit[N * N], p[N * N];
	make_fit(fit, shuffled, 200);
	assert_true(ent_hmm(p, fit, N, N, arena));
	for (uint32_t i = 0; i < N; i++) {
		float sum = 0;
		for (uint32_t j = 0; j < N; j++) {
			assert_true(p[i * N + j] >= 0);
			sum += p[i * N + j];
		}
		assert_true(sum < 1.0001f);
		assert_true(p[i * N + shuffled[i]] > 0.5f);
	}
	ent_arena_free(arena);
}

/* A word without evidence answers what stands between its neighbours' answers. */
static void a_gap_is_filled(void **state)
{
	(void)state;
	ent_arena *arena = ent_arena_new(0);
	float fit[N * N], p[N * N];
	make_fit(fit, straight, 20);
	for (uint32_t j = 0; j < N; j++)
		fit[3 * N + j] = 1;
	assert_true(ent_hmm(p, fit, N, N, arena));
	assert_true(p[3 * N + 3] > 0.5f);
	ent_arena_free(arena);
}

static void nothing_gains_nothing(void **state)
{
	(void)state;
	ent_arena *arena = ent_arena_new(0);
	float fit[1] = { 1 }, p[1] = { 7 };
	double gain = 7;
	assert_true(ent_hmm_gain(&gain, fit, 0, 1, arena));
	assert_float_equal(gain, 0, 0);
	assert_true(ent_hmm_gain(&gain, fit, 1, 0, arena));
	assert_float_equal(gain, 0, 0);
	assert_true(ent_hmm(p, fit, 1, 1, arena));
	assert_true(p[0] > 0.5f && p[0] < 1);
	ent_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(order_is_evidence),
		cmocka_unit_test(posteriors_are_probabilities),
		cmocka_unit_test(a_gap_is_filled),
		cmocka_unit_test(nothing_gains_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
