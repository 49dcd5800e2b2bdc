/* SPDX-License-Identifier: Apache-2.0 */
/* align.c - match the segments of a text with those of its translation.
 *
 * Method, after Moore (AMTA 2002) and Varga et al. (RANLP 2005), with what newer
 * aligners found to matter (Thompson and Koehn, EMNLP 2019: beads of many segments):
 *   1. words become numbers (bitext.c); the lexicon and words spelled alike say
 *      which may correspond (lifts.c)
 *   2. rare words give a band (band.c)
 *   3. every bead within the band is scored by words (grid.c) and lengths
 *      (model.c), and the best path is found with posterior probabilities (path.c)
 *   4. from the sure beads the words of these very texts are learned (model1.c),
 *      and 3 is done again in a narrow band
 *   5. where the path is doubtful, it is decided by the order of words (refine.c)
 * Beads that the caller gives cut the texts into blocks that are aligned each on
 * its own; what is learned is learned from all of them.
 *
 * Symmetry: sides are put in an order of their contents before anything else, so
 * that swapped sides give the swapped result to the bit.
 *
 * Cost: time and memory linear in the text but for sections of hundreds of
 * segments without a fixed point, which are bounded (band.c).
 */
#include <stdlib.h>
#include <string.h>

#include "align/band.h"
#include "align/cognates.h"
#include "align/confidence.h"
#include "align/grow.h"
#include "align/kin.h"
#include "align/lexicon_trust.h"
#include "align/model1.h"
#include "align/moved.h"
#include "align/path.h"
#include "align/plan.h"
#include "align/refine.h"
#include "align/sorted_lists.h"
#include "align/tangled.h"
#include "align/trim.h"
#include "base/fail.h"

enum {
	/* columns on each side of what the evidence says; of 4, 6 and 12 the groups of
	 * dev (model.c) are within .0005 of each other */
	REACH = 6,
	WIDENINGS = 3,
	/* fewer words: a glossary, or learned from a few texts; ours has 29,640 */
	SMALL_LEXICON = 10000,
	LONG = 5000, /* segments that with a lexicon teach enough in one round */
};

struct aligning {
	const ent_align_options *opt;
	ent_bitext bitext;
	ent_table seed[2], alike[2];
	ent_lifts lifts, first; /* as they are; before learning */
	ent_evidence evidence;  /* of all that is in this struct */
	ent_model base, model;  /* constants; adapted to these texts */
	ent_plan plan;
	ent_path *paths;            /* of each block of the plan */
	ent_arena *arena, *scratch; /* what is kept; what one pass needs */
	ent_error *err;
};

static ent_status find_seed(struct aligning *a)
{
	const uint32_t *known[2];
	ent_status status = ENT_OK;
	const uint32_t n[2] = { a->bitext.side[0].n_vocables,
				a->bitext.side[1].n_vocables };
	for (int k = 0; k < 2 && !status; k++)
		status = ent_kin_find(&known[k], &a->bitext.side[k], k, a->opt->lexicon,
				      a->arena, a->err);
	if (status)
		return status;
	return ent_lexicon_tables(a->seed, a->opt->lexicon, known, n, a->arena, a->err);
}

/* The best path in a band; where it touches the edge the band is made wider. */
static ent_status find_path(ent_path *out,
			    struct aligning *a,
			    ent_grid_band *band,
			    int widenings)
{
	ent_status status = ENT_OK;
	uint32_t reach = 2 * REACH;
	for (int k = 0; k <= widenings && !status; k++, reach *= 4) {
		ent_grid grid;
		status = ent_grid_make(&grid, band, &a->bitext, &a->lifts,
				       a->model.leave, a->opt->max_side, a->scratch,
				       a->err);
		if (!status)
			status = ent_path_find(out, &grid, &a->bitext, &a->model,
					       a->plan.alone, a->arena, a->scratch,
					       a->err);
		if (!status && out->n_touched && k < widenings)
			status =
				ent_band_widen(band, band, out->touched, out->n_touched,
					       reach, a->arena, a->err);
		ent_arena_clear(a->scratch);
		if (!out->n_touched)
			break;
	}
	return status;
}

/* A block of which one side is empty. */
static ent_status one_sided(ent_path *out, struct aligning *a, const ent_block *block)
{
	const uint32_t n = block->n_src + block->n_tgt;
	ent_bead *beads = ENT_NEW_ARRAY(a->arena, ent_bead, (size_t)n + 1);
	if (!beads)
		return ent_fail_memory(a->err);
	for (uint32_t k = 0; k < n; k++)
		beads[k] = (ent_bead){ .src = block->src + (block->n_src ? k : 0),
				       .tgt = block->tgt + (block->n_src ? 0 : k),
				       .n_src = block->n_src != 0,
				       .n_tgt = block->n_src == 0,
				       .confidence = 1 };
	*out = (ent_path){ beads, n, NULL, 0 };
	return ENT_OK;
}

