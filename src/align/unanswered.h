/* SPDX-License-Identifier: Apache-2.0 */
/* unanswered.h - short pairs of which nothing says that they are translations. */
#ifndef ENT_ALIGN_UNANSWERED_H
#define ENT_ALIGN_UNANSWERED_H

#include "align/bead_features.h"

/* The most that the confidence of a bead may be: less than 1 for a pair of short single
 * segments of which nothing says that they translate each other.  f: its features.
 * Cost: words x words, which are few. */
float ent_unanswered_most(const ent_bead *bead,
			  const ent_bead_features *f,
			  const ent_evidence *with);

#endif
