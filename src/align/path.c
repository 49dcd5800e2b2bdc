/* SPDX-License-Identifier: Apache-2.0 */
/* path.c - the best path through a band, and the probability of each of its beads.
 *
 * What: a path goes from node (0, 0) to node (n, m) of the block in beads of p x q
 * segments.  Its score is the sum of its beads' (grid.h, model.h); a run of segments
 * without counterpart costs null_open and then null_more for each further one (Gotoh,
 * Journal of Molecular Biology 162, 1982), so that an omitted section does not disturb
 * the beads around it.
 *
 * How: forward and backward sums over all paths (Rabiner, Proceedings of the IEEE
 * 77(2), 1989) give each bead's posterior probability; the path taken is the one
 * that is expected to have the most right beads, not the single likeliest one
 * (maximum expected accuracy: Do et al., Genome Research 15(2), 2005).  Source
 * segments of a null run come before its target segments: each set of beads is one
 * path.
 *
 * A bead is scored twice, forward and backward: to keep its score would take 200 bytes
 * a node.
 *
 * Time O(nodes x sides^2), memory 37 bytes a node, and some rows of scores.
 */
#include <math.h>
#include <string.h>

#include "align/bead_score.h"
#include "align/path.h"
#include "align/path_sums.h"
#include "base/fail.h"

/* An edge of the band is touched by a path that comes so near to it. */
enum { NEAR = 2 };

struct node {
	double f[ENT_PATH_STATES];
	double any; /* sum of f */
};

struct back {
	double b[ENT_PATH_STATES]; /* sum over what follows, by the state one is in */
	double value;              /* expected right beads of the best rest */
};

/* The scores of the beads that end at a node, [p - 1][q - 1]; -HUGE_VAL for one that is
 * not possible. */
struct ends {
	double score[ENT_MAX_SIDE][ENT_MAX_SIDE];
	uint8_t rows, columns; /* of the largest within the band */
};

struct walk {
	const ent_grid *grid;
	const ent_bitext *bitext;
	const ent_model *model;
	const bool *const
		*alone; /* [2][segments] in no bead of two sides; [0] may be NULL */
	uint32_t n;     /* rows */
	size_t *at;     /* [n + 2] first node of a row of nodes */
	struct node *nodes;
	uint8_t *choice;  /* p << 4 | q of the best first bead of the rest */
	float *posterior; /* of that bead */
	/* of node row i: rows[i % (sides + 1)] */
	struct back *rows[ENT_MAX_SIDE + 1];
	struct ends *ends[ENT_MAX_SIDE + 1];
	ent_bead_side src[ENT_MAX_SIDE]; /* of the beads that end at a row of nodes */
};

/* A row of nodes i lies between the rows i - 1 and i of cells. */
static uint32_t node_lo(const struct walk *w, uint32_t i)
{
	return i ? w->grid->band->lo[i - 1] : w->grid->band->block.tgt;
}

static uint32_t node_hi(const struct walk *w, uint32_t i)
{
	const ent_grid_band *band = w->grid->band;
	return i < w->n ? band->hi[i] : band->block.tgt + band->block.n_tgt;
}

static struct node *node_at(const struct walk *w, uint32_t i, uint32_t j)
{
	if (j < node_lo(w, i) || j > node_hi(w, i))
		return NULL;
	return &w->nodes[w->at[i] + (j - node_lo(w, i))];
}

static struct back *back_at(const struct walk *w, uint32_t i, uint32_t j)
{
	if (i > w->n || j < node_lo(w, i) || j > node_hi(w, i))
		return NULL;
	return &w->rows[i % (w->grid->sides + 1)][j - node_lo(w, i)];
}

static bool any_alone(const struct walk *w,
		      uint32_t i,
		      uint32_t j,
		      uint32_t p,
		      uint32_t q)
{
	const uint32_t first = w->grid->band->block.src;
	for (uint32_t k = first + i - p; k < first + i; k++)
		if (w->alone[0][k])
			return true;
	for (uint32_t k = j - q; k < j; k++)
		if (w->alone[1][k])
			return true;
	return false;
}

/* Beads of segments that are to stay alone are not possible. */
static void bar_alone(const struct walk *w, struct ends *out, uint32_t i, uint32_t j)
{
	for (uint32_t p = 1; p <= out->rows; p++)
		for (uint32_t q = 1; q <= out->columns; q++)
			if (any_alone(w, i, j, p, q))
				out->score[p - 1][q - 1] = -HUGE_VAL;
}

/* The sides of the beads of 1, 2, ... rows up to row node i. */
static void read_rows(struct walk *w, uint32_t i)
{
	ent_bead_sides(w->src, w->model, w->bitext, 0, w->grid->band->block.src + i,
		       i < w->grid->sides ? i : w->grid->sides);
}

