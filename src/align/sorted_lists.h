/* SPDX-License-Identifier: Apache-2.0 */
/* sorted_lists.h - the entries of lists that each language has in its own order. */
#ifndef ENT_ALIGN_SORTED_LISTS_H
#define ENT_ALIGN_SORTED_LISTS_H

#include "align/evidence.h"

/* Where both texts have a list in alphabetical order (a glossary, names of countries),
 * an entry moves to the one that it fits best, a headword and its definition together;
 * what is left at last is paired too, if both sides have as many.  *count beads become
 * as many, fewer or more, but never more than segments. */
ent_status ent_sorted_lists_pair(ent_bead *beads,
				 uint32_t *count,
				 const ent_evidence *evidence,
				 ent_arena *arena,
				 ent_error *err);

#endif
