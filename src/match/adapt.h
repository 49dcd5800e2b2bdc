/* SPDX-License-Identifier: Apache-2.0 */
/* adapt.h - put a query's values and names into a match's target. */
#ifndef ENT_MATCH_ADAPT_H
#define ENT_MATCH_ADAPT_H

#include "entente/arena.h"
#include "entente/error.h"
#include "entente/match.h"

/* The values of a query, read once for all of its matches. */
typedef struct ent_adapt_query {
	ent_str text;
	struct ent_adapt_values *values; /* in the arena; NULL until they are needed */
} ent_adapt_query;

/* From m->found and m->edits: sets m->adapted, m->substitutions and m->stale, in the
 * arena; "" and none when there is nothing to put in or the result is not certain.  The
 * query's values stay in the arena of the first call. */
ent_status ent_adapt(ent_match *m,
		     ent_adapt_query *query,
		     ent_arena *arena,
		     ent_error *err);

#endif
