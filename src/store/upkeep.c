/* SPDX-License-Identifier: Apache-2.0 */
/* upkeep.c - counting, checking, copying a memory. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/file.h"
#include "store/sql.h"

/* Instructions of SQLite's machine between two calls of a progress callback:
 * some hundredths of a second. */
#define WATCH_STEPS 1000000

ent_status ent_store_stats(ent_stats *out, ent_store *store, ent_error *err)
{
	ent_stats stats = { 0 };
	struct stat st;
	sqlite3_stmt *q = ent_sql(store,
				  "SELECT (SELECT count(*) FROM unit),"
				  " (SELECT count(*) FROM text),"
				  " (SELECT count(*) FROM document),"
				  " (SELECT count(*) FROM alignment),"
				  " (SELECT count(*) FROM bead),"
				  " (SELECT sum(length(CAST(text AS BLOB))) FROM text)",
				  "");
	if (ent_sql_row(store, q)) {
		stats.units = ent_sql_id(store, q, 0);
		stats.texts = ent_sql_id(store, q, 1);
		stats.documents = ent_sql_id(store, q, 2);
		stats.pairs = ent_sql_id(store, q, 3);
		stats.beads = ent_sql_id(store, q, 4);
		stats.text_bytes = ent_sql_id(store, q, 5);
	}
	ent_status status = ent_sql_end(store, q, err);
	if (!status && !stat(store->path, &st))
		stats.file_bytes = (uint64_t)st.st_size;
	if (!status)
		*out = stats;
	return status;
}

bool ent_sql_lacks_memory(const char *what)
{
	static const char code[] = "error code"; /* " 7" or "=7" follows */
	bool lacks = false;
	while (!lacks && (what = strstr(what, code))) {
		what += sizeof(code) - 1;
		lacks = *what && (strtol(what + 1, NULL, 10) & 0xFF) == SQLITE_NOMEM;
	}
	return lacks;
}

static ent_status check_file(ent_store *store,
			     void (*fn)(void *data, const char *what),
			     void *data,
			     ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store, "PRAGMA integrity_check(20)", "");
	bool unreadable = false, no_memory = false;
	while (!unreadable && !no_memory && ent_sql_row(store, st)) {
		const char *what = (const char *)sqlite3_column_text(st, 0);
		no_memory = !what || ent_sql_lacks_memory(what);
		unreadable =
			what && strcmp(what, "ok") != 0 && ent_sql_read_error(store);
		if (what && strcmp(what, "ok") != 0 && !unreadable && !no_memory)
			fn(data, what);
	}
	ent_status status = ent_sql_end(store, st, unreadable ? NULL : err);
	if (!status && no_memory)
		return ent_fail_memory(err);
	return unreadable ? ent_sql_fail(store, SQLITE_CORRUPT, err) : status;
}

/* Texts that are in the indexes without need, or needed and not in them. */
static ent_status check_marks(ent_store *store,
			      void (*fn)(void *data, const char *what),
			      void *data,
			      ent_error *err)
{
	char line[120];
	sqlite3_stmt *st = ent_sql(
		store,
		"SELECT id, weight IS NULL FROM text WHERE (weight IS NULL) ="
		" (id IN (SELECT source FROM unit UNION SELECT target FROM unit))"
		" LIMIT 20",
		"");
	while (ent_sql_row(store, st)) {
		snprintf(line, sizeof(line), "text %lld is %s",
			 (long long)sqlite3_column_int64(st, 0),
			 sqlite3_column_int(st, 1) ? "used by a unit but not indexed"
						   : "indexed though no unit uses it");
		fn(data, line);
	}
	return ent_sql_end(store, st, err);
}

