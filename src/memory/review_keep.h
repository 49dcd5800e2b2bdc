/* SPDX-License-Identifier: Apache-2.0 */
/* review_keep.h - a decision is stored with what it needs to be found again. */
#ifndef ENT_MEMORY_REVIEW_KEEP_H
#define ENT_MEMORY_REVIEW_KEEP_H

#include "entente/review.h"
#include "memory/handle.h"

/* The pair that decisions are about, in its present state. */
typedef struct ent_subject {
	const ent_stored_pair *pair;
	const ent_segment *segments[2];
	uint32_t n[2];
	uint32_t round; /* of the decisions that are taken now */
} ent_subject;

/* In the arena; pair is lent. */
ent_status ent_subject_load(ent_subject *out,
			    ent_memory *memory,
			    const ent_stored_pair *pair,
			    ent_arena *arena,
			    ent_error *err);

/* Stores a decision; ENT_EFORMAT when the pair has no such segments. */
ent_status ent_subject_decide(ent_memory *memory,
			      const ent_subject *subject,
			      const ent_decision *decision,
			      ent_error *err);

#endif
