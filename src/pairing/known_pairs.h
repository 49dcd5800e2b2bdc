/* SPDX-License-Identifier: Apache-2.0 */
/* known_pairs.h - the pairs of two languages that a memory holds. */
#ifndef ENT_PAIRING_KNOWN_PAIRS_H
#define ENT_PAIRING_KNOWN_PAIRS_H

#include "store/identity_rows.h"

typedef struct ent_known_pairs {
	const ent_pair_row *rows; /* by source name, then by target name */
	uint32_t n;
	const uint32_t
		*by_content; /* [n] indices of rows, by both hashes, then by number */
} ent_known_pairs;

/* Lives in the arena. */
ent_status ent_known_pairs_load(ent_known_pairs *out,
				ent_store *store,
				ent_str from,
				ent_str to,
				ent_arena *arena,
				ent_error *err);

/* The pair of these names; NULL when there is none. */
const ent_pair_row *ent_known_pair(const ent_known_pairs *known,
				   ent_str source,
				   ent_str target);

/* The first pair with these contents for which fits() holds; NULL when there is
 * none. */
const ent_pair_row *ent_known_content(const ent_known_pairs *known,
				      uint64_t source_hash,
				      uint64_t target_hash,
				      bool (*fits)(void *data, const ent_pair_row *row),
				      void *data);

#endif
