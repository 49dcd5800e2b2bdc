/* SPDX-License-Identifier: Apache-2.0 */
/* review_anchors.h - what people decided becomes anchors of an alignment. */
#ifndef ENT_MEMORY_REVIEW_ANCHORS_H
#define ENT_MEMORY_REVIEW_ANCHORS_H

#include "entente/align.h"
#include "entente/review.h"
#include "store/document_rows.h"

/* What becomes of a decision in an alignment. */
typedef enum ent_decision_outcome {
	ENT_DECISION_APPLIED,
	ENT_DECISION_OVERRULED, /* a later one contradicts it */
	ENT_DECISION_LOST,      /* its texts are not there */
} ent_decision_outcome;

/* Decisions found again in the segments of two documents. */
typedef struct ent_anchors {
	const ent_anchor *list; /* in order, for the aligner */
	uint32_t n;
	const ent_decision_outcome *outcomes; /* of each decision */
	uint32_t lost;                        /* how many are lost */
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

/* A row as the API shows it; lent by the row. */
ent_decided ent_memory_decided(const ent_decision_row *row);

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
