/* SPDX-License-Identifier: Apache-2.0 */
/* batch_inherit.c - decisions of documents that are gone, for pairs that are new.
 *
 * Why: a release that is moved and changed in one step has neither the names nor the
 * contents that it had, so it is not recognised; its sentences and what surrounds them
 * are still there.
 *
 * Method: a pair that the memory does not have tries the decisions of the same two
 * languages whose documents have no files any more.  One applies when each of its texts
 * is there and at least half of what surrounded it (review_context.c).  It is then kept
 * under the names of the new documents too, with the corrections of its texts.  A copy
 * of a release inherits nothing: the files of the original are there.
 *
 * Cost: a look at each decision and its files, only when a pair is new; then
 * O(decisions x segments) comparisons of texts for each such pair. */
#include <stdlib.h>

#include "base/array.h"
#include "base/fail.h"
#include "memory/batch_parts.h"
#include "store/run_rows.h"
#include "text/lang.h"

struct gathering {
	struct ent_batch *b;
	ent_arena *arena;
	ent_decision_row *rows; /* owned */
	uint32_t n;
	size_t capacity;
	ent_str name; /* of the last source looked at, in the arena */
	bool gone;    /* and whether it is */
};

static bool is_gone(struct gathering *g, const ent_decision_row *row)
{
	if (!ent_str_eq(g->name, row->source_document)) {
		g->name = ent_arena_str(g->arena, row->source_document);
		g->gone = g->name.p && ent_root_lacks(&g->b->root, g->name);
	}
	if (!g->gone)
		return false;
	const ent_str target = ent_arena_str(g->arena, row->target_document);
	return target.p && ent_root_lacks(&g->b->root, target);
}

static ent_status gather(void *data, const ent_decision_row *row, ent_error *err)
{
	struct gathering *g = data;
	const struct ent_batch *b = g->b;
	if (!row->context.n || !ent_str_eq(row->from, ent_lang_base(b->langs[0])) ||
	    !ent_str_eq(row->to, ent_lang_base(b->langs[1])) || !is_gone(g, row))
		return ENT_OK;
	if (!ENT_GROW(g->rows, g->capacity, (size_t)g->n + 1))
		return ent_fail_memory(err);
	g->rows[g->n] = *row;
	g->rows[g->n].inherited = true;
	return ent_decision_row_copy(&g->rows[g->n++], g->arena) ? ENT_OK
								 : ent_fail_memory(err);
}

/* Those that are gathered but for what is decided of the pair itself, after these. */
static ent_status add_to_pair(struct ent_batch_decided *d,
			      const struct gathering *g,
			      ent_arena *arena,
			      ent_error *err)
{
	ent_decision_row *all =
		ENT_NEW_ARRAY(arena, ent_decision_row, (size_t)d->n + g->n);
	uint32_t n = 0;
	if (!all)
		return ent_fail_memory(err);
	for (; n < d->n; n++)
		all[n] = d->rows[n];
	for (uint32_t k = g->n; k-- > 0;) { /* latest first */
		bool own = false;
		for (uint32_t j = 0; j < d->n && !own; j++)
			own = d->rows[j].id == g->rows[k].id;
		if (!own)
			all[n++] = g->rows[k];
	}
	*d = (struct ent_batch_decided){ all, n };
	return ENT_OK;
}

ent_status ent_batch_look_up_inherited(struct ent_batch *b, ent_arena *arena)
{
	struct gathering g = { .b = b, .arena = arena };
	ent_status status = ENT_OK;
	bool is_new = false;
	for (uint32_t k = 0; b->decided && k < b->pairing.n_pairs; k++)
		is_new |= !b->known[k].row;
	if (is_new)
		status = ent_store_decisions(b->memory->store, gather, &g, b->err);
	for (uint32_t k = 0; g.n && !status && k < b->pairing.n_pairs; k++)
		if (!b->known[k].row)
			status = add_to_pair(&b->decided[k], &g, arena, b->err);
	free(g.rows);
	return status;
}

ent_status ent_batch_inherit(struct ent_batch *b,
			     uint32_t index,
			     const struct ent_batch_slot *slot)
{
	const struct ent_batch_decided *d = b->decided ? &b->decided[index] : NULL;
	ent_status status = ENT_OK;
	bool added;
	for (uint32_t k = 0; slot->fates && d && !status && k < d->n; k++) {
		ent_decision_row row = d->rows[k];
		if (!row.inherited || slot->fates[k] != ENT_DECISION_APPLIED)
			continue;
		status = ent_store_corrections_inherit(b->memory->store, &row,
						       slot->documents[0].name,
						       slot->documents[1].name, b->err);
		row.source_document = slot->documents[0].name;
		row.target_document = slot->documents[1].name;
		if (!status)
			status = ent_store_decision_add(&added, b->memory->store, &row,
							b->err);
	}
	return status;
}
