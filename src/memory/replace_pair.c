/* SPDX-License-Identifier: Apache-2.0 */
/* replace_pair.c - the rows of two aligned documents: segments, beads and units, in the
 * place of those that a memory has of them.
 *
 * doc/aligned.c makes the unit of a bead.
 */
#include "base/fail.h"
#include "memory/handle.h"
#include "pairing/by_version.h"
#include "store/run_rows.h"
#include "text/lang.h"

struct storing {
	ent_memory *memory;
	const ent_aligned_pair *pair;
	const bool *has_unit; /* of each bead; NULL for all with both sides */
	uint64_t alignment, documents[2];
	ent_arena *arena; /* for corrections; NULL when the pair has none */
	uint32_t beads;   /* stored so far */
	ent_buf release;  /* the key of the release */
};

ent_pair_key ent_memory_pair_key(const ent_document *source, const ent_document *target)
{
	return (ent_pair_key){ source->name, target->name, ent_lang_base(source->lang),
			       ent_lang_base(target->lang) };
}

static ent_status store_segments(struct storing *st,
				 int side,
				 const ent_document *doc,
				 const ent_segment *segments,
				 uint32_t count,
				 ent_error *err)
{
	ent_status status = ENT_OK;
	for (uint32_t k = 0; k < count && !status; k++) {
		uint64_t text;
		status = ent_memory_put_text(&text, st->memory, doc->lang,
					     segments[k].text, err);
		if (!status)
			status = ent_store_segment_add(st->memory->store,
						       st->documents[side], k + 1, text,
						       &segments[k], err);
	}
	return status;
}

/* What a person wrote instead of a unit's texts. */
static ent_status apply_correction(ent_unit *unit, struct storing *st, ent_error *err)
{
	ent_correction_row found;
	const ent_correction_row key = { .source_document = st->pair->source->name,
					 .target_document = st->pair->target->name,
					 .source = unit->source.text,
					 .target = unit->target.text,
					 .from = ent_lang_base(st->pair->source->lang),
					 .to = ent_lang_base(st->pair->target->lang) };
	ent_status status = ent_store_correction_find(&found, st->memory->store, &key,
						      st->arena, err);
	if (!status && found.source.p) {
		unit->source.text = found.new_source;
		unit->target.text = found.new_target;
	}
	return status;
}

/* An ent_unit_fn: stores the next bead and, if it has both sides, its unit. */
static ent_status store_bead(void *data, const ent_unit *unit, ent_error *err)
{
	struct storing *st = data;
	const uint32_t k = st->beads++;
	const ent_bead *bead = &st->pair->alignment->beads[k];
	uint64_t id = 0;
	bool added;
	ent_status status = ENT_OK;
	ent_unit corrected = *unit;
	const bool stored = bead->n_src && bead->n_tgt && !st->pair->without_units &&
			    (!st->has_unit || st->has_unit[k]);
	if (stored && st->arena)
		status = apply_correction(&corrected, st, err);
	if (!status && stored)
		status = ent_memory_put(&id, &added, st->memory, &corrected,
					st->documents[0], false, err);
	return status ? status
		      : ent_store_bead_add(st->memory->store, st->alignment, k + 1,
					   bead, id, err);
}

static ent_status store_pair(struct storing *st, ent_error *err)
{
	const ent_aligned_pair *pair = st->pair;
	ent_status status = ent_store_alignment_add(&st->alignment, st->documents,
						    st->memory->store, pair, err);
	if (!status) {
		ent_release_key(&st->release, pair->source, pair->target);
		status = st->release.failed ? ent_fail_memory(err)
					    : ent_store_alignment_release(
						      st->memory->store, st->alignment,
						      ent_buf_str(&st->release), err);
	}
	if (!status)
		status = store_segments(st, 0, pair->source, pair->source_segments,
					pair->n_src, err);
	if (!status)
		status = store_segments(st, 1, pair->target, pair->target_segments,
					pair->n_tgt, err);
	return status ? status : ent_aligned_units(pair, store_bead, st, err);
}

static ent_status look_for_corrections(struct storing *st, ent_error *err)
{
	bool any;
	ent_status status = ent_store_corrected(&any, st->memory->store, err);
	if (!status && any && !(st->arena = ent_arena_new(0)))
		status = ent_fail_memory(err);
	return status;
}

static void release(struct storing *st)
{
	ent_arena_free(st->arena);
	ent_buf_release(&st->release);
}

ent_status ent_memory_replace_pair(uint64_t *id,
				   ent_memory *memory,
				   uint64_t old,
				   const ent_aligned_pair *pair,
				   const bool *has_unit,
				   ent_error *err)
{
	struct storing st = { .memory = memory, .pair = pair, .has_unit = has_unit };
	uint64_t removed;
	ent_status status =
		old ? ent_store_mark_alignment(memory->store, old, err) : ENT_OK;
	if (!status && old)
		status = ent_memory_remove_marked(&removed, memory, err);
	if (!status)
		status = look_for_corrections(&st, err);
	if (!status)
		status = store_pair(&st, err);
	*id = st.alignment;
	release(&st);
	return status;
}
