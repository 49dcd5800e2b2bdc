/* SPDX-License-Identifier: Apache-2.0 */
/* import_log.c - which file brought which units.
 *
 * Numbers of units only grow within an import, so a range says it without a column.
 * When units at the end were deleted their numbers are given again: a new import
 * therefore cuts the ranges before it where it begins. */
#include "base/fail.h"
#include "store/sql.h"

ent_status ent_store_import_add(ent_store *store,
				ent_str file,
				ent_str format,
				uint64_t first,
				uint64_t last,
				ent_error *err)
{
	ent_status status =
		ent_sql_run(store,
			    ent_sql(store, "UPDATE import SET last=?1-1 WHERE last>=?1",
				    "i", (int64_t)first),
			    err);
	if (status)
		return status;
	return ent_sql_run(
		store,
		ent_sql(store,
			"INSERT INTO import (file, format, date, first, last)"
			" VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?, ?)",
			"ssii", file, format, (int64_t)first, (int64_t)last),
		err);
}

ent_status ent_store_import_range(uint64_t range[2],
				  ent_store *store,
				  uint64_t number,
				  ent_error *err)
{
	bool found = false;
	sqlite3_stmt *st = ent_sql(store, "SELECT first, last FROM import WHERE id=?",
				   "i", (int64_t)number);
	if (ent_sql_row(store, st)) {
		range[0] = (uint64_t)sqlite3_column_int64(st, 0);
		range[1] = (uint64_t)sqlite3_column_int64(st, 1);
		found = true;
	}
	ent_status status = ent_sql_end(store, st, err);
	return status || found ? status
			       : ent_fail(err, ENT_ENOTFOUND, "there is no import %llu",
					  (unsigned long long)number);
}

static bool read_import(ent_import *out, sqlite3_stmt *st, ent_arena *arena)
{
	*out = (ent_import){
		.number = (uint64_t)sqlite3_column_int64(st, 0),
		.file = ent_arena_str(arena, ent_sql_str(st, 1)),
		.format = ent_arena_str(arena, ent_sql_str(st, 2)),
		.date = ent_arena_str(arena, ent_sql_str(st, 3)),
		.units = (uint64_t)sqlite3_column_int64(st, 4),
	};
	return out->file.p && out->format.p && out->date.p;
}

ent_status ent_store_imports(const ent_import **out,
			     uint32_t *count,
			     ent_store *store,
			     ent_arena *arena,
			     ent_error *err)
{
	uint32_t n = 0, k = 0;
	sqlite3_stmt *st = ent_sql(store, "SELECT count(*) FROM import", "");
	if (ent_sql_row(store, st))
		n = (uint32_t)sqlite3_column_int64(st, 0);
	ent_status status = ent_sql_end(store, st, err);
	ent_import *all = ENT_NEW_ARRAY(arena, ent_import, n);
	if (!status && !all)
		status = ent_fail_memory(err);
	if (status)
		return status;
	st = ent_sql(
		store,
		"SELECT i.id, i.file, i.format, i.date, (SELECT count(*) FROM unit u"
		" WHERE u.id BETWEEN i.first AND i.last) FROM import i ORDER BY i.id",
		"");
	while (!status && k < n && ent_sql_row(store, st))
		if (!read_import(&all[k++], st, arena))
			status = ent_fail_memory(err);
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	*out = all;
	*count = k;
	return status ? status : end;
}
