/* SPDX-License-Identifier: Apache-2.0 */
/* decision.c - what people decided about segments of two documents. */
#include "base/fail.h"
#include "store/sql.h"

ent_status ent_store_decision_add(bool *added,
				  ent_store *store,
				  const ent_decision_row *row,
				  ent_error *err)
{
	ent_status status = ent_sql_run(
		store,
		ent_sql(store,
			"INSERT OR IGNORE INTO decision (source_document,"
			" target_document, source, target, source_at, target_at,"
			" verdict, who, at, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?,"
			" coalesce(?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')), ?)",
			"ssssiiiszz", row->source_document, row->target_document,
			row->source, row->target, (int64_t)row->source_at,
			(int64_t)row->target_at, (int64_t)row->verdict, row->who,
			row->at, row->note),
		err);
	*added = !status && sqlite3_changes(store->db) > 0;
	return status;
}

static ent_decision_row row_of(sqlite3_stmt *st)
{
	return (ent_decision_row){
		.id = (uint64_t)sqlite3_column_int64(st, 0),
		.source_document = ent_sql_str(st, 1),
		.target_document = ent_sql_str(st, 2),
		.source = ent_sql_str(st, 3),
		.target = ent_sql_str(st, 4),
		.source_at = (uint32_t)sqlite3_column_int64(st, 5),
		.target_at = (uint32_t)sqlite3_column_int64(st, 6),
		.verdict = sqlite3_column_int(st, 7),
		.who = ent_sql_str(st, 8),
		.at = ent_sql_str(st, 9),
		.note = ent_sql_str(st, 10),
	};
}

static bool copy_row(ent_decision_row *row, ent_arena *arena)
{
	ent_str *const strings[] = { &row->source_document,
				     &row->target_document,
				     &row->source,
				     &row->target,
				     &row->who,
				     &row->at,
				     &row->note };
	for (size_t k = 0; k < sizeof(strings) / sizeof(strings[0]); k++)
		if (!(*strings[k] = ent_arena_str(arena, *strings[k])).p)
			return false;
	return true;
}

ent_status ent_store_decided(bool *any, ent_store *store, ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store, "SELECT EXISTS (SELECT 1 FROM decision)", "");
	*any = ent_sql_row(store, st) && sqlite3_column_int(st, 0);
	return ent_sql_end(store, st, err);
}

ent_status ent_store_decisions_of(const ent_decision_row **out,
				  uint32_t *count,
				  ent_store *store,
				  ent_str source_document,
				  ent_str target_document,
				  ent_arena *arena,
				  ent_error *err)
{
	uint32_t n = 0, k = 0;
	sqlite3_stmt *st = ent_sql(store,
				   "SELECT count(*) FROM decision"
				   " WHERE source_document=? AND target_document=?",
				   "ss", source_document, target_document);
	if (ent_sql_row(store, st))
		n = (uint32_t)sqlite3_column_int64(st, 0);
	ent_status status = ent_sql_end(store, st, err);
	ent_decision_row *all = ENT_NEW_ARRAY(arena, ent_decision_row, n);
	if (!status && !all)
		status = ent_fail_memory(err);
	if (status)
		return status;
	st = ent_sql(store,
		     "SELECT id, source_document, target_document, source, target,"
		     " source_at, target_at, verdict, who, at, note FROM decision"
		     " WHERE source_document=? AND target_document=?"
		     " ORDER BY at DESC, id DESC",
		     "ss", source_document, target_document);
	while (!status && k < n && ent_sql_row(store, st)) {
		all[k] = row_of(st);
		if (!copy_row(&all[k++], arena))
			status = ent_fail_memory(err);
	}
	*out = all;
	*count = k;
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	return status ? status : end;
}

ent_status ent_store_decisions(ent_store *store,
			       ent_status (*fn)(void *data,
						const ent_decision_row *row,
						ent_error *err),
			       void *data,
			       ent_error *err)
{
	sqlite3_stmt *st =
		ent_sql(store,
			"SELECT id, source_document, target_document, source, target,"
			" source_at, target_at, verdict, who, at, note FROM decision"
			" ORDER BY id",
			"");
	ent_status status = ENT_OK;
	while (!status && ent_sql_row(store, st)) {
		const ent_decision_row row = row_of(st);
		status = fn(data, &row, err);
		store->rc = SQLITE_ROW;
	}
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	return status ? status : end;
}
