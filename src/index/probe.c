/* SPDX-License-Identifier: Apache-2.0 */
/* probe.c - which texts are worth measuring before all lists are read.
 *
 * A search for the best five need not find everything at 70 %: once five texts of 85 %
 * are known, only what reaches 85 % matters, the prefix ends at a third of the lists
 * and the longest of them are never read. (The threshold of a search for the best k
 * rises in the same way in Fagin, Lotem and Naor, "Optimal aggregation algorithms for
 * middleware", Journal of Computer and System Sciences 66, 2003, p. 614, whose lists
 * are ordered by score; these are not, so that promising texts have to be guessed.) The
 * guess: a text that has gained most of the credit read so far, of the rarest words, is
 * hot.  As it concerns only which texts are measured first, no answer depends on it.
 *
 * gains.c records hot texts while lists are read.
 */
#include <stdlib.h>

#include "index/gains.h"
#include "index/probe.h"

/* Texts measured at a time, for each that is wanted; 2 and 8 are slower likewise. */
#define PROBES_A_TEXT 4u

bool ent_sieve_probes(const ent_sieve *sieve,
		      const ent_sieve_list *list,
		      uint32_t wanted)
{
	size_t enough = sieve->n_probed < wanted ? wanted : 1;
	const size_t hot = sieve->bits ? sieve->n_seen : sieve->n_hot;
	return wanted && !sieve->sparse && hot >= enough &&
	       sieve->n_probed < ENT_PROBED_MAX &&
	       (sieve->eager || ENT_COST_READ(list->frequency) >=
					2 * (uint64_t)wanted * ENT_COST_MEASURE);
}

static bool is_among(const uint32_t *slots, uint32_t n, uint32_t slot)
{
	for (uint32_t k = 0; k < n; k++)
		if (slots[k] == slot)
			return true;
	return false;
}

/* The hot texts, those that gained most first. */
static size_t rank_hot(ent_candidate *out, const ent_sieve *sieve)
{
	const uint32_t rest = ent_sieve_unread(sieve) + sieve->query.free;
	size_t n = 0;
	for (size_t k = 0; k < sieve->n_hot; k++) {
		uint32_t slot = ent_row_first(sieve->hot[k]);
		uint32_t gain = ent_gain_of(sieve, slot);
		if (gain && !is_among(sieve->probed, sieve->n_probed, slot))
			out[n++] = (ent_candidate){
				ent_sieve_text(sieve, sieve->hot[k]), gain + rest,
				sieve->weight[ent_row_bucket(sieve->hot[k])]
			};
	}
	return n;
}

/* The largest gain first. */
static int gain_cmp(const void *pa, const void *pb)
{
	const ent_candidate *a = pa, *b = pb;
	if (a->gain != b->gain)
		return a->gain > b->gain ? -1 : 1;
	return (a->text > b->text) - (a->text < b->text);
}

size_t ent_sieve_probe(ent_candidate *out, ent_sieve *sieve, uint32_t wanted)
{
	ent_candidate hot[ENT_HOT_MAX];
	const uint32_t before = sieve->n_probed;
	ent_hot_find(sieve);
	size_t n = rank_hot(hot, sieve), kept = 0;
	size_t most = PROBES_A_TEXT * (size_t)wanted;
	if (most > ENT_PROBED_MAX - before)
		most = ENT_PROBED_MAX - before;
	qsort(hot, n, sizeof(*hot), gain_cmp);
	n = n < most ? n : most;
	for (size_t k = 0; k < n; k++) {
		out[k] = hot[k];
		sieve->probed[sieve->n_probed++] = ent_sieve_slot(sieve, hot[k].text);
	}
	for (size_t k = 0; k < sieve->n_hot; k++) {
		uint32_t slot = ent_row_first(sieve->hot[k]);
		sieve->hot[kept] = sieve->hot[k];
		kept += !is_among(sieve->probed + before, (uint32_t)n, slot);
	}
	sieve->n_hot = kept;
	qsort(out, n, sizeof(*out), ent_candidate_cmp);
	return n;
}
