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

/* A user's decision: these segments correspond.  src and tgt are 0-based indexes of the
 * first segments; n_src or n_tgt may be 0, not both. */
typedef struct ent_anchor {
	uint32_t src, n_src, tgt, n_tgt;
} ent_anchor;

typedef struct ent_align_options {
	const struct ent_lexicon *lexicon; /* lent; NULL: learn as it goes */
	ent_str from, to;          /* language codes; "" when they are not known */
	const ent_anchor *anchors; /* in any order; they always apply; lent */
	uint32_t n_anchors;
	uint32_t max_side; /* most segments on one side of a bead, 1..5 */
	bool wider;        /* more than max_side where a segment would be left over */
	bool one_language; /* both texts are in one: equal prose is not a doubt */
	const ent_progress *progress; /* NULL for none */
} ent_align_options;

#define ENT_ALIGN_OPTIONS_DEFAULT ((ent_align_options){ .max_side = 4, .wider = true })

/* Aligns n_src segments with n_tgt; either may be 0.  On ENT_OK *out is filled; its
 * beads live in the arena.  On failure *out is left as it was. opt may be NULL.  The
 * result does not depend on the machine; swapped sides give the swapped result.
 * ENT_EINVAL for a max_side out of its range, ENT_EFORMAT for an anchor that names
 * segments that are not there or are in another anchor, ENT_ELIMIT for a segment or a
 * side that is too long, ENT_ECANCELLED when the progress callback asks to stop. */
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
	uint32_t src_start, src_end, tgt_start, tgt_end; /* bytes of the two texts */
	float probability;                               /* 0..1 */
} ent_link;

/* Word links inside a pair of texts, in order of the source, in the arena; a word may
 * have several. lexicon may be NULL: then only equal and similar words are linked.
 * ENT_ELIMIT for a text that is too long. */
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
