/* SPDX-License-Identifier: Apache-2.0 */
/* gains.c - the texts of a block gain the credit of the list at hand.
 *
 * About a nanosecond a text while the table of gains fits the caches: no branch
 * depends on what a text has gained, so that the misses of a block overlap.
 */
#include <stdlib.h>

#include "match/gains.h"

/* Room for one more block. */
static bool seen_room(ent_sieve *sieve)
{
	if (sieve->n_seen + ENT_ROW_BLOCK + 1 <= sieve->seen_room)
		return true;
	size_t room = sieve->seen_room ? 2 * sieve->seen_room : 4096;
	uint64_t *more = realloc(sieve->seen, room * sizeof(*more));
	if (more)
		sieve->seen = more;
	uint64_t *scratch = realloc(sieve->scratch, room * sizeof(*scratch));
	if (scratch)
		sieve->scratch = scratch;
	if (!more || !scratch) {
		sieve->failed = true;
		return false;
	}
	sieve->seen_room = room;
	return true;
}

/* What a block adds to, kept in registers. */
struct ends {
	uint64_t *seen, *hot;
	size_t n_seen, n_hot;
	uint32_t bar, credit;
};

static inline uint32_t open_one(struct ends *e, uint64_t place, uint32_t gain)
{
	uint32_t more = gain + e->credit;
	e->seen[e->n_seen] = place;
	e->n_seen += !gain;
	e->hot[e->n_hot] = place;
	e->n_hot += (gain < e->bar) & (more >= e->bar);
	return more;
}

static inline uint32_t count_one(struct ends *e, uint64_t place, uint32_t gain)
{
	uint32_t more = gain + (gain ? e->credit : 0);
	e->hot[e->n_hot] = place;
	e->n_hot += (gain < e->bar) & (more >= e->bar);
	return more;
}

static struct ends begin(ent_sieve *sieve, const ent_row_reader *r, uint32_t credit)
{
	for (uint32_t k = 0; k < r->n; k++)
		ent_gain_want(sieve, r->texts[k]);
	ent_hot_room(sieve);
	return (struct ends){ sieve->seen,  sieve->hot, sieve->n_seen,
			      sieve->n_hot, sieve->bar, credit };
}

static void end(ent_sieve *sieve, const struct ends *e)
{
	sieve->n_seen = e->n_seen;
	sieve->n_hot = e->n_hot;
}

void ent_gains_open(ent_sieve *sieve,
		    const ent_row_reader *r,
		    uint32_t bucket,
		    uint32_t credit)
{
	const uint64_t high = ent_row_number(0, bucket, 0);
	if (!seen_room(sieve))
		return;
	uint16_t *two = sieve->gains;
	uint8_t *one = sieve->gains;
	struct ends e = begin(sieve, r, credit);
	for (uint32_t k = 0; sieve->wide && k < r->n; k++) {
		uint32_t text = r->texts[k];
		two[text] = (uint16_t)open_one(&e, high | text, two[text]);
	}
	for (uint32_t k = 0; !sieve->wide && k < r->n; k++) {
		uint32_t text = r->texts[k];
		one[text] = (uint8_t)open_one(&e, high | text, one[text]);
	}
	end(sieve, &e);
}

void ent_gains_count(ent_sieve *sieve,
		     const ent_row_reader *r,
		     uint32_t bucket,
		     uint32_t credit)
{
	const uint64_t high = ent_row_number(0, bucket, 0);
	uint16_t *two = sieve->gains;
	uint8_t *one = sieve->gains;
	struct ends e = begin(sieve, r, credit);
	for (uint32_t k = 0; sieve->wide && k < r->n; k++) {
		uint32_t text = r->texts[k];
		two[text] = (uint16_t)count_one(&e, high | text, two[text]);
	}
	for (uint32_t k = 0; !sieve->wide && k < r->n; k++) {
		uint32_t text = r->texts[k];
		one[text] = (uint8_t)count_one(&e, high | text, one[text]);
	}
	end(sieve, &e);
}
