/* SPDX-License-Identifier: Apache-2.0 */
/* model1.h - learn which words correspond, from pairs of texts. */
#ifndef ENT_ALIGN_MODEL1_H
#define ENT_ALIGN_MODEL1_H

#include "align/lexicon.h"
#include "entente/progress.h"

/* Two texts that translate each other, as runs of numbered words. */
typedef struct ent_word_pair {
	uint32_t start[2], n[2]; /* in ent_word_pairs.words of each side */
	float weight;            /* 0..1; 0 leaves the pair out */
} ent_word_pair;

typedef struct ent_word_pairs {
	const uint32_t *words[2]; /* of all texts of a side, each < n_words */
	uint32_t n_words[2];      /* how many different words each side has */
	const ent_word_pair *pairs;
	uint32_t n;
} ent_word_pairs;

typedef struct ent_model1_options {
	uint32_t iterations;
	uint32_t max_links;     /* candidates a word, before seed links */
	float prior;            /* what the seed (or, without one, doubt) weighs, in
				 * occurrences of a word */
	float min_p;            /* links below it are left out of the result */
	const ent_table *seed;  /* [2] over the same words; NULL for none */
	const float *shares[2]; /* of each word in what the seed was learned from; */
	float prior_by_share;   /* times its share, is added to the prior of a word;
				 * 0 without shares */
	const ent_progress *progress; /* NULL for none */
} ent_model1_options;

/* Sources of the values: model1.c. */
#define ENT_MODEL1_DEFAULT                                                             \
	((ent_model1_options){                                                         \
		.iterations = 5, .max_links = 12, .prior = 1, .min_p = 0.001f })

/* out[0]: p(target word | source word), out[1]: the reverse, in the arena.  A word
 * that is in one pair only gets no link but from the seed; a link of the seed
 * stays, whether or not it was met.  Swapping the sides swaps the tables, bit for
 * bit.  opt may be NULL. */
ent_status ent_model1(ent_table out[2],
		      const ent_word_pairs *pairs,
		      const ent_model1_options *opt,
		      ent_arena *arena,
		      ent_error *err);

#endif
