/* SPDX-License-Identifier: Apache-2.0 */
/* edit_merge.c - several corrections of one unit become one.
 *
 * Why: of two that differ nothing says which one is meant, so these are refused; one of
 * the source and one of the target belong together.
 *
 * Cost: O(n log n).
 */
#include <stdlib.h>

#include "base/fail.h"
#include "memory/edit.h"

static int edit_cmp(const void *pa, const void *pb)
{
	const ent_unit_edit *a = *(ent_unit_edit *const *)pa,
			    *b = *(ent_unit_edit *const *)pb;
	if (a->unit != b->unit)
		return a->unit < b->unit ? -1 : 1;
	return (a > b) - (a < b);
}

/* Adds a text to one that may be there; whether they agree. */
static bool take_text(ent_str *to, ent_str text)
{
	if (!to->p)
		*to = text;
	return !text.p || ent_str_eq(ent_str_trim(*to), ent_str_trim(text));
}

static ent_status merge(ent_unit_edit *to, const ent_unit_edit *later, ent_error *err)
{
	const unsigned long long unit = to->unit;
	if (take_text(&to->source, later->source) &&
	    take_text(&to->target, later->target))
		return ENT_OK;
	if (!to->line)
		return ent_fail(err, ENT_EINVAL,
				"unit %llu is corrected twice, with different texts",
				unit);
	return ent_fail_line(err, ENT_EINVAL, later->line,
			     "unit %llu is corrected on line %lu too, with another "
			     "text",
			     unit, (unsigned long)to->line);
}

ent_status ent_edit_merge(const ent_unit_edit **out,
			  size_t *count,
			  const ent_unit_edit *edits,
			  size_t n,
			  ent_arena *arena,
			  ent_error *err)
{
	ent_unit_edit *all = ENT_NEW_ARRAY(arena, ent_unit_edit, n + 1);
	ent_unit_edit **order = ENT_NEW_ARRAY(arena, ent_unit_edit *, n + 1);
	ent_status status = all && order ? ENT_OK : ent_fail_memory(err);
	size_t kept = 0;
	for (size_t k = 0; k < n && !status; k++) {
		all[k] = edits[k];
		order[k] = &all[k];
	}
	if (n && !status)
		qsort(order, n, sizeof(*order), edit_cmp);
	for (size_t k = 1, first = 0; k < n && !status; k++) {
		if (order[k]->unit != order[first]->unit) {
			first = k;
			continue;
		}
		status = merge(order[first], order[k], err);
		*order[k] = (ent_unit_edit){ .unit = 0 }; /* left out below */
	}
	for (size_t k = 0; k < n && !status; k++)
		if (all[k].unit || !edits[k].unit)
			all[kept++] = all[k];
	*out = all;
	*count = kept;
	return status;
}
