/* SPDX-License-Identifier: Apache-2.0 */
/* leftovers.h - pairs of the files that names do not pair. */
#ifndef ENT_PAIRING_LEFTOVERS_H
#define ENT_PAIRING_LEFTOVERS_H

#include "pairing/find_pairs.h"

/* Pairs pairing->unpaired, whose names are in pairing->unpaired_names, and adds the
 * pairs to the others.  Lives in the arena. */
ent_status ent_pair_leftovers(ent_pairing *pairing,
			      const ent_pair_search *search,
			      ent_arena *arena,
			      ent_error *err);

#endif
