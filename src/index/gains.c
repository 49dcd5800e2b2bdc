/* SPDX-License-Identifier: Apache-2.0 */
/* gains.c - the texts of a block gain the credit of the current list.
 *
 * About a nanosecond a text while the table of gains fits the caches: no branch
 * depends on what a text has gained, so that the cache misses of a block overlap.
 * The loops are written once and compiled for each width of a gain.
 *
 * Hot texts are those that have gained a share of the credit read so far (the bar).
 * They are recorded as they cross it while lists are read; when there are too many, the
 * bar rises until there are not.  Where frequent words are known few texts are seen,
 * and the hot ones are searched among them when needed.
 */
#include <string.h>

#include "base/array.h"
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

static inline __attribute__((always_inline)) uint32_t shared_words(
	const ent_word_bits *a,
	const ent_word_bits *b)
{
	return (uint32_t)(__builtin_popcountll(a->of[0] & b->of[0]) +
			  __builtin_popcountll(a->of[1] & b->of[1]));
}

/* Where in a block the texts are that were seen before or have so many frequent words
 * of the query, those that it repeats counted twice.  Without a branch, because most
 * are not. */
static inline __attribute__((always_inline)) uint32_t pick_likely(
	uint8_t out[ENT_ROW_BLOCK + 1],
	const ent_sieve *sieve,
	const ent_row_reader *r,
	const uint32_t *places,
	uint32_t least,
	bool repeats,
	bool wide)
{
	const ent_word_bits once = sieve->once, twice = sieve->twice,
			    *bits = sieve->bits;
	const void *gains = sieve->gains;
	uint32_t n = 0;
	for (uint32_t k = 0; k < r->n; k++) {
		const uint32_t text = r->texts[k], place = places[k];
		uint32_t words = shared_words(&bits[place], &once);
		if (repeats)
			words += shared_words(&bits[place], &twice);
		out[n] = (uint8_t)k;
		n += (words >= least) | (ent_gain_get(gains, text, wide) != 0);
	}
	return n;
}

static inline __attribute__((always_inline)) uint32_t pick_by_kind(
	uint8_t out[ENT_ROW_BLOCK + 1],
	const ent_sieve *sieve,
	const ent_row_reader *r,
	const uint32_t *places,
	uint32_t least)
{
	const bool repeats = sieve->twice.of[0] | sieve->twice.of[1];
	if (sieve->wide)
		return pick_likely(out, sieve, r, places, least, true, true);
	return repeats ? pick_likely(out, sieve, r, places, least, true, false)
		       : pick_likely(out, sieve, r, places, least, false, false);
}

#if defined(__x86_64__) && defined(__GNUC__)
/* One instruction counts bits where the processor has it, which nearly all have. */
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

COUNTS_BITS static uint32_t pick_fast(uint8_t out[ENT_ROW_BLOCK + 1],
				      const ent_sieve *sieve,
				      const ent_row_reader *r,
				      const uint32_t *places,
				      uint32_t least)
{
	return pick_by_kind(out, sieve, r, places, least);
}

static uint32_t pick_slow(uint8_t out[ENT_ROW_BLOCK + 1],
			  const ent_sieve *sieve,
			  const ent_row_reader *r,
			  const uint32_t *places,
			  uint32_t least)
{
	return pick_by_kind(out, sieve, r, places, least);
}

/* Credit of the frequent words of a text: each binary digit of it counts the words
 * whose credit has that digit. */
static inline __attribute__((always_inline)) uint32_t sum_credits(
	const ent_sieve *sieve,
	uint32_t place)
{
	uint32_t gain = 0;
	for (uint32_t k = 0; k < sieve->n_digits; k++) {
		const struct ent_credit_digit *d = &sieve->digits[k];
		gain += shared_words(&sieve->bits[place], &d->words) << d->digit;
	}
	return gain;
}

COUNTS_BITS static uint32_t sum_fast(const ent_sieve *sieve, uint32_t place)
{
	return sum_credits(sieve, place);
}

static uint32_t known_gain(const ent_sieve *sieve, uint32_t place)
{
	return counts_bits() && !sieve->slow ? sum_fast(sieve, place)
					     : sum_credits(sieve, place);
}

COUNTS_BITS static uint32_t others_fast(const ent_sieve *sieve, uint32_t place)
{
	return shared_words(&sieve->bits[place], &sieve->others);
}

static uint32_t others_slow(const ent_sieve *sieve, uint32_t place)
{
	return shared_words(&sieve->bits[place], &sieve->others);
}

bool ent_sieve_differs(const ent_sieve *sieve, uint32_t bucket, uint32_t place)
{
	const uint64_t *joined = sieve->known_of.joined;
	if (!joined || joined[place / 64] >> place % 64 & 1)
		return false;
	return (counts_bits() && !sieve->slow
			? others_fast(sieve, place)
			: others_slow(sieve, place)) > sieve->most_others[bucket];
}

