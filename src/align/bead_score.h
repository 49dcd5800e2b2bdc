/* SPDX-License-Identifier: Apache-2.0 */
/* bead_score.h - how likely it is that the segments of a bead translate each other. */
#ifndef ENT_ALIGN_BEAD_SCORE_H
#define ENT_ALIGN_BEAD_SCORE_H

#include "align/bitext.h"
#include "align/model.h"

/* What the score asks of one side of a bead, read once for all beads that have it. */
typedef struct ent_bead_side {
	double words;        /* and one more */
	double chars;        /* side 0: as many as are expected of side 1 */
	double inner;        /* what the sentence ends inside it are worth */
	uint32_t first, n;   /* its segments */
	uint32_t labels;     /* how many of them have one */
	uint32_t label_bits; /* a bit of 32 for each label */
	unsigned marks;      /* of all its segments */
	unsigned begin;      /* marks of the first, */
	ent_kind kind;       /* and what it is */
} ent_bead_side;

/* The 1, 2, ... n segments of a side of the text (0 or 1) before segment `end`. */
void ent_bead_sides(ent_bead_side *out,
		    const ent_model *model,
		    const ent_bitext *bitext,
		    int side,
		    uint32_t end,
		    uint32_t n);

/* The scores of n beads that have the same source; gain[0][k] and gain[1][k]: of
 * ent_grid_beads(). */
void ent_bead_scores(double *out,
		     const ent_model *model,
		     const ent_bitext *bitext,
		     const ent_bead_side *src,
		     const ent_bead_side *tgt,
		     uint32_t n,
		     const double *const gain[2]);

/* The logarithm of the odds for a bead with two sides; gain: of ent_grid_bead(). */
double ent_bead_score(const ent_model *model,
		      const ent_bitext *bitext,
		      const ent_bead *bead,
		      const double gain[2]);

#endif
