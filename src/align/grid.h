/* SPDX-License-Identifier: Apache-2.0 */
/* grid.h - the words' evidence for every bead within a band.
 *
 * The rows of a band are segments of side 0, first .. first + n - 1; row r may be
 * matched with the segments lo[r] .. hi[r] - 1 of side 1.  lo and hi never fall;
 * neighbouring rows overlap or touch.
 */
#ifndef ENT_ALIGN_GRID_H
#define ENT_ALIGN_GRID_H

#include "align/lifts.h"
#include "align/model.h"

typedef struct ent_block {
	uint32_t src, n_src, tgt, n_tgt;
} ent_block;

typedef struct ent_grid_band {
	ent_block block;
	uint32_t *lo, *hi; /* [n_src] */
	size_t *at;        /* [n_src + 1] first cell of each row */
} ent_grid_band;

typedef struct ent_grid {
	const ent_grid_band *band;
	uint32_t sides; /* most segments on one side of a bead */
	/* [cell * sides + k]: what the words of the cell's segment of side 1 gain
	 * from it and the k rows above it; -HUGE_VALF when a row lacks that column */
	const float *tgt;
	/* the same for the cell's segment of side 0 and the k columns on the left */
	const float *src;
} ent_grid;

/* seconds O(cells x sides x words of a segment); the grid lives in the arena. */
ent_status ent_grid_make(ent_grid *out,
			 const ent_grid_band *band,
			 const ent_bitext *bitext,
			 const ent_lifts *lifts,
			 double leave,
			 uint32_t sides,
			 ent_arena *arena,
			 ent_error *err);

static inline bool ent_band_has(const ent_grid_band *band,
				uint32_t row,
				uint32_t column)
{
	return column >= band->lo[row] && column < band->hi[row];
}

/* What the words of each side gain in the bead of p rows up to and with `row` (0 is
 * the block's first), q columns up to and with `column` (of the text); false outside
 * the band. */
bool ent_grid_bead(double gain[2],
		   const ent_grid *grid,
		   uint32_t row,
		   uint32_t column,
		   uint32_t p,
		   uint32_t q);

/* Of all beads up to and with a row and a column. */
typedef struct ent_grid_gains {
	/* of side 0 and 1 in the bead of p rows and q columns: [p - 1][q - 1];
	 * -HUGE_VAL where a row lacks a column */
	double of[2][ENT_MAX_SIDE][ENT_MAX_SIDE];
	uint32_t rows, columns; /* that the largest bead within the band has; 0 for
				 * none */
} ent_grid_gains;

/* What ent_grid_bead() gives of each of these beads. */
void ent_grid_beads(ent_grid_gains *out,
		    const ent_grid *grid,
		    uint32_t row,
		    uint32_t column);

#endif
