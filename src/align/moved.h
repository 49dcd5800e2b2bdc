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

#endif
