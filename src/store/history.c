/* SPDX-License-Identifier: Apache-2.0 */
/* history.c - what was replaced: names and hashes of a release, and its units. */
#include "base/fail.h"
#include "store/sql.h"

const char *ent_history_reason_name(ent_history_reason reason)
{
	switch (reason) {
	case ENT_REASON_CHANGED: return "changed";
	case ENT_REASON_NEWER_VERSION: return ENT_NEWER_VERSION;
	case ENT_REASON_PAIRED_AGAIN: return ENT_PAIRED_AGAIN;
	case ENT_REASON_REMOVED: return "removed";
	case ENT_REASON_MERGED: return "merged";
	}
	return "unknown";
}

ent_status ent_store_history_put(ent_store *store,
				 const ent_history_row *row,
				 ent_error *err)
{
	return ent_sql_run(
		store,
		ent_sql(store,
			"INSERT OR IGNORE INTO history (source, target,"
			" source_language, target_language, source_hash, target_hash,"
			" date, reason, replaced_by, units)"
			" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			"ssssiizszs", row->source, row->target, row->from, row->to,
			(int64_t)row->source_hash, (int64_t)row->target_hash, row->date,
			row->reason, row->replaced_by, row->units),
		err);
}

ent_status ent_store_history_settle(ent_store *store, ent_error *err)
{
#define SAME_PAIR                                                                      \
	" FROM history h WHERE h.source=history.source AND h.target=history.target"    \
	" AND h.source_language=history.source_language"                               \
	" AND h.target_language=history.target_language"                               \
	" AND h.reason='" ENT_NEWER_VERSION "'"
	return ent_sql_exec(store,
			    "UPDATE history SET reason='" ENT_NEWER_VERSION "',"
			    " replaced_by=(SELECT min(h.replaced_by)" SAME_PAIR ")"
			    " WHERE reason='merged' AND EXISTS (SELECT 1" SAME_PAIR ")",
			    err);
#undef SAME_PAIR
}

ent_status ent_store_history_of(ent_history_row *out,
				ent_store *store,
				uint64_t alignment,
				ent_history_reason reason,
				ent_str replaced_by,
				ent_arena *arena,
				ent_error *err)
{
	ent_history_row row = { .reason = ent_str_of(ent_history_reason_name(reason)),
				.replaced_by = replaced_by };
	bool copied = true;
	sqlite3_stmt *st = ent_sql(
		store,
		"SELECT s.name, t.name, coalesce(s.date, t.date), s.hash, t.hash,"
		" (SELECT json_group_array(json_array(p, q)) FROM"
		" (SELECT x.text AS p, y.text AS q FROM bead b"
		" JOIN unit u ON u.id=b.unit JOIN text x ON x.id=u.source"
		" JOIN text y ON y.id=u.target WHERE b.alignment=?1"
		" ORDER BY b.number)), s.language, t.language"
		" FROM alignment a JOIN document s ON s.id=a.source"
		" JOIN document t ON t.id=a.target WHERE a.id=?1",
		"i", (int64_t)alignment);
	if (ent_sql_row(store, st)) {
		row.source = ent_arena_str(arena, ent_sql_str(store, st, 0));
		row.target = ent_arena_str(arena, ent_sql_str(store, st, 1));
		row.date = ent_arena_str(arena, ent_sql_str(store, st, 2));
		row.source_hash = ent_sql_hash(st, 3);
		row.target_hash = ent_sql_hash(st, 4);
		row.units = ent_arena_str(arena, ent_sql_str(store, st, 5));
		row.from = ent_arena_str(arena, ent_sql_str(store, st, 6));
		row.to = ent_arena_str(arena, ent_sql_str(store, st, 7));
		copied = row.from.p && row.to.p && row.source.p && row.target.p &&
			 row.date.p && row.units.p;
	}
	ent_status status = ent_sql_end(store, st, err);
	*out = row;
	return copied ? status : ent_fail_memory(err);
}

