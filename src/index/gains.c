/* SPDX-License-Identifier: Apache-2.0 */
/* gains.c - the texts of a block gain the credit of the current list.
 *
 * About a nanosecond a text while the table of gains fits the caches: no branch
 * depends on what a text has gained, so that the cache misses of a block overlap.
 * The loops are written once and compiled for each width of a gain.
 *
 * Hot texts are those that have gained a share of the credit read so far (the bar).
 * They are recorded as they cross it while lists are read; when there are too many,
 * the bar rises until there are not.
 */
#include "index/gains.h"
#include "base/array.h"

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

void ent_hot_begin(ent_sieve *sieve)
{
	uint32_t before = sieve->passed + sieve->known;
	uint32_t credit = before + sieve->lists[sieve->next].credit;
	uint32_t bar = credit * HOT_SHARE / 100 + 1;
	if (!before) { /* all texts of the first list would be hot */
		sieve->bar = UINT32_MAX;
	} else if (bar > sieve->bar || sieve->bar == UINT32_MAX) {
		sieve->bar = bar;
		prune_hot(sieve);
	}
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

/* Makes space for one more block. */
static bool grow_seen(ent_sieve *sieve)
{
	const size_t n = sieve->n_seen + ENT_ROW_BLOCK + 1;
	size_t seen = sieve->seen_capacity, scratch = sieve->seen_capacity;
	if (!ENT_GROW(sieve->seen, seen, n) || !ENT_GROW(sieve->scratch, scratch, n)) {
		sieve->failed = true;
		return false;
	}
	sieve->seen_capacity = seen;
	return true;
}

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

/* ---- texts whose frequent words are known ---------------------------------------- */

/* Frequent words that a text and the query have both. */
static inline __attribute__((always_inline)) uint32_t shared_words(
	const ent_word_bits *bits,
	const ent_word_bits *words)
{
	return (uint32_t)(__builtin_popcountll(bits->of[0] & words->of[0]) +
			  __builtin_popcountll(bits->of[1] & words->of[1]));
}

/* Their credit. */
static inline __attribute__((always_inline)) uint32_t known_gain(const ent_sieve *sieve,
								 uint32_t text)
{
	uint32_t gain = 0;
	for (uint32_t p = 0; p < sieve->n_planes; p++)
		gain += shared_words(&sieve->bits[text], &sieve->planes[p].words)
			<< sieve->planes[p].digit;
	return gain;
}

/* Where in a block the texts are that were seen before or have so many frequent words of
 * the query.  Without a branch, for most are not. */
static inline __attribute__((always_inline)) uint32_t pick_likely(
	uint8_t out[ENT_ROW_BLOCK + 1],
	const ent_sieve *sieve,
	const ent_row_reader *r,
	uint32_t least,
	bool wide)
{
	const ent_word_bits words = sieve->frequent, *bits = sieve->bits;
	const void *gains = sieve->gains;
	uint32_t n = 0;
	for (uint32_t k = 0; k < r->n; k++) {
		const uint32_t text = r->texts[k];
		out[n] = (uint8_t)k;
		n += (shared_words(&bits[text], &words) >= least) |
		     (ent_gain_get(gains, text, wide) != 0);
	}
	return n;
}

/* As open_block(); a text that cannot reach its need any more is not seen. */
static inline __attribute__((always_inline)) uint32_t open_known(
	ent_sieve *sieve,
	const ent_row_reader *r,
	uint64_t high,
	uint32_t credit,
	bool wide)
{
	uint8_t likely[ENT_ROW_BLOCK + 1];
	const int64_t least =
		sieve->need[ent_row_bucket(high)] - (int64_t)ent_sieve_unread(sieve);
	const int64_t words = (least - sieve->repeated + 1) / 2;
	const uint32_t n =
		pick_likely(likely, sieve, r, words > 0 ? (uint32_t)words : 0, wide);
	uint32_t most = 0;
	for (uint32_t k = 0; k < n; k++) {
		const uint32_t text = r->texts[likely[k]];
		uint32_t gain = ent_gain_get(sieve->gains, text, wide);
		if (!gain) {
			gain = known_gain(sieve, text);
			if ((int64_t)gain < least)
				continue;
			sieve->seen[sieve->n_seen++] = high | text;
		}
		gain += credit;
		most = most > gain ? most : gain;
		ent_gain_put(sieve->gains, text, gain, wide);
	}
	return most;
}

#if defined(__x86_64__) && defined(__GNUC__)
/* One instruction where the processor has it, which nearly all have. */
#define COUNTS_BITS __attribute__((target("popcnt")))
static bool counts_bits(void)
{
	return __builtin_cpu_supports("popcnt");
}
#else
#define COUNTS_BITS
static bool counts_bits(void)
{
	return true;
}
#endif

COUNTS_BITS static uint32_t open_known_fast(ent_sieve *sieve,
					    const ent_row_reader *r,
					    uint64_t high,
					    uint32_t credit)
{
	return sieve->wide ? open_known(sieve, r, high, credit, true)
			   : open_known(sieve, r, high, credit, false);
}

static uint32_t open_known_slow(ent_sieve *sieve,
				const ent_row_reader *r,
				uint64_t high,
				uint32_t credit)
{
	return sieve->wide ? open_known(sieve, r, high, credit, true)
			   : open_known(sieve, r, high, credit, false);
}

/* A text may be hot when it is first seen: records those that record_hot() passes
 * over because they had reached the bar without the list. */
static void record_known(ent_sieve *sieve, size_t from, uint32_t was, uint32_t credit)
{
	for (size_t k = from; k < sieve->n_seen; k++) {
		const uint32_t gain = ent_gain_of(sieve, ent_row_first(sieve->seen[k]));
		if (gain >= sieve->bar && gain - credit >= was)
			sieve->hot[sieve->n_hot++] = sieve->seen[k];
	}
}

static void prefetch_bits(const ent_sieve *sieve, const ent_row_reader *r)
{
	for (uint32_t k = 0; k < r->n; k++)
		__builtin_prefetch(&sieve->bits[r->texts[k]]);
}

static void open_with_bits(ent_sieve *sieve,
			   const ent_row_reader *r,
			   uint64_t high,
			   uint32_t credit)
{
	const uint32_t was = sieve->bar;
	const size_t from = sieve->n_seen;
	prefetch_bits(sieve, r);
	const uint32_t most = counts_bits() && !sieve->slow
				      ? open_known_fast(sieve, r, high, credit)
				      : open_known_slow(sieve, r, high, credit);
	if (most < sieve->bar)
		return;
	record_hot(sieve, r, high, credit);
	record_known(sieve, from, was, credit);
}

void ent_gains_open(ent_sieve *sieve,
		    const ent_row_reader *r,
		    uint32_t bucket,
		    uint32_t credit)
{
	const uint64_t high = ent_row_number(0, bucket, 0);
	if (!grow_seen(sieve))
		return;
	prefetch_block(sieve, r);
	if (sieve->bits) {
		open_with_bits(sieve, r, high, credit);
		return;
	}
	uint32_t most = sieve->wide ? open_block(sieve, r, high, credit, true)
				    : open_block(sieve, r, high, credit, false);
	if (most >= sieve->bar)
		record_hot(sieve, r, high, credit);
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
		uint32_t text = ent_row_first(place),
			 gain = ent_gain_get(gains, text, wide);
		bool stays = gain >= least[ent_row_bucket(place)];
		if (k < ahead)
			ent_gain_prefetch(sieve,
					  ent_row_first(seen[k + ENT_GAINS_AHEAD]));
		seen[kept] = place;
		kept += stays;
		ent_gain_put(gains, text, stays ? gain : 0, wide);
	}
	sieve->n_seen = kept;
}

void ent_gains_drop(ent_sieve *sieve, const uint32_t *least)
{
	if (sieve->wide)
		drop_below(sieve, least, true);
	else
		drop_below(sieve, least, false);
}
