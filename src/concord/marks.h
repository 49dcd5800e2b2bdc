/* SPDX-License-Identifier: Apache-2.0 */
/* marks.h - the counterpart of a phrase in the other side of a unit. */
#ifndef ENT_CONCORD_MARKS_H
#define ENT_CONCORD_MARKS_H

#include "entente/align.h"
#include "entente/arena.h"

/* What is known of a token of the target. */
enum {
	ENT_MARK_WORD = 1,
	ENT_MARK_MARKED = 2,
	ENT_MARK_INSIDE = 4,  /* the phrase links to it */
	ENT_MARK_OUTSIDE = 8, /* another word does */
};

/* The tokens of the target, in the arena; .n 0 when the phrase is all of its side. */
typedef struct ent_mark_words {
	const struct ent_token *tokens;
	const uint8_t *flags;
	uint32_t n;
} ent_mark_words;

/* A phrase and the word links of its unit; all lent. */
typedef struct ent_phrase_links {
	ent_str texts[2];       /* the side where the phrase is, and the other one */
	const ent_span *places; /* of the phrase, in order */
	uint32_t n_places;
	const ent_link *links; /* all between the two texts, in order */
	uint32_t n_links;
	ent_mark_words *words; /* NULL, or set */
} ent_phrase_links;

/* The spans of the counterpart, in the arena: none when it is not known. */
ent_status ent_concord_mark(const ent_span **out,
			    uint32_t *count,
			    const ent_phrase_links *given,
			    ent_arena *arena,
			    ent_error *err);

#endif
