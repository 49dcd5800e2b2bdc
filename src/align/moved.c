/* SPDX-License-Identifier: Apache-2.0 */
/* moved.c - segments that correspond out of order.
 *
 * Why: a path never goes back, but definitions are in the alphabetical order of
 * each language, and authors move paragraphs.
 *
 * Method: first, a bead of several segments on both sides is taken apart when
 * pairs that cross within it score better than the whole.  Then what is left over
 * on both sides is scored one with one as if it were side by side.  A pair is taken
 * when each is the other's best by a margin (competitive linking, Melamed,
 * Computational Linguistics 26(2), 2000, made strict) and the score is better than that
 * of two segments without counterpart by as much as so many pairs to choose from
 * demand.
 *
 * Cost: O(leftovers on the one side x on the other), at most CELLS.
 */
#include <math.h>

#include "align/moved.h"
#include "align/subgrid.h"
#include "base/fail.h"

enum { CELLS = 1 << 22 };

/* Scores of pairs of some segments, and each one's best. */
struct match {
	ent_selection of;
	ent_subgrid rest;
	double *best[2], *second[2];
	uint32_t *partner[2];
	double least, margin; /* what a pair needs */
};

static void record_score(struct match *m,
			 int side,
			 uint32_t one,
			 uint32_t other,
			 double score)
{
	if (score > m->best[side][one]) {
		m->second[side][one] = m->best[side][one];
		m->best[side][one] = score;
		m->partner[side][one] = other;
	} else if (score > m->second[side][one]) {
		m->second[side][one] = score;
	}
}

static ent_status score_pairs(struct match *m,
			      const ent_bitext *bitext,
			      const ent_lifts *lifts,
			      const ent_model *model,
			      uint32_t sides,
			      ent_arena *arena,
			      ent_error *err)
{
	for (int k = 0; k < 2; k++) {
		m->best[k] = ENT_NEW_ARRAY(arena, double, m->of.n[k]);
		m->second[k] = ENT_NEW_ARRAY(arena, double, m->of.n[k]);
		m->partner[k] = ENT_NEW_ARRAY(arena, uint32_t, m->of.n[k]);
		if (!m->best[k] || !m->second[k] || !m->partner[k])
			return ent_fail_memory(err);
		for (uint32_t i = 0; i < m->of.n[k]; i++)
			m->best[k][i] = m->second[k][i] = -HUGE_VAL;
	}
	ent_status status = ent_subgrid_make(&m->rest, &m->of, bitext, lifts, model,
					     sides, arena, err);
	for (uint32_t r = 0; r < m->of.n[0] && !status; r++)
		for (uint32_t c = 0; c < m->of.n[1]; c++) {
			const ent_bead bead = {
				.src = r, .tgt = c, .n_src = 1, .n_tgt = 1
			};
			const double score = ent_subgrid_score(&m->rest, &bead);
			record_score(m, 0, r, c, score);
			record_score(m, 1, c, r, score);
		}
	return status;
}

/* Whether segment r of side 0 and its best are a pair. */
static bool is_pair(const struct match *m, uint32_t r)
{
	const uint32_t c = m->partner[0][r];
	const double rival = fmax(m->second[0][r], m->second[1][c]);
	return m->partner[1][c] == r && m->best[0][r] > m->least &&
	       m->best[0][r] > rival + m->margin;
}

/* The same from the other side. */
static bool has_pair(const struct match *m, uint32_t c)
{
	const uint32_t r = m->partner[1][c];
	return m->partner[0][r] == c && is_pair(m, r);
}

/* ---- what the path left over --------------------------------------------------- */

static bool list_leftovers(struct match *m,
			   const ent_bead *beads,
			   uint32_t count,
			   const bool *const alone[2],
			   ent_arena *arena)
{
	for (int k = 0; k < 2; k++)
		if (!(m->of.segments[k] =
			      ENT_NEW_ARRAY(arena, uint32_t, (size_t)count + 1)))
			return false;
	for (uint32_t k = 0; k < count; k++) {
		const ent_bead *b = &beads[k];
		if (b->n_src == 1 && !b->n_tgt && !(alone[0] && alone[0][b->src]))
			m->of.segments[0][m->of.n[0]++] = b->src;
		if (!b->n_src && b->n_tgt == 1 && !(alone[0] && alone[1][b->tgt]))
			m->of.segments[1][m->of.n[1]++] = b->tgt;
	}
	return true;
}

