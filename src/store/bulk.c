/* SPDX-License-Identifier: Apache-2.0 */
/* bulk.c - the first units of an empty memory.
 *
 * Why: a row costs little, its entries in five indexes cost much: each is a search in a
 * tree that outgrows the cache.  While a memory that held nothing is filled in one
 * transaction, nobody else can see those indexes, and they are not needed: which texts
 * and units there are is known from two tables in memory.  So the indexes are dropped
 * at the beginning and made at the end, each from rows in order, in the same
 * transaction: a failure leaves the empty memory as it was.  Rows are gathered and
 * written by a thread of their own (bulk_writer.h), a statement for thousands
 * (row_batch.h); whatever else asks the connection something waits for it first.
 *
 * Measured with software.en-fr (227,391 units, 2026-11): see doc/memory.md.
 *
 * Memory: 11 to 21 bytes a text and a unit, and half as much again while a table
 * grows.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "store/bulk_writer.h"

static const char *const index_names[] = { "text_hash",   "unit_source",
					   "unit_target", "unit_document",
					   "unit_hash",   "unit_xml_tuid" };
enum { INDEXES = sizeof(index_names) / sizeof(index_names[0]) };

struct entry {
	uint32_t hash, id; /* of a unit: counted from the first one here; 0: free */
};

struct ent_bulk_table {
	struct entry *entries;
	size_t n, capacity; /* capacity is a power of two */
};

/* What rows go where. */
enum kind { TEXTS, UNITS, VERBATIM, KEYS, POSTINGS, KINDS };
static const struct {
	uint32_t columns;
	const char *sql;
} kinds[KINDS] = {
	{ 5, "INSERT INTO text (id, language, hash, weight, text)"
	     " SELECT c0, c1, c2, c3, c4 FROM batch" },
	{ 13, "INSERT INTO unit (id, source, target, direction, document, hash,"
	      " place, date, origin, confidence, doubts, line, run)"
	      " SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12"
	      " FROM batch" },
	{ 7, "INSERT INTO unit_xml (unit, source_markup, source_extra, target_markup,"
	     " target_extra, extra, attributes)"
	     " SELECT c0, c1, c2, c3, c4, c5, c6 FROM batch" },
	{ 4, "INSERT INTO key (id, language, form, frequency)"
	     " SELECT c0, c1, c2, c3 FROM batch" },
	{ 2, "INSERT INTO posting (id, texts) SELECT c0, c1 FROM batch" },
};

struct ent_bulk {
	struct ent_bulk_table texts, units;
	ent_buf sql[INDEXES]; /* that makes each index again */
	ent_bulk_writer *writer;
	ent_bulk_write *rows[KINDS]; /* being gathered; NULL for none */
	uint64_t handed[KINDS];      /* rows that the writer has got */
	uint64_t units_before;       /* the largest number a unit ever had */
};

static void release_table(struct ent_bulk_table *t)
{
	free(t->entries);
	*t = (struct ent_bulk_table){ .n = t->n };
}

static void release(struct ent_bulk *bulk)
{
	if (!bulk)
		return;
	ent_bulk_writer_free(bulk->writer);
	release_table(&bulk->texts);
	release_table(&bulk->units);
	for (int k = 0; k < INDEXES; k++)
		ent_buf_release(&bulk->sql[k]);
	free(bulk);
}

void ent_bulk_forget(ent_store *store)
{
	release(store->bulk);
	store->bulk = NULL;
	store->wait = NULL;
}

static struct ent_bulk_table *table_of(const ent_store *store, bool units)
{
	return units ? &store->bulk->units : &store->bulk->texts;
}

uint64_t ent_bulk_next(const ent_store *store, bool units, int64_t hash, size_t *at)
{
	const struct ent_bulk_table *t = table_of(store, units);
	if (!t->capacity)
		return 0;
	if (*at == ENT_BULK_FIRST)
		*at = (size_t)((uint64_t)hash * 0x9E3779B97F4A7C15u >> 32);
	for (;; ++*at) {
		const struct entry *e = &t->entries[*at & (t->capacity - 1)];
		if (!e->id)
			return 0;
		if (e->hash == (uint32_t)hash) {
			++*at;
			return e->id + (units ? store->bulk->units_before : 0);
		}
	}
}

static void place(struct ent_bulk_table *t, struct entry e)
{
	size_t at = (size_t)((uint64_t)e.hash * 0x9E3779B97F4A7C15u >> 32);
	while (t->entries[at & (t->capacity - 1)].id)
		at++;
	t->entries[at & (t->capacity - 1)] = e;
}

