/* SPDX-License-Identifier: Apache-2.0 */
/* witness.h - what speaks for a bead that was found, and against it. */
#ifndef ENT_ALIGN_WITNESS_H
#define ENT_ALIGN_WITNESS_H

#include "align/lifts.h"
#include "align/model.h"

typedef struct ent_testimony {
	double gain[2];      /* of the mean word of each side (grid.h) */
	uint32_t words[2];   /* marks aside */
	uint32_t known[2];   /* of them, words of which something is known */
	uint32_t covered[2]; /* of those, words with a counterpart */
	double length;       /* squared deviate of the lengths */
	bool numbers_differ;
} ent_testimony;

typedef struct ent_witness ent_witness;

/* The witness lends everything; it lives in the arena. */
ent_status ent_witness_new(ent_witness **out,
			   const ent_bitext *bitext,
			   const ent_lifts *lifts,
			   const ent_model *model,
			   ent_arena *arena,
			   ent_error *err);

/* Cost: O(words of the source x their lifts).  The bead has two sides. */
void ent_witness_hear(ent_testimony *out, ent_witness *witness, const ent_bead *bead);

#endif
