/* SPDX-License-Identifier: Apache-2.0 */
/* run_part.c - the imports of another memory, as parts of the merge that brings them.
 *
 * A merged unit keeps the file and the label of its import: a run like that of the
 * other memory brings it, which is part of the merge's, so that the merge is listed and
 * taken back as a whole.  Cost: a look-up for each unit, and a row for each import. */
#include <stdlib.h>

#include "base/array.h"
#include "base/fail.h"
#include "store/identity_rows.h"
#include "store/run_rows.h"
#include "store/sql.h"

/* The run of a unit, if it was an import; 0 for any other. */
static ent_status import_of(uint64_t *run,
			    ent_store *store,
			    uint64_t unit,
			    ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store,
				   "SELECT r.id FROM unit u JOIN run r ON r.id=u.run"
				   " WHERE u.id=? AND r.kind=?",
				   "ii", (int64_t)unit, (int64_t)ENT_RUN_IMPORT);
	return ent_sql_first_id(run, store, st, err);
}

/* A run like one of the other memory, its label too. */
static ent_status add_part(uint64_t *part,
			   ent_run_parts *p,
			   uint64_t theirs,
			   ent_error *err)
{
	ent_memory_run run;
	ent_str label;
	ent_arena *arena = ent_arena_new(0);
	if (!arena)
		return ent_fail_memory(err);
	ent_status status = ent_store_run_get(&run, p->other, theirs, arena, err);
	if (!status)
		status = ent_store_label_of_run(&label, p->other, theirs, arena, err);
	if (!status)
		status = ent_sql_run(
			p->store,
			ent_sql(p->store,
				"INSERT INTO run (kind, source, format, who, date,"
				" first, last, part_of) VALUES (?, ?, ?, ?, ?,"
				" 1 + coalesce((SELECT seq FROM sqlite_sequence"
				" WHERE name='unit'), 0), 0, ?)",
				"iszzsi", (int64_t)run.kind, run.source, run.format,
				run.who, run.date, (int64_t)p->whole),
			err);
	*part = (uint64_t)sqlite3_last_insert_rowid(p->store->db);
	if (!status && label.n) {
		p->store->run.id = *part;
		status = ent_store_run_label(p->store, label, err);
		p->store->run.id = p->whole;
	}
	ent_arena_free(arena);
	return status;
}

/* The part for an import of the other memory. */
static ent_status find_part(uint64_t *part,
			    ent_run_parts *p,
			    uint64_t theirs,
			    ent_error *err)
{
	for (size_t k = p->n; k-- > 0;)
		if (p->list[k].theirs == theirs) {
			*part = p->list[k].ours;
			return ENT_OK;
		}
	if (!ENT_GROW(p->list, p->capacity, p->n + 1))
		return ent_fail_memory(err);
	ent_status status =
		p->whole ? ENT_OK : ent_store_run_number(&p->whole, p->store, err);
	if (!status)
		status = add_part(part, p, theirs, err);
	if (!status)
		p->list[p->n++] = (struct ent_run_part){ theirs, *part };
	return status;
}

ent_status ent_store_run_part_begin(ent_run_parts *p, uint64_t unit, ent_error *err)
{
	uint64_t theirs, part = 0;
	ent_status status = import_of(&theirs, p->other, unit, err);
	if (status || !theirs)
		return status;
	status = find_part(&part, p, theirs, err);
	if (!status)
		p->store->run.id = part;
	return status;
}

void ent_store_run_part_end(ent_run_parts *p)
{
	if (p->whole)
		p->store->run.id = p->whole;
}

ent_status ent_store_run_parts_settle(ent_run_parts *p, ent_error *err)
{
	if (!p->whole)
		return ENT_OK;
	ent_status status = ent_sql_run(
		p->store,
		ent_sql(p->store,
			"UPDATE run SET last=coalesce((SELECT seq FROM sqlite_sequence"
			" WHERE name='unit'), 0) WHERE id=?1 OR part_of=?1",
			"i", (int64_t)p->whole),
		err);
	return status ? status : ent_store_run_sweep(p->store, err);
}

void ent_store_run_parts_release(ent_run_parts *p)
{
	free(p->list);
	p->list = NULL;
}
