/* SPDX-License-Identifier: Apache-2.0 */
/* plan.h - the blocks that a user's anchors leave to be aligned. */
#ifndef ENT_ALIGN_PLAN_H
#define ENT_ALIGN_PLAN_H

#include "align/grid.h"

typedef struct ent_plan {
	const ent_block *blocks; /* to be aligned, in order; at least one */
	uint32_t n_blocks;
	const ent_bead *given; /* the anchors as beads; those out of order, and those
				* of one side, are within a block */
	uint32_t n_given;
	const bool *alone[2]; /* [segments] no bead of a block may hold it; or NULL */
} ent_plan;

/* ENT_EFORMAT for an anchor that reaches over the end of a text or shares a segment
 * with another.  swapped: the anchors' sides are exchanged. */
ent_status ent_plan_make(ent_plan *out,
			 const ent_align_options *opt,
			 const uint32_t n[2],
			 bool swapped,
			 ent_arena *arena,
			 ent_error *err);

#endif
