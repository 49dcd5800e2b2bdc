/* SPDX-License-Identifier: Apache-2.0 */
/* words.h - the words of a text in the form in which two languages compare. */
#ifndef ENT_ALIGN_WORDS_H
#define ENT_ALIGN_WORDS_H

#include "entente/str.h"
#include "text/token.h"

/* One token.  Its form is lent until the next call of ent_words_next().
 *   word    case folded, without accents, ligatures opened: "Œuvré" is "oeuvre"
 *   number  its digits: "1,500.5" and "1 500,5" are "15005"; a number of one to
 *           three digits, then a space of any width and exactly three digits, is
 *           one number
 *   mark    as ENT_FOLD_TYPOGRAPHY makes it; one that folds to nothing (a soft
 *           hyphen) is not a token */
typedef struct ent_word {
	ent_str form;        /* never empty */
	uint32_t hash;       /* ent_word_hash() of the form */
	uint32_t start, end; /* bytes of the text */
	ent_token_kind kind;
} ent_word;

enum { ENT_WORDS_CACHED = 256, ENT_WORDS_FOLDED_MAX = 11 };

/* Goes through a text.  Start from ENT_WORDS_INIT, reuse it for many texts. */
typedef struct ent_words {
	ent_str text;
	size_t at;
	char *form; /* owned; of `size` bytes */
	size_t size;
	bool failed; /* out of memory: iteration ended early */
	struct ent_words_cached {
		uint32_t key;
		uint8_t n;
		char to[ENT_WORDS_FOLDED_MAX];
	} cache[ENT_WORDS_CACHED];
} ent_words;

#define ENT_WORDS_INIT ((ent_words){ .failed = false })

/* text is valid UTF-8 below 4 GiB, lent until the iteration is over. */
void ent_words_start(ent_words *words, ent_str text);
bool ent_words_next(ent_word *out, ent_words *words); /* false at the end */
void ent_words_release(ent_words *words);

/* FNV-1a of 64 bits, folded to 32; part of the format of lexicon files. */
uint32_t ent_word_hash(ent_str form);

#endif
