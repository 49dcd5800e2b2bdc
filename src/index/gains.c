/* SPDX-License-Identifier: Apache-2.0 */
/* gains.c - the texts of a block gain the credit of the current list.
 *
 * About a nanosecond a text while the table of gains fits the caches: no branch
 * depends on what a text has gained, so that the cache misses of a block overlap.
 * The loops are written once and compiled for each width of a gain.
 *
 * Hot texts are those that have gained a share of the credit read so far (the bar).
 * They are recorded as they cross it while lists are read; when there are too many, the
 * bar rises until there are not.  Where frequent words are known (gains_known.c) few
 * texts are seen, and the hot ones are searched among them when needed.
 */
#include <string.h>

#include "index/gains.h"

/* Hundredths of the credit read so far that make a text hot; 50 and 70 are slower
 * by 5 to 10 % (nine million varied units of canada-laws, 2026-11). */
#define HOT_SHARE 60u

/* Below this size of the table nothing is prefetched. */
#define SMALL ((size_t)1 << 21)

/* ---- hot texts ------------------------------------------------------------------ */

/* Keeps the hot texts that reach the bar. */
static void prune_hot(ent_sieve *sieve)
{
	size_t kept = 0;
	for (size_t k = 0; k < sieve->n_hot; k++)
		ent_gain_prefetch(sieve, ent_row_first(sieve->hot[k]));
	for (size_t k = 0; k < sieve->n_hot; k++) {
		uint64_t place = sieve->hot[k];
		sieve->hot[kept] = place;
		kept += ent_gain_of(sieve, ent_row_first(place)) >= sieve->bar;
	}
	sieve->n_hot = kept;
}

/* Records a hot text; when there are too many, the bar rises. */
static void add_hot(ent_sieve *sieve, uint64_t place)
{
	while (sieve->n_hot == ENT_HOT_MAX) {
		sieve->bar++;
		prune_hot(sieve);
	}
	if (ent_gain_of(sieve, ent_row_first(place)) >= sieve->bar)
		sieve->hot[sieve->n_hot++] = place;
}

static void set_bar(ent_sieve *sieve, uint32_t credit)
{
	sieve->bar = credit * HOT_SHARE / 100 + 1;
}

void ent_hot_begin(ent_sieve *sieve)
{
	const uint32_t credit = sieve->passed + sieve->lists[sieve->next].credit;
	const uint32_t was = sieve->bar;
	if (sieve->bits)
		return;
	set_bar(sieve, credit);
	if (!sieve->passed) { /* all texts of the first list would be hot */
		sieve->bar = UINT32_MAX;
	} else if (sieve->bar > was || was == UINT32_MAX) {
		prune_hot(sieve);
	} else {
		sieve->bar = was;
	}
}

void ent_hot_find(ent_sieve *sieve)
{
	if (!sieve->bits)
		return;
	sieve->n_hot = 0;
	set_bar(sieve, sieve->passed + sieve->known);
	for (size_t k = 0; k < sieve->n_seen; k++)
		add_hot(sieve, sieve->seen[k]);
}

/* Records which texts of the block crossed the bar: those that had reached it before
 * it is raised here are recorded already. */
static void record_hot(ent_sieve *sieve,
		       const ent_row_reader *r,
		       uint64_t high,
		       uint32_t credit)
{
	const uint32_t was = sieve->bar;
	while (sieve->n_hot + ENT_ROW_BLOCK + 1 > ENT_HOT_MAX) {
		sieve->bar++;
		prune_hot(sieve);
	}
	size_t n = sieve->n_hot;
	for (uint32_t k = 0; k < r->n; k++) {
		uint32_t gain = ent_gain_of(sieve, r->texts[k]);
		sieve->hot[n] = high | r->texts[k];
		n += gain >= sieve->bar && gain - credit < was;
	}
	sieve->n_hot = n;
}

/* ---- a block of texts ----------------------------------------------------------- */

static void prefetch_block(const ent_sieve *sieve, const ent_row_reader *r)
{
	if (sieve->capacity > SMALL)
		for (uint32_t k = 0; k < r->n; k++)
			ent_gain_prefetch(sieve, r->texts[k]);
}

