/* SPDX-License-Identifier: Apache-2.0 */
/* merge.c - a memory takes in all that another one holds.
 *
 * Why: shards of a large batch are made apart and joined; colleagues exchange
 * memories.
 *
 * Method: the other's units are walked in the order in which they were stored. One that
 * belongs to aligned documents brings them whole, with segments and beads, so that the
 * next batch knows them; any other is stored if no equal one is there, and keeps the
 * file and the label of its import (store/run_part.c).  Of a pair of documents that
 * both memories hold, the one with the later date stays, of equal dates the one that
 * was there; the other's units go into the history when its contents differ.  Of
 * versions of one release under different names the newest stays.  Decisions and
 * history are united, except entries of the history that are current in the memory;
 * pairs of documents that get decisions are aligned again around them, before anything
 * else is added.
 *
 * That is "the latest, the leftmost of equals" for each pair of documents and a union
 * for the rest, so it is associative for units, decisions and history, and merging what
 * was merged changes nothing.  The order of units is the same as well, but for pairs
 * that a later merge brings decisions on: aligned again, their units come last.  One
 * transaction.
 */
#include "base/fail.h"
#include "memory/align_again.h"
#include "memory/handle.h"
#include "memory/versions.h"
#include "store/run_rows.h"
#include "text/lang.h"

/* Units between two calls of the progress callback. */
#define STEP_UNITS 1024

struct merge {
	ent_memory *memory, *other;
	ent_arena *arena; /* of the current pair */
	uint64_t *added, done;
	uint64_t last;   /* alignment that was brought last */
	ent_arena *kept; /* what the next one lives in */
	struct brought {
		ent_decision_row row;
		struct brought *next;
	} * brought; /* decisions whose documents are not stored under their names */
	ent_run_parts parts;
	const ent_progress *progress;
};

static bool is_later(const ent_stored_pair *a, const ent_stored_pair *b)
{
	ent_str x = a->source.date.n ? a->source.date : a->target.date;
	ent_str y = b->source.date.n ? b->source.date : b->target.date;
	return ent_str_cmp(x, y) > 0;
}

/* The other's pair as an entry of the history. */
static ent_status remember(struct merge *m,
			   const ent_stored_pair *pair,
			   ent_str by,
			   ent_error *err)
{
	ent_history_row row = { .source = ENT_STR("") };
	ent_status status = ent_store_history_of(&row, m->other->store, pair->alignment,
						 ENT_REASON_MERGED, by, m->arena, err);
	return status ? status : ent_store_history_put(m->memory->store, &row, err);
}

static ent_status bring(struct merge *m,
			const ent_stored_pair *pair,
			uint64_t old,
			ent_error *err)
{
	const ent_segment *segments[2];
	uint32_t n[2];
	const ent_bead *beads;
	const bool *has_unit;
	ent_alignment alignment = { .confidence = pair->confidence };
	uint64_t id;
	ent_status status = ENT_OK;
	for (int side = 0; !status && side < 2; side++)
		status = ent_store_segments_load(&segments[side], &n[side],
						 m->other->store, pair->documents[side],
						 0, UINT32_MAX, m->arena, err);
	if (!status)
		status = ent_store_beads_load(&beads, &has_unit, &alignment.count,
					      m->other->store, pair->alignment,
					      m->arena, err);
	if (status)
		return status;
	alignment.beads = beads;
	const ent_aligned_pair whole = { .source = &pair->source,
					 .target = &pair->target,
					 .source_segments = segments[0],
					 .target_segments = segments[1],
					 .n_src = n[0],
					 .n_tgt = n[1],
					 .alignment = &alignment,
					 .origin = pair->origin,
					 .learned = pair->learned,
					 .options = pair->options };
	for (uint32_t k = 0; k < alignment.count; k++)
		*m->added += has_unit[k];
	status = ent_memory_replace_pair(&id, m->memory, old, &whole, has_unit, err);
	if (!status)
		status = ent_store_alignment_version(m->memory->store, id,
						     pair->version, err);
	/* of the versions of a release that the two memories have one stays */
	return status ? status : ent_versions_settle(m->memory, id, NULL, NULL, err);
}

/* The pair of the same documents and languages in the memory. */
static ent_status find_ours(ent_alignment_row *row,
			    struct merge *m,
			    const ent_stored_pair *pair,
			    ent_error *err)
{
	const ent_pair_key key = ent_memory_pair_key(&pair->source, &pair->target);
	return ent_store_alignment_find(row, m->memory->store, &key, err);
}

