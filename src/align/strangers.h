/* SPDX-License-Identifier: Apache-2.0 */
/* strangers.h - what pairs of strangers say of the pairs next to them. */
#ifndef ENT_ALIGN_STRANGERS_H
#define ENT_ALIGN_STRANGERS_H

#include "align/bead_features.h"

/* Whether the rare words of one side have no counterpart in the other, so that little
 * but its place supports the bead. */
bool ent_bead_is_open(const ent_bead_features *f);

/* Lowers the confidence of open beads that are next to open beads whose own is next to
 * nothing.  open: for each bead. */
void ent_strangers_lower(ent_bead *beads, const bool *open, uint32_t count);

#endif