static ent_status first_path(ent_path *out, struct aligning *a, const ent_block *block)
{
	ent_grid_band band;
	if (!block->n_src || !block->n_tgt)
		return one_sided(out, a, block);
	ent_status status = ent_band_find(&band, block, &a->bitext, &a->lifts, REACH,
					  a->arena, a->err);
	return status ? status : find_path(out, a, &band, 0);
}

/* A better path through a block near the one known. */
static ent_status next_path(ent_path *out, struct aligning *a, const ent_block *block)
{
	ent_grid_band band;
	if (!block->n_src || !block->n_tgt)
		return ENT_OK;
	ent_status status = ent_band_around(&band, block, out->beads, out->count, REACH,
					    a->arena, a->err);
	return status ? status : find_path(out, a, &band, WIDENINGS);
}

/* The beads to learn from: those that are sure and those that were given. */
static uint32_t list_pairs(ent_word_pair *pairs, const struct aligning *a)
{
	const ent_side *side = a->bitext.side;
	uint32_t n = 0;
	for (uint32_t b = 0; b < a->plan.n_blocks; b++)
		for (uint32_t k = 0; k < a->paths[b].count; k++) {
			const ent_bead *bead = &a->paths[b].beads[k];
			if (!bead->n_src || !bead->n_tgt ||
			    bead->confidence < a->model.sure)
				continue;
			pairs[n++] = (ent_word_pair){
				{ side[0].start[bead->src], side[1].start[bead->tgt] },
				{ ent_side_words(&side[0], bead->src, bead->n_src),
				  ent_side_words(&side[1], bead->tgt, bead->n_tgt) },
				bead->confidence
			};
		}
	return n;
}

static ent_status learn_words(struct aligning *a)
{
	const ent_side *side = a->bitext.side;
	uint32_t most = 0;
	for (uint32_t b = 0; b < a->plan.n_blocks; b++)
		most += a->paths[b].count;
	ent_word_pair *pairs = ENT_NEW_ARRAY(a->arena, ent_word_pair, (size_t)most + 1);
	if (!pairs)
		return ent_fail_memory(a->err);
	const ent_word_pairs all = { { side[0].words, side[1].words },
				     { side[0].n_vocables, side[1].n_vocables },
				     pairs,
				     list_pairs(pairs, a) };
	ent_model1_options opt = ENT_MODEL1_DEFAULT;
	ent_table learned[2];
	opt.seed = a->seed;
	opt.prior = a->model.seed;
	ent_status status = ent_model1(learned, &all, &opt, a->arena, a->err);
	return status ? status
		      : ent_lifts_make(&a->lifts, &a->bitext, learned, a->alike,
				       a->arena, a->err);
}

static void count_bead(ent_bead_counts *c,
		       const ent_bead *bead,
		       const struct aligning *a,
		       bool first)
{
	if (bead->confidence < a->model.sure)
		return;
	if (!bead->n_src || !bead->n_tgt) {
		c->runs += first;
		c->nulls++;
		return;
	}
	c->beads[bead->n_src][bead->n_tgt]++;
	c->chars[0] += ent_side_chars(&a->bitext.side[0], bead->src, bead->n_src);
	c->chars[1] += ent_side_chars(&a->bitext.side[1], bead->tgt, bead->n_tgt);
}

static ent_model adapt_model(const struct aligning *a)
{
	ent_bead_counts counts = { .runs = 0 };
	ent_model model = a->base;
	for (uint32_t b = 0; b < a->plan.n_blocks; b++)
		for (uint32_t k = 0; k < a->paths[b].count; k++) {
			const ent_bead *beads = a->paths[b].beads;
			const bool first = !k ||
					   !beads[k - 1].n_src != !beads[k].n_src ||
					   !beads[k - 1].n_tgt != !beads[k].n_tgt;
			count_bead(&counts, &beads[k], a, first);
		}
	ent_model_adapt(&model, &counts);
	return model;
}

/* One pass over all blocks; passes is how many there will be. */
static ent_status run_pass(struct aligning *a,
			   ent_status (*pass)(ent_path *,
					      struct aligning *,
					      const ent_block *),
			   uint32_t number,
			   uint32_t passes)
{
	const uint64_t n = a->plan.n_blocks;
	ent_status status = ENT_OK;
	for (uint32_t b = 0; b < n && !status; b++) {
		status = pass(&a->paths[b], a, &a->plan.blocks[b]);
		if (!status)
			status = ent_step(a->opt->progress, "aligning",
					  number * n + b + 1, passes * n, a->err);
	}
	return status;
}

