/* SPDX-License-Identifier: Apache-2.0 */
/* keys.h - the numbers of keys, remembered. */
#ifndef ENT_MEMORY_KEYS_H
#define ENT_MEMORY_KEYS_H

#include "store/store.h"

typedef struct ent_keys {
	struct ent_known_key {
		uint64_t hash; /* 0 for a free place */
		size_t at;     /* of its form in forms */
		uint32_t n, language, id, frequency;
	} * known;
	size_t used, room; /* room is a power of two */
	ent_buf forms;
} ent_keys;

/* The key's row; with `make` it is added when there is none.  What is not there
 * is not remembered. */
ent_status ent_keys_find(ent_key_row *out,
			 ent_keys *keys,
			 ent_store *store,
			 uint32_t language,
			 ent_str form,
			 bool make,
			 ent_error *err);
/* The number of the key of a word as it is written, when it was kept; else 0. */
uint32_t ent_keys_of_word(const ent_keys *keys, uint32_t language, ent_str word);
bool ent_keys_keep_word(ent_keys *keys, uint32_t language, ent_str word, uint32_t id);
void ent_keys_forget(ent_keys *keys);
void ent_keys_release(ent_keys *keys);

#endif
