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
			" verdict, who, at, note, source_language, target_language,"
			" round, context) VALUES (?, ?, ?, ?, ?, ?, ?, ?,"
			" coalesce(?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')), ?, ?, ?,"
			" ?, ?)",
			"ssssiiiszzssiz", row->source_document, row->target_document,
			row->source, row->target, (int64_t)row->source_at,
			(int64_t)row->target_at, (int64_t)row->verdict, row->who,
			row->at, row->note, row->from, row->to, (int64_t)row->round,
			row->context),
		err);
	*added = !status && sqlite3_changes(store->db) > 0;
	return status;
}

#define COLUMNS                                                                        \
	"d.id, d.source_document, d.target_document, d.source, d.target,"              \
	" d.source_at, d.target_at, d.verdict, d.who, d.at, d.note,"                   \
	" d.source_language, d.target_language, d.round, d.context"

/* The row of a statement that selects COLUMNS. */
static ent_decision_row row_of(ent_store *store, sqlite3_stmt *st)
{
	return (ent_decision_row){
		.id = ent_sql_id(store, st, 0),
		.source_document = ent_sql_str(store, st, 1),
		.target_document = ent_sql_str(store, st, 2),
		.source = ent_sql_str(store, st, 3),
		.target = ent_sql_str(store, st, 4),
		.source_at = ent_sql_u32(store, st, 5),
		.target_at = ent_sql_u32(store, st, 6),
		.verdict = ent_sql_choice(store, st, 7, 1, 3),
		.who = ent_sql_str(store, st, 8),
		.at = ent_sql_str(store, st, 9),
		.note = ent_sql_str(store, st, 10),
		.from = ent_sql_str(store, st, 11),
		.to = ent_sql_str(store, st, 12),
		.round = ent_sql_u32(store, st, 13),
		.context = ent_sql_str(store, st, 14),
	};
}

bool ent_decision_row_copy(ent_decision_row *row, ent_arena *arena)
{
	ent_str *const strings[] = { &row->source_document,
				     &row->target_document,
				     &row->source,
				     &row->target,
				     &row->who,
				     &row->at,
				     &row->note,
				     &row->from,
				     &row->to,
				     &row->context };
	for (size_t k = 0; k < sizeof(strings) / sizeof(strings[0]); k++)
		if (!(*strings[k] = ent_arena_str(arena, *strings[k])).p)
			return false;
	return true;
}

ent_status ent_store_decision_twin(uint64_t *out,
				   ent_store *store,
				   const ent_decision_row *row,
				   uint64_t after,
				   ent_error *err)
{
	sqlite3_stmt *st = ent_sql(
		store,
		"SELECT id FROM decision WHERE source=? AND target=? AND verdict=?"
		" AND who=? AND at=? AND source_at=? AND context IS ? AND id<>?"
		" AND id>? AND source_language=? AND target_language=?"
		" ORDER BY id LIMIT 1",
		"ssissiziiss", row->source, row->target, (int64_t)row->verdict,
		row->who, row->at, (int64_t)row->source_at, row->context,
		(int64_t)row->id, (int64_t)after, row->from, row->to);
	return ent_sql_first_id(out, store, st, err);
}

ent_status ent_store_decision_pair_next(uint64_t *out,
					ent_store *store,
					const ent_decision_row *row,
					uint64_t after,
					ent_error *err)
{
	sqlite3_stmt *st = ent_sql(
		store,
		ENT_SQL_LINEAGE
		"SELECT a.id FROM alignment a JOIN document s ON s.id=a.source"
		" JOIN document t ON t.id=a.target WHERE (s.name IN lineage"
		" OR t.name=?2) AND NOT (s.name=?1 AND t.name=?2) AND a.id>?5"
		" AND " ENT_SQL_PAIR_LANGUAGES("s", "t", "?3", "?4") " ORDER BY a.id"
								     " LIMIT 1",
		"ssssi", row->source_document, row->target_document, row->from, row->to,
		(int64_t)after);
	return ent_sql_first_id(out, store, st, err);
}

