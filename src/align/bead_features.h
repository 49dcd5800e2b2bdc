/* SPDX-License-Identifier: Apache-2.0 */
/* bead_features.h - the features of a bead that its confidence is computed from. */
#ifndef ENT_ALIGN_BEAD_FEATURES_H
#define ENT_ALIGN_BEAD_FEATURES_H

#include "align/evidence.h"

enum { ENT_ONLY = 4 }; /* values that are kept */

typedef struct ent_bead_features {
	double outside[2];   /* gain of the mean word of each side (grid.h) without
			      * what this bead taught itself */
	uint32_t words[2];   /* marks aside */
	uint32_t known[2];   /* of them, words of which something is known */
	uint32_t covered[2]; /* of those, words with a counterpart outside this bead */
	uint32_t seeded[2];  /* of those, words with one before the texts taught any */
	uint32_t
		content[2]; /* rare words that the lexicon has, or these texts taught */
	uint32_t answered[2]; /* of those, words with a counterpart outside this bead */
	double length;        /* squared deviate of the lengths */
	/* of ent_features_read() alone */
	uint32_t missing[2]; /* values that only this side has (text/value.h) */
	uint32_t only[2]
		     [ENT_ONLY]; /* those values, hashes of their digits; 0 for none */
	bool negation;           /* only one side has a word of negation */
	uint32_t names[2];       /* capitalised words within a segment */
	uint32_t lost[2];        /* of those, words without a counterpart */
} ent_bead_features;

typedef struct ent_feature_reader ent_feature_reader;

/* The reader lends everything and lives in the arena. */
ent_status ent_feature_reader_new(ent_feature_reader **out,
				  const ent_evidence *evidence,
				  ent_arena *arena,
				  ent_error *err);

/* Frees what it has besides; fails when memory lacked for what was read. */
ent_status ent_feature_reader_end(ent_feature_reader *reader, ent_error *err);

/* All features.  Cost: O(words of the source x their lifts), and a pass over the text
 * of both sides.  The bead has two sides, as in the functions below. */
void ent_features_read(ent_bead_features *out,
		       ent_feature_reader *reader,
		       const ent_bead *bead);

/* Those of words and lengths, without that pass. */
void ent_features_read_words(ent_bead_features *out,
			     ent_feature_reader *reader,
			     const ent_bead *bead);

/* By what these texts taught too, or only by what was known before. */
typedef enum ent_gain_kind {
	ENT_GAIN_LEARNED,
	ENT_GAIN_BEFORE,
} ent_gain_kind;

/* The gain of the mean word of each side (grid.h). */
void ent_features_gain(double gain[2],
		       ent_feature_reader *reader,
		       const ent_bead *bead,
		       ent_gain_kind kind);

#endif
