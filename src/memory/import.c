/* SPDX-License-Identifier: Apache-2.0 */
/* import.c - units of files of other programs come into a memory. */
#include "base/fail.h"
#include "base/sizes.h"
#include "format/units/units_ahead.h"
#include "memory/import_earlier.h"
#include "store/run_rows.h"

/* Units between two calls of the progress callback. */
#define STEP_UNITS 1024

struct import {
	ent_memory *memory;
	ent_import_result *result;
	const ent_units_options *options;
	bool compares; /* there are units of earlier imports */
	ent_later_units later;
};

static void report_problem(void *data, const ent_problem *what)
{
	struct import *im = data;
	im->result->refused += what->refused;
	if (im->options->problem)
		im->options->problem(im->options->problem_data, what);
}

static void refuse(struct import *im, const ent_unit *unit, ent_str reason)
{
	ent_problem what = { unit->line, (uint32_t)im->result->units, true, reason };
	report_problem(im, &what);
}

static ent_status take_unit(void *data, const ent_unit *unit, ent_error *err)
{
	struct import *im = data;
	uint64_t id;
	bool added = false;
	im->result->units++;
	if (!unit->source.lang.n || !unit->target.lang.n) {
		refuse(im, unit, ENT_STR("a language is missing"));
		return ENT_OK;
	}
	if (!unit->source.text.n || !unit->target.text.n) {
		refuse(im, unit, ENT_STR("one side has no text"));
		return ENT_OK;
	}
	ent_error why;
	if (ent_check_length(unit->source.text, &why) ||
	    ent_check_length(unit->target.text, &why)) {
		refuse(im, unit, ent_str_of(why.message));
		return ENT_OK;
	}
	ent_status status = ent_memory_put(&id, &added, im->memory, unit, 0, true, err);
	if (status)
		return status;
	im->result->stored += added;
	im->result->duplicates += !added;
	if (im->compares)
		status = ent_later_note(&im->later, im->memory, id, added, unit, err);
	if (status)
		return status;
	return im->result->units % STEP_UNITS == 0
		       ? ent_step(im->options->progress, "importing", im->result->units,
				  0, err)
		       : ENT_OK;
}

/* Into an empty memory units go in another way (store/bulk.c). */
static ent_status fill_begin(ent_memory *memory, ent_error *err)
{
	bool empty = false;
	if (memory->grouped)
		return ENT_OK;
	ent_status status = ent_store_bulk_begin(&empty, memory->store, err);
	return empty ? ent_index_begin_bulk(memory->index, err) : status;
}

static ent_status fill_end(ent_memory *memory, ent_error *err)
{
	if (memory->grouped)
		return ENT_OK;
	ent_status status = ent_index_flush(memory->index, err);
	if (!status)
		status = ent_store_bulk_indexes(memory->store, err);
	if (!status)
		status = ent_index_end_bulk(memory->index, err);
	if (!status)
		status = ent_store_bulk_end(memory->store, err);
	return status ? status : ent_index_pack(memory->index, err);
}

ent_status ent_memory_import(ent_import_result *out,
			     ent_memory *memory,
			     const char *path,
			     const ent_units_options *opt,
			     ent_error *err)
{
	ent_units_options options = opt ? *opt : ENT_UNITS_OPTIONS_DEFAULT;
	ent_units_options inner = options;
	struct import im = { .memory = memory, .result = out, .options = &options };
	*out = (ent_import_result){ .format = NULL };
	inner.problem = report_problem;
	inner.problem_data = &im;
	uint64_t before = 0;
	ent_status status = ent_store_unit_last(&before, memory->store, err);
	bool fills = !status && !before && !memory->grouped;
	im.compares = before > 0;
	if (fills)
		ent_store_unlogged(memory->store, true);
	if (!status)
		status = ent_change_begin(memory, err);
	if (status) {
		if (fills)
			ent_store_unlogged(memory->store, false);
		return status;
	}
	status = ent_store_run_begin(
		memory->store,
		&(ent_run_row){ .kind = ENT_RUN_IMPORT,
				.source = options.source.n ? options.source
							   : ent_str_of(path),
				.who = options.who },
		err);
	if (!status)
		status = fill_begin(memory, err);
	if (!status)
		status = ent_read_units_ahead(path, &inner, &out->format, take_unit,
					      &im, err);
	if (!status)
		status = ent_later_settle(&im.later, out, memory, &inner, err);
	uint64_t removed;
	bool brought = out->stored || out->updated, had = false;
	if (!status && im.later.dropped)
		status = ent_memory_remove_marked(&removed, memory, err);
	if (!status)
		status = ent_store_run_had_settle(&had, memory->store, brought, err);
	if (!status && im.later.dropped && !brought && !had)
		status = ent_store_run_sweep(memory->store, err);
	if (!status)
		status = fill_end(memory, err);
	brought = brought || had;
	if (!status && brought)
		status = ent_store_run_format(memory->store, ent_str_of(out->format),
					      err);
	if (!status && options.label.n && brought)
		status = ent_store_run_label(memory->store, options.label, err);
	status = ent_change_end(memory, status, err);
	ent_store_run_end(memory->store);
	ent_later_release(&im.later);
	if (fills)
		ent_store_unlogged(memory->store, false);
	return status;
}
