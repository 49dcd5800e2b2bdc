/* SPDX-License-Identifier: Apache-2.0 */
/* unit_order.c - all units at once, by their text and by their document.
 *
 * The statements that need no more than an index has read only the index, which takes
 * a tenth of the time that the units themselves take. */
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
				      .date = ent_sql_str(st, 2) };
		if (!lean) {
			row.direction = ent_sql_u32(store, st, 3);
			row.confidence = ent_sql_share(store, st, 4);
		}
		more = fn(data, &row);
	}
	return ent_sql_end(store, st, err);
}

ent_status ent_store_unit_order(ent_store *store,
				bool (*fn)(void *data,
					   uint64_t document,
					   uint64_t unit),
				void *data,
				ent_error *err)
{
	bool more = true;
	sqlite3_stmt *st = ent_sql(
		store, "SELECT document, id FROM unit ORDER BY document, id", "");
	while (more && ent_sql_row(store, st))
		more = fn(data, ent_sql_id(store, st, 0), ent_sql_id(store, st, 1));
	return ent_sql_end(store, st, err);
}
