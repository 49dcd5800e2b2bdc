/* SPDX-License-Identifier: Apache-2.0 */
/* text.c - languages and texts, each text stored once for its language.
 *
 * A text is found by 31 bits of its FNV-1a hash, mixed with the language: SQLite
 * stores such a number in four bytes.  Texts that share a hash are distinguished by
 * comparing them; of ten million texts one in four hundred shares its hash. */
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "store/sql.h"

static int64_t hash_of(uint32_t language, ent_str text)
{
	uint64_t h = (ent_str_hash(text) ^ language) * 0x9E3779B97F4A7C15u;
	return (int64_t)(h >> 33); /* never negative, at most four bytes */
}

ent_text_key ent_text_key_of(uint32_t language, ent_str text)
{
	return (ent_text_key){ language, text, hash_of(language, text) };
}

ent_status ent_store_language(uint32_t *id,
			      ent_store *store,
			      ent_str code,
			      bool make,
			      ent_error *err)
{
	uint32_t found = 0;
	sqlite3_stmt *st =
		ent_sql(store, "SELECT id FROM language WHERE code=?", "s", code);
	ent_status status = ent_sql_number(&found, store, st, err);
	if (!status && !found && make) {
		st = ent_sql(store, "INSERT INTO language (code) VALUES (?)", "s",
			     code);
		status = ent_sql_run(store, st, err);
		found = (uint32_t)sqlite3_last_insert_rowid(store->db);
	}
	if (!status)
		*id = found;
	return status;
}

ent_status ent_store_language_code(char *out,
				   size_t size,
				   ent_store *store,
				   uint32_t id,
				   ent_error *err)
{
	ent_str code = { NULL, 0 };
	out[0] = '\0';
	sqlite3_stmt *st = ent_sql(store, "SELECT code FROM language WHERE id=?", "i",
				   (int64_t)id);
	if (ent_sql_row(store, st))
		code = ent_sql_str(store, st, 0);
	if (code.p && code.n < size) {
		memcpy(out, code.p, code.n);
		out[code.n] = '\0';
	}
	ent_status status = ent_sql_end(store, st, err);
	return status || code.p
		       ? status
		       : ent_sql_damaged(store, err, "language %u is missing", id);
}

ent_status ent_store_languages(ent_store *store,
			       ent_language_fn fn,
			       void *data,
			       ent_error *err)
{
	ent_status status = ENT_OK;
	sqlite3_stmt *st =
		ent_sql(store, "SELECT id, code FROM language ORDER BY id", "");
	while (!status && ent_sql_row(store, st)) {
		status = fn(data, ent_sql_u32(store, st, 0), ent_sql_str(store, st, 1),
			    err);
		store->rc = SQLITE_ROW;
	}
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	return status ? status : end;
}

/* Whether the text with that number is this one. */
static ent_status is_text(bool *same,
			  bool *searched,
			  ent_store *store,
			  uint64_t id,
			  const ent_text_key *key,
			  ent_error *err)
{
	*same = false;
	sqlite3_stmt *st = ent_sql(
		store, "SELECT weight IS NOT NULL, language, text FROM text WHERE id=?",
		"i", (int64_t)id);
	if (ent_sql_row(store, st)) {
		*searched = sqlite3_column_int(st, 0);
		*same = ent_sql_u32(store, st, 1) == key->language &&
			ent_str_eq(ent_sql_str(store, st, 2), key->text);
	}
	return ent_sql_end(store, st, err);
}

static ent_status find_in_bulk(uint64_t *id,
			       bool *searched,
			       ent_store *store,
			       const ent_text_key *key,
			       ent_error *err)
{
	size_t at = ENT_BULK_FIRST;
	bool same = false;
	ent_status status = ENT_OK;
	while (!status && !same &&
	       (*id = ent_bulk_next(store, false, key->hash, &at))) {
		if (ent_bulk_has_text(&same, store, *id, key->language, key->text))
			*searched = true;
		else
			status = is_text(&same, searched, store, *id, key, err);
	}
	return status;
}

ent_status ent_store_text_find(uint64_t *id,
			       bool *searched,
			       ent_store *store,
			       const ent_text_key *key,
			       ent_error *err)
{
	bool unused;
	if (!searched)
		searched = &unused;
	*id = 0;
	*searched = false;
	if (store->bulk)
		return find_in_bulk(id, searched, store, key, err);
	sqlite3_stmt *st = ent_sql(store,
				   "SELECT id, weight IS NOT NULL FROM text"
				   " WHERE hash=? AND language=? AND text=?",
				   "iis", key->hash, (int64_t)key->language, key->text);
	if (ent_sql_row(store, st)) {
		*id = ent_sql_id(store, st, 0);
		*searched = sqlite3_column_int(st, 1);
	}
	return ent_sql_end(store, st, err);
}

