/* SPDX-License-Identifier: Apache-2.0 */
/* add_pair.c - add two aligned documents: new, unchanged, or in the place of an earlier
 * version of them.
 */
#include "base/fail.h"
#include "memory/align_again.h"
#include "memory/handle.h"
#include "memory/versions.h"

ent_status ent_memory_has_pair(bool *out,
			       ent_memory *memory,
			       const ent_document *source,
			       const ent_document *target,
			       ent_error *err)
{
	ent_alignment_row row;
	const ent_pair_key key = ent_memory_pair_key(source, target);
	ent_status status = ent_store_alignment_find(&row, memory->store, &key, err);
	if (!status)
		*out = row.id && row.current && row.source_hash == source->hash &&
		       row.target_hash == target->hash;
	return status;
}

/* Units that a person deleted stay deleted. */
static ent_status replace_kept(uint64_t *id,
			       ent_memory *memory,
			       uint64_t old,
			       const ent_aligned_pair *pair,
			       ent_error *err)
{
	const bool *has_unit = NULL;
	ent_arena *arena = ent_arena_new(0);
	if (!arena)
		return ent_fail_memory(err);
	ent_status status =
		old ? ent_memory_units_kept(&has_unit, memory, old, pair, arena, err)
		    : ENT_OK;
	if (!status)
		status = ent_memory_replace_pair(id, memory, old, pair, has_unit, err);
	ent_arena_free(arena);
	return status;
}

static ent_status replace(ent_change *out,
			  uint64_t *id,
			  ent_memory *memory,
			  const ent_aligned_pair *pair,
			  ent_error *err)
{
	ent_alignment_row row;
	ent_store *store = memory->store;
	const ent_document *s = pair->source, *t = pair->target;
	const ent_pair_key key = ent_memory_pair_key(s, t);
	ent_status status = ent_store_alignment_find(&row, store, &key, err);
	if (status)
		return status;
	*out = row.id ? ENT_REPLACED : ENT_ADDED;
	const bool same = row.source_hash == s->hash && row.target_hash == t->hash;
	if (row.id && row.current && same && row.options == pair->options) {
		*out = ENT_UNCHANGED;
		*id = row.id;
		return ENT_OK;
	}
	/* the same contents aligned again have no history of their own */
	if (row.id && !same)
		status = ent_store_history_add(store, row.id, ENT_REASON_CHANGED,
					       s->name, err);
	return status ? status : replace_kept(id, memory, row.id, pair, err);
}

ent_status ent_memory_add_version(ent_change *out,
				  ent_memory *memory,
				  const ent_aligned_pair *pair,
				  ent_retired_fn *fn,
				  void *data,
				  ent_error *err)
{
	ent_change change = ENT_UNCHANGED;
	uint64_t id;
	if (!pair->source->lang.n || !pair->target->lang.n)
		return ent_fail(err, ENT_EINVAL, "a document without a language");
	ent_status status = ent_change_begin(memory, err);
	if (status)
		return status;
	status = replace(&change, &id, memory, pair, err);
	if (!status && change != ENT_UNCHANGED)
		status = ent_versions_settle(memory, id, fn, data, err);
	status = ent_change_end(memory, status, err);
	if (!status)
		*out = change;
	return status;
}

ent_status ent_memory_add_pair(ent_change *out,
			       ent_memory *memory,
			       const ent_aligned_pair *pair,
			       ent_error *err)
{
	return ent_memory_add_version(out, memory, pair, NULL, NULL, err);
}