static void take_pairs(const struct match *m, ent_bead *beads, uint32_t *count)
{
	uint32_t n = 0, r = 0, c = 0;
	for (uint32_t k = 0; k < *count; k++) {
		ent_bead b = beads[k];
		if (r < m->of.n[0] && b.n_src == 1 && !b.n_tgt &&
		    b.src == m->of.segments[0][r]) {
			if (is_pair(m, r)) {
				b.tgt = m->of.segments[1][m->partner[0][r]];
				b.n_tgt = 1;
				b.doubts |= ENT_DOUBT_MOVED;
			}
			r++;
		} else if (c < m->of.n[1] && !b.n_src && b.n_tgt == 1 &&
			   b.tgt == m->of.segments[1][c]) {
			if (has_pair(m, c++))
				continue;
		}
		beads[n++] = b;
	}
	*count = n;
}

ent_status ent_moved_find(ent_bead *beads,
			  uint32_t *count,
			  const ent_bitext *bitext,
			  const ent_lifts *lifts,
			  const ent_model *model,
			  const bool *const alone[2],
			  ent_arena *arena,
			  ent_error *err)
{
	struct match m = { .margin = model->margin };
	if (!list_leftovers(&m, beads, *count, alone, arena))
		return ent_fail_memory(err);
	if (!m.of.n[0] || !m.of.n[1] || m.of.n[0] > CELLS / m.of.n[1])
		return ENT_OK;
	m.least = model->moved + log((double)m.of.n[0] * m.of.n[1]) / 2;
	ent_status status = score_pairs(&m, bitext, lifts, model, 1, arena, err);
	if (!status)
		take_pairs(&m, beads, count);
	return status;
}

/* ---- beads that are tangled ---------------------------------------------------- */

static void add_part(ent_bead *out,
		     uint32_t *n,
		     const ent_bead *whole,
		     const struct match *m)
{
	for (uint32_t r = 0; r < m->of.n[0]; r++) {
		ent_bead part = { .src = m->of.segments[0][r],
				  .tgt = whole->tgt,
				  .n_src = 1,
				  .confidence = whole->confidence };
		if (is_pair(m, r)) {
			part.tgt = m->of.segments[1][m->partner[0][r]];
			part.n_tgt = 1;
			part.doubts = ENT_DOUBT_MOVED;
		}
		out[(*n)++] = part;
	}
	for (uint32_t c = 0; c < m->of.n[1]; c++)
		if (!has_pair(m, c))
			out[(*n)++] = (ent_bead){ .src = whole->src + whole->n_src,
						  .tgt = m->of.segments[1][c],
						  .n_tgt = 1,
						  .confidence = whole->confidence };
}

/* The score of the pairs within a bead, and whether any two of them cross. */
static double score_apart(bool *crossed, const struct match *m, const ent_model *model)
{
	double sum = 0;
	uint32_t alone = m->of.n[1], last = 0;
	*crossed = false;
	for (uint32_t r = 0; r < m->of.n[0]; r++) {
		if (!is_pair(m, r)) {
			sum += model->null_open;
			continue;
		}
		sum += m->best[0][r];
		alone--;
		*crossed |= m->partner[0][r] < last;
		last = m->partner[0][r];
	}
	return sum + alone * model->null_open + model->crossed;
}

ent_status ent_moved_untangle(ent_bead *out,
			      uint32_t *n,
			      const ent_bead *whole,
			      const ent_bitext *bitext,
			      const ent_lifts *lifts,
			      const ent_model *model,
			      ent_arena *arena,
			      ent_error *err)
{
	struct match m = { .of.n = { whole->n_src, whole->n_tgt }, .least = -HUGE_VAL };
	uint32_t capacity[2][ENT_MAX_SIDE];
	bool crossed = false;
	for (uint32_t k = 0; k < ENT_MAX_SIDE; k++) {
		capacity[0][k] = whole->src + k;
		capacity[1][k] = whole->tgt + k;
	}
	m.of.segments[0] = capacity[0];
	m.of.segments[1] = capacity[1];
	ent_status status =
		score_pairs(&m, bitext, lifts, model, ENT_MAX_SIDE, arena, err);
	if (status)
		return status;
	const ent_bead all = { .n_src = whole->n_src, .n_tgt = whole->n_tgt };
	if (score_apart(&crossed, &m, model) > ent_subgrid_score(&m.rest, &all) &&
	    crossed)
		add_part(out, n, whole, &m);
	else
		out[(*n)++] = *whole;
	return ENT_OK;
}
