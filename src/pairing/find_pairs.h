/* SPDX-License-Identifier: Apache-2.0 */
/* find_pairs.h - the pairs of a batch, by names first, then by contents. */
#ifndef ENT_PAIRING_FIND_PAIRS_H
#define ENT_PAIRING_FIND_PAIRS_H

#include "entente/progress.h"
#include "pairing/file_pairs.h"
#include "pairing/known_pairs.h"
#include "pairing/root.h"

/* What pairs are searched with. */
typedef struct ent_pair_search {
	ent_str langs[2];             /* of sources, of targets */
	ent_root *root;               /* for the names of files */
	ent_store *store;             /* NULL allowed */
	const ent_known_pairs *known; /* what the store has of these languages */
	const ent_progress *progress;
} ent_pair_search;

/* where: a folder, a file that lists pairs, or "-" for a list on standard input.
 * Files that names do not pair are paired by what the store knows of unchanged files,
 * by what the releases state, and by content; such a pair is logged with its
 * confidence, a file without counterpart as a warning.  *out lives in the arena. */
ent_status ent_find_pairs(ent_pairing *out,
			  const char *where,
			  const ent_pair_search *search,
			  ent_arena *arena,
			  ent_error *err);

#endif
