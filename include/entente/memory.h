/* SPDX-License-Identifier: Apache-2.0 */
/* entente/memory.h - a translation memory: one SQLite file, NAME.entente.
 *
 * A handle is for one thread; several handles and processes may read one file
 * while one writes.  Every change is one transaction: whole or not at all.
 */
#ifndef ENTENTE_MEMORY_H
#define ENTENTE_MEMORY_H

#include "entente/align.h"
#include "entente/arena.h"
#include "entente/document.h"
#include "entente/error.h"
#include "entente/filter.h"
#include "entente/progress.h"
#include "entente/read.h"
#include "entente/records.h"
#include "entente/unit.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_memory ent_memory;

/* The caller owns *out.  ENT_ENOTFOUND for a missing file, unless the mode creates it.
 * ENT_EFORMAT for a file that is not a memory, which is left as it was, for a memory of
 * a newer version, and for one of an older version that is opened for reading; opened
 * for writing, it is upgraded, or left as it was when that fails. */
ent_status ent_memory_open(ent_memory **out,
			   const char *path,
			   ent_open_mode mode,
			   ent_error *err);
void ent_memory_close(ent_memory *memory); /* NULL is allowed */
/* Closes after a failure: a file that the opening created and in which nothing was
 * stored is removed.  NULL is allowed. */
void ent_memory_discard(ent_memory *memory);
/* Whether the memory's file was deleted or replaced by another one since it was opened;
 * what is stored from then on is lost with it. */
bool ent_memory_is_replaced(ent_memory *memory);

/* ---- aligned documents ------------------------------------------------- */

typedef enum ent_change { ENT_ADDED, ENT_UNCHANGED, ENT_REPLACED } ent_change;

/* Whether this version of the program stored this pair of files with these contents. */
ent_status ent_memory_has_pair(bool *out,
			       ent_memory *memory,
			       const ent_document *source,
			       const ent_document *target,
			       ent_error *err);

/* Stores both documents, their segments, the beads and, unless pair->without_units, a
 * unit for each bead that has both sides.  A pair stored before under the same two
 * names is replaced, with its units, unless this version of the program stored it
 * with the same contents and options.  Of several versions of one release the newest
 * stays.  ENT_EINVAL for a document without a language. */
ent_status ent_memory_add_pair(ent_change *out,
			       ent_memory *memory,
			       const ent_aligned_pair *pair,
			       ent_error *err);

/* A state of a release that another one replaced. */
typedef struct ent_past {
	ent_str source, target; /* names of its documents */
	ent_str date;           /* of the release; "" if unknown */
	ent_str reason;         /* "changed", "newer version", "merged", ... */
	ent_str newer; /* name of the source that replaced it; "" if none did */
	ent_str units; /* as JSON: [["source","target"], ...] */
	ent_str source_lang, target_lang; /* "" where an older program did not say */
} ent_past;

typedef ent_status (*ent_past_fn)(void *data, const ent_past *what, ent_error *err);

/* Sends what was replaced, in the order in which that happened; what one points at
 * lives during the call. */
ent_status ent_memory_history(ent_memory *memory,
			      ent_past_fn fn,
			      void *data,
			      ent_error *err);

/* Groups what is done until _commit into one transaction, for speed.  After an error in
 * the group, or with _rollback, nothing of it stays.  ENT_EINVAL for a group within a
 * group, and for a commit without one or after an error. */
ent_status ent_memory_begin(ent_memory *memory, ent_error *err);
ent_status ent_memory_commit(ent_memory *memory, ent_error *err);
void ent_memory_rollback(ent_memory *memory);

/* ---- import and export -------------------------------------------------- */

typedef struct ent_import_result {
	const char *format;  /* static name; NULL when it was not found out */
	uint64_t units;      /* pairs of the two languages read */
	uint64_t stored;     /* of them new */
	uint64_t duplicates; /* of them stored before */
	uint64_t differing;  /* of the new ones: an earlier one looks like the same unit
			      * with another text, each reported */
	uint64_t several;    /* of the new ones: several earlier ones do, each reported;
			      * none is replaced */
	uint64_t updated;    /* replaced an earlier one (the option update) */
	uint64_t refused;    /* units not stored, each reported */
} ent_import_result;

/* Reads a file of units, as ent_read_units() does, into the memory, as one transaction.
 * opt may be NULL.  *out is filled on failure too, with what was read until then;
 * nothing of it is stored. */
