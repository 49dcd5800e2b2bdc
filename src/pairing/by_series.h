/* SPDX-License-Identifier: Apache-2.0 */
/* by_series.h - pairs of files in two series of one folder, by their numbers. */
#ifndef ENT_PAIRING_BY_SERIES_H
#define ENT_PAIRING_BY_SERIES_H

#include "pairing/file_pairs.h"

/* Pairs what is unpaired by the numbers in the names, and takes it out of the unpaired
 * files.  What is new lives in the arena. */
ent_status ent_pair_series(ent_pairing *pairing,
			   ent_str from,
			   ent_str to,
			   ent_arena *arena,
			   ent_error *err);

#endif
