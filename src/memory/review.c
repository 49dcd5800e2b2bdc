/* SPDX-License-Identifier: Apache-2.0 */
/* review.c - doubtful places of the whole memory, and what people decide.
 *
 * Rank: what a wrong bead costs grows with its length, but not in proportion: a
 * long segment is seldom asked for.  So (1 - confidence) x sqrt(characters).
 *
 * A decision is stored with the texts it is about; then its two documents are
 * aligned again from their stored segments, with all decisions as anchors, and
 * replace what was stored of them.  All that is one transaction.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "entente/review.h"
#include "memory/align_again.h"
#include "memory/handle.h"
#include "memory/learn.h"
#include "memory/review_anchors.h"
#include "memory/review_keep.h"
#include "text/lang.h"

const char *ent_verdict_name(ent_verdict verdict)
{
	switch (verdict) {
	case ENT_ACCEPT: return "accept";
	case ENT_REJECT: return "reject";
	case ENT_RELINK: return "relink";
	}
	return "";
}

uint64_t ent_pair_hash(uint64_t source_hash, uint64_t target_hash)
{
	return (source_hash * 31) ^ target_hash;
}

/* ---- doubtful places ----------------------------------------------------------- */

struct ranked {
	ent_bead_row row;
	double rank;
};

struct ranking {
	struct ranked *all;
	size_t n, capacity;
};

static ent_status add_bead(void *data, const ent_bead_row *row, ent_error *err)
{
	struct ranking *r = data;
	if (!ENT_GROW(r->all, r->capacity, r->n + 1))
		return ent_fail_memory(err);
	r->all[r->n++] = (struct ranked){
		*row,
		(1 - (double)row->bead.confidence) * sqrt((double)row->chars),
	};
	return ENT_OK;
}

static int compare_ranked(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;
	if (a->rank != b->rank)
		return a->rank > b->rank ? -1 : 1;
	if (a->row.alignment != b->row.alignment)
		return a->row.alignment < b->row.alignment ? -1 : 1;
	return (a->row.number > b->row.number) - (a->row.number < b->row.number);
}

struct loading {
	ent_memory *memory;
	uint32_t context;
	ent_arena *arena;
	ent_error *err;
};

/* The texts around `count` segments from `at` on. */
static ent_status load_side(const ent_str **out,
			    uint32_t *first,
			    uint32_t *n,
			    const struct loading *l,
			    uint64_t document,
			    uint32_t at,
			    uint32_t count)
{
	const ent_segment *segments;
	*first = at > l->context ? at - l->context : 0;
	ent_status status = ent_store_segments_load(
		&segments, n, l->memory->store, document, *first,
		at - *first + count + l->context, l->arena, l->err);
	if (!status && (at - *first > *n || count > *n - (at - *first)))
		status = ent_fail(l->err, ENT_ECORRUPT,
				  "the memory is damaged: a bead is not within its "
				  "documents");
	ent_str *texts = status ? NULL : ENT_NEW_ARRAY(l->arena, ent_str, *n);
	if (!status && !texts)
		status = ent_fail_memory(l->err);
	for (uint32_t k = 0; !status && k < *n; k++)
		texts[k] = segments[k].text;
	*out = texts;
	return status;
}

static ent_status load_place(ent_place *out,
			     const struct ranked *r,
			     const struct loading *l)
{
	const ent_bead *bead = &r->row.bead;
	ent_stored_pair pair;
	ent_status status = ent_store_pair_load(&pair, l->memory->store,
						r->row.alignment, l->arena, l->err);
	if (status)
		return status;
	*out = (ent_place){
		.number = pair.alignment,
		.source_document = pair.source.name,
		.target_document = pair.target.name,
		.source_lang = pair.source.lang,
		.target_lang = pair.target.lang,
		.date = pair.source.date.n ? pair.source.date : pair.target.date,
		.hash = ent_pair_hash(pair.source.hash, pair.target.hash),
		.src = bead->src,
		.n_src = bead->n_src,
		.tgt = bead->tgt,
		.n_tgt = bead->n_tgt,
		.confidence = bead->confidence,
		.doubts = bead->doubts,
		.rank = r->rank,
	};
	status = load_side(&out->source, &out->source_first, &out->source_count, l,
			   pair.documents[0], bead->src, bead->n_src);
	return status ? status
		      : load_side(&out->target, &out->target_first, &out->target_count,
				  l, pair.documents[1], bead->tgt, bead->n_tgt);
}

ent_status ent_memory_review(const ent_place **out,
			     uint32_t *count,
			     uint64_t *total,
			     ent_memory *memory,
			     const ent_review_options *opt,
			     ent_arena *arena,
			     ent_error *err)
{
	const ent_review_options o = opt ? *opt : ENT_REVIEW_OPTIONS_DEFAULT;
	const struct loading l = { memory, o.context, arena, err };
	struct ranking r = { NULL, 0, 0 };
	ent_status status = ent_store_read_begin(memory->store, err);
	if (status)
		return status;
	status = ent_store_doubtful(memory->store, o.below, o.document, add_bead, &r,
				    err);
	if (r.n)
		qsort(r.all, r.n, sizeof(*r.all), compare_ranked);
	const size_t n = o.limit && o.limit < r.n ? o.limit : r.n;
	ent_place *places = status ? NULL : ENT_NEW_ARRAY(arena, ent_place, n);
	if (!status && !places)
		status = ent_fail_memory(err);
	for (size_t k = 0; !status && k < n; k++)
		status = load_place(&places[k], &r.all[k], &l);
	ent_store_read_end(memory->store);
	free(r.all);
	if (status)
		return status;
	*out = places;
	*count = (uint32_t)n;
	*total = r.n;
	return ENT_OK;
}

