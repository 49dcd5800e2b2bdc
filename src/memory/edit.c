/* SPDX-License-Identifier: Apache-2.0 */
/* edit.c - a person corrects units, and takes changes back.
 *
 * What a unit was is logged before it changes.  The texts of a unit that was aligned
 * are those of segments, which stay as they were published; the correction is kept by
 * the names of the two documents and the aligned texts, and its bead is accepted, so
 * that the next alignment of the documents gives the corrected unit again.
 */
#include <stdlib.h>

#include "base/array.h"
#include "base/fail.h"
#include "entente/review.h"
#include "memory/edit.h"
#include "store/run_rows.h"

#define ARENA_LIMIT ((size_t)1 << 30)

/* ---- aligned units --------------------------------------------------------------- */

static bool add_lines(ent_buf *out, const ent_segment *segments, uint32_t n)
{
	ent_buf_clear(out);
	for (uint32_t k = 0; k < n; k++) {
		if (k)
			ent_buf_add_char(out, '\n');
		ent_buf_add(out, segments[k].text);
	}
	return !out->failed;
}

/* The verdict of a bead, as a decision of the review (memory/review.c). */
static ent_status decide(ent_memory *memory,
			 const ent_stored_pair *pair,
			 const ent_bead *bead,
			 ent_verdict verdict,
			 ent_str who,
			 ent_arena *arena,
			 ent_error *err)
{
	const ent_segment *segments[2];
	uint32_t n[2];
	ent_buf texts[2] = { ENT_BUF_INIT, ENT_BUF_INIT };
	bool added;
	ent_status status = ent_store_segments_load(&segments[0], &n[0], memory->store,
						    pair->documents[0], bead->src,
						    bead->n_src, arena, err);
	if (!status)
		status = ent_store_segments_load(&segments[1], &n[1], memory->store,
						 pair->documents[1], bead->tgt,
						 bead->n_tgt, arena, err);
	if (!status && (!add_lines(&texts[0], segments[0], n[0]) ||
			!add_lines(&texts[1], segments[1], n[1])))
		status = ent_fail_memory(err);
	const ent_decision_row row = { .source_document = pair->source.name,
				       .target_document = pair->target.name,
				       .source = ent_buf_str(&texts[0]),
				       .target = ent_buf_str(&texts[1]),
				       .source_at = bead->src,
				       .target_at = bead->tgt,
				       .verdict = (int)verdict,
				       .who = who,
				       .at = ENT_STR("") };
	if (!status)
		status = ent_store_decision_add(&added, memory->store, &row, err);
	ent_buf_release(&texts[0]);
	ent_buf_release(&texts[1]);
	return status;
}

/* Keeps what a person wrote instead of the texts of a bead. */
static ent_status keep_correction(ent_memory *memory,
				  const ent_stored_pair *pair,
				  const ent_unit *was,
				  const ent_unit *now,
				  ent_str who,
				  ent_arena *arena,
				  ent_error *err)
{
	ent_correction_row row = { .source_document = pair->source.name,
				   .target_document = pair->target.name,
				   .new_source = was->source.text,
				   .new_target = was->target.text };
	ent_correction_row earlier;
	ent_status status =
		ent_store_correction_of(&earlier, memory->store, &row, arena, err);
	if (status)
		return status;
	row.source = earlier.source.p ? earlier.source : was->source.text;
	row.target = earlier.target.p ? earlier.target : was->target.text;
	row.new_source = now->source.text;
	row.new_target = now->target.text;
	row.who = who;
	return ent_store_correction_put(memory->store, &row, err);
}

static ent_status correct_bead(ent_memory *memory,
			       uint64_t unit,
			       const ent_unit *was,
			       const ent_unit *now,
			       ent_str who,
			       ent_arena *arena,
			       ent_error *err)
{
	ent_bead_row row;
	ent_stored_pair pair;
	ent_status status = ent_store_bead_of_unit(&row, memory->store, unit, err);
	if (status || !row.alignment)
		return status;
	status = ent_store_pair_load(&pair, memory->store, row.alignment, arena, err);
	if (!status)
		status = keep_correction(memory, &pair, was, now, who, arena, err);
	return status ? status
		      : decide(memory, &pair, &row.bead, ENT_ACCEPT, who, arena, err);
}

