/* SPDX-License-Identifier: Apache-2.0 */
/* bead_score.h - how likely it is that the segments of a bead translate each other. */
#ifndef ENT_ALIGN_BEAD_SCORE_H
#define ENT_ALIGN_BEAD_SCORE_H

#include "align/bitext.h"
#include "align/model.h"

/* The logarithm of the odds for a bead with two sides; gain: of ent_grid_bead(). */
double ent_bead_score(const ent_model *model,
		      const ent_bitext *bitext,
		      const ent_bead *bead,
		      const double gain[2]);

#endif
