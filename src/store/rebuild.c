/* SPDX-License-Identifier: Apache-2.0 */
/* rebuild.c - a memory with damaged pages is made again from the rows that can be read.
 *
 * Pages hold tables and indexes, and SQLite can neither read nor drop what begins in a
 * damaged one; writing into such a file may overwrite pages that are in use.  So the
 * rows of all tables are copied to a new file, which makes the indexes again, and that
 * one is copied over the memory as a whole (https://www.sqlite.org/backup.html).  What
 * can be made again (the index of words, what was learned) is not copied; a table that
 * cannot be read is an error, and the memory stays as it was.
 */
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "store/sql.h"

ent_status ent_store_pages_damaged(bool *out, ent_store *store, ent_error *err)
{
	bool no_memory = false;
	*out = false;
	sqlite3_stmt *st = ent_sql(store, "PRAGMA integrity_check(1)", "");
	if (ent_sql_row(store, st)) {
		const char *what = (const char *)sqlite3_column_text(st, 0);
		no_memory = !what || ent_sql_lacks_memory(what);
		*out = !no_memory && strcmp(what, "ok") != 0 &&
		       !ent_sql_read_error(store);
	}
	ent_status status = ent_sql_end(store, st, NULL);
	if (no_memory)
		return ent_fail_memory(err);
	if (status == ENT_ECORRUPT)
		*out = true;
	return status && !*out ? ent_sql_fail(store, store->rc, err) : ENT_OK;
}

/* ---- rows ------------------------------------------------------------------------ */

/* Tables of which nothing is lost when they are empty. */
static bool is_made_again(const char *table)
{
	return !strcmp(table, "lexicon") || !strcmp(table, "unpaired");
}

/* "SELECT a, b FROM t" for reading, "INSERT INTO t (a, b) VALUES (?, ?)" for
 * writing. */
static ent_status statements(ent_buf sql[2],
			     ent_store *to,
			     const char *table,
			     ent_error *err)
{
	ent_buf names = ENT_BUF_INIT, marks = ENT_BUF_INIT;
	sqlite3_stmt *st = ent_sql(to, "SELECT name FROM pragma_table_info(?)", "s",
				   ent_str_of(table));
	while (ent_sql_row(to, st)) {
		ent_buf_add(&names, names.n ? ENT_STR(", ") : ENT_STR(""));
		ent_buf_add(&names, ent_sql_str(to, st, 0));
		ent_buf_add(&marks, marks.n ? ENT_STR(", ?") : ENT_STR("?"));
	}
	ent_status status = ent_sql_end(to, st, err);
	const bool ok = !names.failed && !marks.failed;
	if (!status && ok) {
		ent_buf_addf(&sql[0], "SELECT %s FROM %s NOT INDEXED", names.p, table);
		ent_buf_addf(&sql[1], "INSERT INTO %s (%s) VALUES (%s)", table, names.p,
			     marks.p);
	}
	ent_buf_release(&names);
	ent_buf_release(&marks);
	if (!status && (!ok || sql[0].failed || sql[1].failed))
		status = ent_fail_memory(err);
	return status;
}

/* The rows that can be read, until the first that cannot: *unread. */
static int copy_rows(bool *unread, sqlite3_stmt *read, sqlite3_stmt *write)
{
	int rc;
	while ((rc = sqlite3_step(read)) == SQLITE_ROW) {
		for (int k = 0; k < sqlite3_column_count(read); k++) {
			rc = sqlite3_bind_value(write, k + 1,
						sqlite3_column_value(read, k));
			if (rc)
				return rc;
		}
		if (sqlite3_step(write) != SQLITE_DONE)
			return sqlite3_reset(write);
		sqlite3_reset(write);
	}
	*unread = rc != SQLITE_DONE;
	return rc == SQLITE_DONE ? SQLITE_OK : sqlite3_reset(read);
}

static ent_status explain(ent_store *from, const char *table, int rc, ent_error *err)
{
	if ((rc & 0xFF) == SQLITE_NOMEM)
		return ent_fail_memory(err);
	if ((rc & 0xFF) == SQLITE_CORRUPT || (rc & 0xFF) == SQLITE_CONSTRAINT ||
	    (rc & 0xFF) == SQLITE_ERROR || (rc & 0xFF) == SQLITE_MISMATCH)
		return ent_sql_damaged(
			from, err, "the table '%s' cannot be read; restore a backup",
			table);
	ent_fail(err, ENT_EIO, "cannot copy the table '%s': %s", table,
		 sqlite3_errstr(rc));
	return ent_error_in(err, ENT_EIO, ent_str_of(from->path));
}

static ent_status copy_table(ent_store *from,
			     ent_store *to,
			     const char *table,
			     ent_error *err)
{
	ent_buf sql[2] = { ENT_BUF_INIT, ENT_BUF_INIT };
	sqlite3_stmt *read = NULL, *write = NULL;
	bool unread = false;
	ent_status status = statements(sql, to, table, err);
	if (!status) {
		int rc = sqlite3_prepare_v2(from->db, sql[0].p, -1, &read, NULL);
		if (!rc)
			rc = sqlite3_prepare_v2(to->db, sql[1].p, -1, &write, NULL);
		if (!rc)
			rc = copy_rows(&unread, read, write);
		sqlite3_finalize(read);
		sqlite3_finalize(write);
		if (rc &&
		    !(unread && (rc & 0xFF) == SQLITE_CORRUPT && is_made_again(table)))
			status = explain(from, table, rc, err);
	}
	ent_buf_release(&sql[0]);
	ent_buf_release(&sql[1]);
	return status;
}

