/* SPDX-License-Identifier: Apache-2.0 */
/* refine.h - doubtful stretches of a path are decided again, by the order of words. */
#ifndef ENT_ALIGN_REFINE_H
#define ENT_ALIGN_REFINE_H

#include "align/evidence.h"
#include "align/path.h"

/* Replaces the beads of the path where they are doubtful.  They live in the arena;
 * scratch is cleared. */
ent_status ent_refine(ent_path *path,
		      const ent_evidence *evidence,
		      ent_arena *arena,
		      ent_arena *scratch,
		      ent_error *err);

#endif
