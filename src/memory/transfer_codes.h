/* SPDX-License-Identifier: Apache-2.0 */
/* transfer_codes.h - a translation from the memory with the inline codes of the
 * query. */
#ifndef ENT_MEMORY_TRANSFER_CODES_H
#define ENT_MEMORY_TRANSFER_CODES_H

#include "match/code_cost.h"

typedef struct ent_transferred {
	ent_str content;  /* in the arena; well-formed when the query's is */
	uint32_t missing; /* codes of the query that found no place */
	bool sure;        /* the places of the others are sure */
} ent_transferred;

/* own: the codes of the query; theirs: of the unit's source; pairs: which correspond
 * (match/code_cost.h).  target: the text and the markup ("" for none) of the unit's
 * other side. */
ent_status ent_transfer_codes(ent_transferred *out,
			      const ent_inlines *own,
			      const ent_inlines *theirs,
			      const ent_code_pair *pairs,
			      uint32_t n_pairs,
			      const ent_unit_side *target,
			      ent_arena *arena,
			      ent_error *err);

#endif
