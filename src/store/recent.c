/* SPDX-License-Identifier: Apache-2.0 */
/* recent.c - texts that are in no list of the index yet: see index/parts.h. */
#include "store/sql.h"

ent_status ent_store_recent_add(ent_store *store, uint64_t text, ent_error *err)
{
	return ent_sql_run(store,
			   ent_sql(store, "INSERT INTO recent (text) VALUES (?)", "i",
				   (int64_t)text),
			   err);
}

ent_status ent_store_recent_remove(bool *was,
				   ent_store *store,
				   uint64_t text,
				   ent_error *err)
{
	ent_status status = ent_sql_run(
		store,
		ent_sql(store, "DELETE FROM recent WHERE text=?", "i", (int64_t)text),
		err);
	*was = !status && sqlite3_changes(store->db) > 0;
	return status;
}

ent_status ent_store_recent_each(ent_store *store,
				 ent_text_fn fn,
				 void *data,
				 ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store,
				   "SELECT t.id, t.language, t.weight, t.text"
				   " FROM recent r CROSS JOIN text t ON t.id=r.text"
				   " ORDER BY r.text",
				   "");
	return ent_sql_texts(store, st, fn, data, err);
}

ent_status ent_store_recent_count(uint64_t *out, ent_store *store, ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store, "SELECT count(*) FROM recent", "");
	return ent_sql_first_id(out, store, st, err);
}

ent_status ent_store_recent_clear(ent_store *store, ent_error *err)
{
	return ent_sql_run(store, ent_sql(store, "DELETE FROM recent", ""), err);
}
