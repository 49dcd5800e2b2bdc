/* SPDX-License-Identifier: Apache-2.0 */
/* align_again.c - a stored pair is aligned again, around what people decided.
 *
 * What was withheld or deleted stays so: a bead with both sides and no unit means that
 * a person deleted the unit, or that the whole pair was held back.  A new bead of the
 * same segments keeps that state; another one becomes a unit unless all of its source
 * or all of its target was without.  Of a pair that was held back only what a person
 * accepts becomes a unit, and its confidence stays.
 *
 * Cost: that of aligning the pair. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "memory/align_again.h"
#include "memory/learn.h"
#include "memory/review_anchors.h"
#include "store/run_rows.h"
#include "text/lang.h"

struct again {
	ent_stored_pair pair;
	const ent_segment *segments[2];
	uint32_t n[2];
	const ent_bead *old; /* the stored beads, */
	const bool *had_unit;
	uint32_t n_old;
	ent_anchors anchors;
	ent_alignment alignment;
	const ent_decision *fresh;
	uint32_t n_fresh;
};

static ent_status load(struct again *a,
		       ent_memory *memory,
		       uint64_t alignment,
		       ent_arena *arena,
		       ent_error *err)
{
	const ent_decision_row *decisions;
	uint32_t n;
	ent_store *store = memory->store;
	ent_status status = ent_store_pair_load(&a->pair, store, alignment, arena, err);
	for (int side = 0; !status && side < 2; side++)
		status = ent_store_segments_load(&a->segments[side], &a->n[side], store,
						 a->pair.documents[side], 0, UINT32_MAX,
						 arena, err);
	if (!status)
		status = ent_store_beads_load(&a->old, &a->had_unit, &a->n_old, store,
					      alignment, arena, err);
	if (status)
		return status;
	const ent_pair_key key = ent_memory_pair_key(&a->pair.source, &a->pair.target);
	status = ent_store_decisions_of(&decisions, &n, store, &key, arena, err);
	return status ? status
		      : ent_anchors_find(&a->anchors, decisions, n, a->segments, a->n,
					 arena, err);
}

/* ---- what becomes a unit --------------------------------------------------------- */

static bool is_same_bead(const ent_bead *a, const ent_bead *b)
{
	return a->src == b->src && a->n_src == b->n_src && a->tgt == b->tgt &&
	       a->n_tgt == b->n_tgt;
}

/* The stored bead of the same segments; n_old for none. */
static uint32_t find_bead(const struct again *a, const ent_bead *bead)
{
	uint32_t k = 0;
	while (k < a->n_old && !is_same_bead(&a->old[k], bead))
		k++;
	return k;
}

static bool is_accepted(const struct again *a, const ent_bead *bead)
{
	for (uint32_t k = 0; k < a->n_fresh; k++) {
		const ent_decision *d = &a->fresh[k];
		const ent_bead decided = { .src = d->src,
					   .tgt = d->tgt,
					   .n_src = (uint16_t)d->n_src,
					   .n_tgt = (uint16_t)d->n_tgt };
		if (d->verdict != ENT_REJECT && is_same_bead(&decided, bead))
			return true;
	}
	return false;
}

static bool are_all_set(const bool *marks, uint32_t at, uint32_t n)
{
	for (uint32_t k = 0; k < n; k++)
		if (!marks[at + k])
			return false;
	return true;
}

/* Segments of beads with both sides and no unit; *any: there is such a bead, *all: no
 * bead has a unit. */
static ent_status mark_without(bool *without[2],
			       bool *any,
			       bool *all,
			       const struct again *a,
			       ent_arena *arena,
			       ent_error *err)
{
	*any = false;
	*all = true;
	for (int side = 0; side < 2; side++)
		if (!(without[side] =
			      ENT_NEW_ARRAY(arena, bool, a->n[side] + (size_t)1)))
			return ent_fail_memory(err);
	for (uint32_t k = 0; k < a->n_old; k++) {
		const ent_bead *bead = &a->old[k];
		*all &= !a->had_unit[k];
		if (!bead->n_src || !bead->n_tgt || a->had_unit[k])
			continue;
		*any = true;
		memset(without[0] + bead->src, true, bead->n_src);
		memset(without[1] + bead->tgt, true, bead->n_tgt);
	}
	*all &= *any;
	return ENT_OK;
}

/* Which of the new beads become units; NULL for all with both sides. */
static ent_status choose_units(const bool **out,
			       const struct again *a,
			       ent_arena *arena,
			       ent_error *err)
{
	bool *without[2] = { NULL, NULL }, any = false, all = false;
	bool *has = ENT_NEW_ARRAY(arena, bool, a->alignment.count);
	ent_status status = has ? mark_without(without, &any, &all, a, arena, err)
				: ent_fail_memory(err);
	*out = NULL;
	if (status || !any)
		return status;
	for (uint32_t k = 0; k < a->alignment.count; k++) {
		const ent_bead *bead = &a->alignment.beads[k];
		const uint32_t old = find_bead(a, bead);
		if (old < a->n_old)
			has[k] = a->had_unit[old];
		else
			has[k] = !all &&
				 !are_all_set(without[0], bead->src, bead->n_src) &&
				 !are_all_set(without[1], bead->tgt, bead->n_tgt);
		has[k] |= is_accepted(a, bead);
	}
	*out = has;
	return ENT_OK;
}

/* ---- aligning -------------------------------------------------------------------- */

