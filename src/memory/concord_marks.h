/* SPDX-License-Identifier: Apache-2.0 */
/* concord_marks.h - the counterpart of a phrase in the other side of a unit. */
#ifndef ENT_MEMORY_CONCORD_MARKS_H
#define ENT_MEMORY_CONCORD_MARKS_H

#include "entente/align.h"
#include "entente/arena.h"

/* A phrase and the word links of its unit; all lent. */
typedef struct ent_phrase_links {
	ent_str texts[2];       /* the side where the phrase is, and the other one */
	const ent_span *places; /* of the phrase, in order */
	uint32_t n_places;
	const ent_link *links; /* all between the two texts, in order */
	uint32_t n_links;
} ent_phrase_links;

/* The spans of the counterpart, in the arena: none when it is not known. */
ent_status ent_concord_mark(const ent_span **out,
			    uint32_t *count,
			    const ent_phrase_links *given,
			    ent_arena *arena,
			    ent_error *err);

#endif
