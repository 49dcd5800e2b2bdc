/* SPDX-License-Identifier: Apache-2.0 */
/* irregular_groups.c - the irregular forms of a word of a phrase, in groups.
 *
 * The index finds words by how they begin.  Forms that share their first three letters
 * are one group, "tiendra" and "tient", and so one word to the index; a phrase is asked
 * for with each group.
 */
#include <stdlib.h>
#include <string.h>

#include "concord/concord_parts.h"
#include "text/irregular.h"

enum { SHARED = 3 };

static int compare(const void *a, const void *b)
{
	return ent_str_cmp(*(const ent_str *)a, *(const ent_str *)b);
}

/* The forms by all rules, sorted; UINT32_MAX without memory. */
static uint32_t list_forms(ent_str **out, const ent_pattern_word *w, ent_arena *arena)
{
	const ent_concord_rules *rules = w->pattern->rules;
	ent_str *all =
		ENT_NEW_ARRAY(arena, ent_str, (size_t)rules->n * ENT_IRREGULAR_MAX);
	uint32_t n = 0, kept = 0;
	for (uint32_t k = 0; all && k < rules->n; k++) {
		const uint32_t more = ent_irregular_forms(all + n, rules->list[k].kind,
							  w->bare, arena);
		if (more == UINT32_MAX)
			return UINT32_MAX;
		n += more;
	}
	if (!all)
		return UINT32_MAX;
	if (n)
		qsort(all, n, sizeof(*all), compare);
	for (uint32_t k = 0; k < n; k++)
		if (!kept || !ent_str_eq(all[k], all[kept - 1]))
			all[kept++] = all[k];
	*out = all;
	return kept;
}

bool ent_pattern_add_irregular(ent_pattern_word *w, ent_arena *arena)
{
	ent_str *all;
	const uint32_t n = list_forms(&all, w, arena);
	if (n == UINT32_MAX)
		return false;
	if (!n)
		return true;
	ent_pattern_forms *groups =
		ENT_NEW_ARRAY(arena, ent_pattern_forms, ENT_IRREGULAR_GROUPS);
	if (!groups)
		return false;
	for (uint32_t k = 0; k < n; k++) {
		ent_pattern_forms *g =
			w->n_irregular ? &groups[w->n_irregular - 1] : NULL;
		const size_t shared = g ? ent_str_common(g->start, all[k]) : 0;
		if (g && shared >= SHARED) {
			g->start.n = shared;
			g->n++;
		} else if (w->n_irregular < ENT_IRREGULAR_GROUPS) {
			groups[w->n_irregular++] =
				(ent_pattern_forms){ all[k], &all[k], 1 };
		} else {
			break;
		}
	}
	w->irregular = groups;
	return true;
}

bool ent_pattern_is_irregular(void *group, ent_str bare)
{
	const ent_pattern_forms *g = group;
	return bsearch(&bare, g->all, g->n, sizeof(*g->all), compare) != NULL;
}
