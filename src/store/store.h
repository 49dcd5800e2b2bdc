/* SPDX-License-Identifier: Apache-2.0 */
/* store.h - the file of a memory: opening, transactions, upkeep.
 *
 * The rows are in headers of their own: text_rows.h, unit_rows.h, document_rows.h,
 * identity_rows.h, run_rows.h, posting_rows.h.  None of them needs SQLite's header, and
 * none depends on scores.  What a function hands out is lent until the next call on the
 * same store, unless its comment says otherwise.  Numbers of rows start at 1; 0 means
 * none.
 */
#ifndef ENT_STORE_STORE_H
#define ENT_STORE_STORE_H

#include "entente/error.h"
#include "entente/progress.h"
#include "entente/records.h"
#include "entente/str.h"

typedef struct ent_store ent_store;

/* ---- open.c: the file ---------------------------------------------------------- */

/* The caller owns *out. A file that is not a memory is ENT_EFORMAT and is left as it
 * was; a file that is missing is ENT_ENOTFOUND unless the mode creates it. */
ent_status ent_store_open(ent_store **out,
			  const char *path,
			  ent_open_mode mode,
			  ent_error *err);

/* Whether its path has another file now, or none: a backup was put in its place. */
bool ent_store_is_replaced(ent_store *store);
/* The path that it was opened with. */
const char *ent_store_path(const ent_store *store);
void ent_store_close(ent_store *store); /* NULL is allowed; undoes what is open */
/* The same after a failure: without rows, a file that the opening made is removed, and
 * one that was empty is empty again. */
void ent_store_discard(ent_store *store);

/* Between a call with `on` and one without, outside of transactions: changes are
 * written to the file itself, and what they overwrite to a rollback journal, instead
 * of to a write-ahead log. For filling an empty memory, which is then written once
 * instead of twice. Nothing changes while another connection is open. */
void ent_store_unlogged(ent_store *store, bool on);

/* ---- transaction.c: changes that are whole or undone --------------------------- */

/* Begins a write transaction; ENT_EBUSY when another writer holds the file. */
ent_status ent_store_begin(ent_store *store, ent_error *err);

/* Commits it; fails when a statement of it failed, and it must then be rolled back. */
ent_status ent_store_commit(ent_store *store, ent_error *err);

/* Undoes the open transaction, if any. */
void ent_store_rollback(ent_store *store);

/* One state of the file for several reads; nests, also inside a write transaction. */
ent_status ent_store_read_begin(ent_store *store, ent_error *err);

/* Ends what ent_store_read_begin() began, and with it every row that was lent. */
void ent_store_read_end(ent_store *store);

/* Which outer reading of the store is open, from 1; 0 when none is. */
uint64_t ent_store_reading(const ent_store *store);

/* A number that changes when another connection has committed. */
ent_status ent_store_version(int64_t *out, ent_store *store, ent_error *err);
/* Opened for writing: its own changes have no version. */
bool ent_store_is_writable(const ent_store *store);
/* The tables of an older memory were brought up to date, in the transaction that is
 * open; ent_store_begin() continues it. */
bool ent_store_is_upgrading(const ent_store *store);

/* ---- bulk.c: filling an empty memory ------------------------------------------- */

/* Rows that are added to a memory without texts, up to ent_store_bulk_end(), are
 * stored faster; for many units in the open transaction. *empty: whether the memory
 * has no texts; when it has some, nothing happens. */
ent_status ent_store_bulk_begin(bool *empty, ent_store *store, ent_error *err);

/* All texts and units are added: the indexes over rows are built, while the caller may
 * add keys and postings. */
ent_status ent_store_bulk_indexes(ent_store *store, ent_error *err);

/* Waits until everything is written. The transaction stays open. */
ent_status ent_store_bulk_end(ent_store *store, ent_error *err);

/* ---- upkeep.c: counting, checking, copying ------------------------------------- */

/* Counts the rows of the main tables, and the bytes of texts and file. */
ent_status ent_store_stats(ent_stats *out, ent_store *store, ent_error *err);

/* What SQLite and the foreign keys report, missing indexes, and texts that are marked
 * wrongly; fn gets one line for each. */
ent_status ent_store_check(ent_store *store,
			   void (*fn)(void *data, const char *what),
			   void *data,
			   ent_error *err);

/* text_check.c: texts that are not UTF-8, one line for each. */
ent_status ent_store_check_texts(ent_store *store,
				 void (*fn)(void *data, const char *what),
				 void *data,
				 ent_error *err);

/* Puts U+FFFD in the place of bytes that are not UTF-8, in every text. */
ent_status ent_store_repair_texts(ent_store *store, ent_error *err);

/* Marks exactly the texts that units use as indexed, with weight 0. */
ent_status ent_store_mark_used(ent_store *store, ent_error *err);

/* Builds the indexes over rows that are missing. */
ent_status ent_store_make_indexes(ent_store *store, ent_error *err);

/* Calls the progress callback now and then while a long statement runs; NULL ends
 * that. */
void ent_store_watch(ent_store *store, const ent_progress *progress, const char *task);

/* Rewrites the file without its free pages, and empties the write-ahead log.
 * ENT_EBUSY while another connection is open. */
ent_status ent_store_compact(ent_store *store, ent_error *err);

/* Copies one state of the memory to a new file, without free pages. */
ent_status ent_store_backup(ent_store *store, const char *path, ent_error *err);

/* ---- rebuild.c: damaged pages ---------------------------------------------------- */

/* Whether SQLite finds damage of its own: pages, indexes, values of the wrong type. */
ent_status ent_store_pages_damaged(bool *out, ent_store *store, ent_error *err);

/* Sees whether another connection writes from now on. */
typedef struct ent_store_guard {
	struct sqlite3 *db; /* owned */
	int version;
} ent_store_guard;
ent_status ent_store_guard_begin(ent_store_guard *guard,
				 ent_store *store,
				 ent_error *err);
void ent_store_guard_end(ent_store_guard *guard);

/* Copies all rows to a new memory but those of the index; what was learned is left out
 * when it cannot be read.  ENT_ECORRUPT, with the name of the table, when another
 * cannot. */
ent_status ent_store_copy_rows(ent_store *to, ent_store *from, ent_error *err);
/* Copies one memory over the other, as a whole; ENT_EBUSY when somebody wrote to that
 * one since the guard began. */
ent_status ent_store_take_over(ent_store *to,
			       ent_store *from,
			       ent_store_guard *guard,
			       ent_error *err);

#endif