ent_status ent_memory_import(ent_import_result *out,
			     ent_memory *memory,
			     const char *path,
			     const ent_units_options *opt,
			     ent_error *err);

/* Sends the units that pass the filter (NULL for the units of the main pair of
 * languages), in the order in which they were stored. */
ent_status ent_memory_each(ent_memory *memory,
			   const ent_filter *filter,
			   ent_unit_fn fn,
			   void *data,
			   ent_error *err);

/* Stores one unit of a person or program in a transaction of its own, or in the one
 * that is open.  Languages are put in normal form.  *added: false when an equal unit
 * is stored already; *id is then its number.  ENT_EINVAL for an empty side or languages
 * that are wrong or equal. */
ent_status ent_memory_add_unit(uint64_t *id,
			       bool *added,
			       ent_memory *memory,
			       const ent_unit *unit,
			       ent_error *err);

/* Two languages between which the memory has units. */
typedef struct ent_language_pair {
	ent_str from, to; /* as they were stored, with regions */
	uint64_t units;
} ent_language_pair;

/* The pairs with units, the largest first, in the arena; reads the index of units. */
ent_status ent_memory_language_pairs(const ent_language_pair **out,
				     uint32_t *count,
				     ent_memory *memory,
				     ent_arena *arena,
				     ent_error *err);

/* Announces that many searches will follow: what they share is then read by the first
 * one, not after several.  Holds until the memory changes. */
void ent_memory_expect_searches(ent_memory *memory);

/* A number that changes with each commit of another handle or process. */
ent_status ent_memory_version(int64_t *out, ent_memory *memory, ent_error *err);

/* The memory's main pair of languages, the one with most units: *from and *to live in
 * the arena; both "" for an empty memory. */
ent_status ent_memory_languages(ent_str *from,
				ent_str *to,
				ent_memory *memory,
				ent_arena *arena,
				ent_error *err);

/* Whether the memory has a text in a language, in any region; the code may be written
 * in any way. */
ent_status ent_memory_has_language(bool *out,
				   ent_memory *memory,
				   ent_str lang,
				   ent_error *err);

/* ---- upkeep ---------------------------------------------------------------- */

/* Counts the rows of the memory; reads every unit. */
ent_status ent_memory_stats(ent_stats *out, ent_memory *memory, ent_error *err);

/* The runs that brought or changed units, oldest first, in the arena, without those
 * that were undone.  A filter with `import` set chooses the units of one run: to
 * export them, or to undo it by deleting them. */
ent_status ent_memory_runs(const ent_memory_run **out,
			   uint32_t *count,
			   ent_memory *memory,
			   ent_arena *arena,
			   ent_error *err);

typedef enum ent_quality_kind {
	ENT_QUALITY_NUMBERS,      /* the numbers of the two sides differ */
	ENT_QUALITY_UNTRANSLATED, /* both sides are equal */
	ENT_QUALITY_LANGUAGE,     /* a side is in another language */
	ENT_QUALITY_VARIANTS,     /* the source has other translations too */
} ent_quality_kind;

/* "numbers", "untranslated", "language", "variants"; "unknown" for none of them.
 * Static. */
const char *ent_quality_kind_name(ent_quality_kind kind);

/* Something about a unit that deserves a look. */
typedef struct ent_quality {
	ent_quality_kind kind;
	uint64_t unit;
	const ent_unit *found; /* lives during the call */
	ent_str detail;        /* one line, in the language of the process; lives during
				* the call */
} ent_quality;
typedef ent_status (*ent_quality_fn)(void *data,
				     const ent_quality *what,
				     ent_error *err);

/* Looks at the units that pass the filter (NULL for all).  *found counts all
 * findings; the filter's limit is that of those sent. */
ent_status ent_memory_quality(uint64_t *found,
			      ent_memory *memory,
			      const ent_filter *filter,
			      ent_quality_fn fn,
			      void *data,
			      ent_error *err);

/* Calls fn with one line for each inconsistency; *found counts them.  With repair, what
 * can be rebuilt from other rows is rebuilt, in one transaction; the memory was opened
 * with ENT_OPEN_REPAIR, and a memory of an older version is upgraded in it. */
ent_status ent_memory_check(uint64_t *found,
			    ent_memory *memory,
			    bool repair,
			    void (*fn)(void *data, const char *what),
			    void *data,
			    ent_error *err);

/* Adds everything of another memory, which is read only, in one transaction; *added
 * counts new units. */
