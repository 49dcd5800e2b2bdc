/* SPDX-License-Identifier: Apache-2.0 */
/* edit.c - a person corrects units.
 *
 * What a unit was is logged before it changes.  The texts of a unit that was aligned
 * are those of segments, which stay as they were published; the correction is kept by
 * the names of the two documents and the aligned texts, and its bead is accepted, so
 * that the next alignment of the documents gives the corrected unit again.
 */
#include "memory/edit.h"
#include "base/fail.h"
#include "doc/unit.h"
#include "memory/review_keep.h"
#include "store/run_rows.h"
#include "text/lang.h"

/* ---- aligned units --------------------------------------------------------------- */

ent_status ent_edit_decide(ent_memory *memory,
			   const ent_stored_pair *pair,
			   const ent_bead *bead,
			   ent_verdict verdict,
			   ent_str who,
			   ent_arena *arena,
			   ent_error *err)
{
	ent_subject subject;
	const ent_decision decision = { .source_document = pair->source.name,
					.target_document = pair->target.name,
					.verdict = verdict,
					.src = bead->src,
					.tgt = bead->tgt,
					.n_src = bead->n_src,
					.n_tgt = bead->n_tgt,
					.who = who,
					.at = ENT_STR(""),
					.note = ENT_STR(""),
					.source_lang = pair->source.lang,
					.target_lang = pair->target.lang };
	ent_status status = ent_subject_load(&subject, memory, pair, arena, err);
	return status ? status : ent_subject_decide(memory, &subject, &decision, err);
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
				   .new_target = was->target.text,
				   .from = ent_lang_base(pair->source.lang),
				   .to = ent_lang_base(pair->target.lang) };
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

/* The bead of a unit and its documents; row->alignment is 0 for a unit of none. */
static ent_status load_bead(ent_bead_row *row,
			    ent_stored_pair *pair,
			    ent_memory *memory,
			    uint64_t unit,
			    ent_arena *arena,
			    ent_error *err)
{
	ent_status status = ent_store_bead_of_unit(row, memory->store, unit, err);
	if (status || !row->alignment)
		return status;
	return ent_store_pair_load(pair, memory->store, row->alignment, arena, err);
}

ent_status ent_edit_correct_bead(ent_memory *memory,
				 uint64_t unit,
				 const ent_unit *was,
				 const ent_unit *now,
				 ent_str who,
				 ent_arena *arena,
				 ent_error *err)
{
	ent_bead_row row;
	ent_stored_pair pair;
	ent_status status = load_bead(&row, &pair, memory, unit, arena, err);
	if (status || !row.alignment)
		return status;
	status = keep_correction(memory, &pair, was, now, who, arena, err);
	return status ? status
		      : ent_edit_decide(memory, &pair, &row.bead, ENT_ACCEPT, who,
					arena, err);
}

ent_status ent_memory_reject_unit(ent_memory *memory,
				  uint64_t unit,
				  ent_str who,
				  ent_arena *arena,
				  ent_error *err)
{
	ent_bead_row row;
	ent_stored_pair pair;
	const ent_status status = load_bead(&row, &pair, memory, unit, arena, err);
	if (status || !row.alignment)
		return status;
	return ent_edit_decide(memory, &pair, &row.bead, ENT_REJECT, who, arena, err);
}

/* ---- one unit -------------------------------------------------------------------- */

ent_status ent_edit_load_unit(ent_unit *unit,
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
	status = ent_unit_copy(unit, &row.unit, arena, err);
	ent_store_unit_end(memory->store);
	return status;
}

ent_status ent_edit_store_unit(ent_memory *memory,
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
	ent_status status = ent_edit_load_unit(&was, &keys, memory, number, arena, err);
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
		status = ent_edit_correct_bead(memory, number, &was, &now, who, arena,
					       err);
	return status ? status : ent_edit_store_unit(memory, number, &now, &keys, err);
}

/* ---- edits ----------------------------------------------------------------------- */

static ent_status edit_one(bool *changed,
			   ent_memory *memory,
			   const ent_unit_edit *edit,
			   ent_str who,
			   ent_arena *arena,
			   ent_error *err)
{
	ent_unit was;
	ent_unit_keys keys;
	ent_status status =
		ent_edit_load_unit(&was, &keys, memory, edit->unit, arena, err);
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

static ent_status edit_each(uint64_t *changed,
			    ent_memory *memory,
			    const ent_unit_edit *edits,
			    size_t n,
			    ent_str who,
			    ent_error *err)
{
	uint64_t removed;
	const ent_run_row run = { .kind = ENT_RUN_EDIT, .who = who };
	ent_arena *arena = ent_arena_new(0);
	if (!arena)
		return ent_fail_memory(err);
	ent_status status = ent_store_run_begin(memory->store, &run, err);
	for (size_t k = 0; k < n && !status; k++) {
		bool one;
		ent_arena_clear(arena);
		status = edit_one(&one, memory, &edits[k], who, arena, err);
		*changed += !status && one;
		if (status && err && !err->line)
			err->line = edits[k].line;
	}
	if (!status)
		status = ent_memory_remove_marked(&removed, memory, err);
	ent_arena_free(arena);
	return status;
}

static ent_status edit_all(uint64_t *changed,
			   ent_memory *memory,
			   const ent_unit_edit *edits,
			   size_t n,
			   ent_str who,
			   ent_error *err)
{
	ent_arena *arena = ent_arena_new(0);
	ent_status status = arena ? ent_edit_merge(&edits, &n, edits, n, arena, err)
				  : ent_fail_memory(err);
	if (!status)
		status = edit_each(changed, memory, edits, n, who, err);
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
	return ent_edit_load_unit(out, &keys, memory, number, arena, err);
}