/* Beads that name segments which their documents do not have. */
static ent_status check_beads(ent_store *store,
			      void (*fn)(void *data, const char *what),
			      void *data,
			      ent_error *err)
{
	char line[120];
	sqlite3_stmt *st = ent_sql(
		store,
		"SELECT b.alignment, b.number FROM alignment a JOIN bead b"
		" ON b.alignment=a.id WHERE min(b.source, b.n_source, b.target,"
		" b.n_target)<0 OR b.n_source+b.n_target=0 OR b.source+b.n_source >"
		" (SELECT count(*) FROM segment WHERE document=a.source)"
		" OR b.target+b.n_target >"
		" (SELECT count(*) FROM segment WHERE document=a.target) LIMIT 20",
		"");
	while (ent_sql_row(store, st)) {
		snprintf(line, sizeof(line),
			 "bead %lld of alignment %lld is not within its documents",
			 (long long)sqlite3_column_int64(st, 1),
			 (long long)sqlite3_column_int64(st, 0));
		fn(data, line);
	}
	return ent_sql_end(store, st, err);
}

static ent_status has_index(bool *out, ent_store *store, ent_str name, ent_error *err)
{
	sqlite3_stmt *st = ent_sql(
		store, "SELECT 1 FROM sqlite_schema WHERE type='index' AND name=?", "s",
		name);
	*out = ent_sql_row(store, st);
	return ent_sql_end(store, st, err);
}

static ent_status check_indexes(ent_store *store,
				void (*fn)(void *data, const char *what),
				void *data,
				ent_error *err)
{
	ent_str name, sql;
	char line[120];
	bool there;
	ent_status status = ENT_OK;
	for (size_t at = 0; !status && ent_schema_index(&name, &sql, &at);) {
		status = has_index(&there, store, name, err);
		snprintf(line, sizeof(line), "the index %.*s is missing", (int)name.n,
			 name.p);
		if (!status && !there)
			fn(data, line);
	}
	return status;
}

ent_status ent_store_make_indexes(ent_store *store, ent_error *err)
{
	ent_str name, sql;
	ent_buf copy = ENT_BUF_INIT;
	bool there;
	ent_status status = ENT_OK;
	for (size_t at = 0; !status && ent_schema_index(&name, &sql, &at);) {
		status = has_index(&there, store, name, err);
		ent_buf_clear(&copy);
		ent_buf_add(&copy, sql);
		if (!status && copy.failed)
			status = ent_fail_memory(err);
		if (!status && !there)
			status = ent_sql_exec(store, copy.p, err);
	}
	ent_buf_release(&copy);
	return status;
}

ent_status ent_store_mark_used(ent_store *store, ent_error *err)
{
	return ent_sql_exec(store,
			    "UPDATE text SET weight=CASE WHEN id IN (SELECT source"
			    " FROM unit UNION SELECT target FROM unit) THEN 0 END",
			    err);
}

ent_status ent_store_check(ent_store *store,
			   void (*fn)(void *data, const char *what),
			   void *data,
			   ent_error *err)
{
	char line[200];
	ent_status status = check_file(store, fn, data, err);
	if (status)
		return status;
	sqlite3_stmt *st = ent_sql(store, "PRAGMA foreign_key_check", "");
	while (ent_sql_row(store, st)) {
		snprintf(line, sizeof(line), "%s %lld names a missing %s",
			 (const char *)sqlite3_column_text(st, 0),
			 (long long)sqlite3_column_int64(st, 1),
			 (const char *)sqlite3_column_text(st, 2));
		fn(data, line);
	}
	status = ent_sql_end(store, st, err);
	if (!status)
		status = check_indexes(store, fn, data, err);
	if (!status)
		status = check_beads(store, fn, data, err);
	return status ? status : check_marks(store, fn, data, err);
}

/* SQLite's progress callback has one pointer: what it needs is in the store. */
static int watch(void *data)
{
	ent_store *store = data;
	return ent_step(store->progress, store->task, 0, 0, NULL) != ENT_OK;
}

void ent_store_watch(ent_store *store, const ent_progress *progress, const char *task)
{
	store->progress = progress;
	store->task = task;
	sqlite3_progress_handler(store->db, progress ? WATCH_STEPS : 0,
				 progress ? watch : NULL, store);
}

/* The log is emptied when nobody else reads it: *busy says whether one does. */
static ent_status empty_log(bool *busy, ent_store *store, ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store, "PRAGMA wal_checkpoint(TRUNCATE)", "");
	if (ent_sql_row(store, st))
		*busy = sqlite3_column_int(st, 0);
	return ent_sql_end(store, st, err);
}

