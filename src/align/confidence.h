/* SPDX-License-Identifier: Apache-2.0 */
/* confidence.h - the confidence of each bead, and its doubts. */
#ifndef ENT_ALIGN_CONFIDENCE_H
#define ENT_ALIGN_CONFIDENCE_H

#include "align/evidence.h"

/* Turns the posterior probabilities of beads into confidences, sets their doubts, and
 * sets *texts, the confidence that the two texts translate each other (0..1). */
ent_status ent_confidence_give(float *texts,
			       ent_bead *beads,
			       uint32_t count,
			       const ent_evidence *evidence,
			       ent_arena *arena,
			       ent_error *err);

#endif
