/* SPDX-License-Identifier: Apache-2.0 */
/* export.c - units that pass a filter, in the order of storing. */
#include "base/fail.h"
#include "memory/handle.h"
#include "memory/unit_filter.h"
#include "text/lang.h"

struct each {
	const ent_filter *filter;
	ent_unit_fn fn;
	void *data;
	uint64_t sent;
	bool full;
};

bool ent_filter_takes(bool *reversed, const ent_filter *f, const ent_unit *unit)
{
	*reversed = false;
	return !f->from.n || ent_direction_serves(reversed, unit->source.lang,
						  unit->target.lang, f->from, f->to);
}

static ent_status send(void *data, const ent_unit_row *row, ent_error *err)
{
	struct each *each = data;
	const ent_filter *f = each->filter;
	bool reversed = false;
	ent_unit unit = row->unit;
	if (!ent_filter_takes(&reversed, f, &unit))
		return ENT_OK;
	if (f->limit && each->sent >= f->limit) {
		each->full = true;
		return ENT_ECANCELLED; /* ends the walk; it is not a failure */
	}
	if (reversed)
		ent_unit_swap(&unit);
	each->sent++;
	return each->fn(each->data, &unit, err);
}

ent_status ent_filter_resolve(ent_filter *out,
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
	ent_status status = ent_filter_resolve(&resolved, memory, filter, arena, err);
	if (!status)
		status =
			ent_store_unit_each(memory->store, &resolved, send, &each, err);
	ent_arena_free(arena);
	return each.full ? ENT_OK : status;
}
