/* SPDX-License-Identifier: Apache-2.0 */
/* untranslated.h - beads of which both sides are the same prose. */
#ifndef ENT_ALIGN_UNTRANSLATED_H
#define ENT_ALIGN_UNTRANSLATED_H

#include "align/evidence.h"

/* A further bit beside the doubts of a bead, until its confidence is known: at least
 * half of the words are on both sides. */
enum { ENT_SAME_WORDS = 1 << 29 };

/* Marks the beads with ENT_DOUBT_UNTRANSLATED and ENT_SAME_WORDS.  Cost: O(words of one
 * side of a bead x a part of those of the other side). */
void ent_untranslated_mark(ent_bead *beads,
			   uint32_t count,
			   const ent_evidence *evidence);

#endif
