/* SPDX-License-Identifier: Apache-2.0 */
/* run.c - runs: which import, merge, batch or edit brought or changed which units.
 *
 * Units name their run.  Numbers of units only grow, so those that a run brought lie
 * between the number that was the next when it began and the last one when it ended:
 * they are found by that range and then by their column, without an index over it,
 * which would cost every insertion. */
#include "base/fail.h"
#include "base/file_name.h"
#include "store/sql.h"

/* ---- the run at work ------------------------------------------------------------- */

static bool set(ent_buf *buf, ent_str *to, ent_str value)
{
	ent_buf_clear(buf);
	ent_buf_add(buf, value);
	*to = ent_buf_str(buf);
	return !buf->failed;
}

static bool set_name(ent_buf *buf, ent_str *to, ent_str name)
{
	ent_buf_clear(buf);
	ent_file_name_add(buf, name);
	*to = ent_buf_str(buf);
	return !buf->failed;
}

ent_status ent_store_run_begin(ent_store *store, const ent_run_row *run, ent_error *err)
{
	ent_store_run_end(store);
	store->run.row.kind = run->kind;
	/* the path of a file, and the name that the system gives */
	if (!set_name(&store->run.source, &store->run.row.source, run->source) ||
	    !set(&store->run.format, &store->run.row.format, run->format) ||
	    !set_name(&store->run.who, &store->run.row.who, run->who))
		return ent_fail_memory(err);
	store->run.on = true;
	return ENT_OK;
}

ent_status ent_store_run_format(ent_store *store, ent_str format, ent_error *err)
{
	if (!set(&store->run.format, &store->run.row.format, format))
		return ent_fail_memory(err);
	if (!store->run.id)
		return ENT_OK;
	return ent_sql_run(store,
			   ent_sql(store, "UPDATE run SET format=? WHERE id=?", "zi",
				   format, (int64_t)store->run.id),
			   err);
}

void ent_store_run_end(ent_store *store)
{
	store->run.on = store->run.fresh = false;
	store->run.id = 0;
	store->had.n = 0;
}

ent_status ent_run_current(int64_t *id, ent_store *store, ent_error *err)
{
	*id = (int64_t)store->run.id;
	if (!store->run.on || store->run.id)
		return ENT_OK;
	const ent_run_row *row = &store->run.row;
	ent_status status = ent_sql_run(
		store,
		ent_sql(store,
			"INSERT INTO run (kind, source, format, who, date, first, last)"
			" VALUES (?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'),"
			" 1 + coalesce((SELECT seq FROM sqlite_sequence"
			" WHERE name='unit'), 0), 0)",
			"iszz", (int64_t)row->kind, row->source, row->format, row->who),
		err);
	if (status)
		return status;
	*id = sqlite3_last_insert_rowid(store->db);
	store->run.id = (uint64_t)*id;
	store->run.fresh = true;
	return ENT_OK;
}

ent_status ent_store_run_number(uint64_t *id, ent_store *store, ent_error *err)
{
	int64_t number;
	ent_status status = ent_run_current(&number, store, err);
	*id = (uint64_t)number;
	return status;
}

ent_status ent_run_settle(ent_store *store, ent_error *err)
{
	if (!store->run.id)
		return ENT_OK;
	return ent_sql_run(store,
			   ent_sql(store,
				   "UPDATE run SET last=coalesce((SELECT seq"
				   " FROM sqlite_sequence WHERE name='unit'), 0)"
				   " WHERE id=?",
				   "i", (int64_t)store->run.id),
			   err);
}

void ent_run_forget(ent_store *store)
{
	if (store->run.fresh)
		store->run.id = 0;
	store->run.fresh = false;
}

ent_status ent_store_run_resume(ent_run_kept *kept,
				ent_store *store,
				uint64_t alignment,
				ent_error *err)
{
	*kept = (ent_run_kept){ store->run.id, store->run.on, store->run.fresh };
	sqlite3_stmt *st = ent_sql(store, "SELECT run FROM alignment WHERE id=?", "i",
				   (int64_t)alignment);
	uint64_t id = 0;
	if (ent_sql_row(store, st))
		id = ent_sql_id(store, st, 0);
	ent_status status = ent_sql_end(store, st, err);
	if (!status) {
		store->run.id = id;
		store->run.on = id > 0;
		store->run.fresh = false;
	}
	return status;
}