/* ---- decisions ------------------------------------------------------------------ */

/* The pair that a decision is about, as it is now. */
static ent_status find_subject(ent_subject *s,
			       uint64_t *alignment,
			       ent_memory *memory,
			       const ent_decision *d,
			       ent_arena *arena,
			       ent_error *err)
{
	ent_alignment_row row;
	ent_stored_pair *pair = ENT_NEW_ARRAY(arena, ent_stored_pair, 1);
	const ent_pair_key key = { d->source_document, d->target_document,
				   ent_lang_base(d->source_lang),
				   ent_lang_base(d->target_lang) };
	if (!pair)
		return ent_fail_memory(err);
	ent_status status = ent_store_alignment_find(&row, memory->store, &key, err);
	if (!status && !row.id)
		status = ent_fail(err, ENT_ENOTFOUND,
				  "the memory has no such pair of documents");
	if (!status && row.several)
		status = ent_fail(err, ENT_ENOTFOUND,
				  "the memory has these documents in several "
				  "languages; review them again");
	if (!status && d->hash &&
	    d->hash != ent_pair_hash(row.source_hash, row.target_hash))
		status = ent_fail(err, ENT_ENOTFOUND,
				  "the documents have changed; review them again");
	if (!status)
		status = ent_store_pair_load(pair, memory->store, row.id, arena, err);
	if (!status)
		status = ent_subject_load(s, memory, pair, arena, err);
	*alignment = row.id;
	return ent_error_in(err, status, d->source_document);
}

static ent_status decide(ent_memory *memory,
			 const ent_decision *decisions,
			 uint32_t count,
			 ent_arena *arena,
			 ent_error *err)
{
	ent_subject s;
	uint64_t alignment = 0;
	ent_status status =
		find_subject(&s, &alignment, memory, &decisions[0], arena, err);
	for (uint32_t k = 0; !status && k < count; k++)
		status = ent_subject_decide(memory, &s, &decisions[k], err);
	return status ? status
		      : ent_memory_apply_decisions(memory, alignment, decisions, count,
						   err);
}

ent_status ent_memory_decide(ent_memory *memory,
			     const ent_decision *decisions,
			     uint32_t count,
			     ent_error *err)
{
	if (!count)
		return ENT_OK;
	ent_arena *arena = ent_arena_new(0);
	if (!arena)
		return ent_fail_memory(err);
	ent_status status = ent_change_begin(memory, err);
	if (!status)
		status = ent_change_end(
			memory, decide(memory, decisions, count, arena, err), err);
	ent_arena_free(arena);
	return status;
}

ent_decided ent_memory_decided(const ent_decision_row *row)
{
	return (ent_decided){ row->source_document,
			      row->target_document,
			      row->source,
			      row->target,
			      (ent_verdict)row->verdict,
			      row->who,
			      row->at,
			      row->note,
			      row->from,
			      row->to };
}

struct listing {
	ent_status (*fn)(void *data, const ent_decided *what, ent_error *err);
	void *data;
};

static ent_status list(void *data, const ent_decision_row *row, ent_error *err)
{
	const struct listing *l = data;
	const ent_decided what = ent_memory_decided(row);
	return l->fn(l->data, &what, err);
}

ent_status ent_memory_decisions(ent_memory *memory,
				ent_status (*fn)(void *data,
						 const ent_decided *what,
						 ent_error *err),
				void *data,
				ent_error *err)
{
	struct listing l = { fn, data };
	return ent_store_decisions(memory->store, list, &l, err);
}

/* ---- aligning again ---------------------------------------------------------------
 */

static ent_status realign(uint32_t *changed,
			  ent_memory *memory,
			  const ent_progress *p,
			  ent_arena *arena,
			  ent_error *err)
{
	ent_str from, to;
	ent_lexicon *lexicon = NULL;
	const uint64_t *ids;
	uint32_t generation, n = 0;
	ent_status status = ent_memory_languages(&from, &to, memory, arena, err);
	if (status || !from.n)
		return status;
	status = ent_memory_lexicon(&lexicon, &generation, memory, from, to, err);
	if (!status)
		status = ent_store_alignments_before(&ids, &n, memory->store,
						     generation, ent_lang_base(from),
						     ent_lang_base(to), arena, err);
	for (uint32_t k = 0; !status && k < n; k++) {
		status = ent_change_begin(memory, err);
		if (!status)
			status = ent_change_end(
				memory,
				ent_memory_align_again(NULL, memory, ids[k], lexicon,
						       generation, NULL, 0, err),
				err);
		*changed += !status;
		if (!status)
			status = ent_step(p, "aligning again", k + 1, n, err);
	}
	ent_lexicon_close(lexicon);
	return status;
}

ent_status ent_memory_realign(uint32_t *changed,
			      ent_memory *memory,
			      const ent_progress *progress,
			      ent_error *err)
{
	ent_arena *arena = ent_arena_new(0);
	*changed = 0;
	if (!arena)
		return ent_fail_memory(err);
	ent_status status = realign(changed, memory, progress, arena, err);
	ent_arena_free(arena);
	return status;
}
