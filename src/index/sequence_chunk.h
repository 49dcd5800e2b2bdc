/* SPDX-License-Identifier: Apache-2.0 */
/* sequence_chunk.h - the words of some texts in a row, read back from the lists. */
#ifndef ENT_INDEX_SEQUENCE_CHUNK_H
#define ENT_INDEX_SEQUENCE_CHUNK_H

#include "index/sequences.h"

/* A place in a text that is in no list yet. */
typedef struct ent_recent_place {
	uint32_t text, position, word;
} ent_recent_place;

/* The list of a word, as far as it was read. */
typedef struct ent_word_list {
	uint64_t row;  /* to go on with; 0: not known */
	uint32_t next; /* no text of the list that was not read is below it */
	uint32_t key, word, texts;
} ent_word_list;

/* A chunk begins with a multiple of this. */
enum { ENT_SEQUENCE_RANGE = 1 << 17 };

/* What is read; the same for all chunks. */
typedef struct ent_sequence_source {
	const uint64_t *wanted; /* a bit for each text */
	uint32_t n_texts;
	const ent_word_list *lists;
	uint32_t n_lists;
	const ent_recent_place *recent;
	size_t n_recent;
	const ent_sequence_taker *taker; /* NULL: none */
} ent_sequence_source;

typedef struct ent_sequence_chunk {
	uint32_t from, to; /* its texts, without the last */
	uint32_t *words;   /* of one text after another; owned: free() */
	size_t n, capacity;
} ent_sequence_chunk;

/* Reads the texts from..to-1, by an index that no other thread uses.  ends[k + 1], of
 * all texts, becomes the number of words of the chunk up to and with those of text
 * k. */
ent_status ent_sequence_chunk_read(ent_sequence_chunk *chunk,
				   uint32_t *ends,
				   const ent_sequence_source *source,
				   ent_index *index,
				   ent_error *err);

/* ENT_ELIMIT for more words than can be numbered, else ENT_ENOMEM. */
ent_status ent_sequences_fail(bool too_many, ent_error *err);

#endif
