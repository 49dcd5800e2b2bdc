/* SPDX-License-Identifier: Apache-2.0 */
/* srx_read.h - segmentation rules of an SRX file, as plain data. */
#ifndef ENT_FORMAT_SRX_READ_H
#define ENT_FORMAT_SRX_READ_H

#include <stdbool.h>
#include <stdint.h>

#include "entente/arena.h"
#include "entente/error.h"
#include "entente/str.h"

typedef struct ent_srx_rule {
	ent_str before, after; /* regular expressions; "" matches anywhere */
	bool breaks;
	uint32_t line; /* of the file */
} ent_srx_rule;

typedef struct ent_srx_language {
	ent_str name;
	uint32_t first, n_rules; /* in the file's list of rules */
} ent_srx_language;

typedef struct ent_srx_map {
	ent_str pattern, name; /* of language codes; of the rules for them */
	uint32_t line;
} ent_srx_map;

typedef struct ent_srx {
	bool cascade; /* every fitting map counts, not only the first */
	bool start_in, end_in, isolated_in; /* does a code belong to the left segment */
	const ent_srx_rule *rules;
	const ent_srx_language *languages;
	const ent_srx_map *maps;
	uint32_t n_rules, n_languages, n_maps;
} ent_srx;

/* Reads a file, or bytes, into the arena.  Nothing but them is ever read: no DTD,
 * no entity.  ENT_EFORMAT, with the line, for what is not SRX. */
ent_status ent_srx_read(ent_srx *out,
			const char *path,
			ent_arena *arena,
			ent_error *err);
ent_status ent_srx_parse(ent_srx *out, ent_str bytes, ent_arena *arena, ent_error *err);

#endif
