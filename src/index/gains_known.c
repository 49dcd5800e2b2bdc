/* SPDX-License-Identifier: Apache-2.0 */
/* gains_known.c - the gains of texts whose frequent words are known.
 *
 * A text that cannot match by them is refused when it is first seen (sieve.c); most
 * are.  What is known of texts, and their gains, are by place: in a list of places
 * (unpacked.h) the texts of a length are neighbours there.
 */
#include "base/array.h"
#include "index/gains.h"

bool ent_gains_grow(ent_sieve *sieve)
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
	const uint32_t *places,
	uint32_t n_places,
	uint32_t least,
	bool repeats,
	bool wide)
{
	const ent_word_bits once = sieve->once, twice = sieve->twice,
			    *bits = sieve->bits;
	const void *gains = sieve->gains;
	uint32_t n = 0;
	for (uint32_t k = 0; k < n_places; k++) {
		const uint32_t place = places[k];
		uint32_t words = shared_words(&bits[place], &once);
		if (repeats)
			words += shared_words(&bits[place], &twice);
		out[n] = (uint8_t)k;
		n += (words >= least) | (ent_gain_get(gains, place, wide) != 0);
	}
	return n;
}

static inline __attribute__((always_inline)) uint32_t pick_by_kind(
	uint8_t out[ENT_ROW_BLOCK + 1],
	const ent_sieve *sieve,
	const uint32_t *places,
	uint32_t n_places,
	uint32_t least)
{
	const bool repeats = sieve->twice.of[0] | sieve->twice.of[1];
	if (sieve->wide)
		return pick_likely(out, sieve, places, n_places, least, true, true);
	return repeats ? pick_likely(out, sieve, places, n_places, least, true, false)
		       : pick_likely(out, sieve, places, n_places, least, false, false);
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
				      const uint32_t *places,
				      uint32_t n_places,
				      uint32_t least)
{
	return pick_by_kind(out, sieve, places, n_places, least);
}

