/* SPDX-License-Identifier: Apache-2.0 */
/* inflect.h - whether two words are forms of one. */
#ifndef ENT_TEXT_INFLECT_H
#define ENT_TEXT_INFLECT_H

#include "text/stem.h"

/* By which rules words are inflected. */
typedef enum ent_inflection {
	ENT_INFLECTION_STEM, /* words with the same stem are forms of one */
	ENT_INFLECTION_ENGLISH,
	ENT_INFLECTION_FRENCH,
} ent_inflection;

/* By the code of a language, without region. */
ent_inflection ent_inflection_of(ent_str language);

/* The stem of a word that has neither capitals nor accents; lent until the next call;
 * .p NULL when out of memory. */
ent_str ent_inflection_stem(ent_stemmer *stemmer, ent_inflection kind, ent_str bare);

/* Whether two such words differ in an ending of inflection: "universities" and
 * "university", not "universal".  They are forms of one word if they have the same stem
 * too; *sure: whatever their stems. */
bool ent_is_inflection(bool *sure, ent_inflection kind, ent_str a, ent_str b);

/* The bytes at the end of a form of a verb that its other forms do not have, whatever
 * the stem: 3 of "signent"; 0 for none. */
size_t ent_inflection_ending(ent_inflection kind, ent_str bare);

#endif
