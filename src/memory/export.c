/* SPDX-License-Identifier: Apache-2.0 */
/* export.c - units go out, and units are deleted, by the same filter. */
#include "base/fail.h"
#include "memory/handle.h"
#include "text/lang.h"

struct each {
	const ent_filter *filter;
	ent_unit_fn fn;
	void *data;
	uint64_t sent;
	bool full;
};

static ent_status send(void *data, const ent_unit_row *row, ent_error *err)
{
	struct each *each = data;
	const ent_filter *f = each->filter;
	bool reversed = false;
	ent_unit unit = row->unit;
	if (f->from.n && !ent_direction_serves(&reversed, unit.source.lang,
					       unit.target.lang, f->from, f->to))
		return ENT_OK;
	if (f->limit && each->sent >= f->limit) {
		each->full = true;
		return ENT_ECANCELLED; /* ends the walk; it is no failure */
	}
	if (reversed)
		ent_unit_swap(&unit);
	each->sent++;
	return each->fn(each->data, &unit, err);
}

/* The filter with its languages filled in. */
static ent_status resolve(ent_filter *out,
			  ent_memory *memory,
			  const ent_filter *filter,
			  ent_arena *arena,
			  ent_error *err)
{
	*out = filter ? *filter : ENT_FILTER_DEFAULT;
	ent_status status = ent_lang_read(&out->from, out->from, arena, err);
	if (!status)
		status = ent_lang_read(&out->to, out->to, arena, err);
	if (status || (out->from.n && out->to.n))
		return status;
	return ent_memory_complete(&out->from, &out->to, memory, arena, err);
}

ent_status ent_memory_each(ent_memory *memory,
			   const ent_filter *filter,
			   ent_unit_fn fn,
			   void *data,
			   ent_error *err)
{
	ent_filter resolved;
	struct each each = { &resolved, fn, data, 0, false };
	ent_arena *arena = ent_arena_new(0);
	if (!arena)
		return ent_fail_memory(err);
	ent_status status = resolve(&resolved, memory, filter, arena, err);
	if (!status)
		status =
			ent_store_unit_each(memory->store, &resolved, send, &each, err);
	ent_arena_free(arena);
	return each.full ? ENT_OK : status;
}

struct deletion {
	struct each each; /* languages and limit */
	ent_memory *memory;
};

static ent_status nothing(void *data, const ent_unit *unit, ent_error *err)
{
	(void)data, (void)unit, (void)err;
	return ENT_OK;
}

static ent_status doom(void *data, const ent_unit_row *row, ent_error *err)
{
	struct deletion *d = data;
	uint64_t sent = d->each.sent;
	ent_status status = send(&d->each, row, err);
	if (!status && d->each.sent > sent)
		status = ent_store_mark_for_removal(d->memory->store, row->id, err);
	return status;
}

static ent_status unindex(void *data, const ent_text_row *row, ent_error *err)
{
	ent_memory *memory = data;
	return ent_index_remove(memory->index, row, err);
}

ent_status ent_memory_remove_marked(uint64_t *removed,
				    ent_memory *memory,
				    ent_error *err)
{
	ent_status status = ent_index_flush(memory->index, err);
	if (!status)
		status = ent_store_remove_marked(removed, memory->store, unindex,
						 memory, err);
	if (!status)
		status = ent_index_flush(memory->index, err);
	ent_memory_forget(memory);
	return status;
}

ent_status ent_memory_delete(uint64_t *removed,
			     ent_memory *memory,
			     const ent_filter *filter,
			     ent_error *err)
{
	ent_filter resolved;
	struct deletion d = { { &resolved, nothing, NULL, 0, false }, memory };
	const bool any = !filter || (!filter->from.n && !filter->to.n);
	*removed = 0;
	ent_arena *arena = ent_arena_new(0);
	if (!arena)
		return ent_fail_memory(err);
	resolved = filter ? *filter : ENT_FILTER_DEFAULT;
	ent_status status =
		any ? ENT_OK : resolve(&resolved, memory, filter, arena, err);
	if (!status)
		status = ent_change_begin(memory, err);
	if (!status) {
		status = ent_store_unit_each(memory->store, &resolved, doom, &d, err);
		if (!status || d.each.full)
			status = ent_memory_remove_marked(removed, memory, err);
		if (!status)
			status = ent_index_sweep(memory->index, err);
		status = ent_change_end(memory, status, err);
	}
	ent_arena_free(arena);
	return status;
}

ent_status ent_memory_dedupe(uint64_t *removed, ent_memory *memory, ent_error *err)
{
	*removed = 0;
	ent_status status = ent_change_begin(memory, err);
	if (status)
		return status;
	status = ent_store_mark_repeated(memory->store, err);
	if (!status)
		status = ent_memory_remove_marked(removed, memory, err);
	if (!status)
		status = ent_index_sweep(memory->index, err);
	return ent_change_end(memory, status, err);
}
