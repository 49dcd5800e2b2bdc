/* SPDX-License-Identifier: Apache-2.0 */
/* review_anchors.h - what people decided becomes anchors of an alignment. */
#ifndef ENT_MEMORY_REVIEW_ANCHORS_H
#define ENT_MEMORY_REVIEW_ANCHORS_H

#include "entente/align.h"
#include "store/document_rows.h"

/* Decisions found again in the segments of two documents. */
typedef struct ent_anchors {
	const ent_anchor *list; /* in order, for the aligner */
	uint32_t n;
	uint32_t lost; /* decisions whose texts are not there, or that contradict */
} ent_anchors;

/* decisions: latest first, which is the order in which they win.  Lives in the
 * arena. */
ent_status ent_anchors_find(ent_anchors *out,
			    const ent_decision_row *decisions,
			    uint32_t n_decisions,
			    const ent_segment *const segments[2],
			    const uint32_t n_segments[2],
			    ent_arena *arena,
			    ent_error *err);

/* What a person decided is sure, and in no doubt: replaces the beads of an
 * alignment that was made with the anchors by a copy in the arena. */
ent_status ent_anchors_settle(const ent_anchors *anchors,
			      ent_alignment *alignment,
			      ent_arena *arena,
			      ent_error *err);

/* Of the contents of two documents, by their hashes: what decisions are checked
 * against. */
uint64_t ent_pair_hash(uint64_t source, uint64_t target);

#endif
