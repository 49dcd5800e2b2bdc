/* SPDX-License-Identifier: Apache-2.0 */
/* band.c - where in the target the counterparts of a source segment may be.
 *
 * What: each source segment votes for target segments with its words that are rare
 * on both sides and their lifts; the heaviest chain of votes that rises in both
 * texts (the weighted longest increasing subsequence; Abouelhoda and Ohlebusch,
 * Journal of Discrete Algorithms 3, 2005, as in genome aligners) gives fixed
 * points.  Between two of them the whole rectangle belongs to the band unless it
 * is large; then a strip along its diagonal.  The band is evidence, not a
 * decision: it is wider than the chain, and made wider again when the path found
 * in it runs along an edge.
 *
 * Cost: O(n VISITS log n) time, O(cells) memory.
 */
#include <math.h>
#include <string.h>

#include "align/band.h"
#include "align/word_places.h"
#include "base/fail.h"

enum {
	VOTES = 4,     /* candidates kept for each source segment */
	RARE = 40,     /* places of a word; more say little and cost much */
	VISITS = 4000, /* places looked at for a source segment, at most */
	SMEAR = 3,     /* rows over which a fixed point widens the band */
	/* cells of a rectangle between two fixed points that is taken whole */
	RECTANGLE = 400000,
	/* of the strip of a larger one, and how narrow it may become: 5,000 segments a
	 * side have the whole strip, longer texts without fixed points a narrower one,
	 * so that memory stays linear */
	STRIP = 2000000,
	NARROW = 40,
};
/* A vote lighter than this is not a fixed point: two words of lift e^3. */
#define LIGHT 6.f

struct vote {
	uint32_t row, column;
	float weight;
	uint32_t before; /* in the chain; index + 1 */
	float sum;
};

struct voting {
	const ent_block *block;
	const ent_bitext *bitext;
	const ent_lifts *lifts;
	ent_places places; /* of the block's target words */
	struct vote *votes;
	uint32_t n;
	float *weight;     /* [columns] of the row at hand */
	uint32_t *touched; /* columns that have a weight */
	uint32_t n_touched;
	uint32_t *last_row; /* [source vocables] row + 1 in which the word was seen */
	ent_arena *arena;
};

static uint32_t vote_of_word(struct voting *v, uint32_t s)
{
	uint32_t visits = 0;
	for (uint32_t l = v->lifts->first[s]; l < v->lifts->first[s + 1]; l++) {
		const ent_lift *lift = &v->lifts->lifts[l];
		const uint32_t from = v->places.at[lift->word],
			       to = v->places.at[lift->word + 1];
		const float product = lift->of[0] * lift->of[1];
		if (to - from > RARE || product < 16)
			continue;
		const float w = .5f * logf(product);
		visits += to - from;
		for (uint32_t k = from; k < to; k++) {
			const uint32_t column = v->places.segments[k] - v->block->tgt;
			float *sum = &v->weight[column];
			if (*sum == 0)
				v->touched[v->n_touched++] = column;
			*sum += w;
		}
	}
	return visits;
}

/* Keeps the heaviest columns of a row, the last column first. */
static void keep_votes(struct voting *v, uint32_t row)
{
	struct vote best[VOTES];
	uint32_t n = 0;
	for (uint32_t k = 0; k < v->n_touched; k++) {
		const uint32_t column = v->touched[k];
		const float w = v->weight[column];
		v->weight[column] = 0;
		if (w < LIGHT || (n == VOTES && w <= best[n - 1].weight))
			continue;
		uint32_t at = n < VOTES ? n++ : n - 1;
		for (; at && best[at - 1].weight < w; at--)
			best[at] = best[at - 1];
		best[at] = (struct vote){ row, column, w, 0, 0 };
	}
	v->n_touched = 0;
	for (uint32_t i = 1; i < n; i++)
		for (uint32_t k = i; k && best[k - 1].column < best[k].column; k--) {
			const struct vote one = best[k];
			best[k] = best[k - 1];
			best[k - 1] = one;
		}
	for (uint32_t k = 0; k < n; k++)
		v->votes[v->n++] = best[k];
}

