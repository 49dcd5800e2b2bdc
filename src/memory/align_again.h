/* SPDX-License-Identifier: Apache-2.0 */
/* align_again.h - a stored pair is aligned again, around what people decided. */
#ifndef ENT_MEMORY_ALIGN_AGAIN_H
#define ENT_MEMORY_ALIGN_AGAIN_H

#include "entente/review.h"
#include "memory/handle.h"

/* Aligns a stored pair again, with all that was decided of it as anchors.  lexicon may
 * be NULL.  What was withheld or deleted stays so, unless one of `fresh`, decisions
 * that were taken just now, accepts it.  *lost (NULL allowed): decisions that do not
 * apply.  Part of a change that is open. */
ent_status ent_memory_align_again(uint32_t *lost,
				  ent_memory *memory,
				  uint64_t alignment,
				  const ent_lexicon *lexicon,
				  uint32_t generation,
				  const ent_decision *fresh,
				  uint32_t n_fresh,
				  ent_error *err);

/* The same with the lexicon that the memory has for the languages of the pair. */
ent_status ent_memory_apply_decisions(ent_memory *memory,
				      uint64_t alignment,
				      const ent_decision *fresh,
				      uint32_t n_fresh,
				      ent_error *err);

/* Which of the beads of a pair may not become units: those whose texts a stored
 * alignment has without a unit, because a person deleted it.  NULL for none.  In the
 * arena. */
ent_status ent_memory_units_kept(const bool **has_unit,
				 ent_memory *memory,
				 uint64_t alignment,
				 const ent_aligned_pair *pair,
				 ent_arena *arena,
				 ent_error *err);

#endif
