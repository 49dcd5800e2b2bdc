/* SPDX-License-Identifier: Apache-2.0 */
/* abbreviation.h - what is before a period: a word or an abbreviation. */
#ifndef ENT_SEGMENT_ABBREVIATION_H
#define ENT_SEGMENT_ABBREVIATION_H

#include "segment/tables.h"

/* The abbreviation classes (enum word_class) of the word before the mark at
 * `stop`; 0 for an ordinary word.  end is after the mark for a word that holds
 * it ("Yahoo!"), else equal to stop.  Initials and acronyms with inner periods
 * are WORD_AMBIGUOUS. */
unsigned ent_abbreviation_classes(ent_str text,
				  size_t stop,
				  size_t end,
				  const struct tables *tables);

/* Whether a number is before the word that ends at `end`: "5 p.m". */
bool ent_number_precedes(ent_str text, size_t end);

/* Whether what ends at `end` has the form of a whole word: it is long, has several
 * vowels, or is short with a vowel at its end, before which abbreviations are cut. */
bool ent_is_whole_word(ent_str text, size_t end);

#endif
