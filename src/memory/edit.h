/* SPDX-License-Identifier: Apache-2.0 */
/* edit.h - changes of single units, as parts of a change that is open. */
#ifndef ENT_MEMORY_EDIT_H
#define ENT_MEMORY_EDIT_H

#include "memory/handle.h"

/* Gives a unit other texts and markup (sides[0] is the source; languages and extras are
 * ignored), and logs what it was in the run that has begun.  *changed: whether anything
 * differs.  ENT_ENOTFOUND.  ent_memory_remove_marked() must follow. */
ent_status ent_memory_rewrite_unit(bool *changed,
				   ent_memory *memory,
				   uint64_t number,
				   const ent_unit_side sides[2],
				   ent_str who,
				   ent_arena *arena,
				   ent_error *err);

/* Before a unit is deleted by its number: if it is of aligned documents their next
 * alignment leaves it out. */
ent_status ent_memory_reject_unit(ent_memory *memory,
				  uint64_t unit,
				  ent_str who,
				  ent_arena *arena,
				  ent_error *err);

/* Takes the changes of a run back, the last first; *units counts them. */
ent_status ent_memory_undo_changes(uint64_t *units,
				   ent_memory *memory,
				   uint64_t run,
				   ent_error *err);

#endif
