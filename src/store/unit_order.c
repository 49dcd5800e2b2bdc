/* SPDX-License-Identifier: Apache-2.0 */
/* unit_order.c - all units at once, by their text and by their document.
 *
 * The statements that need no more than an index has read only the index, which takes
 * a tenth of the time that the units themselves take.  The units of a document have
 * numbers in a row when they came with one import or alignment, so the first and the
 * last of each document put them in order, without a look at those between; documents
 * whose numbers lie between those of others are read one unit after another.
 */
#include <stdlib.h>

#include "base/array.h"
#include "base/fail.h"
#include "store/sql.h"

static const char *texts_sql(bool as_target, bool lean)
{
	if (lean)
		return as_target ? "SELECT id, target, date FROM unit"
				 : "SELECT id, source, date FROM unit";
	return as_target ? "SELECT id, target, date, direction, confidence FROM unit"
			 : "SELECT id, source, date, direction, confidence FROM unit";
}

ent_status ent_store_unit_texts(ent_store *store,
				bool as_target,
				bool lean,
				ent_unit_text_fn fn,
				void *data,
				ent_error *err)
{
	bool more = true;
	sqlite3_stmt *st = ent_sql(store, texts_sql(as_target, lean), "");
	while (more && ent_sql_row(store, st)) {
		ent_unit_text row = { .unit = ent_sql_id(store, st, 0),
				      .text = ent_sql_id(store, st, 1),
				      .date = ent_sql_str(store, st, 2) };
		if (!lean) {
			row.direction = ent_sql_u32(store, st, 3);
			row.confidence = ent_sql_share(store, st, 4);
		}
		more = fn(data, &row);
	}
	return ent_sql_end(store, st, err);
}

/* ---- the order of documents ---------------------------------------------------- */

/* With fewer units a document than this, to read all costs no more than to find the
 * first and the last of each. */
enum { UNITS_A_DOCUMENT = 12 };

/* The units of one document are first..last, and there are no others between. */
struct range {
	uint64_t document, first, last;
	bool mixed; /* there are */
};

struct ranges {
	struct range *list; /* by document; owned */
	size_t n, capacity;
};

static ent_status add_range(struct ranges *to,
			    ent_store *store,
			    uint64_t document,
			    uint64_t first,
			    ent_error *err)
{
	struct range range = { .document = document, .first = first };
	sqlite3_stmt *st =
		ent_sql(store, "SELECT max(id) FROM unit WHERE document IS ?", "j",
			(int64_t)document);
	if (ent_sql_row(store, st))
		range.last = ent_sql_id(store, st, 0);
	ent_status status = ent_sql_end(store, st, err);
	if (!status && !ENT_GROW(to->list, to->capacity, to->n + 1))
		return ent_fail_memory(err);
	if (!status)
		to->list[to->n++] = range;
	return status;
}

/* The first document after another one that has units; 0 for none. */
static ent_status next_document(uint64_t *document,
				uint64_t *first,
				ent_store *store,
				ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store,
				   "SELECT document, id FROM unit WHERE document>?"
				   " ORDER BY document, id LIMIT 1",
				   "i", (int64_t)*document);
	*document = 0;
	if (ent_sql_row(store, st)) {
		*document = ent_sql_id(store, st, 0);
		*first = ent_sql_id(store, st, 1);
	}
	return ent_sql_end(store, st, err);
}

static ent_status find_ranges(struct ranges *out, ent_store *store, ent_error *err)
{
	uint64_t document = 0, first = 0;
	sqlite3_stmt *st =
		ent_sql(store, "SELECT min(id) FROM unit WHERE document IS NULL", "");
	if (ent_sql_row(store, st))
		first = ent_sql_id(store, st, 0);
	ent_status status = ent_sql_end(store, st, err);
	if (!status && first)
		status = add_range(out, store, 0, first, err);
	while (!status) {
		status = next_document(&document, &first, store, err);
		if (status || !document)
			break;
		status = add_range(out, store, document, first, err);
	}
	return status;
}

static int first_cmp(const void *pa, const void *pb)
{
	const struct range *a = *(struct range *const *)pa,
			   *b = *(struct range *const *)pb;
	return (a->first > b->first) - (a->first < b->first);
}

/* Marks the ranges that lie within others or reach into them. */
static bool mark_mixed(struct ranges *ranges)
{
	struct range **order = malloc((ranges->n + 1) * sizeof(struct range *));
	if (!order)
		return false;
	for (size_t k = 0; k < ranges->n; k++)
		order[k] = &ranges->list[k];
	qsort(order, ranges->n, sizeof(struct range *), first_cmp);
	struct range *longest = ranges->n ? order[0] : NULL;
	for (size_t k = 1; k < ranges->n; k++) {
		if (order[k]->first <= longest->last)
			order[k]->mixed = longest->mixed = true;
		if (order[k]->last > longest->last)
			longest = order[k];
	}
	free(order);
	return true;
}

static ent_status give_rows(bool *more,
			    ent_store *store,
			    sqlite3_stmt *st,
			    ent_unit_order_fn fn,
			    void *data,
			    ent_error *err)
{
	while (*more && ent_sql_row(store, st)) {
		const uint64_t unit = ent_sql_id(store, st, 1);
		*more = fn(data, ent_sql_id(store, st, 0), unit, unit);
	}
	return ent_sql_end(store, st, err);
}

static ent_status give_ranges(ent_store *store,
			      const struct ranges *ranges,
			      ent_unit_order_fn fn,
			      void *data,
			      ent_error *err)
{
	bool more = true;
	ent_status status = ENT_OK;
	for (size_t k = 0; k < ranges->n && more && !status; k++) {
		const struct range *r = &ranges->list[k];
		if (r->mixed)
			status = give_rows(&more, store,
					   ent_sql(store,
						   "SELECT document, id FROM unit"
						   " WHERE document IS ? ORDER BY id",
						   "j", (int64_t)r->document),
					   fn, data, err);
		else
			more = fn(data, r->document, r->first, r->last);
	}
	return status;
}

static ent_status are_few_documents(bool *out, ent_store *store, ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store,
				   "SELECT (SELECT count(*) FROM document),"
				   " (SELECT max(id) FROM unit)",
				   "");
	*out = false;
	if (ent_sql_row(store, st))
		*out = ent_sql_id(store, st, 0) <
		       ent_sql_id(store, st, 1) / UNITS_A_DOCUMENT;
	return ent_sql_end(store, st, err);
}

ent_status ent_store_unit_order(ent_store *store,
				ent_unit_order_fn fn,
				void *data,
				ent_error *err)
{
	struct ranges ranges = { .n = 0 };
	bool more = true, few;
	ent_status status = are_few_documents(&few, store, err);
	if (!status && !few)
		return give_rows(&more, store,
				 ent_sql(store,
					 "SELECT document, id FROM unit"
					 " ORDER BY document, id",
					 ""),
				 fn, data, err);
	if (!status)
		status = find_ranges(&ranges, store, err);
	if (!status && !mark_mixed(&ranges))
		status = ent_fail_memory(err);
	if (!status)
		status = give_ranges(store, &ranges, fn, data, err);
	free(ranges.list);
	return status;
}
