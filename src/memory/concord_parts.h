/* SPDX-License-Identifier: Apache-2.0 */
/* concord_parts.h - what the files of the concordance share. */
#ifndef ENT_MEMORY_CONCORD_PARTS_H
#define ENT_MEMORY_CONCORD_PARTS_H

#include "entente/concord.h"
#include "match/form.h"
#include "memory/handle.h"
#include "memory/lookup_top.h"
#include "memory/unit_filter.h"

/* The words of a phrase. */
typedef struct ent_pattern {
	ent_index_word *words; /* as the index has them; in the arena */
	ent_str *forms;        /* as they must be in a text */
	uint32_t n;
	bool accents;         /* forms keep them */
	bool cased;           /* forms are the bytes */
	ent_stemmer *stemmer; /* of inflected words, whose forms are stems; lent */
	bool inflected;
	bool in_a_row; /* else anywhere */
	bool by_index; /* the index alone finds exactly the texts */
	bool no_links; /* its hits need no counterparts */
} ent_pattern;

/* ENT_EINVAL for a phrase without words.  stemmer: of an inflected phrase, lent, NULL for
 * a language without one. */
ent_status ent_pattern_new(ent_pattern *out,
			   ent_str phrase,
			   const ent_concord_options *opt,
			   ent_stemmer *stemmer,
			   ent_arena *arena,
			   ent_error *err);

/* Where the pattern occurs in a text: spans in the arena; *n 0 for nowhere. */
ent_status ent_pattern_mark(const ent_span **spans,
			    uint32_t *n,
			    const ent_pattern *pattern,
			    ent_str text,
			    ent_arena *arena,
			    ent_error *err);

/* Calls fn with each text that the pattern occurs in.  scratch is cleared. */
ent_status ent_pattern_find(const ent_pattern *pattern,
			    ent_memory *memory,
			    ent_index_text_fn fn,
			    void *data,
			    ent_arena *scratch,
			    ent_error *err);

/* n units as hits, with their counterparts. */
ent_status ent_hits_read(ent_hit *out,
			 size_t n,
			 ent_memory *memory,
			 const ent_found *found,
			 const ent_pattern *pattern,
			 ent_arena *arena,
			 ent_error *err);

/* A unit as a hit without spans; reversed: with its sides swapped. */
ent_status ent_hit_read(ent_hit *out,
			ent_memory *memory,
			uint64_t unit,
			bool reversed,
			ent_arena *arena,
			ent_error *err);

/* The counterparts of the spans of a hit, in the arena. */
ent_status ent_hit_link(ent_hit *hit,
			ent_memory *memory,
			ent_arena *arena,
			ent_error *err);

/* ---- renderings ---- */

/* The stemmer of the hits' other language, kept while that does not change. */
typedef struct ent_rendering_keys {
	ent_str lang;
	ent_form_buffer forms;
} ent_rendering_keys;

#define ENT_RENDERING_KEYS_INIT                                                        \
	{                                                                              \
		.forms = ENT_FORM_BUFFER_INIT                                          \
	}

ent_status ent_rendering_language(ent_rendering_keys *keys,
				  ent_str lang,
				  ent_error *err);
void ent_rendering_release(ent_rendering_keys *keys);

/* The counterpart of a hit as one text, in the arena; "" when it has none.  .p NULL
 * without memory. */
ent_str ent_rendering_text(const ent_hit *hit, ent_arena *arena);
/* What renderings of one group have in common; .p NULL without memory. */
ent_str ent_rendering_key(ent_rendering_keys *keys, ent_str text, ent_arena *arena);

/* Keeps the hits whose counterpart is that rendering, but for inflection. */
ent_status ent_hits_of_rendering(ent_hit *hits,
				 uint32_t *count,
				 ent_str rendering,
				 ent_arena *arena,
				 ent_error *err);

#endif
