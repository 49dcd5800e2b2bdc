/* SPDX-License-Identifier: Apache-2.0 */
/* word_places.c - where each word of a text is.
 *
 * A counting sort of the words by vocable.  Cost: O(words + vocables).
 */
#include "align/word_places.h"
#include "base/fail.h"

ent_status ent_places_make(ent_places *out,
			   const ent_side *side,
			   uint32_t first,
			   uint32_t n,
			   ent_arena *arena,
			   ent_error *err)
{
	const size_t count = ent_side_words(side, first, n);
	uint32_t *at = ENT_NEW_ARRAY(arena, uint32_t, (size_t)side->n_vocables + 2);
	uint32_t *words = ENT_NEW_ARRAY(arena, uint32_t, count + 1);
	uint32_t *segments = ENT_NEW_ARRAY(arena, uint32_t, count + 1);
	if (!at || !words || !segments)
		return ent_fail_memory(err);
	for (uint32_t k = side->start[first]; k < side->start[first + n]; k++)
		at[side->words[k] + 2]++;
	for (uint32_t v = 0; v < side->n_vocables; v++)
		at[v + 2] += at[v + 1];
	for (uint32_t s = first; s < first + n; s++)
		for (uint32_t k = side->start[s]; k < side->start[s + 1]; k++) {
			const uint32_t place = at[side->words[k] + 1]++;
			words[place] = k;
			segments[place] = s;
		}
	*out = (ent_places){ at, words, segments };
	return ENT_OK;
}
