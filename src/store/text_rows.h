/* SPDX-License-Identifier: Apache-2.0 */
/* text_rows.h - languages and texts: one row for each text of a language. */
#ifndef ENT_STORE_TEXT_ROWS_H
#define ENT_STORE_TEXT_ROWS_H

#include "store/store.h"

/* ---- languages ----------------------------------------------------------------- */

/* The number of a language; with `make` it is added when it is missing, else *id is
 * then 0. */
ent_status ent_store_language(uint32_t *id,
			      ent_store *store,
			      ent_str code,
			      bool make,
			      ent_error *err);

/* The code of a language; "" when it does not fit; ENT_ECORRUPT when there is no such
 * language. */
ent_status ent_store_language_code(char *out,
				   size_t size,
				   ent_store *store,
				   uint32_t id,
				   ent_error *err);

/* Calls fn with each language of the memory, in the order of their numbers. */
typedef ent_status (*ent_language_fn)(void *data,
				      uint32_t id,
				      ent_str code,
				      ent_error *err);
ent_status ent_store_languages(ent_store *store,
			       ent_language_fn fn,
			       void *data,
			       ent_error *err);

/* ---- texts --------------------------------------------------------------------- */

/* A text as it is looked for and stored.  The hash is over all its bytes, so a caller
 * that looks for a text and then adds it makes the key once. */
typedef struct ent_text_key {
	uint32_t language;
	ent_str text;
	int64_t hash;
} ent_text_key;

/* The key of a text, which is lent. */
ent_text_key ent_text_key_of(uint32_t language, ent_str text);

/* *id is 0 when the text is not there. *searched (NULL allowed): whether the text is
 * in the indexes. */
ent_status ent_store_text_find(uint64_t *id,
			       bool *searched,
			       ent_store *store,
			       const ent_text_key *key,
			       ent_error *err);

/* Finds or adds a text. *searched: whether it is in the indexes already. */
ent_status ent_store_text_intern(uint64_t *id,
				 bool *searched,
				 ent_store *store,
				 uint32_t language,
				 ent_str text,
				 ent_error *err);

/* Adds a text that is not there, with its weight. */
ent_status ent_store_text_add(uint64_t *id,
			      ent_store *store,
			      const ent_text_key *key,
			      int64_t weight,
			      ent_error *err);

/* weight: what the search needs to keep with a text that is in its indexes, 0 or more;
 * -1 for a text that is not. */
ent_status ent_store_text_mark(ent_store *store,
			       uint64_t id,
			       int64_t weight,
			       ent_error *err);

/* The number of its language; 0 when there is no such text. */
ent_status ent_store_text_language(uint32_t *language,
				   ent_store *store,
				   uint64_t id,
				   ent_error *err);

/* ENT_ECORRUPT when there is no such text. weight: NULL, or gets its weight, 0 when it
 * is not indexed. */
ent_status ent_store_text_get(ent_str *text,
			      uint32_t *weight,
			      ent_store *store,
			      uint64_t id,
			      ent_error *err);

typedef struct ent_text_row {
	uint64_t id;
	uint32_t language;
	int64_t weight; /* -1 when not indexed */
	ent_str text;
} ent_text_row;
typedef ent_status (*ent_text_fn)(void *data, const ent_text_row *row, ent_error *err);

/* The indexed texts of a language (0: all texts, indexed or not), by number. */
ent_status ent_store_text_each(ent_store *store,
			       uint32_t language,
			       ent_text_fn fn,
			       void *data,
			       ent_error *err);

/* The largest number of a text; 0 when there is none. */
ent_status ent_store_text_last(uint64_t *id, ent_store *store, ent_error *err);

/* Texts are found by a hash: fn gets a line for each hash that is wrong; with repair
 * it is corrected instead. */
ent_status ent_store_check_text_hashes(ent_store *store,
				       bool repair,
				       void (*fn)(void *data, const char *what),
				       void *data,
				       ent_error *err);

#endif
