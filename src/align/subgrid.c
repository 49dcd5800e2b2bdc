/* SPDX-License-Identifier: Apache-2.0 */
/* subgrid.c - a grid of selected segments of both sides.
 *
 * For what a path cannot say: which segments correspond out of order.
 * Cost: a copy of the segments' words, and the grid (grid.c).
 */
#include <math.h>
#include <string.h>

#include "align/bead_score.h"
#include "align/subgrid.h"
#include "base/fail.h"

static bool copy_segments(ent_side *rest,
			  const ent_side *all,
			  const uint32_t *segments,
			  uint32_t n,
			  ent_arena *arena)
{
	uint32_t *start = ENT_NEW_ARRAY(arena, uint32_t, (size_t)n + 1);
	uint32_t *chars = ENT_NEW_ARRAY(arena, uint32_t, (size_t)n + 1);
	uint32_t *labels = ENT_NEW_ARRAY(arena, uint32_t, (size_t)n + 1);
	uint8_t *marks = ENT_NEW_ARRAY(arena, uint8_t, (size_t)n + 1);
	ent_segment *copies = ENT_NEW_ARRAY(arena, ent_segment, (size_t)n + 1);
	size_t words = 0;
	for (uint32_t k = 0; k < n; k++)
		words += ent_side_words(all, segments[k], 1);
	uint32_t *copy = ENT_NEW_ARRAY(arena, uint32_t, words + 1);
	if (!start || !chars || !labels || !marks || !copies || !copy)
		return false;
	for (uint32_t k = 0; k < n; k++) {
		const uint32_t s = segments[k], length = ent_side_words(all, s, 1);
		if (length)
			memcpy(copy + start[k], all->words + all->start[s],
			       length * sizeof(*copy));
		start[k + 1] = start[k] + length;
		chars[k + 1] = chars[k] + ent_side_chars(all, s, 1);
		labels[k] = all->labels[s];
		marks[k] = all->marks[s];
		copies[k] = all->segments[s];
	}
	ent_side_mark_paragraphs(marks, copies, n);
	*rest = *all;
	rest->n = n;
	rest->start = start;
	rest->words = copy;
	rest->chars = chars;
	rest->labels = labels;
	rest->marks = marks;
	rest->segments = copies;
	return true;
}

static bool whole_band(ent_grid_band *band, const uint32_t n[2], ent_arena *arena)
{
	band->block = (ent_block){ 0, n[0], 0, n[1] };
	band->lo = ENT_NEW_ARRAY(arena, uint32_t, n[0]);
	band->hi = ENT_NEW_ARRAY(arena, uint32_t, n[0]);
	band->at = ENT_NEW_ARRAY(arena, size_t, (size_t)n[0] + 1);
	if (!band->lo || !band->hi || !band->at)
		return false;
	for (uint32_t r = 0; r < n[0]; r++) {
		band->hi[r] = n[1];
		band->at[r + 1] = band->at[r] + n[1];
	}
	return true;
}

ent_status ent_subgrid_make(ent_subgrid *out,
			    const ent_selection *chosen,
			    const ent_bitext *bitext,
			    const ent_lifts *lifts,
			    const ent_model *model,
			    uint32_t sides,
			    ent_arena *arena,
			    ent_error *err)
{
	for (int k = 0; k < 2; k++)
		if (!copy_segments(&out->bitext.side[k], &bitext->side[k],
				   chosen->segments[k], chosen->n[k], arena))
			return ent_fail_memory(err);
	if (!whole_band(&out->band, chosen->n, arena))
		return ent_fail_memory(err);
	out->model = model;
	return ent_grid_make(&out->grid, &out->band, &out->bitext, lifts, model->leave,
			     sides, arena, err);
}

double ent_subgrid_score(const ent_subgrid *rest, const ent_bead *bead)
{
	double gain[2];
	if (!ent_grid_bead(gain, &rest->grid, bead->src + bead->n_src - 1,
			   bead->tgt + bead->n_tgt - 1, bead->n_src, bead->n_tgt))
		return -HUGE_VAL;
	return ent_bead_score(rest->model, &rest->bitext, bead, gain);
}
