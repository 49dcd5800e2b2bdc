/* SPDX-License-Identifier: Apache-2.0 */
/* delete.c - deleting units, and what nothing else needs.
 *
 * A pair of documents that loses its last unit is removed as a whole, with segments
 * and beads, and remembered as deleted, so that review does not show it and a batch
 * does not bring it back unasked.  Undoing a run removes its documents too, but as if
 * they had never been: a batch finds them new.
 */
#include "base/fail.h"
#include "memory/edit.h"
#include "store/run_rows.h"

struct deletion {
	const ent_filter *filter;
	const ent_delete_options *opt;
	ent_memory *memory;
	ent_delete_result *out;
	bool full;
};

static ent_status mark(void *data, const ent_unit_row *row, ent_error *err)
{
	struct deletion *d = data;
	bool reversed;
	ent_status status = ENT_OK;
	if (!ent_filter_takes(&reversed, d->filter, &row->unit))
		return ENT_OK;
	if (d->filter->limit && d->out->units >= d->filter->limit) {
		d->full = true;
		return ENT_ECANCELLED; /* ends the walk; it is not a failure */
	}
	d->out->units++;
	if (d->opt->each)
		status = d->opt->each(d->opt->data, row->id, &row->unit, err);
	return status ? status
		      : ent_store_mark_for_removal(d->memory->store, row->id, err);
}

/* Whether a filter asks for all that a run brought, which undoes it. */
static bool is_whole_run(const ent_filter *f)
{
	return f->import && !f->label.n && !f->from.n && !f->to.n && !f->since.n &&
	       !f->until.n && !f->document.n && !f->limit && !f->unit &&
	       f->min_confidence <= 0;
}

/* Whether it asks for whole documents, with or without units. */
static bool is_by_document(const ent_filter *f)
{
	return !f->import && !f->label.n && !f->from.n && !f->to.n && !f->since.n &&
	       !f->until.n && !f->limit && !f->unit && f->min_confidence <= 0;
}

static ent_status remove_documents(struct deletion *d, ent_arena *arena, ent_error *err)
{
	ent_store *store = d->memory->store;
	const uint64_t *ids;
	const bool undoes = is_whole_run(d->filter);
	ent_status status =
		undoes ? ent_store_run_alignments(&ids, &d->out->pairs, store,
						  d->filter->import, arena, err)
		       : ent_store_emptied_alignments(&ids, &d->out->pairs, store,
						      is_by_document(d->filter),
						      d->filter->document, arena, err);
	for (uint32_t k = 0; !status && k < d->out->pairs; k++) {
		if (!undoes)
			status = ent_store_deleted_add(store, ids[k], d->opt->who, err);
		if (!status)
			status = ent_store_mark_alignment(store, ids[k], err);
	}
	return status;
}

/* One unit is kept as it was, so that it can be brought back. */
static ent_status log_unit(struct deletion *d, ent_arena *arena, ent_error *err)
{
	ent_store *store = d->memory->store;
	const ent_run_row run = { .kind = ENT_RUN_DELETE,
				  .source = ENT_STR(""),
				  .who = d->opt->who };
	ent_status status = ent_store_run_begin(store, &run, err);
	if (!status)
		status =
			ent_store_change_add(store, ENT_CHANGE_DELETED, d->filter->unit,
					     ENT_STR(""), ENT_STR(""), err);
	if (!status)
		status = ent_memory_reject_unit(d->memory, d->filter->unit, d->opt->who,
						arena, err);
	return status;
}

/* Before units are marked: what another run had becomes that one's, and what this one
 * changed is as before. */
static ent_status take_back(struct deletion *d, uint64_t run, ent_error *err)
{
	ent_store *store = d->memory->store;
	ent_status status = ent_store_run_hand_over(&d->out->kept, store, run, err);
	if (!status)
		status =
			ent_memory_undo_changes(&d->out->restored, d->memory, run, err);
	return status ? status : ent_store_change_end_of_run(store, run, err);
}

/* Units that it changed and also brought are removed, not restored. */
static ent_status count_restored(struct deletion *d, uint64_t run, ent_error *err)
{
	uint64_t removed = 0;
	ent_status status =
		ent_store_changes_marked(&removed, d->memory->store, run, err);
	d->out->restored -= removed < d->out->restored ? removed : d->out->restored;
	return status;
}

