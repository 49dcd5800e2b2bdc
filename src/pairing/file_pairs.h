/* SPDX-License-Identifier: Apache-2.0 */
/* file_pairs.h - files paired as the two languages of one release, and files without
 * a counterpart. */
#ifndef ENT_PAIRING_FILE_PAIRS_H
#define ENT_PAIRING_FILE_PAIRS_H

#include "entente/arena.h"
#include "entente/error.h"
#include "entente/pairing.h"
#include "entente/str.h"

/* Confidences of a pair that mean the same whatever paired it. */
#define ENT_PAIR_SURE .9f /* of such pairs nine in ten are right, or more */
#define ENT_PAIR_EVEN .5f /* as likely wrong as right */

typedef struct ent_file_pair {
	ent_str source, target;           /* paths, NUL-terminated */
	ent_str source_name, target_name; /* root.h; "" while they are not known */
	ent_pair_by by;
	float confidence; /* 0..1: that they belong together */
} ent_file_pair;

typedef struct ent_pairing {
	const ent_file_pair *pairs; /* in order of the source path, then the target's */
	uint32_t n_pairs;
	const ent_str *unpaired; /* in order */
	uint32_t n_unpaired;
	const ent_str *unpaired_names; /* [n_unpaired] root.h */
	/* [n_unpaired] hashes of contents, for a memory that keeps for which files
	 * nothing was found; NULL when it has them */
	const uint64_t *unpaired_marks;
	uint32_t n_unreadable; /* folders, each logged */
} ent_pairing;

/* The order of ent_pairing.pairs, for qsort(). */
int ent_file_pair_compare(const void *a, const void *b);

/* The pairs of a list: SOURCE<TAB>TARGET on a line, '#' begins a comment; names are
 * relative to the working folder.  *out lives in the arena. */
ent_status ent_pair_list(ent_pairing *out,
			 ent_str list,
			 ent_str name,
			 ent_arena *arena,
			 ent_error *err);

#endif
