/* SPDX-License-Identifier: Apache-2.0 */
/* texts_confidence.h - the confidence that two texts translate each other. */
#ifndef ENT_ALIGN_TEXTS_CONFIDENCE_H
#define ENT_ALIGN_TEXTS_CONFIDENCE_H

#include "align/bead_features.h"

/* Added up over beads with two sides. */
typedef struct ent_bead_sums {
	double gain, seeded, words;
	double aligned[2]; /* segments */
	double posterior, length, one, beads;
} ent_bead_sums;

/* Starts as zero. */
typedef struct ent_texts_sums {
	ent_bead_sums all, sure; /* the latter: of those that are more likely right */
	ent_bead_sums same;      /* of beads that are equal, such as names */
	double segments[2], untranslated; /* the latter: words */
} ent_texts_sums;

/* A bead with two sides and its confidence; posterior is a logit. */
void ent_texts_add(ent_texts_sums *sums,
		   const ent_bead *bead,
		   const ent_bead_features *f,
		   double posterior,
		   bool same);

/* A bead with one side. */
void ent_texts_add_alone(ent_texts_sums *sums, const ent_bead *bead);

/* Once, after all beads are added. */
double ent_texts_confidence(ent_texts_sums *sums, const ent_evidence *evidence);

#endif
