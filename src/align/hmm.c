/* SPDX-License-Identifier: Apache-2.0 */
/* hmm.c - where each word of one text comes from in another.
 *
 * A hidden Markov model whose states are the words of one text and whose
 * observations are the words of the other (Vogel, Ney, Tillmann, "HMM-Based Word
 * Alignment in Statistical Translation", COLING 1996, 836-841): the word that
 * comes next answers a word near the one before.  A word that answers nothing
 * leaves the state where it is (Och, Ney, "A Systematic Comparison of Various
 * Statistical Alignment Models", Computational Linguistics 29(1), 2003, 19-51).
 * The posterior is by forward and backward sums.
 *
 * A jump of d words weighs FORWARD^(d-1) ahead and BACKWARD^(-d-1) back, times a
 * constant each; then the sum over all states is two running sums, and a step
 * costs O(states) where a table of jumps costs O(states^2).  Rows are scaled to
 * sum 1 (Rabiner, "A Tutorial on Hidden Markov Models", Proceedings of the IEEE
 * 77(2), 1989, V.A).
 *
 * Cost: O(observed x states) in time and memory.
 */
#include <math.h>
#include <string.h>

#include "align/hmm.h"

/* How far the answer of the next word stands from that of the one before: shares of
 * the 753 steps in tests/links, both directions (2026-11): one ahead .54, two .13,
 * three .05, four .03; the same word .10; one back .07, two .02, three .01. */
static const float NEXT = 0.54f, FORWARD = 0.4f; /* +1, then each word further */
static const float STAY = 0.1f;
static const float BACK = 0.07f, BACKWARD = 0.4f; /* -1, then each word further */
static const float ANYWHERE = 0.1f;               /* shared by all words */
static const float NOWHERE = 0.15f;               /* no answer */

struct hmm {
	uint32_t n, m;    /* observed, states */
	const float *fit; /* [n * m] */
	float *ahead;     /* [n * m] forward sums, without those that answer none */
	float *sums;      /* [n] by which the rows of ahead were divided */
	float *scale;     /* [m + 1] 1 / sum of the jumps from state j - 1 */
	float *all;       /* [m + 1] forward or backward sums of a row, by state + 1 */
	float *row;       /* [m + 1] */
};

/* Jumps into each state: to[j] = sum over k of K(j - k) from[k], where from[0] is
 * the place before the first state and from[k] that of state k - 1. */
static void jump_into(float *to, const struct hmm *h, const float *from)
{
	float sum = 0, run = 0;
	for (uint32_t k = 0; k <= h->m; k++)
		sum += from[k] * h->scale[k];
	sum *= ANYWHERE / (float)h->m;
	for (uint32_t j = 0; j < h->m; j++) {
		run = run * FORWARD + from[j] * h->scale[j];
		to[j] = sum + NEXT * run + STAY * from[j + 1] * h->scale[j + 1];
	}
	run = 0;
	for (uint32_t j = h->m; j-- > 0;) {
		to[j] += BACK * run;
		run = run * BACKWARD + from[j + 1] * h->scale[j + 1];
	}
}

/* The reverse: to[k] = sum over j of K(j - k) from[j], for places k. */
static void jump_from(float *to, const struct hmm *h, const float *from)
{
	float sum = 0, run = 0;
	for (uint32_t j = 0; j < h->m; j++)
		sum += from[j];
	sum *= ANYWHERE / (float)h->m;
	for (uint32_t k = h->m + 1; k-- > 0;) {
		run = k < h->m ? run * FORWARD + from[k] : 0;
		to[k] = sum + NEXT * run + (k ? STAY * from[k - 1] : 0);
	}
	run = 0;
	for (uint32_t k = 1; k <= h->m; k++) {
		to[k] += BACK * run;
		run = run * BACKWARD + from[k - 1];
	}
	for (uint32_t k = 0; k <= h->m; k++)
		to[k] *= h->scale[k];
}

static void find_scales(struct hmm *h)
{
	for (uint32_t k = 0; k <= h->m; k++)
		h->scale[k] = 1;
	for (uint32_t j = 0; j < h->m; j++)
		h->row[j] = 1;
	jump_from(h->all, h, h->row);
	for (uint32_t k = 0; k <= h->m; k++)
		h->scale[k] = 1 / h->all[k];
}

