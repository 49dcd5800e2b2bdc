/* SPDX-License-Identifier: Apache-2.0 */
/* handle.h - what the files of this folder share of a memory. */
#ifndef ENT_MEMORY_HANDLE_H
#define ENT_MEMORY_HANDLE_H

#include "doc/unit.h"
#include "entente/lexicon.h"
#include "entente/memory.h"
#include "index/index.h"
#include "store/document_rows.h"
#include "store/posting_rows.h"
#include "store/unit_rows.h"
#include "store/use_table.h"

struct ent_memory {
	ent_store *store;
	ent_index *index;
	bool grouped; /* between ent_memory_begin() and _commit() */
	bool broken;  /* a change within it failed */
	/* what the last unit needed, mostly what the next one needs */
	struct {
		ent_buf source, target; /* languages */
		uint32_t source_id, target_id, direction;
		ent_buf document, counterpart;
		uint64_t document_id;
		bool known, document_known;
		bool source_is_new; /* its text was not in the memory before */
		bool target_is_new;
	} last;
	ent_lexicon *lexicon; /* for counterpart words; NULL until asked for */
	ent_buf lexicon_for;  /* "en fr" */
	bool lexicon_known;
	bool turned; /* its sides are in the other order */
	/* with that lexicon, by whether it is turned; NULL until asked for */
	struct ent_linker *linkers[2];
	/* where that one was learned: the one that ships, and its linkers; else NULL */
	struct ent_lexicon *seed;
	struct ent_linker *seed_linkers[2];
	ent_use_table *uses; /* NULL until the units of many texts were asked for */
	/* texts, since the memory changed; UINT64_MAX: as many as it takes */
	uint64_t uses_asked;
	uint64_t *addresses; /* texts that may have an address, at a version; owned */
	size_t n_addresses;
	int64_t addresses_at;
	bool addresses_known;
};

/* Brackets a change: begins a transaction unless one is open, and commits it or
 * undoes it as status says.  Returns status, or the commit's. */
ent_status ent_change_begin(ent_memory *memory, ent_error *err);
ent_status ent_change_end(ent_memory *memory, ent_status status, ent_error *err);

/* Forgets what was remembered of rows that may be gone. */
void ent_memory_forget(ent_memory *memory);

/* add_unit.c: stores a unit and indexes its texts.  document: 0 to take the names in
 * the unit.  once: an equal unit is left as it is, *added is then false. */
ent_status ent_memory_put(uint64_t *id,
			  bool *added,
			  ent_memory *memory,
			  const ent_unit *unit,
			  uint64_t document,
			  bool once,
			  ent_error *err);

/* replace_pair.c: an aligned pair in the place of a stored one (0 for none).  has_unit:
 * which beads become units; NULL: all with both sides.  Part of a change that is
 * open. */
ent_status ent_memory_replace_pair(uint64_t *id,
				   ent_memory *memory,
				   uint64_t old,
				   const ent_aligned_pair *pair,
				   const bool *has_unit,
				   ent_error *err);

/* A text of a unit: found, or added and indexed. */
ent_status ent_memory_index_text(uint64_t *id,
				 ent_memory *memory,
				 ent_str lang,
				 ent_str text,
				 ent_error *err);

/* What a pair of documents is known by. */
ent_pair_key ent_memory_pair_key(const ent_document *source,
				 const ent_document *target);

/* A text as a row of its own, without a unit: a segment that none holds. */
ent_status ent_memory_put_text(uint64_t *id,
			       ent_memory *memory,
			       ent_str lang,
			       ent_str text,
			       ent_error *err);

/* Removes the marked units, and what nothing else needs. */
ent_status ent_memory_remove_marked(uint64_t *removed,
				    ent_memory *memory,
				    ent_error *err);

/* export.c: a filter with its languages filled in and in normal form. */
ent_status ent_filter_resolve(ent_filter *out,
			      ent_memory *memory,
			      const ent_filter *filter,
			      ent_arena *arena,
			      ent_error *err);
/* Whether a unit's languages pass a resolved filter; *reversed: with its sides
 * swapped. */
bool ent_filter_takes(bool *reversed, const ent_filter *filter, const ent_unit *unit);
/* Fills in the language that is "" from the memory's first pair. */
ent_status ent_memory_complete(ent_str *from,
			       ent_str *to,
			       ent_memory *memory,
			       ent_arena *arena,
			       ent_error *err);
void ent_unit_swap(ent_unit *unit);

#endif