ent_status ent_store_run_return(ent_store *store,
				const ent_run_kept *kept,
				ent_error *err)
{
	ent_status status = ent_run_settle(store, err);
	store->run.id = kept->id;
	store->run.on = kept->on;
	store->run.fresh = kept->fresh;
	return status;
}

/* ---- runs that were -------------------------------------------------------------- */

static ent_status fail_missing(ent_store *store, uint64_t number, ent_error *err)
{
	bool was = false;
	sqlite3_stmt *st =
		ent_sql(store, "SELECT seq>=? FROM sqlite_sequence WHERE name='run'",
			"i", (int64_t)number);
	if (ent_sql_row(store, st))
		was = number && sqlite3_column_int(st, 0);
	ent_status status = ent_sql_end(store, st, err);
	return status ? status
		      : ent_fail(
				err, ENT_ENOTFOUND,
				was ? "import %llu was undone, or nothing of it is "
				      "left; 'entente stats --imports' lists the others"
				    : "there is no import %llu; 'entente stats "
				      "--imports' lists them",
				(unsigned long long)number);
}

ent_status ent_store_run_range(uint64_t range[2],
			       ent_store *store,
			       uint64_t number,
			       ent_error *err)
{
	bool found = false;
	sqlite3_stmt *st = ent_sql(store, "SELECT first, last FROM run WHERE id=?", "i",
				   (int64_t)number);
	if (ent_sql_row(store, st)) {
		range[0] = ent_sql_id(store, st, 0);
		range[1] = ent_sql_id(store, st, 1);
		found = true;
	}
	ent_status status = ent_sql_end(store, st, err);
	return status || found ? status : fail_missing(store, number, err);
}

#define RUN_COLUMNS                                                                    \
	"SELECT r.id, r.kind, r.source, r.format, r.date, r.who, (SELECT count(*)"     \
	" FROM unit u WHERE u.id BETWEEN r.first AND r.last AND (u.run=r.id OR u.run"  \
	" IN (SELECT p.id FROM run p WHERE p.part_of=r.id))),"                         \
	" (SELECT count(*) FROM change c WHERE c.run=r.id AND c.undone IS NULL)"       \
	" FROM run r"

static bool read_run(ent_memory_run *out,
		     ent_store *store,
		     sqlite3_stmt *st,
		     ent_arena *arena)
{
	*out = (ent_memory_run){
		.number = ent_sql_id(store, st, 0),
		.kind = (ent_run_kind)ent_sql_choice(store, st, 1, 1, ENT_RUN_CLEAN),
		.source = ent_arena_str(arena, ent_sql_str(store, st, 2)),
		.format = ent_arena_str(arena, ent_sql_str(store, st, 3)),
		.date = ent_arena_str(arena, ent_sql_str(store, st, 4)),
		.who = ent_arena_str(arena, ent_sql_str(store, st, 5)),
		.units = ent_sql_id(store, st, 6),
		.changes = ent_sql_id(store, st, 7),
	};
	return out->source.p && out->format.p && out->date.p && out->who.p;
}

ent_status ent_store_run_get(ent_memory_run *out,
			     ent_store *store,
			     uint64_t number,
			     ent_arena *arena,
			     ent_error *err)
{
	ent_memory_run run = { .number = 0 };
	bool copied = true;
	sqlite3_stmt *st =
		ent_sql(store, RUN_COLUMNS " WHERE r.id=?", "i", (int64_t)number);
	if (ent_sql_row(store, st))
		copied = read_run(&run, store, st, arena);
	ent_status status = ent_sql_end(store, st, err);
	if (!status && !copied)
		status = ent_fail_memory(err);
	if (!status && !run.number)
		status = fail_missing(store, number, err);
	if (!status)
		*out = run;
	return status;
}

/* Whether nothing of what a run brought is left, so that it is not listed: it was taken
 * back and the history names it, or all that it has others brought. */