/* Whether the memory has a newer version of their release, and has seen this one. */
static ent_status is_retired(bool *out,
			     struct merge *m,
			     const ent_stored_pair *theirs,
			     ent_error *err)
{
	uint64_t hashes[2] = { theirs->source.hash, theirs->target.hash };
	const ent_pair_key key = ent_memory_pair_key(&theirs->source, &theirs->target);
	ent_status status =
		ent_store_superseded(out, hashes, m->memory->store, &key, err);
	*out = !status && *out && hashes[0] == theirs->source.hash &&
	       hashes[1] == theirs->target.hash;
	return status;
}

static ent_status merge_pair(struct merge *m, uint64_t alignment, ent_error *err)
{
	ent_stored_pair theirs, ours;
	ent_alignment_row row;
	bool retired = false;
	ent_arena_clear(m->arena);
	m->last = alignment;
	ent_status status =
		ent_store_pair_load(&theirs, m->other->store, alignment, m->arena, err);
	if (!status)
		status = find_ours(&row, m, &theirs, err);
	if (!status && !row.id)
		status = is_retired(&retired, m, &theirs, err);
	if (status || retired)
		return status;
	if (!row.id)
		return bring(m, &theirs, 0, err);
	if (row.source_hash == theirs.source.hash &&
	    row.target_hash == theirs.target.hash)
		return ent_store_run_had_pair(m->memory->store, row.id, err);
	status = ent_store_pair_load(&ours, m->memory->store, row.id, m->arena, err);
	if (status)
		return status;
	if (!is_later(&theirs, &ours))
		return remember(m, &theirs, ours.source.name, err);
	status = ent_store_history_add(m->memory->store, row.id, ENT_REASON_MERGED,
				       theirs.source.name, err);
	return status ? status : bring(m, &theirs, row.id, err);
}

static ent_status merge_unit(void *data, const ent_unit_row *row, ent_error *err)
{
	struct merge *m = data;
	uint64_t id, alignment;
	bool added = false;
	ent_status status =
		ent_store_unit_alignment(&alignment, m->other->store, row->id, err);
	if (status)
		return status;
	if (!alignment) {
		status = ent_store_run_part_begin(&m->parts, row->id, err);
		if (!status)
			status = ent_memory_put(&id, &added, m->memory, &row->unit, 0,
						true, err);
		ent_store_run_part_end(&m->parts);
	} else if (alignment != m->last)
		status = merge_pair(m, alignment, err);
	*m->added += added;
	if (!status && ++m->done % STEP_UNITS == 0)
		status = ent_step(m->progress, "merging", m->done, 0, err);
	return status;
}

/* Documents without units. */
static ent_status merge_without_units(struct merge *m, ent_error *err)
{
	uint64_t id = 0;
	ent_status status = ENT_OK;
	while (!status) {
		ent_alignment_row row;
		ent_stored_pair pair;
		status = ent_store_alignment_next(&id, m->other->store, id, err);
		if (status || !id)
			break;
		ent_arena_clear(m->arena);
		status = ent_store_pair_load(&pair, m->other->store, id, m->arena, err);
		if (!status)
			status = find_ours(&row, m, &pair, err);
		if (!status && !row.id)
			status = merge_pair(m, id, err);
	}
	return status;
}

/* What is current in the memory was replaced by nothing. */
static ent_status merge_history(void *data, const ent_history_row *row, ent_error *err)
{
	struct merge *m = data;
	ent_alignment_row ours;
	const ent_pair_key key = { row->source, row->target, ent_lang_base(row->from),
				   ent_lang_base(row->to) };
	ent_status status =
		ent_store_alignment_find(&ours, m->memory->store, &key, err);
	if (status || (ours.id && ours.source_hash == row->source_hash &&
		       ours.target_hash == row->target_hash))
		return status;
	return ent_store_history_put(m->memory->store, row, err);
}

