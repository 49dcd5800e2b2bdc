/* SPDX-License-Identifier: Apache-2.0 */
/* code_cost.h - what the differences between inline codes cost. */
#ifndef ENT_MATCH_CODE_COST_H
#define ENT_MATCH_CODE_COST_H

#include "doc/inline.h"
#include "match/score.h"

#define ENT_NO_CODE UINT32_MAX

/* A code of the query and the corresponding code of the text; either may be
 * ENT_NO_CODE. */
typedef struct ent_code_pair {
	uint32_t query, other;
	uint32_t
		cost; /* hundredths of a token; 0 for the same code in the same place */
	bool moved;   /* the same code in another place */
	uint32_t query_ink, other_ink; /* where each is, or would be */
} ent_code_pair;

typedef struct ent_code_cost ent_code_cost;

/* query and codes are lent.  *out lives in the arena but must be released. */
ent_status ent_code_cost_new(ent_code_cost **out,
			     ent_query *query,
			     const ent_inlines *codes,
			     ent_arena *arena,
			     ent_error *err);
void ent_code_cost_release(ent_code_cost *cost); /* NULL is allowed */

/* The text that the next comparisons are with; lent until then. */
void ent_code_cost_text(ent_code_cost *cost, ent_str text);

/* What codes of that text cost, in hundredths of a token.  pairs (NULL allowed)
 * receives all codes of both, in order, in the arena; arena may be NULL then. */
ent_status ent_code_cost_of(uint32_t *out,
			    ent_code_pair **pairs,
			    uint32_t *n_pairs,
			    ent_code_cost *cost,
			    const ent_inlines *other,
			    ent_arena *arena,
			    ent_error *err);

/* Whether a code of the text is before all of it or after. */
bool ent_code_is_outer(const ent_inlines *codes, uint32_t k);

#endif
