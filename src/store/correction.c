/* SPDX-License-Identifier: Apache-2.0 */
/* correction.c - what a person wrote instead of the aligned texts of a unit. */
#include "base/fail.h"
#include "store/sql.h"

ent_status ent_store_corrected(bool *any, ent_store *store, ent_error *err)
{
	sqlite3_stmt *st =
		ent_sql(store, "SELECT EXISTS (SELECT 1 FROM correction)", "");
	*any = ent_sql_row(store, st) && sqlite3_column_int(st, 0);
	return ent_sql_end(store, st, err);
}

#define COLUMNS                                                                        \
	"SELECT source_document, target_document, source, target, new_source,"         \
	" new_target, who, at, source_language, target_language FROM correction"

static ent_correction_row row_of(ent_store *store, sqlite3_stmt *st)
{
	return (ent_correction_row){
		ent_sql_str(store, st, 0), ent_sql_str(store, st, 1),
		ent_sql_str(store, st, 2), ent_sql_str(store, st, 3),
		ent_sql_str(store, st, 4), ent_sql_str(store, st, 5),
		ent_sql_str(store, st, 6), ent_sql_str(store, st, 7),
		ent_sql_str(store, st, 8), ent_sql_str(store, st, 9),
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
		row = row_of(store, st);
		ent_str *const strings[] = { &row.source_document,
					     &row.target_document,
					     &row.source,
					     &row.target,
					     &row.new_source,
					     &row.new_target,
					     &row.who,
					     &row.at,
					     &row.from,
					     &row.to };
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

/* Under these names, else under those of another version of the release. */
#define OF_PAIR                                                                        \
	" (source_document IN lineage OR target_document=?2)"                          \
	" AND " ENT_SQL_STATED_LANGUAGES("", "?3", "?4")
#define BEST_FIRST                                                                     \
	" ORDER BY source_document=?1 AND target_document=?2 DESC, at DESC LIMIT 1"

/* The correction of a pair of texts, by its columns: source and target, or new_source
 * and new_target. */
static ent_status find(ent_correction_row *out,
		       ent_store *store,
		       const char *sql,
		       const ent_correction_row *key,
		       const ent_str texts[2],
		       ent_arena *arena,
		       ent_error *err)
{
	return first_row(out, store,
			 ent_sql(store, sql, "ssssss", key->source_document,
				 key->target_document, key->from, key->to, texts[0],
				 texts[1]),
			 arena, err);
}

ent_status ent_store_correction_find(ent_correction_row *out,
				     ent_store *store,
				     const ent_correction_row *key,
				     ent_arena *arena,
				     ent_error *err)
{
	const ent_str texts[2] = { key->source, key->target };
	return find(out, store,
		    ENT_SQL_LINEAGE COLUMNS
		    " WHERE source=?5 AND target=?6 AND" OF_PAIR BEST_FIRST,
		    key, texts, arena, err);
}

ent_status ent_store_correction_of(ent_correction_row *out,
				   ent_store *store,
				   const ent_correction_row *key,
				   ent_arena *arena,
				   ent_error *err)
{
	const ent_str texts[2] = { key->new_source, key->new_target };
	return find(out, store,
		    ENT_SQL_LINEAGE COLUMNS
		    " WHERE new_source=?5 AND new_target=?6 AND" OF_PAIR BEST_FIRST,
		    key, texts, arena, err);
}

ent_status ent_store_correction_put(ent_store *store,
				    const ent_correction_row *r,
				    ent_error *err)
{
	/* one that an older program kept without languages, and what is replaced */
	ent_status status = ent_sql_run(
		store,
		ent_sql(store,
			"DELETE FROM correction WHERE source_document=?1"
			" AND target_document=?2 AND source=?5 AND target=?6"
			" AND " ENT_SQL_STATED_LANGUAGES("", "?3", "?4"),
			"ssssss", r->source_document, r->target_document, r->from,
			r->to, r->source, r->target),
		err);
	if (status || (ent_str_eq(r->source, r->new_source) &&
		       ent_str_eq(r->target, r->new_target)))
		return status;
	return ent_sql_run(
		store,
		ent_sql(store,
			"INSERT INTO correction (source_document, target_document,"
			" source, target, new_source, new_target, who, at,"
			" source_language, target_language) VALUES (?, ?, ?, ?, ?, ?,"
			" ?, coalesce(?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')), ?, ?)",
			"sssssszzss", r->source_document, r->target_document, r->source,
			r->target, r->new_source, r->new_target, r->who, r->at, r->from,
			r->to),
		err);
}

/* A unit has the lines of a decision with spaces between them (doc/aligned.c). */
ent_status ent_store_corrections_inherit(ent_store *store,
					 const ent_decision_row *of,
					 ent_str source_document,
					 ent_str target_document,
					 ent_error *err)
{
	return ent_sql_run(
		store,
		ent_sql(store,
			"INSERT OR IGNORE INTO correction (source_document,"
			" target_document, source, target, source_language,"
			" target_language, new_source, new_target, who, at)"
			" SELECT ?7, ?8, source, target, source_language,"
			" target_language, new_source, new_target, who, at"
			" FROM correction WHERE source_document=?1 AND"
			" target_document=?2 AND source=replace(?5, char(10), ' ')"
			" AND target=replace(?6, char(10), ' ')"
			" AND " ENT_SQL_STATED_LANGUAGES("", "?3", "?4"),
			"ssssssss", of->source_document, of->target_document, of->from,
			of->to, of->source, of->target, source_document,
			target_document),
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
		const ent_correction_row row = row_of(store, st);
		status = fn(data, &row, err);
		store->rc = SQLITE_ROW;
	}
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	return status ? status : end;
}

ent_status ent_store_unit_corrected(uint64_t *unit,
				    ent_store *store,
				    ent_str source,
				    ent_str target,
				    ent_error *err)
{
	uint64_t found = 0;
	uint32_t n = 0;
	sqlite3_stmt *st =
		ent_sql(store,
			"SELECT DISTINCT u.id FROM correction c"
			" JOIN document d ON d.name=c.source_document"
			" JOIN unit u ON u.document=d.id JOIN text s ON s.id=u.source"
			" JOIN text t ON t.id=u.target WHERE c.new_source=?1"
			" AND c.new_target=?2 AND s.text=?1 AND t.text=?2 LIMIT 2",
			"ss", source, target);
	for (; ent_sql_row(store, st); n++)
		found = ent_sql_id(store, st, 0);
	ent_status status = ent_sql_end(store, st, err);
	*unit = n == 1 ? found : 0;
	return status;
}
