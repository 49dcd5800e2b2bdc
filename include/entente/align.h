/* SPDX-License-Identifier: Apache-2.0 */
/* entente/align.h - match the segments of a text with those of its translation.
 *
 * Every segment of both sides stands in exactly one bead.  Beads are listed in
 * the order of the source; a bead without source segments stands where its
 * target segments fall.  Targets are in order too but for beads marked moved.
 */
#ifndef ENTENTE_ALIGN_H
#define ENTENTE_ALIGN_H

#include <stdint.h>

#include "entente/arena.h"
#include "entente/document.h"
#include "entente/error.h"
#include "entente/progress.h"
#include "entente/unit.h"

struct ent_lexicon;

/* Why a bead deserves a look; a set of bits. */
typedef enum ent_doubt {
	ENT_DOUBT_LENGTH = 1 << 0,   /* the lengths do not fit */
	ENT_DOUBT_COVERAGE = 1 << 1, /* few words have a counterpart */
	ENT_DOUBT_OMITTED = 1 << 2,  /* one side has no counterpart at all */
	ENT_DOUBT_MOVED = 1 << 3,    /* out of order on the target side */
	ENT_DOUBT_BOUNDARY = 1 << 4, /* an uncertain sentence end is involved */
	ENT_DOUBT_NUMBERS = 1 << 5,  /* the numbers differ */
	ENT_DOUBT_RIVAL = 1 << 6,    /* another grouping is nearly as good */
} ent_doubt;

/* "length", "coverage", ... for one bit.  Never NULL. */
const char *ent_doubt_name(ent_doubt bit);

typedef struct ent_bead {
	uint32_t src, tgt;     /* index of the first segment on each side */
	uint16_t n_src, n_tgt; /* how many segments; never both 0 */
	uint32_t doubts;       /* ENT_DOUBT_... */
	float confidence;      /* 0..1: of beads given .9, nine in ten are right */
} ent_bead;

typedef struct ent_alignment {
	const ent_bead *beads;
	uint32_t count;
	float confidence; /* 0..1: that the two texts translate each other at all */
} ent_alignment;

/* A user's decision: these segments answer those.  n_src or n_tgt may be 0. */
typedef struct ent_anchor {
	uint32_t src, n_src, tgt, n_tgt;
} ent_anchor;

typedef struct ent_align_options {
	const struct ent_lexicon *lexicon; /* lent; NULL: learn as it goes */
	const ent_anchor *anchors;         /* in order; they always win */
	uint32_t n_anchors;
	uint32_t max_side;            /* most segments on one side of a bead, 1..5 */
	const ent_progress *progress; /* NULL for none */
} ent_align_options;

#define ENT_ALIGN_OPTIONS_DEFAULT ((ent_align_options){ .max_side = 4 })

/* Aligns.  On ENT_OK *out is filled; its beads live in the arena.  On failure
 * *out is left as it was.  opt may be NULL.  Deterministic; swapped sides give
 * the swapped result. */
ent_status ent_align(ent_alignment *out,
		     const ent_segment *src,
		     uint32_t n_src,
		     const ent_segment *tgt,
		     uint32_t n_tgt,
		     const ent_align_options *opt,
		     ent_arena *arena,
		     ent_error *err);

typedef struct ent_aligned_pair {
	const ent_document *source, *target;
	const ent_segment *source_segments, *target_segments;
	uint32_t n_source, n_target;
	const ent_alignment *alignment;
	ent_str origin; /* the folder or list that named the two; "" if none did */
	uint32_t
		learned; /* generation of the memory's lexicon that was used; 0: none */
	bool without_units; /* only the beads are to be stored */
} ent_aligned_pair;

/* Sends a unit for each bead, in order; one side's text is "" where the bead has
 * no segment.  The text is that of the segments joined by a space; the place the
 * number of the first source segment's paragraph or, without paragraphs, of that
 * segment.  data is given to fn. */
ent_status ent_aligned_units(const ent_aligned_pair *pair,
			     ent_unit_fn fn,
			     void *data,
			     ent_error *err);

/* A part of a text. */
typedef struct ent_span {
	uint32_t start, end; /* bytes */
} ent_span;

/* One word of the source and the word of the target that answers it. */
typedef struct ent_link {
	uint32_t src_start, src_end, tgt_start, tgt_end; /* bytes */
	float probability;
} ent_link;

/* Word links inside a pair of texts, in order of the source. */
ent_status ent_align_words(const ent_link **out,
			   uint32_t *count,
			   ent_str source,
			   ent_str target,
			   const struct ent_lexicon *lexicon,
			   ent_arena *arena,
			   ent_error *err);

#endif
