/* SPDX-License-Identifier: Apache-2.0 */
/* fit.h - how well the words of two texts fit each other, wherever they are. */
#ifndef ENT_ALIGN_FIT_H
#define ENT_ALIGN_FIT_H

#include "align/lexicon.h"
#include "align/vocab.h"
#include "align/words.h"

/* A word of a text. */
typedef struct ent_fit_word {
	uint32_t word;       /* its number in the vocabulary of the side */
	uint32_t start, end; /* bytes of the text */
} ent_fit_word;

/* What is known of the words of a language, and one text of it. */
typedef struct ent_fit_side {
	ent_vocab vocab;
	struct ent_fit_known *known; /* [vocab.n] owned */
	ent_fit_word *words;         /* [n] of the text; owned */
	uint32_t n;
	size_t capacity, capacity_known;
} ent_fit_side;

/* Start from ENT_FIT_INIT; what is known of words is kept for later texts. */
typedef struct ent_fit {
	ent_words reader;
	ent_fit_side side[2];
	uint32_t piece; /* how many were made */
} ent_fit;

#define ENT_FIT_INIT ((ent_fit){ .piece = 0 })

/* Reads the words of a text on a side of the lexicon, NULL or the same for all texts
 * until ent_fit_release().  An apostrophe that elides belongs to its word.  False when
 * memory cannot be allocated. */
bool ent_fit_read(ent_fit *fit, int side, ent_str text, const ent_lexicon *lexicon);

/* rows[k][i][j], [n[!k]] rows as hmm.h has them: how well word first[!k] + i of side !k
 * fits word first[k] + j of side k; equal words have the same row.  n below 2^15.
 * Made in the arena; false if it has no memory. */
bool ent_fit_make(const float **rows[2],
		  ent_fit *fit,
		  const uint32_t first[2],
		  const uint32_t n[2],
		  ent_arena *arena);

/* Forgets all words, and gives back the memory. */
void ent_fit_release(ent_fit *fit);

#endif
