/* SPDX-License-Identifier: Apache-2.0 */
/* spellings.h - the words that are written in two ways, as closed lists. */
#ifndef ENT_MATCH_SPELLINGS_H
#define ENT_MATCH_SPELLINGS_H

#include "entente/str.h"

typedef enum ent_spelling_join {
	ENT_JOIN_NEVER,
	ENT_JOIN_HYPHEN, /* "on-line" is "online", but "on line" is two words */
	ENT_JOIN_SPACE,  /* "web site" and "web-site" are "website" */
} ent_spelling_join;

/* Whether a word may be in one of the lists below, by its letters; most words are not,
 * and are known here at once. */
bool ent_may_be_listed(ent_str word);

/* The first words of the pairs, one after the other; .n is 0 after the last. */
ent_str ent_spelling_first(size_t k);

/* How two words may be written as one. */
ent_spelling_join ent_spelling_joins(ent_str first, ent_str second);

/* Whether a word is written with a point or without one: "Mr." and "Mr". */
bool ent_may_have_point(ent_str word);

/* The same when a number follows: "No. 5" and "No 5". */
bool ent_may_have_point_before_number(ent_str word);

/* Whether two parts make a degree: "Ph" and "D". */
bool ent_is_degree(ent_str first, ent_str second);

/* Whether one of two words that differ by case is an acronym, and the other a word:
 * "WHO" and "who", unless all of the acronym's text is in capitals. */
bool ent_are_word_and_acronym(ent_str a,
			      ent_str text_of_a,
			      ent_str b,
			      ent_str text_of_b);

#endif
