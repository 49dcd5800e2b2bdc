/* SPDX-License-Identifier: Apache-2.0 */
/* moved.h - segments that correspond out of order. */
#ifndef ENT_ALIGN_MOVED_H
#define ENT_ALIGN_MOVED_H

#include "align/evidence.h"

/* Pairs segments out of order: those that a path left without counterpart, and those
 * of pairs that nothing outside themselves supports when they fit better elsewhere; the
 * segments next to a moved pair move with it.  *count beads become as many, fewer or
 * more, but never more than segments; moved ones are marked ENT_DOUBT_MOVED.  Segments
 * of evidence->alone stay as they are. */
ent_status ent_moved_find(ent_bead *beads,
			  uint32_t *count,
			  const ent_evidence *evidence,
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
