/* SPDX-License-Identifier: Apache-2.0 */
/* review_lost.c - decisions whose texts no stored pair of documents has now.
 *
 * Each pair about which something was decided is looked at as if it were aligned again.
 * Cost: a look-up for each pair of the memory, and the segments of those. */
#include <stdlib.h>

#include "base/array.h"
#include "base/fail.h"
#include "entente/review.h"
#include "memory/handle.h"
#include "memory/review_anchors.h"

struct finding {
	ent_memory *memory;
	uint64_t *there; /* ids of decisions that a pair has; owned */
	size_t n, capacity;
	ent_arena *arena;
	ent_status (*fn)(void *data, const ent_decided *what, ent_error *err);
	void *data;
};

static ent_status add_there(struct finding *f,
			    const ent_decision_row *rows,
			    uint32_t n,
			    const ent_anchors *anchors,
			    ent_error *err)
{
	for (uint32_t k = 0; k < n; k++) {
		if (anchors->outcomes[k] == ENT_DECISION_LOST)
			continue;
		if (!ENT_GROW(f->there, f->capacity, f->n + 1))
			return ent_fail_memory(err);
		f->there[f->n++] = rows[k].id;
	}
	return ENT_OK;
}

static ent_status look_at_pair(struct finding *f, uint64_t alignment, ent_error *err)
{
	ent_store *store = f->memory->store;
	ent_stored_pair pair;
	const ent_decision_row *rows;
	const ent_segment *segments[2];
	uint32_t n = 0, n_segments[2];
	ent_anchors anchors;
	ent_arena_clear(f->arena);
	ent_status status = ent_store_pair_load(&pair, store, alignment, f->arena, err);
	if (status)
		return status;
	const ent_pair_key key = ent_memory_pair_key(&pair.source, &pair.target);
	status = ent_store_decisions_of(&rows, &n, store, &key, f->arena, err);
	if (status || !n)
		return status;
	for (int side = 0; !status && side < 2; side++)
		status = ent_store_segments_load(&segments[side], &n_segments[side],
						 store, pair.documents[side], 0,
						 UINT32_MAX, f->arena, err);
	if (!status)
		status = ent_anchors_find(&anchors, rows, n, segments, n_segments,
					  f->arena, err);
	return status ? status : add_there(f, rows, n, &anchors, err);
}

static bool is_there(const struct finding *f, uint64_t id)
{
	return f->n &&
	       bsearch(&id, f->there, f->n, sizeof(*f->there), ent_u64_item_cmp);
}

/* Whether the decision applies under the names of documents that took the place of its
 * own. */
static ent_status applies_elsewhere(bool *out,
				    const struct finding *f,
				    const ent_decision_row *row,
				    ent_error *err)
{
	uint64_t twin = 0;
	ent_status status = ENT_OK;
	*out = false;
	do {
		status = ent_store_decision_twin(&twin, f->memory->store, row, twin,
						 err);
		*out = !status && twin && is_there(f, twin);
	} while (!status && twin && !*out);
	return status;
}

static ent_status list_lost(void *data, const ent_decision_row *row, ent_error *err)
{
	const struct finding *f = data;
	bool elsewhere = false;
	ent_status status = is_there(f, row->id)
				    ? ENT_OK
				    : applies_elsewhere(&elsewhere, f, row, err);
	if (status || elsewhere || is_there(f, row->id))
		return status;
	const ent_decided what = ent_memory_decided(row);
	return f->fn(f->data, &what, err);
}

static ent_status find_lost(struct finding *f, ent_error *err)
{
	uint64_t id = 0;
	bool any;
	ent_status status = ent_store_decided(&any, f->memory->store, err);
	while (!status && any) {
		status = ent_store_alignment_next(&id, f->memory->store, id, err);
		if (status || !id)
			break;
		status = look_at_pair(f, id, err);
	}
	if (f->n)
		qsort(f->there, f->n, sizeof(*f->there), ent_u64_item_cmp);
	return status ? status
		      : ent_store_decisions(f->memory->store, list_lost, f, err);
}

ent_status ent_memory_lost_decisions(ent_memory *memory,
				     ent_status (*fn)(void *data,
						      const ent_decided *what,
						      ent_error *err),
				     void *data,
				     ent_error *err)
{
	struct finding f = {
		.memory = memory, .fn = fn, .data = data, .arena = ent_arena_new(0)
	};
	if (!f.arena)
		return ent_fail_memory(err);
	ent_status status = ent_store_read_begin(memory->store, err);
	if (!status) {
		status = find_lost(&f, err);
		ent_store_read_end(memory->store);
	}
	ent_arena_free(f.arena);
	free(f.there);
	return status;
}