ent_status ent_memory_reject_unit(ent_memory *memory,
				  uint64_t unit,
				  ent_str who,
				  ent_arena *arena,
				  ent_error *err)
{
	ent_bead_row row;
	ent_stored_pair pair;
	ent_status status = ent_store_bead_of_unit(&row, memory->store, unit, err);
	if (status || !row.alignment)
		return status;
	status = ent_store_pair_load(&pair, memory->store, row.alignment, arena, err);
	return status ? status
		      : decide(memory, &pair, &row.bead, ENT_REJECT, who, arena, err);
}

/* ---- one unit -------------------------------------------------------------------- */

static bool copy_unit(ent_unit *to, const ent_unit *from, ent_arena *arena)
{
	*to = *from;
	ent_str *const strings[] = {
		&to->source.lang,     &to->source.text,  &to->source.markup,
		&to->source.extra,    &to->target.lang,  &to->target.text,
		&to->target.markup,   &to->target.extra, &to->document,
		&to->target_document, &to->place,        &to->date,
		&to->origin,          &to->extra,        &to->attributes
	};
	for (size_t k = 0; k < sizeof(strings) / sizeof(strings[0]); k++)
		if (!(*strings[k] = ent_arena_str(arena, *strings[k])).p)
			return false;
	return true;
}

static ent_status load_unit(ent_unit *unit,
			    ent_unit_keys *keys,
			    ent_memory *memory,
			    uint64_t number,
			    ent_arena *arena,
			    ent_error *err)
{
	ent_unit_row row;
	bool there;
	ent_status status = ent_store_unit_exists(&there, memory->store, number, err);
	if (!status && !there)
		status = ent_fail(err, ENT_ENOTFOUND, "there is no unit %llu",
				  (unsigned long long)number);
	if (!status)
		status = ent_store_unit_get(&row, memory->store, number, err);
	if (status)
		return status;
	*keys = row.keys;
	if (!copy_unit(unit, &row.unit, arena))
		status = ent_fail_memory(err);
	ent_store_unit_end(memory->store);
	return status;
}

/* Gives a unit the texts and markup of another. */
static ent_status rewrite(ent_memory *memory,
			  uint64_t number,
			  const ent_unit *unit,
			  ent_unit_keys *keys,
			  ent_error *err)
{
	ent_status status = ent_memory_index_text(
		&keys->source, memory, unit->source.lang, unit->source.text, err);
	if (!status)
		status = ent_memory_index_text(&keys->target, memory, unit->target.lang,
					       unit->target.text, err);
	return status ? status
		      : ent_store_unit_rewrite(memory->store, number, unit, keys, err);
}

ent_status ent_memory_rewrite_unit(bool *changed,
				   ent_memory *memory,
				   uint64_t number,
				   const ent_unit_side sides[2],
				   ent_str who,
				   ent_arena *arena,
				   ent_error *err)
{
	ent_unit was, now;
	ent_unit_keys keys;
	*changed = false;
	ent_status status = load_unit(&was, &keys, memory, number, arena, err);
	if (status)
		return status;
	now = was;
	now.source.text = sides[0].text;
	now.target.text = sides[1].text;
	now.source.markup = sides[0].markup;
	now.target.markup = sides[1].markup;
	if (ent_str_eq(was.source.text, now.source.text) &&
	    ent_str_eq(was.target.text, now.target.text) &&
	    ent_str_eq(was.source.markup, now.source.markup) &&
	    ent_str_eq(was.target.markup, now.target.markup))
		return ENT_OK;
	*changed = true;
	status = ent_store_change_add(memory->store, ENT_CHANGE_EDITED, number,
				      now.source.text, now.target.text, err);
	if (!status)
		status = correct_bead(memory, number, &was, &now, who, arena, err);
	return status ? status : rewrite(memory, number, &now, &keys, err);
}

/* ---- edits ------------------------------------------------------------------------ */

