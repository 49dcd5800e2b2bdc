/* SPDX-License-Identifier: Apache-2.0 */
/* review_anchors.c - decisions find their segments again.
 *
 * Why by text: a release is read anew when it changes or when the reader does,
 * and then its segments have other numbers; what a person decided is about texts.
 *
 * Method: decisions are tried latest first.  One that stands on segments of an
 * earlier tried decision, or crosses it, is overruled.  Of several places with the
 * same texts the one nearest to where it was decided is taken.  A rejected pair
 * becomes two anchors without a counterpart; the aligner keeps anchors, so what it
 * gives back on them is what was decided.
 *
 * Cost: O(decisions x segments) comparisons of texts, O(decisions squared) of
 * places.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "entente/review.h"
#include "memory/review_anchors.h"

struct finder {
	const ent_segment *segments[2];
	uint32_t n[2];
	ent_anchor *found; /* by the order in which they were tried */
	int *verdicts;
	uint32_t n_found;
};

/* How many segments from `at` on are the lines of a text; 0 when they are not. */
static uint32_t lines_at(const ent_segment *segments,
			 uint32_t n,
			 uint32_t at,
			 ent_str text)
{
	uint32_t k = at;
	for (ent_str rest = text; rest.p; k++) {
		ent_str line = ent_str_cut(&rest, '\n');
		if (k >= n || !ent_str_eq(segments[k].text, line))
			return 0;
	}
	return k - at;
}

/* The place nearest to `wanted` where a text stands. */
static bool find_text(uint32_t *at,
		      uint32_t *count,
		      const ent_segment *segments,
		      uint32_t n,
		      ent_str text,
		      uint32_t wanted)
{
	if (!text.n) { /* no segments: where it was, if that is still inside */
		*at = wanted < n ? wanted : n;
		*count = 0;
		return true;
	}
	for (uint32_t distance = 0; distance <= n; distance++)
		for (int sign = -1; sign <= 1; sign += 2) {
			const int64_t k = (int64_t)wanted + sign * (int64_t)distance;
			if (k < 0 || k >= n)
				continue;
			uint32_t lines = lines_at(segments, n, (uint32_t)k, text);
			if (!lines)
				continue;
			*at = (uint32_t)k;
			*count = lines;
			return true;
		}
	return false;
}

/* Whether one stands wholly before the other, on both sides alike. */
static bool in_order(const ent_anchor *a, const ent_anchor *b)
{
	return (a->src + a->n_src <= b->src && a->tgt + a->n_tgt <= b->tgt) ||
	       (b->src + b->n_src <= a->src && b->tgt + b->n_tgt <= a->tgt);
}

/* An anchor without segments on one side moves there to where it contradicts
 * nothing: behind the last one that stands before it on its other side. */
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

static bool try_one(struct finder *f, const ent_decision_row *d)
{
	ent_anchor a;
	if (!find_text(&a.src, &a.n_src, f->segments[0], f->n[0], d->source,
		       d->source_at) ||
	    !find_text(&a.tgt, &a.n_tgt, f->segments[1], f->n[1], d->target,
		       d->target_at) ||
	    (!a.n_src && !a.n_tgt))
		return false;
	slide(&a, f);
	for (uint32_t k = 0; k < f->n_found; k++)
		if (!in_order(&a, &f->found[k]))
			return false;
	f->found[f->n_found] = a;
	f->verdicts[f->n_found++] = d->verdict;
	return true;
}

static int compare_anchors(const void *x, const void *y)
{
	const ent_anchor *a = x, *b = y;
	if (a->src != b->src)
		return a->src < b->src ? -1 : 1;
	if (a->tgt != b->tgt)
		return a->tgt < b->tgt ? -1 : 1;
	/* one without segments stands before the one that begins there */
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
	ent_anchors anchors = { .list = list };
	if (!f.found || !f.verdicts || !list)
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < n_decisions; k++)
		anchors.lost += !try_one(&f, &decisions[k]);
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
