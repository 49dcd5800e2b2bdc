/* SPDX-License-Identifier: Apache-2.0 */
/* lexicon_trust.c - how much of a lexicon is right about two texts.
 *
 * Why: a dictionary of another domain, or one with wrong entries, made an alignment
 * worse than none: its entries outweigh what the texts say.
 *
 * Method: a word that occurs once in each text and is linked by the lexicon, each the
 * other's likeliest, is a point (place in one text, place in the other).  Right links
 * show in either of two ways.  Order: their points rise in both texts but for what was
 * moved.  Of n points in random order the longest rising subsequence has about
 * 2 sqrt(n) - 1.77 n^(1/6) (Aldous and Diaconis, Bulletin of the AMS 36(4), 1999); its
 * length beyond that, of all points, is the share of right links.  Company: points in
 * one segment or in neighbours lead to one segment or to neighbours, in whatever order
 * the segments are, as in a glossary that each language sorts; chance has its share
 * there too.
 */
#include <math.h>
#include <stdlib.h>

#include "align/lexicon_trust.h"
#include "base/array.h"
#include "base/fail.h"

enum { FEWEST = 16 }; /* points; of fewer nothing can be said */

/* Below IGNORED the lexicon is left out; from TRUSTED on it is used as it is, since
 * authors move what they say.  On dev (model.c) the lexicon that ships has .5 and more,
 * a dictionary with a third of its entries shuffled .4 to .6, one with all of them
 * shuffled at most .25 (2026-11). */
#define IGNORED .3
#define TRUSTED .5

struct point {
	uint32_t word[2], segment[2]; /* places in each text */
};

struct points {
	struct point *all;
	uint32_t n, segments[2];
};

/* The likeliest link of a word, or ENT_NO_WORD. */
static uint32_t best_link(const ent_table *table, uint32_t word)
{
	uint32_t best = ENT_NO_WORD;
	float most = 0;
	for (uint32_t k = table->first[word]; k < table->first[word + 1]; k++)
		if (table->p[k] > most) {
			most = table->p[k];
			best = table->words[k];
		}
	return best;
}

/* For each vocable of side 1 its last place and the segment of that. */
static void find_places(struct point *places, const ent_side *side)
{
	for (uint32_t k = 0; k < side->n; k++)
		for (uint32_t i = side->start[k]; i < side->start[k + 1]; i++) {
			places[side->words[i]].word[1] = i;
			places[side->words[i]].segment[1] = k;
		}
}

/* The points in the order of their places in side 0. */
static void list_points(struct points *out,
			const struct point *places,
			const ent_bitext *bitext,
			const ent_table seed[2])
{
	const ent_side *side = bitext->side;
	for (uint32_t k = 0; k < side[0].n; k++)
		for (uint32_t i = side[0].start[k]; i < side[0].start[k + 1]; i++) {
			const uint32_t s = side[0].words[i];
			if (side[0].vocables[s].count != 1 ||
			    side[0].vocables[s].kind != ENT_TOKEN_WORD)
				continue;
			const uint32_t t = best_link(&seed[0], s);
			if (t == ENT_NO_WORD || side[1].vocables[t].count != 1 ||
			    best_link(&seed[1], t) != s)
				continue;
			struct point *p = &out->all[out->n++];
			*p = places[t];
			p->word[0] = i;
			p->segment[0] = k;
		}
}

/* The length of the longest rising subsequence of n different numbers (patience
 * sorting; Fredman, Discrete Mathematics 11, 1975). */
static uint32_t longest_rise(const struct points *p, uint32_t *ends)
{
	uint32_t length = 0;
	for (uint32_t k = 0; k < p->n; k++) {
		const size_t low = ent_lower_bound_u32(p->all[k].word[1], ends, length);
		ends[low] = p->all[k].word[1];
		length += low == length;
	}
	return length;
}

static double share_in_order(const struct points *p, uint32_t *ends)
{
	const double n = p->n, by_chance = 2 * sqrt(n) - 1.77 * pow(n, 1. / 6);
	return (longest_rise(p, ends) - by_chance) / (n - by_chance);
}

static bool are_near(const struct point *a, const struct point *b, int side)
{
	const int64_t d = (int64_t)a->segment[side] - (int64_t)b->segment[side];
	return d >= -1 && d <= 1;
}

/* Of points that follow each other in `side`, near each other there, the share that is
 * near each other on the other side. */
static double share_in_company(const struct points *p, int side)
{
	const double by_chance = fmin(3. / (p->segments[!side] + 1.), .9);
	uint32_t near = 0, both = 0;
	for (uint32_t k = 1; k < p->n; k++) {
		const struct point *a = &p->all[k - 1], *b = &p->all[k];
		near += are_near(a, b, side);
		both += are_near(a, b, side) && are_near(a, b, !side);
	}
	return near ? ((double)both / near - by_chance) / (1 - by_chance) : 0;
}

static int by_target(const void *a, const void *b)
{
	const uint32_t x = ((const struct point *)a)->word[1],
		       y = ((const struct point *)b)->word[1];
	return (x > y) - (x < y);
}

ent_status ent_lexicon_trust(double *trust,
			     const ent_bitext *bitext,
			     const ent_table seed[2],
			     ent_arena *arena,
			     ent_error *err)
{
	const ent_side *side = bitext->side;
	struct point *places =
		ENT_NEW_ARRAY(arena, struct point, (size_t)side[1].n_vocables + 1);
	struct points p = { .segments = { side[0].n, side[1].n } };
	p.all = ENT_NEW_ARRAY(arena, struct point, (size_t)side[0].n_vocables + 1);
	uint32_t *ends = ENT_NEW_ARRAY(arena, uint32_t, (size_t)side[0].n_vocables + 1);
	if (!places || !p.all || !ends)
		return ent_fail_memory(err);
	find_places(places, &side[1]);
	list_points(&p, places, bitext, seed);
	*trust = 1;
	if (p.n < FEWEST)
		return ENT_OK;
	const double order = share_in_order(&p, ends);
	double company = share_in_company(&p, 0);
	qsort(p.all, p.n, sizeof(*p.all), by_target);
	company = (company + share_in_company(&p, 1)) / 2;
	*trust = fmax(0, fmax(order, company));
	return ENT_OK;
}

bool ent_lexicon_weigh(ent_bitext *bitext, ent_table seed[2], double trust)
{
	if (trust >= TRUSTED)
		return true;
	for (int k = 0; k < 2; k++) {
		float *p = (float *)seed[k].p;
		for (uint32_t i = 0; i < seed[k].first[seed[k].n]; i++)
			p[i] *= trust < IGNORED ? 0 : (float)(trust / TRUSTED);
		uint32_t *entries = (uint32_t *)bitext->side[k].entries;
		for (uint32_t v = 0; trust < IGNORED && v < bitext->side[k].n_vocables;
		     v++)
			entries[v] = ENT_NO_WORD;
	}
	return trust >= IGNORED;
}
