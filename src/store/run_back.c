/* SPDX-License-Identifier: Apache-2.0 */
/* run_back.c - a run is taken back: what others had too (run_had.c) becomes theirs.
 *
 * The lists of the other runs are read first, then their rows are changed, list by list
 * in the order of the runs, so that the earliest one gets what several had.  Time
 * O(k log n) for k ranges. */
#include <stdio.h>

#include "base/array.h"
#include "base/fail.h"
#include "store/sql.h"

/* What the others had, by their numbers; pairs first. */
static ent_status gather(ent_store *store, uint64_t run, ent_error *err)
{
	bool ok = true;
	store->had.n = 0;
	sqlite3_stmt *st = ent_sql(
		store,
		"SELECT r.id, s.name GLOB 'had-pairs.*',"
		" CAST(json_extract(e.value, '$[0]') AS INTEGER),"
		" CAST(json_extract(e.value, '$[1]') AS INTEGER) FROM run r"
		" JOIN setting s ON s.name IN ('had.' || r.id, 'had-pairs.' || r.id)"
		" JOIN json_each(s.value) e WHERE r.id<>?1 AND r.part_of IS NOT ?1"
		" ORDER BY 2 DESC, r.id",
		"i", (int64_t)run);
	while (ok && ent_sql_row(store, st)) {
		ok = ENT_GROW(store->had.list, store->had.capacity, store->had.n + 1);
		if (ok)
			store->had.list[store->had.n++] = (struct ent_had){
				ent_sql_id(store, st, 0), run, ent_sql_id(store, st, 2),
				ent_sql_id(store, st, 3), sqlite3_column_int(st, 1) != 0
			};
	}
	ent_status status = ent_sql_end(store, st, err);
	return status || ok ? status : ent_fail_memory(err);
}

#define OF_RUN "(run=?4 OR run IN (SELECT id FROM run WHERE part_of=?4))"

/* The units of a run are found by their range (run.c). */
static ent_status widen(ent_store *store, const struct ent_had *had, ent_error *err)
{
	return ent_sql_run(
		store,
		ent_sql(store,
			"UPDATE run SET first=min(first, ?2), last=max(last, ?3)"
			" WHERE id=?1 OR id=(SELECT part_of FROM run WHERE id=?1)",
			"iii", (int64_t)had->run, (int64_t)had->first,
			(int64_t)had->last),
		err);
}

static ent_status hand_over_units(uint64_t *units,
				  ent_store *store,
				  const struct ent_had *had,
				  ent_error *err)
{
	ent_status status = ent_sql_run(
		store,
		ent_sql(store,
			"UPDATE unit SET run=?1 WHERE id BETWEEN ?2 AND ?3 AND" OF_RUN,
			"iiii", (int64_t)had->run, (int64_t)had->first,
			(int64_t)had->last, (int64_t)had->owner),
		err);
	const uint64_t n = status ? 0 : (uint64_t)sqlite3_changes64(store->db);
	*units += n;
	if (!status) /* units that were deleted, and can come back */
		status = ent_sql_run(
			store,
			ent_sql(store,
				"UPDATE change SET was=json_set(was, '$.run', ?1)"
				" WHERE kind=2 AND undone IS NULL"
				" AND unit BETWEEN ?2 AND ?3"
				" AND (json_extract(was, '$.run')=?4"
				" OR json_extract(was, '$.run')"
				" IN (SELECT id FROM run WHERE part_of=?4))",
				"iiii", (int64_t)had->run, (int64_t)had->first,
				(int64_t)had->last, (int64_t)had->owner),
			err);
	const bool can_return = !status && sqlite3_changes64(store->db) > 0;
	return status || (!n && !can_return) ? status : widen(store, had, err);
}

/* A pair with its units. */
static ent_status hand_over_pair(uint64_t *units,
				 ent_store *store,
				 const struct ent_had *had,
				 uint64_t alignment,
				 ent_error *err)
{
	struct ent_had range = *had;
	ent_status status =
		ent_sql_run(store,
			    ent_sql(store, "UPDATE alignment SET run=? WHERE id=?",
				    "ii", (int64_t)had->run, (int64_t)alignment),
			    err);
	sqlite3_stmt *st = ent_sql(store,
				   "SELECT min(unit), max(unit) FROM bead"
				   " WHERE alignment=? AND unit IS NOT NULL",
				   "i", (int64_t)alignment);
	range.first = range.last = 0;
	if (ent_sql_row(store, st)) {
		range.first = ent_sql_id(store, st, 0);
		range.last = ent_sql_id(store, st, 1);
	}
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	status = status ? status : end;
	if (status || !range.first)
		return status;
	status = ent_sql_run(
		store,
		ent_sql(store,
			"UPDATE unit SET run=?1 WHERE id IN (SELECT unit FROM bead"
			" WHERE alignment=?2 AND unit IS NOT NULL) AND" OF_RUN,
			"iini", (int64_t)had->run, (int64_t)alignment,
			(int64_t)had->owner),
		err);
	*units += status ? 0 : (uint64_t)sqlite3_changes64(store->db);
	return status ? status : widen(store, &range, err);
}

