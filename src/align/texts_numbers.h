/* SPDX-License-Identifier: Apache-2.0 */
/* texts_numbers.h - what the numbers of two texts say of whether they belong
 * together. */
#ifndef ENT_ALIGN_TEXTS_NUMBERS_H
#define ENT_ALIGN_TEXTS_NUMBERS_H

#include "align/bitext.h"

/* The logarithm of how much likelier the numbers are in texts that translate each other
 * than in others; 0 where either has none.  The side that shows more counts: the other
 * may be longer. */
double ent_texts_numbers(const ent_bitext *bitext);

#endif
