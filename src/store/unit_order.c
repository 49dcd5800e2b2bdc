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
#include "base/utf8.h"
#include "store/sql.h"

/* The plus keeps SQLite from an index that does not have all that is asked for. */
static const char *texts_sql(bool as_target, bool lean)
{
	if (lean)
		return as_target ? "SELECT id, target, date FROM unit"
				   " WHERE target>=? AND target<?"
				 : "SELECT id, source, date FROM unit"
				   " WHERE source>=? AND source<?";
	return as_target ? "SELECT id, target, date, direction, confidence FROM unit"
			   " WHERE +target>=? AND +target<?"
			 : "SELECT id, source, date, direction, confidence FROM unit"
			   " WHERE +source>=? AND +source<?";
}

static ent_status give_texts(ent_store *store,
			     bool as_target,
			     const ent_text_span *span,
			     bool lean,
			     ent_unit_text_fn fn,
			     void *data,
			     ent_error *err)
{
	bool more = true;
	sqlite3_stmt *st = ent_sql(store, texts_sql(as_target, lean), "ii",
				   (int64_t)span->first, (int64_t)span->end);
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

/* The receiver of the rows of a running statement. */
struct taking {
	ent_unit_text_fn fn;
	void *data;
	bool stopped, wrong; /* wrong: a value is not what it should be */
};

/* take_unit(ID, TEXT, DATE), an aggregate without a result: rows are handed over to
 * store->taking where they are read, which takes half the time of a statement that
 * returns each. */
static void take_unit(sqlite3_context *context, int n, sqlite3_value **given)
{
	const ent_store *store = sqlite3_user_data(context);
	struct taking *t = store->taking;
	const int64_t unit = sqlite3_value_int64(given[0]),
		      text = sqlite3_value_int64(given[1]);
	ent_str date = ENT_STR("");
	(void)n;
	if (!t || t->stopped)
		return;
	if (sqlite3_value_type(given[2]) != SQLITE_NULL) {
		const void *bytes = sqlite3_value_blob(given[2]);
		if (bytes)
			date = (ent_str){ bytes,
					  (size_t)sqlite3_value_bytes(given[2]) };
	}
	t->wrong |= unit <= 0 || text <= 0 || (date.n && !ent_utf8_valid(date, NULL));
	const ent_unit_text row = { .unit = (uint64_t)unit,
				    .text = (uint64_t)text,
				    .date = date };
	t->stopped = t->wrong || !t->fn(t->data, &row);
}

static void take_end(sqlite3_context *context)
{
	sqlite3_result_null(context);
}

static ent_status add_function(ent_store *store, ent_error *err)
{
	if (store->takes)
		return ENT_OK;
	const int rc = sqlite3_create_function(store->db, "take_unit", 3,
					       SQLITE_UTF8 | SQLITE_DIRECTONLY, store,
					       NULL, take_unit, take_end);
	store->takes = !rc;
	return ent_sql_fail(store, rc, err);
}

/* To compare each number with the ends of a span of all takes a tenth of the time. */
static sqlite3_stmt *taking_sql(ent_store *store,
				bool as_target,
				const ent_text_span *span)
{
	if (!span->first && span->end == ENT_TEXT_SPAN_ALL.end)
		return ent_sql(store,
			       as_target
				       ? "SELECT take_unit(id, target, date) FROM unit"
				       : "SELECT take_unit(id, source, date) FROM unit",
			       "");
	return ent_sql(store,
		       as_target ? "SELECT take_unit(id, target, date) FROM unit"
				   " WHERE target>=? AND target<?"
				 : "SELECT take_unit(id, source, date) FROM unit"
				   " WHERE source>=? AND source<?",
		       "ii", (int64_t)span->first, (int64_t)span->end);
}

/* The same as give_texts(); *wrong: some row is wrong. */
static ent_status take_texts(bool *wrong,
			     ent_store *store,
			     bool as_target,
			     const ent_text_span *span,
			     ent_unit_text_fn fn,
			     void *data,
			     ent_error *err)
{
	struct taking t = { .fn = fn, .data = data };
	ent_status status = add_function(store, err);
	if (status)
		return status;
	sqlite3_stmt *st = taking_sql(store, as_target, span);
	store->taking = &t;
	ent_sql_row(store, st);
	store->taking = NULL;
	*wrong = t.wrong;
	return ent_sql_end(store, st, err);
}

ent_status ent_store_unit_texts(ent_store *store,
				bool as_target,
				const ent_text_span *span,
				bool lean,
				ent_unit_text_fn fn,
				void *data,
				ent_error *err)
{
	bool wrong = false;
	ent_status status =
		lean ? take_texts(&wrong, store, as_target, span, fn, data, err)
		     : ENT_OK;
	/* one row after another says which value is wrong */
	return status || (lean && !wrong)
		       ? status
		       : give_texts(store, as_target, span, lean, fn, data, err);
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