static bool remember(struct ent_bulk_table *t, int64_t hash, uint64_t id)
{
	if (id > UINT32_MAX)
		return false;
	if (4 * t->n >= 3 * t->capacity) {
		struct ent_bulk_table more = { .capacity = t->capacity ? 2 * t->capacity
								       : 1024 };
		more.entries = calloc(more.capacity, sizeof(*more.entries));
		if (!more.entries)
			return false;
		for (size_t k = 0; k < t->capacity; k++)
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

/* ---- rows ------------------------------------------------------------------------ */

static ent_row_batch *batch_of(struct ent_bulk *bulk, enum kind kind)
{
	if (!bulk->rows[kind])
		bulk->rows[kind] =
			ent_bulk_writer_take(bulk->writer, kinds[kind].columns);
	return &bulk->rows[kind]->batch;
}

static ent_status hand_over(struct ent_bulk *bulk, enum kind kind, ent_error *err)
{
	ent_bulk_write *write = bulk->rows[kind];
	ent_status status = ENT_OK;
	if (!write || !write->batch.n)
		return ENT_OK;
	if (kind == UNITS || kind == VERBATIM) /* what they refer to goes before */
		status = hand_over(bulk, kind == UNITS ? TEXTS : UNITS, err);
	if (status)
		return status;
	bulk->handed[kind] += write->batch.n / kinds[kind].columns;
	bulk->rows[kind] = NULL;
	write->sql = kinds[kind].sql;
	return ent_bulk_writer_give(bulk->writer, write, err);
}

static ent_status hand_over_all(struct ent_bulk *bulk, ent_error *err)
{
	ent_status status = ENT_OK;
	for (int k = 0; k < KINDS && !status; k++)
		status = hand_over(bulk, (enum kind)k, err);
	return status;
}

/* ok: whether the row was added. */
static ent_status added(struct ent_bulk *bulk, enum kind kind, bool ok, ent_error *err)
{
	if (!ok)
		return ent_fail_memory(err);
	return ent_batch_is_full(&bulk->rows[kind]->batch) ? hand_over(bulk, kind, err)
							   : ENT_OK;
}

bool ent_bulk_has_text(bool *same,
		       const ent_store *store,
		       uint64_t id,
		       uint32_t language,
		       ent_str text)
{
	const struct ent_bulk *bulk = store->bulk;
	if (id <= bulk->handed[TEXTS])
		return false; /* numbers are those of rows, from 1 on */
	const ent_row_batch *batch = &bulk->rows[TEXTS]->batch;
	size_t row = (size_t)(id - bulk->handed[TEXTS] - 1);
	*same = ent_batch_int(batch, row, 1) == (int64_t)language &&
		ent_str_eq(ent_batch_str(batch, row, 4), text);
	return true;
}

ent_status ent_bulk_reach_unit(ent_store *store, uint64_t id, ent_error *err)
{
	struct ent_bulk *bulk = store->bulk;
	if (id <= bulk->units_before + bulk->handed[UNITS])
		return ENT_OK;
	ent_status status = hand_over(bulk, UNITS, err);
	return status ? status : hand_over(bulk, VERBATIM, err);
}

static ent_status wait_for_rows(ent_store *store, ent_error *err)
{
	return ent_bulk_writer_wait(store->bulk->writer, err);
}

ent_status ent_bulk_text(uint64_t *id,
			 ent_store *store,
			 const ent_text_key *key,
			 int64_t weight,
			 ent_error *err)
{
	struct ent_bulk *bulk = store->bulk;
	*id = bulk->texts.n + 1;
	bool ok = remember(&bulk->texts, key->hash, *id) &&
		  ent_batch_row(batch_of(bulk, TEXTS), weight < 0 ? "iiins" : "iiiis",
				(int64_t)*id, (int64_t)key->language, key->hash, weight,
				key->text);
	return added(bulk, TEXTS, ok, err);
}

static bool has_verbatim(const ent_unit *u)
{
	return u->extra.n || u->attributes.n || u->source.markup.n ||
	       u->source.extra.n || u->target.markup.n || u->target.extra.n;
}

ent_status ent_bulk_unit(uint64_t *id,
			 ent_store *store,
			 const ent_unit *u,
			 const ent_unit_keys *keys,
			 int64_t hash,
			 int64_t run,
			 ent_error *err)
{
	struct ent_bulk *bulk = store->bulk;
	const uint64_t number = bulk->units.n + 1;
	*id = bulk->units_before + number;
	bool ok = remember(&bulk->units, hash, number) &&
		  ent_batch_row(batch_of(bulk, UNITS), "iiiijizzzriij", (int64_t)*id,
				(int64_t)keys->source, (int64_t)keys->target,
				(int64_t)keys->direction, (int64_t)keys->document, hash,
				u->place, u->date, u->origin, (double)u->confidence,
				(int64_t)u->doubts, (int64_t)u->line, run);
	ent_status status = added(bulk, UNITS, ok, err);
	if (status || !has_verbatim(u))
		return status;
	ok = ent_batch_row(batch_of(bulk, VERBATIM), "izzzzzz", (int64_t)*id,
			   u->source.markup, u->source.extra, u->target.markup,
			   u->target.extra, u->extra, u->attributes);
	return added(bulk, VERBATIM, ok, err);
}

ent_status ent_store_key_put(ent_store *store,
			     const ent_key_row *row,
			     ent_str form,
			     ent_error *err)
{
	struct ent_bulk *bulk = store->bulk;
	bool ok = ent_batch_row(batch_of(bulk, KEYS), "iisi", (int64_t)row->id,
				(int64_t)row->language, form, (int64_t)row->frequency);
	return added(bulk, KEYS, ok, err);
}

ent_status ent_store_keys_written(ent_store *store, ent_error *err)
{
	return hand_over(store->bulk, KEYS, err);
}

ent_status ent_bulk_posting(ent_store *store,
			    uint64_t id,
			    ent_str bytes,
			    ent_error *err)
{
	struct ent_bulk *bulk = store->bulk;
	bool ok = ent_batch_row(batch_of(bulk, POSTINGS), "ib", (int64_t)id, bytes);
	return added(bulk, POSTINGS, ok, err);
}

/* ---- begin and end --------------------------------------------------------------- */

static ent_status has_rows(bool *out, ent_store *store, ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store,
				   "SELECT 1 WHERE EXISTS (SELECT 1 FROM text)"
				   " OR EXISTS (SELECT 1 FROM unit)",
				   "");
	*out = ent_sql_row(store, st);
	return ent_sql_end(store, st, err);
}

/* Numbers of units are never given again. */
static ent_status last_number(uint64_t *out, ent_store *store, ent_error *err)
{
	sqlite3_stmt *st =
		ent_sql(store, "SELECT seq FROM sqlite_sequence WHERE name='unit'", "");
	return ent_sql_first_id(out, store, st, err);
}

/* Takes an index away, keeping how it is made. */
static ent_status drop(struct ent_bulk *bulk, int k, ent_store *store, ent_error *err)
{
	char sql[64];
	sqlite3_stmt *st = ent_sql(store, "SELECT sql FROM sqlite_schema WHERE name=?",
				   "s", ent_str_of(index_names[k]));
	if (ent_sql_row(store, st))
		ent_buf_add(&bulk->sql[k], ent_sql_str(store, st, 0));
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
	status = ent_batch_register(store, err);
	if (!status)
		status = last_number(&bulk->units_before, store, err);
	for (int k = 0; k < INDEXES && !status; k++)
		status = drop(bulk, k, store, err);
	bulk->writer = status ? NULL : ent_bulk_writer_new(store);
	if (!status && !bulk->writer)
		status = ent_fail_memory(err);
	*empty = !status;
	if (status) {
		release(bulk);
		return status;
	}
	store->bulk = bulk;
	store->wait = wait_for_rows;
	return status;
}

ent_status ent_store_bulk_indexes(ent_store *store, ent_error *err)
{
	struct ent_bulk *bulk = store->bulk;
	if (!bulk)
		return ENT_OK;
	ent_status status = hand_over_all(bulk, err);
	release_table(&bulk->texts); /* the space is wanted for sorting */
	release_table(&bulk->units);
	for (int k = 0; k < INDEXES && !status; k++) {
		ent_bulk_write *write = ent_bulk_writer_take(bulk->writer, 0);
		write->sql = bulk->sql[k].n ? bulk->sql[k].p : "";
		status = ent_bulk_writer_give(bulk->writer, write, err);
	}
	return status;
}

ent_status ent_store_bulk_end(ent_store *store, ent_error *err)
{
	if (!store->bulk)
		return ENT_OK;
	ent_status status = hand_over_all(store->bulk, err);
	if (!status)
		status = wait_for_rows(store, err);
	ent_bulk_forget(store);
	return status || !store->filling ? status : ent_filling_mark(store, false, err);
}
