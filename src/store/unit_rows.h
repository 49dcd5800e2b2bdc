/* SPDX-License-Identifier: Apache-2.0 */
/* unit_rows.h - units, what uses a text, and the removal of units. */
#ifndef ENT_STORE_UNIT_ROWS_H
#define ENT_STORE_UNIT_ROWS_H

#include "entente/arena.h"
#include "entente/filter.h"
#include "entente/unit.h"
#include "store/text_rows.h"

/* ---- direction.c: pairs of languages ------------------------------------------- */

/* The two languages of a unit, with regions. */
typedef struct ent_direction {
	uint32_t id;
	uint64_t units; /* 0 but for ent_store_direction_sizes() */
	ent_str source, target;
} ent_direction;

/* The number of a direction, which is added when it is missing. */
ent_status ent_store_direction(uint32_t *id,
			       ent_store *store,
			       ent_str source,
			       ent_str target,
			       ent_error *err);

/* All directions, in the arena. */
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

/* ---- unit.c: units ------------------------------------------------------------- */

typedef struct ent_unit_keys {
	uint64_t source, target; /* texts */
	uint64_t document;       /* 0 for none */
	uint32_t direction;
} ent_unit_keys;

/* Adds a unit; with `once` only if no equal one is there (*id is then its number and
 * *added false). Equal: texts, languages, document, place and all that is kept
 * verbatim. */
ent_status ent_store_unit_add(uint64_t *id,
			      bool *added,
			      ent_store *store,
			      const ent_unit *unit,
			      const ent_unit_keys *keys,
			      bool once,
			      ent_error *err);

/* Gives a unit other texts and markup; its old texts are candidates for
 * ent_store_remove_marked(). */
ent_status ent_store_unit_rewrite(ent_store *store,
				  uint64_t id,
				  const ent_unit *unit,
				  const ent_unit_keys *keys,
				  ent_error *err);

/* Adds a unit again that had this number, which no other got, with the run that had
 * brought it. */
