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
	ENT_OPEN_WRITE,  /* must exist */
	ENT_OPEN_CREATE, /* made when missing */
} ent_open_mode;

typedef struct ent_stats {
	uint64_t units, texts, documents, pairs, beads;
	uint64_t file_bytes, text_bytes;
} ent_stats;

/* A file of units that came in. */
typedef struct ent_import {
	uint64_t number;
	ent_str file, format;
	ent_str date;   /* when, ISO 8601, UTC */
	uint64_t units; /* of those that it brought, still there */
} ent_import;

#ifdef __cplusplus
}
#endif

#endif