ent_status ent_memory_merge(uint64_t *added,
			    ent_memory *memory,
			    const char *other,
			    const ent_progress *progress,
			    ent_error *err);

/* Of units with equal texts in one document the oldest stays; *removed counts
 * the others. */
ent_status ent_memory_dedupe(uint64_t *removed, ent_memory *memory, ent_error *err);

typedef struct ent_delete_options {
	bool dry_run; /* delete nothing */
	bool purge;   /* also remove every trace from the file: ent_memory_compact() */
	ent_str who;  /* for the history; "" if unknown */
	ent_numbered_unit_fn each; /* gets each unit before anything is deleted; NULL */
	void *data;
} ent_delete_options;

#define ENT_DELETE_OPTIONS_DEFAULT ((ent_delete_options){ .dry_run = false })

typedef struct ent_delete_result {
	uint64_t units;
	uint32_t pairs; /* of documents without a unit left, which were removed */
	/* when a run is undone: */
	uint64_t restored; /* units as they were before an update */
	uint64_t kept;     /* units that stay: a later import or merge had them too */
} ent_delete_result;

/* Deletes the units that pass the filter (NULL for all), texts that no unit uses, and
 * pairs of documents whose last units these were; a batch skips such pairs from then
 * on.  Without a language in the filter: units of all languages.  With filter.unit
 * one unit, which ent_memory_undo() restores; ENT_ENOTFOUND when there is none.  With
 * filter.import alone everything that the run brought, and the run itself; what a later
 * import or merge had too stays and is that one's from then on.  opt may be NULL.
 * ENT_EINVAL for a dry run or a purge within a group. */
ent_status ent_memory_delete(ent_delete_result *out,
			     ent_memory *memory,
			     const ent_filter *filter,
			     const ent_delete_options *opt,
			     ent_error *err);

/* Rebuilds the file without what was deleted: no byte of it stays, neither in free
 * pages nor in the rows that could undo a deletion.  ENT_EBUSY while another
 * connection is open, ENT_EINVAL within a group. */
ent_status ent_memory_compact(ent_memory *memory,
			      const ent_progress *progress,
			      ent_error *err);

/* A correction of a unit; a side with .p NULL stays as it is. */
typedef struct ent_unit_edit {
	uint64_t unit;
	ent_str source, target;
	uint32_t line; /* of the input, for errors; 0 for none */
} ent_unit_edit;

/* Corrects units, in one transaction; *changed counts those whose texts differed.
 * Several edits of a unit are one; ENT_EINVAL when they give a side different texts.  A
 * corrected side loses its inline codes.  A correction of an aligned unit outlives
 * the next alignments of its documents.  ENT_ENOTFOUND when a unit is missing,
 * ENT_EINVAL for an empty text. */
ent_status ent_memory_edit(uint64_t *changed,
			   ent_memory *memory,
			   const ent_unit_edit *edits,
			   size_t n,
			   ent_str who,
			   ent_error *err);

/* A unit by its number, in the arena.  ENT_ENOTFOUND when there is none. */
ent_status ent_memory_unit(ent_unit *out,
			   ent_memory *memory,
			   uint64_t number,
			   ent_arena *arena,
			   ent_error *err);

/* A unit that was edited, or deleted by its number or a clean-up. */
typedef struct ent_unit_change {
	uint64_t run; /* for ent_memory_undo() */
	uint64_t unit;
	bool deleted;
	const ent_unit *was;
	ent_str source, target;  /* texts after an edit */
	ent_str who, at, undone; /* undone: when; "" if it was not */
} ent_unit_change;
typedef ent_status (*ent_unit_change_fn)(void *data,
					 const ent_unit_change *change,
					 ent_error *err);

/* Sends the changes in their order; what one points at lives during the call. */
ent_status ent_memory_changes(ent_memory *memory,
			      ent_unit_change_fn fn,
			      void *data,
			      ent_error *err);

/* Undoes a run: what an import, merge or batch brought is deleted, what an edit,
 * deletion or clean-up changed is restored.  ENT_ENOTFOUND when there is no such run,
 * nothing to undo, or a later change to undo first. */
ent_status ent_memory_undo(ent_delete_result *out,
			   ent_memory *memory,
			   uint64_t run,
			   ent_error *err);

/* Writes a consistent copy while others read and write; ENT_EIO when path exists. */
ent_status ent_memory_backup(ent_memory *memory,
			     const char *path,
			     const ent_progress *progress,
			     ent_error *err);

#ifdef __cplusplus
}
#endif

#endif
