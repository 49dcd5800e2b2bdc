/* SPDX-License-Identifier: Apache-2.0 */
/* unit_uses.c - which units use a text, and what stands around a unit. */
#include "base/fail.h"
#include "store/sql.h"

static const char *uses_sql(bool as_target, bool lean)
{
	if (lean)
		return as_target ? "SELECT id, date FROM unit WHERE target=?"
				   " ORDER BY date DESC, id DESC"
				 : "SELECT id, date FROM unit WHERE source=?"
				   " ORDER BY date DESC, id DESC";
	return as_target ? "SELECT id, date, document, direction, confidence, origin,"
			   " source FROM unit WHERE target=?"
			   " ORDER BY date DESC, id DESC"
			 : "SELECT id, date, document, direction, confidence, origin,"
			   " target FROM unit WHERE source=?"
			   " ORDER BY date DESC, id DESC";
}

ent_status ent_store_uses(ent_store *store,
			  uint64_t text,
			  bool as_target,
			  bool lean,
			  ent_use_fn fn,
			  void *data,
			  ent_error *err)
{
	bool more = true;
	sqlite3_stmt *st =
		ent_sql(store, uses_sql(as_target, lean), "i", (int64_t)text);
	while (more && ent_sql_row(store, st)) {
		ent_use use = { .unit = (uint64_t)sqlite3_column_int64(st, 0),
				.as_target = as_target,
				.date = ent_sql_str(st, 1) };
		if (!lean) {
			use.document = (uint64_t)sqlite3_column_int64(st, 2);
			use.direction = (uint32_t)sqlite3_column_int64(st, 3);
			use.confidence = (float)sqlite3_column_double(st, 4);
			use.origin = ent_sql_str(st, 5);
			use.other = (uint64_t)sqlite3_column_int64(st, 6);
		}
		more = fn(data, &use);
	}
	return ent_sql_end(store, st, err);
}

ent_status ent_store_unit_neighbour(uint64_t *id,
				    ent_store *store,
				    uint64_t unit,
				    uint64_t document,
				    bool after,
				    ent_error *err)
{
	sqlite3_stmt *st =
		after ? ent_sql(store,
				"SELECT min(id) FROM unit WHERE document=? AND id>?",
				"ii", (int64_t)document, (int64_t)unit)
		      : ent_sql(store,
				"SELECT max(id) FROM unit WHERE document=? AND id<?",
				"ii", (int64_t)document, (int64_t)unit);
	*id = 0;
	if (ent_sql_row(store, st))
		*id = (uint64_t)sqlite3_column_int64(st, 0);
	return ent_sql_end(store, st, err);
}

ent_status ent_store_documents_with(const ent_str **out,
				    uint32_t *count,
				    ent_store *store,
				    const uint64_t texts[2],
				    uint32_t max,
				    ent_arena *arena,
				    ent_error *err)
{
	ent_status status = ENT_OK;
	uint32_t n = 0;
	ent_str *names = ENT_NEW_ARRAY(arena, ent_str, max);
	sqlite3_stmt *st =
		ent_sql(store,
			"SELECT d.name FROM unit u JOIN document d ON d.id=u.document"
			" WHERE u.source=?1 AND u.target=?2 GROUP BY d.name"
			" ORDER BY max(u.date) DESC, max(u.id) DESC LIMIT ?3",
			"iii", (int64_t)texts[0], (int64_t)texts[1], (int64_t)max);
	while (!status && names && n < max && ent_sql_row(store, st)) {
		names[n] = ent_arena_str(arena, ent_sql_str(st, 0));
		if (!names[n++].p)
			status = ent_fail_memory(err);
	}
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	if (!names)
		return ent_fail_memory(err);
	*out = names;
	*count = n;
	return status ? status : end;
}
