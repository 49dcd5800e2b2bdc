/* SPDX-License-Identifier: Apache-2.0 */
/* keys.h - the numbers of keys, remembered. */
#ifndef ENT_INDEX_KEYS_H
#define ENT_INDEX_KEYS_H

#include "store/posting_rows.h"

/* What a token of a text is in the index; 0 for nothing. */
typedef struct ent_word_keys {
	uint32_t key;  /* of the fuzzy search, in its language */
	uint32_t word; /* of the concordance, in any; or ENT_FORMLESS */
} ent_word_keys;

/* A token that a concordance does not see, such as a soft hyphen alone. */
#define ENT_FORMLESS UINT32_MAX

/* The language of keys that are words of the concordance. */
#define ENT_ANY_LANGUAGE 0

/* Strings with two numbers each. */
typedef struct ent_key_table {
	struct ent_known_key {
		uint32_t hash; /* 0: a free place */
		uint32_t at;   /* of its form in forms */
		uint32_t n, language;
		uint32_t a, b; /* id, frequency; or an ent_word_keys */
	} * known;
	size_t used, capacity; /* capacity is a power of two */
	ent_buf forms;
} ent_key_table;

typedef struct ent_keys {
	ent_key_table by_form, as_written;
	/* Between ent_keys_begin_bulk() and ent_keys_settle() all keys are here, and
	 * none in the store; their frequencies by number. */
	bool bulk;
	uint32_t *counts; /* owned */
	size_t counts_capacity;
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
/* The keys of a word as it is written, when they were kept, by ent_keys_hash() of
 * both; ent_keys_prefetch() some time before spares waiting for memory. */
uint32_t ent_keys_hash(uint32_t language, ent_str word);
void ent_keys_prefetch(const ent_keys *keys, uint32_t hash);
bool ent_keys_of_word(ent_word_keys *out,
		      const ent_keys *keys,
		      uint32_t hash,
		      uint32_t language,
		      ent_str word);
bool ent_keys_cache_word(ent_keys *keys,
			 uint32_t language,
			 ent_str word,
			 ent_word_keys is);

/* The store has no keys, and gets them from ent_keys_settle(). */
void ent_keys_begin_bulk(ent_keys *keys);
/* Adds to a key's frequency. */
ent_status ent_keys_count(ent_keys *keys,
			  ent_store *store,
			  uint32_t key,
			  int64_t texts,
			  ent_error *err);
/* Whether so many are fresh that they should be settled. */
bool ent_keys_are_many(const ent_keys *keys);
ent_status ent_keys_settle(ent_keys *keys, ent_store *store, ent_error *err);

/* Forgets all keys, as after a rollback; they are read again when they are needed. */
void ent_keys_forget(ent_keys *keys);
void ent_keys_release(ent_keys *keys);

#endif
