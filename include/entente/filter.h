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
	/* languages; one that is "" is completed from the pair with most units, except
	 * that ent_memory_clean(), _delete() and _quality() take units of all languages
	 * when both are "" */
	ent_str from, to;
	ent_str since, until; /* dates, inclusive; "" for any */
	ent_str document;     /* a glob over document names; "" for any */
	float min_confidence; /* 0..1; 0 for any */
	ent_str label;        /* units of imports with it; "" for any */
	uint64_t import; /* the number of a run: units that it brought; 0 for any */
	uint64_t unit;   /* this unit alone; 0 for any */
	uint64_t limit;  /* units; 0 for all */
} ent_filter;

#define ENT_FILTER_DEFAULT ((ent_filter){ .limit = 0 })

#ifdef __cplusplus
}
#endif

#endif
