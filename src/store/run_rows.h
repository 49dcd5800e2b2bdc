/* SPDX-License-Identifier: Apache-2.0 */
/* run_rows.h - runs: what brought or changed the units of a memory, and when. */
#ifndef ENT_STORE_RUN_ROWS_H
#define ENT_STORE_RUN_ROWS_H

#include "entente/arena.h"
#include "entente/unit.h"
#include "store/document_rows.h"
#include "store/store.h"

/* ---- run.c: runs ---------------------------------------------------------------- */

/* What a run is before it has a number. */
typedef struct ent_run_row {
	ent_run_kind kind;
	ent_str source; /* file, other memory or folder */
	ent_str format; /* of the file; "" for none */
	ent_str who;    /* "" for unknown */
} ent_run_row;

/* From now on units and alignments that are added belong to this run, which gets its
 * number with the first of them, until ent_store_run_end(). */
ent_status ent_store_run_begin(ent_store *store,
			       const ent_run_row *run,
			       ent_error *err);
/* Sets the format of the file, which is known after the beginning. */
ent_status ent_store_run_format(ent_store *store, ent_str format, ent_error *err);
void ent_store_run_end(ent_store *store);

/* What ent_store_run_resume() put aside. */
typedef struct ent_run_kept {
	uint64_t id;
	bool on, fresh;
} ent_run_kept;

/* Until ent_store_run_return() what is added belongs to the run that brought an
 * alignment, if it is known. */
ent_status ent_store_run_resume(ent_run_kept *kept,
				ent_store *store,
				uint64_t alignment,
				ent_error *err);
ent_status ent_store_run_return(ent_store *store,
				const ent_run_kept *kept,
				ent_error *err);

/* The number of the run that has begun; it is added when it has none yet. */
ent_status ent_store_run_number(uint64_t *id, ent_store *store, ent_error *err);

/* ---- run_label.c ----------------------------------------------------------------- */

/* Gives the run that has begun a label. */
ent_status ent_store_run_label(ent_store *store, ent_str label, ent_error *err);
/* The runs that have a label, ascending, in the arena. */
ent_status ent_store_runs_labelled(const uint64_t **runs,
				   uint32_t *count,
				   ent_store *store,
				   ent_str label,
				   ent_arena *arena,
				   ent_error *err);
/* The label of a run, "" without, in the arena. */
ent_status ent_store_label_of_run(ent_str *out,
				  ent_store *store,
				  uint64_t run,
				  ent_arena *arena,
				  ent_error *err);
/* Sets file and label of a unit by its number, in the arena; "" of one that no import
 * brought. */
ent_status ent_store_unit_import(ent_unit *unit,
				 ent_store *store,
				 uint64_t id,
				 ent_arena *arena,
				 ent_error *err);

/* ---- run_had.c: what was there before -------------------------------------------- */

/* The run that has begun also has a unit, or an alignment, that was there. */
ent_status ent_store_run_had_unit(ent_store *store, uint64_t unit, ent_error *err);
ent_status ent_store_run_had_pair(ent_store *store, uint64_t alignment, ent_error *err);
/* Keeps that, at the end of the run.  brought: whether it brought or changed something.
 * *had: whether something is kept. */
ent_status ent_store_run_had_settle(bool *had,
				    ent_store *store,
				    bool brought,
				    ent_error *err);
/* The runs of the marked units also have the units that are equal and stay. */
ent_status ent_store_run_had_repeated(ent_store *store, ent_error *err);
/* An alignment has another number since it was made again. */
ent_status ent_store_run_had_again(ent_store *store,
				   uint64_t old,
				   uint64_t now,
				   ent_error *err);
/* ---- run_back.c: a run is taken back --------------------------------------------- */

/* Before a run is taken back: what another one had too becomes that one's.  *units
 * counts the units. */
ent_status ent_store_run_hand_over(uint64_t *units,
				   ent_store *store,
				   uint64_t run,
				   ent_error *err);
/* Finds lists of what a run had that cannot be read, or, to repair, removes them. */
ent_status ent_store_check_had(ent_store *store,
			       bool repair,
			       void (*fn)(void *data, const char *what),
			       void *data,
			       ent_error *err);
/* Units that another run has are not removed. */
ent_status ent_store_unmark_of_others(ent_store *store, uint64_t run, ent_error *err);

/* ---- run_part.c: runs of another memory ------------------------------------------ */

/* The imports of another memory whose units a merge takes: begin with .store and
 * .other, the rest zeroed, when the run of the merge has begun; release what it
 * owns. */
typedef struct ent_run_parts {
	ent_store *store, *other;
	uint64_t whole; /* the run of the merge; 0: not added yet */
	struct ent_run_part {
		uint64_t theirs, ours;
	} * list; /* owned */
	size_t n, capacity;
} ent_run_parts;

/* Until ent_store_run_part_end() what is added belongs to a run like the import that
 * brought this unit to the other memory, if one did. */
ent_status ent_store_run_part_begin(ent_run_parts *parts,
				    uint64_t unit,
				    ent_error *err);
void ent_store_run_part_end(ent_run_parts *parts);
/* Takes out what brought nothing. */
ent_status ent_store_run_parts_settle(ent_run_parts *parts, ent_error *err);
void ent_store_run_parts_release(ent_run_parts *parts);

