/* SPDX-License-Identifier: Apache-2.0 */
/* confidence.h - how sure each bead is, and why not surer. */
#ifndef ENT_ALIGN_CONFIDENCE_H
#define ENT_ALIGN_CONFIDENCE_H

#include "align/evidence.h"

/* Turns the posterior probabilities of beads into confidences, sets their doubts,
 * and says how sure it is that the two texts translate each other (0..1). */
ent_status ent_confidence_give(float *texts,
			       ent_bead *beads,
			       uint32_t count,
			       const ent_evidence *evidence,
			       ent_arena *arena,
			       ent_error *err);

#endif
