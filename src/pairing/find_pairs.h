/* SPDX-License-Identifier: Apache-2.0 */
/* find_pairs.h - the pairs of a batch, by names first, then by contents. */
#ifndef ENT_PAIRING_FIND_PAIRS_H
#define ENT_PAIRING_FIND_PAIRS_H

#include "entente/progress.h"
#include "pairing/file_pairs.h"
#include "store/document_rows.h"

/* where: a folder, a file that lists pairs, or "-" for a list on standard input.
 * What names leave over is paired by what the store (NULL allowed) knows of
 * unchanged files, by what the releases state, and by content; such a pair is
 * logged with its confidence, a file without counterpart as a warning.  *out
 * lives in the arena. */
ent_status ent_find_pairs(ent_pairing *out,
			  const char *where,
			  ent_str from,
			  ent_str to,
			  ent_store *store,
			  const ent_progress *progress,
			  ent_arena *arena,
			  ent_error *err);

#endif
