/* SPDX-License-Identifier: Apache-2.0 */
/* identity.c - what keeps documents and pairs the same from one run to the next.
 *
 * A pair is known by the names of its documents and by its two languages; when files
 * are renamed or moved, by their contents, and then it gets the new names. */
#include "base/fail.h"
#include "entente/version.h"
#include "store/identity_rows.h"
#include "store/sql.h"

ent_status ent_store_setting_get(ent_str *value,
				 ent_store *store,
				 ent_str name,
				 ent_arena *arena,
				 ent_error *err)
{
	sqlite3_stmt *st =
		ent_sql(store, "SELECT value FROM setting WHERE name=?", "s", name);
	*value = ENT_STR("");
	if (ent_sql_row(store, st))
		*value = ent_arena_str(arena, ent_sql_str(store, st, 0));
	ent_status status = ent_sql_end(store, st, err);
	return status || value->p ? status : ent_fail_memory(err);
}

ent_status ent_store_setting_put(ent_store *store,
				 ent_str name,
				 ent_str value,
				 ent_error *err)
{
	return ent_sql_run(
		store,
		ent_sql(store,
			"INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)",
			"ss", name, value),
		err);
}

ent_status ent_store_pairs_of(ent_store *store,
			      ent_str from,
			      ent_str to,
			      ent_pair_row_fn fn,
			      void *data,
			      ent_error *err)
{
	sqlite3_stmt *st = ent_sql(
		store,
		"SELECT a.id, s.name, t.name, a.origin, s.hash, t.hash,"
		" a.options, a.confidence, a.version=?3,"
		" EXISTS (SELECT 1 FROM bead b WHERE b.alignment=a.id"
		" AND b.unit IS NOT NULL)"
		" FROM alignment a JOIN document s ON s.id=a.source"
		" JOIN document t ON t.id=a.target"
		" WHERE " ENT_SQL_PAIR_LANGUAGES("s", "t", "?1", "?2") " ORDER BY a.id",
		"sss", from, to, ent_str_of(ENT_VERSION));
	ent_status status = ENT_OK;
	while (!status && ent_sql_row(store, st)) {
		const ent_pair_row row = {
			.alignment = ent_sql_id(store, st, 0),
			.source = ent_sql_str(store, st, 1),
			.target = ent_sql_str(store, st, 2),
			.origin = ent_sql_str(store, st, 3),
			.source_hash = ent_sql_hash(st, 4),
			.target_hash = ent_sql_hash(st, 5),
			.options = ent_sql_hash(st, 6),
			.confidence = ent_sql_share(store, st, 7),
			.current = sqlite3_column_int(st, 8),
			.has_units = sqlite3_column_int(st, 9),
		};
		status = fn(data, &row, err);
		store->rc = SQLITE_ROW;
	}
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	return status ? status : end;
}

/* Rows about the pair of names of the alignment ?1. */
#define OF_ALIGNMENT                                                                   \
	" WHERE EXISTS (SELECT 1 FROM alignment a"                                     \
	" JOIN document s ON s.id=a.source JOIN document t ON t.id=a.target"           \
	" WHERE a.id=?1 AND s.name=source_document AND t.name=target_document"         \
	" AND " ENT_SQL_SAME_LANGUAGES("", "s.language", "t.language") ")"

ent_status ent_store_pair_rename(ent_store *store,
				 uint64_t alignment,
				 ent_str source,
				 ent_str target,
				 ent_str origin,
				 ent_error *err)
{
	/* what is kept by name first, while the documents have their old names */
	static const char *const sql[] = {
		"UPDATE OR IGNORE decision SET source_document=?2, target_document=?3" OF_ALIGNMENT,
		"UPDATE OR IGNORE correction SET source_document=?2, target_document=?3" OF_ALIGNMENT,
		"UPDATE history SET replaced_by=?2 WHERE ?3<>'' AND replaced_by="
		"(SELECT s.name FROM alignment a JOIN document s ON s.id=a.source"
		" JOIN document t ON t.id=a.target WHERE a.id=?1"
		" AND " ENT_SQL_SAME_LANGUAGES("", "s.language", "t.language") ")",
		"UPDATE document SET name=?2 WHERE ?3<>''"
		" AND id=(SELECT source FROM alignment WHERE id=?1)",
		"UPDATE document SET name=?3 WHERE ?2<>''"
		" AND id=(SELECT target FROM alignment WHERE id=?1)",
	};
	ent_status status = ENT_OK;
	for (size_t k = 0; !status && k < sizeof(sql) / sizeof(sql[0]); k++)
		status = ent_sql_run(store,
				     ent_sql(store, sql[k], "iss", (int64_t)alignment,
					     source, target),
				     err);
	return status ? status
		      : ent_sql_run(store,
				    ent_sql(store,
					    "UPDATE alignment SET origin=? WHERE id=?",
					    "zi", origin, (int64_t)alignment),
				    err);
}

/* ---- files without a counterpart ------------------------------------------------- */

ent_status ent_store_unpaired_known(bool *out,
				    ent_store *store,
				    ent_str from,
				    ent_str to,
				    ent_str name,
				    uint64_t hash,
				    ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store,
				   "SELECT 1 FROM unpaired WHERE source=? AND target=?"
				   " AND name=? AND hash=?",
				   "sssi", from, to, name, (int64_t)hash);
	*out = ent_sql_row(store, st);
	return ent_sql_end(store, st, err);
}

ent_status ent_store_unpaired_clear(ent_store *store,
				    ent_str from,
				    ent_str to,
				    ent_str first,
				    ent_str last,
				    ent_error *err)
{
	return ent_sql_run(store,
			   ent_sql(store,
				   "DELETE FROM unpaired WHERE source=? AND target=?"
				   " AND name BETWEEN ? AND ?",
				   "ssss", from, to, first, last),
			   err);
}

ent_status ent_store_unpaired_add(ent_store *store,
				  ent_str from,
				  ent_str to,
				  ent_str name,
				  uint64_t hash,
				  ent_error *err)
{
	return ent_sql_run(
		store,
		ent_sql(store,
			"INSERT OR REPLACE INTO unpaired (source, target, name,"
			" hash) VALUES (?, ?, ?, ?)",
			"sssi", from, to, name, (int64_t)hash),
		err);
}
