/* SPDX-License-Identifier: Apache-2.0 */
/* sql.c - prepared statements, kept and found again; SQLite's failures as ours.
 *
 * The cache is an open-addressing table over the addresses of the literals.
 * Looking one up costs a multiplication and mostly one comparison.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/utf8.h"
#include "store/sql.h"

static ent_status wait_for_writer(ent_store *store, ent_error *err)
{
	return store->wait ? store->wait(store, err) : ENT_OK;
}

static bool is_read_error(int why)
{
	return why == EIO || why == ENXIO || why == ERANGE;
}

/* SQLite takes a read that failed for damage (SQLITE_IOERR_CORRUPTFS); the
 * memory's file and its log remember what the system said. */
int ent_sql_read_error(ent_store *store)
{
	sqlite3_file *log = NULL;
	int why = 0;
	if (!sqlite3_file_control(store->db, "main", SQLITE_FCNTL_LAST_ERRNO, &why) &&
	    is_read_error(why))
		return why;
	if (!sqlite3_file_control(store->db, "main", SQLITE_FCNTL_JOURNAL_POINTER,
				  &log) &&
	    log && log->pMethods &&
	    !log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &why) &&
	    is_read_error(why))
		return why;
	return 0;
}

/* What the system said of a read or write that failed. */
static ent_status fail_io(ent_store *store, int rc, ent_error *err)
{
	const int why = sqlite3_system_errno(store->db);
	const int code = rc > 0xFF ? rc : sqlite3_extended_errcode(store->db);
	const char *what = code == SQLITE_IOERR_READ ||
					   code == SQLITE_IOERR_CORRUPTFS ||
					   code == SQLITE_IOERR_FSTAT
				   ? "cannot read"
			   : code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_FSYNC ||
					   code == SQLITE_IOERR_TRUNCATE
				   ? "cannot write"
				   : "cannot read or write";
	return ent_fail(err, ENT_EIO, "%s: %s", what,
			why ? strerror(why) : sqlite3_errmsg(store->db));
}

static ent_status fail_damaged(ent_store *store, ent_error *err)
{
	const int why = ent_sql_read_error(store);
	return why ? ent_fail(err, ENT_EIO, "cannot read: %s", strerror(why))
		   : ent_fail(err, ENT_ECORRUPT, "the memory is damaged: %s",
			      sqlite3_errmsg(store->db));
}

/* A statement of ours that does not fit the tables: the file has others. */
static bool lacks_table(ent_store *store)
{
	const char *why = sqlite3_errmsg(store->db);
	return !strncmp(why, "no such ", strlen("no such ")) ||
	       strstr(why, " has no column named ");
}

ent_status ent_sql_fail(ent_store *store, int rc, ent_error *err)
{
	ent_status code = ENT_EIO;
	if (rc == ENT_BULK_FAILED)
		return wait_for_writer(store, err);
	if (rc == ENT_NOT_TEXT) {
		store->failed = store->changing;
		return ent_fail(err, ENT_EENCODING,
				"a text that was given is not UTF-8");
	}
	switch (rc & 0xFF) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE: return ENT_OK;
	case SQLITE_NOMEM: code = ent_fail_memory(err); break;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		code = ent_fail(err, ENT_EBUSY,
				"the memory is locked by another writer; try again");
		break;
	case SQLITE_INTERRUPT: code = ent_fail(err, ENT_ECANCELLED, "stopped"); break;
	case SQLITE_IOERR: code = fail_io(store, rc, err); break;
	case SQLITE_FULL: code = ent_fail(err, ENT_EIO, "the disk is full"); break;
	case SQLITE_READONLY:
		code = ent_fail(err, ENT_EIO, "the memory cannot be written");
		break;
	case SQLITE_CANTOPEN:
		code = ent_fail(err, ENT_EIO, "the memory cannot be opened");
		break;
	case SQLITE_NOTADB:
		code = ent_fail(err, ENT_EFORMAT, "not an entente memory");
		break;
	case SQLITE_TOOBIG:
		code = ent_fail(err, ENT_ELIMIT, "a text is too large for a memory");
		break;
	case SQLITE_CORRUPT:
	case SQLITE_CONSTRAINT: code = fail_damaged(store, err); break;
	default:
		code = lacks_table(store)
			       ? fail_damaged(store, err)
			       : ent_fail(err, code, "%s", sqlite3_errmsg(store->db));
		break;
	}
	store->failed = store->changing;
	return ent_error_in(err, code, ent_str_of(store->path));
}

