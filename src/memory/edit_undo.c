/* SPDX-License-Identifier: Apache-2.0 */
/* edit_undo.c - take the edits and deletions of a run back, the last first.
 *
 * A unit that was changed again since is left, with a message: the later change must be
 * taken back before.
 */
#include <stdlib.h>

#include "base/array.h"
#include "base/fail.h"
#include "doc/unit.h"
#include "entente/review.h"
#include "memory/edit.h"
#include "store/run_rows.h"

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
	if (!copy.source.p || !copy.target.p || !copy.who.p)
		return ent_fail_memory(err);
	ent_status status = ent_unit_copy(&copy.was, &row->was, u->arena, err);
	if (status)
		return status;
	u->rows[u->n++] = copy;
	return ENT_OK;
}

/* The unit that was edited, or the one that has its texts since its documents were
 * aligned again, also under other names; 0 when it is gone. */
static ent_status find_edited(uint64_t *unit,
			      struct undo *u,
			      const ent_change_row *row,
			      ent_error *err)
{
	ent_store *store = u->memory->store;
	bool there;
	ent_status status = ent_store_unit_exists(&there, store, row->unit, err);
	*unit = there ? row->unit : 0;
	if (status || there || !row->alignment)
		return status;
	status = ent_store_unit_with(unit, store, row->was.document, row->source,
				     row->target, err);
	return status || *unit ? status
			       : ent_store_unit_corrected(unit, store, row->source,
							  row->target, err);
}

static ent_status undo_edit(bool *done,
			    struct undo *u,
			    const ent_change_row *row,
			    ent_error *err)
{
	ent_unit now, was;
	ent_unit_keys keys;
	uint64_t unit;
	ent_status status = find_edited(&unit, u, row, err);
	*done = !status && unit;
	if (!*done)
		return status;
	status = ent_edit_load_unit(&now, &keys, u->memory, unit, u->arena, err);
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
	status = ent_edit_correct_bead(u->memory, unit, &now, &was, row->who, u->arena,
				       err);
	return status ? status : ent_edit_store_unit(u->memory, unit, &was, &keys, err);
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
			status = ent_edit_decide(u->memory, &pair, &bead.bead,
						 ENT_ACCEPT, row->who, u->arena, err);
	}
	return status;
}

ent_status ent_memory_undo_changes(uint64_t *units,
				   ent_memory *memory,
				   uint64_t run,
				   ent_error *err)
{
	uint64_t removed;
	struct undo u = { memory, ent_arena_new(0), NULL, 0, 0 };
	if (!u.arena)
		return ent_fail_memory(err);
	*units = 0;
	ent_status status = ent_store_changes(memory->store, run, gather, &u, err);
	for (size_t k = 0; k < u.n && !status; k++) {
		const ent_change_row *row = &u.rows[k];
		bool done =
			true; /* a unit that is gone since does not hinder the rest */
		status = row->kind == ENT_CHANGE_DELETED
				 ? undo_deletion(&u, row, err)
				 : undo_edit(&done, &u, row, err);
		if (!status && done)
			status = ent_store_change_undone(memory->store, row->id, err);
		*units += !status && done;
	}
	if (!status)
		status = ent_memory_remove_marked(&removed, memory, err);
	free(u.rows);
	ent_arena_free(u.arena);
	return status;
}
