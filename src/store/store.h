/* SPDX-License-Identifier: Apache-2.0 */
/* store.h - the tables of a memory as plain calls; SQLite stays behind them.
 *
 * Nothing here knows what a score is.  Texts handed out are lent until the next
 * call on the same store, unless a function says otherwise.  Numbers of rows
 * start at 1; 0 means none.
 */
#ifndef ENT_STORE_STORE_H
#define ENT_STORE_STORE_H

#include "entente/arena.h"
#include "entente/bead.h"
#include "entente/document.h"
#include "entente/error.h"
#include "entente/filter.h"
#include "entente/progress.h"
#include "entente/records.h"
#include "entente/unit.h"

typedef struct ent_store ent_store;

/* ---- open.c: the file and its transactions -------------------------------- */

ent_status ent_store_open(ent_store **out,
			  const char *path,
			  ent_open_mode mode,
			  ent_error *err);
void ent_store_close(ent_store *store); /* NULL is allowed; undoes what is open */

/* A write transaction; ENT_EBUSY when another writer keeps the file. */
ent_status ent_store_begin(ent_store *store, ent_error *err);
ent_status ent_store_commit(ent_store *store, ent_error *err);
void ent_store_rollback(ent_store *store);

/* bulk.c: what is added to a memory without texts until _end goes in faster; of
 * use for many units in the transaction that is open.  *empty: whether the memory
 * has no texts; when it has, nothing happens. */
ent_status ent_store_bulk_begin(bool *empty, ent_store *store, ent_error *err);
/* All texts and units are there: indexes over rows are made, while the caller may add
 * keys and postings. */
ent_status ent_store_bulk_indexes(ent_store *store, ent_error *err);
ent_status ent_store_bulk_end(ent_store *store, ent_error *err);

/* Between a call with on and one without, outside of transactions: a change writes
 * the file itself and keeps what was there in a journal, instead of a log.  For
 * filling an empty memory, which then is written once and not twice.  Nothing
 * changes while another connection is open. */
void ent_store_unlogged(ent_store *store, bool on);

/* One state of the file for several reads; nests, also inside a writer. */
ent_status ent_store_read_begin(ent_store *store, ent_error *err);
void ent_store_read_end(ent_store *store);

/* Changes when another connection has committed. */
ent_status ent_store_version(int64_t *out, ent_store *store, ent_error *err);

/* ---- text.c: texts, one row for each text and language --------------------- */

ent_status ent_store_language(uint32_t *id,
			      ent_store *store,
			      ent_str code,
			      bool make,
			      ent_error *err);

/* "" when there is no such language or no room. */
ent_status ent_store_language_code(char *out,
				   size_t size,
				   ent_store *store,
				   uint32_t id,
				   ent_error *err);

/* 0 when it is not there.  *searched (NULL allowed): whether the text is in the
 * indexes. */
ent_status ent_store_text_find(uint64_t *id,
			       bool *searched,
			       ent_store *store,
			       uint32_t language,
			       ent_str text,
			       ent_error *err);

/* Finds or adds. *searched: whether the text is in the indexes already. */
ent_status ent_store_text_intern(uint64_t *id,
				 bool *searched,
				 ent_store *store,
				 uint32_t language,
				 ent_str text,
				 ent_error *err);

/* Adds a text that is not there, with its weight. */
ent_status ent_store_text_add(uint64_t *id,
			      ent_store *store,
			      uint32_t language,
			      ent_str text,
			      int64_t weight,
			      ent_error *err);

/* weight: what the searching side wants to remember of a text that is in its
 * indexes, 0 or more; -1 for a text that is not. */
ent_status ent_store_text_mark(ent_store *store,
			       uint64_t id,
			       int64_t weight,
			       ent_error *err);

/* Its language's number; 0 when there is no such text. */
ent_status ent_store_text_language(uint32_t *language,
				   ent_store *store,
				   uint64_t id,
				   ent_error *err);

/* ENT_ECORRUPT when there is no such text.  weight: NULL, or gets its weight, 0 when it
 * is not searched. */
