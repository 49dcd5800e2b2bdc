/* SPDX-License-Identifier: Apache-2.0 */
/* hmm.c - where each word of one text comes from in another.
 *
 * A hidden Markov model whose states are the words of one text and whose
 * observations are the words of the other (Vogel, Ney, Tillmann, "HMM-Based Word
 * Alignment in Statistical Translation", COLING 1996, 836-841): the word that
 * comes next corresponds to a word near the one before.  A word without counterpart
 * leaves the state where it is (Och, Ney, "A Systematic Comparison of Various
 * Statistical Alignment Models", Computational Linguistics 29(1), 2003, 19-51).
 * The posterior is by forward and backward sums.
 *
 * A jump of d words weighs FADE^(d-1) either way, times a constant for each; then
 * the sum over all states is two running sums, and a step costs O(states) where a
 * table of jumps costs O(states^2).  A running sum waits for its last term; so four
 * states are summed at once, by adding them to themselves one and two places further
 * (Hillis, Steele, "Data Parallel Algorithms", CACM 29(12), 1986, 1170-1183), and
 * only the sum of four waits for that of the four before.  Rows are divided by the
 * sum of the row before (Rabiner, "A Tutorial on Hidden Markov Models", Proceedings
 * of the IEEE 77(2), 1989, V.A, divides by their own).
 *
 * Cost: O(words looked at x states) in time; memory beside the posterior O(observed +
 * states).
 */
#include <math.h>
#include <string.h>

#include "align/hmm.h"

/* How far the answer of the next word is from that of the one before: shares of
 * the 753 steps in tests/links, both directions (2026-11): one ahead .54, two .13,
 * three .05, four .03; the same word .10; one back .07, two .02, three .01. */
#define NEXT 0.54f /* +1 */
#define STAY 0.1f
#define BACK 0.07f    /* -1 */
#define FADE 0.4f     /* each word further, either way */
#define ANYWHERE 0.1f /* shared by all words */
#define NOWHERE 0.15f /* no answer */

/* How many words before and after those whose posterior is asked for are looked at;
 * beyond, any place is as good as another.  Of the 16,656 links of phrases in 6,215
 * units of the laws of Canada (2026-11) 16 changes none, 8 three; without a lexicon 24
 * changes 2, 16 24. */
enum { REACH = 24 };

typedef float lanes __attribute__((vector_size(ENT_HMM_LANES * sizeof(float))));

struct hmm {
	uint32_t n, m;           /* observed, states */
	uint32_t width;          /* lanes a row */
	const float *const *fit; /* [n] */
	lanes *all;              /* [width] forward or backward sums of a row */
	lanes *forward;    /* [width] forward sums where the others are made from */
	lanes *scale;      /* [width] 1 / sum of the jumps from a state; 0 beyond m */
	lanes *jumps;      /* [width] of a row: jumps into a state from one side */
	lanes *weighed;    /* [width] of a row: its weight in jumps into others */
	float *sums;       /* [n] by which the rows were divided */
	float start;       /* of `all`: the place before the first state */
	float start_scale; /* of `scale` */
};

static float sum_of(lanes x)
{
	return (x[0] + x[1]) + (x[2] + x[3]);
}

static lanes fill_lanes(float x)
{
	return (lanes){ x, x, x, x };
}

/* Those before each of x, FADEd by their distance: of x itself and of *run, which is
 * the sum at its first, and becomes that at the first of the lanes after. */
static inline lanes sum_before(lanes x, lanes *run)
{
	const lanes zero = { 0 };
	const lanes fades = { 1, FADE, FADE * FADE, FADE * FADE * FADE };
	x += FADE * __builtin_shufflevector(zero, x, 0, 4, 5, 6);
	x += FADE * FADE * __builtin_shufflevector(zero, x, 0, 1, 4, 5);
	const lanes sum = *run * fades + __builtin_shufflevector(zero, x, 0, 4, 5, 6);
	*run = *run * (FADE * FADE * FADE * FADE) +
	       __builtin_shufflevector(x, x, 3, 3, 3, 3);
	return sum;
}

/* The same of those after; *run is the sum at its last, and becomes that at the last
 * of the lanes before. */
