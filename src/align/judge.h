/* SPDX-License-Identifier: Apache-2.0 */
/* judge.h - confidences and doubts by given weights. */
#ifndef ENT_ALIGN_JUDGE_H
#define ENT_ALIGN_JUDGE_H

#include "align/evidence.h"
#include "align/weights.h"

/* As ent_confidence_give(). */
ent_status ent_judge_beads(float *texts,
			   ent_bead *beads,
			   uint32_t count,
			   const ent_evidence *evidence,
			   const ent_weights *weights,
			   ent_arena *arena,
			   ent_error *err);

#endif
