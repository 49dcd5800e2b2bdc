/* SPDX-License-Identifier: Apache-2.0 */
/* entente/batch.h - releases of a folder or list go into a memory. */
#ifndef ENTENTE_BATCH_H
#define ENTENTE_BATCH_H

#include "entente/error.h"
#include "entente/memory.h"
#include "entente/progress.h"

typedef struct ent_batch_options {
	ent_str from, to; /* "en", "fr" when "" */
	bool dry_run;     /* pair and report, store nothing */
	uint32_t jobs;    /* threads; the memory holds the same bytes whatever it is */
	const char *lexicon; /* a file instead of the one that ships; NULL */
	const ent_progress *progress;
} ent_batch_options;

#define ENT_BATCH_OPTIONS_DEFAULT ((ent_batch_options){ .jobs = 1 })

typedef struct ent_batch_result {
	uint32_t pairs; /* found */
	uint32_t added, replaced, unchanged, failed;
	uint32_t unpaired; /* files without a counterpart, each logged */
	uint64_t units;    /* of the pairs added or replaced */
	uint64_t doubtful; /* of them with a confidence under .5 */
} ent_batch_result;

/* where: a folder (searched below), a file that lists pairs (two tab-separated
 * names a line) or "-" for such a list on standard input.  memory may be NULL
 * for a dry run.  A pair that cannot be read is logged and counted, and the
 * batch goes on.  *out is filled on failure too: what it counts as added or
 * replaced is committed. */
ent_status ent_batch(ent_batch_result *out,
		     ent_memory *memory,
		     const char *where,
		     const ent_batch_options *opt,
		     ent_error *err);

#endif
