/* SPDX-License-Identifier: Apache-2.0 */
/* entente/filter.h - which units of a memory are meant. */
#ifndef ENTENTE_FILTER_H
#define ENTENTE_FILTER_H

#include <stdint.h>

#include "entente/str.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_filter {
	ent_str from, to;     /* languages; "" for the memory's first pair */
	ent_str since, until; /* dates, inclusive; "" for any */
	ent_str document;     /* a glob over document names; "" for any */
	float min_confidence; /* 0 for any */
	ent_str label;        /* units of imports with it; "" for any */
	uint64_t import; /* units that this run brought, an import or other; 0: any */
	uint64_t unit;   /* this unit alone; 0 for any */
	uint64_t limit;  /* units; 0 for all */
} ent_filter;

#define ENT_FILTER_DEFAULT ((ent_filter){ .limit = 0 })

#ifdef __cplusplus
}
#endif

#endif
