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

/* What the score of a bead asks of a segment, one bit each: a byte for each segment is
 * read much sooner than the segments. */
typedef enum ent_segment_mark {
	ENT_MARK_LABEL = 1,      /* it has a label */
	ENT_MARK_BRACKETS = 2,   /* it has round or square brackets */
	ENT_MARK_ASIDE = 4,      /* it is within them as a whole */
	ENT_MARK_OPEN = 8,       /* no mark ends it though most have one: a heading */
	ENT_MARK_UNCERTAIN = 16, /* whether its end is a boundary is uncertain */
	ENT_MARK_PLACED = 32,    /* its paragraph is known */
	ENT_MARK_BEGINS = 64,    /* it is not of the paragraph of the one before */
} ent_segment_mark;

typedef struct ent_side {
	uint32_t n;             /* segments */
	const uint32_t *start;  /* [n + 1] first word of each segment */
	const uint32_t *words;  /* [start[n]] numbers of vocables */
	const uint32_t *chars;  /* [n + 1] characters before each segment */
	const uint32_t *labels; /* [n] hash of "a" in "(a) ..."; 0 without a label */
	const uint8_t *marks;   /* [n] bits of ent_segment_mark */
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

/* Sets what the marks of n segments say of their paragraphs. */
void ent_side_mark_paragraphs(uint8_t *marks, const ent_segment *segments, uint32_t n);

/* lexicon may be NULL.  ENT_ELIMIT for more than 4 G characters a side. */
ent_status ent_bitext_make(ent_bitext *out,
			   const ent_segment *const segments[2],
			   const uint32_t n[2],
			   const ent_lexicon *lexicon,
			   ent_arena *arena,
			   ent_error *err);

#endif
