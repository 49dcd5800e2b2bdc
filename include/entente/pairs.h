/* SPDX-License-Identifier: Apache-2.0 */
/* entente/pairs.h - the aligned documents of a memory: listed, and read whole.
 *
 * A pair has a number, which stays while its documents stay as they are; what a person
 * decides about it (review.h) gives it a new one.
 */
#ifndef ENTENTE_PAIRS_H
#define ENTENTE_PAIRS_H

#include "entente/bead.h"
#include "entente/memory.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One side of a pair. */
typedef struct ent_pair_side {
	ent_str name; /* of the file */
	ent_str lang, title, date, format;
	uint64_t hash; /* of the bytes of the file, ent_str_hash() */
} ent_pair_side;

typedef struct ent_pair_info {
	uint64_t number;
	ent_pair_side source, target;
	float confidence;         /* 0..1: that the two translate each other */
	uint32_t beads, doubtful; /* doubtful: of them below ENT_DOUBTFUL */
} ent_pair_info;

typedef struct ent_pair_query {
	ent_str contains; /* part of a name or title, in any case of ASCII letters; ""
			   * for any pair */
	uint64_t skip;    /* how many of those that fit are left out first */
	uint32_t limit;   /* most pairs; 0 for all */
} ent_pair_query;

#define ENT_PAIR_QUERY_DEFAULT ((ent_pair_query){ .limit = 100 })

/* The pairs that fit, newest first.  *total: how many fit.  Lives in the arena. query
 * may be NULL. */
ent_status ent_memory_pairs(const ent_pair_info **out,
			    uint32_t *count,
			    uint64_t *total,
			    ent_memory *memory,
			    const ent_pair_query *query,
			    ent_arena *arena,
			    ent_error *err);

/* A bead, its unit, and the decision about it. */
typedef struct ent_pair_bead {
	ent_bead bead;
	uint64_t unit;   /* that was made from it; 0 for none */
	ent_str who, at; /* of the decision that fixed it; "" when none did */
} ent_pair_bead;

typedef struct ent_pair {
	ent_pair_info info;
	uint64_t hash; /* of both contents: what a decision is checked against */
	const ent_str *source, *target; /* texts of the segments, in order */
	uint32_t source_count, target_count;
	const ent_pair_bead *beads; /* each segment is in exactly one */
	uint32_t bead_count;
} ent_pair;

/* A whole pair, in the arena.  ENT_ENOTFOUND when there is none of that number. */
ent_status ent_memory_pair(ent_pair *out,
			   ent_memory *memory,
			   uint64_t number,
			   ent_arena *arena,
			   ent_error *err);

/* The number of the pair from which a unit was made; 0 for any other unit. */
ent_status ent_memory_pair_of_unit(uint64_t *number,
				   ent_memory *memory,
				   uint64_t unit,
				   ent_error *err);

/* The number of the pair of two documents by their names and languages ("" for any),
 * the oldest one of several; 0 when there is none. */
ent_status ent_memory_pair_named(uint64_t *number,
				 ent_memory *memory,
				 ent_str source,
				 ent_str target,
				 ent_str source_lang,
				 ent_str target_lang,
				 ent_error *err);

#ifdef __cplusplus
}
#endif

#endif