ent_status ent_store_unit_restore(ent_store *store,
				  uint64_t id,
				  const ent_unit *unit,
				  const ent_unit_keys *keys,
				  uint64_t run,
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

/* Ends the loan of ent_store_unit_get(). */
void ent_store_unit_end(ent_store *store);

/* The markup of one side of a unit, "" without; lent until the next call of this
 * function. */
ent_status ent_store_unit_markup(ent_str *markup,
				 ent_store *store,
				 uint64_t unit,
				 bool target,
				 ent_error *err);

/* Units in the order of storing that pass dates, document, import and confidence of
 * the filter (its languages and limit are left to the caller). */
ent_status ent_store_unit_each(ent_store *store,
			       const ent_filter *filter,
			       ent_unit_row_fn fn,
			       void *data,
			       ent_error *err);

/* Whether there is a unit of this number. */
ent_status ent_store_unit_exists(bool *out,
				 ent_store *store,
				 uint64_t id,
				 ent_error *err);

/* The first unit of a document of that name with these two texts; 0 for none. */
ent_status ent_store_unit_with(uint64_t *id,
			       ent_store *store,
			       ent_str document,
			       ent_str source,
			       ent_str target,
			       ent_error *err);

/* The largest number of a unit; 0 when there is none. */
ent_status ent_store_unit_last(uint64_t *id, ent_store *store, ent_error *err);

typedef struct ent_earlier {
	uint64_t unit;
	bool turned; /* its source is the other's target */
} ent_earlier;

/* Earlier versions of a unit that are named at most. */
enum { ENT_EARLIER_MAX = 8 };

typedef struct ent_earlier_query {
	uint64_t id;
	bool by_tuid;                             /* the unit has a tuid */
	bool by_source, by_target;                /* that text was there before */
	bool (*accepts)(void *data, uint64_t id); /* what may be an earlier version */
	void *data;
} ent_earlier_query;

/* The units that another run brought and of which one looks like a new version: the
 * same tuid, or the same source, in the same document; without a document, of a file of
 * the same name.  Their languages are the same, or the same without a region, in either
 * order; those of exactly its direction come alone.  *n may be more than
 * ENT_EARLIER_MAX: out has the first ones. */
ent_status ent_store_unit_earlier(ent_earlier out[ENT_EARLIER_MAX],
				  uint32_t *n,
				  ent_store *store,
				  const ent_earlier_query *query,
				  ent_error *err);

/* Takes a field of unit_xml away, by its column. */
ent_status ent_store_unit_clear(ent_store *store,
				uint64_t id,
				const char *column,
				ent_error *err);

/* Units are found by a hash: fn gets a line for each hash that is not that of its
 * unit's fields; with repair it is corrected instead. */
ent_status ent_store_check_unit_hashes(ent_store *store,
				       bool repair,
				       void (*fn)(void *data, const char *what),
				       void *data,
				       ent_error *err);

/* ---- unit_uses.c: which units use a text --------------------------------------- */

/* One unit that uses a text, as a search needs it. */
typedef struct ent_use {
	uint64_t unit, document;
	uint64_t other; /* the text on its other side */
	uint64_t run;   /* that brought it; 0 for none */
	uint32_t direction;
	float confidence;
	bool as_target; /* the text is its target */
	ent_str date, origin;
} ent_use;

/* Returns false to stop. */
typedef bool (*ent_use_fn)(void *data, const ent_use *use);

/* Units that use a text as their source (or target), newest first. lean: only unit,
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

/* The unit before or after another in the same document; 0 at its ends. */
ent_status ent_store_unit_neighbour(uint64_t *id,
				    ent_store *store,
				    uint64_t unit,
				    uint64_t document,
				    bool after,
				    ent_error *err);

/* ---- unit_order.c: all units at once ------------------------------------------- */

/* The text of one side of a unit. */
typedef struct ent_unit_text {
	uint64_t unit, text;
	ent_str date;
	uint32_t direction;
	float confidence;
} ent_unit_text;

/* Returns false to stop. */
typedef bool (*ent_unit_text_fn)(void *data, const ent_unit_text *row);

/* Numbers of texts, without the end: also what a damaged memory has between two whole
 * numbers is in one of two spans that meet. */
typedef struct ent_text_span {
	uint64_t first, end;
} ent_text_span;
#define ENT_TEXT_SPAN_ALL ((ent_text_span){ 0, INT64_MAX })

/* The units of which the text of one side is one of a span, in any order; some twice
 * when the memory is damaged.  lean: without direction and confidence, from an index
 * alone, which is ten times as fast. */
ent_status ent_store_unit_texts(ent_store *store,
				bool as_target,
				const ent_text_span *span,
				bool lean,
				ent_unit_text_fn fn,
				void *data,
				ent_error *err);

/* Of the numbers first..last those that are units belong to a document, 0 for none.
 * Returns false to stop. */
typedef bool (*ent_unit_order_fn)(void *data,
				  uint64_t document,
				  uint64_t first,
				  uint64_t last);

/* All units by document, then number; those without a document first. */
ent_status ent_store_unit_order(ent_store *store,
				ent_unit_order_fn fn,
				void *data,
				ent_error *err);

/* ---- remove.c: removing units -------------------------------------------------- */

/* Marks a unit; ent_store_remove_marked() removes what is marked. */
ent_status ent_store_mark_for_removal(ent_store *store, uint64_t unit, ent_error *err);

/* Marks, of units with equal texts, languages and document, all but the oldest. */
ent_status ent_store_mark_repeated(ent_store *store, ent_error *err);

/* Marks the units of an alignment, and removes its beads, segments and documents. */
ent_status ent_store_mark_alignment(ent_store *store,
				    uint64_t alignment,
				    ent_error *err);

/* The alignments whose units are all marked, and with `names` also those without units
 * whose source's name matches the glob; ascending, in the arena. */
ent_status ent_store_emptied_alignments(const uint64_t **ids,
					uint32_t *count,
					ent_store *store,
					bool names,
					ent_str glob,
					ent_arena *arena,
					ent_error *err);

/* purge.c: before ent_store_remove_marked(): takes the texts of the marked units out of
 * everything that keeps them beside units: segments (which become empty), decisions,
 * corrections, changes, the history and learned lexicons. */
ent_status ent_store_purge_marked(ent_store *store, ent_error *err);

/* Removes what is kept of deleted units and documents: what would undo a deletion, and
 * the decisions, corrections and history of deleted documents. */
ent_status ent_store_forget_deleted(ent_store *store, ent_error *err);

/* Removes the marked units, calls fn for each text that was indexed and has no unit
 * left, then removes what nothing else needs. */
ent_status ent_store_remove_marked(uint64_t *removed,
				   ent_store *store,
				   ent_text_fn fn,
				   void *data,
				   ent_error *err);

#endif
