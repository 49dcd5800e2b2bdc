/* SPDX-License-Identifier: Apache-2.0 */
/* arena_join.h - one arena takes what another one holds. */
#ifndef ENT_BASE_ARENA_JOIN_H
#define ENT_BASE_ARENA_JOIN_H

#include "entente/arena.h"

/* What was allocated in `other`, by a thread of its own, lives as long as the arena
 * from now on; `other` is empty.  false when that is more than the arena's limit. */
bool ent_arena_join(ent_arena *arena, ent_arena *other);

#endif
