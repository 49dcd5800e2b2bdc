/* SPDX-License-Identifier: Apache-2.0 */
/* cuts.c - the boundaries that an engine finds, one after another. */
#include <stdlib.h>

#include "segment/engine.h"

void ent_cuts_add(struct cuts *cuts, size_t end, bool uncertain)
{
	if (cuts->n == cuts->room) {
		size_t room = cuts->room ? 2 * cuts->room : 64;
		ent_boundary *p =
			cuts->failed ? NULL : realloc(cuts->p, room * sizeof(*p));
		if (!p) {
			cuts->failed = true;
			return;
		}
		cuts->p = p;
		cuts->room = room;
	}
	cuts->p[cuts->n++] = (ent_boundary){ end, uncertain };
}
