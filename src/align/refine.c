/* SPDX-License-Identifier: Apache-2.0 */
/* refine.c - doubtful stretches of a path are decided again, by the order of words.
 *
 * What: Model 1, by which the path was found (grid.c), does not see where a word is:
 * two segments beside the translation of one both look explained, since the common
 * words of the second are found there too.  A hidden Markov model (hmm.c) does see it:
 * the answers of neighbours are neighbours, and a word answers once.  It is too
 * expensive for every bead of a band, but most beads are certain.
 *
 * How: a window is a run of beads that are not sure, with the segments without
 * counterpart around it.  All its beads are weighed as before; those with a posterior
 * of LEAST and more are weighed by the HMM's likelihood ratio, in both directions, in
 * place of Model 1's; forward and backward sums over these alone give the beads that
 * are expected to be right most often, as in path.c.
 *
 * Measured on dev (model.c), 2026-11, strict F1 before and after: literature .9538
 * .9608, hard .9563 .9619, perturbed .9531 .9614, omitted .9539 .9590, scripture .9260
 * .9271, govdocs .9923 .9929; the others within .0002.
 *
 * Cost: about eight beads in a window are weighed, 30 us each.
 */
#include <math.h>
#include <string.h>

#include "align/bead_score.h"
#include "align/hmm.h"
#include "align/path_sums.h"
#include "align/refine.h"
#include "base/array.h"
#include "base/fail.h"

enum {
	WIDEST = 16,    /* segments of a window's side; larger ones stay as they are */
	LONGEST = 1000, /* words of a bead's side, likewise */
};

static const float SETTLED = .98f; /* posterior of a bead that is not looked at again */
static const float LEAST = .01f;   /* of one that is worth weighing */
/* How well two words fit that the lifts do not link, at least: fit.c. */
static const float UNLINKED = .2f, UNKNOWN = 1;
static const float MOST = 100; /* no single word decides; 30 to 2000 are alike */

struct node {
	double f[ENT_PATH_STATES], b[ENT_PATH_STATES];
	ent_path_step best;
};

struct window {
	const ent_evidence *with;
	ent_block block;
	struct node *nodes; /* [(n_src + 1) * (n_tgt + 1)] */
	double *scores;     /* [node * sides^2 + (p - 1) * sides + q - 1] of the bead
			     * that ends at a node */
	ent_arena *scratch;
};

static struct node *node_at(const struct window *w, uint32_t i, uint32_t j)
{
	return &w->nodes[i * (w->block.n_tgt + 1) + j];
}

static double *score_at(const struct window *w,
			uint32_t i,
			uint32_t j,
			uint32_t p,
			uint32_t q)
{
	const size_t node = (size_t)i * (w->block.n_tgt + 1) + j;
	return &w->scores[(node * w->with->sides + p - 1) * w->with->sides + q - 1];
}

static ent_bead bead_at(const struct window *w,
			uint32_t i,
			uint32_t j,
			uint32_t p,
			uint32_t q)
{
	return (ent_bead){ .src = w->block.src + i - p,
			   .tgt = w->block.tgt + j - q,
			   .n_src = (uint16_t)p,
			   .n_tgt = (uint16_t)q };
}

/* ---- scores ---------------------------------------------------------------- */

static bool is_barred(const struct window *w, const ent_bead *bead)
{
	if (!w->with->alone || !w->with->alone[0])
		return false;
	for (uint32_t k = 0; k < bead->n_src; k++)
		if (w->with->alone[0][bead->src + k])
			return true;
	for (uint32_t k = 0; k < bead->n_tgt; k++)
		if (w->with->alone[1][bead->tgt + k])
			return true;
	return false;
}

/* The grid of all pairs of the window's segments. */
static ent_status make_grid(ent_grid *out,
			    ent_grid_band *band,
			    const struct window *w,
			    ent_error *err)
{
	const uint32_t n = w->block.n_src;
	*band = (ent_grid_band){
		.block = w->block,
		.lo = ENT_NEW_ARRAY(w->scratch, uint32_t, n + 1),
		.hi = ENT_NEW_ARRAY(w->scratch, uint32_t, n + 1),
		.at = ENT_NEW_ARRAY(w->scratch, size_t, n + 1),
	};
	if (!band->lo || !band->hi || !band->at)
		return ent_fail_memory(err);
	for (uint32_t r = 0; r < n; r++) {
		band->lo[r] = w->block.tgt;
		band->hi[r] = w->block.tgt + w->block.n_tgt;
		band->at[r + 1] = band->at[r] + w->block.n_tgt;
	}
	return ent_grid_make(out, band, w->with->bitext, w->with->lifts,
			     w->with->model->leave, w->with->sides, w->scratch, err);
}

