/* SPDX-License-Identifier: Apache-2.0 */
/* pair.c - two aligned documents become segments, beads and units.
 *
 * The text of a unit is that of its segments joined by a space, which is what
 * stood between them in the paragraph, up to its kind.  A unit's place is the
 * number of the paragraph of its first source segment, or of that segment itself
 * when the paragraphs are unknown.
 */
#include "base/fail.h"
#include "memory/handle.h"
#include "memory/version.h"

struct storing {
	ent_memory *memory;
	const ent_aligned_pair *pair;
	const bool *has_unit; /* of each bead; NULL for all with both sides */
	uint64_t alignment, documents[2];
	ent_buf source, target, place;
};

ent_status ent_memory_has_pair(bool *out,
			       ent_memory *memory,
			       const ent_document *source,
			       const ent_document *target,
			       ent_error *err)
{
	ent_alignment_row row;
	ent_status status = ent_store_alignment_find(&row, memory->store, source->name,
						     target->name, err);
	if (!status)
		*out = row.id && row.current && row.source_hash == source->hash &&
		       row.target_hash == target->hash;
	return status;
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

static void join(ent_buf *out, const ent_segment *segments, uint32_t first, uint32_t n)
{
	ent_buf_clear(out);
	for (uint32_t k = 0; k < n; k++) {
		if (k)
			ent_buf_add_char(out, ' ');
		ent_buf_add(out, segments[first + k].text);
	}
}

static ent_status store_unit(uint64_t *id,
			     struct storing *st,
			     const ent_bead *bead,
			     ent_error *err)
{
	const ent_aligned_pair *pair = st->pair;
	const ent_segment *first = &pair->source_segments[bead->src];
	bool added;
	join(&st->source, pair->source_segments, bead->src, bead->n_src);
	join(&st->target, pair->target_segments, bead->tgt, bead->n_tgt);
	ent_buf_clear(&st->place);
	ent_buf_addf(
		&st->place, "%u",
		(first->paragraph == ENT_NO_PARAGRAPH ? bead->src : first->paragraph) +
			1);
	if (st->source.failed || st->target.failed || st->place.failed)
		return ent_fail_memory(err);
	ent_unit unit = {
		.source = { .lang = pair->source->lang,
			    .text = ent_buf_str(&st->source) },
		.target = { .lang = pair->target->lang,
			    .text = ent_buf_str(&st->target) },
		.place = ent_buf_str(&st->place),
		.date = pair->source->date.n ? pair->source->date : pair->target->date,
		.origin = ENT_STR("align"),
		.confidence = bead->confidence,
		.doubts = bead->doubts,
		.line = 0,
	};
	return ent_memory_put(id, &added, st->memory, &unit, st->documents[0], false,
			      err);
}

static ent_status store_beads(struct storing *st, ent_error *err)
{
	const ent_alignment *al = st->pair->alignment;
	ent_status status = ENT_OK;
	for (uint32_t k = 0; k < al->count && !status; k++) {
		const ent_bead *bead = &al->beads[k];
		uint64_t unit = 0;
		if (bead->n_src && bead->n_tgt && (!st->has_unit || st->has_unit[k]))
			status = store_unit(&unit, st, bead, err);
		if (!status)
			status = ent_store_bead_add(st->memory->store, st->alignment,
						    k + 1, bead, unit, err);
	}
	return status;
}

static ent_status store_pair(struct storing *st, ent_error *err)
{
	const ent_aligned_pair *pair = st->pair;
	ent_status status = ent_store_alignment_add(&st->alignment, st->documents,
						    st->memory->store, pair, err);
	if (!status) {
		ent_release_key(&st->place, pair->source, pair->source->lang,
				pair->target->lang);
		status = st->place.failed ? ent_fail_memory(err)
					  : ent_store_alignment_release(
						    st->memory->store, st->alignment,
						    ent_buf_str(&st->place), err);
	}
	if (!status)
		status = store_segments(st, 0, pair->source, pair->source_segments,
					pair->n_source, err);
	if (!status)
		status = store_segments(st, 1, pair->target, pair->target_segments,
					pair->n_target, err);
	return status ? status : store_beads(st, err);
}

static void release(struct storing *st)
{
	ent_buf_release(&st->source);
	ent_buf_release(&st->target);
	ent_buf_release(&st->place);
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
		old ? ent_store_doom_alignment(memory->store, old, err) : ENT_OK;
	if (!status && old)
		status = ent_memory_run_doomed(&removed, memory, err);
	if (!status)
		status = store_pair(&st, err);
	*id = st.alignment;
	release(&st);
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
	ent_status status =
		ent_store_alignment_find(&row, store, s->name, t->name, err);
	if (status)
		return status;
	*out = row.id ? ENT_REPLACED : ENT_ADDED;
	const bool same = row.source_hash == s->hash && row.target_hash == t->hash;
	if (row.id && row.current && same) {
		*out = ENT_UNCHANGED;
		*id = row.id;
		return ENT_OK;
	}
	/* the same contents aligned anew have no history of their own */
	if (row.id && !same)
		status = ent_store_history_add(store, row.id, ENT_STR("changed"),
					       s->name, err);
	return status ? status
		      : ent_memory_replace_pair(id, memory, row.id, pair, NULL, err);
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
