/* SPDX-License-Identifier: Apache-2.0 */
/* rest.h - some segments of both sides, every one against every other. */
#ifndef ENT_ALIGN_REST_H
#define ENT_ALIGN_REST_H

#include "align/grid.h"

/* Segments of each side, rising. */
typedef struct ent_chosen {
	uint32_t *segments[2];
	uint32_t n[2];
} ent_chosen;

/* The chosen segments as texts of their own, and the grid of all their pairs, with
 * beads of up to grid.sides neighbours. */
typedef struct ent_rest {
	ent_bitext bitext; /* vocables are those of the whole */
	ent_band band;
	ent_grid grid; /* grid.band is &band */
	const ent_model *model;
} ent_rest;

/* chosen: neither n is 0.  *out is filled in place
 * and is not to be moved.  Cost: O(n[0] x n[1]). */
ent_status ent_rest_make(ent_rest *out,
			 const ent_chosen *chosen,
			 const ent_bitext *bitext,
			 const ent_lifts *lifts,
			 const ent_model *model,
			 uint32_t sides,
			 ent_arena *arena,
			 ent_error *err);

/* The score of a bead of the rest; -HUGE_VAL if it is larger than the grid's. */
double ent_rest_score(const ent_rest *rest, const ent_bead *bead);

#endif
