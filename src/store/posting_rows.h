/* SPDX-License-Identifier: Apache-2.0 */
/* posting_rows.h - the rows of the index, whose meaning is the caller's. */
#ifndef ENT_STORE_POSTING_ROWS_H
#define ENT_STORE_POSTING_ROWS_H

#include "store/text_rows.h"

/* ---- posting.c: keys ----------------------------------------------------------- */

/* A key of the index.  Its number is never 0. */
typedef struct ent_key_row {
	uint32_t id, frequency; /* frequency: of the texts that have it */
	uint32_t language;
} ent_key_row;

/* id 0 when there is no such key. */
ent_status ent_store_key_find(ent_key_row *out,
			      ent_store *store,
			      uint32_t language,
			      ent_str form,
			      ent_error *err);

/* Adds a key with frequency 0. */
ent_status ent_store_key_add(uint32_t *id,
			     ent_store *store,
			     uint32_t language,
			     ent_str form,
			     ent_error *err);

/* Changes the frequency of a key. */
ent_status ent_store_key_count(ent_store *store,
			       uint32_t key,
			       int64_t change,
			       ent_error *err);

/* One key and its form, which lives during the call. */
typedef ent_status (*ent_key_fn)(void *data,
				 const ent_key_row *row,
				 ent_str form,
				 ent_error *err);

/* All keys, by number. */
ent_status ent_store_key_each(ent_store *store,
			      ent_key_fn fn,
			      void *data,
			      ent_error *err);

/* The keys of a language whose form begins with the prefix. */
ent_status ent_store_key_prefix(ent_store *store,
				uint32_t language,
				ent_str prefix,
				ent_key_fn fn,
				void *data,
				ent_error *err);

/* Deletes the keys that no text has. */
ent_status ent_store_key_sweep(ent_store *store, ent_error *err);

/* ---- bulk.c: keys of an empty memory ------------------------------------------- */

/* Between ent_store_bulk_begin() and ent_store_bulk_end(), when the table is empty:
 * adds a key with a number of the caller's; they can be read after
 * ent_store_keys_written(). */
ent_status ent_store_key_put(ent_store *store,
			     const ent_key_row *row,
			     ent_str form,
			     ent_error *err);

/* Hands over the keys that are still gathered. */
ent_status ent_store_keys_written(ent_store *store, ent_error *err);

/* ---- posting.c: postings ------------------------------------------------------- */

/* A row of postings: any number of bytes under a number chosen by the caller. */
typedef struct ent_posting_row {
	uint64_t id;
	ent_str bytes;
} ent_posting_row;

/* Rows with first <= id <= last, by number, descending with `down`. fn returns false
 * to stop. */
ent_status ent_store_postings(ent_store *store,
			      uint64_t first,
			      uint64_t last,
			      bool down,
			      bool (*fn)(void *data, const ent_posting_row *row),
			      void *data,
			      ent_error *err);

/* Adds or replaces a row. */
ent_status ent_store_posting_put(ent_store *store,
				 uint64_t id,
				 ent_str bytes,
				 ent_error *err);

/* Deletes a row. */
ent_status ent_store_posting_drop(ent_store *store, uint64_t id, ent_error *err);

/* Deletes all rows from first to last. */
ent_status ent_store_postings_drop(ent_store *store,
				   uint64_t first,
				   uint64_t last,
				   ent_error *err);

/* Deletes all keys, postings and recent texts. */
ent_status ent_store_postings_clear(ent_store *store, ent_error *err);

/* Whether there are units and no index, as after an upgrade. */
ent_status ent_store_lacks_index(bool *out, ent_store *store, ent_error *err);

/* ---- recent.c: texts that are in no list yet ----------------------------------- */

/* Adds a text. */
ent_status ent_store_recent_add(ent_store *store, uint64_t text, ent_error *err);

/* Removes a text; *was: whether it was there. */
ent_status ent_store_recent_remove(bool *was,
				   ent_store *store,
				   uint64_t text,
				   ent_error *err);

/* All recent texts, by number. */
ent_status ent_store_recent_each(ent_store *store,
				 ent_text_fn fn,
				 void *data,
				 ent_error *err);

/* How many there are. */
ent_status ent_store_recent_count(uint64_t *out, ent_store *store, ent_error *err);

/* Removes them all. */
ent_status ent_store_recent_clear(ent_store *store, ent_error *err);

#endif