static bool collect_votes(struct voting *v)
{
	const ent_side *src = &v->bitext->side[0];
	v->votes =
		ENT_NEW_ARRAY(v->arena, struct vote, (size_t)v->block->n_src * VOTES);
	v->weight = ENT_NEW_ARRAY(v->arena, float, v->block->n_tgt);
	v->touched = ENT_NEW_ARRAY(v->arena, uint32_t, v->block->n_tgt);
	v->last_row = ENT_NEW_ARRAY(v->arena, uint32_t, (size_t)src->n_vocables + 1);
	if (!v->votes || !v->weight || !v->touched || !v->last_row ||
	    ent_places_make(&v->places, &v->bitext->side[1], v->block->tgt,
			    v->block->n_tgt, v->arena, NULL))
		return false;
	for (uint32_t row = 0; row < v->block->n_src; row++) {
		const uint32_t segment = v->block->src + row;
		uint32_t visits = 0;
		for (uint32_t k = src->start[segment];
		     k < src->start[segment + 1] && visits < VISITS; k++) {
			const uint32_t s = src->words[k];
			if (v->last_row[s] == row + 1 || src->vocables[s].count > RARE)
				continue;
			v->last_row[s] = row + 1;
			visits += vote_of_word(v, s);
		}
		keep_votes(v, row);
	}
	return true;
}

/* Chains the votes: sums of the best chain that ends below a column are in a
 * Fenwick tree (Software: Practice and Experience 24(3), 1994), by index + 1. */
static bool chain_votes(struct voting *v, uint32_t *last)
{
	uint32_t *tree = ENT_NEW_ARRAY(v->arena, uint32_t, (size_t)v->block->n_tgt + 1);
	*last = 0;
	if (!tree)
		return false;
	for (uint32_t k = 0; k < v->n; k++) {
		struct vote *one = &v->votes[k];
		uint32_t best = 0;
		for (uint32_t c = one->column; c; c &= c - 1)
			if (tree[c] && (!best || v->votes[tree[c] - 1].sum >
							 v->votes[best - 1].sum))
				best = tree[c];
		one->before = best;
		one->sum = one->weight + (best ? v->votes[best - 1].sum : 0);
		for (uint32_t c = one->column + 1; c <= v->block->n_tgt;
		     c += c & (~c + 1))
			if (!tree[c] || v->votes[tree[c] - 1].sum < one->sum)
				tree[c] = k + 1;
		if (!*last || v->votes[*last - 1].sum < one->sum)
			*last = k + 1;
	}
	return true;
}

/* ---- the band -------------------------------------------------------------- */

struct point {
	uint32_t row, column;
};

/* How far the strip along the diagonal of a rectangle reaches to each side: as far as a
 * random walk of that length, within the limit. */
static uint32_t strip_of(uint64_t rows, uint64_t columns)
{
	const uint32_t walk = (uint32_t)(sqrt((double)(rows + columns)) * 2);
	const uint64_t most = STRIP / (2 * rows + 1);
	return walk <= most ? walk : most > NARROW ? (uint32_t)most : NARROW;
}

/* Widens the rows between two points, both within the block, relative to it. */
static void span_points(ent_grid_band *band,
			struct point a,
			struct point b,
			uint32_t reach)
{
	const uint64_t rows = b.row - a.row, columns = b.column - a.column;
	const bool whole = rows * columns <= RECTANGLE;
	const uint32_t strip = strip_of(rows, columns);
	const uint32_t from = a.row > SMEAR ? a.row - SMEAR : 0,
		       to = b.row + SMEAR < band->block.n_src - 1
				    ? b.row + SMEAR
				    : band->block.n_src - 1;
	for (uint32_t r = from; r <= to; r++) {
		uint64_t lo = a.column, hi = b.column;
		if (!whole) {
			const uint64_t k = r <= a.row   ? 0
					   : r >= b.row ? rows
							: r - a.row;
			lo = hi = a.column + columns * k / rows;
			lo = lo > strip ? lo - strip : 0;
			hi += strip + columns / rows;
		}
		lo = lo > reach ? lo - reach : 0;
		hi = hi + reach + 1 < band->block.n_tgt ? hi + reach + 1
							: band->block.n_tgt;
		if (lo < band->lo[r])
			band->lo[r] = (uint32_t)lo;
		if (hi > band->hi[r])
			band->hi[r] = (uint32_t)hi;
	}
}

