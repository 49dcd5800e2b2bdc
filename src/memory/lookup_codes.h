/* SPDX-License-Identifier: Apache-2.0 */
/* lookup_codes.h - the inline codes of a look-up's query against those of units. */
#ifndef ENT_MEMORY_LOOKUP_CODES_H
#define ENT_MEMORY_LOOKUP_CODES_H

#include "entente/lookup.h"
#include "match/code_cost.h"
#include "store/unit_rows.h"

typedef struct ent_coded {
	bool on;
	ent_inlines own;
	ent_code_cost *cost;
	ent_arena *scratch; /* for the codes of one unit */
	ent_buf text;       /* the current text */
} ent_coded;

/* text: of the query, which is lent until ent_coded_end().  ENT_EINVAL when the
 * markup has another one. */
ent_status ent_coded_begin(ent_coded *coded,
			   ent_str markup,
			   ent_str text,
			   ent_query *query,
			   ent_arena *arena,
			   ent_error *err);
void ent_coded_end(ent_coded *coded);

/* The text whose units are next. */
ent_status ent_coded_text(ent_coded *coded, ent_str text, ent_error *err);

/* What the codes of a unit of that text cost, in hundredths of a token. */
ent_status ent_coded_cost(uint32_t *cost,
			  ent_coded *coded,
			  ent_store *store,
			  uint64_t unit,
			  bool as_target,
			  ent_error *err);

/* Adds what the codes of a match differ in to its edits, in order, and puts those of
 * the query into its target. */
ent_status ent_coded_answer(ent_match *match,
			    ent_coded *coded,
			    ent_str query,
			    ent_arena *arena,
			    ent_error *err);

#endif