static ent_status is_hidden(bool *out,
			    ent_store *store,
			    const ent_memory_run *run,
			    ent_error *err)
{
	*out = false;
	if (run->kind > ENT_RUN_BATCH || run->units || run->changes)
		return ENT_OK;
	sqlite3_stmt *st =
		ent_sql(store,
			"SELECT 1 FROM alignment WHERE run=?1 UNION ALL"
			" SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM run r JOIN setting s"
			" ON s.name IN ('had.' || r.id, 'had-pairs.' || r.id)"
			" WHERE r.id=?1 OR r.part_of=?1)"
			" AND NOT EXISTS (SELECT 1 FROM change WHERE run=?1) LIMIT 1",
			"i", (int64_t)run->number);
	*out = !ent_sql_row(store, st);
	return ent_sql_end(store, st, err);
}

/* Leaves out the runs of which nothing is listed. */
static ent_status drop_hidden(ent_memory_run *all,
			      uint32_t *count,
			      ent_store *store,
			      ent_error *err)
{
	uint32_t kept = 0;
	ent_status status = ENT_OK;
	for (uint32_t k = 0; k < *count && !status; k++) {
		bool hidden;
		status = is_hidden(&hidden, store, &all[k], err);
		if (!status && !hidden)
			all[kept++] = all[k];
	}
	*count = kept;
	return status;
}

ent_status ent_store_runs(const ent_memory_run **out,
			  uint32_t *count,
			  ent_store *store,
			  ent_arena *arena,
			  ent_error *err)
{
	uint32_t n = 0, k = 0;
	sqlite3_stmt *st =
		ent_sql(store, "SELECT count(*) FROM run WHERE part_of IS NULL", "");
	ent_status status = ent_sql_number(&n, store, st, err);
	ent_memory_run *all = ENT_NEW_ARRAY(arena, ent_memory_run, n);
	if (!status && !all)
		status = ent_fail_memory(err);
	if (status)
		return status;
	st = ent_sql(store, RUN_COLUMNS " WHERE r.part_of IS NULL ORDER BY r.id", "");
	while (!status && k < n && ent_sql_row(store, st))
		if (!read_run(&all[k++], store, st, arena))
			status = ent_fail_memory(err);
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	*out = all;
	*count = k;
	status = status ? status : end;
	return status ? status : drop_hidden(all, count, store, err);
}

ent_status ent_store_run_alignments(const uint64_t **ids,
				    uint32_t *count,
				    ent_store *store,
				    uint64_t number,
				    ent_arena *arena,
				    ent_error *err)
{
	sqlite3_stmt *st =
		ent_sql(store, "SELECT id FROM alignment WHERE run=? ORDER BY id", "i",
			(int64_t)number);
	return ent_sql_ids(ids, count, store, st, arena, err);
}

#define IS_EMPTY                                                                       \
	" NOT EXISTS (SELECT 1 FROM unit u WHERE u.id BETWEEN run.first AND run.last"  \
	" AND u.run=run.id) AND NOT EXISTS (SELECT 1 FROM alignment a"                 \
	" WHERE a.run=run.id) AND NOT EXISTS (SELECT 1 FROM change c"                  \
	" WHERE c.run=run.id) AND NOT EXISTS (SELECT 1 FROM setting"                   \
	" WHERE name IN ('had.' || run.id, 'had-pairs.' || run.id))"

/* The run at work gets another row with the next thing that it brings. */
static ent_status forget_swept(ent_store *store, ent_error *err)
{
	uint64_t id;
	if (!store->run.id)
		return ENT_OK;
	sqlite3_stmt *st = ent_sql(store, "SELECT id FROM run WHERE id=?", "i",
				   (int64_t)store->run.id);
	ent_status status = ent_sql_first_id(&id, store, st, err);
	store->run.id = id;
	return status;
}

ent_status ent_store_run_sweep(ent_store *store, ent_error *err)
{
	ent_status status = ent_run_had_sweep(store, err);
	if (!status)
		status = ent_sql_exec(
			store,
			"DELETE FROM run WHERE part_of IS NOT NULL AND" IS_EMPTY
			";DELETE FROM run WHERE part_of IS NULL AND" IS_EMPTY
			" AND NOT EXISTS (SELECT 1 FROM run p"
			" WHERE p.part_of=run.id);"
			"DELETE FROM setting WHERE name GLOB 'label.*'"
			" AND CAST(substr(name, 7) AS INTEGER)"
			" NOT IN (SELECT id FROM run);",
			err);
	return status ? status : forget_swept(store, err);
}
