/* SPDX-License-Identifier: Apache-2.0 */
/* words.c - the full-text index, for concordances.
 *
 * SQLite's FTS5 (https://www.sqlite.org/fts5.html) as an external-content index
 * over the texts: positions of words, no copy of the text, and no table of sizes,
 * which only ranking needs.  Its tokenizer is the caller's, so that a word of the
 * concordance is a word of the rest of the program; it is known by the name
 * "entente", and a file can therefore be searched through this program only.
 */
#include <limits.h>
#include <string.h>

#include "base/fail.h"
#include "store/sql.h"

/* FTS5's own callback: (fts, flags, word, bytes, start, end). */
typedef int (*fts_token)(void *, int, const char *, int, int, int);

struct replay {
	void *fts;
	fts_token token;
};

static int tokenizer_new(void *context,
			 const char **args,
			 int n_args,
			 Fts5Tokenizer **out)
{
	(void)args, (void)n_args;
	*out = context;
	return SQLITE_OK;
}

static void tokenizer_free(Fts5Tokenizer *tokenizer)
{
	(void)tokenizer;
}

static int emit(void *to, ent_str word, uint32_t start, uint32_t end)
{
	struct replay *replay = to;
	return replay->token(replay->fts, 0, word.p, (int)word.n, (int)start, (int)end);
}

static int tokenize(Fts5Tokenizer *tokenizer,
		    void *fts,
		    int flags,
		    const char *text,
		    int n,
		    fts_token token)
{
	(void)flags;
	ent_store *store = (ent_store *)tokenizer;
	struct replay replay = { fts, token };
	int rc = store->tokens((ent_str){ text, (size_t)n }, emit, &replay);
	return rc < 0 ? SQLITE_NOMEM : rc;
}

ent_status ent_words_register(ent_store *store, ent_error *err)
{
	fts5_tokenizer tokenizer = { tokenizer_new, tokenizer_free, tokenize };
	fts5_api *api = NULL;
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(store->db, "SELECT fts5(?)", -1, &st, NULL);
	if (!rc)
		rc = sqlite3_bind_pointer(st, 1, &api, "fts5_api_ptr", NULL);
	if (!rc)
		sqlite3_step(st);
	sqlite3_finalize(st);
	if (!rc && api)
		rc = api->xCreateTokenizer(api, "entente", store, &tokenizer, NULL);
	return ent_sql_fail(store, api ? rc : SQLITE_ERROR, err);
}

ent_status ent_store_words_add(ent_store *store,
			       uint64_t id,
			       ent_str text,
			       ent_error *err)
{
	if (text.n > INT_MAX)
		return ent_fail(err, ENT_ELIMIT, "a text is too large for a memory");
	return ent_sql_run(store,
			   ent_sql(store,
				   "INSERT INTO words (rowid, text) VALUES (?, ?)",
				   "is", (int64_t)id, text),
			   err);
}

ent_status ent_store_words_remove(ent_store *store,
				  uint64_t id,
				  ent_str text,
				  ent_error *err)
{
	return ent_sql_run(store,
			   ent_sql(store,
				   "INSERT INTO words (words, rowid, text)"
				   " VALUES ('delete', ?, ?)",
				   "is", (int64_t)id, text),
			   err);
}

/* FTS5's own quoting: a string in double quotes, quotes in it doubled. */
static void quote(ent_buf *out, ent_str word)
{
	for (size_t k = 0; k < word.n; k++) {
		if (word.p[k] == '"')
			ent_buf_add_char(out, '"');
		ent_buf_add_char(out, word.p[k]);
	}
}

/* "a b c" * in a row, "a" AND "b" * otherwise
 * (https://www.sqlite.org/fts5.html#full_text_query_syntax). */
static void write_query(ent_buf *out, const ent_store_word *words, uint32_t n, bool row)
{
	for (uint32_t k = 0; k < n; k++) {
		bool opens = !row || k == 0, closes = !row || k + 1 == n;
		if (k)
			ent_buf_add(out, row ? ENT_STR(" ") : ENT_STR(" AND "));
		if (opens)
			ent_buf_add_char(out, '"');
		quote(out, words[k].word);
		if (closes)
			ent_buf_add(out,
				    words[k].prefix ? ENT_STR("\" *") : ENT_STR("\""));
	}
}

ent_status ent_store_words_find(ent_store *store,
				const ent_store_word *words,
				uint32_t n,
				bool in_a_row,
				ent_store_id_fn fn,
				void *data,
				ent_error *err)
{
	ent_status status = ENT_OK;
	ent_buf query = ENT_BUF_INIT;
	write_query(&query, words, n, in_a_row);
	if (query.failed) {
		ent_buf_release(&query);
		return ent_fail_memory(err);
	}
	sqlite3_stmt *st = ent_sql(store, "SELECT rowid FROM words WHERE words MATCH ?",
				   "s", ent_buf_str(&query));
	while (!status && ent_sql_row(store, st)) {
		status = fn(data, (uint64_t)sqlite3_column_int64(st, 0), err);
		store->rc = SQLITE_ROW;
	}
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	ent_buf_release(&query);
	return status ? status : end;
}

/* The command has the shape of a change but makes none; a reader's connection
 * must be told so, and on a medium that cannot be written it cannot be given. */
ent_status ent_store_words_check(ent_store *store, ent_error *err)
{
	ent_error inner;
	if (sqlite3_db_readonly(store->db, "main") == 1)
		return ENT_OK;
	ent_status status = ent_sql_exec(store, "PRAGMA query_only=OFF", err);
	if (status)
		return status;
	status = ent_sql_run(
		store,
		ent_sql(store, "INSERT INTO words (words) VALUES ('integrity-check')",
			""),
		&inner);
	if (status && err)
		*err = inner;
	if (!store->writable)
		ent_sql_exec(store, "PRAGMA query_only=ON", NULL);
	return status;
}

ent_status ent_store_words_clear(ent_store *store, ent_error *err)
{
	/* 'delete-all' is for tables without content only: made anew */
	for (size_t k = 0; k < ENT_SQL_CACHE; k++)
		if (store->cache[k].st && strstr(store->cache[k].sql, " words ")) {
			sqlite3_finalize(store->cache[k].st);
			store->cache[k].st = NULL;
			store->cache[k].sql = "";
		}
	return ent_sql_exec(store,
			    "DROP TABLE words;"
			    "CREATE VIRTUAL TABLE words USING fts5 (text,"
			    " content='text', content_rowid='id', columnsize=0,"
			    " tokenize='entente')",
			    err);
}
