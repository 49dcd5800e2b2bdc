/* SPDX-License-Identifier: Apache-2.0 */
/* frequent.h - which of the most frequent words each text has, a bit for each word. */
#ifndef ENT_INDEX_FREQUENT_H
#define ENT_INDEX_FREQUENT_H

#include "index/columns.h"
#include "store/posting_rows.h"

/* Words of a language that have a bit. */
enum { ENT_FREQUENT_MAX = 128 };

typedef struct ent_word_bits {
	uint64_t of[ENT_FREQUENT_MAX / 64];
} ent_word_bits;

/* bit: from 1 */
static inline void ent_word_bits_add(ent_word_bits *bits, uint32_t bit)
{
	bits->of[(bit - 1) / 64] |= (uint64_t)1 << (bit - 1) % 64;
}

typedef struct ent_frequent ent_frequent;

/* In how many texts of `all` a word must be to be frequent. */
uint32_t ent_frequent_least(uint32_t all);

/* What is known of texts. */
typedef struct ent_known {
	const ent_word_bits *bits;    /* by place; NULL: no word has a bit */
	const uint32_t *places;       /* by text, up to the last; 0: it has none */
	const uint32_t *texts;        /* by place; over ENT_TEXT_MAX for a free one */
	const ent_columns *columns;   /* the same places */
	const uint64_t *const *words; /* the columns, by bit, from 1 */
	/* texts that may have tokens of several words, by place; NULL: nobody knows */
	const uint64_t *joined;
	/* words that are a token in every other text that has their bit */
	ent_word_bits tokens;
} ent_known;

/* The bit of the key of a frequent word, from 1; 0, without an error, when it has none:
 * it was not asked for often enough, or the memory is too large or open for writing.
 * form: that of the key; all: the key of all texts of its language; last_text: the
 * largest number of a text. */
ent_status ent_frequent_find(uint32_t *bit,
			     ent_frequent **frequent,
			     ent_store *store,
			     const ent_key_row *key,
			     ent_str form,
			     uint32_t all,
			     uint32_t last_text,
			     ent_error *err);

/* Whether a handle that only reads keeps bits in a memory whose largest number of a
 * text is this. */
bool ent_frequent_keeps(uint64_t last_text);

/* Whether texts with such a key have a token of it, unless it is part of a compound
 * with a hyphen (match/graded.h): it is not a number or a letter between points. */
bool ent_frequent_is_token(ent_str form);

/* Of the texts of a language; lent until the next word is found. */
ent_known ent_frequent_known(const ent_frequent *frequent, uint32_t language);

void ent_frequent_free(ent_frequent *frequent); /* NULL is allowed */

#endif
