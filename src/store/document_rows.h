/* SPDX-License-Identifier: Apache-2.0 */
/* document_rows.h - documents and their alignments; decisions, history, lexicons. */
#ifndef ENT_STORE_DOCUMENT_ROWS_H
#define ENT_STORE_DOCUMENT_ROWS_H

#include "entente/arena.h"
#include "entente/bead.h"
#include "entente/document.h"
#include "store/store.h"

/* ---- document.c: documents, segments, beads ------------------------------------ */

/* The oldest document of that name whose counterpart has that name ("" for none);
 * added, as names alone, when there is none. */
ent_status ent_store_document_named(uint64_t *id,
				    ent_store *store,
				    ent_str name,
				    ent_str counterpart,
				    ent_error *err);

/* The numbers of the documents that have the name, or with `glob` whose names, or those
 * of their counterparts, match it; ascending, in the arena. */
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

/* What a stored pair is known by: its documents and its two languages.  A language is a
 * code without region; "" is any. */
typedef struct ent_pair_key {
	ent_str source, target; /* names */
	ent_str from, to;
} ent_pair_key;

typedef struct ent_alignment_row {
	uint64_t id; /* 0 when not stored */
	uint64_t source_hash, target_hash;
	uint64_t options; /* that changed the result; 0 for none */
	float confidence;
	bool current;   /* stored by this version of the program */
	bool has_units; /* not withheld, not all deleted */
	bool several;   /* another pair has these names, in other languages */
} ent_alignment_row;

/* The first one stored, when the key leaves several. */
ent_status ent_store_alignment_find(ent_alignment_row *out,
				    ent_store *store,
				    const ent_pair_key *key,
				    ent_error *err);

/* Stores both documents and their alignment; documents[0] is the source. */
ent_status ent_store_alignment_add(uint64_t *id,
				   uint64_t documents[2],
				   ent_store *store,
				   const ent_aligned_pair *pair,
				   ent_error *err);

/* Adds a segment of a document; number counts from 1. */
ent_status ent_store_segment_add(ent_store *store,
				 uint64_t document,
				 uint32_t number,
				 uint64_t text,
				 const ent_segment *segment,
				 ent_error *err);

/* Adds a bead of an alignment; unit is 0 for none. */
ent_status ent_store_bead_add(ent_store *store,
			      uint64_t alignment,
			      uint32_t number,
			      const ent_bead *bead,
			      uint64_t unit,
			      ent_error *err);

/* ---- alignment.c: pairs of documents as wholes --------------------------------- */

/* A stored pair as it was given to ent_store_alignment_add(), without its segments. */
typedef struct ent_stored_pair {
	uint64_t alignment, documents[2];
	ent_document source, target; /* without paragraphs and alternates */
	ent_str version, origin;
	uint32_t learned;
	uint64_t options;
	float confidence;
} ent_stored_pair;

/* Lives in the arena. ENT_ENOTFOUND when there is no such alignment. */
ent_status ent_store_pair_load(ent_stored_pair *out,
			       ent_store *store,
			       uint64_t alignment,
			       ent_arena *arena,
			       ent_error *err);

/* The segments first..first+count-1 (0-based) of a document, as many as there are; *n:
 * how many. In the arena. */
ent_status ent_store_segments_load(const ent_segment **out,
				   uint32_t *n,
				   ent_store *store,
				   uint64_t document,
				   uint32_t first,
				   uint32_t count,
				   ent_arena *arena,
				   ent_error *err);

/* Sets the version of the program that an alignment counts as made by. */
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

/* Beads below a confidence, of documents whose source's name matches the glob ("" for
 * any), in order of alignments and beads. */
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

/* The numbers of the units of an alignment's beads, 0 for none, in the arena. */
ent_status ent_store_bead_units(const uint64_t **out,
				uint32_t *count,
				ent_store *store,
				uint64_t alignment,
				ent_arena *arena,
				ent_error *err);

/* The numbers of all alignments, ascending, in the arena. */
ent_status ent_store_alignments(const uint64_t **ids,
				uint32_t *count,
				ent_store *store,
				ent_arena *arena,
				ent_error *err);

/* The alignment that a unit belongs to; 0 for none. */
ent_status ent_store_unit_alignment(uint64_t *alignment,
				    ent_store *store,
				    uint64_t unit,
				    ent_error *err);

/* The bead that has a unit, with its alignment and number; zeroed when there is
 * none. */
ent_status ent_store_bead_of_unit(ent_bead_row *out,
				  ent_store *store,
				  uint64_t unit,
				  ent_error *err);
