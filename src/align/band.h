/* SPDX-License-Identifier: Apache-2.0 */
/* band.h - where in the target the counterparts of a source segment may be. */
#ifndef ENT_ALIGN_BAND_H
#define ENT_ALIGN_BAND_H

#include "align/grid.h"

/* A band from words that are rare on both sides.  reach: how many columns wider
 * than the evidence says, on each side. */
ent_status ent_band_find(ent_grid_band *out,
			 const ent_block *block,
			 const ent_bitext *bitext,
			 const ent_lifts *lifts,
			 uint32_t reach,
			 ent_arena *arena,
			 ent_error *err);

/* The band again, wider by reach around n of its rows. */
ent_status ent_band_widen(ent_grid_band *out,
			  const ent_grid_band *band,
			  const uint32_t *rows,
			  uint32_t n,
			  uint32_t reach,
			  ent_arena *arena,
			  ent_error *err);

/* A band around beads that were found before, those within the block. */
ent_status ent_band_around(ent_grid_band *out,
			   const ent_block *block,
			   const ent_bead *beads,
			   uint32_t count,
			   uint32_t reach,
			   ent_arena *arena,
			   ent_error *err);

#endif