/* VACUUM writes the rows that there are to a temporary file and copies that over the
 * memory (https://www.sqlite.org/lang_vacuum.html); in the write-ahead log it is
 * committed as a whole, and the log with the old pages is then emptied. */
ent_status ent_store_compact(ent_store *store, ent_error *err)
{
	bool busy = false;
	ent_sql_release(store);
	ent_status status = ent_sql_exec(store, "PRAGMA temp_store=FILE; VACUUM", err);
	ent_sql_exec(store, "PRAGMA temp_store=MEMORY", NULL);
	store->marks = false; /* temporary tables are gone */
	if (!status)
		status = empty_log(&busy, store, err);
	if (!status && busy) {
		status = ent_fail(err, ENT_EBUSY,
				  "another program has the memory open, and its log "
				  "still has what was deleted; close it and run "
				  "'entente compact'");
		ent_error_in(err, status, ent_str_of(store->path));
	}
	return status;
}

static ent_status sync_file(const char *path, ent_error *err)
{
	FILE *f = fopen(path, "rb");
	if (!f || fsync(fileno(f))) {
		ent_fail(err, ENT_EIO, "cannot write: %s", strerror(errno));
		ent_error_in(err, ENT_EIO, ent_str_of(path));
		if (f)
			fclose(f);
		return ENT_EIO;
	}
	fclose(f);
	return ENT_OK;
}

/* VACUUM INTO copies one state of the file, without its free pages
 * (https://www.sqlite.org/lang_vacuum.html). */
static ent_status copy_to(ent_store *store, ent_str path, ent_error *err)
{
	/* a reader's connection refuses to write, also to another file */
	ent_status status = ent_sql_exec(store, "PRAGMA query_only=OFF", err);
	if (!status)
		status = ent_sql_run(store, ent_sql(store, "VACUUM INTO ?", "s", path),
				     err);
	if (!store->writable)
		ent_sql_exec(store, "PRAGMA query_only=ON", NULL);
	return status;
}

/* Gives a finished file its name, which nobody else may have taken. */
static ent_status name_copy(const char *temp, const char *path, ent_error *err)
{
	/* some file systems have no links */
	const bool taken = link(temp, path) && errno == EEXIST;
	const bool linked = !taken && !access(path, F_OK);
	const bool named = !taken && (linked || !rename(temp, path));
	if (named && ent_file_sync_folder(path))
		return ENT_OK;
	if (named)
		unlink(path); /* an error leaves no copy */
	ent_fail(err, ENT_EIO, "cannot write: %s",
		 taken ? "is there already" : strerror(errno));
	return ent_error_in(err, ENT_EIO, ent_str_of(path));
}

ent_status ent_store_backup(ent_store *store, const char *path, ent_error *err)
{
	ent_buf temp = ENT_BUF_INIT;
	if (!access(path, F_OK)) {
		ent_fail(err, ENT_EIO, "is there already");
		return ent_error_in(err, ENT_EIO, ent_str_of(path));
	}
	/* under another name until it is whole: a copy that was killed leaves nothing
	 * under this one */
	const int fd = ent_file_beside(&temp, path);
	if (fd < 0) {
		ent_fail(err, ENT_EIO, "cannot write: %s", strerror(errno));
		ent_buf_release(&temp);
		return ent_error_in(err, ENT_EIO, ent_str_of(path));
	}
	close(fd);
	unlink(temp.p); /* SQLite makes it, with the mode that umask says */
	ent_status status = copy_to(store, ent_buf_str(&temp), err);
	if (!status)
		status = sync_file(temp.p, err);
	if (status && err) {
		err->file[0] = '\0';
		ent_error_in(err, status, ent_str_of(path));
	}
	if (!status)
		status = name_copy(temp.p, path, err);
	unlink(temp.p);
	ent_buf_add(&temp, ENT_STR("-journal")); /* left by a copy that failed */
	if (!temp.failed)
		unlink(temp.p);
	ent_buf_release(&temp);
	return status;
}
