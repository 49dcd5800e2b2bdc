/* SPDX-License-Identifier: Apache-2.0 */
/* grid.c - the words' evidence for every bead within a band.
 *
 * What: IBM Model 1 (Brown et al., Computational Linguistics 19(2), 1993) read as
 * a likelihood ratio, in both directions.  A word t of a bead with source words s
 * gains log(a + (1 - a) mean_s p(t|s) / p(t)), a being the share of words that
 * are without a counterpart; a word of which nothing is known gains 0.
 *
 * How: the mean over the source words of a bead of p rows is a sum over rows, and
 * does not depend on how many columns the bead has.  So for each cell the gain of
 * its target segment is kept for 1, 2, ... rows, that of its source segment for
 * 1, 2, ... columns, and every bead is a sum of at most p + q of these numbers.
 * The sums over words are filled by walking, for each word of a row, the places of
 * its counterparts within the band: pairs of words that have nothing to do with
 * each other cost nothing.
 *
 * Time O(cells x sides x words of a segment), memory O(cells x sides).
 */
#include <math.h>
#include <string.h>

#include "align/grid.h"
#include "align/word_places.h"
#include "base/fail.h"

#define CAP 400.f   /* a lift above it says no more: one rare word proves little */
enum { FLUSH = 8 }; /* factors multiplied before a logarithm is taken */

struct row {
	float *tgt; /* [words of the band's columns] sum of lifts given this row */
	float *src; /* [column][words of the row] sum of lifts given the column */
	size_t capacity_tgt, capacity_src;
};

struct filling {
	const ent_bitext *bitext;
	const ent_lifts *lifts;
	const ent_grid_band *band;
	uint32_t sides;
	float *out_tgt, *out_src;
	struct row rows[ENT_MAX_SIDE]; /* row r is rows[r % sides] */
	uint32_t *cursor;  /* [target vocable] first place not left of the band */
	ent_places places; /* of the block's target words */
	/* [word of the block] what a word gains is log(base + slope x lift) */
	const float *base[2], *slope[2];
	uint32_t from[2]; /* the block's first word */
	float *sum;       /* scratch: words of the band's columns */
	size_t capacity_sum;
	ent_arena *arena;
};

static bool grow_floats(float **capacity, size_t *have, size_t want, ent_arena *arena)
{
	if (*capacity && want <= *have)
		return true;
	want += want / 2 + 1;
	float *p = ENT_NEW_ARRAY(arena, float, want);
	if (p) {
		*capacity = p;
		*have = want;
	}
	return p != NULL;
}

static bool list_places(struct filling *f, ent_error *err)
{
	const ent_side *tgt = &f->bitext->side[1];
	const ent_block *block = &f->band->block;
	f->cursor = ENT_NEW_ARRAY(f->arena, uint32_t, (size_t)tgt->n_vocables + 1);
	if (!f->cursor ||
	    ent_places_make(&f->places, tgt, block->tgt, block->n_tgt, f->arena, err))
		return false;
	for (uint32_t v = 0; v < tgt->n_vocables; v++)
		f->cursor[v] = f->places.at[v];
	return true;
}

/* Adds the lifts between the words of a row and those of its columns. */
static bool sum_lifts(struct filling *f, uint32_t r)
{
	const ent_side *src = &f->bitext->side[0], *tgt = &f->bitext->side[1];
	const uint32_t segment = f->band->block.src + r, lo = f->band->lo[r],
		       hi = f->band->hi[r];
	const uint32_t words = ent_side_words(src, segment, 1), from = tgt->start[lo],
		       to = tgt->start[hi];
	struct row *row = &f->rows[r % f->sides];
	if (!grow_floats(&row->tgt, &row->capacity_tgt, to - from, f->arena) ||
	    !grow_floats(&row->src, &row->capacity_src, (size_t)words * (hi - lo),
			 f->arena))
		return false;
	memset(row->tgt, 0, (to - from) * sizeof(float));
	memset(row->src, 0, (size_t)words * (hi - lo) * sizeof(float));
	for (uint32_t k = 0; k < words; k++) {
		const uint32_t s = src->words[src->start[segment] + k];
		for (uint32_t l = f->lifts->first[s]; l < f->lifts->first[s + 1]; l++) {
			const ent_lift *lift = &f->lifts->lifts[l];
			uint32_t at = f->cursor[lift->word],
				 end = f->places.at[lift->word + 1];
			while (at < end && f->places.words[at] < from)
				at++;
			f->cursor[lift->word] = at;
			for (; at < end && f->places.words[at] < to; at++) {
				const uint32_t place = f->places.words[at];
				row->tgt[place - from] += lift->of[1];
				row->src[(size_t)(f->places.segments[at] - lo) * words +
					 k] += lift->of[0];
			}
		}
	}
	return true;
}