static uint32_t pick_slow(uint8_t out[ENT_ROW_BLOCK + 1],
			  const ent_sieve *sieve,
			  const uint32_t *places,
			  uint32_t n_places,
			  uint32_t least)
{
	return pick_by_kind(out, sieve, places, n_places, least);
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

/* As in gains.c; a text that cannot reach its need any more is not seen. */
static void open_places(ent_sieve *sieve,
			const uint32_t *places,
			uint32_t n_places,
			uint32_t bucket,
			uint32_t credit)
{
	uint8_t likely[ENT_ROW_BLOCK + 1];
	const int64_t least = sieve->need[bucket] - (int64_t)ent_sieve_unread(sieve);
	/* words that are repeated more than once count less here than their credit */
	const int64_t words = (least - sieve->beyond + 1) / 2;
	const uint32_t fewest = words > 0 ? (uint32_t)words : 0;
	const uint32_t n = counts_bits() && !sieve->slow
				   ? pick_fast(likely, sieve, places, n_places, fewest)
				   : pick_slow(likely, sieve, places, n_places, fewest);
	for (uint32_t k = 0; k < n; k++) {
		const uint32_t place = places[likely[k]];
		uint32_t gain = ent_gain_of(sieve, place);
		if (!gain) {
			gain = known_gain(sieve, place);
			if ((int64_t)gain < least || !place ||
			    ent_sieve_differs(sieve, bucket, place))
				continue;
			sieve->seen[sieve->n_seen++] = ent_row_number(0, bucket, place);
		}
		ent_gain_set(sieve, place, gain + credit);
	}
}

void ent_gains_open_known(ent_sieve *sieve,
			  const ent_row_reader *r,
			  uint32_t bucket,
			  uint32_t credit)
{
	uint32_t places[ENT_ROW_BLOCK + 1];
	find_places(places, sieve, r->texts, r->n);
	open_places(sieve, places, r->n, bucket, credit);
}

static void count_places(ent_sieve *sieve,
			 const uint32_t *places,
			 uint32_t n,
			 uint32_t credit)
{
	for (uint32_t k = 0; k < n; k++) {
		const uint32_t gain = ent_gain_of(sieve, places[k]);
		if (gain)
			ent_gain_set(sieve, places[k], gain + credit);
	}
}

void ent_gains_count_known(ent_sieve *sieve, const ent_row_reader *r, uint32_t credit)
{
	uint32_t places[ENT_ROW_BLOCK + 1];
	find_places(places, sieve, r->texts, r->n);
	count_places(sieve, places, r->n, credit);
}

/* ---- lists of places ------------------------------------------------------------- */

void ent_gains_open_list(ent_sieve *sieve,
			 const ent_unpacked_list *list,
			 uint32_t bucket,
			 uint32_t credit,
			 bool open)
{
	const size_t before = sieve->n_seen;
	uint32_t places[ENT_ROW_BLOCK], at = 0;
	for (uint32_t c = 0; c < list->chunks; c++) {
		const uint32_t base = list->base + (c << 16);
		while (at < list->ends[c]) {
			const uint32_t left = list->ends[c] - at,
				       n = left < ENT_ROW_BLOCK ? left : ENT_ROW_BLOCK;
			for (uint32_t k = 0; k < n; k++) {
				places[k] = base + list->places[at + k];
				__builtin_prefetch(&sieve->bits[places[k]]);
			}
			at += n;
			if (!open)
				count_places(sieve, places, n, credit);
			else if (ent_gains_grow(sieve))
				open_places(sieve, places, n, bucket, credit);
		}
	}
	sieve->in_bucket[bucket] += sieve->n_seen - before;
}

/* The first of n places, ascending, that is not before `place`. */
static uint32_t first_not_before(const uint16_t *places, uint32_t n, uint16_t place)
{
	const uint16_t *at = places;
	while (n) {
		const uint32_t half = (n + 1) / 2;
		at += at[half - 1] < place ? half : 0;
		n -= half;
	}
	return (uint32_t)(at - places);
}

void ent_gains_find_in_list(ent_sieve *sieve,
			    const ent_unpacked_list *list,
			    uint32_t bucket,
			    uint32_t credit)
{
	const uint64_t *seen = sieve->seen;
	uint32_t at = 0;
	size_t k = sieve->cursor;
	while (k < sieve->n_seen && ent_row_bucket(seen[k]) < bucket)
		k++;
	for (; k < sieve->n_seen && ent_row_bucket(seen[k]) == bucket; k++) {
		const uint32_t place = ent_row_first(seen[k]),
			       chunk = (place - list->base) >> 16;
		const uint16_t low = (uint16_t)(place - list->base);
		if (chunk && at < list->ends[chunk - 1])
			at = list->ends[chunk - 1];
		at += first_not_before(list->places + at, list->ends[chunk] - at, low);
		if (at < list->ends[chunk] && list->places[at] == low)
			ent_gain_set(sieve, place, ent_gain_of(sieve, place) + credit);
	}
	sieve->cursor = k;
}

/* ---- columns --------------------------------------------------------------------- */

struct seeing {
	ent_sieve *sieve;
	int64_t least;
	size_t most; /* n_seen */
};

static bool see_text(const struct seeing *see, uint32_t bucket, uint32_t place)
{
	ent_sieve *sieve = see->sieve;
	if (ent_gain_of(sieve, place))
		return true;
	const uint32_t gain = known_gain(sieve, place);
	if ((int64_t)gain < see->least || ent_sieve_differs(sieve, bucket, place))
		return true;
	if (sieve->n_seen >= see->most || !ent_gains_grow(sieve))
		return false;
	sieve->seen[sieve->n_seen++] = ent_row_number(0, bucket, place);
	sieve->in_bucket[bucket]++;
	ent_gain_set(sieve, place, gain);
	return true;
}

static bool see_texts(void *data,
		      uint32_t bucket,
		      const uint32_t *texts,
		      const uint32_t *places,
		      uint32_t n)
{
	(void)texts;
	for (uint32_t k = 0; k < n; k++)
		if (!see_text(data, bucket, places[k]))
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
