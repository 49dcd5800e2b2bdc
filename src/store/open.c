/* SPDX-License-Identifier: Apache-2.0 */
/* open.c - opening a memory.
 *
 * Before SQLite reads a file its first bytes are looked at, so that a file of
 * another kind is never touched, not even by a journal.  They are read with SQLite's
 * own descriptor: POSIX locks belong to the process, and closing another descriptor of
 * the file would release those of each other connection in it
 * (https://www.sqlite.org/howtocorrupt.html, 2.2).  A memory is in WAL mode
 * (https://www.sqlite.org/wal.html): readers see the last committed state while
 * one writes.  synchronous=NORMAL keeps a committed state whole over a power
 * failure, though the last commits may be lost; over a crash of the program
 * nothing is.  Filling an empty memory goes by a rollback journal instead
 * (https://www.sqlite.org/atomiccommit.html): new pages need none, and a log of many
 * gigabytes is searched ever more slowly.  A memory on a medium that cannot be written
 * is read as immutable when no write-ahead log is beside it.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/file.h"
#include "store/sql.h"

/* How long to wait for another writer, in milliseconds. */
#define BUSY_MS 5000

/* Pages kept in memory, in KiB: a look-up in 560,000 units touches less than a
 * third of the first; changes here and there use the second; filling an empty memory
 * appends, and is not slower with the third than with the second (2026-11). */
#define READ_CACHE_KIB 65536
#define WRITE_CACHE_KIB 49152
#define FILL_CACHE_KIB 12288

/* Pages in the log before it is copied back: 64 MB, so that single insertions, of
 * some 50 pages each and mostly the same, pay for a copy once in three hundred. */
#define CHECKPOINT_PAGES 16384

static ent_status fail_errno(ent_error *err, const char *what, const char *path)
{
	ent_fail(err, ENT_EIO, "%s: %s", ent_translated(what), strerror(errno));
	return ent_error_in(err, ENT_EIO, ent_str_of(path));
}

static ent_status refuse(ent_error *err, const char *path, const char *why)
{
	ent_fail(err, ENT_EFORMAT, "%s", ent_translated(why));
	return ent_error_in(err, ENT_EFORMAT, ent_str_of(path));
}

/* Whether the file may be opened: ENT_OK, and *missing for none or an empty one.  What
 * is not a plain file is refused before it is opened: opening a FIFO would wait without
 * end. */
static ent_status look_at(bool *missing, const char *path, ent_error *err)
{
	struct stat st;
	*missing = stat(path, &st) != 0;
	if (*missing && errno == ENOENT)
		return ENT_OK;
	if (*missing)
		return fail_errno(err, "cannot open", path);
	if (!S_ISREG(st.st_mode))
		return refuse(err, path, "not an entente memory: not a plain file");
	*missing = st.st_size == 0;
	return access(path, R_OK) ? fail_errno(err, "cannot open", path) : ENT_OK;
}

/* Whether the file that is open, but was not read, begins as a memory does; an empty
 * one becomes a memory. */
static ent_status check_head(ent_store *store, ent_error *err)
{
	static const char magic[16] = "SQLite format 3";
	char head[sizeof(magic)];
	sqlite3_file *file = NULL;
	sqlite3_int64 size = 0;
	int rc = sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER,
				      &file);
	if (!rc)
		rc = file->pMethods->xFileSize(file, &size);
	if (!rc && !size)
		return ENT_OK;
	if (!rc)
		rc = file->pMethods->xRead(file, head, sizeof(head), 0);
	if (rc == SQLITE_IOERR_SHORT_READ ||
	    (!rc && memcmp(head, magic, sizeof(magic)) != 0))
		return refuse(err, store->path, "not an entente memory");
	return rc ? fail_errno(err, "cannot read", store->path) : ENT_OK;
}

/* A path as a URI that SQLite reads as immutable; it may hold '?', '#' or '%'. */
static void add_uri(ent_buf *out, const char *path)
{
	ent_buf_add(out, ENT_STR("file:"));
	for (const char *p = path; *p; p++)
		if (strchr("?#%", *p))
			ent_buf_addf(out, "%%%02X", (unsigned)*p);
		else
			ent_buf_add_char(out, *p);
	ent_buf_add(out, ENT_STR("?immutable=1"));
}

