/* SPDX-License-Identifier: Apache-2.0 */
/* grow.h - beads of more segments than a path has. */
#ifndef ENT_ALIGN_GROW_H
#define ENT_ALIGN_GROW_H

#include "align/evidence.h"

/* Adds segments without counterpart to the bead next to them, where that has as many
 * segments on their side as a path allows and scores better with them.  *count
 * falls. */
ent_status ent_grow_beads(ent_bead *beads,
			  uint32_t *count,
			  const ent_evidence *evidence,
			  ent_arena *arena,
			  ent_error *err);

#endif
