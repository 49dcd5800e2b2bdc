/* SPDX-License-Identifier: Apache-2.0 */
/* moved.h - segments that correspond out of order. */
#ifndef ENT_ALIGN_MOVED_H
#define ENT_ALIGN_MOVED_H

#include "align/lifts.h"
#include "align/model.h"

/* Pairs segments that a path left without counterpart, one with one, and takes
 * them into *count beads, which stay as many or become fewer; the new ones are
 * marked ENT_DOUBT_MOVED.  alone: segments that stay as they are; [0] may be
 * NULL. */
ent_status ent_moved_find(ent_bead *beads,
			  uint32_t *count,
			  const ent_bitext *bitext,
			  const ent_lifts *lifts,
			  const ent_model *model,
			  const bool *const alone[2],
			  ent_arena *arena,
			  ent_error *err);

/* Adds a bead of two or more segments on both sides to out[*n], or the pairs that
 * cross within it when they score better, up to ENT_MAX_SIDE * 2 beads. */
ent_status ent_moved_untangle(ent_bead *out,
			      uint32_t *n,
			      const ent_bead *whole,
			      const ent_bitext *bitext,
			      const ent_lifts *lifts,
			      const ent_model *model,
			      ent_arena *arena,
			      ent_error *err);

#endif
