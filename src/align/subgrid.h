/* SPDX-License-Identifier: Apache-2.0 */
/* subgrid.h - a grid of selected segments of both sides. */
#ifndef ENT_ALIGN_SUBGRID_H
#define ENT_ALIGN_SUBGRID_H

#include "align/grid.h"

/* Segments of each side, rising. */
typedef struct ent_selection {
	uint32_t *segments[2];
	uint32_t n[2];
} ent_selection;

/* The chosen segments as texts of their own, and the grid of all their pairs, with
 * beads of up to grid.sides neighbours. */
typedef struct ent_subgrid {
	ent_bitext bitext; /* vocables are those of the whole */
	ent_grid_band band;
	ent_grid grid; /* grid.band is &band */
	const ent_model *model;
} ent_subgrid;

/* chosen: neither n is 0.  *out is filled in place
 * and is not to be moved.  Cost: O(n[0] x n[1]). */
ent_status ent_subgrid_make(ent_subgrid *out,
			    const ent_selection *chosen,
			    const ent_bitext *bitext,
			    const ent_lifts *lifts,
			    const ent_model *model,
			    uint32_t sides,
			    ent_arena *arena,
			    ent_error *err);

/* The score of a bead of the rest; -HUGE_VAL if it is larger than the grid's. */
double ent_subgrid_score(const ent_subgrid *rest, const ent_bead *bead);

#endif
