/* SPDX-License-Identifier: Apache-2.0 */
/* undo.c - take a run back, and list what the runs changed. */
#include "base/fail.h"
#include "memory/edit.h"
#include "store/run_rows.h"

static ent_status undo_run(uint64_t *units,
			   ent_memory *memory,
			   uint64_t run,
			   ent_error *err)
{
	ent_status status = ent_change_begin(memory, err);
	if (status)
		return status;
	status = ent_memory_undo_changes(units, memory, run, err);
	if (!status && !*units)
		status = ent_fail(
			err, ENT_ENOTFOUND,
			"change %llu was undone already, or its units are gone",
			(unsigned long long)run);
	return ent_change_end(memory, status, err);
}

/* An import, a merge or a batch. */
static ent_status undo_bringing(ent_delete_result *out,
				ent_memory *memory,
				uint64_t run,
				ent_error *err)
{
	ent_filter filter = ENT_FILTER_DEFAULT;
	filter.import = run;
	ent_status status = ent_memory_delete(out, memory, &filter, NULL, err);
	if (status || out->units || out->restored || out->kept || out->pairs)
		return status;
	return ent_fail(err, ENT_ENOTFOUND,
			"nothing that import %llu brought is left to undo",
			(unsigned long long)run);
}

ent_status ent_memory_undo(ent_delete_result *out,
			   ent_memory *memory,
			   uint64_t run,
			   ent_error *err)
{
	ent_memory_run what = { .number = 0 };
	ent_arena *arena = ent_arena_new(0);
	*out = (ent_delete_result){ 0 };
	if (!arena)
		return ent_fail_memory(err);
	ent_status status = ent_store_run_get(&what, memory->store, run, arena, err);
	const bool brought = what.kind <= ENT_RUN_BATCH;
	ent_arena_free(arena);
	if (status)
		return status;
	return brought ? undo_bringing(out, memory, run, err)
		       : undo_run(&out->restored, memory, run, err);
}

struct listing {
	ent_unit_change_fn fn;
	void *data;
};

static ent_status list_change(void *data, const ent_change_row *row, ent_error *err)
{
	const struct listing *l = data;
	const ent_unit_change change = { .run = row->run,
					 .unit = row->unit,
					 .deleted = row->kind == ENT_CHANGE_DELETED,
					 .was = &row->was,
					 .source = row->source,
					 .target = row->target,
					 .who = row->who,
					 .at = row->at,
					 .undone = row->undone };
	return l->fn(l->data, &change, err);
}

ent_status ent_memory_changes(ent_memory *memory,
			      ent_unit_change_fn fn,
			      void *data,
			      ent_error *err)
{
	struct listing l = { fn, data };
	return ent_store_changes(memory->store, 0, list_change, &l, err);
}
