/* SPDX-License-Identifier: Apache-2.0 */
/* known.h - what a lexicon knows of a phrase and its counterpart. */
#ifndef ENT_CONCORD_KNOWN_H
#define ENT_CONCORD_KNOWN_H

#include "align/lexicon.h"

/* Words with content of a counterpart, and how many of them translate a word of the
 * phrase, or begin like one. */
typedef struct ent_known_words {
	uint32_t words, known;
} ent_known_words;

/* What a lexicon must say at least of two words, of ENT_LEXICON_ONE: that one may be a
 * translation of the other, and that it is a usual one. */
enum { ENT_KNOWN = 1300, ENT_KNOWN_WELL = 13000 };

/* lexicon: its sides are those of the texts; NULL for none. */
ent_known_words ent_words_known(const ent_lexicon *lexicon,
				uint32_t least,
				ent_str phrase,
				ent_str counterpart);

/* Words with content of the phrase, and how many of them a word of the counterpart
 * translates. */
ent_known_words ent_phrase_known(const ent_lexicon *lexicon,
				 uint32_t least,
				 ent_str phrase,
				 ent_str counterpart);

#endif
