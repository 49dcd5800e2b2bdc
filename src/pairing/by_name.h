/* SPDX-License-Identifier: Apache-2.0 */
/* by_name.h - which files are the two languages of one release. */
#ifndef ENT_PAIRING_BY_NAME_H
#define ENT_PAIRING_BY_NAME_H

#include "entente/arena.h"
#include "entente/error.h"
#include "entente/progress.h"
#include "entente/str.h"

typedef struct ent_file_pair {
	ent_str source, target; /* paths, NUL-terminated */
	const char *by;         /* "list", "name", "content", ...; static */
	float confidence;       /* 0..1: that they belong together */
} ent_file_pair;

typedef struct ent_pairing {
	const ent_file_pair *pairs; /* in order of the source path */
	uint32_t n_pairs;
	const ent_str *unpaired; /* in order */
	uint32_t n_unpaired;
} ent_pairing;

/* The files below a folder, paired by what their names say.  Hidden files, memories
 * and what web pages bring along (pictures, styles, scripts) are passed over.  *out
 * lives in the arena. */
ent_status ent_pair_folder(ent_pairing *out,
			   const char *folder,
			   ent_str from,
			   ent_str to,
			   ent_arena *arena,
			   ent_error *err);

/* The pairs of a list: SOURCE<TAB>TARGET a line, '#' begins a comment; names
 * are relative to the working folder. */
ent_status ent_pair_list(ent_pairing *out,
			 ent_str list,
			 ent_str name,
			 ent_arena *arena,
			 ent_error *err);

/* Pairs paths by name; what ent_pair_folder() does with what it finds.  Sorts
 * paths. */
ent_status ent_pair_names(ent_pairing *out,
			  ent_str *paths,
			  uint32_t n,
			  ent_str from,
			  ent_str to,
			  ent_arena *arena,
			  ent_error *err);

#endif
