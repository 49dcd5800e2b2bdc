/* SPDX-License-Identifier: Apache-2.0 */
/* path.h - the best path through a band, and the probability of each of its beads. */
#ifndef ENT_ALIGN_PATH_H
#define ENT_ALIGN_PATH_H

#include "align/grid.h"

typedef struct ent_path {
	ent_bead *beads; /* in order; confidence is the posterior probability */
	uint32_t count;
	const uint32_t *touched; /* rows in which it runs along the band's edge, in the
				  * arena of the work */
	uint32_t n_touched;
} ent_path;

/* alone: segments that are in no bead with two sides; alone[0] may be NULL.  The
 * path lives in the arena; scratch is for the work. */
ent_status ent_path_find(ent_path *out,
			 const ent_grid *grid,
			 const ent_bitext *bitext,
			 const ent_model *model,
			 const bool *const alone[2],
			 ent_arena *arena,
			 ent_arena *scratch,
			 ent_error *err);

#endif