ent_status ent_store_text_add(uint64_t *id,
			      ent_store *store,
			      const ent_text_key *key,
			      int64_t weight,
			      ent_error *err)
{
	if (store->bulk)
		return ent_bulk_text(id, store, key, weight, err);
	sqlite3_stmt *st = ent_sql(store,
				   "INSERT INTO text (language, hash, text, weight)"
				   " VALUES (?, ?, ?, ?)",
				   weight < 0 ? "iisn" : "iisi", (int64_t)key->language,
				   key->hash, key->text, weight);
	ent_status status = ent_sql_run(store, st, err);
	*id = (uint64_t)sqlite3_last_insert_rowid(store->db);
	return status;
}

ent_status ent_store_text_intern(uint64_t *id,
				 bool *searched,
				 ent_store *store,
				 uint32_t language,
				 ent_str text,
				 ent_error *err)
{
	const ent_text_key key = ent_text_key_of(language, text);
	ent_status status = ent_store_text_find(id, searched, store, &key, err);
	if (status || *id)
		return status;
	return ent_store_text_add(id, store, &key, -1, err);
}

ent_status ent_store_text_mark(ent_store *store,
			       uint64_t id,
			       int64_t weight,
			       ent_error *err)
{
	return ent_sql_run(store,
			   ent_sql(store, "UPDATE text SET weight=? WHERE id=?",
				   weight < 0 ? "ni" : "ii",
				   weight < 0 ? (int64_t)id : weight, (int64_t)id),
			   err);
}

ent_status ent_store_text_language(uint32_t *language,
				   ent_store *store,
				   uint64_t id,
				   ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store, "SELECT language FROM text WHERE id=?", "i",
				   (int64_t)id);
	*language = 0;
	if (ent_sql_row(store, st))
		*language = ent_sql_u32(store, st, 0);
	return ent_sql_end(store, st, err);
}

ent_status ent_store_text_get(ent_str *text,
			      uint32_t *weight,
			      ent_store *store,
			      uint64_t id,
			      ent_error *err)
{
	ent_sql_release(store);
	sqlite3_stmt *st = ent_sql(store, "SELECT text, weight FROM text WHERE id=?",
				   "i", (int64_t)id);
	if (ent_sql_row(store, st)) {
		store->lent = st;
		*text = ent_sql_str(store, st, 0);
		if (weight)
			*weight = ent_sql_u32(store, st, 1);
		return ent_sql_checked(store, err);
	}
	ent_status status = ent_sql_end(store, st, err);
	if (!status)
		status = ent_sql_damaged(store, err, "text %llu is missing",
					 (unsigned long long)id);
	return status;
}

ent_status ent_sql_texts(ent_store *store,
			 sqlite3_stmt *st,
			 ent_text_fn fn,
			 void *data,
			 ent_error *err)
{
	ent_status status = ENT_OK;
	while (!status && ent_sql_row(store, st)) {
		bool indexed = sqlite3_column_type(st, 2) != SQLITE_NULL;
		ent_text_row row = {
			.id = ent_sql_id(store, st, 0),
			.language = ent_sql_u32(store, st, 1),
			.weight = indexed ? (int64_t)ent_sql_u32(store, st, 2) : -1,
			.text = ent_sql_str(store, st, 3),
		};
		status = fn(data, &row, err);
		store->rc = SQLITE_ROW;
	}
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	return status ? status : end;
}

ent_status ent_store_text_each(ent_store *store,
			       uint32_t language,
			       ent_text_fn fn,
			       void *data,
			       ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store,
				   "SELECT id, language, weight, text FROM text"
				   " WHERE ?1=0 OR (language=?1 AND weight IS NOT NULL)"
				   " ORDER BY id",
				   "i", (int64_t)language);
	return ent_sql_texts(store, st, fn, data, err);
}

ent_status ent_store_text_last(uint64_t *id, ent_store *store, ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store, "SELECT max(id) FROM text", "");
	return ent_sql_first_id(id, store, st, err);
}

ent_status ent_store_check_text_hashes(ent_store *store,
				       bool repair,
				       void (*fn)(void *data, const char *what),
				       void *data,
				       ent_error *err)
{
	char line[64];
	ent_status status = ENT_OK;
	sqlite3_stmt *st = ent_sql(
		store, "SELECT id, language, hash, text FROM text ORDER BY id", "");
	while (!status && ent_sql_row(store, st)) {
		const int64_t id = sqlite3_column_int64(st, 0);
		const int64_t hash =
			hash_of(ent_sql_u32(store, st, 1), ent_sql_str(store, st, 3));
		if (hash == sqlite3_column_int64(st, 2))
			continue;
		if (repair)
			status = ent_sql_run(
				store,
				ent_sql(store, "UPDATE text SET hash=? WHERE id=?",
					"ii", hash, id),
				err);
		else {
			snprintf(line, sizeof(line), "wrong hash of text %lld",
				 (long long)id);
			fn(data, line);
		}
		store->rc = SQLITE_ROW;
	}
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	return status ? status : end;
}