/* Gives a bead without a unit this one; a bead that no longer exists is ignored. */
ent_status ent_store_bead_link(ent_store *store,
			       uint64_t alignment,
			       uint32_t number,
			       uint64_t unit,
			       ent_error *err);

/* The alignment after another (0: the first); 0 for none. */
ent_status ent_store_alignment_next(uint64_t *id,
				    ent_store *store,
				    uint64_t after,
				    ent_error *err);

/* Sets what the versions of an alignment's release have in common
 * (memory/versions.h). */
ent_status ent_store_alignment_release(ent_store *store,
				       uint64_t alignment,
				       ent_str key,
				       ent_error *err);

/* The other alignments of the same release, ascending, in the arena. */
ent_status ent_store_same_release(const uint64_t **ids,
				  uint32_t *count,
				  ent_store *store,
				  uint64_t alignment,
				  ent_arena *arena,
				  ent_error *err);

/* Numbers of the alignments that used a lexicon older than `learned`, ascending, in
 * the arena. */
ent_status ent_store_alignments_before(const uint64_t **ids,
				       uint32_t *count,
				       ent_store *store,
				       uint32_t learned,
				       ent_str source,
				       ent_str target,
				       ent_arena *arena,
				       ent_error *err);

/* ---- deleted.c: pairs of documents that a person deleted ----------------------- */

/* Remembers that the documents of an alignment, which is about to be removed, were
 * deleted. */
ent_status ent_store_deleted_add(ent_store *store,
				 uint64_t alignment,
				 ent_str who,
				 ent_error *err);

/* A pair that was deleted, by its names or by the contents of its files, hashes[0] and
 * [1]: *at is when, in the arena, and "" for a pair that was not; the hashes become
 * those that it had. */
ent_status ent_store_deleted_find(ent_str *at,
				  uint64_t hashes[2],
				  ent_store *store,
				  const ent_pair_key *key,
				  ent_arena *arena,
				  ent_error *err);

/* ---- decision.c: what people decided ------------------------------------------- */

typedef struct ent_decision_row {
	uint64_t id;
	ent_str source_document, target_document;
	ent_str source, target; /* texts of the segments, a line each; "" for none */
	uint32_t source_at, target_at; /* index of the first one when it was decided */
	int verdict;                   /* ent_verdict */
	ent_str who, at, note;
	ent_str from, to; /* languages; "" where an older program did not say */
	uint32_t round;   /* more than any decision on the pair that was there before */
	ent_str context;  /* surroundings of both sides, a '|' between them */
	bool inherited;   /* not stored: it is of other documents, which are gone */
	ent_str date;     /* of those, when inherited; "" if unknown */
} ent_decision_row;

/* An equal one is not stored twice; *added is then false.  at "": now. */
ent_status ent_store_decision_add(bool *added,
				  ent_store *store,
				  const ent_decision_row *row,
				  ent_error *err);

/* The same decision, in the same languages, under the names of other documents, *out,
 * or 0. */
ent_status ent_store_decision_twin(uint64_t *out,
				   ent_store *store,
				   const ent_decision_row *row,
				   uint64_t after,
				   ent_error *err);

/* The source documents that were versions of one release with that of a decision, this
 * one among them, and in *date its date, as stored or in the history. */
ent_status ent_store_decision_lineage(const ent_str **names,
				      uint32_t *count,
				      ent_str *date,
				      ent_store *store,
				      const ent_decision_row *row,
				      ent_arena *arena,
				      ent_error *err);

/* The stored pair, after `after`, under other names than a decision states whose
 * release it is of; 0 for none. */
ent_status ent_store_decision_pair_next(uint64_t *out,
					ent_store *store,
					const ent_decision_row *row,
					uint64_t after,
					ent_error *err);

/* Copies the texts of a row; false without memory. */
bool ent_decision_row_copy(ent_decision_row *row, ent_arena *arena);

/* Whether there are decisions. */
ent_status ent_store_decided(bool *any, ent_store *store, ent_error *err);

/* Those of one pair of documents, latest first, in the arena: what was decided under
 * its names and under those of other versions of its release.  Later is what was
 * decided with the other in view, whatever the clocks said; else by time. */
ent_status ent_store_decisions_of(const ent_decision_row **out,
				  uint32_t *count,
				  ent_store *store,
				  const ent_pair_key *key,
				  ent_arena *arena,
				  ent_error *err);

/* All, in the order of storing. */
ent_status ent_store_decisions(ent_store *store,
			       ent_status (*fn)(void *data,
						const ent_decision_row *row,
						ent_error *err),
			       void *data,
			       ent_error *err);

