/* SPDX-License-Identifier: Apache-2.0 */
/* sequence_bins.c - places of words in texts, gathered by list, put in order by text.
 *
 * A bin has the places of a few thousand texts, so that putting them in order stays
 * within the processor's cache.  Time: O(places).
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/sizes.h"
#include "index/sequence_bins.h"

bool ent_bin_add(ent_bin *bin, uint32_t text, uint32_t position, uint32_t word)
{
	if (!ENT_GROW(bin->p, bin->capacity, bin->n + 1))
		return false;
	bin->p[bin->n++] = ent_bin_place(text, position, word);
	return true;
}

static uint32_t text_of(uint64_t place)
{
	return (uint32_t)(place >> (ENT_POSITION_BITS + ENT_BIN_WORD_BITS));
}

static uint32_t position_of(uint64_t place)
{
	return (uint32_t)(place >> ENT_BIN_WORD_BITS) % ENT_POSITIONS;
}

bool ent_bin_put_in_order(ent_bin_order *out, const ent_bin *bin)
{
	uint32_t lengths[ENT_BIN] = { 0 };
	for (size_t k = 0; k < bin->n; k++) {
		uint32_t *length = &lengths[text_of(bin->p[k])];
		const uint32_t end = position_of(bin->p[k]) + 1;
		*length = end > *length ? end : *length;
	}
	uint64_t total = 0;
	for (uint32_t k = 0; k < ENT_BIN; k++) {
		out->starts[k] = (uint32_t)total;
		total += lengths[k];
		if (total > ENT_OFFSET_MAX) {
			out->full = true;
			return false;
		}
	}
	out->starts[ENT_BIN] = (uint32_t)total;
	if (!ENT_GROW(out->words, out->capacity, total + 1))
		return false;
	memset(out->words, 0, total * sizeof(*out->words));
	for (size_t k = 0; k < bin->n; k++)
		out->words[out->starts[text_of(bin->p[k])] + position_of(bin->p[k])] =
			(uint32_t)(bin->p[k] % ENT_BIN_WORDS);
	return true;
}

void ent_bins_hand_on(ent_bin *bins, uint32_t n_bins, uint32_t from, uint32_t range)
{
	const uint32_t first = from / ENT_BIN, before = range / ENT_BIN;
	for (uint32_t k = first; k < n_bins && k < first + before; k++) {
		ent_bin *bin = &bins[k], *old = bin - before;
		if (old->capacity <= bin->capacity)
			continue;
		if (bin->n)
			memcpy(old->p, bin->p, bin->n * sizeof(*bin->p));
		old->n = bin->n;
		free(bin->p);
		*bin = *old;
		*old = (ent_bin){ NULL, 0, 0 };
	}
}
