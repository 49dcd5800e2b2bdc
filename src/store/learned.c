/* SPDX-License-Identifier: Apache-2.0 */
/* learned.c - lexicons learned from the units, and when to learn again. */
#include "base/fail.h"
#include "store/sql.h"

ent_status ent_store_lexicon_get(ent_lexicon_row *out,
				 ent_store *store,
				 ent_str source,
				 ent_str target,
				 ent_arena *arena,
				 ent_error *err)
{
	ent_lexicon_row row = { .generation = 0 };
	ent_status copied = ENT_OK;
	sqlite3_stmt *st = ent_sql(store,
				   "SELECT generation, state, bytes FROM lexicon"
				   " WHERE source=? AND target=?",
				   "ss", source, target);
	if (ent_sql_row(store, st)) {
		row.generation = ent_sql_u32(store, st, 0);
		row.state = sqlite3_column_int64(st, 1);
		row.bytes = ent_arena_str(arena, ent_sql_bytes(st, 2));
		if (!row.bytes.p)
			copied = ent_fail_memory(err);
	}
	ent_status status = ent_sql_end(store, st, copied ? NULL : err);
	if (!copied && !status)
		*out = row;
	return copied ? copied : status;
}

ent_status ent_store_lexicon_put(ent_store *store,
				 ent_str source,
				 ent_str target,
				 const ent_lexicon_row *row,
				 ent_error *err)
{
	return ent_sql_run(
		store,
		ent_sql(store,
			"INSERT INTO lexicon (source, target, generation, state, bytes)"
			" VALUES (?, ?, ?, ?, ?) ON CONFLICT (source, target) DO UPDATE"
			" SET generation=excluded.generation, state=excluded.state,"
			" bytes=excluded.bytes",
			"ssiib", source, target, (int64_t)row->generation, row->state,
			row->bytes),
		err);
}

ent_status ent_store_state(int64_t *state,
			   uint64_t *units,
			   ent_store *store,
			   ent_str source,
			   ent_str target,
			   float min_confidence,
			   ent_error *err)
{
	sqlite3_stmt *st = ent_sql(
		store,
		"SELECT ifnull(sum(confidence>=?3), 0), ifnull(max(id), 0), count(*),"
		" (SELECT count(*) FROM decision) FROM unit WHERE direction IN"
		" (SELECT id FROM direction WHERE (" ENT_SQL_LANGUAGE("source", "?1") " AND " ENT_SQL_LANGUAGE(
			"target",
			"?2") ") OR (" ENT_SQL_LANGUAGE("source",
							"?2") " AND " ENT_SQL_LANGUAGE("target",
										       "?1") "))",
		"ssr", source, target, (double)min_confidence);
	if (ent_sql_row(store, st)) {
		*units = ent_sql_id(store, st, 0);
		/* unsigned: the largest number of a damaged memory may be any */
		*state = (int64_t)((uint64_t)sqlite3_column_int64(st, 1) << 20 ^
				   (uint64_t)sqlite3_column_int64(st, 2) << 4 ^
				   (uint64_t)sqlite3_column_int64(st, 3));
	}
	return ent_sql_end(store, st, err);
}