/* ---- learned.c: lexicons learned from the units -------------------------------- */

/* The lexicon of a direction as it was last learned; generation 0 when there is
 * none. */
typedef struct ent_lexicon_row {
	uint32_t generation;
	int64_t state; /* of what it was learned */
	ent_str bytes;
} ent_lexicon_row;

/* Without its bytes. */
ent_status ent_store_lexicon_get(ent_lexicon_row *out,
				 ent_store *store,
				 ent_str source,
				 ent_str target,
				 ent_error *err);
/* With them: the caller frees *owned, NULL when there is none. */
ent_status ent_store_lexicon_own(char **owned,
				 ent_lexicon_row *out,
				 ent_store *store,
				 ent_str source,
				 ent_str target,
				 ent_error *err);

/* Each: the row's bytes are lent to fn. */
ent_status ent_store_lexicon_each(ent_store *store,
				  ent_status (*fn)(void *data,
						   ent_str source,
						   ent_str target,
						   const ent_lexicon_row *row,
						   ent_error *err),
				  void *data,
				  ent_error *err);
ent_status ent_store_lexicon_remove(ent_store *store,
				    ent_str source,
				    ent_str target,
				    ent_error *err);

/* Replaces the lexicon of a direction. */
ent_status ent_store_lexicon_put(ent_store *store,
				 ent_str source,
				 ent_str target,
				 const ent_lexicon_row *row,
				 ent_error *err);

/* A number that differs when the units of two languages or the decisions do, and how
 * many of these units have at least this confidence. */
ent_status ent_store_state(int64_t *state,
			   uint64_t *units,
			   ent_store *store,
			   ent_str source,
			   ent_str target,
			   float min_confidence,
			   ent_error *err);

/* ---- history.c: what was replaced ---------------------------------------------- */

/* Why a state of a pair was replaced. */
typedef enum ent_history_reason {
	ENT_REASON_CHANGED,       /* its files have other contents */
	ENT_REASON_NEWER_VERSION, /* the release has a newer version, by another name */
	ENT_REASON_PAIRED_AGAIN,  /* one of its files is in another pair */
	ENT_REASON_REMOVED,       /* its files are no longer there */
	ENT_REASON_MERGED,        /* another memory had a newer state */
} ent_history_reason;

/* "changed", "newer version", ...: as the memory stores it.  Static. */
const char *ent_history_reason_name(ent_history_reason reason);

typedef struct ent_history_row {
	ent_str source, target; /* names */
	ent_str from, to;       /* languages; "" where an older program did not say */
	uint64_t source_hash, target_hash;
	ent_str date, replaced_by;
	ent_str reason; /* the name of an ent_history_reason, or a later program's */
	ent_str units;  /* JSON: [[source, target], ...] */
} ent_history_row;

/* Adds an entry that came from elsewhere; one for the same contents of the same
 * documents stays as it is. */
ent_status ent_store_history_put(ent_store *store,
				 const ent_history_row *row,
				 ent_error *err);

/* Of states that a merge found different and states that a newer version replaced, of
 * one pair, all are older versions: so that the order of merges does not matter. */
ent_status ent_store_history_settle(ent_store *store, ent_error *err);

/* What ent_store_history_add() would add for an alignment, in the arena. */
ent_status ent_store_history_of(ent_history_row *out,
				ent_store *store,
				uint64_t alignment,
				ent_history_reason reason,
				ent_str replaced_by,
				ent_arena *arena,
				ent_error *err);

/* Adds an alignment that is about to be removed, with its units, as the latest entry;
 * an earlier one for the same contents of the same documents goes. */
ent_status ent_store_history_add(ent_store *store,
				 uint64_t alignment,
				 ent_history_reason reason,
				 ent_str replaced_by,
				 ent_error *err);

/* Whether an earlier state of a pair was replaced. */
ent_status ent_store_history_has(bool *out,
				 ent_store *store,
				 const ent_pair_key *key,
				 ent_error *err);

/* All entries, in the order in which they were added. */
ent_status ent_store_history_each(ent_store *store,
				  ent_status (*fn)(void *data,
						   const ent_history_row *row,
						   ent_error *err),
				  void *data,
				  ent_error *err);

/* Whether this state of a pair is known to be an older version of a release whose newer
 * one, under another name, is stored.  hashes: of the source and the target; of several
 * older versions the one with these is meant, else the last, whose they become. */
ent_status ent_store_superseded(bool *out,
				uint64_t hashes[2],
				ent_store *store,
				const ent_pair_key *key,
				ent_error *err);

#endif
