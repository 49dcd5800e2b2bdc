/* SPDX-License-Identifier: Apache-2.0 */
/* find_pairs.h - the pairs of a batch, by names first and contents then. */
#ifndef ENT_MEMORY_FIND_PAIRS_H
#define ENT_MEMORY_FIND_PAIRS_H

#include "memory/pairing.h"

/* where: a folder, a file that lists pairs, or "-" for a list on standard input.
 * What names leave over is paired by content; such a pair is logged with its
 * confidence, a file without counterpart as a warning.  *out lives in the
 * arena. */
ent_status ent_find_pairs(ent_pairing *out,
			  const char *where,
			  ent_str from,
			  ent_str to,
			  const ent_progress *progress,
			  ent_arena *arena,
			  ent_error *err);

#endif
