/* SPDX-License-Identifier: Apache-2.0 */
/* known.h - what a lexicon knows of a phrase and its counterpart. */
#ifndef ENT_CONCORD_KNOWN_H
#define ENT_CONCORD_KNOWN_H

#include "align/lexicon.h"
#include "align/words.h"

/* Words with content of a counterpart, and how many of them translate a word of the
 * phrase, or begin like one. */
typedef struct ent_known_words {
	uint32_t words, known;
} ent_known_words;

/* The words of a text, but for marks. */
typedef struct ent_known_text {
	ent_buf forms;
	struct ent_known_word {
		uint32_t at, n; /* its form, in forms */
		uint32_t hash, number;
		bool content; /* not a function word */
	} * words;
	size_t n, capacity;
} ent_known_text;

/* Counts words.  Start from ENT_KNOWN_READER_INIT, reuse it for many texts: one for all
 * hits of a phrase. */
typedef struct ent_known_reader {
	ent_words words;
	ent_known_text texts[2]; /* the phrase, its counterpart */
	bool failed;             /* out of memory: what was counted since is wrong */
} ent_known_reader;

#define ENT_KNOWN_READER_INIT ((ent_known_reader){ .words = ENT_WORDS_INIT })

/* What a lexicon must say at least of two words, of ENT_LEXICON_ONE: that one may be a
 * translation of the other, and that it is a usual one. */
enum { ENT_KNOWN = 1300, ENT_KNOWN_WELL = 13000 };

/* lexicon: its sides are those of the texts; NULL for none. */
ent_known_words ent_words_known(ent_known_reader *reader,
				const ent_lexicon *lexicon,
				uint32_t least,
				ent_str phrase,
				ent_str counterpart);

/* Words with content of the phrase, and how many of them a word of the counterpart
 * translates. */
ent_known_words ent_phrase_known(ent_known_reader *reader,
				 const ent_lexicon *lexicon,
				 uint32_t least,
				 ent_str phrase,
				 ent_str counterpart);

/* Whether all that was counted is right; frees the reader. */
bool ent_known_release(ent_known_reader *reader);

#endif
