/* SPDX-License-Identifier: Apache-2.0 */
/* run_label.c - the labels of imports, and from which file a unit was imported.
 *
 * A label is a setting named after the number of its run, "label.12"; a unit names its
 * run.  Another memory that takes the units by a merge has a run of its own for
 * them. */
#include <stdio.h>

#include "base/array.h"
#include "base/fail.h"
#include "store/identity_rows.h"
#include "store/run_rows.h"
#include "store/sql.h"

ent_status ent_store_run_label(ent_store *store, ent_str label, ent_error *err)
{
	uint64_t run;
	char name[40];
	ent_status status = ent_store_run_number(&run, store, err);
	if (status)
		return status;
	snprintf(name, sizeof(name), "label.%llu", (unsigned long long)run);
	return ent_store_setting_put(store, ent_str_of(name), label, err);
}

ent_status ent_store_runs_labelled(const uint64_t **runs,
				   uint32_t *count,
				   ent_store *store,
				   ent_str label,
				   ent_arena *arena,
				   ent_error *err)
{
	uint64_t *all = NULL;
	size_t capacity = 0;
	uint32_t n = 0;
	bool ok = true;
	sqlite3_stmt *st =
		ent_sql(store,
			"SELECT CAST(substr(name, 7) AS INTEGER) FROM setting"
			" WHERE name GLOB 'label.*' AND value=?1 ORDER BY 1",
			"s", label);
	while (ok && ent_sql_row(store, st)) {
		ok = ENT_GROW(all, capacity, n + 1u);
		if (ok)
			all[n++] = ent_sql_id(store, st, 0);
	}
	ent_status status = ent_sql_end(store, st, err);
	uint64_t *kept = ENT_NEW_ARRAY(arena, uint64_t, n);
	for (uint32_t k = 0; kept && k < n; k++)
		kept[k] = all[k];
	free(all);
	*runs = kept;
	*count = n;
	return status || (ok && kept) ? status : ent_fail_memory(err);
}

ent_status ent_store_label_of_run(ent_str *out,
				  ent_store *store,
				  uint64_t run,
				  ent_arena *arena,
				  ent_error *err)
{
	sqlite3_stmt *st =
		ent_sql(store, "SELECT value FROM setting WHERE name='label.' || ?1",
			"i", (int64_t)run);
	*out = ENT_STR("");
	if (ent_sql_row(store, st))
		*out = ent_arena_str(arena, ent_sql_str(store, st, 0));
	ent_status status = ent_sql_end(store, st, err);
	return status || out->p ? status : ent_fail_memory(err);
}

ent_status ent_store_unit_import(ent_unit *unit,
				 ent_store *store,
				 uint64_t id,
				 ent_arena *arena,
				 ent_error *err)
{
	sqlite3_stmt *st =
		ent_sql(store,
			"SELECT r.source, s.value FROM unit u JOIN run r ON r.id=u.run"
			" LEFT JOIN setting s ON s.name='label.' || r.id"
			" WHERE u.id=?1 AND r.kind=?2",
			"ii", (int64_t)id, (int64_t)ENT_RUN_IMPORT);
	unit->file = unit->label = ENT_STR("");
	if (ent_sql_row(store, st)) {
		unit->file = ent_arena_str(arena, ent_sql_str(store, st, 0));
		unit->label = ent_arena_str(arena, ent_sql_str(store, st, 1));
	}
	ent_status status = ent_sql_end(store, st, err);
	return status || (unit->file.p && unit->label.p) ? status
							 : ent_fail_memory(err);
}
