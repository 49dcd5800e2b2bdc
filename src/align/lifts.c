/* SPDX-License-Identifier: Apache-2.0 */
/* lifts.c - how strongly a word of one text predicts a word of the other.
 *
 * What: p(t|s) is the lexicon's, or what it became by learning from these texts,
 * or, where that is larger, the guess for words spelled alike.  A lift is
 * p(t|s) / p(t).
 *
 * Cost: O(n) in the links, but for sorting those of a word.
 */
#include <stdlib.h>

#include "align/lifts.h"
#include "base/fail.h"

#define SEED 8.f /* sightings; flat between 4 and 16 on literature and hard */
/* Lifts below it are left out: they say nothing but are most of the work.  Of 0, 2,
 * 4 and 8 the mean of literature, hard, perturbed and scripture is best at 2. */
#define FAINT 2.f

/* What one table gives for a pair. */
struct claim {
	uint32_t word; /* of side 1 */
	float p[2];
};

struct making {
	const ent_bitext *bitext;
	uint32_t *at; /* [vocables of side 0 + 2] */
	struct claim *claims;
	ent_arena *arena;
};

static int compare_claims(const void *a, const void *b)
{
	const struct claim *x = a, *y = b;
	return (x->word > y->word) - (x->word < y->word);
}

static void count_rows(uint32_t *at, const ent_table *forward, const ent_table *back)
{
	for (uint32_t s = 0; s < forward->n; s++)
		at[s + 2] += forward->first[s + 1] - forward->first[s];
	for (uint32_t k = 0; k < back->first[back->n]; k++)
		at[back->words[k] + 2]++;
}

static void fill_rows(struct making *m, const ent_table tables[2])
{
	for (uint32_t s = 0; s < tables[0].n; s++)
		for (uint32_t k = tables[0].first[s]; k < tables[0].first[s + 1]; k++) {
			struct claim *claim = &m->claims[m->at[s + 1]++];
			*claim = (struct claim){ .word = tables[0].words[k] };
			claim->p[1] = tables[0].p[k];
		}
	for (uint32_t t = 0; t < tables[1].n; t++)
		for (uint32_t k = tables[1].first[t]; k < tables[1].first[t + 1]; k++) {
			struct claim *claim =
				&m->claims[m->at[tables[1].words[k] + 1]++];
			*claim = (struct claim){ .word = t };
			claim->p[0] = tables[1].p[k];
		}
}

/* The claims of a source word about one target word become one. */
static uint32_t join_claims(struct claim *claims, uint32_t n)
{
	uint32_t kept = 0;
	if (n > 1)
		qsort(claims, n, sizeof(*claims), compare_claims);
	for (uint32_t k = 0; k < n; k++) {
		struct claim *last = kept ? &claims[kept - 1] : NULL;
		if (!last || last->word != claims[k].word) {
			claims[kept++] = claims[k];
			continue;
		}
		for (int d = 0; d < 2; d++) {
			if (claims[k].p[d] > last->p[d])
				last->p[d] = claims[k].p[d];
		}
	}
	return kept;
}

static uint32_t write_row(ent_lift *out, struct making *m, uint32_t s, bool *known[2])
{
	const ent_side *side = m->bitext->side;
	struct claim *claims = &m->claims[m->at[s]];
	const uint32_t n = join_claims(claims, m->at[s + 1] - m->at[s]);
	uint32_t kept = 0;
	for (uint32_t k = 0; k < n; k++) {
		const uint32_t t = claims[k].word;
		const float *p = claims[k].p;
		const float of[2] = { p[0] / side[0].vocables[s].unigram,
				      p[1] / side[1].vocables[t].unigram };
		if (of[0] < FAINT && of[1] < FAINT)
			continue;
		out[kept++] = (ent_lift){ t, { of[0], of[1] } };
		known[0][s] = known[1][t] = true;
	}
	return kept;
}

ent_status ent_lifts_make(ent_lifts *out,
			  const ent_bitext *bitext,
			  const ent_table words[2],
			  const ent_table alike[2],
			  ent_arena *arena,
			  ent_error *err)
{
	const uint32_t n = bitext->side[0].n_vocables;
	struct making m = { .bitext = bitext, .arena = arena };
	m.at = ENT_NEW_ARRAY(arena, uint32_t, (size_t)n + 3);
	if (!m.at)
		return ent_fail_memory(err);
	count_rows(m.at, &words[0], &words[1]);
	count_rows(m.at, &alike[0], &alike[1]);
	for (uint32_t s = 0; s < n; s++)
		m.at[s + 2] += m.at[s + 1];
	const uint32_t total = m.at[n + 1];
	uint32_t *first = ENT_NEW_ARRAY(arena, uint32_t, (size_t)n + 1);
	ent_lift *lifts = ENT_NEW_ARRAY(arena, ent_lift, (size_t)total + 1);
	bool *known[2] = { ENT_NEW_ARRAY(arena, bool, (size_t)n + 1),
			   ENT_NEW_ARRAY(arena, bool,
					 (size_t)bitext->side[1].n_vocables + 1) };
	m.claims = ENT_NEW_ARRAY(arena, struct claim, (size_t)total + 1);
	if (!first || !lifts || !known[0] || !known[1] || !m.claims)
		return ent_fail_memory(err);
	fill_rows(&m, words);
	fill_rows(&m, alike);
	for (uint32_t s = 0; s < n; s++)
		first[s + 1] = first[s] + write_row(lifts + first[s], &m, s, known);
	*out = (ent_lifts){ first, lifts, { known[0], known[1] } };
	return ENT_OK;
}
