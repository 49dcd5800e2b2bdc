/* SPDX-License-Identifier: Apache-2.0 */
/* direction.c - pairs of languages, with regions, that units have. */
#include "base/fail.h"
#include "store/sql.h"

ent_status ent_store_direction(uint32_t *id,
			       ent_store *store,
			       ent_str source,
			       ent_str target,
			       ent_error *err)
{
	uint32_t found = 0;
	sqlite3_stmt *st =
		ent_sql(store, "SELECT id FROM direction WHERE source=? AND target=?",
			"ss", source, target);
	ent_status status = ent_sql_number(&found, store, st, err);
	if (!status && !found) {
		st = ent_sql(store,
			     "INSERT INTO direction (source, target) VALUES (?, ?)",
			     "ss", source, target);
		status = ent_sql_run(store, st, err);
		found = (uint32_t)sqlite3_last_insert_rowid(store->db);
	}
	if (!status)
		*id = found;
	return status;
}

ent_status ent_store_directions(ent_direction **out,
				uint32_t *count,
				ent_store *store,
				ent_arena *arena,
				ent_error *err)
{
	uint32_t n = 0, k = 0;
	sqlite3_stmt *st = ent_sql(store, "SELECT count(*) FROM direction", "");
	ent_status status = ent_sql_number(&n, store, st, err);
	ent_direction *all = ENT_NEW_ARRAY(arena, ent_direction, n + 1);
	if (!status && !all)
		status = ent_fail_memory(err);
	if (status)
		return status;
	st = ent_sql(store, "SELECT id, source, target FROM direction ORDER BY id", "");
	while (k < n && ent_sql_row(store, st)) {
		all[k] = (ent_direction){
			.id = ent_sql_u32(store, st, 0),
			.source = ent_arena_str(arena, ent_sql_str(store, st, 1)),
			.target = ent_arena_str(arena, ent_sql_str(store, st, 2)),
		};
		if (!all[k].source.p || !all[k].target.p)
			status = ent_fail_memory(err);
		k++;
	}
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	*out = all;
	*count = k;
	return status ? status : end;
}

ent_status ent_store_direction_sizes(ent_direction *all,
				     uint32_t count,
				     ent_store *store,
				     ent_error *err)
{
	sqlite3_stmt *st = ent_sql(
		store, "SELECT direction, count(*) FROM unit GROUP BY direction", "");
	while (ent_sql_row(store, st))
		for (uint32_t k = 0; k < count; k++)
			if (all[k].id == ent_sql_u32(store, st, 0))
				all[k].units = ent_sql_id(store, st, 1);
	return ent_sql_end(store, st, err);
}
