/* SPDX-License-Identifier: Apache-2.0 */
/* entente/records.h - plain data that a memory file keeps beside its units. */
#ifndef ENTENTE_RECORDS_H
#define ENTENTE_RECORDS_H

#include <stdint.h>

#include "entente/str.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ent_open_mode {
	ENT_OPEN_READ,   /* must exist */
	ENT_OPEN_WRITE,  /* for reading and writing; must exist */
	ENT_OPEN_CREATE, /* for writing; created when it is missing */
	/* as it is, damaged or without its index, for ent_memory_check(): */
	ENT_OPEN_CHECK,  /* as ENT_OPEN_READ */
	ENT_OPEN_REPAIR, /* as ENT_OPEN_WRITE */
} ent_open_mode;

typedef struct ent_stats {
	uint64_t units, texts, documents, pairs, beads;
	uint64_t file_bytes, text_bytes;
} ent_stats;

/* What brought or changed units. */
typedef enum ent_run_kind {
	ENT_RUN_IMPORT = 1,
	ENT_RUN_MERGE = 2,
	ENT_RUN_BATCH = 3,
	ENT_RUN_EDIT = 4,
	ENT_RUN_DELETE = 5,
	ENT_RUN_CLEAN = 6,
} ent_run_kind;
/* "import", "merge", ...; "unknown" for none of them.  Static. */
const char *ent_run_kind_name(ent_run_kind kind);

/* One import, merge, batch, edit, deletion or clean-up. */
typedef struct ent_memory_run {
	uint64_t number; /* never used again in one memory */
	ent_run_kind kind;
	ent_str source;   /* file, other memory, folder, or what was asked for */
	ent_str format;   /* of the file of an import; else "" */
	ent_str date;     /* when it began, ISO 8601, UTC */
	ent_str who;      /* "" if unknown */
	uint64_t units;   /* that it brought and the memory still has */
	uint64_t changes; /* units that it edited or deleted, without those undone */
} ent_memory_run;

#ifdef __cplusplus
}
#endif

#endif
