/* SPDX-License-Identifier: Apache-2.0 */
/* columns.c - which texts have many of some frequent words, counted 256 texts at a
 * time.
 *
 * The bits of 256 texts in the column of a word are added to counters that lie in
 * columns as well, one for each binary digit: an addition is two operations a digit for
 * all of them together (bit-sliced counting, as O'Neil and Quass, "Improved query
 * performance with variant indexes", SIGMOD 1997, add numbers up).  So a bucket is
 * read, in order, in about an instruction for each text and a dozen words, where a list
 * takes forty for each text that it has.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "index/columns.h"

/* Where a place is left free. */
#define NO_TEXT UINT32_MAX

enum { DIGITS = 9 }; /* ENT_COLUMNS_MAX is below 1 << DIGITS */

typedef uint64_t lanes __attribute__((vector_size(ENT_COLUMN_BITS / 8)));

/* Pads with places of no text, up to a bucket. */
static bool reach(ent_columns *c, uint32_t bucket)
{
	while (c->n % ENT_COLUMN_BITS || !c->n) {
		if (!ENT_GROW(c->texts, c->capacity, (size_t)c->n + 1))
			return false;
		c->texts[c->n++] = NO_TEXT;
	}
	for (uint32_t b = bucket; !c->starts[b]; b--) {
		c->starts[b] = c->n;
		if (!b)
			break;
	}
	return true;
}

bool ent_columns_add(ent_columns *c, uint32_t bucket, const uint32_t *texts, uint32_t n)
{
	if (!c->starts[bucket] && !reach(c, bucket))
		return false;
	if (!ENT_GROW(c->texts, c->capacity, (size_t)c->n + n))
		return false;
	memcpy(c->texts + c->n, texts, n * sizeof(*texts));
	c->n += n;
	return true;
}

bool ent_columns_end(ent_columns *c)
{
	return reach(c, ENT_BUCKETS);
}

void ent_columns_release(ent_columns *c)
{
	free(c->texts);
	*c = (ent_columns){ .texts = NULL };
}

#define DIGIT(d)                                                                       \
	if (digits > (d)) {                                                            \
		const lanes both = sum##d & carry;                                     \
		sum##d ^= carry;                                                       \
		carry = both;                                                          \
	}

/* The sums are compared with `least` from the highest digit down. */
#define COMPARE(d)                                                                     \
	if (digits > (d)) {                                                            \
		const lanes digit = least >> (d)&1 ? ~none : none;                     \
		more |= equal & sum##d & ~digit;                                       \
		equal &= ~(sum##d ^ digit);                                            \
	}

/* Of 256 texts those of which `least` bits are set; digits is known when this is
 * compiled, so that the sums are in registers. */
static inline __attribute__((always_inline)) void count(uint64_t out[ENT_COLUMN_WORDS],
							const uint64_t *const *words,
							uint32_t n,
							size_t at,
							uint32_t least,
							uint32_t digits)
{
	const lanes none = { 0 };
	lanes sum0 = none, sum1 = none, sum2 = none, sum3 = none, sum4 = none,
	      sum5 = none, sum6 = none, sum7 = none, sum8 = none;
	lanes more = none, equal = ~none;
	for (uint32_t k = 0; k < n; k++) {
		lanes carry;
		memcpy(&carry, words[k] + at, sizeof(carry));
		DIGIT(0)
		DIGIT(1)
		DIGIT(2)
		DIGIT(3)
		DIGIT(4)
		DIGIT(5)
		DIGIT(6)
		DIGIT(7)
		DIGIT(8)
	}
	COMPARE(8)
	COMPARE(7)
	COMPARE(6)
	COMPARE(5)
	COMPARE(4)
	COMPARE(3)
	COMPARE(2)
	COMPARE(1)
	COMPARE(0)
	more |= equal;
	memcpy(out, &more, sizeof(more));
}

struct counting {
	const ent_columns *columns;
	const uint64_t *const *words;
	uint32_t n, bucket, least;
	ent_column_fn fn;
	void *data;
};

static bool give_texts(const struct counting *c,
		       uint32_t place,
		       const uint64_t found[ENT_COLUMN_WORDS])
{
	uint32_t texts[ENT_COLUMN_BITS], places[ENT_COLUMN_BITS], n = 0;
	for (uint32_t l = 0; l < ENT_COLUMN_WORDS; l++)
		for (uint64_t bits = found[l]; bits; bits &= bits - 1) {
			const uint32_t bit = (uint32_t)__builtin_ctzll(bits);
			places[n] = place + 64 * l + bit;
			texts[n] = c->columns->texts[places[n]];
			n += texts[n] != NO_TEXT;
		}
	return !n || c->fn(c->data, c->bucket, texts, places, n);
}

static inline __attribute__((always_inline)) bool count_all(const struct counting *c,
							    uint32_t digits)
{
	const uint32_t end = c->columns->starts[c->bucket + 1];
	for (uint32_t p = c->columns->starts[c->bucket]; p < end;
	     p += ENT_COLUMN_BITS) {
		uint64_t found[ENT_COLUMN_WORDS];
		count(found, c->words, c->n, p / 64, c->least, digits);
		if ((found[0] | found[1] | found[2] | found[3]) &&
		    !give_texts(c, p, found))
			return false;
	}
	return true;
}

static inline __attribute__((always_inline)) bool count_bucket(const struct counting *c)
{
	return c->n < 8    ? count_all(c, 3)
	       : c->n < 16 ? count_all(c, 4)
	       : c->n < 32 ? count_all(c, 5)
			   : count_all(c, DIGITS);
}

#if defined(__x86_64__) && defined(__GNUC__)
/* 256 bits at a time where the processor can. */
#define WIDE_LANES __attribute__((target("avx2")))
static bool has_wide_lanes(void)
{
	return __builtin_cpu_supports("avx2");
}
#else
#define WIDE_LANES
static bool has_wide_lanes(void)
{
	return false;
}
#endif

WIDE_LANES static bool count_wide(const struct counting *c)
{
	return count_bucket(c);
}

static bool count_narrow(const struct counting *c)
{
	return count_bucket(c);
}

bool ent_columns_count(const ent_columns *columns,
		       const uint64_t *const *words,
		       uint32_t n,
		       uint32_t bucket,
		       uint32_t least,
		       ent_column_fn fn,
		       void *data)
{
	const struct counting c = { columns, words, n, bucket, least, fn, data };
	if (n < least)
		return true;
	return has_wide_lanes() && !columns->narrow ? count_wide(&c) : count_narrow(&c);
}