static void score_by_grid(struct window *w,
			  const ent_grid *grid,
			  uint32_t i,
			  uint32_t j,
			  uint32_t p,
			  uint32_t q)
{
	const ent_bead bead = bead_at(w, i, j, p, q);
	double gain[2];
	*score_at(w, i, j, p, q) =
		!is_barred(w, &bead) && ent_grid_bead(gain, grid, i - 1,
						      w->block.tgt + j - 1, p, q)
			? ent_bead_score(w->with->model, w->with->bitext, &bead, gain)
			: -HUGE_VAL;
}

static int word_cmp(const void *key, const void *lift)
{
	const uint32_t a = *(const uint32_t *)key, b = ((const ent_lift *)lift)->word;
	return (a > b) - (a < b);
}

/* fit[0][i][j]: of source word i, given target word j; fit[1] the reverse. */
static void find_fits(float *const *const fit[2],
		      const struct window *w,
		      const uint32_t *const words[2],
		      const uint32_t n[2])
{
	for (uint32_t i = 0; i < n[0]; i++) {
		const uint32_t s = words[0][i];
		const ent_lift *row = w->with->lifts->lifts + w->with->lifts->first[s];
		const uint32_t n_row =
			w->with->lifts->first[s + 1] - w->with->lifts->first[s];
		for (uint32_t j = 0; j < n[1]; j++) {
			const uint32_t t = words[1][j];
			const float least = w->with->lifts->known[0][s] &&
							    w->with->lifts->known[1][t]
						    ? UNLINKED
						    : UNKNOWN;
			float of[2] = { least, least };
			const size_t low =
				ent_lower_bound(&t, row, n_row, sizeof(*row), word_cmp);
			for (int k = 0; k < 2 && low < n_row && row[low].word == t; k++)
				of[k] = fminf(fmaxf(row[low].of[k], least), MOST);
			fit[0][i][j] = of[0];
			fit[1][j][i] = of[1];
		}
	}
}

static float **make_rows(uint32_t n_observed, uint32_t n_states, ent_arena *arena)
{
	const size_t row = ent_hmm_row(n_states);
	float **rows = ENT_NEW_ARRAY(arena, float *, (size_t)n_observed + 1);
	float *numbers = ENT_NEW_ARRAY(arena, float, n_observed *row + 1);
	for (uint32_t i = 0; rows && numbers && i < n_observed; i++)
		rows[i] = numbers + i * row;
	return numbers ? rows : NULL;
}

static bool score_by_order(struct window *w, double *score, const ent_bead *bead)
{
	const ent_side *side = w->with->bitext->side;
	const uint32_t n[2] = { ent_side_words(&side[0], bead->src, bead->n_src),
				ent_side_words(&side[1], bead->tgt, bead->n_tgt) };
	const uint32_t *const words[2] = { side[0].words + side[0].start[bead->src],
					   side[1].words + side[1].start[bead->tgt] };
	float *const *const fit[2] = { make_rows(n[0], n[1], w->scratch),
				       make_rows(n[1], n[0], w->scratch) };
	double gain[2];
	if (!fit[0] || !fit[1])
		return false;
	find_fits(fit, w, words, n);
	if (!ent_hmm_gain(&gain[0], (const float *const *)fit[0], n[0], n[1],
			  w->scratch) ||
	    !ent_hmm_gain(&gain[1], (const float *const *)fit[1], n[1], n[0],
			  w->scratch))
		return false;
	*score = ent_bead_score(w->with->model, w->with->bitext, bead, gain);
	return true;
}

/* ---- sums over paths (path.c, over all of a small rectangle) ----------------- */

/* What being without counterpart is worth to segment k of a side of the window. */
static double alone(const struct window *w, int side, uint32_t k)
{
	return ent_path_alone(&w->with->bitext->side[side],
			      (side ? w->block.tgt : w->block.src) + k, w->with->model);
}

