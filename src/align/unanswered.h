/* SPDX-License-Identifier: Apache-2.0 */
/* unanswered.h - short pairs of which nothing says that they are translations. */
#ifndef ENT_ALIGN_UNANSWERED_H
#define ENT_ALIGN_UNANSWERED_H

#include "align/bead_features.h"

/* Whether a bead is one short segment on each side whose rare words are known to the
 * lexicon and have no counterpart, with no number and no word that begins alike.  Cost:
 * O(product of its words), which are few. */
bool ent_bead_is_unanswered(const ent_bead *bead,
			    const ent_bead_features *f,
			    const ent_evidence *with);

#endif