static ent_status refined_path(ent_path *out,
			       struct aligning *a,
			       const ent_block *block)
{
	(void)block;
	return ent_refine(out, &a->evidence, a->arena, a->scratch, a->err);
}

static ent_status align_blocks(struct aligning *a)
{
	const ent_side *side = a->bitext.side;
	const uint32_t most = side[0].n > side[1].n ? side[0].n : side[1].n;
	const uint32_t rounds =
		most > LONG && a->opt->lexicon ? 1 : (uint32_t)a->model.rounds;
	ent_status status = ent_cognate_tables(a->alike, &a->bitext, a->arena, a->err);
	if (!status)
		status = ent_lifts_make(&a->lifts, &a->bitext, a->seed, a->alike,
					a->arena, a->err);
	a->first = a->lifts;
	if (!status)
		status = run_pass(a, first_path, 0, rounds + 2);
	for (uint32_t k = 0; k < rounds && !status; k++) {
		status = learn_words(a);
		a->model = adapt_model(a);
		if (!status)
			status = run_pass(a, next_path, k + 1, rounds + 2);
	}
	return status ? status : run_pass(a, refined_path, rounds + 1, rounds + 2);
}

/* ---- sides in order, anchors, the result ------------------------------------ */

/* Whether side 1 comes before side 0 by its contents. */
static bool out_of_order(const ent_segment *const segments[2], const uint32_t n[2])
{
	if (n[0] != n[1])
		return n[1] < n[0];
	for (uint32_t k = 0; k < n[0]; k++) {
		const int order = ent_str_cmp(segments[1][k].text, segments[0][k].text);
		if (order)
			return order < 0;
	}
	return false;
}

static void swap_sides(struct aligning *a)
{
	const ent_side side = a->bitext.side[0];
	const ent_table table = a->seed[0];
	a->bitext.side[0] = a->bitext.side[1];
	a->bitext.side[1] = side;
	a->seed[0] = a->seed[1];
	a->seed[1] = table;
}

/* A lexicon that was learned from a few releases, or a glossary. */
static bool is_small(const ent_lexicon *lexicon)
{
	return lexicon && ent_lexicon_words(lexicon, 0) < SMALL_LEXICON;
}

static ent_status prepare_aligning(struct aligning *a,
				   const ent_segment *const segments[2],
				   const uint32_t n[2],
				   bool swapped)
{
	ent_status status = ent_bitext_make(&a->bitext, segments, n, a->opt->lexicon,
					    a->arena, a->err);
	if (!status)
		status = find_seed(a);
	if (status)
		return status;
	if (swapped)
		swap_sides(a);
	double trust = 1;
	if (a->opt->lexicon)
		status = ent_lexicon_trust(&trust, &a->bitext, a->seed, a->arena,
					   a->err);
	if (status)
		return status;
	const bool has_lexicon =
		a->opt->lexicon && ent_lexicon_weigh(&a->bitext, a->seed, trust);
	const uint32_t order[2] = { n[swapped], n[!swapped] };
	status = ent_plan_make(&a->plan, a->opt, order, swapped, a->arena, a->err);
	if (status)
		return status;
	a->evidence = (ent_evidence){ .bitext = &a->bitext,
				      .lang = { swapped ? a->opt->to : a->opt->from,
						swapped ? a->opt->from : a->opt->to },
				      .lifts = &a->lifts,
				      .before = &a->first,
				      .seed = a->seed,
				      .has_lexicon = has_lexicon,
				      .no_lexicon = !a->opt->lexicon,
				      .small_lexicon = is_small(a->opt->lexicon),
				      .model = &a->model,
				      .alone = a->plan.alone,
				      .sides = a->opt->max_side,
				      .one_language = a->opt->one_language };
	a->paths = ENT_NEW_ARRAY(a->arena, ent_path, a->plan.n_blocks);
	a->base = a->model = ent_model_default(a->bitext.side[0].chars[order[0]],
					       a->bitext.side[1].chars[order[1]]);
	return a->paths ? ENT_OK : ent_fail_memory(a->err);
}

/* In order of the source; a bead without source segments after those of equal
 * place on the target that have some. */
static int compare_beads(const void *a, const void *b)
{
	const ent_bead *x = a, *y = b;
	if (x->src != y->src)
		return x->src < y->src ? -1 : 1;
	if (!x->n_src != !y->n_src)
		return x->n_src ? 1 : -1;
	return (x->tgt > y->tgt) - (x->tgt < y->tgt);
}

