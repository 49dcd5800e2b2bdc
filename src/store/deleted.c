/* SPDX-License-Identifier: Apache-2.0 */
/* deleted.c - pairs of documents that a person deleted, so that a batch that finds
 * their files again does not bring them back unasked. */
#include "base/fail.h"
#include "store/sql.h"

ent_status ent_store_deleted_add(ent_store *store,
				 uint64_t alignment,
				 ent_str who,
				 ent_error *err)
{
	return ent_sql_run(
		store,
		ent_sql(store,
			"INSERT OR REPLACE INTO deleted (source, target, source_hash,"
			" target_hash, at, who, source_language, target_language)"
			" SELECT s.name, t.name, s.hash, t.hash,"
			" strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?2,"
			" coalesce(s.language, ''), coalesce(t.language, '')"
			" FROM alignment a"
			" JOIN document s ON s.id=a.source"
			" JOIN document t ON t.id=a.target"
			" WHERE a.id=?1 AND s.hash IS NOT NULL AND t.hash IS NOT NULL",
			"iz", (int64_t)alignment, who),
		err);
}

ent_status ent_store_deleted_find(ent_str *at,
				  uint64_t hashes[2],
				  ent_store *store,
				  const ent_pair_key *key,
				  ent_arena *arena,
				  ent_error *err)
{
	*at = ENT_STR("");
	sqlite3_stmt *st =
		ent_sql(store,
			"SELECT at, source_hash, target_hash FROM deleted"
			" WHERE ((source=?1 AND target=?2)"
			" OR (source_hash=?5 AND target_hash=?6))"
			" AND " ENT_SQL_STATED_LANGUAGES(
				"", "?3",
				"?4") " ORDER BY source=?1 AND target=?2 DESC LIMIT 1",
			"ssssii", key->source, key->target, key->from, key->to,
			(int64_t)hashes[0], (int64_t)hashes[1]);
	if (ent_sql_row(store, st)) {
		*at = ent_arena_str(arena, ent_sql_str(store, st, 0));
		hashes[0] = ent_sql_hash(st, 1);
		hashes[1] = ent_sql_hash(st, 2);
	}
	ent_status status = ent_sql_end(store, st, err);
	return status || at->p ? status : ent_fail_memory(err);
}
