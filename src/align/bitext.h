/* SPDX-License-Identifier: Apache-2.0 */
/* bitext.h - two texts made ready for alignment: words as numbers.
 *
 * Side 0 is the source.  A word is numbered within its own side, by first
 * appearance.  Everything lives in the arena that it was made in.
 */
#ifndef ENT_ALIGN_BITEXT_H
#define ENT_ALIGN_BITEXT_H

#include "align/lexicon.h"
#include "entente/align.h"
#include "text/token.h"

/* A different word of one side. */
typedef struct ent_vocable {
	ent_str form;
	uint32_t hash;
	uint32_t count; /* in this text */
	float unigram;  /* probability of drawing it from its side, > 0 */
	ent_token_kind kind;
	bool rare; /* in the language, by the lexicon; without one, in this text */
} ent_vocable;

/* Round or square brackets of a segment: an aside is within them as a whole. */
typedef enum ent_brackets {
	ENT_BRACKETS_NONE,
	ENT_BRACKETS_SOME,
	ENT_BRACKETS_ASIDE,
} ent_brackets;

typedef struct ent_side {
	uint32_t n;             /* segments */
	const uint32_t *start;  /* [n + 1] first word of each segment */
	const uint32_t *words;  /* [start[n]] numbers of vocables */
	const uint32_t *chars;  /* [n + 1] characters before each segment */
	const uint32_t *labels; /* [n] hash of "a" in "(a) ..."; 0 without a label */
	/* [n] whether no mark ends the segment though most have one: a heading */
	const bool *open;
	const uint8_t *brackets; /* [n] ent_brackets: where a segment has them */
	bool has_asides;         /* whether any segment is one */
	const ent_segment *segments;
	const ent_vocable *vocables;
	const uint32_t *entries; /* [n_vocables] in the lexicon, or ENT_NO_WORD */
	uint32_t n_vocables;
} ent_side;

typedef struct ent_bitext {
	ent_side side[2];
} ent_bitext;

/* How many words segments first .. first + n - 1 have. */
static inline uint32_t ent_side_words(const ent_side *side, uint32_t first, uint32_t n)
{
	return side->start[first + n] - side->start[first];
}

static inline uint32_t ent_side_chars(const ent_side *side, uint32_t first, uint32_t n)
{
	return side->chars[first + n] - side->chars[first];
}

/* lexicon may be NULL.  ENT_ELIMIT for more than 4 G characters a side. */
ent_status ent_bitext_make(ent_bitext *out,
			   const ent_segment *const segments[2],
			   const uint32_t n[2],
			   const ent_lexicon *lexicon,
			   ent_arena *arena,
			   ent_error *err);

#endif