static ent_status edit_one(bool *changed,
			   ent_memory *memory,
			   const ent_unit_edit *edit,
			   ent_str who,
			   ent_arena *arena,
			   ent_error *err)
{
	ent_unit was;
	ent_unit_keys keys;
	ent_status status = load_unit(&was, &keys, memory, edit->unit, arena, err);
	if (status)
		return status;
	ent_unit_side sides[2] = { was.source, was.target };
	const ent_str texts[2] = { edit->source, edit->target };
	for (int k = 0; k < 2; k++) {
		const ent_str text = ent_str_trim(texts[k]);
		if (!texts[k].p || ent_str_eq(text, sides[k].text))
			continue;
		if (!text.n)
			return ent_fail(err, ENT_EINVAL,
					"unit %llu: the %s must not be empty; "
					"'entente delete --unit' removes a unit",
					(unsigned long long)edit->unit,
					k ? "target" : "source");
		sides[k].text = text;
		sides[k].markup = ENT_STR("");
	}
	return ent_memory_rewrite_unit(changed, memory, edit->unit, sides, who, arena,
				       err);
}

static ent_status edit_all(uint64_t *changed,
			   ent_memory *memory,
			   const ent_unit_edit *edits,
			   size_t n,
			   ent_str who,
			   ent_error *err)
{
	uint64_t removed;
	const ent_run_row run = { .kind = ENT_RUN_EDIT, .who = who };
	ent_arena *arena = ent_arena_new(ARENA_LIMIT);
	if (!arena)
		return ent_fail_memory(err);
	ent_status status = ent_store_run_begin(memory->store, &run, err);
	for (size_t k = 0; k < n && !status; k++) {
		bool one;
		ent_arena_clear(arena);
		status = edit_one(&one, memory, &edits[k], who, arena, err);
		*changed += !status && one;
	}
	if (!status)
		status = ent_memory_remove_marked(&removed, memory, err);
	ent_arena_free(arena);
	return status;
}

ent_status ent_memory_edit(uint64_t *changed,
			   ent_memory *memory,
			   const ent_unit_edit *edits,
			   size_t n,
			   ent_str who,
			   ent_error *err)
{
	*changed = 0;
	ent_status status = ent_change_begin(memory, err);
	if (status)
		return status;
	status = ent_change_end(memory, edit_all(changed, memory, edits, n, who, err),
				err);
	ent_store_run_end(memory->store);
	if (status)
		*changed = 0;
	return status;
}

ent_status ent_memory_unit(ent_unit *out,
			   ent_memory *memory,
			   uint64_t number,
			   ent_arena *arena,
			   ent_error *err)
{
	ent_unit_keys keys;
	return load_unit(out, &keys, memory, number, arena, err);
}

/* ---- taking changes back ----------------------------------------------------------- */

struct undo {
	ent_memory *memory;
	ent_arena *arena;
	ent_change_row *rows;
	size_t n, capacity;
};

static ent_status gather(void *data, const ent_change_row *row, ent_error *err)
{
	struct undo *u = data;
	if (row->undone.n)
		return ENT_OK;
	if (!ENT_GROW(u->rows, u->capacity, u->n + 1))
		return ent_fail_memory(err);
	ent_change_row copy = *row;
	copy.source = ent_arena_str(u->arena, row->source);
	copy.target = ent_arena_str(u->arena, row->target);
	copy.who = ent_arena_str(u->arena, row->who);
	copy.at = copy.undone = ENT_STR("");
	if (!copy_unit(&copy.was, &row->was, u->arena) || !copy.source.p ||
	    !copy.target.p || !copy.who.p)
		return ent_fail_memory(err);
	u->rows[u->n++] = copy;
	return ENT_OK;
}

static ent_status undo_edit(struct undo *u, const ent_change_row *row, ent_error *err)
{
	ent_unit now, was;
	ent_unit_keys keys;
	ent_status status = load_unit(&now, &keys, u->memory, row->unit, u->arena, err);
	if (status)
		return status;
	if (!ent_str_eq(now.source.text, row->source) ||
	    !ent_str_eq(now.target.text, row->target))
		return ent_fail(err, ENT_ENOTFOUND,
				"unit %llu was changed again since; undo the later "
				"change first",
				(unsigned long long)row->unit);
	was = now;
	was.source.text = row->was.source.text;
	was.target.text = row->was.target.text;
	was.source.markup = row->was.source.markup;
	was.target.markup = row->was.target.markup;
	status =
		correct_bead(u->memory, row->unit, &now, &was, row->who, u->arena, err);
	return status ? status : rewrite(u->memory, row->unit, &was, &keys, err);
}

