/* SPDX-License-Identifier: Apache-2.0 */
/* gains.c - the texts of a block gain the credit of the list at hand.
 *
 * About a nanosecond a text while the table of gains fits the caches: no branch
 * depends on what a text has gained, so that the misses of a block overlap.
 */
#include <stdlib.h>

#include "base/array.h"
#include "index/gains.h"

/* Room for one more block. */
static bool seen_room(ent_sieve *sieve)
{
	const size_t n = sieve->n_seen + ENT_ROW_BLOCK + 1;
	size_t seen = sieve->seen_room, scratch = sieve->seen_room;
	if (!ENT_GROW(sieve->seen, seen, n) || !ENT_GROW(sieve->scratch, scratch, n)) {
		sieve->failed = true;
		return false;
	}
	sieve->seen_room = seen;
	return true;
}

/* Below this size of the table nothing is asked for early. */
#define SMALL ((size_t)1 << 21)

static void ask_early(const ent_sieve *sieve, const ent_row_reader *r)
{
	if (sieve->room > SMALL)
		for (uint32_t k = 0; k < r->n; k++)
			ent_gain_want(sieve, r->texts[k]);
}

/* Notes which texts of the block crossed the bar. */
static void note_hot(ent_sieve *sieve,
		     const ent_row_reader *r,
		     uint64_t high,
		     uint32_t credit)
{
	ent_hot_room(sieve);
	size_t n = sieve->n_hot;
	for (uint32_t k = 0; k < r->n; k++) {
		uint32_t gain = ent_gain_of(sieve, r->texts[k]);
		sieve->hot[n] = high | r->texts[k];
		n += gain >= sieve->bar && gain - credit < sieve->bar;
	}
	sieve->n_hot = n;
}

void ent_gains_open(ent_sieve *sieve,
		    const ent_row_reader *r,
		    uint32_t bucket,
		    uint32_t credit)
{
	const uint64_t high = ent_row_number(0, bucket, 0);
	if (!seen_room(sieve))
		return;
	uint64_t *seen = sieve->seen;
	size_t n = sieve->n_seen;
	uint16_t *two = sieve->gains;
	uint8_t *one = sieve->gains;
	uint32_t most = 0;
	ask_early(sieve, r);
	for (uint32_t k = 0; sieve->wide && k < r->n; k++) {
		uint32_t text = r->texts[k], gain = two[text];
		seen[n] = high | text;
		n += !gain;
		gain += credit;
		most = most > gain ? most : gain;
		two[text] = (uint16_t)gain;
	}
	for (uint32_t k = 0; !sieve->wide && k < r->n; k++) {
		uint32_t text = r->texts[k], gain = one[text];
		seen[n] = high | text;
		n += !gain;
		gain += credit;
		most = most > gain ? most : gain;
		one[text] = (uint8_t)gain;
	}
	sieve->n_seen = n;
	if (most >= sieve->bar)
		note_hot(sieve, r, high, credit);
}

void ent_gains_count(ent_sieve *sieve,
		     const ent_row_reader *r,
		     uint32_t bucket,
		     uint32_t credit)
{
	uint16_t *two = sieve->gains;
	uint8_t *one = sieve->gains;
	uint32_t most = 0;
	ask_early(sieve, r);
	for (uint32_t k = 0; sieve->wide && k < r->n; k++) {
		uint32_t gain = two[r->texts[k]];
		gain += gain ? credit : 0;
		most = most > gain ? most : gain;
		two[r->texts[k]] = (uint16_t)gain;
	}
	for (uint32_t k = 0; !sieve->wide && k < r->n; k++) {
		uint32_t gain = one[r->texts[k]];
		gain += gain ? credit : 0;
		most = most > gain ? most : gain;
		one[r->texts[k]] = (uint8_t)gain;
	}
	if (most >= sieve->bar)
		note_hot(sieve, r, ent_row_number(0, bucket, 0), credit);
}

void ent_gains_drop(ent_sieve *sieve, const uint32_t *least)
{
	uint64_t *seen = sieve->seen;
	size_t n = sieve->n_seen, kept = 0;
	uint16_t *two = sieve->gains;
	uint8_t *one = sieve->gains;
	const size_t ahead =
		sieve->room > SMALL && n > ENT_GAINS_AHEAD ? n - ENT_GAINS_AHEAD : 0;
	for (size_t k = 0; sieve->wide && k < n; k++) {
		uint64_t place = seen[k];
		uint16_t *gain = &two[ent_row_first(place)];
		bool stays = *gain >= least[ent_row_bucket(place)];
		if (k < ahead)
			ent_gain_want(sieve, ent_row_first(seen[k + ENT_GAINS_AHEAD]));
		seen[kept] = place;
		kept += stays;
		*gain = stays ? *gain : 0;
	}
	for (size_t k = 0; !sieve->wide && k < n; k++) {
		uint64_t place = seen[k];
		uint8_t *gain = &one[ent_row_first(place)];
		bool stays = *gain >= least[ent_row_bucket(place)];
		if (k < ahead)
			ent_gain_want(sieve, ent_row_first(seen[k + ENT_GAINS_AHEAD]));
		seen[kept] = place;
		kept += stays;
		*gain = stays ? *gain : 0;
	}
	sieve->n_seen = kept;
}
