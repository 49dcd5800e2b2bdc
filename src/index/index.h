/* SPDX-License-Identifier: Apache-2.0 */
/* index.h - the index over the texts of a memory: similarity, and where words occur. */
#ifndef ENT_INDEX_INDEX_H
#define ENT_INDEX_INDEX_H

#include "index/sieve.h"
#include "match/score.h"
#include "store/text_rows.h"

typedef struct ent_index ent_index;

/* The index of a store, which must live longer.  The caller owns *out. */
ent_status ent_index_new(ent_index **out, ent_store *store, ent_error *err);
void ent_index_free(ent_index *index); /* NULL is allowed */

/* A text enters or leaves the index.  Changes are gathered and written by
 * ent_index_flush(), which must come before a commit and before a search. */
ent_status ent_index_add(ent_index *index,
			 uint32_t language,
			 uint64_t id,
			 ent_str text,
			 ent_error *err);
/* A text that the memory does not have: its weight, with which the caller stores it,
 * and then, as the next call, its entry in the index. */
ent_status ent_index_prepare(uint32_t *weight,
			     ent_index *index,
			     uint32_t language,
			     ent_str text,
			     ent_error *err);
ent_status ent_index_file(ent_index *index,
			  uint32_t language,
			  uint64_t id,
			  ent_str text,
			  uint32_t weight,
			  ent_error *err);
ent_status ent_index_remove(ent_index *index, const ent_text_row *row, ent_error *err);
ent_status ent_index_flush(ent_index *index, ent_error *err);
/* Between the two the store is filled, ent_store_bulk_begin(): it holds no text at
 * first, and nothing is looked for in it. */
ent_status ent_index_begin_bulk(ent_index *index, ent_error *err);
ent_status ent_index_end_bulk(ent_index *index, ent_error *err);
/* After ent_store_bulk_end(): joins the rows that were written a piece at a time. */
ent_status ent_index_pack(ent_index *index, ent_error *err);
/* Drops the keys and words that no text uses; after a flush. */
ent_status ent_index_sweep(ent_index *index, ent_error *err);
/* Forgets gathered changes and what was read: after a rollback. */
void ent_index_forget(ent_index *index);

/* The stemmer of a language of the memory, NULL if it has none; the index's. */
ent_status ent_index_stemmer(ent_stemmer **out,
			     ent_index *index,
			     uint32_t language,
			     ent_error *err);

/* Measures candidates while a search is on: *floor becomes what a text must reach to be
 * of use.  With no candidates it only sets *floor. */
typedef struct ent_probe {
	ent_status (*fn)(ent_measure *floor,
			 void *data,
			 const ent_candidate *candidates,
			 size_t n,
			 ent_error *err);
	void *data;
	uint32_t wanted; /* texts that raise the floor; 0: it never rises */
} ent_probe;

/* Texts that may reach the floor and were not probed, in any order; among them is every
 * one that does.  They may be put in order (ent_candidates_order); the index's until
 * the next search.  The query's keys are in the arena. */
ent_status ent_index_search(ent_candidate **out,
			    size_t *count,
			    ent_index *index,
			    uint32_t language,
			    ent_query *query,
			    const ent_probe *probe,
			    ent_arena *arena,
			    ent_error *err);

/* A word in the form of the concordance (ENT_FORM_BARE). */
typedef struct ent_index_word {
	ent_str form;
	bool prefix; /* all that begin so, and that `accepts` accepts if it is given */
	bool (*accepts)(void *data, ent_str form);
	void *data;
	bool any;    /* any one token of a row, which has words too */
	bool hyphen; /* of a row: one may be before it, not before its first word */
} ent_index_word;
typedef ent_status (*ent_index_text_fn)(void *data, uint64_t id, ent_error *err);

/* Numbers of the texts, but the recent ones, that contain all of n words, in a row or
 * anywhere, ascending.  Then, by `maybe`, also ascending, other texts among which are
 * all that have the row with hyphens before words that may have one; NULL when no word
 * may. Both may end the search by a status. */
ent_status ent_index_find(ent_index *index,
			  const ent_index_word *words,
			  uint32_t n,
			  bool in_a_row,
			  ent_index_text_fn fn,
			  ent_index_text_fn maybe,
			  void *data,
			  ent_error *err);

/* Reports each difference between the index and the texts. */
ent_status ent_index_check(ent_index *index,
			   void (*fn)(void *data, const char *what),
			   void *data,
			   ent_error *err);
/* Rebuilds the index from the texts that units use. */
ent_status ent_index_rebuild(ent_index *index, ent_error *err);

#endif
