/* SPDX-License-Identifier: Apache-2.0 */
/* by_name.h - which files are the two languages of one release, by their names. */
#ifndef ENT_PAIRING_BY_NAME_H
#define ENT_PAIRING_BY_NAME_H

#include "pairing/file_pairs.h"

/* Pairs paths by name; each path is in one pair at most.  Sorts paths.  *out lives
 * in the arena. */
ent_status ent_pair_names(ent_pairing *out,
			  ent_str *paths,
			  uint32_t n,
			  ent_str from,
			  ent_str to,
			  ent_arena *arena,
			  ent_error *err);

#endif
