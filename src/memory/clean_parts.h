/* SPDX-License-Identifier: Apache-2.0 */
/* clean_parts.h - what the files of a clean-up share. */
#ifndef ENT_MEMORY_CLEAN_PARTS_H
#define ENT_MEMORY_CLEAN_PARTS_H

#include "entente/clean.h"
#include "memory/handle.h"

/* The rules that correct texts. */
enum {
	ENT_CLEAN_TEXTS =
		ENT_CLEAN_WHITESPACE | ENT_CLEAN_CONTROLS | ENT_CLEAN_ENTITIES,
	ENT_CLEAN_REPEATS = ENT_CLEAN_DUPLICATES | ENT_CLEAN_CASE,
};

/* clean_texts.c: the texts and markup of a unit by those of the rules that correct
 * texts, in the arena; *broken: the rules that change anything.  false without
 * memory. */
bool ent_clean_texts(ent_unit_side sides[2],
		     unsigned *broken,
		     const ent_unit *unit,
		     unsigned rules,
		     ent_arena *arena);

/* clean_rules.c: the rules that a unit breaks, of those that look at one unit and
 * remove it.  Adds the reasons to why.  false without memory. */
bool ent_clean_judge(unsigned *broken,
		     ent_buf *why,
		     const ent_unit *unit,
		     unsigned rules,
		     ent_arena *arena);

/* Whether each side of a unit is in the language of the other one. */
bool ent_clean_is_swapped(const ent_unit *unit);

/* ---- clean_repeats.c: units that repeat each other ------------------------------- */

struct ent_clean_repeat {
	uint64_t key; /* a hash */
	uint64_t unit;
};

struct ent_clean_repeats {
	struct ent_clean_repeat *list; /* owned */
	size_t n, capacity;
	unsigned rule; /* ENT_CLEAN_DUPLICATES or ENT_CLEAN_CASE */
	unsigned
		texts; /* rules by which texts are corrected before they are compared */
};

/* Adds a unit; texts: its texts as they will be. */
ent_status ent_clean_repeats_add(struct ent_clean_repeats *repeats,
				 const ent_unit_row *row,
				 const ent_unit_side texts[2],
				 ent_error *err);

/* Gets a unit that repeats `other`, which stays. */
typedef ent_status (*ent_clean_repeat_fn)(void *data,
					  unsigned rule,
					  uint64_t unit,
					  uint64_t other,
					  ent_error *err);

/* Calls fn with each unit that repeats another. */
ent_status ent_clean_repeats_each(struct ent_clean_repeats *repeats,
				  ent_memory *memory,
				  ent_clean_repeat_fn fn,
				  void *data,
				  ent_error *err);

#endif
