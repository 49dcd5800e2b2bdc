/* SPDX-License-Identifier: Apache-2.0 */
/* rendering.h - the words by which renderings are one. */
#ifndef ENT_CONCORD_RENDERING_H
#define ENT_CONCORD_RENDERING_H

#include "concord/concord_parts.h"
#include "concord/string_evidence.h"

/* Reads counterparts into an arena.  A language first, ent_rendering_release() last. */
typedef struct ent_rendering_reader {
	bool begun;
	ent_norms norms;
	ent_arena *arena;
} ent_rendering_reader;

/* The language of the texts that follow. */
ent_status ent_rendering_language(ent_rendering_reader *r,
				  ent_str lang,
				  ent_error *err);
void ent_rendering_release(ent_rendering_reader *r);

/* Appends a space and the stems of a text but for articles, each with a space after
 * it; key->failed without memory. */
void ent_rendering_add_key(ent_buf *key, ent_rendering_reader *r, ent_str text);

/* What the counterparts of a hit are counted as, each part once; false without
 * memory. */
bool ent_rendering_read(ent_rendering_use *out,
			ent_rendering_reader *r,
			const ent_hit *hit);

#endif
