/* SPDX-License-Identifier: Apache-2.0 */
/* counts.h - how many hits each document, year, origin and so on has. */
#ifndef ENT_CONCORD_COUNTS_H
#define ENT_CONCORD_COUNTS_H

#include "concord/concord_parts.h"
#include "entente/concord.h"
#include "store/unit_rows.h"

typedef struct ent_counter {
	ent_count_by by;
	ent_ids keys;     /* what is counted, a number for each hit; owned */
	ent_str *origins; /* those seen, by number; owned, texts in the arena */
	size_t n_origins, capacity;
	ent_arena *arena;
} ent_counter;

/* Whether a table of documents and years has what is counted. */
bool ent_counter_is_tabled(const ent_counter *counter);

/* Counts a hit by a use of its text. */
ent_status ent_counter_add(ent_counter *counter, const ent_use *use, ent_error *err);
/* A hit of which a table has the key: the number of its document, or its year. */
ent_status ent_counter_add_key(ent_counter *counter, uint64_t key, ent_error *err);

/* The counts, in the arena. */
ent_status ent_counter_finish(const ent_count **out,
			      uint32_t *count,
			      ent_counter *counter,
			      ent_store *store,
			      ent_error *err);

/* Frees what it owns; the arena keeps the counts. */
void ent_counter_release(ent_counter *counter);

#endif