/* Returns the largest gain. */
static inline __attribute__((always_inline)) uint32_t open_block(
	ent_sieve *sieve,
	const ent_row_reader *r,
	uint64_t high,
	uint32_t credit,
	bool wide)
{
	uint64_t *seen = sieve->seen;
	void *gains = sieve->gains;
	size_t n = sieve->n_seen;
	uint32_t most = 0;
	for (uint32_t k = 0; k < r->n; k++) {
		uint32_t text = r->texts[k], gain = ent_gain_get(gains, text, wide);
		seen[n] = high | text;
		n += !gain;
		gain += credit;
		most = most > gain ? most : gain;
		ent_gain_put(gains, text, gain, wide);
	}
	sieve->n_seen = n;
	return most;
}

void ent_gains_unsee(ent_sieve *sieve, size_t n)
{
	while (sieve->n_seen > n) {
		const uint64_t place = sieve->seen[--sieve->n_seen];
		ent_gain_set(sieve, ent_row_first(place), 0);
		sieve->in_bucket[ent_row_bucket(place)]--;
	}
}

void ent_gains_open(ent_sieve *sieve,
		    const ent_row_reader *r,
		    uint32_t bucket,
		    uint32_t credit)
{
	const uint64_t high = ent_row_number(0, bucket, 0);
	const size_t before = sieve->n_seen;
	if (!ent_gains_grow(sieve))
		return;
	if (sieve->bits) {
		ent_gains_open_known(sieve, r, bucket, credit);
	} else {
		prefetch_block(sieve, r);
		uint32_t most = sieve->wide ? open_block(sieve, r, high, credit, true)
					    : open_block(sieve, r, high, credit, false);
		if (most >= sieve->bar)
			record_hot(sieve, r, high, credit);
	}
	sieve->in_bucket[bucket] += sieve->n_seen - before;
}

static inline __attribute__((always_inline)) uint32_t count_block(
	void *gains,
	const ent_row_reader *r,
	uint32_t credit,
	bool wide)
{
	uint32_t most = 0;
	for (uint32_t k = 0; k < r->n; k++) {
		uint32_t gain = ent_gain_get(gains, r->texts[k], wide);
		gain += gain ? credit : 0;
		most = most > gain ? most : gain;
		ent_gain_put(gains, r->texts[k], gain, wide);
	}
	return most;
}

void ent_gains_count(ent_sieve *sieve,
		     const ent_row_reader *r,
		     uint32_t bucket,
		     uint32_t credit)
{
	if (sieve->bits) {
		ent_gains_count_known(sieve, r, credit);
		return;
	}
	prefetch_block(sieve, r);
	uint32_t most = sieve->wide ? count_block(sieve->gains, r, credit, true)
				    : count_block(sieve->gains, r, credit, false);
	if (most >= sieve->bar)
		record_hot(sieve, r, ent_row_number(0, bucket, 0), credit);
}

/* ---- dropping ------------------------------------------------------------------- */

static inline __attribute__((always_inline)) void drop_below(ent_sieve *sieve,
							     const uint32_t *least,
							     bool wide)
{
	uint64_t *seen = sieve->seen;
	void *gains = sieve->gains;
	size_t n = sieve->n_seen, kept = 0;
	const size_t ahead = sieve->capacity > SMALL && n > ENT_GAINS_AHEAD
				     ? n - ENT_GAINS_AHEAD
				     : 0;
	for (size_t k = 0; k < n; k++) {
		uint64_t place = seen[k];
		uint32_t slot = ent_row_first(place),
			 gain = ent_gain_get(gains, slot, wide);
		bool stays = gain >= least[ent_row_bucket(place)];
		if (k < ahead)
			ent_gain_prefetch(sieve,
					  ent_row_first(seen[k + ENT_GAINS_AHEAD]));
		seen[kept] = place;
		kept += stays;
		ent_gain_put(gains, slot, stays ? gain : 0, wide);
	}
	sieve->n_seen = kept;
}

void ent_gains_drop(ent_sieve *sieve, const uint32_t *least)
{
	if (sieve->wide)
		drop_below(sieve, least, true);
	else
		drop_below(sieve, least, false);
	memset(sieve->in_bucket, 0, sizeof(sieve->in_bucket));
	for (size_t k = 0; k < sieve->n_seen; k++)
		sieve->in_bucket[ent_row_bucket(sieve->seen[k])]++;
}