static void go_forward(struct window *w)
{
	for (uint32_t i = 0; i <= w->block.n_src; i++)
		for (uint32_t j = 0; j <= w->block.n_tgt; j++) {
			double *f = node_at(w, i, j)->f, sum = i || j ? -HUGE_VAL : 0;
			for (uint32_t p = 1; p <= w->with->sides && p <= i; p++)
				for (uint32_t q = 1; q <= w->with->sides && q <= j; q++)
					sum = ent_log_add(
						sum,
						ent_path_any(
							node_at(w, i - p, j - q)->f) +
							*score_at(w, i, j, p, q));
			f[ENT_AFTER_BEAD] = sum;
			f[ENT_IN_SRC] = i ? ent_path_src(node_at(w, i - 1, j)->f,
							 w->with->model) +
							alone(w, 0, i - 1)
					  : -HUGE_VAL;
			f[ENT_IN_TGT] = j ? ent_path_tgt(node_at(w, i, j - 1)->f,
							 w->with->model) +
							alone(w, 1, j - 1)
					  : -HUGE_VAL;
		}
}

static double out_of_bead(struct window *w, uint32_t i, uint32_t j, double total)
{
	struct node *node = node_at(w, i, j);
	double sum = -HUGE_VAL;
	for (uint32_t p = 1; p <= w->with->sides && i + p <= w->block.n_src; p++)
		for (uint32_t q = 1; q <= w->with->sides && j + q <= w->block.n_tgt;
		     q++) {
			const struct node *to = node_at(w, i + p, j + q);
			const double score = *score_at(w, i + p, j + q, p, q) +
					     to->b[ENT_AFTER_BEAD];
			if (score == -HUGE_VAL)
				continue;
			sum = ent_log_add(sum, score);
			ent_path_consider(&node->best,
					  exp(ent_path_any(node->f) + score - total),
					  to->best.value, p, q);
		}
	return sum;
}

static void back_node(struct window *w, uint32_t i, uint32_t j, double total)
{
	const ent_model *model = w->with->model;
	struct node *node = node_at(w, i, j);
	const struct node *down = i < w->block.n_src ? node_at(w, i + 1, j) : NULL,
			  *right = j < w->block.n_tgt ? node_at(w, i, j + 1) : NULL;
	node->best = (ent_path_step){ .value = down || right ? -1 : 0 };
	const double bead = out_of_bead(w, i, j, total);
	const double src = down ? down->b[ENT_IN_SRC] + alone(w, 0, i) : -HUGE_VAL,
		     tgt = right ? right->b[ENT_IN_TGT] + alone(w, 1, j) : -HUGE_VAL;
	if (down)
		ent_path_consider(&node->best,
				  exp(ent_path_src(node->f, model) + src - total),
				  down->best.value, 1, 0);
	if (right)
		ent_path_consider(&node->best,
				  exp(ent_path_tgt(node->f, model) + tgt - total),
				  right->best.value, 0, 1);
	ent_path_back(node->b, down || right ? bead : 0, src, tgt, model);
}

static double sum_paths(struct window *w)
{
	const uint32_t n = w->block.n_src, m = w->block.n_tgt;
	go_forward(w);
	const double total = ent_path_any(node_at(w, n, m)->f);
	for (uint32_t i = n + 1; i-- > 0;)
		for (uint32_t j = m + 1; j-- > 0;)
			back_node(w, i, j, total);
	return total;
}

/* ---- a window ------------------------------------------------------------------ */

/* Leaves the beads that are worth it, weighed by the order of their words. */
static bool choose_beads(struct window *w, double total)
{
	const double least = log((double)LEAST);
	for (uint32_t i = 1; i <= w->block.n_src; i++)
		for (uint32_t j = 1; j <= w->block.n_tgt; j++)
			for (uint32_t p = 1; p <= w->with->sides && p <= i; p++)
				for (uint32_t q = 1; q <= w->with->sides && q <= j;
				     q++) {
					double *score = score_at(w, i, j, p, q);
					const ent_bead bead = bead_at(w, i, j, p, q);
					const double posterior =
						ent_path_any(
							node_at(w, i - p, j - q)->f) +
						*score +
						node_at(w, i, j)->b[ENT_AFTER_BEAD] -
						total;
					if (!(posterior >= least))
						*score = -HUGE_VAL;
					else if (!score_by_order(w, score, &bead))
						return false;
				}
	return true;
}