static ent_status run_deletion(struct deletion *d, ent_arena *arena, ent_error *err)
{
	ent_memory *memory = d->memory;
	uint64_t removed;
	const uint64_t run = is_whole_run(d->filter) ? d->filter->import : 0;
	ent_status status = run ? take_back(d, run, err) : ENT_OK;
	if (!status)
		status = ent_store_unit_each(memory->store, d->filter, mark, d, err);
	if (d->full)
		status = ENT_OK;
	if (!status && d->filter->unit && !d->out->units)
		status = ent_fail(err, ENT_ENOTFOUND, "there is no unit %llu",
				  (unsigned long long)d->filter->unit);
	if (!status && d->filter->unit && !d->opt->purge)
		status = log_unit(d, arena, err);
	if (!status && d->opt->purge)
		status = ent_store_purge_marked(memory->store, err);
	if (!status)
		status = remove_documents(d, arena, err);
	if (!status && run)
		status = ent_store_unmark_of_others(memory->store, run, err);
	if (!status && run)
		status = count_restored(d, run, err);
	if (!status)
		status = ent_memory_remove_marked(&removed, memory, err);
	if (!status && d->opt->purge)
		status = ent_store_forget_deleted(memory->store, err);
	if (!status)
		status = ent_store_run_sweep(memory->store, err);
	return status ? status : ent_index_sweep(memory->index, err);
}

/* The deletion is already stored when the file is rewritten: an error of rewriting says
 * that the old bytes are still there. */
static ent_status rewrite_file(ent_memory *memory, ent_error *err)
{
	char why[sizeof(err->message)];
	const ent_status status = ent_memory_compact(memory, NULL, err);
	if (!status || !err)
		return status;
	snprintf(why, sizeof(why), "%s", err->message);
	ent_fail(err, status,
		 "removed, but 'entente compact' must still take the bytes out of the "
		 "file: %s",
		 why);
	return ent_error_in(err, status, ent_str_of(ent_store_path(memory->store)));
}

static ent_status delete_units(struct deletion *d, ent_arena *arena, ent_error *err)
{
	ent_memory *memory = d->memory;
	ent_status status = ent_change_begin(memory, err);
	if (status)
		return status;
	status = run_deletion(d, arena, err);
	if (!status && d->opt->dry_run)
		status = ENT_ECANCELLED; /* undoes it */
	const bool dry = status == ENT_ECANCELLED && d->opt->dry_run;
	status = ent_change_end(memory, status, err);
	ent_store_run_end(memory->store);
	if (dry)
		return ENT_OK;
	return !status && d->opt->purge ? rewrite_file(memory, err) : status;
}

ent_status ent_memory_delete(ent_delete_result *out,
			     ent_memory *memory,
			     const ent_filter *filter,
			     const ent_delete_options *opt,
			     ent_error *err)
{
	const ent_delete_options options = opt ? *opt : ENT_DELETE_OPTIONS_DEFAULT;
	ent_filter resolved = filter ? *filter : ENT_FILTER_DEFAULT;
	struct deletion d = { &resolved, &options, memory, out, false };
	*out = (ent_delete_result){ 0 };
	if (memory->grouped && (options.dry_run || options.purge))
		return ent_fail(err, ENT_EINVAL, "a group of changes is open");
	ent_arena *arena = ent_arena_new(0);
	if (!arena)
		return ent_fail_memory(err);
	ent_status status = ENT_OK;
	if (resolved.from.n || resolved.to.n)
		status = ent_filter_resolve(&resolved, memory, filter, arena, err);
	if (!status)
		status = delete_units(&d, arena, err);
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
		status = ent_store_run_had_repeated(memory->store, err);
	if (!status)
		status = ent_memory_remove_marked(removed, memory, err);
	if (!status)
		status = ent_index_sweep(memory->index, err);
	return ent_change_end(memory, status, err);
}

ent_status ent_memory_compact(ent_memory *memory,
			      const ent_progress *progress,
			      ent_error *err)
{
	if (memory->grouped)
		return ent_fail(err, ENT_EINVAL, "a group of changes is open");
	ent_status status = ent_change_begin(memory, err);
	if (status)
		return status;
	status = ent_store_forget_deleted(memory->store, err);
	if (!status)
		status = ent_store_run_sweep(memory->store, err);
	if (!status)
		status = ent_index_sweep(memory->index, err);
	status = ent_change_end(memory, status, err);
	if (status)
		return status;
	ent_index_forget(memory->index);
	ent_store_watch(memory->store, progress, "compacting");
	status = ent_store_compact(memory->store, err);
	ent_store_watch(memory->store, NULL, NULL);
	return status;
}
