/* SPDX-License-Identifier: Apache-2.0 */
/* refine.h - doubtful stretches of a path are decided again, by the order of words. */
#ifndef ENT_ALIGN_REFINE_H
#define ENT_ALIGN_REFINE_H

#include "align/path.h"

/* What the path was found by. */
typedef struct ent_evidence {
	const ent_bitext *bitext;
	const ent_lifts *lifts;
	const ent_model *model;
	const bool *const *alone; /* as for ent_path_find() */
	uint32_t sides;           /* most segments on one side of a bead */
} ent_evidence;

/* Replaces the beads of the path where they are doubtful.  They live in the arena;
 * scratch is cleared. */
ent_status ent_refine(ent_path *path,
		      const ent_evidence *evidence,
		      ent_arena *arena,
		      ent_arena *scratch,
		      ent_error *err);

#endif