static ent_status score_all(struct window *w, ent_error *err)
{
	ent_grid_band band;
	ent_grid grid;
	ent_status status = make_grid(&grid, &band, w, err);
	for (uint32_t i = 1; i <= w->block.n_src && !status; i++)
		for (uint32_t j = 1; j <= w->block.n_tgt; j++)
			for (uint32_t p = 1; p <= w->with->sides && p <= i; p++)
				for (uint32_t q = 1; q <= w->with->sides && q <= j; q++)
					score_by_grid(w, &grid, i, j, p, q);
	return status;
}

static uint32_t read_beads(ent_bead *out, const struct window *w)
{
	uint32_t n = 0;
	for (uint32_t i = 0, j = 0; i < w->block.n_src || j < w->block.n_tgt;) {
		const ent_path_step *best = &node_at(w, i, j)->best;
		i += best->p;
		j += best->q;
		out[n] = bead_at(w, i, j, best->p, best->q);
		out[n++].confidence = (float)fmin(best->posterior, 1);
	}
	return n;
}

static bool is_small(const struct window *w)
{
	const ent_side *side = w->with->bitext->side;
	const ent_block *b = &w->block;
	return b->n_src && b->n_tgt && b->n_src <= WIDEST && b->n_tgt <= WIDEST &&
	       ent_side_words(&side[0], b->src, b->n_src) <= LONGEST &&
	       ent_side_words(&side[1], b->tgt, b->n_tgt) <= LONGEST;
}

/* Decides n beads again; *made counts those written to out, the same if they are too
 * many. */
static ent_status refine_run(ent_bead *out,
			     uint32_t *made,
			     struct window *w,
			     const ent_bead *beads,
			     uint32_t n,
			     ent_error *err)
{
	ent_block *b = &w->block;
	*b = (ent_block){ .src = beads[0].src, .tgt = beads[0].tgt };
	for (uint32_t k = 0; k < n; k++) {
		b->n_src += beads[k].n_src;
		b->n_tgt += beads[k].n_tgt;
	}
	memcpy(out, beads, n * sizeof(*out));
	*made = n;
	if (!is_small(w))
		return ENT_OK;
	const size_t nodes = (size_t)(b->n_src + 1) * (b->n_tgt + 1);
	w->nodes = ENT_NEW_ARRAY(w->scratch, struct node, nodes);
	w->scores = ENT_NEW_ARRAY(w->scratch, double,
				  nodes * w->with->sides * w->with->sides);
	if (!w->nodes || !w->scores)
		return ent_fail_memory(err);
	ent_status status = score_all(w, err);
	if (status)
		return status;
	if (!choose_beads(w, sum_paths(w)))
		return ent_fail_memory(err);
	sum_paths(w);
	*made = read_beads(out, w);
	return ENT_OK;
}

static bool is_doubtful(const ent_bead *bead)
{
	return bead->confidence < SETTLED || !bead->n_src || !bead->n_tgt;
}

/* One bead past the run that begins at `first`: beads that are not sure and those
 * without counterpart.  *settled: none of them is doubtful, or it is a single sure
 * one. */
static uint32_t run_end(bool *settled, const ent_path *path, uint32_t first)
{
	uint32_t end = first;
	*settled = true;
	for (; end < path->count && is_doubtful(&path->beads[end]); end++)
		*settled = *settled && path->beads[end].confidence >= SETTLED;
	return end > first ? end : first + 1;
}

ent_status ent_refine(ent_path *path,
		      const ent_evidence *evidence,
		      ent_arena *arena,
		      ent_arena *scratch,
		      ent_error *err)
{
	struct window w = { .with = evidence, .scratch = scratch };
	size_t segments = 0;
	for (uint32_t k = 0; k < path->count; k++)
		segments += (size_t)path->beads[k].n_src + path->beads[k].n_tgt;
	ent_bead *beads = ENT_NEW_ARRAY(arena, ent_bead, segments + 1);
	ent_status status = beads ? ENT_OK : ent_fail_memory(err);
	uint32_t n = 0;
	for (uint32_t k = 0; k < path->count && !status;) {
		bool settled;
		const uint32_t end = run_end(&settled, path, k);
		uint32_t made = end - k;
		if (settled)
			memcpy(beads + n, path->beads + k, made * sizeof(*beads));
		else
			status = refine_run(beads + n, &made, &w, path->beads + k,
					    end - k, err);
		n += made;
		k = end;
		ent_arena_clear(scratch);
	}
	if (!status) {
		path->beads = beads;
		path->count = n;
	}
	return status;
}