/* Of a word of which nothing is known the factor is 1, whatever the lift. */
static bool list_factors(struct filling *f, int side, float leave)
{
	const ent_side *text = &f->bitext->side[side];
	const ent_block *block = &f->band->block;
	const uint32_t first = text->start[side ? block->tgt : block->src],
		       end = text->start[side ? block->tgt + block->n_tgt
					      : block->src + block->n_src];
	float *base = ENT_NEW_ARRAY(f->arena, float, (size_t)(end - first) + 1);
	float *slope = ENT_NEW_ARRAY(f->arena, float, (size_t)(end - first) + 1);
	if (!base || !slope)
		return false;
	for (uint32_t k = first; k < end; k++) {
		const bool known = f->lifts->known[side][text->words[k]];
		base[k - first] = known ? leave : 1;
		slope[k - first] = known ? 1 - leave : 0;
	}
	f->base[side] = base;
	f->slope[side] = slope;
	f->from[side] = first;
	return true;
}

typedef float lanes __attribute__((vector_size(4 * sizeof(float))));

static lanes load_lanes(const float *p)
{
	lanes x;
	memcpy(&x, p, sizeof(x));
	return x;
}

static lanes at_most_cap(lanes x)
{
	for (int k = 0; k < 4; k++)
		x[k] = x[k] < CAP ? x[k] : CAP;
	return x;
}

/* log of the product of the factors of n words from `first` on, their lifts being
 * b times x.  Four products run side by side; FLUSH factors of each stay far from
 * overflow: CAP^8 is 10^21, and half^8 far from 0. */
static float sum_gain(const struct filling *f,
		      int side,
		      uint32_t first,
		      uint32_t n,
		      const float *x,
		      float b)
{
	const float *base = f->base[side] + (first - f->from[side]),
		    *slope = f->slope[side] + (first - f->from[side]);
	float sum = 0;
	uint32_t k = 0;
	while (k < n) {
		lanes product = { 1, 1, 1, 1 };
		const uint32_t stop = n - k < 4 * FLUSH ? n : k + 4 * FLUSH;
		for (; k + 4 <= stop; k += 4) {
			const lanes lift = load_lanes(x + k) * b;
			const lanes capped = at_most_cap(lift);
			product *=
				load_lanes(base + k) + load_lanes(slope + k) * capped;
		}
		double whole = (double)product[0] * (double)product[1] *
			       ((double)product[2] * (double)product[3]);
		for (; k < stop; k++) {
			const float lift = x[k] * b;
			whole *= (double)(base[k] +
					  slope[k] * (lift < CAP ? lift : CAP));
		}
		sum += (float)log(whole);
	}
	return sum;
}

/* Adds n numbers to a sum of as many. */
static void add_floats(float *sum, const float *x, size_t n)
{
	size_t k = 0;
	for (; k + 4 <= n; k += 4) {
		const lanes both = load_lanes(sum + k) + load_lanes(x + k);
		memcpy(sum + k, &both, sizeof(both));
	}
	for (; k < n; k++)
		sum[k] += x[k];
}

/* The gains of the target segments of a row from it and the rows above. */
static bool gain_tgt(struct filling *f, uint32_t r)
{
	const ent_side *src = &f->bitext->side[0], *tgt = &f->bitext->side[1];
	const uint32_t lo = f->band->lo[r], hi = f->band->hi[r], from = tgt->start[lo];
	const size_t n = tgt->start[hi] - from;
	if (!grow_floats(&f->sum, &f->capacity_sum, n, f->arena))
		return false;
	memset(f->sum, 0, n * sizeof(float));
	uint32_t limit = hi;
	for (uint32_t p = 0; p < f->sides; p++) {
		if (p <= r) {
			const uint32_t above = r - p;
			const struct row *row = &f->rows[above % f->sides];
			if (f->band->hi[above] < limit)
				limit = f->band->hi[above] > lo ? f->band->hi[above]
								: lo;
			const float *x =
				row->tgt + (from - tgt->start[f->band->lo[above]]);
			add_floats(f->sum, x, tgt->start[limit] - from);
		}
		const float b =
			p <= r ? 1.f / (float)(ent_side_words(
						       src, f->band->block.src + r - p,
						       p + 1) +
					       1)
			       : 0;
		for (uint32_t j = lo; j < hi; j++) {
			const size_t cell = f->band->at[r] + (j - lo);
			f->out_tgt[cell * f->sides + p] =
				p > r || j >= limit
					? -HUGE_VALF
					: sum_gain(f, 1, tgt->start[j],
						   ent_side_words(tgt, j, 1),
						   f->sum + (tgt->start[j] - from), b);
		}
	}
	return true;
}

