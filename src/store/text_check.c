/* SPDX-License-Identifier: Apache-2.0 */
/* text_check.c - texts of a memory that are not UTF-8: found, and repaired.
 *
 * The program stores none, but a damaged or hostile file can hold any bytes, and other
 * programs refuse an export for one of them.  Every text is checked where it is read
 * (ent_sql_str()); here all of them are: those in the columns that the file itself
 * declares as TEXT.  Time O(bytes of the file).
 */
#include "base/fail.h"
#include "base/utf8.h"
#include "store/sql.h"

/* A column of texts. */
struct column {
	ent_str table, name;
	bool keyed; /* without a rowid: rows are counted in the order of its key */
};

/* What is done with each of them. */
struct walk {
	ent_store *store;
	ent_status (*fn)(struct walk *w, const struct column *c);
	void (*report)(void *data, const char *what);
	void *data;
	bool first; /* only the first text is reported */
	bool found;
	char line[200];
	ent_error *err;
};

/* ---- functions of SQL ---------------------------------------------------------- */

static ent_str value_of(sqlite3_value *value)
{
	const void *bytes = sqlite3_value_blob(value);
	return (ent_str){ bytes ? bytes : "",
			  bytes ? (size_t)sqlite3_value_bytes(value) : 0 };
}

/* is_wrong(TEXT) */
static void is_wrong(sqlite3_context *context, int n, sqlite3_value **given)
{
	(void)n;
	sqlite3_result_int(context, !ent_utf8_valid(value_of(given[0]), NULL));
}

/* repaired(TEXT, N): U+FFFD stands for each wrong byte, and N more are at the end. */
static void repaired(sqlite3_context *context, int n, sqlite3_value **given)
{
	(void)n;
	size_t good;
	ent_buf out = ENT_BUF_INIT;
	ent_str rest = value_of(given[0]);
	while (!ent_utf8_valid(rest, &good)) {
		ent_buf_add(&out, ent_str_slice(rest, 0, good));
		ent_buf_add_codepoint(&out, 0xFFFD);
		rest = ent_str_slice(rest, good + 1, rest.n);
	}
	ent_buf_add(&out, rest);
	for (int k = sqlite3_value_int(given[1]); k > 0; k--)
		ent_buf_add_codepoint(&out, 0xFFFD);
	if (out.failed)
		sqlite3_result_error_nomem(context);
	else
		sqlite3_result_text64(context, out.p, out.n, SQLITE_TRANSIENT,
				      SQLITE_UTF8);
	ent_buf_release(&out);
}

static ent_status add_functions(ent_store *store, ent_error *err)
{
	const int flags = SQLITE_UTF8 | SQLITE_DIRECTONLY;
	int rc = sqlite3_create_function(store->db, "is_wrong", 1, flags, NULL,
					 is_wrong, NULL, NULL);
	if (!rc)
		rc = sqlite3_create_function(store->db, "repaired", 2, flags, NULL,
					     repaired, NULL, NULL);
	return ent_sql_fail(store, rc, err);
}

/* ---- the columns --------------------------------------------------------------- */

/* Calls fn for each column until one fails, or, with `first`, one is found. */
static ent_status walk_columns(struct walk *w)
{
	sqlite3_stmt *st = NULL;
	ent_status status = add_functions(w->store, w->err);
	int rc =
		status ? SQLITE_OK
		       : sqlite3_prepare_v2(
				 w->store->db,
				 "SELECT t.name, c.name, t.wr FROM pragma_table_list t,"
				 " pragma_table_info(t.name) c WHERE t.schema='main'"
				 " AND t.type='table' AND t.name NOT GLOB 'sqlite_*'"
				 " AND c.type='TEXT' ORDER BY t.name, c.cid",
				 -1, &st, NULL);
	while (!status && !rc && !(w->first && w->found)) {
		rc = sqlite3_step(st);
		if (rc != SQLITE_ROW)
			break;
		rc = SQLITE_OK;
		const struct column c = { ent_sql_bytes(st, 0), ent_sql_bytes(st, 1),
					  sqlite3_column_int(st, 2) != 0 };
		status = w->fn(w, &c);
	}
	if (!status)
		status = ent_sql_fail(w->store, rc, w->err);
	sqlite3_finalize(st);
	return status;
}

