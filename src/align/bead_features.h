/* SPDX-License-Identifier: Apache-2.0 */
/* bead_features.h - the features of a bead that its confidence is computed from. */
#ifndef ENT_ALIGN_BEAD_FEATURES_H
#define ENT_ALIGN_BEAD_FEATURES_H

#include "align/lifts.h"
#include "align/model.h"

typedef struct ent_bead_features {
	double gain[2];      /* of the mean word of each side (grid.h) */
	uint32_t words[2];   /* marks aside */
	uint32_t known[2];   /* of them, words of which something is known */
	uint32_t covered[2]; /* of those, words with a counterpart */
	double length;       /* squared deviate of the lengths */
	bool numbers_differ;
} ent_bead_features;

typedef struct ent_feature_reader ent_feature_reader;

/* The witness lends everything; it lives in the arena. */
ent_status ent_feature_reader_new(ent_feature_reader **out,
				  const ent_bitext *bitext,
				  const ent_lifts *lifts,
				  const ent_model *model,
				  ent_arena *arena,
				  ent_error *err);

/* Cost: O(words of the source x their lifts).  The bead has two sides. */
void ent_features_read(ent_bead_features *out,
		       ent_feature_reader *witness,
		       const ent_bead *bead);

#endif
