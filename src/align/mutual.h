/* SPDX-License-Identifier: Apache-2.0 */
/* mutual.h - segments of two sides that are each other's best, whatever their order. */
#ifndef ENT_ALIGN_MUTUAL_H
#define ENT_ALIGN_MUTUAL_H

#include "align/evidence.h"
#include "align/subgrid.h"

/* Scores of pairs of some segments, and each one's best. */
typedef struct ent_mutual {
	ent_selection of;
	ent_subgrid rest;
	double *best[2], *second[2];
	uint32_t *partner[2];
	bool *taken[2];       /* no longer to be paired */
	double least, margin; /* what a pair needs */
} ent_mutual;

/* Scores all pairs of m->of. */
ent_status ent_mutual_make(ent_mutual *m,
			   const ent_bitext *bitext,
			   const ent_lifts *lifts,
			   const ent_model *model,
			   uint32_t sides,
			   ent_arena *arena,
			   ent_error *err);

/* The score of segment r of side 0 with c of side 1, numbers in m->of. */
double ent_mutual_score(const ent_mutual *m, uint32_t r, uint32_t c);

/* Finds the best and the second best among the segments that are not taken. */
void ent_mutual_rank(ent_mutual *m);

/* Whether segment r of side 0 and its best are each other's best by the margin. */
bool ent_mutual_is_clear(const ent_mutual *m, uint32_t r);

/* Whether segment r of side 0 and its best are a pair; c of side 1 likewise. */
bool ent_mutual_is_pair(const ent_mutual *m, uint32_t r);
bool ent_mutual_has_pair(const ent_mutual *m, uint32_t c);

#endif
