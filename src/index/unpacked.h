/* SPDX-License-Identifier: Apache-2.0 */
/* unpacked.h - lists that searches ask for again and again, by places of texts. */
#ifndef ENT_INDEX_UNPACKED_H
#define ENT_INDEX_UNPACKED_H

#include "index/frequent.h"

/* The texts of one length in the list of a word: their places from `base` on,
 * ascending, in chunks of 65,536 places; places[ends[c - 1] .. ends[c]) are those of
 * chunk c. */
struct ent_unpacked_list {
	uint32_t base, chunks;
	const uint32_t *ends;
	const uint16_t *places;
};
typedef struct ent_unpacked_list ent_unpacked_list;

typedef struct ent_unpacked ent_unpacked;

/* Whether the texts of a key in a bucket are kept; *out lives until the next call of
 * ent_unpacked_read(). */
bool ent_unpacked_find(ent_unpacked_list *out,
		       ent_unpacked *unpacked,
		       const ent_known *known,
		       uint32_t key,
		       uint32_t bucket);

/* Asks for a key, once in each search: true when it was asked for before, so that its
 * lists should be kept.  *unpacked is made when it is NULL; false when out of
 * memory. */
bool ent_unpacked_ask(ent_unpacked **unpacked, uint32_t key);

/* Reads the lists of a key in the buckets from `from` to `to` and keeps them.  What
 * does not fit, and what is damaged, is not kept. */
ent_status ent_unpacked_read(ent_unpacked *unpacked,
			     ent_store *store,
			     const ent_known *known,
			     uint32_t key,
			     uint32_t from,
			     uint32_t to,
			     uint32_t last_text,
			     ent_error *err);

/* How many bytes are kept at most; for tests. */
void ent_unpacked_most(ent_unpacked *unpacked, size_t bytes);
void ent_unpacked_free(ent_unpacked *unpacked); /* NULL is allowed */

#endif