static ent_status connect(ent_store *store, bool create, bool immutable, ent_error *err)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
	ent_buf uri = ENT_BUF_INIT;
	if (create)
		flags |= SQLITE_OPEN_CREATE;
	if (immutable) {
		add_uri(&uri, store->path);
		if (uri.failed)
			return ent_fail_memory(err);
		flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;
	}
	int rc = sqlite3_open_v2(immutable ? uri.p : store->path, &store->db, flags,
				 NULL);
	ent_buf_release(&uri);
	if (!store->db)
		return ent_fail_memory(err);
	sqlite3_extended_result_codes(store->db, 1);
	/* a memory may come from anywhere: what a schema can hide does not run */
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_busy_timeout(store->db, BUSY_MS);
	return rc ? ent_sql_fail(store, rc, err) : check_head(store, err);
}

/* SQLite does not wait for others before it changes the mode, as it does for a
 * lock; another process may be filling the memory. */
static ent_status keep_log(ent_store *store, ent_error *err)
{
	enum { NAP_MS = 50 };
	const struct timespec nap = { .tv_nsec = NAP_MS * 1000000 };
	ent_status status = ENT_EBUSY;
	for (int waited = 0; status == ENT_EBUSY && waited <= BUSY_MS;
	     waited += NAP_MS) {
		if (waited)
			nanosleep(&nap, NULL);
		status = ent_sql_exec(store, "PRAGMA journal_mode=WAL", err);
	}
	return status;
}

static ent_status configure(ent_store *store, ent_error *err)
{
	char pragmas[300];
	snprintf(pragmas, sizeof(pragmas),
		 "PRAGMA cache_size=-%d; PRAGMA temp_store=MEMORY;"
		 "PRAGMA cell_size_check=ON; %s",
		 store->writable ? WRITE_CACHE_KIB : READ_CACHE_KIB,
		 store->writable ? "PRAGMA foreign_keys=ON; PRAGMA secure_delete=OFF;"
				   "PRAGMA synchronous=NORMAL"
				 : "PRAGMA query_only=ON");
	ent_status status = ent_sql_exec(store, pragmas, err);
	if (!status && store->writable) {
		sqlite3_wal_autocheckpoint(store->db, CHECKPOINT_PAGES);
		status = keep_log(store, err);
	}
	return status;
}

static void disconnect(ent_store *store)
{
	for (size_t k = 0; k < ENT_SQL_CACHE; k++)
		sqlite3_finalize(store->cache[k].st);
	sqlite3_close_v2(store->db);
}

static bool has_log(const char *path)
{
	bool there = false;
	for (int k = 0; k < 2; k++) {
		char *name = sqlite3_mprintf("%s%s", path, k ? "-journal" : "-wal");
		there |= !name || !access(name, F_OK);
		sqlite3_free(name);
	}
	return there;
}

/* A reader on a medium where the files of the log cannot be made. */
static ent_status reconnect_immutable(ent_store *store, ent_error *err)
{
	sqlite3_close_v2(store->db);
	store->db = NULL;
	ent_status status = connect(store, false, true, err);
	return status ? status : configure(store, err);
}

/* Whether the disk has no space for the log's index, which readers share. */
static bool lacks_space_for_index(ent_store *store)
{
	return sqlite3_extended_errcode(store->db) == SQLITE_IOERR_SHMSIZE &&
	       sqlite3_system_errno(store->db) == ENOSPC;
}

/* A reader on a full disk keeps the log's index in its own memory, which it may while
 * no other process has the file open (https://www.sqlite.org/wal.html, 8). */
static ent_status reconnect_alone(int *version, ent_store *store, ent_error *err)
{
	sqlite3_close_v2(store->db);
	store->db = NULL;
	ent_status status = connect(store, false, false, err);
	if (!status)
		status = ent_sql_exec(store, "PRAGMA locking_mode=EXCLUSIVE", err);
	return status ? status : ent_schema_version(version, store, err);
}