static ent_status merge_decision(void *data,
				 const ent_decision_row *row,
				 ent_error *err)
{
	struct merge *m = data;
	ent_alignment_row pair;
	bool added;
	const ent_pair_key key = { row->source_document, row->target_document,
				   row->from, row->to };
	ent_status status = ent_store_decision_add(&added, m->memory->store, row, err);
	if (!status && added)
		status = ent_store_alignment_find(&pair, m->memory->store, &key, err);
	if (status || !added)
		return status;
	if (pair.id)
		return ent_memory_apply_decisions(m->memory, pair.id, NULL, 0, err);
	struct brought *b = ENT_NEW_ARRAY(m->kept, struct brought, 1);
	if (!b)
		return ent_fail_memory(err);
	*b = (struct brought){ *row, m->brought };
	m->brought = b;
	return ent_decision_row_copy(&b->row, m->kept) ? ENT_OK : ent_fail_memory(err);
}

/* Applies what was decided of another version of a release that is stored. */
static ent_status apply_to_versions(struct merge *m, ent_error *err)
{
	enum { MOST = 64 };
	uint64_t pairs[MOST];
	ent_status status = ENT_OK;
	for (const struct brought *b = m->brought; b && !status; b = b->next) {
		uint64_t pair = 0;
		uint32_t n = 0;
		do { /* one that is aligned again gets another number */
			status = ent_store_decision_pair_next(&pair, m->memory->store,
							      &b->row, pair, err);
			if (!status && pair)
				pairs[n++] = pair;
		} while (!status && pair && n < MOST);
		for (uint32_t k = 0; k < n && !status; k++)
			status = ent_memory_apply_decisions(m->memory, pairs[k], NULL,
							    0, err);
	}
	return status;
}

/* Before the units, which come with the corrections of both. */
static ent_status merge_correction(void *data,
				   const ent_correction_row *row,
				   ent_error *err)
{
	struct merge *m = data;
	ent_correction_row ours;
	ent_arena_clear(m->arena);
	ent_status status =
		ent_store_correction_find(&ours, m->memory->store, row, m->arena, err);
	const bool same = ent_str_eq(ours.source_document, row->source_document) &&
			  ent_str_eq(ours.target_document, row->target_document);
	if (status || (ours.at.p && same && ent_str_cmp(ours.at, row->at) >= 0))
		return status;
	return ent_store_correction_put(m->memory->store, row, err);
}

static ent_status merge_all(struct merge *m, const char *other, ent_error *err)
{
	ent_filter all = ENT_FILTER_DEFAULT;
	const ent_run_row run = { .kind = ENT_RUN_MERGE, .source = ent_str_of(other) };
	bool had;
	ent_status status = ent_store_run_begin(m->memory->store, &run, err);
	if (!status)
		status = ent_store_corrections(m->other->store, merge_correction, m,
					       err);
	/* decisions first: a pair that is aligned again comes before what is new */
	if (!status)
		status = ent_store_decisions(m->other->store, merge_decision, m, err);
	if (!status)
		status = ent_store_unit_each(m->other->store, &all, merge_unit, m, err);
	if (!status)
		status = merge_without_units(m, err);
	if (!status)
		status = ent_store_history_each(m->other->store, merge_history, m, err);
	if (!status)
		status = ent_store_history_settle(m->memory->store, err);
	if (!status)
		status = apply_to_versions(m, err);
	if (!status)
		status = ent_store_run_had_settle(&had, m->memory->store, *m->added > 0,
						  err);
	return status ? status : ent_store_run_parts_settle(&m->parts, err);
}

ent_status ent_memory_merge(uint64_t *added,
			    ent_memory *memory,
			    const char *other,
			    const ent_progress *progress,
			    ent_error *err)
{
	struct merge m = { .memory = memory, .added = added, .progress = progress };
	*added = 0;
	ent_status status = ent_memory_open(&m.other, other, ENT_OPEN_READ, err);
	if (status)
		return status;
	m.parts = (ent_run_parts){ .store = memory->store, .other = m.other->store };
	m.arena = ent_arena_new(0);
	m.kept = ent_arena_new(0);
	/* decisions, units and beads of one state, whoever writes to the other
	 * memory */
	status = m.arena && m.kept ? ent_store_read_begin(m.other->store, err)
				   : ent_fail_memory(err);
	const bool reads = !status;
	if (!status)
		status = ent_change_begin(memory, err);
	if (!status)
		status = ent_change_end(memory, merge_all(&m, other, err), err);
	if (reads)
		ent_store_read_end(m.other->store);
	ent_store_run_end(memory->store);
	ent_store_run_parts_release(&m.parts);
	ent_arena_free(m.arena);
	ent_arena_free(m.kept);
	ent_memory_close(m.other);
	return status;
}