static void go_forward(struct hmm *h)
{
	memset(h->all, 0, ((size_t)h->m + 1) * sizeof(*h->all));
	h->all[0] = 1;
	for (uint32_t i = 0; i < h->n; i++) {
		float *ahead = h->ahead + (size_t)i * h->m;
		const float *fit = h->fit + (size_t)i * h->m;
		float sum = 0;
		jump_into(h->row, h, h->all);
		for (uint32_t j = 0; j < h->m; j++) {
			ahead[j] = (1 - NOWHERE) * fit[j] * h->row[j];
			sum += ahead[j];
		}
		for (uint32_t k = 0; k <= h->m; k++)
			sum += h->all[k] * NOWHERE;
		h->sums[i] = sum;
		for (uint32_t j = 0; j < h->m; j++)
			ahead[j] /= sum;
		h->all[0] *= NOWHERE / sum;
		for (uint32_t j = 0; j < h->m; j++)
			h->all[j + 1] = h->all[j + 1] * NOWHERE / sum + ahead[j];
	}
}

/* The last word stands near the end.  all, the forward sums of the last word,
 * becomes the backward ones; returns the sum of their products. */
static float turn_round(struct hmm *h)
{
	float weight = NEXT, total = 0;
	for (uint32_t k = h->m + 1; k-- > 0; weight *= FORWARD) {
		const float end = weight + ANYWHERE / (float)h->m;
		total += h->all[k] * end;
		h->all[k] = end;
	}
	return total;
}

/* With rows divided by the same sums both ways, the products of forward and
 * backward sums have one total for all words. */
static void go_back(float *posterior, struct hmm *h, float *back)
{
	const float total = turn_round(h);
	for (uint32_t i = h->n; i-- > 0;) {
		const float *ahead = h->ahead + (size_t)i * h->m;
		const float *fit = h->fit + (size_t)i * h->m;
		float *to = posterior + (size_t)i * h->m;
		for (uint32_t j = 0; j < h->m; j++) {
			to[j] = ahead[j] * h->all[j + 1] / total;
			back[j] = (1 - NOWHERE) * fit[j] * h->all[j + 1];
		}
		jump_from(h->row, h, back);
		for (uint32_t k = 0; k <= h->m; k++)
			h->all[k] = (h->all[k] * NOWHERE + h->row[k]) / h->sums[i];
	}
}

static bool prepare(struct hmm *h, ent_arena *arena)
{
	const size_t m = (size_t)h->m + 1;
	h->ahead = ENT_NEW_ARRAY(arena, float, (size_t)h->n *m + 1);
	h->sums = ENT_NEW_ARRAY(arena, float, (size_t)h->n + 1);
	h->scale = ENT_NEW_ARRAY(arena, float, m);
	h->all = ENT_NEW_ARRAY(arena, float, m);
	h->row = ENT_NEW_ARRAY(arena, float, m);
	return h->ahead && h->sums && h->scale && h->all && h->row;
}

bool ent_hmm(float *posterior,
	     const float *fit,
	     uint32_t n_observed,
	     uint32_t n_states,
	     ent_arena *arena)
{
	struct hmm h = { .n = n_observed, .m = n_states, .fit = fit };
	float *back = ENT_NEW_ARRAY(arena, float, (size_t)n_states + 1);
	if (!back || !prepare(&h, arena))
		return false;
	if (!n_states)
		return true;
	find_scales(&h);
	go_forward(&h);
	go_back(posterior, &h, back);
	return true;
}

bool ent_hmm_gain(double *gain,
		  const float *fit,
		  uint32_t n_observed,
		  uint32_t n_states,
		  ent_arena *arena)
{
	struct hmm h = { .n = n_observed, .m = n_states, .fit = fit };
	double sum = 0;
	if (!prepare(&h, arena))
		return false;
	if (n_states) {
		find_scales(&h);
		go_forward(&h);
		for (uint32_t i = 0; i < h.n; i++)
			sum += log((double)h.sums[i]);
	}
	*gain = sum;
	return true;
}
