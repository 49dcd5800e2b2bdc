/* SPDX-License-Identifier: Apache-2.0 */
/* bulk.c - the first units of an empty memory.
 *
 * Why: a row costs little, its place in five indexes much: each is a search in a
 * tree that grows out of the cache.  While a memory that held nothing is filled in
 * one transaction, nobody else can see those indexes, and they are not needed: which
 * texts and units there are is known from two tables in memory.  So the indexes are
 * dropped at the beginning and made at the end, each from rows in order, in the same
 * transaction: a failure leaves the empty memory as it was.
 *
 * Measured with software.en-fr (227,391 units, 2026-11): see doc/memory.md.
 *
 * Memory: 8 bytes a text and a unit, twice that while a table grows.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "store/sql.h"

static const char *const index_names[] = { "text_hash", "unit_source", "unit_target",
					   "unit_document", "unit_hash" };
enum { INDEXES = sizeof(index_names) / sizeof(index_names[0]) };

struct entry {
	uint32_t hash, id; /* id 0: free */
};

struct ent_bulk_table {
	struct entry *entries;
	size_t n, room; /* room is a power of two */
};

struct ent_bulk {
	struct ent_bulk_table texts, units;
	ent_buf sql[INDEXES]; /* that makes each index again */
};

static void release(struct ent_bulk *bulk)
{
	if (!bulk)
		return;
	free(bulk->texts.entries);
	free(bulk->units.entries);
	for (int k = 0; k < INDEXES; k++)
		ent_buf_release(&bulk->sql[k]);
	free(bulk);
}

void ent_bulk_forget(ent_store *store)
{
	release(store->bulk);
	store->bulk = NULL;
}

static struct ent_bulk_table *table_of(const ent_store *store, bool units)
{
	return units ? &store->bulk->units : &store->bulk->texts;
}

uint64_t ent_bulk_next(const ent_store *store, bool units, int64_t hash, size_t *at)
{
	const struct ent_bulk_table *t = table_of(store, units);
	if (!t->room)
		return 0;
	if (*at == ENT_BULK_FIRST)
		*at = (size_t)((uint64_t)hash * 0x9E3779B97F4A7C15u >> 32);
	for (;; ++*at) {
		const struct entry *e = &t->entries[*at & (t->room - 1)];
		if (!e->id)
			return 0;
		if (e->hash == (uint32_t)hash) {
			++*at;
			return e->id;
		}
	}
}

static void place(struct ent_bulk_table *t, struct entry e)
{
	size_t at = (size_t)((uint64_t)e.hash * 0x9E3779B97F4A7C15u >> 32);
	while (t->entries[at & (t->room - 1)].id)
		at++;
	t->entries[at & (t->room - 1)] = e;
}

bool ent_bulk_add(ent_store *store, bool units, int64_t hash, uint64_t id)
{
	struct ent_bulk_table *t = table_of(store, units);
	if (id > UINT32_MAX)
		return false;
	if (2 * t->n >= t->room) {
		struct ent_bulk_table more = { .room = t->room ? 2 * t->room : 1024 };
		more.entries = calloc(more.room, sizeof(*more.entries));
		if (!more.entries)
			return false;
		for (size_t k = 0; k < t->room; k++)
			if (t->entries[k].id)
				place(&more, t->entries[k]);
		more.n = t->n;
		free(t->entries);
		*t = more;
	}
	place(t, (struct entry){ (uint32_t)hash, (uint32_t)id });
	t->n++;
	return true;
}

static ent_status has_rows(bool *out, ent_store *store, ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store,
				   "SELECT 1 WHERE EXISTS (SELECT 1 FROM text)"
				   " OR EXISTS (SELECT 1 FROM unit)",
				   "");
	*out = ent_sql_row(store, st);
	return ent_sql_end(store, st, err);
}

/* Takes an index away, keeping how it is made. */
static ent_status drop(struct ent_bulk *bulk, int k, ent_store *store, ent_error *err)
{
	char sql[64];
	sqlite3_stmt *st = ent_sql(store, "SELECT sql FROM sqlite_schema WHERE name=?",
				   "s", ent_str_of(index_names[k]));
	if (ent_sql_row(store, st))
		ent_buf_add(&bulk->sql[k], ent_sql_str(st, 0));
	ent_status status = ent_sql_end(store, st, err);
	if (!status && bulk->sql[k].failed)
		status = ent_fail_memory(err);
	if (status || !bulk->sql[k].n)
		return status;
	snprintf(sql, sizeof(sql), "DROP INDEX %s", index_names[k]);
	return ent_sql_exec(store, sql, err);
}

ent_status ent_store_bulk_begin(bool *empty, ent_store *store, ent_error *err)
{
	bool rows = true;
	*empty = false;
	if (store->bulk || !store->changing)
		return ENT_OK;
	ent_status status = has_rows(&rows, store, err);
	if (status || rows)
		return status;
	struct ent_bulk *bulk = calloc(1, sizeof(*bulk));
	if (!bulk)
		return ent_fail_memory(err);
	for (int k = 0; k < INDEXES && !status; k++)
		status = drop(bulk, k, store, err);
	if (status)
		release(bulk);
	else
		store->bulk = bulk;
	*empty = !status;
	return status;
}

ent_status ent_store_bulk_end(ent_store *store, ent_error *err)
{
	struct ent_bulk *bulk = store->bulk;
	ent_status status = ENT_OK;
	for (int k = 0; bulk && k < INDEXES && !status; k++)
		if (bulk->sql[k].n)
			status = ent_sql_exec(store, bulk->sql[k].p, err);
	ent_bulk_forget(store);
	return status;
}