/* The document that a deleted unit was of, or one of its name. */
static ent_status find_document(uint64_t *id,
				struct undo *u,
				const ent_change_row *row,
				ent_error *err)
{
	ent_str name;
	ent_status status = ent_store_document_name(&name, u->memory->store,
						    row->document, u->arena, err);
	*id = row->document;
	if (status || (row->document && name.n))
		return status;
	return ent_store_document_named(id, u->memory->store, row->was.document,
					row->was.target_document, err);
}

static ent_status undo_deletion(struct undo *u,
				const ent_change_row *row,
				ent_error *err)
{
	ent_store *store = u->memory->store;
	const ent_unit *was = &row->was;
	ent_unit_keys keys = { .document = 0 };
	bool there;
	ent_status status = ent_store_unit_exists(&there, store, row->unit, err);
	if (status || there)
		return status;
	status = find_document(&keys.document, u, row, err);
	if (!status)
		status = ent_store_direction(&keys.direction, store, was->source.lang,
					     was->target.lang, err);
	if (!status)
		status = ent_memory_index_text(&keys.source, u->memory,
					       was->source.lang, was->source.text, err);
	if (!status)
		status = ent_memory_index_text(&keys.target, u->memory,
					       was->target.lang, was->target.text, err);
	if (!status)
		status = ent_store_unit_restore(store, row->unit, was, &keys,
						row->unit_run, err);
	if (!status && row->alignment)
		status = ent_store_bead_link(store, row->alignment, row->bead,
					     row->unit, err);
	/* a rejection would take it away again at the next alignment */
	if (!status && row->alignment) {
		ent_bead_row bead;
		ent_stored_pair pair;
		status = ent_store_bead_of_unit(&bead, store, row->unit, err);
		if (!status && bead.alignment)
			status = ent_store_pair_load(&pair, store, bead.alignment,
						     u->arena, err);
		if (!status && bead.alignment)
			status = decide(u->memory, &pair, &bead.bead, ENT_ACCEPT,
					row->who, u->arena, err);
	}
	return status;
}

ent_status ent_memory_undo_changes(uint64_t *units,
				   ent_memory *memory,
				   uint64_t run,
				   ent_error *err)
{
	uint64_t removed;
	struct undo u = { memory, ent_arena_new(ARENA_LIMIT), NULL, 0, 0 };
	if (!u.arena)
		return ent_fail_memory(err);
	*units = 0;
	ent_status status = ent_store_changes(memory->store, run, gather, &u, err);
	for (size_t k = 0; k < u.n && !status; k++) {
		const ent_change_row *row = &u.rows[k];
		status = row->kind == ENT_CHANGE_DELETED ? undo_deletion(&u, row, err)
							 : undo_edit(&u, row, err);
		if (!status)
			status = ent_store_change_undone(memory->store, row->id, err);
		*units += !status;
	}
	if (!status)
		status = ent_memory_remove_marked(&removed, memory, err);
	free(u.rows);
	ent_arena_free(u.arena);
	return status;
}

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
		status = ent_fail(err, ENT_ENOTFOUND, "change %llu was undone already",
				  (unsigned long long)run);
	return ent_change_end(memory, status, err);
}

ent_status ent_memory_undo(uint64_t *units,
			   ent_memory *memory,
			   uint64_t run,
			   ent_error *err)
{
	ent_memory_run what = { .number = 0 };
	ent_delete_result result;
	ent_filter filter = ENT_FILTER_DEFAULT;
	ent_arena *arena = ent_arena_new(0);
	*units = 0;
	if (!arena)
		return ent_fail_memory(err);
	ent_status status = ent_store_run_get(&what, memory->store, run, arena, err);
	const bool brought = what.kind <= ENT_RUN_BATCH;
	ent_arena_free(arena);
	if (status)
		return status;
	if (!brought)
		return undo_run(units, memory, run, err);
	filter.import = run;
	status = ent_memory_delete(&result, memory, &filter, NULL, err);
	*units = status ? 0 : result.units;
	return status;
}

/* ---- what was changed --------------------------------------------------------------- */

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
