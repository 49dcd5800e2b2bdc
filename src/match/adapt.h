/* SPDX-License-Identifier: Apache-2.0 */
/* adapt.h - put a query's values and names into a match's target. */
#ifndef ENT_MATCH_ADAPT_H
#define ENT_MATCH_ADAPT_H

#include "entente/arena.h"
#include "entente/error.h"
#include "entente/match.h"

/* From m->found and m->edits: sets m->adapted, m->substitutions and m->stale, in the
 * arena; "" and none when there is nothing to put in or it is not sure. */
ent_status ent_adapt(ent_match *m, ent_str query, ent_arena *arena, ent_error *err);

#endif
