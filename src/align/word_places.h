/* SPDX-License-Identifier: Apache-2.0 */
/* word_places.h - where each word of a text is. */
#ifndef ENT_ALIGN_WORD_PLACES_H
#define ENT_ALIGN_WORD_PLACES_H

#include "align/bitext.h"

/* The places of vocable v are at[v] .. at[v + 1] - 1, rising. */
typedef struct ent_places {
	const uint32_t *at;       /* [vocables + 1] */
	const uint32_t *words;    /* number of the word in the side's words */
	const uint32_t *segments; /* number of its segment */
} ent_places;

/* Of segments first .. first + n - 1.  The lists live in the arena. */
ent_status ent_places_make(ent_places *out,
			   const ent_side *side,
			   uint32_t first,
			   uint32_t n,
			   ent_arena *arena,
			   ent_error *err);

#endif