ent_status ent_store_text_get(ent_str *text,
			      uint32_t *weight,
			      ent_store *store,
			      uint64_t id,
			      ent_error *err);

typedef struct ent_text_row {
	uint64_t id;
	uint32_t language;
	int64_t weight; /* -1 when not indexed */
	ent_str text;
} ent_text_row;
typedef ent_status (*ent_text_fn)(void *data, const ent_text_row *row, ent_error *err);

/* The indexed texts of a language (0: all texts, indexed or not), by number. */
ent_status ent_store_text_each(ent_store *store,
			       uint32_t language,
			       ent_text_fn fn,
			       void *data,
			       ent_error *err);

/* The largest number of a text. */
ent_status ent_store_text_last(uint64_t *id, ent_store *store, ent_error *err);

/* ---- unit.c: units ------------------------------------------------------------ */

/* The two languages of a unit, with regions. */
typedef struct ent_direction {
	uint32_t id;
	uint64_t units; /* 0 but for ent_store_direction_sizes() */
	ent_str source, target;
} ent_direction;

ent_status ent_store_direction(uint32_t *id,
			       ent_store *store,
			       ent_str source,
			       ent_str target,
			       ent_error *err);
/* All of them, in the arena. */
ent_status ent_store_directions(ent_direction **out,
				uint32_t *count,
				ent_store *store,
				ent_arena *arena,
				ent_error *err);

/* Counts the units of each; reads all units. */
ent_status ent_store_direction_sizes(ent_direction *all,
				     uint32_t count,
				     ent_store *store,
				     ent_error *err);

typedef struct ent_unit_keys {
	uint64_t source, target; /* texts */
	uint64_t document;       /* 0 for none */
	uint32_t direction;
} ent_unit_keys;

/* Adds a unit; with `once` only if no equal one is there (*id is then its
 * number and *added false).  Equal: texts, languages, document, place and all
 * that is kept verbatim. */
ent_status ent_store_unit_add(uint64_t *id,
			      bool *added,
			      ent_store *store,
			      const ent_unit *unit,
			      const ent_unit_keys *keys,
			      bool once,
			      ent_error *err);

typedef struct ent_unit_row {
	uint64_t id;
	ent_unit_keys keys;
	ent_unit unit;
} ent_unit_row;
typedef ent_status (*ent_unit_row_fn)(void *data,
				      const ent_unit_row *row,
				      ent_error *err);

/* One unit; its strings are lent until ent_store_unit_end(). */
ent_status ent_store_unit_get(ent_unit_row *row,
			      ent_store *store,
			      uint64_t id,
			      ent_error *err);
void ent_store_unit_end(ent_store *store);

/* The markup of one side of a unit, "" without; lent until the next
 * call of this function. */
ent_status ent_store_unit_markup(ent_str *markup,
				 ent_store *store,
				 uint64_t unit,
				 bool target,
				 ent_error *err);

/* Units in the order of storing that pass dates, document and confidence of the
 * filter (its languages and limit are the caller's). */
ent_status ent_store_unit_each(ent_store *store,
			       const ent_filter *filter,
			       ent_unit_row_fn fn,
			       void *data,
			       ent_error *err);

/* The largest number of a unit. */
ent_status ent_store_unit_last(uint64_t *id, ent_store *store, ent_error *err);

/* Notes an import whose units have the numbers first..last. */
ent_status ent_store_import_add(ent_store *store,
				ent_str file,
				ent_str format,
				uint64_t first,
				uint64_t last,
				ent_error *err);
/* ENT_ENOTFOUND when there is no such import. */
ent_status ent_store_import_range(uint64_t range[2],
				  ent_store *store,
				  uint64_t number,
				  ent_error *err);
ent_status ent_store_imports(const ent_import **out,
			     uint32_t *count,
			     ent_store *store,
			     ent_arena *arena,
			     ent_error *err);

