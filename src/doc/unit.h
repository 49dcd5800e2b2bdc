/* SPDX-License-Identifier: Apache-2.0 */
/* doc/unit.h - what any layer may do with a unit. */
#ifndef ENT_DOC_UNIT_H
#define ENT_DOC_UNIT_H

#include "entente/arena.h"
#include "entente/unit.h"

/* A copy of all that a unit points at, in the arena. */
ent_status ent_unit_copy(ent_unit *out,
			 const ent_unit *unit,
			 ent_arena *arena,
			 ent_error *err);

#endif
