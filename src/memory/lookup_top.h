/* SPDX-License-Identifier: Apache-2.0 */
/* lookup_top.h - the best so many of a stream of found units. */
#ifndef ENT_MEMORY_LOOKUP_TOP_H
#define ENT_MEMORY_LOOKUP_TOP_H

#include "match/score.h"
#include "store/unit_rows.h"

typedef struct ent_found {
	ent_measure measure; /* after penalties */
	double similarity;   /* before them */
	uint32_t points;     /* of penalty, hundredths */
	uint32_t uses;       /* what the order asks for first among equals */
	uint32_t count;      /* units that it stands for */
	uint64_t unit, document;
	uint64_t text;    /* 0: does not matter */
	uint64_t other;   /* the text on its other side */
	uint32_t context; /* 0, 1: same document, 2: and its neighbours */
	bool as_target;   /* the text is on the unit's target side */
	ent_str date;
} ent_found;

/* Order of answers: higher score, then context, then smaller difference, then more
 * uses, then newer date, then higher number; of one unit, the text with the lower
 * number. */
int ent_found_cmp(const void *a, const void *b);

typedef struct ent_top {
	ent_found *found; /* owned */
	size_t n, capacity;
	size_t limit;     /* 0 for all */
	ent_measure best; /* of all that were added; score 0 for none */
	ent_arena *dates;
	bool sorted;
	bool failed; /* no memory */
} ent_top;

/* An empty list; copies of dates live in the arena. */
ent_top ent_top_init(size_t limit, ent_arena *arena);
void ent_top_add(ent_top *top, const ent_found *found);
/* The worst that would still be among the best; NULL while fewer are known. */
const ent_found *ent_top_worst(ent_top *top);
void ent_top_finish(ent_top *top); /* sorts, cuts at the limit */
/* After it: leaves those of a score and more, or, without any, the best alone. */
void ent_top_keep(ent_top *top, uint32_t score);
void ent_top_release(ent_top *top);

#endif
