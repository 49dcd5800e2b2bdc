/* SPDX-License-Identifier: Apache-2.0 */
/* tangled.h - beads of several segments on both sides of which parts cross. */
#ifndef ENT_ALIGN_TANGLED_H
#define ENT_ALIGN_TANGLED_H

#include "align/evidence.h"

/* Adds a bead of two or more segments on both sides to out[*n], or the pairs that
 * cross within it when they score better, up to ENT_MAX_SIDE * 2 beads. */
ent_status ent_tangled_add(ent_bead *out,
			   uint32_t *n,
			   const ent_bead *whole,
			   const ent_bitext *bitext,
			   const ent_lifts *lifts,
			   const ent_model *model,
			   ent_arena *arena,
			   ent_error *err);

#endif
