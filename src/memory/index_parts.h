/* SPDX-License-Identifier: Apache-2.0 */
/* index_parts.h - what the files of the index share. */
#ifndef ENT_MEMORY_INDEX_PARTS_H
#define ENT_MEMORY_INDEX_PARTS_H

#include "match/form.h"
#include "memory/index.h"
#include "memory/keys.h"

struct ent_index {
	ent_store *store;
	ent_keys keys;
	int64_t version; /* of the file when keys were read */
	ent_sieve sieve;
	/* changes not yet written; owned */
	uint64_t *changes, *scratch;
	size_t n_changes, room;
	bool fresh; /* nothing has been written: the first flush has no rows to read */
	/* while one text or list is at work; owned */
	uint32_t *numbers;
	size_t n_numbers, numbers_room;
	ent_buf bytes;
	ent_form_room forming;
	/* by language; owned */
	struct ent_index_stemmer {
		ent_stemmer *stemmer; /* NULL: none for it */
		bool known;
	} * stemmers;
	uint32_t n_stemmers;
};

/* The list of all texts of a language stands under the empty key. */
#define ENT_KEY_OF_ALL ENT_STR("")

/* The keys of a text, each once, in index->numbers, that of all texts among them;
 * *weight in half tokens.  make: unknown keys are added, else left out. */
ent_status ent_index_keys(uint32_t *weight,
			  ent_index *index,
			  uint32_t language,
			  ent_str text,
			  bool make,
			  ent_error *err);

/* Room for one more number. */
bool ent_index_room(ent_index *index, size_t n);

#endif
