/* SPDX-License-Identifier: Apache-2.0 */
/* trim.h - remove segments from beads to which they do not belong. */
#ifndef ENT_ALIGN_TRIM_H
#define ENT_ALIGN_TRIM_H

#include "align/evidence.h"

/* Takes the first or last of several segments on a side of a bead out of it when hardly
 * any of its content words has a counterpart on the other side and the lengths fit
 * better without it.  That segment then has no counterpart. *count never exceeds the
 * segments. */
ent_status ent_trim_beads(ent_bead *beads,
			  uint32_t *count,
			  const ent_evidence *evidence,
			  ent_arena *arena,
			  ent_error *err);

#endif
