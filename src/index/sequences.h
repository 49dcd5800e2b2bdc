/* SPDX-License-Identifier: Apache-2.0 */
/* sequences.h - the words of texts, read back from the lists of places. */
#ifndef ENT_INDEX_SEQUENCES_H
#define ENT_INDEX_SEQUENCES_H

#include "index/index.h"
#include "match/form.h"

/* For each text up to a number, which of some words is at which place.  The sequence of
 * a text ends with the last of them; a text may be longer. */
typedef struct ent_sequences {
	uint32_t *first; /* [n_texts + 1]: where the sequence of a text begins; owned */
	uint32_t *words; /* 1 + index of the word, 0 for any other, or a gap; owned */
	uint32_t n_texts;
	size_t capacity;
} ent_sequences;

/* In place of so many words of a text that were not kept. */
#define ENT_SEQUENCE_GAP 0x80000000u

/* Gets the sequence of each text that has one, before it is kept: may write gaps into
 * it, and make it shorter.  Several threads may call fn at once, for different texts;
 * `taken`, NULL for none, is called by the caller's thread when texts below a number
 * are done. */
typedef struct ent_sequence_taker {
	ent_status (*fn)(void *data,
			 uint32_t text,
			 uint32_t *words,
			 uint32_t *n,
			 ent_error *err);
	ent_status (*taken)(void *data, uint32_t texts, ent_error *err);
	void *data;
} ent_sequence_taker;

/* Of one state of a memory, a thread for each. */
typedef struct ent_index_list {
	ent_index *const *list;
	uint32_t n;
} ent_index_list;

/* Reads the sequences of the texts below n_texts whose bit is set in `wanted`; those of
 * the others are empty.  forms:
 * n different words in the form of the concordance, ascending.  taker: NULL to keep
 * all. Release with ent_sequences_release(), also on failure.  Cost: O(places of the
 * words); 4 bytes a word that is kept, and 30 MB a thread. */
ent_status ent_sequences_read(ent_sequences *out,
			      const ent_index_list *indexes,
			      const ent_str *forms,
			      uint32_t n,
			      const uint64_t *wanted,
			      uint32_t n_texts,
			      const ent_sequence_taker *taker,
			      ent_error *err);
void ent_sequences_release(ent_sequences *sequences);

/* Which word of its text the one at k of its sequence is. */
uint32_t ent_sequence_place(const ent_sequences *s, uint32_t text, uint32_t k);

/* Words of a text up to the last one that is known. */
uint32_t ent_sequence_length(const ent_sequences *s, uint32_t text);

/* The words of a text, in the form of the concordance: calls fn with each that has a
 * form, in order. false when fn returns false or memory cannot be allocated. */
bool ent_index_words(ent_form_buffer *buffer,
		     ent_str text,
		     bool (*fn)(void *data, ent_str form, const ent_token *token),
		     void *data);

#endif
