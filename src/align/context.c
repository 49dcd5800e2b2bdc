/* SPDX-License-Identifier: Apache-2.0 */
/* context.c - how sure a bead is, by its neighbours.
 *
 * Without a lexicon, or with a small one, the words show little about whether two texts
 * translate each other, and in an excerpt only a few beads are right.  Better evidence
 * is that sure beads are next to each other: a translation continues, a coincidence
 * does not.  So a bead's confidence is a logistic regression on its own (a logit), the
 * mean of the two before and the two after it, and that of the texts.  It counts where
 * the texts are likely, or where enough beads are sure then; in other texts each bead
 * is multiplied by the confidence of the texts, which is on the safe side.
 *
 * weights.c has the weights.  Cost: O(beads).
 */
#include <math.h>

#include "align/context.h"
#include "base/fail.h"

#define MOST 4.         /* logits of neighbours and texts are cut off there, */
#define LEAST -3.       /* at LEAST those of neighbours, */
#define LEAST_TEXTS -6. /* and of texts */
#define CERTAIN 1e-6

/* Beads that are sure enough to say something of the texts: so many, and so large a
 * share of the shorter side.  Of the excerpts .71 are found to be translations with 400
 * terms (.31 before), .79 (.55) without; of other texts .02 and .04 (.00 and .03). */
#define EVEN .5
#define HIGH .8
#define HIGH_MIN 3
#define HIGH_SHARE .5

enum { REACH = 2 }; /* neighbours on each side */

static double logit(double p)
{
	p = fmin(fmax(p, CERTAIN), 1 - CERTAIN);
	return log(p / (1 - p));
}

static double limited(double x, double least)
{
	return fmin(fmax(x, least), MOST);
}

static bool counts(const ent_bead *bead)
{
	return bead->n_src && bead->n_tgt && !(bead->doubts & ENT_DOUBT_UNTRANSLATED);
}

/* own: logits, in order. */
static double judge(const ent_bead *bead,
		    const double *own,
		    uint32_t n,
		    uint32_t at,
		    double texts,
		    const ent_weights *weights)
{
	double sum = 0, near = 0;
	for (uint32_t k = at > REACH ? at - REACH : 0; k < n && k <= at + REACH; k++)
		if (k != at) {
			sum += limited(own[k], LEAST);
			near++;
		}
	const double t = limited(texts, LEAST_TEXTS);
	const double x[ENT_CONTEXT_TERMS] = {
		[ENT_CONTEXT_CONSTANT] = 1,
		[ENT_CONTEXT_OWN] = own[at],
		[ENT_CONTEXT_TEXTS] = t,
		[ENT_CONTEXT_TEXTS_LOW] = fmin(t, 0),
		[ENT_CONTEXT_NEAR] = near > 0 ? sum / near : 0,
		[ENT_CONTEXT_NO_NEAR] = near <= 0,
	};
	return 1 / (1 + exp(-ent_weigh(weights, ENT_OF_CONTEXT, bead, x)));
}

/* The mean of the confidences that are sure; 0 if they are too few. */
static double mean_of_high(const ent_bead *beads,
			   const double *confidence,
			   uint32_t count,
			   const double segments[2])
{
	const int shorter = segments[1] < segments[0];
	double n = 0, sum = 0, aligned = 0;
	for (uint32_t k = 0; k < count; k++) {
		if (!counts(&beads[k]) || confidence[k] < HIGH)
			continue;
		n++;
		sum += confidence[k];
		aligned += shorter ? beads[k].n_tgt : beads[k].n_src;
	}
	return n < HIGH_MIN || aligned < HIGH_SHARE * segments[shorter] ? 0 : sum / n;
}

ent_status ent_context_judge(ent_bead *beads,
			     uint32_t count,
			     const double segments[2],
			     double *texts,
			     const ent_weights *weights,
			     ent_arena *arena,
			     ent_error *err)
{
	double *own = ENT_NEW_ARRAY(arena, double, (size_t)count + 1);
	double *judged = ENT_NEW_ARRAY(arena, double, (size_t)count + 1);
	const double before = *texts;
	uint32_t n = 0, at = 0;
	if (!own || !judged)
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < count; k++)
		if (counts(&beads[k]))
			own[n++] = logit((double)beads[k].confidence);
	for (uint32_t k = 0; k < count; k++)
		if (counts(&beads[k]))
			judged[k] =
				judge(&beads[k], own, n, at++, logit(before), weights);
	*texts = fmax(before, mean_of_high(beads, judged, count, segments));
	for (uint32_t k = 0; k < count; k++)
		if (counts(&beads[k]))
			beads[k].confidence =
				(float)(*texts >= EVEN
						? judged[k]
						: (double)beads[k].confidence * before);
	return ENT_OK;
}