static ent_status open_connection(ent_store *store, bool create, ent_error *err)
{
	int version = 0;
	ent_status status = connect(store, create, false, err);
	if (!status && !create)
		/* reading first: a file of another kind gets no pragma */
		status = ent_schema_version(&version, store, err);
	if (status == ENT_EIO && !store->writable && lacks_space_for_index(store))
		status = reconnect_alone(&version, store, err);
	if (status == ENT_EIO && !store->writable && !has_log(store->path)) {
		status = reconnect_immutable(store, err);
		return status ? status : ent_schema_prepare(store, NULL, err);
	}
	/* the tables before the log's mode: both are commits of their own, and a
	 * crash between the two would leave a file without tables */
	if (!status && store->writable && version == 0)
		status = ent_schema_prepare(store, NULL, err);
	if (!status && version >= 0)
		status = configure(store, err);
	if (!status)
		status = ent_schema_prepare(store, create ? NULL : &version, err);
	return status || !store->writable ? status
					  : ent_filling_mark(store, false, err);
}

/* The files beside a memory that SQLite keeps while it is open. */
static void remove_logs(const char *path)
{
	static const char *const suffixes[] = { "-wal", "-shm", "-journal" };
	for (size_t k = 0; k < sizeof(suffixes) / sizeof(suffixes[0]); k++) {
		char *name = sqlite3_mprintf("%s%s", path, suffixes[k]);
		if (name)
			unlink(name);
		sqlite3_free(name);
	}
}

/* The files of a memory. */
static void remove_files(const char *path)
{
	unlink(path);
	remove_logs(path);
}

/* A memory without units at path, whole or not at all: it is made under another name
 * and linked to its own.  When another process was faster, its memory stays. */
static ent_status create(const char *path, ent_error *err)
{
	ent_buf name = ENT_BUF_INIT;
	int fd = ent_file_beside(&name, path);
	if (fd < 0) {
		ent_status status = fail_errno(err, "the memory cannot be made", path);
		ent_buf_release(&name);
		return status;
	}
	close(fd);
	unlink(name.p); /* SQLite makes it, with the mode that umask says */
	ent_store store = { .path = name.p,
			    .writable = true,
			    .find_bad_text = ent_find_bad_text };
	ent_status status = open_connection(&store, true, err);
	disconnect(&store);
	if (status && err) { /* the user does not know the other name */
		err->file[0] = '\0';
		ent_error_in(err, status, ent_str_of(path));
	}
	/* some file systems have no links; two processes rarely make one memory at once
	 * there */
	if (!status && link(name.p, path) && errno != EEXIST &&
	    (!access(path, F_OK) || rename(name.p, path)))
		status = fail_errno(err, "the memory cannot be made", path);
	remove_files(name.p);
	ent_buf_release(&name);
	if (!status && !ent_file_sync_folder(path))
		status = fail_errno(err, "the memory cannot be made", path);
	return status;
}

/* SQLite reports only that it cannot open. */
static ent_status explain(ent_status status, const char *path, ent_error *err)
{
	char *folder = strdup(path), *slash = folder ? strrchr(folder, '/') : NULL;
	if (slash)
		slash[1] = '\0';
	if (status == ENT_EIO && err &&
	    (access(path, W_OK) || (folder && access(slash ? folder : ".", W_OK)))) {
		err->file[0] = '\0';
		fail_errno(err, "the memory cannot be written", path);
	}
	free(folder);
	return status;
}

ent_status ent_store_open(ent_store **out,
			  const char *path,
			  ent_open_mode mode,
			  ent_error *err)
{
	bool missing = false;
	ent_status status = look_at(&missing, path, err);
	if (!status && missing && mode != ENT_OPEN_CREATE) {
		status = ent_fail(err, ENT_ENOTFOUND, "there is no such memory");
		ent_error_in(err, status, ent_str_of(path));
	}
	/* an empty file becomes a memory where it is */
	const bool was_empty = missing && !access(path, F_OK);
	const bool make = !status && missing && !was_empty;
	if (make)
		status = create(path, err);
	if (status)
		return status;
	ent_store *store = calloc(1, sizeof(*store));
	if (store)
		store->path = strdup(path);
	if (!store || !store->path) {
		free(store);
		if (make)
			remove_files(path);
		return ent_fail_memory(err);
	}
	store->made = make;
	store->was_empty = was_empty;
	store->writable = mode != ENT_OPEN_READ;
	store->find_bad_text = ent_find_bad_text;
	status = open_connection(store, false, err);
	if (status) {
		ent_store_discard(store);
		return mode != ENT_OPEN_READ ? explain(status, path, err) : status;
	}
	*out = store;
	return ENT_OK;
}

