/* SPDX-License-Identifier: Apache-2.0 */
/* batch_gone.c - pairs that a memory holds from a place and that are not there any
 * more.
 *
 * Cost: the names of such pairs, and a pass over the batch for each of them. */
#include <stdlib.h>

#include "base/array.h"
#include "base/fail.h"
#include "memory/batch_parts.h"

struct gone {
	struct ent_batch *batch;
	ent_arena *arena;
	ent_pair_row *rows;
	uint32_t n;
	size_t capacity;
};

/* The pairs with this source, or UINT32_MAX. */
static uint32_t first_with(const struct ent_batch *b, ent_str source)
{
	uint32_t low = 0, high = b->pairing.n_pairs;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (ent_str_cmp(b->pairing.pairs[mid].source, source) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < b->pairing.n_pairs &&
			       ent_str_eq(b->pairing.pairs[low].source, source)
		       ? low
		       : UINT32_MAX;
}

/* Pairs of which the memory knows from an earlier run, and this one not. */
static ent_status gather_gone(void *data, const ent_pair_row *row, ent_error *err)
{
	struct gone *g = data;
	const struct ent_batch *b = g->batch;
	for (uint32_t k = first_with(b, row->source);
	     k < b->pairing.n_pairs &&
	     ent_str_eq(b->pairing.pairs[k].source, row->source);
	     k++)
		if (ent_str_eq(b->pairing.pairs[k].target, row->target))
			return ENT_OK;
	if (!ENT_GROW(g->rows, g->capacity, g->n + 1))
		return ent_fail_memory(err);
	g->rows[g->n] =
		(ent_pair_row){ row->alignment, ent_arena_str(g->arena, row->source),
				ent_arena_str(g->arena, row->target) };
	if (!g->rows[g->n].source.p || !g->rows[g->n].target.p)
		return ent_fail_memory(err);
	g->n++;
	return ENT_OK;
}

/* Whether one of the two files belongs to another one now. */
static bool is_paired_again(const struct ent_batch *b, const ent_pair_row *row)
{
	if (first_with(b, row->source) != UINT32_MAX)
		return true;
	for (uint32_t k = 0; k < b->pairing.n_pairs; k++)
		if (ent_str_eq(b->pairing.pairs[k].target, row->target))
			return true;
	return false;
}

static ent_status drop(struct ent_batch *b, const ent_pair_row *row, ent_str reason)
{
	uint64_t removed;
	ent_store *store = b->memory->store;
	ent_status status = ent_change_begin(b->memory, b->err);
	if (status)
		return status;
	status = ent_store_history_add(store, row->alignment, reason, ENT_STR(""),
				       b->err);
	if (!status)
		status = ent_store_mark_alignment(store, row->alignment, b->err);
	if (!status)
		status = ent_memory_remove_marked(&removed, b->memory, b->err);
	return ent_change_end(b->memory, status, b->err);
}

ent_status ent_batch_gone(struct ent_batch *b, ent_arena *arena)
{
	struct gone g = { .batch = b, .arena = arena };
	ent_status status = ent_store_pairs_from(b->memory->store, b->origin,
						 gather_gone, &g, b->err);
	for (uint32_t k = 0; !status && k < g.n; k++) {
		const bool again = is_paired_again(b, &g.rows[k]);
		if (!b->opt.dry_run && (again || b->opt.prune))
			status = drop(b, &g.rows[k],
				      again ? ENT_STR("paired anew")
					    : ENT_STR("removed"));
		b->out->removed++;
		ent_batch_report(b, &(ent_batch_event){ .outcome = ENT_PAIR_REMOVED,
							.source = g.rows[k].source,
							.target = g.rows[k].target,
							.by = ENT_BY_MEMORY });
	}
	free(g.rows);
	return status;
}
