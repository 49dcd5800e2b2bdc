/* SPDX-License-Identifier: Apache-2.0 */
/* unit_markup.c - the inline codes of a unit, without the rest of it: one search in
 * one table, for a look-up that compares the codes of many units. */
#include "base/fail.h"
#include "store/sql.h"

ent_status ent_store_unit_markup(ent_str *markup,
				 ent_store *store,
				 uint64_t unit,
				 bool target,
				 ent_error *err)
{
	ent_sql_release(store);
	*markup = ENT_STR("");
	sqlite3_stmt *st =
		target ? ent_sql(store,
				 "SELECT target_markup FROM unit_xml WHERE unit=?", "i",
				 (int64_t)unit)
		       : ent_sql(store,
				 "SELECT source_markup FROM unit_xml WHERE unit=?", "i",
				 (int64_t)unit);
	if (!ent_sql_row(store, st))
		return ent_sql_end(store, st, err);
	*markup = ent_sql_str(st, 0);
	store->lent = st;
	return ENT_OK;
}
