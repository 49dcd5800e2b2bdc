/* SPDX-License-Identifier: Apache-2.0 */
/* model.c - the constants of the aligner, each with where it comes from.
 *
 * "dev" below is the development set of 321 pairs of texts in 12 groups, November
 * 2026; a value is where the mean of the groups' F1 is highest, or in the middle
 * of where it is flat.
 *
 * The length term is Gale and Church's (Computational Linguistics 19(1), 1993):
 * the difference of the lengths, one of them scaled, is normal with a variance
 * that grows with the length; here without their cumulative table, and cut off at
 * FAR, for lengths are evidence, not proof.
 */
#include <math.h>

#include "align/model.h"

#define FAR 50. /* squared deviate beyond which a difference says no more */
/* Texts differ by whole sections; their ratio as a whole is bounded. */
#define MOST_RATIO 2.

/* Shares of beads by size, the larger side first, both directions together: five
 * novels aligned by hand, 3,500 beads (dev); those met less than five times are
 * guessed to fall by a factor of three with each segment. */
static const double share[ENT_MAX_SIDE + 1][ENT_MAX_SIDE + 1] = {
	[1] = { 0, .80, 0, 0, 0, 0 },
	[2] = { 0, .070, .012, 0, 0, 0 },
	[3] = { 0, .012, .003, .0005, 0, 0 },
	[4] = { 0, .003, .0007, .0003, .0001, 0 },
	[5] = { 0, .001, .0004, .0001, .0001, .0001 },
};

ent_model ent_model_default(uint32_t chars_0, uint32_t chars_1)
{
	ent_model model = {
		.lexical = .4,
		.leave = .5,
		.null_open = -6,
		.null_more = -4,
		.length = .5,
		.variance = 6.8, /* Gale and Church 1993, section 3.2 */
		.sure = .5f,
		.seed = 3,
		.rounds = 2,
	};
	for (int p = 0; p <= ENT_MAX_SIDE; p++)
		for (int q = 0; q <= ENT_MAX_SIDE; q++)
			model.prior[p][q] =
				p && q ? log(share[p > q ? p : q][p > q ? q : p])
				       : -HUGE_VAL;
	model.ratio = chars_0 && chars_1 ? (double)chars_1 / chars_0 : 1;
	model.ratio = fmin(fmax(model.ratio, 1 / MOST_RATIO), MOST_RATIO);
	return model;
}

double ent_model_length(const ent_model *model, uint32_t chars_0, uint32_t chars_1)
{
	const double expected = (double)chars_0 * model->ratio,
		     mean = (expected + (double)chars_1) / 2,
		     d = (double)chars_1 - expected;
	return -model->length * fmin(d * d / (model->variance * (mean + 1)), FAR);
}