const char *ent_store_path(const ent_store *store)
{
	return store->path;
}

void ent_store_close(ent_store *store)
{
	int on = 1;
	if (!store)
		return;
	ent_store_rollback(store);
	/* SQLite would delete the log by its path, which may be another memory's now */
	if (ent_store_is_replaced(store))
		sqlite3_file_control(store->db, "main", SQLITE_FCNTL_PERSIST_WAL, &on);
	const bool replaced = ent_store_is_replaced(store);
	disconnect(store);
	if (replaced && ent_log_inode(store) == store->log_inode && store->log_inode)
		remove_logs(store->path); /* they are ours, and not of what is there */
	free(store->had.list);
	ent_buf_release(&store->run.source);
	ent_buf_release(&store->run.format);
	ent_buf_release(&store->run.who);
	free(store->path);
	free(store);
}

/* Whether the memory has rows that a person would miss. */
static bool has_rows(ent_store *store)
{
	sqlite3_stmt *st = ent_sql(
		store,
		"SELECT EXISTS (SELECT 1 FROM unit) OR EXISTS (SELECT 1 FROM run)"
		" OR EXISTS (SELECT 1 FROM document)"
		" OR EXISTS (SELECT 1 FROM decision)"
		" OR EXISTS (SELECT 1 FROM correction)"
		" OR EXISTS (SELECT 1 FROM history)"
		" OR EXISTS (SELECT 1 FROM deleted)",
		"");
	const bool has = !ent_sql_row(store, st) || sqlite3_column_int(st, 0);
	return ent_sql_end(store, st, NULL) || has;
}

/* Removes a memory that the opening made; a file that was empty is empty again.  The
 * exclusive lock shows that nobody else has the file open; a process that opens it
 * before it is gone notices that at its commit. */
static void remove_if_empty(ent_store *store)
{
	ent_store_rollback(store);
	sqlite3_busy_timeout(store->db, 0);
	if (!ent_sql_exec(store, "PRAGMA journal_mode=DELETE", NULL) &&
	    !ent_sql_exec(store, "BEGIN EXCLUSIVE", NULL) && !has_rows(store) &&
	    !ent_store_is_replaced(store)) { /* there is no log in this mode */
		if (store->made)
			unlink(store->path);
		else if (truncate(store->path, 0))
			return; /* a memory without units stays */
	}
}

void ent_store_discard(ent_store *store)
{
	if (store && (store->made || store->was_empty) && store->db)
		remove_if_empty(store);
	ent_store_close(store);
}

void ent_store_unlogged(ent_store *store, bool on)
{
	char pragmas[100];
	if (!store->writable || store->changing || store->depth)
		return;
	/* references are true by construction while an empty memory is filled */
	snprintf(pragmas, sizeof(pragmas),
		 "PRAGMA foreign_keys=%d; PRAGMA cache_size=-%d", !on,
		 on ? FILL_CACHE_KIB : WRITE_CACHE_KIB);
	ent_sql_exec(store, pragmas, NULL);
	/* when others have the file open it stays as it is: do not wait for them */
	sqlite3_busy_timeout(store->db, 0);
	/* the folder is flushed when the journal is gone */
	ent_status status =
		ent_sql_exec(store,
			     on ? "PRAGMA synchronous=EXTRA; PRAGMA journal_mode=DELETE"
				: "PRAGMA synchronous=NORMAL; PRAGMA journal_mode=WAL",
			     NULL);
	if (!status)
		status = ent_filling_mark(store, on, NULL);
	store->filling = on && !status;
	sqlite3_busy_timeout(store->db, BUSY_MS);
}
