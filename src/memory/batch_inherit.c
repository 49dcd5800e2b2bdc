/* SPDX-License-Identifier: Apache-2.0 */
/* batch_inherit.c - decisions of documents that are gone, for pairs that are new.
 *
 * Why: a release that is moved and changed in one step has neither the names nor the
 * contents that it had, so it is not recognised; its sentences and what surrounds them
 * are still there.
 *
 * Method: a pair that the memory does not have tries the decisions of the same two
 * languages whose documents have no files now.  One applies when each of its texts is
 * there and at least half of what surrounded it (review_context.c), and both releases
 * state one date, or one of them none: the next bulletin of a template is not the last
 * one.  It is then kept under the names of the new documents too, with the corrections
 * of its texts.  A copy of a release inherits nothing: a file of the original, or of
 * another version of it, is there; nor does it from a release that moved, when that is
 * there; nor does a release that comes back because its revision was withdrawn.
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
	struct ent_batch_run *b;
	ent_arena *arena;
	ent_decision_row *rows; /* owned */
	uint32_t n;
	size_t capacity;
};

/* Keeps a decision whose documents are gone; the names of their versions are looked up
 * when all rows are read. */
static ent_status gather(void *data, const ent_decision_row *row, ent_error *err)
{
	struct gathering *g = data;
	const struct ent_batch_run *b = g->b;
	if (!row->context.n || !ent_str_eq(row->from, ent_lang_base(b->langs[0])) ||
	    !ent_str_eq(row->to, ent_lang_base(b->langs[1])))
		return ENT_OK;
	if (!ENT_GROW(g->rows, g->capacity, (size_t)g->n + 1))
		return ent_fail_memory(err);
	g->rows[g->n] = *row;
	g->rows[g->n].inherited = true;
	return ent_decision_row_copy(&g->rows[g->n++], g->arena) ? ENT_OK
								 : ent_fail_memory(err);
}

/* Whether no version of the release of a decision has a file. */
static ent_status is_gone(bool *out,
			  struct gathering *g,
			  ent_decision_row *row,
			  ent_error *err)
{
	const ent_root *root = &g->b->root;
	const ent_str *names;
	uint32_t n = 0;
	*out = ent_root_lacks(root, row->target_document) &&
	       ent_root_lacks(root, row->source_document);
	if (!*out)
		return ENT_OK;
	ent_status status = ent_store_decision_lineage(
		&names, &n, &row->date, g->b->memory->store, row, g->arena, err);
	for (uint32_t k = 0; !status && *out && k < n; k++)
		*out = ent_root_lacks(root, names[k]);
	return status;
}

/* Whether other documents, which are there, took a decision over. */
static bool has_successor(const struct gathering *g, uint32_t k)
{
	const ent_decision_row *row = &g->rows[k];
	for (uint32_t j = 0; j < g->n; j++) {
		const ent_decision_row *other = &g->rows[j];
		if (other->id != row->id && ent_str_eq(other->at, row->at) &&
		    ent_str_eq(other->who, row->who) &&
		    other->verdict == row->verdict &&
		    other->source_at == row->source_at &&
		    ent_str_eq(other->context, row->context) &&
		    ent_str_eq(other->source, row->source) &&
		    ent_str_eq(other->target, row->target) &&
		    !(ent_root_lacks(&g->b->root, other->source_document) &&
		      ent_root_lacks(&g->b->root, other->target_document)))
			return true;
	}
	return false;
}

static ent_status keep_gone(struct gathering *g, ent_error *err)
{
	ent_status status = ENT_OK;
	uint32_t n = 0;
	bool *kept = ENT_NEW_ARRAY(g->arena, bool, g->n);
	if (!kept)
		return ent_fail_memory(err);
	for (uint32_t k = 0; !status && k < g->n; k++) {
		status = is_gone(&kept[k], g, &g->rows[k], err);
		kept[k] = kept[k] && !has_successor(g, k);
	}
	for (uint32_t k = 0; k < g->n; k++)
		if (kept[k])
			g->rows[n++] = g->rows[k];
	g->n = n;
	return status;
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

/* Whether the memory neither has a pair nor ever had it: a revision that is withdrawn
 * brings an old one back. */
static ent_status is_new(bool *out, const struct ent_batch_run *b, uint32_t k)
{
	const ent_file_pair *pair = &b->pairing.pairs[k];
	const ent_pair_key key = { pair->source_name, pair->target_name,
				   ent_lang_base(b->langs[0]),
				   ent_lang_base(b->langs[1]) };
	bool had = false;
	ent_status status = ENT_OK;
	if (!b->known[k].row)
		status = ent_store_history_has(&had, b->memory->store, &key, b->err);
	*out = !b->known[k].row && !had;
	return status;
}

ent_status ent_batch_look_up_inherited(struct ent_batch_run *b, ent_arena *arena)
{
	struct gathering g = { .b = b, .arena = arena };
	const uint32_t n = b->decided ? b->pairing.n_pairs : 0;
	bool *new = ENT_NEW_ARRAY(arena, bool, (size_t)n + 1), any = false;
	ent_status status = new ? ENT_OK : ent_fail_memory(b->err);
	for (uint32_t k = 0; k < n && !status; k++) {
		status = is_new(&new[k], b, k);
		any |= new[k];
	}
	if (any && !status)
		status = ent_store_decisions(b->memory->store, gather, &g, b->err);
	if (!status)
		status = keep_gone(&g, b->err);
	for (uint32_t k = 0; g.n && !status && k < n; k++)
		if (new[k])
			status = add_to_pair(&b->decided[k], &g, arena, b->err);
	free(g.rows);
	return status;
}

ent_status ent_batch_decided_of(struct ent_batch_decided *out,
				const struct ent_batch_run *b,
				uint32_t index,
				ent_str date,
				ent_arena *arena,
				ent_error *err)
{
	const struct ent_batch_decided *d = &b->decided[index];
	ent_decision_row *rows = ENT_NEW_ARRAY(arena, ent_decision_row, d->n);
	uint32_t n = 0;
	if (!rows)
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < d->n; k++) {
		const ent_str other = d->rows[k].date;
		if (!d->rows[k].inherited || !other.n || !date.n ||
		    ent_str_eq(other, date))
			rows[n++] = d->rows[k];
	}
	*out = (struct ent_batch_decided){ rows, n };
	return ENT_OK;
}

ent_status ent_batch_inherit(struct ent_batch_run *b, const struct ent_batch_slot *slot)
{
	const struct ent_batch_decided *d = &slot->decided;
	ent_status status = ENT_OK;
	bool added;
	for (uint32_t k = 0; slot->outcomes && !status && k < d->n; k++) {
		ent_decision_row row = d->rows[k];
		if (!row.inherited || slot->outcomes[k] != ENT_DECISION_APPLIED)
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
