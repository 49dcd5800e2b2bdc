/* SPDX-License-Identifier: Apache-2.0 */
/* posting.c - keys and rows of the index, whose meaning is the caller's. */
#include "store/sql.h"

ent_status ent_store_key_find(ent_key_row *out,
			      ent_store *store,
			      uint32_t language,
			      ent_str form,
			      ent_error *err)
{
	sqlite3_stmt *st = ent_sql(
		store, "SELECT id, frequency FROM key WHERE language=? AND form=?",
		"is", (int64_t)language, form);
	*out = (ent_key_row){ .language = language };
	if (ent_sql_row(store, st)) {
		out->id = ent_sql_u32(store, st, 0);
		out->frequency = ent_sql_u32(store, st, 1);
	}
	return ent_sql_end(store, st, err);
}

ent_status ent_store_key_add(uint32_t *id,
			     ent_store *store,
			     uint32_t language,
			     ent_str form,
			     ent_error *err)
{
	sqlite3_stmt *st = ent_sql(
		store, "INSERT INTO key (language, form, frequency) VALUES (?, ?, 0)",
		"is", (int64_t)language, form);
	ent_status status = ent_sql_run(store, st, err);
	*id = (uint32_t)sqlite3_last_insert_rowid(store->db);
	return status;
}

ent_status ent_store_key_count(ent_store *store,
			       uint32_t key,
			       int64_t change,
			       ent_error *err)
{
	return ent_sql_run(store,
			   ent_sql(store,
				   "UPDATE key SET frequency=frequency+? WHERE id=?",
				   "ii", change, (int64_t)key),
			   err);
}

ent_status ent_store_key_sweep(ent_store *store, ent_error *err)
{
	return ent_sql_run(
		store, ent_sql(store, "DELETE FROM key WHERE frequency=0", ""), err);
}

static ent_status give_keys(ent_store *store,
			    sqlite3_stmt *st,
			    ent_key_fn fn,
			    void *data,
			    ent_error *err)
{
	ent_status status = ENT_OK;
	while (!status && ent_sql_row(store, st)) {
		ent_key_row row = { ent_sql_u32(store, st, 0),
				    ent_sql_u32(store, st, 1),
				    ent_sql_u32(store, st, 2) };
		status = fn(data, &row, ent_sql_str(store, st, 3), err);
		store->rc = SQLITE_ROW;
	}
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	return status ? status : end;
}

ent_status ent_store_key_each(ent_store *store,
			      ent_key_fn fn,
			      void *data,
			      ent_error *err)
{
	return give_keys(store,
			 ent_sql(store,
				 "SELECT id, frequency, language, form FROM key"
				 " ORDER BY id",
				 ""),
			 fn, data, err);
}

ent_status ent_store_key_prefix(ent_store *store,
				uint32_t language,
				ent_str prefix,
				ent_key_fn fn,
				void *data,
				ent_error *err)
{
	/* U+10FFFF follows every character of a form */
	return give_keys(store,
			 ent_sql(store,
				 "SELECT id, frequency, language, form FROM key"
				 " WHERE language=?1 AND form>=?2"
				 " AND form<?2 || char(1114111)",
				 "is", (int64_t)language, prefix),
			 fn, data, err);
}

ent_status ent_store_postings(ent_store *store,
			      uint64_t first,
			      uint64_t last,
			      bool down,
			      bool (*fn)(void *data, const ent_posting_row *row),
			      void *data,
			      ent_error *err)
{
	bool more = true;
	sqlite3_stmt *st =
		down ? ent_sql(store,
			       "SELECT id, texts FROM posting WHERE id BETWEEN ? AND ?"
			       " ORDER BY id DESC",
			       "ii", (int64_t)first, (int64_t)last)
		     : ent_sql(store,
			       "SELECT id, texts FROM posting WHERE id BETWEEN ? AND ?"
			       " ORDER BY id",
			       "ii", (int64_t)first, (int64_t)last);
	while (more && ent_sql_row(store, st)) {
		ent_posting_row row = { ent_sql_id(store, st, 0),
					ent_sql_bytes(st, 1) };
		more = fn(data, &row);
	}
	return ent_sql_end(store, st, err);
}

ent_status ent_store_posting_put(ent_store *store,
				 uint64_t id,
				 ent_str bytes,
				 ent_error *err)
{
	if (store->bulk) /* no row is there twice */
		return ent_bulk_posting(store, id, bytes, err);
	return ent_sql_run(store,
			   ent_sql(store,
				   "REPLACE INTO posting (id, texts) VALUES (?, ?)",
				   "ib", (int64_t)id, bytes),
			   err);
}

ent_status ent_store_posting_drop(ent_store *store, uint64_t id, ent_error *err)
{
	return ent_sql_run(
		store,
		ent_sql(store, "DELETE FROM posting WHERE id=?", "i", (int64_t)id),
		err);
}

ent_status ent_store_postings_drop(ent_store *store,
				   uint64_t first,
				   uint64_t last,
				   ent_error *err)
{
	return ent_sql_run(store,
			   ent_sql(store,
				   "DELETE FROM posting WHERE id BETWEEN ? AND ?", "ii",
				   (int64_t)first, (int64_t)last),
			   err);
}

ent_status ent_store_postings_clear(ent_store *store, ent_error *err)
{
	return ent_sql_exec(
		store, "DELETE FROM posting; DELETE FROM key; DELETE FROM recent", err);
}

ent_status ent_store_lacks_index(bool *out, ent_store *store, ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store,
				   "SELECT EXISTS (SELECT 1 FROM unit)"
				   " AND NOT EXISTS (SELECT 1 FROM key)"
				   " AND NOT EXISTS (SELECT 1 FROM recent)",
				   "");
	if (ent_sql_row(store, st))
		*out = sqlite3_column_int(st, 0);
	return ent_sql_end(store, st, err);
}