static sqlite3_stmt *prepare(ent_store *store, const char *sql)
{
	size_t at = (size_t)(((uintptr_t)sql * 0x9E3779B97F4A7C15u) >> 56);
	while (store->cache[at % ENT_SQL_CACHE].sql) {
		if (store->cache[at % ENT_SQL_CACHE].sql == sql)
			return store->cache[at % ENT_SQL_CACHE].st;
		at++;
	}
	sqlite3_stmt *st = NULL;
	store->rc = sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
				       &st, NULL);
	if (store->rc)
		return NULL;
	store->cache[at % ENT_SQL_CACHE].sql = sql;
	store->cache[at % ENT_SQL_CACHE].st = st;
	return st;
}

static int bind_str(sqlite3_stmt *st, int at, char type, ent_str s)
{
	if (type == 'z' && !s.n)
		return sqlite3_bind_null(st, at);
	const char *p = s.p ? s.p : "";
	if (type == 'b')
		return sqlite3_bind_blob64(st, at, p, s.n, SQLITE_STATIC);
	if (!ent_utf8_valid(s, NULL))
		return ENT_NOT_TEXT;
	return sqlite3_bind_text64(st, at, p, s.n, SQLITE_STATIC, SQLITE_UTF8);
}

sqlite3_stmt *ent_sql(ent_store *store, const char *sql, const char *types, ...)
{
	store->rc = wait_for_writer(store, NULL) ? ENT_BULK_FAILED : SQLITE_OK;
	sqlite3_stmt *st = store->rc ? NULL : prepare(store, sql);
	va_list ap;
	va_start(ap, types);
	if (st && sqlite3_stmt_busy(st))
		sqlite3_reset(st);
	for (int k = 1; st && types[k - 1] && !store->rc; k++)
		switch (types[k - 1]) {
		case 'i':
			store->rc = sqlite3_bind_int64(st, k, va_arg(ap, int64_t));
			break;
		case 'j': {
			int64_t v = va_arg(ap, int64_t);
			store->rc = v ? sqlite3_bind_int64(st, k, v)
				      : sqlite3_bind_null(st, k);
			break;
		}
		case 'r':
			store->rc = sqlite3_bind_double(st, k, va_arg(ap, double));
			break;
		case 'n': store->rc = sqlite3_bind_null(st, k); break;
		default:
			store->rc = bind_str(st, k, types[k - 1], va_arg(ap, ent_str));
			break;
		}
	va_end(ap);
	return st;
}

bool ent_sql_row(ent_store *store, sqlite3_stmt *st)
{
	if (store->damage.found || (store->rc != SQLITE_OK && store->rc != SQLITE_ROW))
		return false;
	store->rc = sqlite3_step(st);
	return store->rc == SQLITE_ROW;
}

ent_status ent_sql_end(ent_store *store, sqlite3_stmt *st, ent_error *err)
{
	const int rc = store->rc;
	ent_status status = ENT_OK;
	if (rc != SQLITE_DONE && rc != SQLITE_ROW && rc != SQLITE_OK)
		status = ent_sql_fail(store, rc, err);
	if (st)
		sqlite3_reset(st);
	return status || !store->damage.found ? status : ent_sql_checked(store, err);
}

/* ---- numbers --------------------------------------------------------------------- */

ent_status ent_sql_damaged(ent_store *store, ent_error *err, const char *fmt, ...)
{
	char what[160];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), ent_translated(fmt), ap);
	va_end(ap);
	store->failed = store->changing;
	ent_fail(err, ENT_ECORRUPT, "the memory is damaged: %s", what);
	return ent_error_in(err, ENT_ECORRUPT, ent_str_of(store->path));
}

/* While an empty memory is filled there is nothing to look for. */
static ent_status bad_text(ent_store *store, ent_error *err)
{
	char line[200];
	if (!store->bulk && store->find_bad_text(line, sizeof(line), store))
		return ent_sql_damaged(store, err, "%s", line);
	return ent_sql_damaged(store, err, "a text of the column '%s' is not UTF-8",
			       store->damage.column);
}

ent_status ent_sql_checked(ent_store *store, ent_error *err)
{
	if (!store->damage.found)
		return ENT_OK;
	store->damage.found = false;
	if (store->damage.text)
		return bad_text(store, err);
	return ent_sql_damaged(store, err, "a value of the column '%s' is %lld",
			       store->damage.column, (long long)store->damage.value);
}

/* The first one is reported. */
static void note_damage(ent_store *store, const char *column, bool text, int64_t value)
{
	if (store->damage.found)
		return;
	snprintf(store->damage.column, sizeof(store->damage.column), "%s",
		 column ? column : "?");
	store->damage.text = text;
	store->damage.value = value;
	store->damage.found = true;
}