/* Numbers are not given twice: what the old file says, and what its rows show. */
static ent_status copy_sequences(ent_store *from, ent_store *to, ent_error *err)
{
	sqlite3_stmt *st = ent_sql(from, "SELECT name, seq FROM sqlite_sequence", "");
	ent_status status = ENT_OK;
	while (!status && ent_sql_row(from, st)) {
		const ent_str name = ent_sql_str(from, st, 0);
		const int64_t seq = sqlite3_column_int64(st, 1);
		status = ent_sql_run(
			to,
			ent_sql(to,
				"INSERT INTO sqlite_sequence (name, seq) SELECT ?1, 0"
				" WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence"
				" WHERE name=?1)",
				"s", name),
			err);
		if (!status)
			status = ent_sql_run(
				to,
				ent_sql(to,
					"UPDATE sqlite_sequence SET seq=max(seq, ?2)"
					" WHERE name=?1",
					"si", name, seq),
				err);
		from->rc = SQLITE_ROW;
	}
	ent_error ignored;
	ent_sql_end(from, st, &ignored); /* the rows show it too */
	return status ? status
		      : ent_sql_exec(to,
				     "UPDATE sqlite_sequence SET seq=max(seq,"
				     " coalesce((SELECT max(last) FROM run), 0),"
				     " coalesce((SELECT max(unit) FROM change), 0))"
				     " WHERE name='unit'",
				     err);
}

/* The next table after one, by name. */
static ent_status next_table(char *name, size_t size, ent_store *to, ent_error *err)
{
	sqlite3_stmt *st =
		ent_sql(to,
			"SELECT name FROM sqlite_schema WHERE type='table' AND name>?"
			" AND name NOT GLOB 'sqlite_*' AND name NOT IN"
			" ('key', 'posting', 'recent') ORDER BY name LIMIT 1",
			"s", ent_str_of(name));
	char next[64] = "";
	if (ent_sql_row(to, st)) {
		const ent_str s = ent_sql_str(to, st, 0);
		snprintf(next, sizeof(next), "%.*s", (int)s.n, s.p);
	}
	snprintf(name, size, "%s", next);
	return ent_sql_end(to, st, err);
}

static ent_status copy_all(ent_store *from, ent_store *to, ent_error *err)
{
	char table[64] = "", clear[100];
	ent_status status = next_table(table, sizeof(table), to, err);
	while (!status && *table) {
		snprintf(clear, sizeof(clear), "DELETE FROM %s", table);
		status = ent_sql_exec(to, clear, err);
		if (!status)
			status = copy_table(from, to, table, err);
		if (!status)
			status = next_table(table, sizeof(table), to, err);
	}
	return status ? status : copy_sequences(from, to, err);
}

ent_status ent_store_copy_rows(ent_store *to, ent_store *from, ent_error *err)
{
	/* a reference to what is missing is reported by the check that follows */
	ent_status status = ent_sql_exec(to, "PRAGMA foreign_keys=OFF", err);
	if (!status)
		status = ent_store_read_begin(from, err);
	if (status)
		return status;
	status = ent_store_begin(to, err);
	if (!status)
		status = copy_all(from, to, err);
	if (!status)
		status = ent_store_commit(to, err);
	else
		ent_store_rollback(to);
	ent_store_read_end(from);
	return status;
}

/* ---- over the memory ------------------------------------------------------------- */

/* Changes when another connection commits. */
static int read_version(int *out, sqlite3 *db)
{
	sqlite3_stmt *st;
	int rc = sqlite3_prepare_v2(db, "PRAGMA data_version", -1, &st, NULL);
	if (!rc && sqlite3_step(st) == SQLITE_ROW)
		*out = sqlite3_column_int(st, 0);
	return rc ? rc : sqlite3_finalize(st);
}

ent_status ent_store_guard_begin(ent_store_guard *w, ent_store *store, ent_error *err)
{
	int rc = sqlite3_open_v2(store->path, &w->db, SQLITE_OPEN_READONLY, NULL);
	if (!rc)
		rc = read_version(&w->version, w->db);
	return rc ? ent_sql_fail(store, rc, err) : ENT_OK;
}

void ent_store_guard_end(ent_store_guard *w)
{
	sqlite3_close(w->db);
	w->db = NULL;
}

/* The first page takes the lock; then nobody may have written since the rows were
 * read. */
static int copy_over(bool *changed, ent_store *to, ent_store *from, ent_store_guard *w)
{
	int version = 0;
	sqlite3_backup *b = sqlite3_backup_init(to->db, "main", from->db, "main");
	if (!b)
		return sqlite3_errcode(to->db);
	int rc = sqlite3_backup_step(b, 1);
	if (rc == SQLITE_OK) {
		rc = read_version(&version, w->db);
		*changed = !rc && version != w->version;
		if (!rc && !*changed)
			rc = sqlite3_backup_step(b, -1);
	}
	const int end = sqlite3_backup_finish(b);
	return rc == SQLITE_DONE ? SQLITE_OK : rc ? rc : end;
}

ent_status ent_store_take_over(ent_store *to,
			       ent_store *from,
			       ent_store_guard *w,
			       ent_error *err)
{
	bool changed = false;
	ent_sql_release(to);
	const int rc = copy_over(&changed, to, from, w);
	if (changed) {
		ent_fail(err, ENT_EBUSY,
			 "another program changed the memory meanwhile; try again");
		return ent_error_in(err, ENT_EBUSY, ent_str_of(to->path));
	}
	return rc ? ent_sql_fail(to, rc, err) : ENT_OK;
}
