/* SPDX-License-Identifier: Apache-2.0 */
/* mutual.c - segments of two sides that are each other's best, whatever their order
 * (competitive linking, Melamed, Computational Linguistics 26(2), 2000, made strict).
 *
 * Cost: O(segments of the one side x of the other) scores.
 */
#include <math.h>

#include "align/mutual.h"
#include "base/fail.h"

static void record_score(ent_mutual *m,
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

double ent_mutual_score(const ent_mutual *m, uint32_t r, uint32_t c)
{
	const ent_bead bead = { .src = r, .tgt = c, .n_src = 1, .n_tgt = 1 };
	return ent_subgrid_score(&m->rest, &bead);
}

void ent_mutual_rank(ent_mutual *m)
{
	for (int k = 0; k < 2; k++)
		for (uint32_t i = 0; i < m->of.n[k]; i++)
			m->best[k][i] = m->second[k][i] = -HUGE_VAL;
	for (uint32_t r = 0; r < m->of.n[0]; r++)
		for (uint32_t c = 0; c < m->of.n[1] && !m->taken[0][r]; c++) {
			if (m->taken[1][c])
				continue;
			const double score = ent_mutual_score(m, r, c);
			record_score(m, 0, r, c, score);
			record_score(m, 1, c, r, score);
		}
}

ent_status ent_mutual_make(ent_mutual *m,
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
		m->taken[k] = ENT_NEW_ARRAY(arena, bool, m->of.n[k]);
		if (!m->best[k] || !m->second[k] || !m->partner[k] || !m->taken[k])
			return ent_fail_memory(err);
	}
	ent_status status = ent_subgrid_make(&m->rest, &m->of, bitext, lifts, model,
					     sides, arena, err);
	if (!status)
		ent_mutual_rank(m);
	return status;
}

bool ent_mutual_is_clear(const ent_mutual *m, uint32_t r)
{
	const uint32_t c = m->partner[0][r];
	const double best = m->best[0][r],
		     rival = fmax(m->second[0][r], m->second[1][c]);
	return best > -HUGE_VAL && m->partner[1][c] == r && best > rival + m->margin;
}

bool ent_mutual_is_pair(const ent_mutual *m, uint32_t r)
{
	return ent_mutual_is_clear(m, r) && m->best[0][r] > m->least;
}

bool ent_mutual_has_pair(const ent_mutual *m, uint32_t c)
{
	const uint32_t r = m->partner[1][c];
	return m->partner[0][r] == c && ent_mutual_is_pair(m, r);
}
