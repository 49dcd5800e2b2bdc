/* SPDX-License-Identifier: Apache-2.0 */
/* document_pairs.c - the aligned documents of a memory: listed, and read whole. */
#include <strings.h>

#include "base/fail.h"
#include "entente/pairs.h"
#include "memory/handle.h"
#include "memory/review_anchors.h"
#include "text/lang.h"

static bool contains(ent_str text, ent_str part)
{
	if (!part.n)
		return true;
	for (size_t k = 0; k + part.n <= text.n; k++)
		if (!strncasecmp(text.p + k, part.p, part.n))
			return true;
	return false;
}

static bool fits(const ent_stored_pair *pair, ent_str part)
{
	return contains(pair->source.name, part) || contains(pair->target.name, part) ||
	       contains(pair->source.title, part) || contains(pair->target.title, part);
}

static ent_pair_side side_of(const ent_document *document)
{
	return (ent_pair_side){
		.name = document->name,
		.lang = document->lang,
		.title = document->title,
		.date = document->date,
		.format = document->format,
		.hash = document->hash,
	};
}

static ent_pair_info info_of(const ent_stored_pair *pair)
{
	return (ent_pair_info){
		.number = pair->alignment,
		.source = side_of(&pair->source),
		.target = side_of(&pair->target),
		.confidence = pair->confidence,
	};
}

static ent_status count_beads(ent_pair_info *info,
			      ent_store *store,
			      ent_arena *arena,
			      ent_error *err)
{
	const ent_bead *beads;
	const bool *has_unit;
	ent_status status = ent_store_beads_load(&beads, &has_unit, &info->beads, store,
						 info->number, arena, err);
	for (uint32_t k = 0; !status && k < info->beads; k++)
		info->doubtful += beads[k].confidence < ENT_DOUBTFUL;
	return status;
}

ent_status ent_memory_pairs(const ent_pair_info **out,
			    uint32_t *count,
			    uint64_t *total,
			    ent_memory *memory,
			    const ent_pair_query *query,
			    ent_arena *arena,
			    ent_error *err)
{
	const ent_pair_query q = query ? *query : ENT_PAIR_QUERY_DEFAULT;
	const uint64_t *ids;
	uint32_t n_ids, n = 0;
	uint64_t fitting = 0;
	ent_stored_pair pair;
	ent_status status = ent_store_read_begin(memory->store, err);
	if (status)
		return status;
	status = ent_store_alignments(&ids, &n_ids, memory->store, arena, err);
	const uint32_t most = q.limit && q.limit < n_ids ? q.limit : n_ids;
	ent_pair_info *all = status ? NULL : ENT_NEW_ARRAY(arena, ent_pair_info, most);
	if (!status && !all)
		status = ent_fail_memory(err);
	for (uint32_t k = n_ids; !status && k--;) {
		status = ent_store_pair_load(&pair, memory->store, ids[k], arena, err);
		if (status || !fits(&pair, q.contains))
			continue;
		if (fitting++ < q.skip || n == most)
			continue;
		all[n] = info_of(&pair);
		status = count_beads(&all[n++], memory->store, arena, err);
	}
	ent_store_read_end(memory->store);
	if (status)
		return status;
	*out = all;
	*count = n;
	*total = fitting;
	return ENT_OK;
}

/* ---- one pair ------------------------------------------------------------------- */

/* A pair while it is read. */
struct reading {
	ent_store *store;
	ent_stored_pair stored;
	const ent_segment *segments[2];
	uint32_t n[2];
	ent_arena *arena;
	ent_error *err;
};

static ent_status load_texts(const ent_str **out, struct reading *r, int side)
{
	ent_status status = ent_store_segments_load(&r->segments[side], &r->n[side],
						    r->store, r->stored.documents[side],
						    0, UINT32_MAX, r->arena, r->err);
	if (status)
		return status;
	ent_str *texts = ENT_NEW_ARRAY(r->arena, ent_str, r->n[side]);
	if (!texts && r->n[side])
		return ent_fail_memory(r->err);
	for (uint32_t k = 0; k < r->n[side]; k++)
		texts[k] = r->segments[side][k].text;
	*out = texts;
	return ENT_OK;
}

static ent_status load_beads(ent_pair *pair, struct reading *r)
{
	const ent_bead *beads;
	const bool *has_unit;
	const uint64_t *units;
	uint32_t n_units;
	ent_status status =
		ent_store_beads_load(&beads, &has_unit, &pair->bead_count, r->store,
				     pair->info.number, r->arena, r->err);
	if (!status)
		status = ent_store_bead_units(&units, &n_units, r->store,
					      pair->info.number, r->arena, r->err);
	ent_pair_bead *all =
		status ? NULL
		       : ENT_NEW_ARRAY(r->arena, ent_pair_bead, pair->bead_count);
	if (!status && !all)
		status = ent_fail_memory(r->err);
	for (uint32_t k = 0; !status && k < pair->bead_count; k++) {
		all[k] = (ent_pair_bead){ .bead = beads[k],
					  .unit = k < n_units ? units[k] : 0 };
		pair->info.doubtful += beads[k].confidence < ENT_DOUBTFUL;
	}
	pair->beads = all;
	pair->info.beads = pair->bead_count;
	return status;
}