/* One unit that uses a text, as a search wants it. */
typedef struct ent_use {
	uint64_t unit, document;
	uint64_t other; /* the text on its other side */
	uint32_t direction;
	float confidence;
	bool as_target; /* the text is its target */
	ent_str date, origin;
} ent_use;
/* fn returns false to stop. */
typedef bool (*ent_use_fn)(void *data, const ent_use *use);

/* Units that use a text as their source (or target), newest first.  lean: only unit,
 * side and date are filled in, from an index alone, which is twice as fast. */
ent_status ent_store_uses(ent_store *store,
			  uint64_t text,
			  bool as_target,
			  bool lean,
			  ent_use_fn fn,
			  void *data,
			  ent_error *err);

/* Names of the documents of the units with these two texts, newest unit first, each
 * once, at most max; in the arena. */
ent_status ent_store_documents_with(const ent_str **out,
				    uint32_t *count,
				    ent_store *store,
				    const uint64_t texts[2],
				    uint32_t max,
				    ent_arena *arena,
				    ent_error *err);

/* The unit before or behind in the same document; 0 at its ends. */
ent_status ent_store_unit_neighbour(uint64_t *id,
				    ent_store *store,
				    uint64_t unit,
				    uint64_t document,
				    bool behind,
				    ent_error *err);

/* ---- remove.c: what goes ------------------------------------------------------- */

/* Marks units to go; ent_store_doomed_run() takes them out, calls fn for each
 * text that was indexed and has no unit left, then drops what nothing needs. */
ent_status ent_store_doom(ent_store *store, uint64_t unit, ent_error *err);
ent_status ent_store_doom_repeated(ent_store *store, ent_error *err);
ent_status ent_store_doom_alignment(ent_store *store,
				    uint64_t alignment,
				    ent_error *err);
ent_status ent_store_doomed_run(uint64_t *removed,
				ent_store *store,
				ent_text_fn fn,
				void *data,
				ent_error *err);

/* ---- document.c: documents, segments, beads -------------------------------------- */

/* The oldest document of that name whose counterpart has that name ("" for
 * none); made, as names alone, when there is none. */
ent_status ent_store_document_named(uint64_t *id,
				    ent_store *store,
				    ent_str name,
				    ent_str counterpart,
				    ent_error *err);

/* The numbers of the documents of that name, or whose name the glob fits;
 * ascending, in the arena. */
ent_status ent_store_documents_of(const uint64_t **ids,
				  uint32_t *count,
				  ent_store *store,
				  ent_str name,
				  bool glob,
				  ent_arena *arena,
				  ent_error *err);

/* "" when there is no such document; in the arena. */
ent_status ent_store_document_name(ent_str *out,
				   ent_store *store,
				   uint64_t id,
				   ent_arena *arena,
				   ent_error *err);

typedef struct ent_alignment_row {
	uint64_t id; /* 0 when not stored */
	uint64_t source_hash, target_hash;
	bool current; /* stored by this version of the program */
	bool retired; /* not stored: the hashes are those of an older version */
} ent_alignment_row;

ent_status ent_store_alignment_find(ent_alignment_row *out,
				    ent_store *store,
				    ent_str source,
				    ent_str target,
				    ent_error *err);
/* Stores both documents and their alignment; *document is the source's. */
ent_status ent_store_alignment_add(uint64_t *id,
				   uint64_t documents[2],
				   ent_store *store,
				   const ent_aligned_pair *pair,
				   ent_error *err);
ent_status ent_store_segment_add(ent_store *store,
				 uint64_t document,
				 uint32_t number,
				 uint64_t text,
				 const ent_segment *segment,
				 ent_error *err);
ent_status ent_store_bead_add(ent_store *store,
			      uint64_t alignment,
			      uint32_t number,
			      const ent_bead *bead,
			      uint64_t unit,
			      ent_error *err);

/* ---- alignment.c: pairs of documents as wholes, and what became of them --------- */

/* A pair of documents that is stored. */
typedef struct ent_pair_row {
	uint64_t alignment;
	ent_str source, target; /* names */
} ent_pair_row;
typedef ent_status (*ent_pair_row_fn)(void *data,
				      const ent_pair_row *row,
				      ent_error *err);

