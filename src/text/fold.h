/* SPDX-License-Identifier: Apache-2.0 */
/* fold.h - the forms of a text that are made for comparing. */
#ifndef ENT_TEXT_FOLD_H
#define ENT_TEXT_FOLD_H

#include "entente/str.h"

/* What folding removes; a set of bits.  The order of application is fixed:
 * normal form, then marks, then typography, then case. */
typedef enum ent_fold {
	ENT_FOLD_CASE = 1 << 0,       /* full Unicode case folding */
	ENT_FOLD_TYPOGRAPHY = 1 << 1, /* spaces, quotes, dashes: one of each kind;
				       * runs of spaces become one, none at the ends */
	ENT_FOLD_ACCENTS = 1 << 2,    /* no combining marks; oe and ae for ligatures */
} ent_fold;

/* Appends the folded form of s to out; it is valid UTF-8 in normal form C. */
void ent_fold_add(ent_buf *out, ent_str s, unsigned folds);

/* Whether two texts have the same folded form. false when out of memory; *same is not
 * set then. */
bool ent_fold_equal(bool *same, ent_str a, ent_str b, unsigned folds);

#endif