static int64_t read_number(ent_store *store,
			   sqlite3_stmt *st,
			   int column,
			   int64_t least,
			   int64_t most)
{
	const int64_t value = sqlite3_column_int64(st, column);
	if (value > 0 && value >= least && value <= most)
		return value; /* NULL and what is not a number read as 0 */
	const int type = sqlite3_column_type(st, column);
	if (type == SQLITE_NULL)
		return least;
	if (value >= least && value <= most && type == SQLITE_INTEGER)
		return value;
	note_damage(store, sqlite3_column_name(st, column), false, value);
	return least;
}

uint64_t ent_sql_id(ent_store *store, sqlite3_stmt *st, int column)
{
	return (uint64_t)read_number(store, st, column, 0, INT64_MAX);
}

ent_status ent_sql_ids(const uint64_t **ids,
		       uint32_t *count,
		       ent_store *store,
		       sqlite3_stmt *st,
		       ent_arena *arena,
		       ent_error *err)
{
	uint64_t *list = NULL;
	size_t n = 0, capacity = 0;
	bool ok = true;
	while (ok && ent_sql_row(store, st)) {
		ok = n < UINT32_MAX && ENT_GROW(list, capacity, n + 1);
		if (ok)
			list[n++] = ent_sql_id(store, st, 0);
	}
	ent_status status = ent_sql_end(store, st, err);
	uint64_t *copy = status || !ok ? NULL : ENT_NEW_ARRAY(arena, uint64_t, n + 1);
	if (!status && !copy)
		status = ent_fail_memory(err);
	if (!status && n)
		memcpy(copy, list, n * sizeof(*copy));
	free(list);
	*ids = copy;
	*count = status ? 0 : (uint32_t)n;
	return status;
}

ent_status ent_sql_number(uint32_t *count,
			  ent_store *store,
			  sqlite3_stmt *st,
			  ent_error *err)
{
	*count = ent_sql_row(store, st) ? ent_sql_u32(store, st, 0) : 0;
	return ent_sql_end(store, st, err);
}

ent_status ent_sql_first_id(uint64_t *id,
			    ent_store *store,
			    sqlite3_stmt *st,
			    ent_error *err)
{
	*id = ent_sql_row(store, st) ? ent_sql_id(store, st, 0) : 0;
	return ent_sql_end(store, st, err);
}

uint32_t ent_sql_u32(ent_store *store, sqlite3_stmt *st, int column)
{
	return (uint32_t)read_number(store, st, column, 0, UINT32_MAX);
}

uint16_t ent_sql_u16(ent_store *store, sqlite3_stmt *st, int column)
{
	return (uint16_t)read_number(store, st, column, 0, UINT16_MAX);
}

int ent_sql_choice(ent_store *store, sqlite3_stmt *st, int column, int least, int most)
{
	return (int)read_number(store, st, column, least, most);
}

uint64_t ent_sql_hash(sqlite3_stmt *st, int column)
{
	return (uint64_t)sqlite3_column_int64(st, column);
}

float ent_sql_share(ent_store *store, sqlite3_stmt *st, int column)
{
	const double value = sqlite3_column_double(st, column);
	if (value >= 0 && value <= 1)
		return (float)value;
	note_damage(store, "confidence", false,
		    value > 1 && value < 1e18 ? (int64_t)value : -1);
	return 0;
}

void ent_sql_release(ent_store *store)
{
	if (store->lent)
		sqlite3_reset(store->lent);
	store->lent = NULL;
}

ent_status ent_sql_run(ent_store *store, sqlite3_stmt *st, ent_error *err)
{
	ent_sql_row(store, st);
	return ent_sql_end(store, st, err);
}

ent_status ent_sql_exec(ent_store *store, const char *sql, ent_error *err)
{
	ent_status status = wait_for_writer(store, err);
	if (status)
		return status;
	return ent_sql_fail(store, sqlite3_exec(store->db, sql, NULL, NULL, NULL), err);
}

ent_str ent_sql_bytes(sqlite3_stmt *st, int column)
{
	const char *p = (const char *)sqlite3_column_blob(st, column);
	return (ent_str){ p ? p : "",
			  p ? (size_t)sqlite3_column_bytes(st, column) : 0 };
}

ent_str ent_sql_str(ent_store *store, sqlite3_stmt *st, int column)
{
	const ent_str s = ent_sql_bytes(st, column);
	if (ent_utf8_valid(s, NULL))
		return s;
	note_damage(store, sqlite3_column_name(st, column), true, 0);
	return ENT_STR("");
}
