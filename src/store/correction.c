/* SPDX-License-Identifier: Apache-2.0 */
/* correction.c - what a person wrote instead of the aligned texts of a unit. */
#include "base/fail.h"
#include "store/sql.h"

ent_status ent_store_corrected(bool *any,
			       ent_store *store,
			       ent_str source_document,
			       ent_str target_document,
			       ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store,
				   "SELECT 1 FROM correction WHERE source_document=?"
				   " AND target_document=? LIMIT 1",
				   "ss", source_document, target_document);
	*any = ent_sql_row(store, st);
	return ent_sql_end(store, st, err);
}

#define COLUMNS                                                                        \
	"SELECT source_document, target_document, source, target, new_source,"         \
	" new_target, who, at FROM correction"

static ent_correction_row row_of(sqlite3_stmt *st)
{
	return (ent_correction_row){
		ent_sql_str(st, 0), ent_sql_str(st, 1), ent_sql_str(st, 2),
		ent_sql_str(st, 3), ent_sql_str(st, 4), ent_sql_str(st, 5),
		ent_sql_str(st, 6), ent_sql_str(st, 7),
	};
}

/* The first row of a statement, copied; ends it. */
static ent_status first_row(ent_correction_row *out,
			    ent_store *store,
			    sqlite3_stmt *st,
			    ent_arena *arena,
			    ent_error *err)
{
	ent_correction_row row = { .at = { NULL, 0 } };
	bool copied = true;
	if (ent_sql_row(store, st)) {
		row = row_of(st);
		ent_str *const strings[] = { &row.source_document,
					     &row.target_document,
					     &row.source,
					     &row.target,
					     &row.new_source,
					     &row.new_target,
					     &row.who,
					     &row.at };
		for (size_t k = 0; k < sizeof(strings) / sizeof(strings[0]); k++)
			if (!(*strings[k] = ent_arena_str(arena, *strings[k])).p)
				copied = false;
	}
	ent_status status = ent_sql_end(store, st, err);
	if (!status && !copied)
		status = ent_fail_memory(err);
	if (!status)
		*out = row;
	return status;
}

ent_status ent_store_correction_find(ent_correction_row *out,
				     ent_store *store,
				     const ent_correction_row *key,
				     ent_arena *arena,
				     ent_error *err)
{
	return first_row(out, store,
			 ent_sql(store,
				 COLUMNS
				 " WHERE source_document=? AND target_document=?"
				 " AND source=? AND target=?",
				 "ssss", key->source_document, key->target_document,
				 key->source, key->target),
			 arena, err);
}

ent_status ent_store_correction_of(ent_correction_row *out,
				   ent_store *store,
				   const ent_correction_row *key,
				   ent_arena *arena,
				   ent_error *err)
{
	return first_row(out, store,
			 ent_sql(store,
				 COLUMNS
				 " WHERE source_document=? AND target_document=?"
				 " AND new_source=? AND new_target=?",
				 "ssss", key->source_document, key->target_document,
				 key->new_source, key->new_target),
			 arena, err);
}

ent_status ent_store_correction_put(ent_store *store,
				    const ent_correction_row *r,
				    ent_error *err)
{
	if (ent_str_eq(r->source, r->new_source) &&
	    ent_str_eq(r->target, r->new_target))
		return ent_sql_run(
			store,
			ent_sql(store,
				"DELETE FROM correction WHERE source_document=?"
				" AND target_document=? AND source=? AND target=?",
				"ssss", r->source_document, r->target_document,
				r->source, r->target),
			err);
	return ent_sql_run(
		store,
		ent_sql(store,
			"INSERT OR REPLACE INTO correction (source_document,"
			" target_document, source, target, new_source, new_target, who,"
			" at) VALUES (?, ?, ?, ?, ?, ?, ?, coalesce(?,"
			" strftime('%Y-%m-%dT%H:%M:%SZ', 'now')))",
			"sssssszz", r->source_document, r->target_document, r->source,
			r->target, r->new_source, r->new_target, r->who, r->at),
		err);
}

ent_status ent_store_corrections(ent_store *store,
				 ent_correction_row_fn fn,
				 void *data,
				 ent_error *err)
{
	ent_status status = ENT_OK;
	sqlite3_stmt *st = ent_sql(store, COLUMNS, "");
	while (!status && ent_sql_row(store, st)) {
		const ent_correction_row row = row_of(st);
		status = fn(data, &row, err);
		store->rc = SQLITE_ROW;
	}
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	return status ? status : end;
}
