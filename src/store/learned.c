/* SPDX-License-Identifier: Apache-2.0 */
/* learned.c - lexicons learned from the units, and when to learn again. */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "store/sql.h"

ent_status ent_store_lexicon_get(ent_lexicon_row *out,
				 ent_store *store,
				 ent_str source,
				 ent_str target,
				 ent_error *err)
{
	ent_lexicon_row row = { .generation = 0 };
	sqlite3_stmt *st = ent_sql(
		store,
		"SELECT generation, state FROM lexicon WHERE source=? AND target=?",
		"ss", source, target);
	if (ent_sql_row(store, st)) {
		row.generation = ent_sql_u32(store, st, 0);
		row.state = sqlite3_column_int64(st, 1);
	}
	ent_status status = ent_sql_end(store, st, err);
	if (!status)
		*out = row;
	return status;
}

ent_status ent_store_lexicon_own(char **owned,
				 ent_lexicon_row *out,
				 ent_store *store,
				 ent_str source,
				 ent_str target,
				 ent_error *err)
{
	ent_lexicon_row row = { .generation = 0 };
	char *bytes = NULL;
	ent_status copied = ENT_OK;
	sqlite3_stmt *st = ent_sql(store,
				   "SELECT generation, state, bytes FROM lexicon"
				   " WHERE source=? AND target=?",
				   "ss", source, target);
	if (ent_sql_row(store, st)) {
		row.generation = ent_sql_u32(store, st, 0);
		row.state = sqlite3_column_int64(st, 1);
		row.bytes = ent_sql_bytes(st, 2);
		bytes = malloc(row.bytes.n + 1);
		if (bytes && row.bytes.n)
			memcpy(bytes, row.bytes.p, row.bytes.n);
		row.bytes.p = bytes;
		if (!bytes)
			copied = ent_fail_memory(err);
	}
	ent_status status = ent_sql_end(store, st, copied ? NULL : err);
	if (copied || status) {
		free(bytes);
		return copied ? copied : status;
	}
	*out = row;
	*owned = bytes;
	return ENT_OK;
}

ent_status ent_store_lexicon_each(ent_store *store,
				  ent_status (*fn)(void *data,
						   ent_str source,
						   ent_str target,
						   const ent_lexicon_row *row,
						   ent_error *err),
				  void *data,
				  ent_error *err)
{
	ent_status status = ENT_OK;
	sqlite3_stmt *st = ent_sql(
		store, "SELECT generation, state, bytes, source, target FROM lexicon",
		"");
	while (!status && ent_sql_row(store, st)) {
		const ent_lexicon_row row = {
			.generation = ent_sql_u32(store, st, 0),
			.state = sqlite3_column_int64(st, 1),
			.bytes = ent_sql_bytes(st, 2),
		};
		status = fn(data, ent_sql_str(store, st, 3), ent_sql_str(store, st, 4),
			    &row, err);
	}
	const ent_status ended = ent_sql_end(store, st, status ? NULL : err);
	return status ? status : ended;
}

ent_status ent_store_lexicon_remove(ent_store *store,
				    ent_str source,
				    ent_str target,
				    ent_error *err)
{
	return ent_sql_run(store,
			   ent_sql(store,
				   "DELETE FROM lexicon WHERE source=? AND target=?",
				   "ss", source, target),
			   err);
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
