/* SPDX-License-Identifier: Apache-2.0 */
/* vocab.h - number the different words of a text in order of appearance. */
#ifndef ENT_ALIGN_VOCAB_H
#define ENT_ALIGN_VOCAB_H

#include "entente/str.h"

typedef struct ent_vocab {
	struct ent_vocab_word {
		uint32_t hash, n; /* of the form */
		uint64_t at;      /* where it begins in bytes */
	} * words;                /* [n] owned */
	uint32_t *slots;          /* [mask + 1] word + 1, 0 if free; owned */
	uint32_t n, capacity, mask;
	ent_buf bytes; /* the forms */
	bool failed;   /* out of memory, or 2^31 words: nothing is added from then on */
} ent_vocab;

#define ENT_VOCAB_INIT ((ent_vocab){ .failed = false })
#define ENT_VOCAB_NONE UINT32_MAX

/* The number of a form with its ent_word_hash(), given to it if it is new;
 * ENT_VOCAB_NONE when failed is set. */
uint32_t ent_vocab_add(ent_vocab *vocab, ent_str form, uint32_t hash);

/* The number of a form that was added; ENT_VOCAB_NONE for another. */
uint32_t ent_vocab_find(const ent_vocab *vocab, ent_str form, uint32_t hash);

/* Lent until the next word is added. */
ent_str ent_vocab_form(const ent_vocab *vocab, uint32_t word);

/* Frees the words; the vocabulary is empty then. */
void ent_vocab_release(ent_vocab *vocab);

#endif