static inline lanes sum_after(lanes x, lanes *run)
{
	const lanes zero = { 0 };
	const lanes fades = { FADE * FADE * FADE, FADE * FADE, FADE, 1 };
	x += FADE * __builtin_shufflevector(x, zero, 1, 2, 3, 4);
	x += FADE * FADE * __builtin_shufflevector(x, zero, 2, 3, 4, 5);
	const lanes sum = *run * fades + __builtin_shufflevector(x, zero, 1, 2, 3, 4);
	*run = *run * (FADE * FADE * FADE * FADE) +
	       __builtin_shufflevector(x, x, 0, 0, 0, 0);
	return sum;
}

/* One word more, of which fit[width] is the row: the sums up to the word before
 * become those up to it, divided by `by`.  ahead, [width] or NULL, gets them without
 * the part without counterpart.  Returns their sum. */
static float step_forward(struct hmm *h, lanes *ahead, const lanes *fit, float by)
{
	const float answers = (1 - NOWHERE) / by, nowhere = NOWHERE / by;
	const float from_start = h->start * h->start_scale;
	lanes run = fill_lanes(from_start), any = { from_start };
	for (uint32_t k = 0; k < h->width; k++) {
		const lanes x = h->all[k] * h->scale[k];
		h->weighed[k] = x;
		any += x;
		h->jumps[k] = NEXT * sum_before(x, &run) + STAY * x;
	}
	const float anywhere = sum_of(any) * ANYWHERE / (float)h->m;
	h->start *= nowhere;
	lanes sum = { h->start };
	run = fill_lanes(0);
	for (uint32_t k = h->width; k-- > 0;) {
		const lanes into = h->jumps[k] + BACK * sum_after(h->weighed[k], &run);
		const lanes x = (into + anywhere) * (fit[k] * answers);
		if (ahead)
			ahead[k] = x;
		h->all[k] = h->all[k] * nowhere + x;
		sum += h->all[k];
	}
	return sum_of(sum);
}

/* One word less: the sums from the word after it on become those from it on, divided
 * by `by`. */
static void step_back(struct hmm *h, const lanes *fit, float by)
{
	const float answers = (1 - NOWHERE) / by, nowhere = NOWHERE / by;
	lanes run = fill_lanes(0), any = { 0 };
	for (uint32_t k = 0; k < h->width; k++) {
		const lanes x = h->all[k] * (fit[k] * answers);
		h->weighed[k] = x;
		any += x;
		h->jumps[k] = BACK * sum_before(x, &run) + STAY * x;
	}
	const float anywhere = sum_of(any) * ANYWHERE / (float)h->m;
	run = fill_lanes(0);
	for (uint32_t k = h->width; k-- > 0;) {
		const lanes from = h->jumps[k] + NEXT * sum_after(h->weighed[k], &run);
		h->all[k] = h->all[k] * nowhere + (from + anywhere) * h->scale[k];
	}
	h->start = h->start * nowhere + (anywhere + NEXT * run[0]) * h->start_scale;
}

static const lanes *fit_of(const struct hmm *h, uint32_t word)
{
	return (const lanes *)(const void *)h->fit[word];
}

static void set_state(lanes *row, uint32_t state, float x)
{
	row[state / ENT_HMM_LANES][state % ENT_HMM_LANES] = x;
}

static void find_scales(struct hmm *h)
{
	float ahead = 0, back = 0; /* sums of FADE^(d-1) over the states there are */
	for (uint32_t j = h->m; j-- > 0; ahead = 1 + FADE * ahead)
		set_state(h->scale, j, ANYWHERE + STAY + NEXT * ahead);
	h->start_scale = 1 / (ANYWHERE + NEXT * ahead);
	for (uint32_t j = 0; j < h->m; j++, back = 1 + FADE * back) {
		const float sum =
			h->scale[j / ENT_HMM_LANES][j % ENT_HMM_LANES] + BACK * back;
		set_state(h->scale, j, 1 / sum);
	}
}

