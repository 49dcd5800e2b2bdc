/* SPDX-License-Identifier: Apache-2.0 */
/* edit.h - changes of single units, as parts of a change that is open. */
#ifndef ENT_MEMORY_EDIT_H
#define ENT_MEMORY_EDIT_H

#include "entente/review.h"
#include "memory/handle.h"

/* A unit and its keys, in the arena; ENT_ENOTFOUND. */
ent_status ent_edit_load_unit(ent_unit *unit,
			      ent_unit_keys *keys,
			      ent_memory *memory,
			      uint64_t number,
			      ent_arena *arena,
			      ent_error *err);

/* The edits in their order, those of one unit as one, in the arena.  ENT_EINVAL with
 * the line when two give a side different texts. */
ent_status ent_edit_merge(const ent_unit_edit **out,
			  size_t *count,
			  const ent_unit_edit *edits,
			  size_t n,
			  ent_arena *arena,
			  ent_error *err);

/* Gives a unit the texts and markup of another, and sets its keys. */
ent_status ent_edit_store_unit(ent_memory *memory,
			       uint64_t number,
			       const ent_unit *unit,
			       ent_unit_keys *keys,
			       ent_error *err);

/* The verdict of a bead, as a decision of the review (memory/review.c). */
ent_status ent_edit_decide(ent_memory *memory,
			   const ent_stored_pair *pair,
			   const ent_bead *bead,
			   ent_verdict verdict,
			   ent_str who,
			   ent_arena *arena,
			   ent_error *err);

/* A unit of aligned documents: what a person wrote instead of the texts of its bead is
 * kept for the next alignment, and the bead is accepted. */
ent_status ent_edit_correct_bead(ent_memory *memory,
				 uint64_t unit,
				 const ent_unit *was,
				 const ent_unit *now,
				 ent_str who,
				 ent_arena *arena,
				 ent_error *err);

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
