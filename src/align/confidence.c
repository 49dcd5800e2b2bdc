/* SPDX-License-Identifier: Apache-2.0 */
/* confidence.c - the confidence of each bead, by the weights that ship.
 *
 * On its own, so that a program with other weights can take its place
 * (scripts/bench.d/confidence).
 */
#include "align/confidence.h"
#include "align/judge.h"

ent_status ent_confidence_give(float *texts,
			       ent_bead *beads,
			       uint32_t count,
			       const ent_evidence *evidence,
			       ent_arena *arena,
			       ent_error *err)
{
	return ent_judge_beads(texts, beads, count, evidence, &ent_weights_shipped,
			       arena, err);
}
