/* SPDX-License-Identifier: Apache-2.0 */
/* use_table.c - how many units use each text, and which is the newest, in memory.
 *
 * A concordance counts the units of every text that has the phrase and shows the newest
 * few.  To ask the index of units for each text costs a microsecond; to look here, some
 * nanoseconds.  Reading the table costs as much as asking for each text once, so it is
 * for those who ask often.
 *
 * Memory: 6 bytes a text, 6 a unit; while it is read, what SQLite needs to sort the
 * units by date.
 */
#include <stdlib.h>

#include "base/array.h"
#include "base/fail.h"
#include "store/sql.h"
#include "store/use_table.h"

/* Larger memories are asked text by text: 100 MB of texts, 100 of units. */
enum { TEXTS_MAX = 1 << 24, AS_TARGET = 1 << 15 };

struct ent_use_table {
	int64_t version;
	/* by text; owned */
	uint32_t *newest;
	uint16_t *counts; /* and AS_TARGET */
	size_t n_texts, newest_capacity, counts_capacity;
	/* by place; owned */
	uint32_t *documents;
	uint16_t *years;
	size_t n_units, documents_capacity, years_capacity;
};

uint32_t ent_date_year(ent_str date)
{
	uint32_t year = 0;
	for (size_t k = 0; k < 4; k++) {
		if (k >= date.n || date.p[k] < '0' || date.p[k] > '9')
			return 0;
		year = year * 10 + (uint32_t)(date.p[k] - '0');
	}
	return year;
}

static bool reach_text(ent_use_table *t, uint64_t text)
{
	if (text < t->n_texts)
		return true;
	if (!ENT_GROW(t->newest, t->newest_capacity, (size_t)text + 1) ||
	    !ENT_GROW(t->counts, t->counts_capacity, (size_t)text + 1))
		return false;
	for (; t->n_texts <= text; t->n_texts++) {
		t->newest[t->n_texts] = 0;
		t->counts[t->n_texts] = 0;
	}
	return true;
}

static bool add_use(ent_use_table *t, uint64_t text, bool as_target)
{
	if (!reach_text(t, text))
		return false;
	uint16_t *count = &t->counts[text];
	const unsigned side = as_target ? AS_TARGET : 0;
	const unsigned n = *count & ~AS_TARGET;
	if (n && ((*count & AS_TARGET) != side || n + 1 == ENT_USES_MANY))
		*count = ENT_USES_MANY;
	else if (n != ENT_USES_MANY)
		*count = (uint16_t)((n + 1) | side);
	t->newest[text] = (uint32_t)t->n_units;
	return true;
}

/* The unit of the next place; false without memory. */
static bool add_unit(ent_use_table *t,
		     const uint64_t texts[2],
		     uint64_t document,
		     ent_str date)
{
	if (!ENT_GROW(t->documents, t->documents_capacity, t->n_units + 1) ||
	    !ENT_GROW(t->years, t->years_capacity, t->n_units + 1))
		return false;
	t->documents[t->n_units] = (uint32_t)document;
	t->years[t->n_units++] = (uint16_t)ent_date_year(date);
	return add_use(t, texts[0], false) && add_use(t, texts[1], true);
}

static ent_status read_units(ent_use_table *t,
			     bool *fits,
			     ent_store *store,
			     ent_error *err)
{
	ent_status status = ENT_OK;
	sqlite3_stmt *st = ent_sql(store,
				   "SELECT source, target, document, date FROM unit"
				   " ORDER BY coalesce(date, ''), id",
				   "");
	while (*fits && !status && ent_sql_row(store, st)) {
		const uint64_t texts[] = { ent_sql_id(store, st, 0),
					   ent_sql_id(store, st, 1) };
		const uint64_t document = ent_sql_id(store, st, 2);
		*fits = texts[0] < TEXTS_MAX && texts[1] < TEXTS_MAX &&
			t->n_units < TEXTS_MAX && document <= UINT32_MAX;
		if (*fits && !add_unit(t, texts, document, ent_sql_str(store, st, 3)))
			status = ent_fail_memory(err);
	}
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	return status ? status : end;
}

/* The number of the last unit: not less than how many there are. */
static ent_status find_last(uint64_t *last, ent_store *store, ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store, "SELECT ifnull(max(id), 0) FROM unit", "");
	return ent_sql_first_id(last, store, st, err);
}

ent_status ent_use_table_read(ent_use_table **out,
			      ent_store *store,
			      uint64_t asked,
			      ent_error *err)
{
	uint64_t last = 0;
	*out = NULL;
	if (store->writable) /* its own changes have no version */
		return ENT_OK;
	ent_status status = find_last(&last, store, err);
	if (status || last > asked || last > TEXTS_MAX)
		return status;
	bool fits = true;
	ent_use_table *t = calloc(1, sizeof(*t));
	if (!t)
		return ent_fail_memory(err);
	status = ent_store_version(&t->version, store, err);
	if (!status)
		status = read_units(t, &fits, store, err);
	if (!status && fits)
		*out = t;
	else
		ent_use_table_free(t);
	return status;
}

void ent_use_table_free(ent_use_table *table)
{
	if (!table)
		return;
	free(table->newest);
	free(table->counts);
	free(table->documents);
	free(table->years);
	free(table);
}

ent_status ent_use_table_is_current(bool *is,
				    const ent_use_table *table,
				    ent_store *store,
				    ent_error *err)
{
	int64_t version = 0;
	ent_status status = ent_store_version(&version, store, err);
	*is = !status && version == table->version;
	return status;
}

ent_text_uses ent_use_table_of(const ent_use_table *table, uint64_t text)
{
	if (text >= table->n_texts)
		return (ent_text_uses){ .n = 0 };
	const unsigned count = table->counts[text];
	return (ent_text_uses){ count & ~(unsigned)AS_TARGET, count & AS_TARGET,
				table->newest[text] };
}

uint64_t ent_use_table_document(const ent_use_table *table, uint32_t place)
{
	return table->documents[place - 1];
}

uint32_t ent_use_table_year(const ent_use_table *table, uint32_t place)
{
	return table->years[place - 1];
}
