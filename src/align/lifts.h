/* SPDX-License-Identifier: Apache-2.0 */
/* lifts.h - how strongly a word of one text predicts a word of the other.
 *
 * A lift (the term of association rule mining) is the probability of a word given a
 * word of the other side, divided by its probability without: 1 for two words that have
 * nothing to do with each other.
 */
#ifndef ENT_ALIGN_LIFTS_H
#define ENT_ALIGN_LIFTS_H

#include "align/bitext.h"

/* A word of the target beside the source word in whose list it is. */
typedef struct ent_lift {
	uint32_t word; /* vocable of side 1 */
	float of[2];   /* of[1]: p(t|s) / p(t); of[0]: p(s|t) / p(s) */
} ent_lift;

typedef struct ent_lifts {
	const uint32_t *first; /* [vocables of side 0 + 1] */
	const ent_lift *lifts; /* of a word by rising target word */
	const bool *known[2];  /* [vocables of a side] whether any lift is of it */
} ent_lifts;

/* words: among the vocables, as ent_lexicon_tables() or ent_model1() makes them;
 * alike: as ent_cognate_tables() makes them. */
ent_status ent_lifts_make(ent_lifts *out,
			  const ent_bitext *bitext,
			  const ent_table words[2],
			  const ent_table alike[2],
			  ent_arena *arena,
			  ent_error *err);

#endif