/* The pairs that came from one place, by number.  fn may not change the store. */
ent_status ent_store_pairs_from(ent_store *store,
				ent_str origin,
				ent_pair_row_fn fn,
				void *data,
				ent_error *err);

typedef struct ent_known_pair {
	ent_str source, target; /* names */
	uint64_t source_hash, target_hash;
} ent_known_pair;
typedef ent_status (*ent_known_pair_fn)(void *data,
					const ent_known_pair *row,
					ent_error *err);

/* The pairs whose source is named within first..last, by name. */
ent_status ent_store_known_pairs(ent_store *store,
				 ent_str first,
				 ent_str last,
				 ent_known_pair_fn fn,
				 void *data,
				 ent_error *err);

/* A stored pair as it was given to ent_store_alignment_add(), its segments aside. */
typedef struct ent_stored_pair {
	uint64_t alignment, documents[2];
	ent_document source, target; /* without paragraphs and alternates */
	ent_str version, origin;
	uint32_t learned;
	float confidence;
} ent_stored_pair;

/* Lives in the arena.  ENT_ENOTFOUND. */
ent_status ent_store_pair_load(ent_stored_pair *out,
			       ent_store *store,
			       uint64_t alignment,
			       ent_arena *arena,
			       ent_error *err);
/* The segments first..first+count-1 (0-based) of a document, as many as there
 * are; *n: how many.  In the arena. */
ent_status ent_store_segments_load(const ent_segment **out,
				   uint32_t *n,
				   ent_store *store,
				   uint64_t document,
				   uint32_t first,
				   uint32_t count,
				   ent_arena *arena,
				   ent_error *err);
ent_status ent_store_alignment_version(ent_store *store,
				       uint64_t alignment,
				       ent_str version,
				       ent_error *err);

typedef struct ent_bead_row {
	uint64_t alignment;
	uint32_t number;
	ent_bead bead;
	uint64_t chars; /* of its segments on both sides */
} ent_bead_row;

/* Beads below a confidence, of documents whose source's name fits the glob (""
 * for any), in order of alignments and beads. */
ent_status ent_store_doubtful(ent_store *store,
			      float below,
			      ent_str glob,
			      ent_status (*fn)(void *data,
					       const ent_bead_row *row,
					       ent_error *err),
			      void *data,
			      ent_error *err);

/* All beads of an alignment, and whether each has a unit, in the arena. */
ent_status ent_store_beads_load(const ent_bead **out,
				const bool **has_unit,
				uint32_t *n,
				ent_store *store,
				uint64_t alignment,
				ent_arena *arena,
				ent_error *err);

/* The alignment that a unit belongs to; 0 for none. */
ent_status ent_store_unit_alignment(uint64_t *alignment,
				    ent_store *store,
				    uint64_t unit,
				    ent_error *err);

/* The alignment behind another (0: the first); 0 for none. */
ent_status ent_store_alignment_next(uint64_t *id,
				    ent_store *store,
				    uint64_t behind,
				    ent_error *err);

/* What the versions of an alignment's release have in common (memory/versions.h). */
ent_status ent_store_alignment_release(ent_store *store,
				       uint64_t alignment,
				       ent_str key,
				       ent_error *err);
/* The other alignments with the same, ascending, in the arena. */
ent_status ent_store_same_release(const uint64_t **ids,
				  uint32_t *count,
				  ent_store *store,
				  uint64_t alignment,
				  ent_arena *arena,
				  ent_error *err);

/* Numbers of the alignments that used an older lexicon, ascending, in the arena. */
ent_status ent_store_alignments_behind(const uint64_t **ids,
				       uint32_t *count,
				       ent_store *store,
				       uint32_t learned,
				       ent_str source,
				       ent_str target,
				       ent_arena *arena,
				       ent_error *err);

