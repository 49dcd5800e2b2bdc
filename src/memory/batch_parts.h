/* SPDX-License-Identifier: Apache-2.0 */
/* batch_parts.h - what the files of a batch share. */
#ifndef ENT_MEMORY_BATCH_PARTS_H
#define ENT_MEMORY_BATCH_PARTS_H

#include "entente/batch.h"
#include "entente/lexicon.h"
#include "entente/segment.h"
#include "memory/handle.h"
#include "pairing/find_pairs.h"

/* Warnings that are kept of the reading of one pair. */
enum { ENT_BATCH_NOTES = 8 };

/* What one thread keeps. */
struct ent_batch_worker {
	ent_segmenter *segmenters[2];
	ent_buf bytes[2];
};

/* A pair under way. */
struct ent_batch_slot {
	ent_arena *arena;
	ent_status status;
	ent_error err;
	bool same; /* as it is stored already */
	ent_document documents[2];
	const ent_segment *segments[2];
	uint32_t n_segments[2];
	ent_alignment alignment;
	ent_error notes[ENT_BATCH_NOTES];
	uint32_t n_notes;
};

/* What people decided of a pair. */
struct ent_batch_decided {
	const ent_decision_row *rows;
	uint32_t n;
};

/* What is counted when its group is committed. */
struct ent_batch_counts {
	uint32_t added, replaced, retired;
	uint64_t units, doubtful;
};

struct ent_batch {
	ent_batch_options opt;
	ent_batch_result *out;
	ent_memory *memory;
	ent_str langs[2];
	ent_str origin;
	ent_pairing pairing;
	ent_alignment_row *known; /* [n_pairs] */
	ent_str *deleted_at;      /* [n_pairs]: when a person deleted it; "" if not */
	struct ent_batch_decided
		*decided; /* [n_pairs]; NULL while nothing was ever decided */
	bool learns;
	ent_lexicon *lexicon;
	uint32_t generation; /* of the lexicon; 0 when the memory did not learn it */
	ent_trainer *trainer;
	uint32_t stride; /* a lesson takes every stride-th pair */
	struct ent_batch_worker *workers;
	struct ent_batch_slot *slots;
	uint32_t n_workers, n_slots;
	uint32_t in_group; /* pairs stored and not committed */
	struct ent_batch_counts pending;
	ent_status status; /* what stopped the pipeline */
	ent_error *err;
};

/* batch.c: tells the caller of one thing. */
static inline void ent_batch_report(const struct ent_batch *b,
				    const ent_batch_event *event)
{
	if (b->opt.event)
		b->opt.event(b->opt.event_data, event);
}

/* batch_make.c: an ent_make_fn, data being the batch: reads pair `index` into its
 * place, segments and aligns it, unless it is stored as it is. */
void ent_batch_make(void *data, uint32_t index, uint32_t place, uint32_t worker);

/* batch_gone.c: pairs that the memory knows from here and this run does not.  One
 * whose file stands in another pair now goes into the history; others are told of,
 * and go as well when the options say so. */
ent_status ent_batch_gone(struct ent_batch *b, ent_arena *arena);

#endif
