/* SPDX-License-Identifier: Apache-2.0 */
/* find_parts.h - what the files of the search for words share. */
#ifndef ENT_INDEX_FIND_PARTS_H
#define ENT_INDEX_FIND_PARTS_H

#include "index/parts.h"

/* A word of the query: the lists that have it. */
typedef struct ent_find_word {
	const ent_index_word *given;
	struct ent_find_key {
		uint32_t id, frequency;
	} * keys; /* owned */
	size_t n_keys, capacity;
	uint64_t frequency;
	uint32_t offset;   /* in the row */
	uint32_t hyphens;  /* that may be before it in the row */
	int64_t low, high; /* where it may be, from where the row begins */
} ent_find_word;

/* Of a place: the word at work is there; it is near, moved by hyphens; a word before
 * it was near. */
enum { ENT_FIND_HERE = 1, ENT_FIND_NEAR = 2, ENT_FIND_MOVED = 4 };

typedef struct ent_find {
	ent_index *index;
	bool in_a_row;
	ent_find_word *words; /* owned */
	uint32_t n_words;
	const ent_find_word *word; /* at work */
	uint32_t key;              /* at work */
	/* the places found, ascending: text << 32 | where the row begins, or just the
	 * text; owned */
	uint64_t *found;
	unsigned char *marks; /* of each; owned */
	size_t n, capacity;
	size_t next;  /* to look at */
	uint64_t row; /* read last */
	bool failed;
} ent_find;

/* The lists of a word. */
ent_status ent_find_keys(ent_find_word *out,
			 ent_index *index,
			 const ent_index_word *word,
			 ent_error *err);

/* The list of a key, NULL when it is not kept. */
ent_status ent_find_kept(const ent_list **out,
			 ent_find *find,
			 const struct ent_find_key *key,
			 ent_error *err);

/* Marks the places found to which the word at work belongs, by a list that is kept. */
void ent_find_in_list(ent_find *find, const ent_list *list);

/* All places of the word at work become those found. */
ent_status ent_find_read(ent_find *find, ent_error *err);

#endif
