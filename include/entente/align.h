/* SPDX-License-Identifier: Apache-2.0 */
/* entente/align.h - match the segments of a text with those of its translation.
 *
 * Every segment of both sides is in exactly one bead.  Beads are listed in
 * the order of the source; a bead without source segments is where its
 * target segments fall.  Targets are in order too but for beads marked moved.
 */
#ifndef ENTENTE_ALIGN_H
#define ENTENTE_ALIGN_H

#include <stdint.h>

#include "entente/arena.h"
#include "entente/bead.h"
#include "entente/error.h"
#include "entente/progress.h"
#include "entente/str.h"

#ifdef __cplusplus
extern "C" {
#endif

struct ent_lexicon;

/* A user's decision: these segments correspond.  n_src or n_tgt may be 0. */
typedef struct ent_anchor {
	uint32_t src, n_src, tgt, n_tgt;
} ent_anchor;

typedef struct ent_align_options {
	const struct ent_lexicon *lexicon; /* lent; NULL: learn as it goes */
	ent_str from, to;          /* language codes; "" when they are not known */
	const ent_anchor *anchors; /* in order; they always apply */
	uint32_t n_anchors;
	uint32_t max_side; /* most segments on one side of a bead, 1..5 */
	bool wider;        /* more than max_side where a segment would be left over */
	bool one_language; /* both texts are in one: equal prose is not a doubt */
	const ent_progress *progress; /* NULL for none */
} ent_align_options;

#define ENT_ALIGN_OPTIONS_DEFAULT ((ent_align_options){ .max_side = 4, .wider = true })

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

/* One word of the source and the word of the target that corresponds to it. */
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

#ifdef __cplusplus
}
#endif

#endif
