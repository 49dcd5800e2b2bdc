/* SPDX-License-Identifier: Apache-2.0 */
/* adapt_parts.c - what the files that adapt a target share: the list of
 * replacements. */
#include <string.h>

#include "match/adapt_parts.h"

/* Shortens a replacement by what stays the same at its ends: "2,4" of "2,4 millions
 * d'euros", "214,669" of "$214,669". */
static ent_str trim(uint32_t *start, uint32_t *end, ent_str target, ent_str s)
{
	size_t same = 0, cut_at = 0, n = *end - *start;
	const char *old = target.p + *start;
	while (same < n && same < s.n && old[n - 1 - same] == s.p[s.n - 1 - same]) {
		same++;
		if (old[n - same] == ' ' || (unsigned char)old[n - same] == 0xC2 ||
		    (unsigned char)old[n - same] == 0xE2)
			cut_at = same;
	}
	if (cut_at == n || cut_at == s.n)
		cut_at = 0;
	n -= cut_at;
	s.n -= cut_at;
	*end -= (uint32_t)cut_at;
	for (same = 0; same + 1 < n && same + 1 < s.n && old[same] == s.p[same] &&
		       strchr("$ US", old[same]);)
		same++;
	*start += (uint32_t)same;
	return ent_str_slice(s, same, s.n);
}

void ent_adapt_replace(struct ent_adapt *a,
		       uint32_t start,
		       uint32_t end,
		       ent_substitution_kind kind,
		       ent_str s,
		       const ent_value *is)
{
	if (is)
		s = trim(&start, &end, a->target, s);
	ent_str text = ent_arena_str(a->arena, s);
	if (!text.p)
		a->failed = true;
	else if (a->n == ENT_ADAPT_REPLACEMENTS)
		a->unsure = true;
	else
		a->replacements[a->n++] =
			(struct ent_replacement){ start, end, kind, text, is };
}

bool ent_adapt_in_value(const ent_value *values,
			uint32_t n,
			uint32_t start,
			uint32_t end)
{
	for (uint32_t k = 0; k < n; k++)
		if (start < values[k].end && end > values[k].start)
			return true;
	return false;
}
