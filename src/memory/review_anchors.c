/* SPDX-License-Identifier: Apache-2.0 */
/* review_anchors.c - the segments that earlier decisions are about.
 *
 * Why by text: a release is read again when it changes or when the reader does, and
 * then its segments have other numbers; what a person decided is about texts in their
 * surroundings (review_context.c).
 *
 * Method: decisions are tried latest first.  One that is about segments of an earlier
 * tried decision, or crosses it, is overruled.  A rejected pair becomes two anchors
 * without a counterpart; the aligner keeps anchors, so what it gives back on them is
 * what was decided.
 *
 * Cost: O(decisions x segments) comparisons of texts, O(decisions squared) of
 * places. */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "entente/review.h"
#include "memory/review_anchors.h"
#include "memory/review_context.h"

struct finder {
	const ent_segment *segments[2];
	uint32_t n[2];
	ent_anchor *found; /* by the order in which they were tried */
	int *verdicts;
	uint32_t n_found;
};

/* The place of one side of a decision. */
static bool find_side(uint32_t *at,
		      uint32_t *count,
		      const struct finder *f,
		      int side,
		      ent_str text,
		      ent_str context,
		      uint32_t wanted,
		      bool strict)
{
	if (text.n)
		return ent_context_find(at, count, f->segments[side], f->n[side], text,
					context, wanted, strict);
	/* no segments: where it was, if that is still inside */
	*at = wanted < f->n[side] ? wanted : f->n[side];
	*count = 0;
	return true;
}

/* Whether one is wholly before the other, on both sides alike. */
static bool in_order(const ent_anchor *a, const ent_anchor *b)
{
	return (a->src + a->n_src <= b->src && a->tgt + a->n_tgt <= b->tgt) ||
	       (b->src + b->n_src <= a->src && b->tgt + b->n_tgt <= a->tgt);
}

/* An anchor without segments on one side moves there to where it contradicts
 * nothing: after the last one that is before it on its other side. */
static void slide(ent_anchor *a, const struct finder *f)
{
	uint32_t src = 0, tgt = 0;
	for (uint32_t k = 0; k < f->n_found; k++) {
		const ent_anchor *b = &f->found[k];
		if (!a->n_tgt && b->src + b->n_src <= a->src && b->tgt + b->n_tgt > tgt)
			tgt = b->tgt + b->n_tgt;
		if (!a->n_src && b->tgt + b->n_tgt <= a->tgt && b->src + b->n_src > src)
			src = b->src + b->n_src;
	}
	for (uint32_t k = 0; k < f->n_found; k++) {
		const ent_anchor *b = &f->found[k];
		if (!a->n_tgt && b->src >= a->src + a->n_src && b->tgt < a->tgt)
			a->tgt = b->tgt;
		if (!a->n_src && b->tgt >= a->tgt + a->n_tgt && b->src < a->src)
			a->src = b->src;
	}
	if (!a->n_tgt && a->tgt < tgt)
		a->tgt = tgt;
	if (!a->n_src && a->src < src)
		a->src = src;
}

static ent_decision_outcome try_one(struct finder *f, const ent_decision_row *d)
{
	ent_anchor a;
	ent_str target = d->context;
	const ent_str source = ent_str_cut(&target, '|');
	if (!find_side(&a.src, &a.n_src, f, 0, d->source, source, d->source_at,
		       d->inherited) ||
	    !find_side(&a.tgt, &a.n_tgt, f, 1, d->target, target, d->target_at,
		       d->inherited) ||
	    (!a.n_src && !a.n_tgt))
		return ENT_DECISION_LOST;
	slide(&a, f);
	for (uint32_t k = 0; k < f->n_found; k++)
		if (!in_order(&a, &f->found[k]))
			return ENT_DECISION_OVERRULED;
	f->found[f->n_found] = a;
	f->verdicts[f->n_found++] = d->verdict;
	return ENT_DECISION_APPLIED;
}

static int compare_anchors(const void *x, const void *y)
{
	const ent_anchor *a = x, *b = y;
	if (a->src != b->src)
		return a->src < b->src ? -1 : 1;
	if (a->tgt != b->tgt)
		return a->tgt < b->tgt ? -1 : 1;
	/* one without segments is before the one that begins there */
	return (a->n_src > b->n_src) - (a->n_src < b->n_src);
}

ent_status ent_anchors_find(ent_anchors *out,
			    const ent_decision_row *decisions,
			    uint32_t n_decisions,
			    const ent_segment *const segments[2],
			    const uint32_t n_segments[2],
			    ent_arena *arena,
			    ent_error *err)
{
	struct finder f = { .segments = { segments[0], segments[1] },
			    .n = { n_segments[0], n_segments[1] },
			    .found = ENT_NEW_ARRAY(arena, ent_anchor, n_decisions),
			    .verdicts = ENT_NEW_ARRAY(arena, int, n_decisions) };
	ent_anchor *list = ENT_NEW_ARRAY(arena, ent_anchor, 2 * (size_t)n_decisions);
	ent_decision_outcome *outcomes =
		ENT_NEW_ARRAY(arena, ent_decision_outcome, n_decisions);
	ent_anchors anchors = { .list = list, .outcomes = outcomes };
	if (!f.found || !f.verdicts || !list || !outcomes)
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < n_decisions; k++) {
		outcomes[k] = try_one(&f, &decisions[k]);
		anchors.lost +=
			outcomes[k] == ENT_DECISION_LOST && !decisions[k].inherited;
	}
	for (uint32_t k = 0; k < f.n_found; k++) {
		const ent_anchor a = f.found[k];
		if (f.verdicts[k] != ENT_REJECT) {
			list[anchors.n++] = a;
			continue;
		}
		if (a.n_src)
			list[anchors.n++] = (ent_anchor){ a.src, a.n_src, a.tgt, 0 };
		if (a.n_tgt)
			list[anchors.n++] =
				(ent_anchor){ a.src + a.n_src, 0, a.tgt, a.n_tgt };
	}
	if (anchors.n)
		qsort(list, anchors.n, sizeof(*list), compare_anchors);
	*out = anchors;
	return ENT_OK;
}

/* Whether an anchor is what made a bead as it is: the same segments, or, where
 * they have no counterpart, some of them. */
static bool makes(const ent_anchor *a, const ent_bead *bead)
{
	if (a->n_src && a->n_tgt)
		return a->src == bead->src && a->n_src == bead->n_src &&
		       a->tgt == bead->tgt && a->n_tgt == bead->n_tgt;
	if (a->n_src)
		return bead->n_src && !bead->n_tgt && bead->src >= a->src &&
		       bead->src + bead->n_src <= a->src + a->n_src;
	return bead->n_tgt && !bead->n_src && bead->tgt >= a->tgt &&
	       bead->tgt + bead->n_tgt <= a->tgt + a->n_tgt;
}

ent_status ent_anchors_settle(const ent_anchors *anchors,
			      ent_alignment *alignment,
			      ent_arena *arena,
			      ent_error *err)
{
	if (!anchors->n)
		return ENT_OK;
	ent_bead *beads = ENT_NEW_ARRAY(arena, ent_bead, alignment->count);
	if (!beads)
		return ent_fail_memory(err);
	if (alignment->count)
		memcpy(beads, alignment->beads, alignment->count * sizeof(*beads));
	for (uint32_t k = 0; k < anchors->n; k++)
		for (uint32_t b = 0; b < alignment->count; b++)
			if (makes(&anchors->list[k], &beads[b])) {
				beads[b].confidence = 1;
				beads[b].doubts = 0;
			}
	alignment->beads = beads;
	return ENT_OK;
}
