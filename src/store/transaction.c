/* SPDX-License-Identifier: Apache-2.0 */
/* transaction.c - changes that are whole or undone, and readings of one state. */
#include "base/fail.h"
#include "store/sql.h"

/* A transaction that could not be ended, for lack of memory, ends before the next. */
static ent_status end_leftover(ent_store *store, ent_error *err)
{
	if (store->changing || store->depth || sqlite3_get_autocommit(store->db))
		return ENT_OK;
	return ent_sql_run(store, ent_sql(store, "ROLLBACK", ""), err);
}

ent_status ent_store_begin(ent_store *store, ent_error *err)
{
	if (!store->writable || sqlite3_db_readonly(store->db, "main") == 1) {
		ent_fail(err, ENT_EIO, "the memory cannot be written");
		return ent_error_in(err, ENT_EIO, ent_str_of(store->path));
	}
	if (store->upgrading) { /* its transaction is this one */
		store->upgrading = false;
		return ENT_OK;
	}
	ent_status status = end_leftover(store, err);
	if (!status)
		status = ent_sql_run(store, ent_sql(store, "BEGIN IMMEDIATE", ""), err);
	store->changing = !status;
	store->failed = false;
	if (!store->log_inode && !status)
		store->log_inode = ent_log_inode(store);
	return status;
}

/* A file that was renamed, removed or replaced while it was open: what is committed
 * would be lost with it, and its log would be taken for that of the new one. */
static ent_status check_place(ent_store *store, ent_error *err)
{
	if (!ent_store_is_replaced(store))
		return ENT_OK;
	store->failed = store->changing;
	ent_fail(err, ENT_EIO,
		 "the memory was moved, removed or replaced while it was open; nothing "
		 "was stored");
	return ent_error_in(err, ENT_EIO, ent_str_of(store->path));
}

ent_status ent_store_commit(ent_store *store, ent_error *err)
{
	if (store->failed)
		return ent_fail(err, ENT_EIO, "the change failed and was undone");
	ent_sql_release(store);
	ent_status status = check_place(store, err);
	if (!status)
		status = ent_run_settle(store, err);
	if (!status)
		status = ent_sql_run(store, ent_sql(store, "COMMIT", ""), err);
	if (!status)
		store->changing = store->upgrading = store->run.fresh = false;
	return status;
}

void ent_store_rollback(ent_store *store)
{
	if (!store->changing)
		return;
	store->damage.found = false;
	ent_bulk_forget(store);
	ent_sql_release(store);
	if (!sqlite3_get_autocommit(store->db))
		ent_sql_run(store, ent_sql(store, "ROLLBACK", ""), NULL);
	ent_run_forget(store);
	store->marks = false; /* they were made in the transaction, or are empty */
	store->changing = store->failed = store->upgrading = false;
}

bool ent_store_is_upgrading(const ent_store *store)
{
	return store->upgrading;
}

ent_status ent_store_read_begin(ent_store *store, ent_error *err)
{
	ent_status status = end_leftover(store, err);
	if (!status && !store->changing && !store->depth)
		status = ent_sql_run(store, ent_sql(store, "BEGIN", ""), err);
	store->readings += !status && !store->depth;
	store->depth += !status;
	return status;
}

uint64_t ent_store_reading(const ent_store *store)
{
	return store->depth ? store->readings : 0;
}

void ent_store_read_end(ent_store *store)
{
	ent_sql_release(store);
	store->damage.found = false;
	if (store->depth && !--store->depth && !store->changing)
		ent_sql_run(store, ent_sql(store, "COMMIT", ""), NULL);
}

bool ent_store_is_writable(const ent_store *store)
{
	return store->writable;
}

ent_status ent_store_version(int64_t *out, ent_store *store, ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store, "PRAGMA data_version", "");
	if (ent_sql_row(store, st))
		*out = sqlite3_column_int64(st, 0);
	return ent_sql_end(store, st, err);
}