/* The scores of the beads that end at node (i, j); i: of read_rows(). */
static void score_ends(struct ends *out, const struct walk *w, uint32_t i, uint32_t j)
{
	ent_bead_side tgt[ENT_MAX_SIDE];
	ent_grid_gains gains;
	out->rows = out->columns = 0;
	if (!i || j == w->grid->band->block.tgt)
		return;
	ent_grid_beads(&gains, w->grid, i - 1, j - 1);
	out->rows = (uint8_t)gains.rows;
	out->columns = (uint8_t)gains.columns;
	ent_bead_sides(tgt, w->model, w->bitext, 1, j, gains.columns);
	for (uint32_t p = 0; p < gains.rows; p++)
		ent_bead_scores(
			out->score[p], w->model, w->bitext, &w->src[p], tgt,
			gains.columns,
			(const double *const[2]){ gains.of[0][p], gains.of[1][p] });
	if (w->alone[0])
		bar_alone(w, out, i, j);
}

/* What being without counterpart is worth to row i, and to segment j of the target. */
static double alone_src(const struct walk *w, uint32_t i)
{
	return ent_path_alone(&w->bitext->side[0], w->grid->band->block.src + i,
			      w->model);
}

static double alone_tgt(const struct walk *w, uint32_t j)
{
	return ent_path_alone(&w->bitext->side[1], j, w->model);
}

/* The sum over the beads that end at a node. */
static double into_bead(const struct walk *w, uint32_t i, uint32_t j)
{
	double terms[ENT_MAX_SIDE * ENT_MAX_SIDE], most = -HUGE_VAL, sum = 0;
	uint32_t n = 0;
	struct ends ends;
	score_ends(&ends, w, i, j);
	for (uint32_t p = 1; p <= ends.rows; p++) {
		const uint32_t lo = node_lo(w, i - p), hi = node_hi(w, i - p);
		const struct node *from = &w->nodes[w->at[i - p]];
		for (uint32_t q = 1; q <= ends.columns && j - q >= lo; q++) {
			if (j - q > hi)
				continue;
			const double term =
				from[j - q - lo].any + ends.score[p - 1][q - 1];
			terms[n++] = term;
			most = term > most ? term : most;
		}
	}
	if (most == -HUGE_VAL)
		return -HUGE_VAL;
	for (uint32_t k = 0; k < n; k++)
		sum += terms[k] > most - ENT_LOG_NOTHING ? exp(terms[k] - most) : 0;
	return most + log(sum);
}

static void sum_forward(struct walk *w)
{
	for (uint32_t i = 0; i <= w->n; i++) {
		read_rows(w, i);
		for (uint32_t j = node_lo(w, i); j <= node_hi(w, i); j++) {
			struct node *node = node_at(w, i, j);
			const struct node *up = i ? node_at(w, i - 1, j) : NULL;
			const struct node *left = j ? node_at(w, i, j - 1) : NULL;
			node->f[ENT_AFTER_BEAD] = into_bead(w, i, j);
			if (i == 0 && j == w->grid->band->block.tgt)
				node->f[ENT_AFTER_BEAD] = 0;
			node->f[ENT_IN_SRC] =
				up ? ent_path_src(up->f, w->model) + alone_src(w, i - 1)
				   : -HUGE_VAL;
			node->f[ENT_IN_TGT] = left ? ent_path_tgt(left->f, w->model) +
							      alone_tgt(w, j - 1)
						   : -HUGE_VAL;
			node->any = ent_path_any(node->f);
		}
	}
}

static double probability(double log_p)
{
	return log_p > -ENT_LOG_NOTHING ? exp(log_p) : 0;
}

/* The sum over the beads that begin at a node, each of them considered. */
static double out_of_bead(const struct walk *w,
			  ent_path_step *best,
			  uint32_t i,
			  uint32_t j,
			  double here,
			  double total)
{
	double sum = -HUGE_VAL;
	for (uint32_t p = 1; p <= w->grid->sides && i + p <= w->n; p++) {
		const uint32_t slot = (i + p) % (w->grid->sides + 1),
			       lo = node_lo(w, i + p), hi = node_hi(w, i + p);
		for (uint32_t q = lo > j + 1 ? lo - j : 1;
		     q <= w->grid->sides && j + q <= hi; q++) {
			const struct ends *ends = &w->ends[slot][j + q - lo];
			const struct back *to = &w->rows[slot][j + q - lo];
			if (p > ends->rows || q > ends->columns)
				continue;
			const double score =
				ends->score[p - 1][q - 1] + to->b[ENT_AFTER_BEAD];
			if (score == -HUGE_VAL)
				continue;
			sum = ent_log_add(sum, score);
			ent_path_consider(best, probability(here + score - total),
					  to->value, p, q);
		}
	}
	return sum;
}

