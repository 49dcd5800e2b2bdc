/* SPDX-License-Identifier: Apache-2.0 */
/* left.h - what stands before a period: a word or an abbreviation. */
#ifndef ENT_SEGMENT_LEFT_H
#define ENT_SEGMENT_LEFT_H

#include "segment/tables.h"

/* The abbreviation classes (enum word_class) of the word before the mark at
 * `stop`; 0 for an ordinary word.  end is behind the mark for a word that holds
 * it ("Yahoo!"), else equal to stop.  Initials and acronyms with inner periods
 * are WORD_AMBIGUOUS. */
unsigned ent_left_classes(ent_str text,
			  size_t stop,
			  size_t end,
			  const struct tables *tables);

/* Whether a number stands before the word that ends at `end`: "5 p.m". */
bool ent_left_is_number(ent_str text, size_t end);

/* Whether what ends at `end` has the form of a whole word: long, or with
 * several vowels, or short with one at its end, before which abbreviations are
 * cut. */
bool ent_left_is_word(ent_str text, size_t end);

#endif
