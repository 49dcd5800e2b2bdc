/* SPDX-License-Identifier: Apache-2.0 */
/* identity_rows.h - what keeps documents and pairs the same from one run to the next:
 * names, languages, contents, and what was looked at without result. */
#ifndef ENT_STORE_IDENTITY_ROWS_H
#define ENT_STORE_IDENTITY_ROWS_H

#include "store/document_rows.h"

/* ---- identity.c ----------------------------------------------------------------- */

/* A value kept with the memory under a name; "" when there is none.  In the arena. */
ent_status ent_store_setting_get(ent_str *value,
				 ent_store *store,
				 ent_str name,
				 ent_arena *arena,
				 ent_error *err);
ent_status ent_store_setting_put(ent_store *store,
				 ent_str name,
				 ent_str value,
				 ent_error *err);

/* A stored pair by its documents. */
typedef struct ent_pair_row {
	uint64_t alignment;
	ent_str source, target; /* names */
	ent_str origin;         /* "" for none */
	uint64_t source_hash, target_hash, options;
	float confidence;
	bool current;   /* stored by this version of the program */
	bool has_units; /* not withheld, not all deleted */
} ent_pair_row;
typedef ent_status (*ent_pair_row_fn)(void *data,
				      const ent_pair_row *row,
				      ent_error *err);

/* All pairs of two languages, by the number of their alignment.  fn may not write. */
ent_status ent_store_pairs_of(ent_store *store,
			      ent_str from,
			      ent_str to,
			      ent_pair_row_fn fn,
			      void *data,
			      ent_error *err);

/* A pair gets other names, with all that is kept about it by name: the two documents,
 * where it came from, decisions, and the history of what it replaced. */
ent_status ent_store_pair_rename(ent_store *store,
				 uint64_t alignment,
				 ent_str source,
				 ent_str target,
				 ent_str origin,
				 ent_error *err);

/* ---- files without a counterpart ------------------------------------------------- */

/* Whether a file with these contents was looked at for a pair of languages and found no
 * counterpart. */
ent_status ent_store_unpaired_known(bool *out,
				    ent_store *store,
				    ent_str from,
				    ent_str to,
				    ent_str name,
				    uint64_t hash,
				    ent_error *err);

/* Forgets those of a pair of languages that are named within first..last. */
ent_status ent_store_unpaired_clear(ent_store *store,
				    ent_str from,
				    ent_str to,
				    ent_str first,
				    ent_str last,
				    ent_error *err);
ent_status ent_store_unpaired_add(ent_store *store,
				  ent_str from,
				  ent_str to,
				  ent_str name,
				  uint64_t hash,
				  ent_error *err);

#endif