static ent_status find_date(ent_str *date,
			    ent_store *store,
			    const ent_decision_row *row,
			    ent_arena *arena,
			    ent_error *err)
{
	sqlite3_stmt *st = ent_sql(
		store,
		"SELECT coalesce((SELECT coalesce(s.date, t.date) FROM document s"
		" JOIN alignment a ON a.source=s.id JOIN document t ON t.id=a.target"
		" WHERE s.name=?1 AND t.name=?2 AND " ENT_SQL_PAIR_LANGUAGES(
			"s", "t", "?3",
			"?4") " LIMIT 1),"
			      " (SELECT h.date FROM history h WHERE h.source=?1 AND h.target=?2"
			      " AND " ENT_SQL_STATED_LANGUAGES(
				      "h.", "?3", "?4") " ORDER BY h.id DESC LIMIT 1))",
		"ssss", row->source_document, row->target_document, row->from, row->to);
	*date = ENT_STR("");
	if (ent_sql_row(store, st))
		*date = ent_arena_str(arena, ent_sql_str(store, st, 0));
	ent_status status = ent_sql_end(store, st, err);
	return status || date->p ? status : ent_fail_memory(err);
}

ent_status ent_store_decision_lineage(const ent_str **names,
				      uint32_t *count,
				      ent_str *date,
				      ent_store *store,
				      const ent_decision_row *row,
				      ent_arena *arena,
				      ent_error *err)
{
	enum { MOST = 64 };
	ent_str *all = ENT_NEW_ARRAY(arena, ent_str, MOST);
	uint32_t n = 0;
	if (!all)
		return ent_fail_memory(err);
	sqlite3_stmt *st =
		ent_sql(store, ENT_SQL_LINEAGE "SELECT name, ?2 FROM lineage", "ssss",
			row->source_document, row->target_document, row->from, row->to);
	while (n < MOST && ent_sql_row(store, st))
		if (!(all[n++] = ent_arena_str(arena, ent_sql_str(store, st, 0))).p)
			break;
	ent_status status = ent_sql_end(store, st, err);
	if (!status && n && !all[n - 1].p)
		status = ent_fail_memory(err);
	*names = all;
	*count = n;
	return status ? status : find_date(date, store, row, arena, err);
}

ent_status ent_store_decided(bool *any, ent_store *store, ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store, "SELECT EXISTS (SELECT 1 FROM decision)", "");
	*any = ent_sql_row(store, st) && sqlite3_column_int(st, 0);
	return ent_sql_end(store, st, err);
}

#define OF_PAIR                                                                        \
	" FROM decision d WHERE (d.source_document IN lineage"                         \
	" OR d.target_document=?2) AND " ENT_SQL_STATED_LANGUAGES("d.", "?3", "?4")

ent_status ent_store_decisions_of(const ent_decision_row **out,
				  uint32_t *count,
				  ent_store *store,
				  const ent_pair_key *key,
				  ent_arena *arena,
				  ent_error *err)
{
	uint32_t n = 0, k = 0;
	sqlite3_stmt *st =
		ent_sql(store, ENT_SQL_LINEAGE "SELECT count(*)" OF_PAIR, "ssss",
			key->source, key->target, key->from, key->to);
	ent_status status = ent_sql_number(&n, store, st, err);
	ent_decision_row *all = ENT_NEW_ARRAY(arena, ent_decision_row, n);
	if (!status && !all)
		status = ent_fail_memory(err);
	*out = all;
	*count = 0;
	if (status || !n)
		return status;
	st = ent_sql(store,
		     ENT_SQL_LINEAGE "SELECT " COLUMNS OF_PAIR
				     " ORDER BY d.round DESC, d.at DESC, d.id DESC",
		     "ssss", key->source, key->target, key->from, key->to);
	while (!status && k < n && ent_sql_row(store, st)) {
		all[k] = row_of(store, st);
		if (!ent_decision_row_copy(&all[k++], arena))
			status = ent_fail_memory(err);
	}
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
		ent_sql(store, "SELECT " COLUMNS " FROM decision d ORDER BY d.id", "");
	ent_status status = ENT_OK;
	while (!status && ent_sql_row(store, st)) {
		const ent_decision_row row = row_of(store, st);
		status = fn(data, &row, err);
		store->rc = SQLITE_ROW;
	}
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	return status ? status : end;
}
