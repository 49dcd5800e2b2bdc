/* SPDX-License-Identifier: Apache-2.0 */
/* cuts.c - the boundaries that an engine finds, one after another. */
#include <stdlib.h>

#include "base/array.h"
#include "segment/engine.h"

void ent_cuts_add(struct cuts *cuts, size_t end, bool uncertain)
{
	if (cuts->failed || !ENT_GROW(cuts->p, cuts->capacity, cuts->n + 1)) {
		cuts->failed = true;
		return;
	}
	cuts->p[cuts->n++] = (ent_boundary){ end, uncertain };
}