/* The gains of the source segment of a row from 1, 2, ... columns. */
static bool gain_src(struct filling *f, uint32_t r)
{
	const ent_side *src = &f->bitext->side[0], *tgt = &f->bitext->side[1];
	const uint32_t lo = f->band->lo[r], hi = f->band->hi[r],
		       segment = f->band->block.src + r,
		       n = ent_side_words(src, segment, 1);
	const struct row *row = &f->rows[r % f->sides];
	if (!grow_floats(&f->sum, &f->capacity_sum, n, f->arena))
		return false;
	for (uint32_t j = lo; j < hi; j++) {
		const size_t cell = f->band->at[r] + (j - lo);
		memset(f->sum, 0, n * sizeof(float));
		for (uint32_t q = 0; q < f->sides; q++) {
			float *out = &f->out_src[cell * f->sides + q];
			if (q > j - lo) {
				*out = -HUGE_VALF;
				continue;
			}
			const float *x = row->src + (size_t)(j - q - lo) * n;
			add_floats(f->sum, x, n);
			const float b =
				1.f / (float)(ent_side_words(tgt, j - q, q + 1) + 1);
			*out = sum_gain(f, 0, src->start[segment], n, f->sum, b);
		}
	}
	return true;
}

ent_status ent_grid_make(ent_grid *out,
			 const ent_grid_band *band,
			 const ent_bitext *bitext,
			 const ent_lifts *lifts,
			 double leave,
			 uint32_t sides,
			 ent_arena *arena,
			 ent_error *err)
{
	const size_t cells = band->at[band->block.n_src];
	struct filling f = {
		.bitext = bitext,
		.lifts = lifts,
		.band = band,
		.sides = sides,
		.arena = arena,
	};
	f.out_tgt = ENT_NEW_ARRAY(arena, float, cells *sides);
	f.out_src = ENT_NEW_ARRAY(arena, float, cells *sides);
	if (!f.out_tgt || !f.out_src || !list_places(&f, err) ||
	    !list_factors(&f, 0, (float)leave) || !list_factors(&f, 1, (float)leave))
		return ent_fail_memory(err);
	for (uint32_t r = 0; r < band->block.n_src; r++)
		if (!sum_lifts(&f, r) || !gain_tgt(&f, r) || !gain_src(&f, r))
			return ent_fail_memory(err);
	*out = (ent_grid){ band, sides, f.out_tgt, f.out_src };
	return ENT_OK;
}

bool ent_grid_bead(double gain[2],
		   const ent_grid *grid,
		   uint32_t row,
		   uint32_t column,
		   uint32_t p,
		   uint32_t q)
{
	const ent_grid_band *band = grid->band;
	if (row + 1 < p || !ent_band_has(band, row, column) ||
	    column + 1 < band->lo[row] + q)
		return false;
	gain[0] = gain[1] = 0;
	for (uint32_t k = 0; k < q; k++) {
		const size_t cell = band->at[row] + (column - k - band->lo[row]);
		gain[1] += (double)grid->tgt[cell * grid->sides + p - 1];
	}
	for (uint32_t k = 0; k < p; k++) {
		const uint32_t r = row - k;
		if (!ent_band_has(band, r, column))
			return false;
		const size_t cell = band->at[r] + (column - band->lo[r]);
		gain[0] += (double)grid->src[cell * grid->sides + q - 1];
	}
	return gain[0] > -HUGE_VAL && gain[1] > -HUGE_VAL;
}

/* The gains of side 0 are sums over rows, those of side 1 over columns, in the order of
 * ent_grid_bead(). */
static void sum_beads(ent_grid_gains *out,
		      const ent_grid *grid,
		      uint32_t row,
		      uint32_t column)
{
	const ent_grid_band *band = grid->band;
	const uint32_t sides = grid->sides;
	double sum[2][ENT_MAX_SIDE] = { { 0 } };
	for (uint32_t p = 0; p < out->rows; p++) {
		const uint32_t r = row - p;
		const float *src =
			grid->src + (band->at[r] + (column - band->lo[r])) * sides;
		for (uint32_t q = 0; q < out->columns; q++)
			out->of[0][p][q] = sum[0][q] += (double)src[q];
	}
	for (uint32_t q = 0; q < out->columns; q++) {
		const float *tgt =
			grid->tgt +
			(band->at[row] + (column - q - band->lo[row])) * sides;
		for (uint32_t p = 0; p < out->rows; p++)
			out->of[1][p][q] = sum[1][p] += (double)tgt[p];
	}
}

void ent_grid_beads(ent_grid_gains *out,
		    const ent_grid *grid,
		    uint32_t row,
		    uint32_t column)
{
	const ent_grid_band *band = grid->band;
	out->rows = out->columns = 0;
	while (out->rows < grid->sides && out->rows <= row &&
	       ent_band_has(band, row - out->rows, column))
		out->rows++;
	if (!out->rows)
		return;
	out->columns = column + 1 - band->lo[row];
	if (out->columns > grid->sides)
		out->columns = grid->sides;
	sum_beads(out, grid, row, column);
}
