/* SPDX-License-Identifier: Apache-2.0 */
/* alignment.c - pairs of documents as wholes: where they came from, what was
 * replaced. */
#include "base/fail.h"
#include "store/sql.h"

ent_status ent_store_pairs_from(ent_store *store,
				ent_str origin,
				ent_pair_row_fn fn,
				void *data,
				ent_error *err)
{
	sqlite3_stmt *st = ent_sql(
		store,
		"SELECT a.id, s.name, t.name FROM alignment a"
		" JOIN document s ON s.id=a.source"
		" JOIN document t ON t.id=a.target WHERE a.origin=? ORDER BY a.id",
		"s", origin);
	ent_status status = ENT_OK;
	while (!status && ent_sql_row(store, st)) {
		const ent_pair_row row = { (uint64_t)sqlite3_column_int64(st, 0),
					   ent_sql_str(st, 1), ent_sql_str(st, 2) };
		status = fn(data, &row, err);
	}
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	return status ? status : end;
}

ent_status ent_store_history_add(ent_store *store,
				 uint64_t alignment,
				 ent_str reason,
				 ent_str replaced_by,
				 ent_error *err)
{
	/* the same state may have been current before: the first entry stays */
	return ent_sql_run(
		store,
		ent_sql(store,
			"INSERT OR IGNORE INTO history (source, target, source_hash,"
			" target_hash, date, reason, replaced_by, units)"
			" SELECT s.name, t.name, s.hash, t.hash,"
			" coalesce(s.date, t.date), ?2, ?3,"
			" (SELECT json_group_array(json_array(p, q)) FROM"
			" (SELECT x.text AS p, y.text AS q FROM bead b"
			" JOIN unit u ON u.id=b.unit JOIN text x ON x.id=u.source"
			" JOIN text y ON y.id=u.target WHERE b.alignment=?1"
			" ORDER BY b.number))"
			" FROM alignment a JOIN document s ON s.id=a.source"
			" JOIN document t ON t.id=a.target WHERE a.id=?1",
			"isz", (int64_t)alignment, reason, replaced_by),
		err);
}