/* ---- run.c: what there is -------------------------------------------------------- */

/* A run by its number, in the arena; ENT_ENOTFOUND when there is none, or it was
 * removed. */
ent_status ent_store_run_get(ent_memory_run *out,
			     ent_store *store,
			     uint64_t number,
			     ent_arena *arena,
			     ent_error *err);
/* Among which numbers the units of a run are; ENT_ENOTFOUND as above. */
ent_status ent_store_run_range(uint64_t range[2],
			       ent_store *store,
			       uint64_t number,
			       ent_error *err);
/* All runs in their order, in the arena. */
ent_status ent_store_runs(const ent_memory_run **out,
			  uint32_t *count,
			  ent_store *store,
			  ent_arena *arena,
			  ent_error *err);
/* The alignments that a run added, ascending, in the arena. */
ent_status ent_store_run_alignments(const uint64_t **ids,
				    uint32_t *count,
				    ent_store *store,
				    uint64_t number,
				    ent_arena *arena,
				    ent_error *err);
/* Deletes the rows of runs that brought units or alignments and have none left. */
ent_status ent_store_run_sweep(ent_store *store, ent_error *err);

/* ---- change.c: units that were edited or deleted --------------------------------- */

typedef enum ent_change_kind {
	ENT_CHANGE_EDITED = 1,
	ENT_CHANGE_DELETED = 2
} ent_change_kind;

/* Adds what a unit is now, before it is changed, to the run that has begun.  source,
 * target: its texts after an edit. */
ent_status ent_store_change_add(ent_store *store,
				ent_change_kind kind,
				uint64_t unit,
				ent_str source,
				ent_str target,
				ent_error *err);

typedef struct ent_change_row {
	uint64_t id, run, unit;
	ent_change_kind kind;
	ent_unit was;            /* as it was, but for its date of storing */
	uint64_t document;       /* its number then; 0 for none */
	uint64_t unit_run;       /* the run that had brought it; 0 for none */
	uint64_t alignment;      /* of the bead that it was of; 0 for none */
	uint32_t bead;           /* the bead's number, from 1 */
	ent_str source, target;  /* texts after an edit */
	ent_str who, at, undone; /* undone: when; "" if it was not */
} ent_change_row;
typedef ent_status (*ent_change_row_fn)(void *data,
					const ent_change_row *row,
					ent_error *err);

/* The changes of a run, the last first, or with run 0 all, the first first.  fn may
 * not change the store. */
ent_status ent_store_changes(ent_store *store,
			     uint64_t run,
			     ent_change_row_fn fn,
			     void *data,
			     ent_error *err);

/* A run is undone: units of it that were deleted before do not come back. */
ent_status ent_store_change_end_of_run(ent_store *store, uint64_t run, ent_error *err);

/* How many edits of a run were of units that are marked for removal. */
ent_status ent_store_changes_marked(uint64_t *count,
				    ent_store *store,
				    uint64_t run,
				    ent_error *err);

/* Marks a change as undone. */
ent_status ent_store_change_undone(ent_store *store, uint64_t change, ent_error *err);

/* ---- correction.c: what a person wrote instead of aligned texts ------------------ */

typedef struct ent_correction_row {
	ent_str source_document, target_document; /* names */
	ent_str source, target;                   /* the texts as aligned */
	ent_str new_source, new_target;
	ent_str who, at;
	ent_str from, to; /* languages; "" where an older program did not say */
} ent_correction_row;

/* Whether there are corrections. */
ent_status ent_store_corrected(bool *any, ent_store *store, ent_error *err);
/* The correction of aligned texts, of this pair or of another version of its release,
 * in the arena; *out is zeroed when there is none. */
ent_status ent_store_correction_find(ent_correction_row *out,
				     ent_store *store,
				     const ent_correction_row *key,
				     ent_arena *arena,
				     ent_error *err);
/* The correction whose new texts are these, in the arena; zeroed as above. */
ent_status ent_store_correction_of(ent_correction_row *out,
				   ent_store *store,
				   const ent_correction_row *key,
				   ent_arena *arena,
				   ent_error *err);
/* The one unit that has these texts by a correction of its documents; 0 when there is
 * none or more than one. */
ent_status ent_store_unit_corrected(uint64_t *unit,
				    ent_store *store,
				    ent_str source,
				    ent_str target,
				    ent_error *err);
/* Adds a correction or replaces that of the same texts; one that changes nothing is
 * removed. */
ent_status ent_store_correction_put(ent_store *store,
				    const ent_correction_row *row,
				    ent_error *err);
/* Keeps the corrections of the texts of a decision under the names of other documents
 * too. */
ent_status ent_store_corrections_inherit(ent_store *store,
					 const ent_decision_row *of,
					 ent_str source_document,
					 ent_str target_document,
					 ent_error *err);
typedef ent_status (*ent_correction_row_fn)(void *data,
					    const ent_correction_row *row,
					    ent_error *err);
/* All corrections. */
ent_status ent_store_corrections(ent_store *store,
				 ent_correction_row_fn fn,
				 void *data,
				 ent_error *err);

#endif