/* Whether the segments from..from+n-1 are what a decision says, a line each. */
static bool are_lines(const ent_segment *segments,
		      uint32_t from,
		      uint32_t n,
		      ent_str lines)
{
	for (uint32_t k = 0; k < n; k++)
		if (!lines.p ||
		    !ent_str_eq(ent_str_cut(&lines, '\n'), segments[from + k].text))
			return false;
	return n ? !lines.p : !lines.n;
}

/* The decision that fixed a bead, latest first; NULL for none. */
static const ent_decision_row *decision_of(const struct reading *r,
					   const ent_bead *bead,
					   const ent_decision_row *rows,
					   uint32_t n)
{
	for (uint32_t k = 0; k < n; k++) {
		const bool source = are_lines(r->segments[0], bead->src, bead->n_src,
					      rows[k].source);
		const bool target = are_lines(r->segments[1], bead->tgt, bead->n_tgt,
					      rows[k].target);
		/* a rejected pair is two beads, each with one side */
		if ((source && target) || (bead->n_src && !bead->n_tgt && source) ||
		    (bead->n_tgt && !bead->n_src && target))
			return &rows[k];
	}
	return NULL;
}

static bool is_anchored(const ent_bead *bead, const ent_anchors *anchors)
{
	for (uint32_t k = 0; k < anchors->n; k++) {
		const ent_anchor *a = &anchors->list[k];
		if (a->n_src == bead->n_src && a->n_tgt == bead->n_tgt &&
		    (!a->n_src || a->src == bead->src) &&
		    (!a->n_tgt || a->tgt == bead->tgt))
			return true;
	}
	return false;
}

static ent_status mark_decided(ent_pair *pair, struct reading *r)
{
	const ent_decision_row *rows;
	uint32_t n;
	ent_anchors anchors;
	const ent_pair_key key =
		ent_memory_pair_key(&r->stored.source, &r->stored.target);
	ent_status status =
		ent_store_decisions_of(&rows, &n, r->store, &key, r->arena, r->err);
	if (status || !n)
		return status;
	status = ent_anchors_find(&anchors, rows, n, r->segments, r->n, r->arena,
				  r->err);
	ent_pair_bead *beads = (ent_pair_bead *)pair->beads;
	for (uint32_t k = 0; !status && k < pair->bead_count; k++) {
		const ent_decision_row *row =
			is_anchored(&beads[k].bead, &anchors)
				? decision_of(r, &beads[k].bead, rows, n)
				: NULL;
		if (row) {
			beads[k].who = row->who;
			beads[k].at = row->at;
		}
	}
	return status;
}

ent_status ent_memory_pair(ent_pair *out,
			   ent_memory *memory,
			   uint64_t number,
			   ent_arena *arena,
			   ent_error *err)
{
	ent_pair pair = { .hash = 0 };
	struct reading r = { .store = memory->store, .arena = arena, .err = err };
	ent_status status = ent_store_read_begin(memory->store, err);
	if (status)
		return status;
	status = ent_store_pair_load(&r.stored, r.store, number, arena, err);
	if (!status) {
		pair.info = info_of(&r.stored);
		pair.hash = ent_pair_hash(r.stored.source.hash, r.stored.target.hash);
		status = load_texts(&pair.source, &r, 0);
	}
	if (!status)
		status = load_texts(&pair.target, &r, 1);
	if (!status)
		status = load_beads(&pair, &r);
	if (!status)
		status = mark_decided(&pair, &r);
	ent_store_read_end(memory->store);
	pair.source_count = r.n[0];
	pair.target_count = r.n[1];
	if (!status)
		*out = pair;
	return status;
}

ent_status ent_memory_pair_of_unit(uint64_t *number,
				   ent_memory *memory,
				   uint64_t unit,
				   ent_error *err)
{
	return ent_store_unit_alignment(number, memory->store, unit, err);
}

ent_status ent_memory_pair_named(uint64_t *number,
				 ent_memory *memory,
				 ent_str source,
				 ent_str target,
				 ent_str source_lang,
				 ent_str target_lang,
				 ent_error *err)
{
	ent_alignment_row row;
	const ent_pair_key key = { source, target, ent_lang_base(source_lang),
				   ent_lang_base(target_lang) };
	ent_status status = ent_store_alignment_find(&row, memory->store, &key, err);
	if (!status)
		*number = row.id;
	return status;
}