static ent_status hand_over_pairs(uint64_t *units,
				  ent_store *store,
				  const struct ent_had *had,
				  ent_error *err)
{
	ent_status status = ENT_OK;
	uint64_t id = had->first;
	while (!status) { /* one after another: rows are changed meanwhile */
		sqlite3_stmt *st = ent_sql(store,
					   "SELECT min(id) FROM alignment WHERE id>=?2"
					   " AND id<=?3 AND" OF_RUN,
					   "niii", (int64_t)id, (int64_t)had->last,
					   (int64_t)had->owner);
		status = ent_sql_first_id(&id, store, st, err);
		if (status || !id)
			break;
		status = hand_over_pair(units, store, had, id, err);
	}
	return status;
}

ent_status ent_store_run_hand_over(uint64_t *units,
				   ent_store *store,
				   uint64_t run,
				   ent_error *err)
{
	*units = 0;
	ent_status status = ent_remove_prepare(store, err);
	if (!status)
		status = gather(store, run, err);
	for (size_t k = 0; k < store->had.n && !status; k++) {
		const struct ent_had *had = &store->had.list[k];
		status = had->pair ? hand_over_pairs(units, store, had, err)
				   : hand_over_units(units, store, had, err);
	}
	store->had.n = 0;
	return status ? status
		      : ent_sql_run(
				store,
				ent_sql(store,
					"DELETE FROM setting WHERE name IN"
					" (SELECT p || id FROM run, (SELECT 'had.' AS p"
					" UNION SELECT 'had-pairs.')"
					" WHERE id=?1 OR part_of=?1)",
					"i", (int64_t)run),
				err);
}

ent_status ent_store_unmark_of_others(ent_store *store, uint64_t run, ent_error *err)
{
	ent_status status = ent_remove_prepare(store, err);
	return status ? status
		      : ent_sql_run(
				store,
				ent_sql(store,
					"DELETE FROM temp.marked WHERE unit IN"
					" (SELECT m.unit FROM temp.marked m"
					" JOIN unit u ON u.id=m.unit WHERE u.run<>?1"
					" AND u.run NOT IN (SELECT id FROM run"
					" WHERE part_of=?1))",
					"i", (int64_t)run),
				err);
}

ent_status ent_store_check_had(ent_store *store,
			       bool repair,
			       void (*fn)(void *data, const char *what),
			       void *data,
			       ent_error *err)
{
#define UNREADABLE                                                                     \
	" FROM setting WHERE (name GLOB 'had.*' OR name GLOB 'had-pairs.*')"           \
	" AND NOT json_valid(value)"
	char line[120];
	if (repair)
		return ent_sql_exec(store, "DELETE" UNREADABLE, err);
	sqlite3_stmt *st = ent_sql(
		store,
		"SELECT CAST(substr(name, instr(name, '.')+1) AS INTEGER)" UNREADABLE,
		"");
	while (ent_sql_row(store, st)) {
		snprintf(line, sizeof(line),
			 "what import %lld found there is not a list",
			 (long long)sqlite3_column_int64(st, 0));
		fn(data, line);
	}
	return ent_sql_end(store, st, err);
#undef UNREADABLE
}

ent_status ent_run_had_sweep(ent_store *store, ent_error *err)
{
#define IN_RANGE                                                                       \
	" BETWEEN json_extract(e.value, '$[0]') AND json_extract(e.value, '$[1]')"
#define NO(table)                                                                      \
	" NOT EXISTS (SELECT 1 FROM json_each(setting.value) e JOIN " table IN_RANGE ")"
	return ent_sql_exec(
		store,
		"DELETE FROM setting WHERE name GLOB 'had.*'"
		" AND (CAST(substr(name, 5) AS INTEGER) NOT IN (SELECT id FROM run)"
		" OR (" NO("unit u ON u.id") " AND" NO(
			"change c ON c.undone IS NULL AND c.kind=2 AND c.unit") "));"
										"DELETE FROM setting WHERE name GLOB 'had-pairs.*'"
										" AND (CAST(substr(name, 11) AS INTEGER) NOT IN (SELECT id FROM run)"
										" OR" NO(
											"alignment a ON a.id") ");",
		err);
#undef NO
#undef IN_RANGE
}
