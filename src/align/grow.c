/* SPDX-License-Identifier: Apache-2.0 */
/* grow.c - beads of more segments than a path has.
 *
 * Why: a path has beads of four segments on a side, because each further one costs time
 * in every text.  Where a sentence is translated by five, the fifth is left over, and
 * may be paired with a segment that it does not translate.
 *
 * Method: a segment without counterpart next to a bead that is as large as it may be is
 * added to it when the bead's score with it is better than without by more than the
 * cost of a segment without counterpart.  Each further segment is as much less likely
 * as the fifth is than the fourth (model.c).
 *
 * Cost: a score for each such segment.
 */
#include "align/grow.h"
#include "align/bead_features.h"
#include "align/bead_score.h"
#include "base/fail.h"

enum { LARGEST = 12 }; /* segments on a side */

struct growing {
	const ent_evidence *with;
	ent_feature_reader *reader;
};

static double score_of(const struct growing *g, const ent_bead *bead)
{
	double gain[2];
	ent_features_gain(gain, g->reader, bead, ENT_GAIN_LEARNED);
	return ent_bead_score(g->with->model, g->with->bitext, bead, gain);
}

static bool is_held(const ent_evidence *with, const ent_bead *b)
{
	return with->alone && with->alone[0] &&
	       ((b->n_src && with->alone[0][b->src]) ||
		(b->n_tgt && with->alone[1][b->tgt]));
}

/* Whether `alone` is next to a side of `bead` that is full, and before it. */
static bool is_next(const struct growing *g,
		    const ent_bead *bead,
		    const ent_bead *alone)
{
	const uint32_t full = g->with->sides;
	if (alone->n_src + alone->n_tgt != 1 || !bead->n_src || !bead->n_tgt ||
	    is_held(g->with, alone))
		return false;
	if (alone->n_src)
		return bead->n_src >= full && bead->n_src < LARGEST &&
		       (alone->src + 1 == bead->src ||
			alone->src == bead->src + bead->n_src);
	return bead->n_tgt >= full && bead->n_tgt < LARGEST &&
	       (alone->tgt + 1 == bead->tgt || alone->tgt == bead->tgt + bead->n_tgt);
}

static ent_bead joined(const ent_bead *bead, const ent_bead *alone)
{
	ent_bead b = *bead;
	b.n_src += alone->n_src;
	b.n_tgt += alone->n_tgt;
	if (alone->n_src && alone->src < b.src)
		b.src = alone->src;
	if (alone->n_tgt && alone->tgt < b.tgt)
		b.tgt = alone->tgt;
	b.confidence = bead->confidence < alone->confidence ? bead->confidence
							    : alone->confidence;
	return b;
}

/* Adds a bead without counterpart to one with two sides, if that is better. */
static bool take_in(const struct growing *g, ent_bead *bead, const ent_bead *alone)
{
	if (!is_next(g, bead, alone))
		return false;
	const ent_bead more = joined(bead, alone);
	if (score_of(g, &more) <= score_of(g, bead) + g->with->model->null_more)
		return false;
	*bead = more;
	return true;
}

/* The beads near a segment without counterpart, in the order of a path, are tried. */
static bool find_place(const struct growing *g, ent_bead *beads, uint32_t n, uint32_t k)
{
	enum { NEAR = 6 };
	const ent_bead alone = beads[k];
	if (alone.n_src + alone.n_tgt != 1)
		return false;
	for (uint32_t d = 1; d <= NEAR; d++)
		if ((d <= k && take_in(g, &beads[k - d], &alone)) ||
		    (k + d < n && take_in(g, &beads[k + d], &alone)))
			return true;
	return false;
}

ent_status ent_grow_beads(ent_bead *beads,
			  uint32_t *count,
			  const ent_evidence *evidence,
			  ent_arena *arena,
			  ent_error *err)
{
	struct growing g = { .with = evidence };
	ent_status status = ent_feature_reader_new(&g.reader, evidence, arena, err);
	uint32_t n = 0;
	if (status)
		return status;
	for (uint32_t k = 0; k < *count; k++)
		if (find_place(&g, beads, *count, k))
			beads[k].n_src = beads[k].n_tgt = 0;
	for (uint32_t k = 0; k < *count; k++)
		if (beads[k].n_src + beads[k].n_tgt)
			beads[n++] = beads[k];
	*count = n;
	return ent_feature_reader_end(g.reader, err);
}
