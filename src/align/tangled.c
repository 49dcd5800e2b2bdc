/* SPDX-License-Identifier: Apache-2.0 */
/* tangled.c - beads of several segments on both sides of which parts cross.
 *
 * Why: a path never goes back; two sentences in the other order are one bead to it.
 *
 * Method: the bead is taken apart when the pairs that cross within it (mutual.h) score
 * better than the whole.
 *
 * Cost: O(segments of the one side x of the other).
 */
#include <math.h>

#include "align/mutual.h"
#include "align/tangled.h"

static void add_part(ent_bead *out,
		     uint32_t *n,
		     const ent_bead *whole,
		     const ent_mutual *m)
{
	for (uint32_t r = 0; r < m->of.n[0]; r++) {
		ent_bead part = { .src = m->of.segments[0][r],
				  .tgt = whole->tgt,
				  .n_src = 1,
				  .confidence = whole->confidence };
		if (ent_mutual_is_pair(m, r)) {
			part.tgt = m->of.segments[1][m->partner[0][r]];
			part.n_tgt = 1;
			part.doubts = ENT_DOUBT_MOVED;
		}
		out[(*n)++] = part;
	}
	for (uint32_t c = 0; c < m->of.n[1]; c++)
		if (!ent_mutual_has_pair(m, c))
			out[(*n)++] = (ent_bead){ .src = whole->src + whole->n_src,
						  .tgt = m->of.segments[1][c],
						  .n_tgt = 1,
						  .confidence = whole->confidence };
}

/* The score of the pairs within a bead, and whether any two of them cross. */
static double score_apart(bool *crossed, const ent_mutual *m, const ent_model *model)
{
	double sum = 0;
	uint32_t alone = m->of.n[1], last = 0;
	*crossed = false;
	for (uint32_t r = 0; r < m->of.n[0]; r++) {
		if (!ent_mutual_is_pair(m, r)) {
			sum += model->null_open;
			continue;
		}
		sum += m->best[0][r];
		alone--;
		*crossed |= m->partner[0][r] < last;
		last = m->partner[0][r];
	}
	return sum + alone * model->null_open + model->crossed;
}

ent_status ent_tangled_add(ent_bead *out,
			   uint32_t *n,
			   const ent_bead *whole,
			   const ent_bitext *bitext,
			   const ent_lifts *lifts,
			   const ent_model *model,
			   ent_arena *arena,
			   ent_error *err)
{
	ent_mutual m = { .of.n = { whole->n_src, whole->n_tgt }, .least = -HUGE_VAL };
	uint32_t capacity[2][ENT_MAX_SIDE];
	bool crossed = false;
	for (uint32_t k = 0; k < ENT_MAX_SIDE; k++) {
		capacity[0][k] = whole->src + k;
		capacity[1][k] = whole->tgt + k;
	}
	m.of.segments[0] = capacity[0];
	m.of.segments[1] = capacity[1];
	ent_status status =
		ent_mutual_make(&m, bitext, lifts, model, ENT_MAX_SIDE, arena, err);
	if (status)
		return status;
	const ent_bead all = { .n_src = whole->n_src, .n_tgt = whole->n_tgt };
	if (score_apart(&crossed, &m, model) > ent_subgrid_score(&m.rest, &all) &&
	    crossed)
		add_part(out, n, whole, &m);
	else
		out[(*n)++] = *whole;
	return ENT_OK;
}
