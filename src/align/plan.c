/* SPDX-License-Identifier: Apache-2.0 */
/* plan.c - the blocks that a user's anchors leave to be aligned.
 *
 * The heaviest set of anchors that rises in both texts cuts them into blocks, each
 * aligned on its own, so that no bead crosses an anchor.  The other anchors, and
 * those that say that a segment has no counterpart, take their segments out of the
 * block they are in.
 *
 * Cost: O(anchors log anchors + segments).
 */
#include <stdlib.h>
#include <string.h>

#include "align/plan.h"
#include "base/array.h"
#include "base/fail.h"

struct planning {
	ent_bead *given;
	uint32_t n;
	bool *taken[2], *alone[2];
	ent_arena *arena;
};

static int compare_beads(const void *a, const void *b)
{
	const ent_bead *x = a, *y = b;
	if (x->src != y->src)
		return x->src < y->src ? -1 : 1;
	return (x->tgt > y->tgt) - (x->tgt < y->tgt);
}

static bool claim_segments(bool *taken, uint32_t first, uint32_t n, uint32_t all)
{
	if (first > all || n > all - first)
		return false;
	for (uint32_t k = first; k < first + n; k++) {
		if (taken[k])
			return false;
		taken[k] = true;
	}
	return true;
}

static ent_status read_anchors(struct planning *p,
			       const ent_align_options *opt,
			       const uint32_t n[2],
			       bool swapped,
			       ent_error *err)
{
	for (uint32_t k = 0; k < opt->n_anchors; k++) {
		const ent_anchor *a = &opt->anchors[k];
		ent_bead *bead = &p->given[p->n++];
		*bead = (ent_bead){ .src = swapped ? a->tgt : a->src,
				    .tgt = swapped ? a->src : a->tgt,
				    .n_src = (uint16_t)(swapped ? a->n_tgt : a->n_src),
				    .n_tgt = (uint16_t)(swapped ? a->n_src : a->n_tgt),
				    .confidence = 1 };
		if (a->n_src > UINT16_MAX || a->n_tgt > UINT16_MAX ||
		    !claim_segments(p->taken[0], bead->src, bead->n_src, n[0]) ||
		    !claim_segments(p->taken[1], bead->tgt, bead->n_tgt, n[1]))
			return ent_fail(err, ENT_EFORMAT,
					"anchor %u to %u: no such segments, or in two "
					"anchors",
					a->src + 1, a->tgt + 1);
	}
	if (p->n)
		qsort(p->given, p->n, sizeof(*p->given), compare_beads);
	return ENT_OK;
}

struct chain_search {
	const struct planning *in;
	const uint32_t *ends;
	uint32_t tgt;
};

static bool ends_before(const void *data, size_t k)
{
	const struct chain_search *s = data;
	return s->in->given[s->ends[k]].tgt < s->tgt;
}

/* How many of the rising chains in ends[] end before a target; ends[k] is the anchor of
 * least target with which a chain of k + 1 can end, so the targets rise. */
static uint32_t find_chain(const struct planning *p,
			   const uint32_t *ends,
			   uint32_t n,
			   uint32_t tgt)
{
	const struct chain_search search = { p, ends, tgt };
	return (uint32_t)ent_count_before(n, ends_before, &search);
}

/* Marks in cuts[] the longest rising subset of the anchors that have both sides: they
 * share no segment, so that their first segments alone say which is before which
 * (https://en.wikipedia.org/wiki/Longest_increasing_subsequence). */
static bool choose_cuts(const struct planning *p, bool *cuts)
{
	uint32_t *ends = ENT_NEW_ARRAY(p->arena, uint32_t, (size_t)p->n + 1);
	uint32_t *before = ENT_NEW_ARRAY(p->arena, uint32_t, (size_t)p->n + 1);
	uint32_t longest = 0;
	if (!ends || !before)
		return false;
	for (uint32_t k = 0; k < p->n; k++) {
		const ent_bead *b = &p->given[k];
		if (!b->n_src || !b->n_tgt)
			continue;
		const uint32_t chain = find_chain(p, ends, longest, b->tgt);
		before[k] = chain ? ends[chain - 1] + 1 : 0;
		ends[chain] = k;
		longest += chain == longest;
	}
	for (uint32_t last = longest ? ends[longest - 1] + 1 : 0; last;
	     last = before[last - 1])
		cuts[last - 1] = true;
	return true;
}

static void leave_alone(struct planning *p, const ent_bead *bead)
{
	memset(p->alone[0] + bead->src, true, bead->n_src);
	memset(p->alone[1] + bead->tgt, true, bead->n_tgt);
}

static bool prepare_planning(struct planning *p, const uint32_t n[2], uint32_t anchors)
{
	for (int k = 0; k < 2; k++) {
		p->taken[k] = ENT_NEW_ARRAY(p->arena, bool, (size_t)n[k] + 1);
		p->alone[k] = ENT_NEW_ARRAY(p->arena, bool, (size_t)n[k] + 1);
	}
	p->given = ENT_NEW_ARRAY(p->arena, ent_bead, (size_t)anchors + 1);
	return p->taken[0] && p->taken[1] && p->alone[0] && p->alone[1] && p->given;
}

ent_status ent_plan_make(ent_plan *out,
			 const ent_align_options *opt,
			 const uint32_t n[2],
			 bool swapped,
			 ent_arena *arena,
			 ent_error *err)
{
	struct planning p = { .arena = arena };
	ent_block *blocks = ENT_NEW_ARRAY(arena, ent_block, (size_t)opt->n_anchors + 1);
	bool *cuts = ENT_NEW_ARRAY(arena, bool, (size_t)opt->n_anchors + 1);
	ent_block rest = { 0, n[0], 0, n[1] };
	uint32_t count = 0;
	if (!blocks || !cuts || !prepare_planning(&p, n, opt->n_anchors))
		return ent_fail_memory(err);
	ent_status status = read_anchors(&p, opt, n, swapped, err);
	if (status)
		return status;
	if (!choose_cuts(&p, cuts))
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < p.n; k++) {
		const ent_bead *b = &p.given[k];
		if (!cuts[k]) {
			leave_alone(&p, b);
			continue;
		}
		blocks[count++] = (ent_block){ rest.src, b->src - rest.src, rest.tgt,
					       b->tgt - rest.tgt };
		rest.src = b->src + b->n_src;
		rest.tgt = b->tgt + b->n_tgt;
	}
	rest.n_src = n[0] - rest.src;
	rest.n_tgt = n[1] - rest.tgt;
	blocks[count++] = rest;
	*out = (ent_plan){ blocks, count, p.given, p.n, { NULL, NULL } };
	if (opt->n_anchors) {
		out->alone[0] = p.alone[0];
		out->alone[1] = p.alone[1];
	}
	return ENT_OK;
}