typedef struct ent_decision_row {
	uint64_t id;
	ent_str source_document, target_document;
	ent_str source, target; /* texts of the segments, a line each; "" for none */
	uint32_t source_at, target_at; /* index of the first one when it was decided */
	int verdict;                   /* ent_verdict */
	ent_str who, at, note;
} ent_decision_row;

/* An equal one is not stored twice; *added says so. */
ent_status ent_store_decision_add(bool *added,
				  ent_store *store,
				  const ent_decision_row *row,
				  ent_error *err);
ent_status ent_store_decided(bool *any, ent_store *store, ent_error *err);
/* Those of one pair of documents, latest first, in the arena. */
ent_status ent_store_decisions_of(const ent_decision_row **out,
				  uint32_t *count,
				  ent_store *store,
				  ent_str source_document,
				  ent_str target_document,
				  ent_arena *arena,
				  ent_error *err);
/* All, in the order of storing. */
ent_status ent_store_decisions(ent_store *store,
			       ent_status (*fn)(void *data,
						const ent_decision_row *row,
						ent_error *err),
			       void *data,
			       ent_error *err);

/* The lexicon of a direction as it was learned last; generation 0 when there is
 * none.  bytes: in the arena. */
typedef struct ent_lexicon_row {
	uint32_t generation;
	int64_t state; /* of what it was learned */
	ent_str bytes;
} ent_lexicon_row;
ent_status ent_store_lexicon_get(ent_lexicon_row *out,
				 ent_store *store,
				 ent_str source,
				 ent_str target,
				 ent_arena *arena,
				 ent_error *err);
/* A number that differs when the units or decisions do, and how many units have
 * at least this confidence. */
ent_status ent_store_state(int64_t *state,
			   uint64_t *units,
			   ent_store *store,
			   float min_confidence,
			   ent_error *err);
ent_status ent_store_lexicon_put(ent_store *store,
				 ent_str source,
				 ent_str target,
				 const ent_lexicon_row *row,
				 ent_error *err);

/* Notes an alignment that is about to go, with its units. */
ent_status ent_store_history_add(ent_store *store,
				 uint64_t alignment,
				 ent_str reason,
				 ent_str replaced_by,
				 ent_error *err);

/* The reason of an entry whose release has a newer version under another name. */
#define ENT_NEWER_VERSION "newer version"

/* Whether these contents of a pair are in the history for that reason. */
ent_status ent_store_superseded(bool *out,
				ent_store *store,
				ent_str source,
				ent_str target,
				ent_alignment_row *row,
				ent_error *err);

typedef struct ent_history_row {
	ent_str source, target; /* names */
	uint64_t source_hash, target_hash;
	ent_str date, reason, replaced_by;
	ent_str units; /* JSON: [[source, target], ...] */
} ent_history_row;
ent_status ent_store_history_put(ent_store *store,
				 const ent_history_row *row,
				 ent_error *err);
/* What ent_store_history_add() would note of an alignment, in the arena. */
ent_status ent_store_history_of(ent_history_row *out,
				ent_store *store,
				uint64_t alignment,
				ent_str reason,
				ent_str replaced_by,
				ent_arena *arena,
				ent_error *err);
/* All of it, in the order in which it came to be. */
ent_status ent_store_history_each(ent_store *store,
				  ent_status (*fn)(void *data,
						   const ent_history_row *row,
						   ent_error *err),
				  void *data,
				  ent_error *err);

/* ---- posting.c: the index of the fuzzy search, opaque here --------------------------
 */

/* A key of the index.  Its number is never 0. */
typedef struct ent_key_row {
	uint32_t id, frequency; /* frequency: of the texts that have it */
	uint32_t language;
} ent_key_row;

ent_status ent_store_key_find(ent_key_row *out,
			      ent_store *store,
			      uint32_t language,
			      ent_str form,
			      ent_error *err);
ent_status ent_store_key_add(uint32_t *id,
			     ent_store *store,
			     uint32_t language,
			     ent_str form,
			     ent_error *err);
ent_status ent_store_key_count(ent_store *store,
			       uint32_t key,
			       int64_t change,
			       ent_error *err);