static ent_status replace(struct again *a,
			  ent_memory *memory,
			  ent_arena *arena,
			  ent_error *err)
{
	const bool *has_unit;
	const ent_aligned_pair pair = {
		.source = &a->pair.source,
		.target = &a->pair.target,
		.source_segments = a->segments[0],
		.target_segments = a->segments[1],
		.n_src = a->n[0],
		.n_tgt = a->n[1],
		.alignment = &a->alignment,
		.origin = a->pair.origin,
		.learned = a->pair.learned,
		.options = a->pair.options,
	};
	ent_run_kept kept;
	uint64_t id;
	ent_status status = choose_units(&has_unit, a, arena, err);
	if (!status) /* undoing the run that brought the pair still removes it */
		status = ent_store_run_resume(&kept, memory->store, a->pair.alignment,
					      err);
	if (status)
		return status;
	status = ent_memory_replace_pair(&id, memory, a->pair.alignment, &pair,
					 has_unit, err);
	ent_status end =
		ent_store_run_return(memory->store, &kept, status ? NULL : err);
	status = status ? status : end;
	if (!status)
		status = ent_store_run_had_again(memory->store, a->pair.alignment, id,
						 err);
	/* its segments are still what that version made of it */
	if (!status)
		status = ent_store_alignment_version(memory->store, id, a->pair.version,
						     err);
	return status;
}

ent_status ent_memory_align_again(uint32_t *lost,
				  ent_memory *memory,
				  uint64_t alignment,
				  const ent_lexicon *lexicon,
				  uint32_t generation,
				  const ent_decision *fresh,
				  uint32_t n_fresh,
				  ent_error *err)
{
	struct again a = { .fresh = fresh, .n_fresh = n_fresh };
	ent_align_options opt = ENT_ALIGN_OPTIONS_DEFAULT;
	ent_arena *arena = ent_arena_new(0);
	if (!arena)
		return ent_fail_memory(err);
	ent_status status = load(&a, memory, alignment, arena, err);
	if (!status) {
		opt.lexicon = lexicon;
		opt.from = a.pair.source.lang;
		opt.to = a.pair.target.lang;
		opt.one_language =
			ent_lang_matches(a.pair.source.lang, a.pair.target.lang);
		opt.anchors = a.anchors.list;
		opt.n_anchors = a.anchors.n;
		status = ent_align(&a.alignment, a.segments[0], a.n[0], a.segments[1],
				   a.n[1], &opt, arena, err);
	}
	if (!status)
		status = ent_anchors_settle(&a.anchors, &a.alignment, arena, err);
	a.pair.learned = generation;
	a.alignment.confidence = a.pair.confidence;
	if (!status)
		status = replace(&a, memory, arena, err);
	if (!status && lost)
		*lost = a.anchors.lost;
	ent_arena_free(arena);
	return status;
}

ent_status ent_memory_apply_decisions(ent_memory *memory,
				      uint64_t alignment,
				      const ent_decision *fresh,
				      uint32_t n_fresh,
				      ent_error *err)
{
	ent_lexicon *lexicon = NULL;
	ent_stored_pair pair;
	uint32_t generation = 0;
	ent_arena *arena = ent_arena_new(0);
	if (!arena)
		return ent_fail_memory(err);
	ent_status status =
		ent_store_pair_load(&pair, memory->store, alignment, arena, err);
	if (!status)
		status = ent_memory_lexicon(&lexicon, &generation, memory,
					    pair.source.lang, pair.target.lang, err);
	if (!status)
		status = ent_memory_align_again(NULL, memory, alignment, lexicon,
						generation, fresh, n_fresh, err);
	ent_lexicon_close(lexicon);
	ent_arena_free(arena);
	return status;
}

/* ---- a changed release ----------------------------------------------------------- */

/* A hash of the texts of a bead, both sides. */
static uint64_t hash_bead(const ent_bead *bead,
			  const ent_segment *source,
			  const ent_segment *target)
{
	uint64_t hash = 0;
	for (uint32_t k = 0; k < bead->n_src; k++)
		hash = hash * 31 + ent_str_hash(source[bead->src + k].text);
	hash ^= 0x9E3779B97F4A7C15u;
	for (uint32_t k = 0; k < bead->n_tgt; k++)
		hash = hash * 31 + ent_str_hash(target[bead->tgt + k].text);
	return hash;
}

ent_status ent_memory_units_kept(const bool **has_unit,
				 ent_memory *memory,
				 uint64_t alignment,
				 const ent_aligned_pair *pair,
				 ent_arena *arena,
				 ent_error *err)
{
	struct again a = { .n_fresh = 0 };
	uint32_t n_without = 0, n_with = 0;
	ent_status status = load(&a, memory, alignment, arena, err);
	*has_unit = NULL;
	if (status)
		return status;
	uint64_t *without = ENT_NEW_ARRAY(arena, uint64_t, a.n_old);
	bool *has = ENT_NEW_ARRAY(arena, bool, pair->alignment->count);
	if (!without || !has)
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < a.n_old; k++) {
		n_with += a.had_unit[k];
		if (a.old[k].n_src && a.old[k].n_tgt && !a.had_unit[k])
			without[n_without++] =
				hash_bead(&a.old[k], a.segments[0], a.segments[1]);
	}
	if (!n_without || !n_with) /* nothing was deleted, or all was held back */
		return ENT_OK;
	qsort(without, n_without, sizeof(*without), ent_u64_item_cmp);
	for (uint32_t k = 0; k < pair->alignment->count; k++) {
		const uint64_t hash =
			hash_bead(&pair->alignment->beads[k], pair->source_segments,
				  pair->target_segments);
		has[k] = !bsearch(&hash, without, n_without, sizeof(hash),
				  ent_u64_item_cmp);
	}
	*has_unit = has;
	return ENT_OK;
}