static bool prepare_hmm(struct hmm *h,
			const float *const *fit,
			uint32_t n_observed,
			uint32_t n_states,
			ent_arena *arena)
{
	*h = (struct hmm){ .n = n_observed, .m = n_states, .fit = fit };
	h->width = (uint32_t)(ent_hmm_row(n_states) / ENT_HMM_LANES);
	lanes *rows = ENT_NEW_ARRAY(arena, lanes, 5 * (size_t)h->width + 1);
	h->sums = ENT_NEW_ARRAY(arena, float, (size_t)n_observed + 1);
	if (!rows || !h->sums)
		return false;
	h->all = rows;
	h->scale = rows + h->width;
	h->jumps = h->scale + h->width;
	h->weighed = h->jumps + h->width;
	h->forward = h->weighed + h->width;
	find_scales(h);
	return true;
}

static void set_all(struct hmm *h, float x)
{
	for (uint32_t j = 0; j < h->m; j++)
		set_state(h->all, j, x);
}

/* Up to the word before `end`.  ahead: of the words from `first` on; NULL for none.
 * Returns the sum of the last row, each row being divided by that of the row before. */
static float go_forward(struct hmm *h, lanes *ahead, uint32_t first, uint32_t end)
{
	const uint32_t begin = first > REACH ? first - REACH : 0;
	float sum = 1;
	h->start = begin ? 0 : 1;
	set_all(h, begin ? 1 / (float)h->m : 0);
	for (uint32_t i = begin; i < end; i++) {
		h->sums[i] = sum;
		sum = step_forward(h,
				   ahead && i >= first
					   ? ahead + (size_t)(i - first) * h->width
					   : NULL,
				   fit_of(h, i), sum);
	}
	return sum;
}

/* The last word is near the end. */
static void set_ends(struct hmm *h)
{
	float weight = NEXT;
	for (uint32_t j = h->m; j-- > 0; weight *= FADE)
		set_state(h->all, j, weight + ANYWHERE / (float)h->m);
	h->start = weight + ANYWHERE / (float)h->m;
}

static float sum_of_all(const struct hmm *h)
{
	lanes sum = { h->start };
	for (uint32_t k = 0; k < h->width; k++)
		sum += h->all[k];
	return sum_of(sum);
}

/* From the last word in reach to `first`; ahead[(i - first) * width] becomes the
 * posterior. With rows divided by the same sums both ways, the products of forward and
 * backward sums have one total for all words before `end`; those after are divided by
 * their own. */
static void go_back(struct hmm *h, lanes *ahead, uint32_t first, uint32_t end)
{
	const uint32_t last = h->n - end > REACH ? end + REACH : h->n;
	lanes total = { h->start };
	memcpy(h->forward, h->all, h->width * sizeof(*h->all));
	if (last == h->n) {
		set_ends(h);
	} else {
		set_all(h, 1);
		h->start = 1;
	}
	for (uint32_t i = last; i-- > end;)
		step_back(h, fit_of(h, i), sum_of_all(h));
	total *= h->start;
	for (uint32_t k = 0; k < h->width; k++)
		total += h->forward[k] * h->all[k];
	const float share = 1 / sum_of(total);
	for (uint32_t i = end; i-- > first;) {
		lanes *row = ahead + (size_t)(i - first) * h->width;
		for (uint32_t k = 0; k < h->width; k++)
			row[k] *= h->all[k] * share;
		if (i > first)
			step_back(h, fit_of(h, i), h->sums[i]);
	}
}

bool ent_hmm(float *posterior,
	     const float *const *fit,
	     uint32_t n_observed,
	     uint32_t n_states,
	     uint32_t first,
	     uint32_t end,
	     ent_arena *arena)
{
	struct hmm h;
	if (!prepare_hmm(&h, fit, n_observed, n_states, arena))
		return false;
	if (!n_states || first >= end)
		return true;
	go_forward(&h, (lanes *)(void *)posterior, first, end);
	go_back(&h, (lanes *)(void *)posterior, first, end);
	return true;
}

bool ent_hmm_gain(double *gain,
		  const float *const *fit,
		  uint32_t n_observed,
		  uint32_t n_states,
		  ent_arena *arena)
{
	struct hmm h;
	double sum = 0;
	if (!prepare_hmm(&h, fit, n_observed, n_states, arena))
		return false;
	if (n_states) {
		sum = log((double)go_forward(&h, NULL, 0, n_observed));
		for (uint32_t i = 0; i < n_observed; i++)
			sum += log((double)h.sums[i]);
	}
	*gain = sum;
	return true;
}
