/* SPDX-License-Identifier: Apache-2.0 */
/* versions.c - of several versions of one release the memory offers the newest; the
 * others go into its history.
 *
 * pairing/by_version.c decides what a version is.  Cost: a look-up for each pair
 * stored; the words of those with an equal key. */
#include "memory/versions.h"
#include "base/fail.h"
#include "memory/align_again.h"
#include "pairing/by_version.h"
#include "text/lang.h"

/* ---- the newest stays ------------------------------------------------------------ */

struct settling {
	ent_memory *memory;
	ent_retired_fn *fn;
	void *data;
	uint64_t survivor; /* the alignment that retired others; 0 for none */
	ent_arena *arena;
};

static ent_status retire(struct settling *s,
			 const ent_stored_pair *old,
			 const ent_stored_pair *newer,
			 ent_error *err)
{
	ent_store *store = s->memory->store;
	uint64_t removed;
	ent_status status =
		ent_store_history_add(store, old->alignment, ENT_REASON_NEWER_VERSION,
				      newer->source.name, err);
	if (!status)
		status = ent_store_mark_alignment(store, old->alignment, err);
	if (!status)
		status = ent_memory_remove_marked(&removed, s->memory, err);
	if (!status && s->fn)
		s->fn(s->data, old->source.name, old->target.name, newer->source.name);
	return status;
}

/* *gone: the pair itself was the older one. */
static ent_status settle_two(bool *gone,
			     struct settling *s,
			     const ent_stored_pair *pair,
			     uint64_t other_id,
			     ent_error *err)
{
	ent_stored_pair other;
	int order = 0;
	ent_status status =
		ent_store_pair_load(&other, s->memory->store, other_id, s->arena, err);
	if (!status && (!ent_lang_matches(pair->source.lang, other.source.lang) ||
			!ent_lang_matches(pair->target.lang, other.target.lang)))
		return ENT_OK; /* the release in other languages */
	if (!status)
		status = ent_version_order(&order, s->memory->store, pair, &other,
					   s->arena, err);
	if (status || !order)
		return status;
	*gone = order < 0;
	s->survivor = order < 0 ? other_id : pair->alignment;
	return order < 0 ? retire(s, pair, &other, err) : retire(s, &other, pair, err);
}

static ent_status apply_decisions(struct settling *s, ent_error *err)
{
	ent_stored_pair pair;
	const ent_decision_row *rows;
	uint32_t n = 0;
	ent_status status = ent_store_pair_load(&pair, s->memory->store, s->survivor,
						s->arena, err);
	if (status)
		return status;
	const ent_pair_key key = ent_memory_pair_key(&pair.source, &pair.target);
	status = ent_store_decisions_of(&rows, &n, s->memory->store, &key, s->arena,
					err);
	return status || !n ? status
			    : ent_memory_apply_decisions(s->memory, s->survivor, NULL,
							 0, err);
}

ent_status ent_versions_settle(ent_memory *memory,
			       uint64_t alignment,
			       ent_retired_fn *fn,
			       void *data,
			       ent_error *err)
{
	struct settling s = { memory, fn, data, 0, ent_arena_new(0) };
	ent_stored_pair pair;
	const uint64_t *others;
	uint32_t n = 0;
	bool gone = false;
	if (!s.arena)
		return ent_fail_memory(err);
	ent_status status = ent_store_same_release(&others, &n, memory->store,
						   alignment, s.arena, err);
	if (!status && n)
		status = ent_store_pair_load(&pair, memory->store, alignment, s.arena,
					     err);
	for (uint32_t k = 0; !status && !gone && k < n; k++)
		status = settle_two(&gone, &s, &pair, others[k], err);
	/* what was decided of the older ones counts for the newest too */
	if (!status && s.survivor)
		status = apply_decisions(&s, err);
	ent_arena_free(s.arena);
	return status;
}

/* ---- history --------------------------------------------------------------------- */

struct listing {
	ent_status (*fn)(void *data, const ent_past *what, ent_error *err);
	void *data;
};

static ent_status list_row(void *data, const ent_history_row *row, ent_error *err)
{
	const struct listing *l = data;
	const ent_past what = { row->source,      row->target, row->date, row->reason,
				row->replaced_by, row->units,  row->from, row->to };
	return l->fn(l->data, &what, err);
}

ent_status ent_memory_history(ent_memory *memory,
			      ent_status (*fn)(void *data,
					       const ent_past *what,
					       ent_error *err),
			      void *data,
			      ent_error *err)
{
	struct listing l = { fn, data };
	return ent_store_history_each(memory->store, list_row, &l, err);
}
