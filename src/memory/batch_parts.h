/* SPDX-License-Identifier: Apache-2.0 */
/* batch_parts.h - what the files of a batch share. */
#ifndef ENT_MEMORY_BATCH_PARTS_H
#define ENT_MEMORY_BATCH_PARTS_H

#include <pthread.h>

#include "entente/batch.h"
#include "entente/lexicon.h"
#include "entente/segment.h"
#include "memory/handle.h"
#include "memory/review_anchors.h"
#include "pairing/find_pairs.h"

/* Warnings that are kept of the reading of one pair. */
enum { ENT_BATCH_NOTES = 8 };

/* What one thread keeps. */
struct ent_batch_worker {
	ent_segmenter *segmenters[2];
	ent_buf bytes[2];
};

/* What people decided of a pair. */
struct ent_batch_decided {
	const ent_decision_row *rows;
	uint32_t n;
};

/* A pair under way. */
struct ent_batch_slot {
	ent_arena *arena;
	ent_status status;
	ent_error err;
	bool same; /* as it is stored already */
	ent_document documents[2];
	ent_str looks_like[2]; /* their languages, stated or guessed; "" for unknown */
	const ent_segment *segments[2];
	uint32_t n_segments[2];
	ent_alignment alignment;
	ent_error notes[ENT_BATCH_NOTES];
	uint32_t n_notes;
	uint32_t lost; /* decisions that no longer apply */
	struct ent_batch_decided decided;
	const ent_decision_outcome
		*outcomes; /* of each decision; NULL when not aligned */
};

/* What the memory has of a pair. */
struct ent_batch_known {
	const ent_pair_row *row; /* NULL when it is not stored */
	/* not stored: a newer version of the release, which is stored, took its place
	 * when it had the contents of `hashes` */
	bool retired;
	bool sought;        /* not stored: it may be another pair under a new name */
	bool busy;          /* a file of it changed a moment ago */
	ent_str deleted_at; /* not stored: when a person deleted those; else "" */
	uint64_t hashes[2];
};

/* Whether a pair of the batch was stored. */
enum ent_batch_state {
	ENT_BATCH_OPEN, /* not stored, or not yet */
	ENT_BATCH_STORED,
	ENT_BATCH_WITHHELD, /* stored without units */
};

/* What is counted when its group is committed. */
struct ent_batch_counts {
	uint32_t added, replaced, retired, lost;
	uint64_t units, doubtful;
};

/* batch_lexicon.c: the lexicon, made when a thread asks for it first. */
struct ent_batch_lexicon {
	bool begun, made; /* the lock is there; the lexicon is made, or that failed */
	pthread_mutex_t lock;
	char *bytes; /* until it is made: what the memory learned, NULL for nothing */
	size_t n;
	ent_lexicon *is; /* NULL without one for the languages */
	ent_status status;
	ent_error err;
};

struct ent_batch_run {
	ent_batch_options opt;
	ent_batch_result *out;
	ent_memory *memory; /* NULL allowed in a dry run */
	ent_str langs[2];
	ent_root root;
	ent_str origin;   /* the name of the folder or list; "" for standard input */
	uint64_t options; /* a number for those that change the result */
	ent_known_pairs known_pairs;
	bool *claimed; /* [known_pairs.n] the batch found it */
	ent_pairing pairing;
	struct ent_batch_known *known; /* [n_pairs] */
	uint8_t *states;               /* [n_pairs] enum ent_batch_state */
	struct ent_batch_decided
		*decided; /* [n_pairs]; NULL while nothing was ever decided */
	bool learns;
	struct ent_batch_lexicon lexicon;
	bool has_seed;       /* the lexicon is one that ships, or what was made of it */
	uint32_t generation; /* of the lexicon; 0 when the memory did not learn it */
	ent_trainer *trainer;
	uint32_t stride; /* the sample has every stride-th pair */
	struct ent_batch_worker *workers;
	struct ent_batch_slot *slots;
	uint32_t n_workers, n_slots;
	uint32_t in_group; /* pairs stored and not committed */
	struct ent_batch_counts pending;
	ent_status status; /* what stopped the pipeline */
	ent_error *err;
};

/* Below this two documents are so likely unrelated that units are stored only on
 * request.  Two short texts, of which little is known, do not fall below it
 * (align/texts_confidence.c). */
#define ENT_BATCH_UNRELATED .2f

/* The options of a pair that is stored with this confidence. */
uint64_t ent_batch_options_of(const struct ent_batch_run *b,
			      ent_pair_by by,
			      float confidence);

/* Reports one thing to the caller. */
static inline void ent_batch_report(const struct ent_batch_run *b,
				    const ent_batch_event *event)
{
	if (b->opt.event)
		b->opt.event(b->opt.event_data, event);
}

/* batch_make.c: an ent_make_fn, data being the batch: reads pair `index` into its
 * place, segments and aligns it, unless it is stored as it is. */
void ent_batch_make(void *data, uint32_t index, uint32_t place, uint32_t worker);

/* batch_lexicon.c: reads what is needed to make it. */
ent_status ent_batch_lexicon_begin(struct ent_batch_run *b);
/* For any thread; *out is NULL when there is none. */
ent_status ent_batch_lexicon(const ent_lexicon **out,
			     struct ent_batch_run *b,
			     ent_error *err);
/* Whether it could not be made, which ends the batch. */
ent_status ent_batch_lexicon_failed(struct ent_batch_run *b);
/* Takes the first one that the memory learned. */
void ent_batch_lexicon_learned(struct ent_batch_run *b, ent_lexicon *learned);
void ent_batch_lexicon_end(struct ent_batch_run *b);

/* batch_known.c: finds the pairs in the memory, also under names that they had before,
 * which they then lose. */
ent_status ent_batch_look_up(struct ent_batch_run *b, ent_arena *arena);
/* Which of those that are not stored were retired or deleted. */
ent_status ent_batch_look_up_absent(struct ent_batch_run *b, ent_arena *arena);
/* What was decided of them. */
ent_status ent_batch_look_up_decided(struct ent_batch_run *b, ent_arena *arena);

/* batch_inherit.c: pairs that are new get, after what is decided of them, the decisions
 * of documents that are gone. */
ent_status ent_batch_look_up_inherited(struct ent_batch_run *b, ent_arena *arena);
/* Those that a pair of that date may have, when it is aligned. */
ent_status ent_batch_decided_of(struct ent_batch_decided *out,
				const struct ent_batch_run *b,
				uint32_t index,
				ent_str date,
				ent_arena *arena,
				ent_error *err);
/* Keeps those that applied under the names of the pair, within a transaction. */
ent_status ent_batch_inherit(struct ent_batch_run *b,
			     const struct ent_batch_slot *slot);

/* batch_gone.c: pairs that the memory has from here and this run did not find are
 * reported, and removed when the options say so. */
ent_status ent_batch_gone(struct ent_batch_run *b, ent_arena *arena);
/* After storing: pairs with a file that another stored pair has now go into the
 * history. */
ent_status ent_batch_drop_superseded(struct ent_batch_run *b, ent_arena *arena);

#endif