ent_status ent_store_history_add(ent_store *store,
				 uint64_t alignment,
				 ent_history_reason reason,
				 ent_str replaced_by,
				 ent_error *err)
{
	ent_history_row row;
	ent_arena *arena = ent_arena_new(0);
	if (!arena)
		return ent_fail_memory(err);
	ent_status status = ent_store_history_of(&row, store, alignment, reason,
						 replaced_by, arena, err);
	/* the same state may have been current before: the latest entry counts */
	if (!status && row.source.n)
		status = ent_sql_run(
			store,
			ent_sql(store,
				"DELETE FROM history WHERE source=?1 AND target=?2"
				" AND source_hash=?5 AND target_hash=?6"
				" AND " ENT_SQL_SAME_LANGUAGES("", "?3", "?4"),
				"ssssii", row.source, row.target, row.from, row.to,
				(int64_t)row.source_hash, (int64_t)row.target_hash),
			err);
	if (!status && row.source.n)
		status = ent_store_history_put(store, &row, err);
	ent_arena_free(arena);
	return status;
}

ent_status ent_store_history_has(bool *out,
				 ent_store *store,
				 const ent_pair_key *key,
				 ent_error *err)
{
	sqlite3_stmt *st =
		ent_sql(store,
			"SELECT 1 FROM history WHERE source=?1 AND target=?2"
			" AND " ENT_SQL_STATED_LANGUAGES("", "?3", "?4") " LIMIT 1",
			"ssss", key->source, key->target, key->from, key->to);
	*out = ent_sql_row(store, st);
	return ent_sql_end(store, st, err);
}

ent_status ent_store_history_each(ent_store *store,
				  ent_status (*fn)(void *data,
						   const ent_history_row *row,
						   ent_error *err),
				  void *data,
				  ent_error *err)
{
	sqlite3_stmt *st =
		ent_sql(store,
			"SELECT source, target, source_hash, target_hash, date, reason,"
			" replaced_by, units, source_language, target_language"
			" FROM history ORDER BY id",
			"");
	ent_status status = ENT_OK;
	while (!status && ent_sql_row(store, st)) {
		const ent_history_row row = {
			.source = ent_sql_str(store, st, 0),
			.target = ent_sql_str(store, st, 1),
			.source_hash = ent_sql_hash(st, 2),
			.target_hash = ent_sql_hash(st, 3),
			.date = ent_sql_str(store, st, 4),
			.reason = ent_sql_str(store, st, 5),
			.replaced_by = ent_sql_str(store, st, 6),
			.units = ent_sql_str(store, st, 7),
			.from = ent_sql_str(store, st, 8),
			.to = ent_sql_str(store, st, 9),
		};
		status = fn(data, &row, err);
		store->rc = SQLITE_ROW;
	}
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	return status ? status : end;
}

#define OF_LANGUAGES(h) ENT_SQL_STATED_LANGUAGES(h ".", "?3", "?4")

ent_status ent_store_superseded(bool *out,
				uint64_t hashes[2],
				ent_store *store,
				const ent_pair_key *key,
				ent_error *err)
{
	/* the newer version may have been retired by a newer one still; a merge brings
	 * older versions after newer ones */
	sqlite3_stmt *st = ent_sql(
		store,
		"WITH RECURSIVE last AS (SELECT * FROM history h WHERE h.source=?1"
		" AND h.target=?2 AND h.reason='" ENT_NEWER_VERSION
		"' AND " OF_LANGUAGES(
			"h") " ORDER BY (h.source_hash=?5 AND h.target_hash=?6) DESC,"
			     " h.id DESC LIMIT 1),"
			     " newer (name) AS (SELECT replaced_by FROM last"
			     " UNION SELECT h.replaced_by FROM newer n JOIN history h ON h.source=n.name"
			     " WHERE h.reason='" ENT_NEWER_VERSION
			     "' AND " OF_LANGUAGES(
				     "h") ")"
					  " SELECT source_hash, target_hash FROM last WHERE EXISTS (SELECT 1"
					  " FROM newer n JOIN document s ON s.name=n.name"
					  " JOIN alignment a ON a.source=s.id JOIN document t ON t.id=a.target"
					  " WHERE n.name<>?1 AND " ENT_SQL_PAIR_LANGUAGES(
						  "s", "t", "?3", "?4") ")",
		"ssssii", key->source, key->target, key->from, key->to,
		(int64_t)hashes[0], (int64_t)hashes[1]);
	*out = false;
	if (ent_sql_row(store, st)) {
		hashes[0] = ent_sql_hash(st, 0);
		hashes[1] = ent_sql_hash(st, 1);
		*out = true;
	}
	return ent_sql_end(store, st, err);
}