static void back_node(struct walk *w, uint32_t i, uint32_t j, double total)
{
	const struct node *node = node_at(w, i, j);
	const struct back *down = back_at(w, i + 1, j), *right = back_at(w, i, j + 1);
	struct back *out = back_at(w, i, j);
	ent_path_step best = { .value = -1 };
	double bead = out_of_bead(w, &best, i, j, node->any, total);
	const double src = down ? down->b[ENT_IN_SRC] + alone_src(w, i) : -HUGE_VAL,
		     tgt = right ? right->b[ENT_IN_TGT] + alone_tgt(w, j) : -HUGE_VAL;
	if (i == w->n && !right)
		bead = 0;
	ent_path_back(out->b, bead, src, tgt, w->model);
	if (down)
		ent_path_consider(
			&best,
			probability(ent_path_src(node->f, w->model) + src - total),
			down->value, 1, 0);
	if (right)
		ent_path_consider(
			&best,
			probability(ent_path_tgt(node->f, w->model) + tgt - total),
			right->value, 0, 1);
	out->value = i == w->n && !right ? 0 : best.value;
	const size_t at = w->at[i] + (j - node_lo(w, i));
	w->choice[at] = (uint8_t)(best.p << 4 | best.q);
	w->posterior[at] = (float)(best.posterior < 1 ? best.posterior : 1);
}

static void sum_backward(struct walk *w, double total)
{
	for (uint32_t i = w->n + 1; i-- > 0;) {
		struct ends *ends = w->ends[i % (w->grid->sides + 1)];
		const uint32_t lo = node_lo(w, i), hi = node_hi(w, i);
		read_rows(w, i);
		for (uint32_t j = hi + 1; j-- > lo;) {
			score_ends(&ends[j - lo], w, i, j);
			back_node(w, i, j, total);
		}
	}
}

/* Whether the band ends, but not the block, next to a node. */
static bool near_edge(const struct walk *w, uint32_t i, uint32_t j)
{
	const uint32_t begin = w->grid->band->block.tgt,
		       end = begin + w->grid->band->block.n_tgt;
	return (j < node_lo(w, i) + NEAR && node_lo(w, i) > begin) ||
	       (j + NEAR > node_hi(w, i) && node_hi(w, i) < end);
}

static ent_status read_path(ent_path *out,
			    struct walk *w,
			    ent_arena *arena,
			    ent_arena *scratch,
			    ent_error *err)
{
	const ent_grid_band *band = w->grid->band;
	const size_t most = (size_t)w->n + band->block.n_tgt + 1;
	const uint32_t end = band->block.tgt + band->block.n_tgt;
	ent_bead *beads = ENT_NEW_ARRAY(arena, ent_bead, most);
	uint32_t *touched = ENT_NEW_ARRAY(scratch, uint32_t, most);
	uint32_t count = 0, i = 0, j = band->block.tgt, n = 0;
	if (!beads || !touched)
		return ent_fail_memory(err);
	while (i < w->n || j < end) {
		const size_t at = w->at[i] + (j - node_lo(w, i));
		const uint32_t p = w->choice[at] >> 4, q = w->choice[at] & 15;
		beads[count++] = (ent_bead){ .src = band->block.src + i,
					     .tgt = j,
					     .n_src = (uint16_t)p,
					     .n_tgt = (uint16_t)q,
					     .confidence = w->posterior[at] };
		i += p;
		j += q;
		if (near_edge(w, i, j))
			touched[n++] = i ? i - 1 : 0;
	}
	*out = (ent_path){ beads, count, touched, n };
	return ENT_OK;
}

static bool prepare_walk(struct walk *w, ent_arena *arena)
{
	size_t widest = 0;
	w->at = ENT_NEW_ARRAY(arena, size_t, (size_t)w->n + 2);
	if (!w->at)
		return false;
	for (uint32_t i = 0; i <= w->n; i++) {
		const size_t wide = (size_t)(node_hi(w, i) - node_lo(w, i)) + 1;
		w->at[i + 1] = w->at[i] + wide;
		widest = wide > widest ? wide : widest;
	}
	w->nodes = ENT_NEW_ARRAY(arena, struct node, w->at[w->n + 1]);
	w->choice = ENT_NEW_ARRAY(arena, uint8_t, w->at[w->n + 1]);
	w->posterior = ENT_NEW_ARRAY(arena, float, w->at[w->n + 1]);
	for (uint32_t k = 0; k <= w->grid->sides; k++) {
		w->rows[k] = ENT_NEW_ARRAY(arena, struct back, widest);
		w->ends[k] = ENT_NEW_ARRAY(arena, struct ends, widest);
		if (!w->rows[k] || !w->ends[k])
			return false;
	}
	return w->nodes && w->choice && w->posterior;
}

ent_status ent_path_find(ent_path *out,
			 const ent_grid *grid,
			 const ent_bitext *bitext,
			 const ent_model *model,
			 const bool *const alone[2],
			 ent_arena *arena,
			 ent_arena *scratch,
			 ent_error *err)
{
	struct walk w = { .grid = grid,
			  .bitext = bitext,
			  .model = model,
			  .alone = alone,
			  .n = grid->band->block.n_src };
	if (!prepare_walk(&w, scratch))
		return ent_fail_memory(err);
	sum_forward(&w);
	const double total =
		node_at(&w, w.n, grid->band->block.tgt + grid->band->block.n_tgt)->any;
	sum_backward(&w, total);
	return read_path(out, &w, arena, scratch, err);
}
