/* SPDX-License-Identifier: Apache-2.0 */
/* lexicon_trust.h - how much of a lexicon is right about two texts. */
#ifndef ENT_ALIGN_LEXICON_TRUST_H
#define ENT_ALIGN_LEXICON_TRUST_H

#include "align/bitext.h"

/* *trust: the share of the lexicon's links that the order of the two texts supports,
 * 0..1; 1 when too few can be judged.  seed: its links among the vocables.  Swapped
 * sides give the same.  Cost: O(words + links + n log n) for n words that occur
 * once. */
ent_status ent_lexicon_trust(double *trust,
			     const ent_bitext *bitext,
			     const ent_table seed[2],
			     ent_arena *arena,
			     ent_error *err);

/* Weighs the links by the trust; below a level the lexicon is ignored, and no vocable
 * has an entry.  Returns whether the lexicon is used. */
bool ent_lexicon_weigh(ent_bitext *bitext, ent_table seed[2], double trust);

#endif