static bool begin_band(ent_grid_band *band, const ent_block *block, ent_arena *arena)
{
	band->block = *block;
	band->lo = ENT_NEW_ARRAY(arena, uint32_t, block->n_src);
	band->hi = ENT_NEW_ARRAY(arena, uint32_t, block->n_src);
	band->at = ENT_NEW_ARRAY(arena, size_t, (size_t)block->n_src + 1);
	for (uint32_t r = 0; band->lo && r < block->n_src; r++)
		band->lo[r] = UINT32_MAX;
	return band->lo && band->hi && band->at;
}

/* Makes lo and hi rise, connects the rows, and counts the cells. */
static void finish_band(ent_grid_band *band)
{
	const uint32_t n = band->block.n_src, m = band->block.n_tgt;
	band->lo[0] = 0;
	band->hi[n - 1] = m;
	for (uint32_t r = n - 1; r-- > 0;)
		if (band->lo[r] > band->lo[r + 1])
			band->lo[r] = band->lo[r + 1];
	for (uint32_t r = 1; r < n; r++) {
		if (band->hi[r] < band->hi[r - 1])
			band->hi[r] = band->hi[r - 1];
		if (band->lo[r] > band->hi[r - 1])
			band->lo[r] = band->hi[r - 1];
	}
	for (uint32_t r = 0; r < n; r++) {
		band->at[r + 1] = band->at[r] + (band->hi[r] - band->lo[r]);
		band->lo[r] += band->block.tgt;
		band->hi[r] += band->block.tgt;
	}
}

ent_status ent_band_find(ent_grid_band *out,
			 const ent_block *block,
			 const ent_bitext *bitext,
			 const ent_lifts *lifts,
			 uint32_t reach,
			 ent_arena *arena,
			 ent_error *err)
{
	struct voting v = {
		.block = block, .bitext = bitext, .lifts = lifts, .arena = arena
	};
	ent_grid_band band;
	uint32_t k;
	if (!begin_band(&band, block, arena) || !collect_votes(&v) ||
	    !chain_votes(&v, &k))
		return ent_fail_memory(err);
	struct point next = { block->n_src - 1, block->n_tgt - 1 };
	for (; k; k = v.votes[k - 1].before) {
		const struct point one = { v.votes[k - 1].row, v.votes[k - 1].column };
		span_points(&band, one, next, reach);
		next = one;
	}
	span_points(&band, (struct point){ 0, 0 }, next, reach);
	finish_band(&band);
	*out = band;
	return ENT_OK;
}

ent_status ent_band_widen(ent_grid_band *out,
			  const ent_grid_band *band,
			  const uint32_t *rows,
			  uint32_t n,
			  uint32_t reach,
			  ent_arena *arena,
			  ent_error *err)
{
	ent_grid_band wide;
	const ent_block *block = &band->block;
	if (!begin_band(&wide, block, arena))
		return ent_fail_memory(err);
	for (uint32_t r = 0; r < block->n_src; r++) {
		wide.lo[r] = band->lo[r] - block->tgt;
		wide.hi[r] = band->hi[r] - block->tgt;
	}
	uint32_t next = 0; /* rows below it are wide already */
	for (uint32_t k = 0; k < n; k++) {
		uint32_t from = rows[k] > reach ? rows[k] - reach : 0;
		from = from > next ? from : next;
		for (next = from; next < block->n_src && next <= rows[k] + reach;
		     next++) {
			uint32_t *lo = &wide.lo[next], *hi = &wide.hi[next];
			*lo = *lo > reach ? *lo - reach : 0;
			*hi = *hi + reach < block->n_tgt ? *hi + reach : block->n_tgt;
		}
	}
	finish_band(&wide);
	*out = wide;
	return ENT_OK;
}

ent_status ent_band_around(ent_grid_band *out,
			   const ent_block *block,
			   const ent_bead *beads,
			   uint32_t count,
			   uint32_t reach,
			   ent_arena *arena,
			   ent_error *err)
{
	ent_grid_band band;
	struct point last = { 0, 0 };
	if (!begin_band(&band, block, arena))
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < count; k++) {
		const ent_bead *bead = &beads[k];
		if (!bead->n_src || !bead->n_tgt)
			continue;
		const struct point one = { bead->src - block->src,
					   bead->tgt - block->tgt };
		span_points(&band, last, one, reach);
		last = (struct point){ one.row + bead->n_src - 1,
				       one.column + bead->n_tgt - 1 };
		span_points(&band, one, last, reach);
	}
	span_points(&band, last, (struct point){ block->n_src - 1, block->n_tgt - 1 },
		    reach);
	finish_band(&band);
	*out = band;
	return ENT_OK;
}
