/* SPDX-License-Identifier: Apache-2.0 */
/* context.h - how sure a bead is, by its neighbours. */
#ifndef ENT_ALIGN_CONTEXT_H
#define ENT_ALIGN_CONTEXT_H

#include "align/evidence.h"
#include "align/weights.h"

/* Computes the confidence of each bead with two sides from its own, that of its
 * neighbours and that of the two texts, *texts.  Where enough beads are sure then,
 * *texts is raised to their mean. segments: of each side. */
ent_status ent_context_judge(ent_bead *beads,
			     uint32_t count,
			     const double segments[2],
			     double *texts,
			     const ent_weights *weights,
			     ent_arena *arena,
			     ent_error *err);

#endif
