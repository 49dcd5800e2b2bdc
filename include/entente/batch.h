/* SPDX-License-Identifier: Apache-2.0 */
/* entente/batch.h - releases of a folder or list go into a memory. */
#ifndef ENTENTE_BATCH_H
#define ENTENTE_BATCH_H

#include "entente/arena.h"
#include "entente/error.h"
#include "entente/memory.h"
#include "entente/pairing.h"
#include "entente/progress.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What became of a pair of releases, or of a file. */
typedef enum ent_outcome {
	ENT_PAIR_FOUND,      /* of a dry run: paired, not stored */
	ENT_PAIR_ADDED,      /* new in the memory */
	ENT_PAIR_REPLACED,   /* its contents changed */
	ENT_PAIR_UNCHANGED,  /* was there with the same contents */
	ENT_PAIR_FAILED,     /* cannot be read, segmented or aligned; `why` says why */
	ENT_PAIR_REMOVED,    /* in the memory, but its files no longer exist */
	ENT_PAIR_SUPERSEDED, /* in the memory, but one of its files is now in the pair
			      * with the file `newer`, which replaced it */
	ENT_PAIR_MOVED,    /* its files have other names now; `newer` is the source's */
	ENT_PAIR_RETIRED,  /* a newer version of the release, `newer`, replaced it */
	ENT_PAIR_DELETED,  /* skipped: a person deleted it at the time `since` */
	ENT_FILE_UNPAIRED, /* source or target is a file without a counterpart */
} ent_outcome;

/* "found", "added", "replaced", ...; "" for none of them.  Static. */
const char *ent_outcome_name(ent_outcome outcome);

typedef struct ent_batch_event {
	ent_outcome outcome;
	ent_str source, target; /* names of the files; one is "" when unpaired */
	ent_str newer;     /* file of a retired, superseded or moved pair; else "" */
	ent_str since;     /* when a deleted pair was deleted; else "" */
	ent_pair_by by;    /* what paired them */
	float pairing;     /* 0..1: that the files belong together, by their pairing */
	float confidence;  /* 0..1: the same by their alignment; 0 if not aligned */
	uint32_t units;    /* stored of an added or replaced pair */
	uint32_t doubtful; /* of them with a confidence below ENT_DOUBTFUL */
	const ent_error *why; /* of a failure; else NULL */
} ent_batch_event;

typedef struct ent_batch_options {
	ent_str from, to; /* "en", "fr" when "" */
	bool dry_run;     /* pair and report, store nothing */
	bool prune;       /* delete the units of pairs whose files are gone */
	bool restore;     /* store pairs that a person deleted as well */
	bool unsure;      /* also store the units of pairs that hardly look like
			   * translations of each other */
	bool attributes;  /* alt, title and the like are paragraphs too */
	bool no_learning; /* align with the lexicon that ships or is given, alone */
	uint32_t jobs; /* threads, 1 or more; the memory holds the same rows whatever it
			* is */
	/* milliseconds: a pair with a file that changed more recently is left for a
	 * later run, because the file may be incomplete; 0 for none */
	uint32_t min_age;
	const char *lexicon; /* a file instead of the one that ships; NULL */
	/* Called for each pair, in order of the sources, and for each unpaired file.
	 * What the event points at lives during the call.  NULL allowed. */
	void (*event)(void *data, const ent_batch_event *what);
	void *event_data;
	const ent_progress *progress;
} ent_batch_options;

#define ENT_BATCH_OPTIONS_DEFAULT ((ent_batch_options){ .jobs = 1 })

typedef struct ent_batch_result {
	uint32_t pairs; /* found */
	uint32_t added, replaced, unchanged, failed;
	uint32_t removed;    /* in the memory from here, and gone from here */
	uint32_t deleted;    /* skipped, because a person deleted them */
	uint32_t superseded; /* in the memory, and one of their files in another pair */
	uint32_t moved;      /* their files have other names now */
	uint32_t busy;       /* left for a later run */
	uint32_t lost; /* decisions that do not apply to the pairs added or replaced */
	uint32_t retired;    /* versions that a newer one of the release replaced */
	uint32_t unpaired;   /* files without a counterpart, each logged */
	uint32_t unreadable; /* folders that cannot be read, each logged */
	uint32_t unsure;   /* pairs that hardly look like translations, each logged; of
			      * those below .2 no units are stored unless asked for */
	uint64_t units;    /* of the pairs added or replaced */
	uint64_t doubtful; /* of them with a confidence below ENT_DOUBTFUL */
} ent_batch_result;

/* where: a folder (searched below), a file that lists pairs (two tab-separated
 * names per line) or "-" for such a list on standard input.  memory may be NULL
 * for a dry run, else ENT_EINVAL.  opt may be NULL.  A pair that cannot be read is
 * logged and counted, and the batch continues.  *out is filled on failure too: what it
 * counts as added or replaced is committed.  ENT_ECANCELLED when the progress callback
 * asks to stop. */
ent_status ent_batch(ent_batch_result *out,
		     ent_memory *memory,
		     const char *where,
		     const ent_batch_options *opt,
		     ent_error *err);

/* Two languages of a batch. */
typedef struct ent_batch_pair {
	ent_str from, to;
} ent_batch_pair;

/* The pairs of languages of a batch over several: from and to are codes with commas
 * between them, or "all" for those that the names of a folder's files mark; "" as in
 * the options.  Each two languages are one pair, in the order given.  In the arena.
 * ENT_EINVAL for what is not a code, or "all" for what is not a folder; ENT_ENOTFOUND
 * when there are not two languages. */
ent_status ent_batch_pairs(const ent_batch_pair **out,
			   uint32_t *count,
			   const char *where,
			   ent_str from,
			   ent_str to,
			   ent_arena *arena,
			   ent_error *err);

#ifdef __cplusplus
}
#endif

#endif