/* Between ent_store_bulk_begin() and ent_store_bulk_end(), when the table is empty:
 * adds a key with a number of the caller's; they can be read after
 * ent_store_keys_written(). */
ent_status ent_store_key_put(ent_store *store,
			     const ent_key_row *row,
			     ent_str form,
			     ent_error *err);
ent_status ent_store_keys_written(ent_store *store, ent_error *err);

typedef ent_status (*ent_key_fn)(void *data,
				 const ent_key_row *row,
				 ent_str form,
				 ent_error *err);

/* All keys, by number. */
ent_status ent_store_key_each(ent_store *store,
			      ent_key_fn fn,
			      void *data,
			      ent_error *err);

/* The keys of a language whose form begins so. */
ent_status ent_store_key_prefix(ent_store *store,
				uint32_t language,
				ent_str prefix,
				ent_key_fn fn,
				void *data,
				ent_error *err);

/* Drops the keys that no text has. */
ent_status ent_store_key_sweep(ent_store *store, ent_error *err);

/* A row of postings: any number of bytes under a number chosen by the caller. */
typedef struct ent_posting_row {
	uint64_t id;
	ent_str bytes;
} ent_posting_row;

/* fn returns false to stop.  Rows with first <= id <= last, by number, downward
 * with `down`. */
ent_status ent_store_postings(ent_store *store,
			      uint64_t first,
			      uint64_t last,
			      bool down,
			      bool (*fn)(void *data, const ent_posting_row *row),
			      void *data,
			      ent_error *err);
ent_status ent_store_posting_put(ent_store *store,
				 uint64_t id,
				 ent_str bytes,
				 ent_error *err);
ent_status ent_store_posting_drop(ent_store *store, uint64_t id, ent_error *err);
/* All rows from first to last. */
ent_status ent_store_postings_drop(ent_store *store,
				   uint64_t first,
				   uint64_t last,
				   ent_error *err);
ent_status ent_store_postings_clear(ent_store *store, ent_error *err);

/* Whether there are units and no index, as after an upgrade. */
ent_status ent_store_lacks_index(bool *out, ent_store *store, ent_error *err);

/* Texts that are in no list yet. */
ent_status ent_store_recent_add(ent_store *store, uint64_t text, ent_error *err);
ent_status ent_store_recent_remove(bool *was,
				   ent_store *store,
				   uint64_t text,
				   ent_error *err);
ent_status ent_store_recent_each(ent_store *store,
				 ent_text_fn fn,
				 void *data,
				 ent_error *err);
ent_status ent_store_recent_count(uint64_t *out, ent_store *store, ent_error *err);
ent_status ent_store_recent_clear(ent_store *store, ent_error *err);

/* ---- upkeep.c
 * ---------------------------------------------------------------------------- */

ent_status ent_store_stats(ent_stats *out, ent_store *store, ent_error *err);
/* What SQLite itself and the foreign keys say; fn is given one line each. */
ent_status ent_store_check(ent_store *store,
			   void (*fn)(void *data, const char *what),
			   void *data,
			   ent_error *err);
/* Hashes by which texts and units are known when they come again: a line for each
 * that is wrong; with repair it is set right instead. */
ent_status ent_store_check_text_hashes(ent_store *store,
				       bool repair,
				       void (*fn)(void *data, const char *what),
				       void *data,
				       ent_error *err);
ent_status ent_store_check_unit_hashes(ent_store *store,
				       bool repair,
				       void (*fn)(void *data, const char *what),
				       void *data,
				       ent_error *err);
/* Marks exactly the texts that units use as indexed, with weight 0. */
ent_status ent_store_mark_used(ent_store *store, ent_error *err);
/* Makes the indexes over rows that are missing. */
ent_status ent_store_make_indexes(ent_store *store, ent_error *err);
/* Calls step now and then while a long statement runs. */
void ent_store_watch(ent_store *store, const ent_progress *progress, const char *task);
ent_status ent_store_backup(ent_store *store, const char *path, ent_error *err);

#endif