/* A name as SQL writes it. */
static void add_name(ent_buf *to, ent_str name)
{
	ent_buf_add_char(to, '"');
	for (size_t k = 0; k < name.n; k++) {
		if (name.p[k] == '"')
			ent_buf_add_char(to, '"');
		ent_buf_add_char(to, name.p[k]);
	}
	ent_buf_add_char(to, '"');
}

/* A statement in which $c and $t stand for column and table. */
static int prepare(sqlite3_stmt **st,
		   struct walk *w,
		   const struct column *c,
		   const char *pattern)
{
	ent_buf sql = ENT_BUF_INIT;
	for (const char *p = pattern; *p; p++)
		if (*p != '$')
			ent_buf_add_char(&sql, *p);
		else
			add_name(&sql, *++p == 'c' ? c->name : c->table);
	const int rc = sql.failed
			       ? SQLITE_NOMEM
			       : sqlite3_prepare_v2(w->store->db, sql.p, -1, st, NULL);
	ent_buf_release(&sql);
	return rc;
}

/* ---- reported ------------------------------------------------------------------ */

static ent_status report_column(struct walk *w, const struct column *c)
{
	sqlite3_stmt *st = NULL;
	int rc = prepare(&st, w, c,
			 c->keyed ? "SELECT n FROM (SELECT row_number() OVER () AS n,"
				    " is_wrong($c) AS wrong FROM $t) WHERE wrong"
				  : "SELECT rowid FROM $t WHERE is_wrong($c)");
	while (!rc && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		snprintf(w->line, sizeof(w->line),
			 "%.*s of row %lld of the table %.*s is not UTF-8",
			 (int)c->name.n, c->name.p,
			 (long long)sqlite3_column_int64(st, 0), (int)c->table.n,
			 c->table.p);
		w->found = true;
		if (w->report)
			w->report(w->data, w->line);
		rc = w->first ? SQLITE_DONE : SQLITE_OK;
	}
	ent_status status = ent_sql_fail(w->store, rc, w->err);
	sqlite3_finalize(st);
	return status;
}

ent_status ent_store_check_texts(ent_store *store,
				 void (*fn)(void *data, const char *what),
				 void *data,
				 ent_error *err)
{
	struct walk w = { .store = store,
			  .fn = report_column,
			  .report = fn,
			  .data = data,
			  .err = err };
	return walk_columns(&w);
}

bool ent_find_bad_text(char *line, size_t size, ent_store *store)
{
	struct walk w = { .store = store, .fn = report_column, .first = true };
	walk_columns(&w);
	snprintf(line, size, "%s", w.line);
	return w.found;
}

/* ---- repaired -------------------------------------------------------------------- */

/* One step of a statement: SQLITE_ROW or SQLITE_DONE, or why not. */
static int run(struct walk *w, const struct column *c, const char *pattern, int more)
{
	sqlite3_stmt *st = NULL;
	int rc = prepare(&st, w, c, pattern);
	if (!rc && sqlite3_bind_parameter_count(st))
		rc = sqlite3_bind_int(st, 1, more);
	if (!rc)
		rc = sqlite3_step(st);
	sqlite3_finalize(st);
	return rc;
}

/* Keys that became equal to others get one more U+FFFD each time. */
static ent_status repair_column(struct walk *w, const struct column *c)
{
	enum { TRIES = 100 };
	int rc = SQLITE_ROW;
	for (int more = 0; rc == SQLITE_ROW && more < TRIES; more++) {
		rc = run(w, c, "SELECT 1 FROM $t WHERE is_wrong($c) LIMIT 1", 0);
		if (rc == SQLITE_ROW &&
		    run(w, c,
			"UPDATE OR IGNORE $t SET $c=repaired($c, ?) WHERE is_wrong($c)",
			more) != SQLITE_DONE)
			rc = sqlite3_extended_errcode(w->store->db);
	}
	return ent_sql_fail(w->store, rc, w->err);
}

ent_status ent_store_repair_texts(ent_store *store, ent_error *err)
{
	struct walk w = { .store = store, .fn = repair_column, .err = err };
	return walk_columns(&w);
}