/* The places of the texts' bits, which are prefetched. */
static void find_places(uint32_t *out,
			const ent_sieve *sieve,
			const uint32_t *texts,
			uint32_t n)
{
	const uint32_t *places = sieve->known_of.places;
	for (uint32_t k = 0; k < n; k++) {
		out[k] = places[texts[k]];
		__builtin_prefetch(&sieve->bits[out[k]]);
	}
}

/* As open_block(); a text that cannot reach its need any more is not seen. */
static void open_known(ent_sieve *sieve,
		       const ent_row_reader *r,
		       uint32_t bucket,
		       uint32_t credit)
{
	uint8_t likely[ENT_ROW_BLOCK + 1];
	uint32_t places[ENT_ROW_BLOCK + 1];
	const int64_t least = sieve->need[bucket] - (int64_t)ent_sieve_unread(sieve);
	/* words that are repeated more than once count less here than their credit */
	const int64_t words = (least - sieve->beyond + 1) / 2;
	const uint32_t fewest = words > 0 ? (uint32_t)words : 0;
	find_places(places, sieve, r->texts, r->n);
	const uint32_t n = counts_bits() && !sieve->slow
				   ? pick_fast(likely, sieve, r, places, fewest)
				   : pick_slow(likely, sieve, r, places, fewest);
	for (uint32_t k = 0; k < n; k++) {
		const uint32_t text = r->texts[likely[k]];
		uint32_t gain = ent_gain_of(sieve, text);
		if (!gain) {
			gain = known_gain(sieve, places[likely[k]]);
			if ((int64_t)gain < least ||
			    ent_sieve_differs(sieve, bucket, places[likely[k]]))
				continue;
			sieve->seen[sieve->n_seen++] = ent_row_number(0, bucket, text);
		}
		ent_gain_set(sieve, text, gain + credit);
	}
}

struct seeing {
	ent_sieve *sieve;
	int64_t least;
	size_t most; /* n_seen */
};

static bool see_text(const struct seeing *see,
		     uint32_t bucket,
		     uint32_t text,
		     uint32_t place)
{
	ent_sieve *sieve = see->sieve;
	if (text >= sieve->capacity || ent_gain_of(sieve, text))
		return true;
	const uint32_t gain = known_gain(sieve, place);
	if ((int64_t)gain < see->least || ent_sieve_differs(sieve, bucket, place))
		return true;
	if (sieve->n_seen >= see->most || !grow_seen(sieve))
		return false;
	sieve->seen[sieve->n_seen++] = ent_row_number(0, bucket, text);
	sieve->in_bucket[bucket]++;
	ent_gain_set(sieve, text, gain);
	return true;
}

static bool see_texts(void *data,
		      uint32_t bucket,
		      const uint32_t *texts,
		      const uint32_t *places,
		      uint32_t n)
{
	for (uint32_t k = 0; k < n; k++)
		if (!see_text(data, bucket, texts[k], places[k]))
			return false;
	return true;
}

bool ent_gains_see(ent_sieve *sieve, uint32_t bucket, size_t most)
{
	const uint64_t *words[ENT_COLUMNS_MAX];
	const int64_t least = sieve->need[bucket] - (int64_t)ent_sieve_unread(sieve);
	const int64_t bits = (least - sieve->beyond + 1) / 2;
	const size_t space = SIZE_MAX - sieve->n_seen;
	struct seeing see = { sieve, least,
			      sieve->n_seen + (most < space ? most : space) };
	uint32_t n = 0;
	for (uint32_t k = sieve->n_lists; k && sieve->lists[k - 1].bit; k--) {
		const ent_sieve_list *list = &sieve->lists[k - 1];
		for (uint32_t times = 0; times < 1u + (list->credit > 2); times++)
			words[n++] = sieve->known_of.words[list->bit];
	}
	return ent_columns_count(sieve->known_of.columns, words, n, bucket,
				 bits > 1 ? (uint32_t)bits : 1, see_texts, &see);
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
	if (!grow_seen(sieve))
		return;
	prefetch_block(sieve, r);
	if (sieve->bits) {
		open_known(sieve, r, bucket, credit);
	} else {
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
	prefetch_block(sieve, r);
	uint32_t most = sieve->wide ? count_block(sieve->gains, r, credit, true)
				    : count_block(sieve->gains, r, credit, false);
	if (most >= sieve->bar && !sieve->bits)
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
	memset(sieve->in_bucket, 0, sizeof(sieve->in_bucket));
	for (size_t k = 0; k < sieve->n_seen; k++)
		sieve->in_bucket[ent_row_bucket(sieve->seen[k])]++;
}
