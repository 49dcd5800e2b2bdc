/* SPDX-License-Identifier: Apache-2.0 */
/* t_align_context.c - the confidence of a bead by its neighbours and by its texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "align/context.h"
#include "with_arena.h"

enum { N = 9 };

static void fill(ent_bead *beads, uint32_t n, float confidence)
{
	memset(beads, 0, n * sizeof(*beads));
	for (uint32_t k = 0; k < n; k++)
		beads[k] = (ent_bead){ .src = k,
				       .tgt = k,
				       .n_src = 1,
				       .n_tgt = 1,
				       .confidence = confidence };
}

/* The confidence of the texts after the beads were judged; each side has as many
 * segments. */
static double judge(ent_bead *beads, uint32_t n, double texts, double segments)
{
	const double sides[2] = { segments, segments };
	ent_error err;
	assert_int_equal(ent_context_judge(beads, n, sides, &texts,
					   &ent_weights_shipped, arena, &err),
			 ENT_OK);
	return texts;
}

static void a_bead_among_sure_ones_is_surer_than_among_doubtful_ones(void **state)
{
	(void)state;
	ent_bead sure[N], doubtful[N];
	fill(sure, N, .97f);
	fill(doubtful, N, .3f);
	sure[4].confidence = doubtful[4].confidence = .6f;
	judge(sure, N, .9, N);
	judge(doubtful, N, .9, N);
	assert_true(sure[4].confidence > doubtful[4].confidence + .2f);
}

static void two_neighbours_on_each_side_count_and_no_more(void **state)
{
	(void)state;
	ent_bead plain[N], near[N], far[N];
	fill(plain, N, .9f);
	fill(near, N, .9f);
	fill(far, N, .9f);
	near[2].confidence = .1f; /* two before the bead in the middle */
	far[1].confidence = .1f;
	judge(plain, N, .9, N);
	judge(near, N, .9, N);
	judge(far, N, .9, N);
	assert_true(near[4].confidence < plain[4].confidence);
	assert_true(far[4].confidence == plain[4].confidence);
}

static void the_order_of_the_beads_may_be_reversed(void **state)
{
	(void)state;
	ent_bead up[N], down[N];
	fill(up, N, 0);
	fill(down, N, 0);
	for (uint32_t k = 0; k < N; k++)
		up[k].confidence = down[N - 1 - k].confidence = .5f + .05f * (float)k;
	judge(up, N, .8, N);
	judge(down, N, .8, N);
	for (uint32_t k = 0; k < N; k++)
		assert_float_equal(up[k].confidence, down[N - 1 - k].confidence, 1e-6);
}

static void sure_beads_raise_the_confidence_of_the_texts(void **state)
{
	(void)state;
	ent_bead beads[N];
	fill(beads, N, .99f);
	const double texts = judge(beads, N, .4, N);
	double sum = 0;
	for (uint32_t k = 0; k < N; k++)
		sum += (double)beads[k].confidence;
	assert_true(texts > .8);
	assert_float_equal(texts, sum / N, 1e-6);
}

static void two_sure_beads_are_too_few(void **state)
{
	(void)state;
	ent_bead beads[2];
	fill(beads, 2, .99f);
	assert_true(judge(beads, 2, .4, 2) == .4);
}

static void sure_beads_must_be_half_of_the_shorter_side(void **state)
{
	(void)state;
	ent_bead beads[3];
	fill(beads, 3, .99f);
	assert_true(judge(beads, 3, .4, 6) > .8);
	fill(beads, 3, .99f);
	assert_true(judge(beads, 3, .4, 7) == .4);
}

static void in_unlikely_texts_a_bead_is_multiplied_by_their_confidence(void **state)
{
	(void)state;
	ent_bead beads[N];
	fill(beads, N, .5f);
	assert_true(judge(beads, N, .25, N) == .25);
	for (uint32_t k = 0; k < N; k++)
		assert_float_equal(beads[k].confidence, .125, 1e-6);
}

static void beads_of_one_side_and_untranslated_ones_are_left_alone(void **state)
{
	(void)state;
	ent_bead beads[N], without[N - 2];
	fill(beads, N, .9f);
	beads[3].n_tgt = 0;
	beads[3].confidence = .12f;
	beads[5].doubts = ENT_DOUBT_UNTRANSLATED;
	beads[5].confidence = .34f;
	fill(without, N - 2, .9f);
	judge(beads, N, .9, N);
	judge(without, N - 2, .9, N);
	assert_true(beads[3].confidence == .12f);
	assert_true(beads[5].confidence == .34f);
	assert_true(beads[4].confidence == without[3].confidence); /* not neighbours */
}

static void no_beads_change_nothing(void **state)
{
	(void)state;
	ent_bead none[1];
	assert_true(judge(none, 0, .7, 0) == .7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_bead_among_sure_ones_is_surer_than_among_doubtful_ones),
		cmocka_unit_test(two_neighbours_on_each_side_count_and_no_more),
		cmocka_unit_test(the_order_of_the_beads_may_be_reversed),
		cmocka_unit_test(sure_beads_raise_the_confidence_of_the_texts),
		cmocka_unit_test(two_sure_beads_are_too_few),
		cmocka_unit_test(sure_beads_must_be_half_of_the_shorter_side),
		cmocka_unit_test(
			in_unlikely_texts_a_bead_is_multiplied_by_their_confidence),
		cmocka_unit_test(
			beads_of_one_side_and_untranslated_ones_are_left_alone),
		cmocka_unit_test(no_beads_change_nothing),
	};
	return cmocka_run_group_tests(tests, make_arena, free_arena);
}