/* Whether a bead is of a segment that an anchor names. */
static bool is_alone(const ent_bead *bead, const ent_plan *plan)
{
	return plan->alone[0] && ((bead->n_src && plan->alone[0][bead->src]) ||
				  (bead->n_tgt && plan->alone[1][bead->tgt]));
}

/* All beads in one list, without those that anchors take the place of. */
static ent_status collect_beads(ent_bead **out, uint32_t *count, struct aligning *a)
{
	const ent_side *side = a->bitext.side;
	ent_bead *beads =
		ENT_NEW_ARRAY(a->arena, ent_bead, (size_t)side[0].n + side[1].n + 1);
	uint32_t n = 0;
	ent_status status = ENT_OK;
	if (!beads)
		return ent_fail_memory(a->err);
	for (uint32_t b = 0; b < a->plan.n_blocks && !status; b++)
		for (uint32_t k = 0; k < a->paths[b].count && !status; k++) {
			const ent_bead *bead = &a->paths[b].beads[k];
			if (is_alone(bead, &a->plan))
				continue;
			if (bead->n_src < 2 || bead->n_tgt < 2) {
				beads[n++] = *bead;
				continue;
			}
			status = ent_tangled_add(beads, &n, bead, &a->bitext, &a->lifts,
						 &a->model, a->scratch, a->err);
			ent_arena_clear(a->scratch);
		}
	*out = beads;
	*count = n;
	return status;
}

static void put_in_order(ent_bead *beads, uint32_t n, bool swapped)
{
	for (uint32_t k = 0; k < n && swapped; k++) {
		const ent_bead one = beads[k];
		beads[k].src = one.tgt;
		beads[k].tgt = one.src;
		beads[k].n_src = one.n_tgt;
		beads[k].n_tgt = one.n_src;
	}
	if (n)
		qsort(beads, n, sizeof(*beads), compare_beads);
}

static ent_status finish_alignment(ent_alignment *out, struct aligning *a, bool swapped)
{
	ent_bead *beads = NULL;
	uint32_t n = 0;
	ent_status status = collect_beads(&beads, &n, a);
	const bool both = a->bitext.side[0].n && a->bitext.side[1].n;
	if (!status && both)
		status = ent_trim_beads(beads, &n, &a->evidence, a->scratch, a->err);
	if (!status && both)
		status = ent_moved_find(beads, &n, &a->evidence, a->scratch, a->err);
	if (!status && both)
		status = ent_sorted_lists_pair(beads, &n, &a->evidence, a->scratch,
					       a->err);
	if (!status && both && a->opt->wider)
		status = ent_grow_beads(beads, &n, &a->evidence, a->scratch, a->err);
	float sure = 0;
	for (uint32_t k = 0; k < a->plan.n_given && !status; k++)
		beads[n++] = a->plan.given[k];
	if (!status && a->bitext.side[0].n && a->bitext.side[1].n)
		status = ent_confidence_give(&sure, beads, n, &a->evidence, a->scratch,
					     a->err);
	if (status)
		return status;
	for (uint32_t k = n - a->plan.n_given; k < n; k++)
		beads[k].confidence = 1; /* a person decided it */
	put_in_order(beads, n, swapped);
	*out = (ent_alignment){ beads, n, sure };
	return ENT_OK;
}

ent_status ent_align(ent_alignment *out,
		     const ent_segment *src,
		     uint32_t n_src,
		     const ent_segment *tgt,
		     uint32_t n_tgt,
		     const ent_align_options *opt,
		     ent_arena *arena,
		     ent_error *err)
{
	const ent_align_options defaults = ENT_ALIGN_OPTIONS_DEFAULT;
	struct aligning a = { .opt = opt ? opt : &defaults,
			      .arena = arena,
			      .err = err };
	const ent_segment *const segments[2] = { src, tgt };
	const uint32_t n[2] = { n_src, n_tgt };
	if (a.opt->max_side < 1 || a.opt->max_side > ENT_MAX_SIDE)
		return ent_fail(err, ENT_EINVAL, "beads of %u segments a side",
				a.opt->max_side);
	if (!(a.scratch = ent_arena_new(0)))
		return ent_fail_memory(err);
	const bool swapped = out_of_order(segments, n);
	ent_status status = prepare_aligning(&a, segments, n, swapped);
	if (!status)
		status = align_blocks(&a);
	if (!status)
		status = finish_alignment(out, &a, swapped);
	ent_arena_free(a.scratch);
	return status;
}
