/* SPDX-License-Identifier: Apache-2.0 */
/* Gains of texts: what blocks add up to, in both widths, against sums in a plain
 * array. */
#include "index/gains.h"
#include "unit/stored.h"

enum { TEXTS = 6000, BUCKET_OF = 5 };

static uint32_t bucket_of(uint32_t text)
{
	return text % BUCKET_OF;
}

/* A sieve as before its first list; `bar` is what makes a text hot. */
static ent_sieve make_sieve(bool wide, uint32_t bar)
{
	ent_sieve s = { .wide = wide, .bar = bar, .capacity = TEXTS };
	s.gains = calloc(TEXTS, sizeof(uint16_t));
	assert_non_null(s.gains);
	return s;
}

/* A block of texts of one bucket, ascending. */
static void make_block(ent_row_reader *r, uint32_t bucket, uint64_t *seed)
{
	uint32_t at = pick(seed, TEXTS / 2) / BUCKET_OF * BUCKET_OF + bucket;
	r->n = 0;
	for (uint32_t n = 1 + pick(seed, ENT_ROW_BLOCK + 1); r->n < n && at < TEXTS;) {
		r->texts[r->n++] = at;
		at += BUCKET_OF * (1 + pick(seed, 8));
	}
}

/* The texts seen are those with a gain, each once, with their buckets. */
static void expect_gains(const ent_sieve *s, const uint32_t *want)
{
	static unsigned char seen[TEXTS];
	memset(seen, 0, sizeof(seen));
	for (size_t k = 0; k < s->n_seen; k++) {
		const uint32_t text = ent_row_first(s->seen[k]);
		assert_int_equal(ent_row_bucket(s->seen[k]), bucket_of(text));
		assert_int_equal(seen[text]++, 0);
	}
	for (uint32_t t = 0; t < TEXTS; t++) {
		assert_int_equal(ent_gain_of(s, t), want[t]);
		assert_int_equal(seen[t], want[t] > 0);
	}
}

static void blocks_add_up(bool wide)
{
	static uint32_t want[TEXTS];
	uint64_t seed = 17;
	ent_row_reader r;
	ent_sieve s = make_sieve(wide, UINT32_MAX);
	memset(want, 0, sizeof(want));
	for (int round = 0; round < 100; round++) {
		const uint32_t credit = 1 + pick(&seed, wide ? 500 : 2),
			       bucket = pick(&seed, BUCKET_OF);
		make_block(&r, bucket, &seed);
		const bool open = pick(&seed, 2);
		for (uint32_t k = 0; k < r.n; k++)
			if (open || want[r.texts[k]])
				want[r.texts[k]] += credit;
		if (open)
			ent_gains_open(&s, &r, bucket, credit);
		else
			ent_gains_count(&s, &r, bucket, credit);
		assert_int_equal(s.n_hot, 0);
	}
	expect_gains(&s, want);
	/* what is below the least of its bucket is dropped, and its gain forgotten */
	uint32_t least[ENT_BUCKETS] = { 0 };
	for (uint32_t b = 0; b < BUCKET_OF; b++)
		least[b] = b * (wide ? 400 : 2);
	for (uint32_t t = 0; t < TEXTS; t++)
		if (want[t] < least[bucket_of(t)])
			want[t] = 0;
	ent_gains_drop(&s, least);
	expect_gains(&s, want);
	assert_false(s.failed);
	ent_sieve_release(&s);
}

static void gains_of_a_byte_add_up(void **state)
{
	(void)state;
	blocks_add_up(false);
}

static void gains_of_two_bytes_add_up(void **state)
{
	(void)state;
	blocks_add_up(true);
}

/* Of a gain that is too large for a byte nothing is lost in a wide table. */
static void the_largest_gains_fit(void **state)
{
	(void)state;
	ent_row_reader r = { .n = 1, .texts = { TEXTS - 1 } };
	ent_sieve s = make_sieve(true, UINT32_MAX);
	ent_gains_open(&s, &r, 4, UINT16_MAX - 1);
	ent_gains_count(&s, &r, 4, 1);
	assert_int_equal(ent_gain_of(&s, TEXTS - 1), UINT16_MAX);
	assert_int_equal(ent_gain_of(&s, TEXTS - 2), 0);
	ent_sieve_release(&s);
	s = make_sieve(false, UINT32_MAX);
	ent_gains_open(&s, &r, 4, UINT8_MAX);
	assert_int_equal(ent_gain_of(&s, TEXTS - 1), UINT8_MAX);
	assert_int_equal(ent_gain_of(&s, TEXTS - 2), 0);
	ent_sieve_release(&s);
}

static void a_text_is_hot_from_when_it_crosses_the_bar(void **state)
{
	(void)state;
	ent_row_reader r = { .n = 3, .texts = { 1, 6, 11 } }, one = { .n = 1 };
	ent_sieve s = make_sieve(false, 5);
	ent_gains_open(&s, &r, 1, 4);
	assert_int_equal(s.n_hot, 0);
	one.texts[0] = 6;
	ent_gains_count(&s, &one, 1, 1);
	assert_int_equal(s.n_hot, 1);
	assert_int_equal(ent_row_first(s.hot[0]), 6);
	assert_int_equal(ent_row_bucket(s.hot[0]), 1);
	ent_gains_count(&s, &r, 1, 3); /* 6 crossed it before */
	assert_int_equal(s.n_hot, 3);
	assert_int_equal(ent_row_first(s.hot[1]), 1);
	assert_int_equal(ent_row_first(s.hot[2]), 11);
	ent_sieve_release(&s);
}

/* More texts are hot than are recorded: the bar rises until they are not, and those
 * that stay are all that reach it. */
static void the_bar_rises_when_too_many_are_hot(void **state)
{
	(void)state;
	static uint32_t want[TEXTS];
	uint64_t seed = 23;
	ent_row_reader r;
	ent_sieve s = make_sieve(true, 1);
	memset(want, 0, sizeof(want));
	for (int round = 0; round < 400; round++) {
		const uint32_t bucket = pick(&seed, BUCKET_OF),
			       credit = 1 + pick(&seed, 9);
		make_block(&r, bucket, &seed);
		for (uint32_t k = 0; k < r.n; k++)
			want[r.texts[k]] += credit;
		ent_gains_open(&s, &r, bucket, credit);
		assert_in_range(s.n_hot, 0, ENT_HOT_MAX);
	}
	assert_true(s.bar > 1);
	size_t hot = 0;
	static unsigned char listed[TEXTS];
	for (size_t k = 0; k < s.n_hot; k++) {
		const uint32_t text = ent_row_first(s.hot[k]);
		assert_int_equal(listed[text]++, 0);
		assert_true(want[text] >= s.bar);
	}
	for (uint32_t t = 0; t < TEXTS; t++)
		hot += want[t] >= s.bar;
	assert_int_equal(s.n_hot, hot);
	assert_true(hot > 0);
	ent_sieve_release(&s);
}

/* The bar is a share of the credit read so far and of the list at hand. */
static void the_bar_rises_with_the_credit_read(void **state)
{
	(void)state;
	ent_sieve_list lists[] = { { .key = 1, .frequency = 10, .credit = 10 },
				   { .key = 2, .frequency = 10, .credit = 10 },
				   { .key = 3, .frequency = 10, .credit = 30 } };
	ent_row_reader r = { .n = 2, .texts = { 0, 5 } }, one = { .n = 1 };
	ent_sieve s = make_sieve(false, 0);
	s.lists = lists;
	s.n_lists = 3;
	ent_hot_begin(&s); /* all of the first list would be hot */
	ent_gains_open(&s, &r, 0, 10);
	assert_int_equal(s.n_hot, 0);
	s.passed = 10;
	s.next = 1;
	ent_hot_begin(&s);
	assert_in_range(s.bar, 11,
			20); /* more than one list gives, not more than both */
	ent_gains_count(&s, &one, 0, 10);
	assert_int_equal(s.n_hot, 1);
	s.passed = 20;
	s.next = 2;
	ent_hot_begin(&s);
	assert_in_range(s.bar, 21, 50);
	assert_int_equal(s.n_hot, 0); /* 20 is no longer much */
	ent_sieve_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gains_of_a_byte_add_up),
		cmocka_unit_test(gains_of_two_bytes_add_up),
		cmocka_unit_test(the_largest_gains_fit),
		cmocka_unit_test(a_text_is_hot_from_when_it_crosses_the_bar),
		cmocka_unit_test(the_bar_rises_when_too_many_are_hot),
		cmocka_unit_test(the_bar_rises_with_the_credit_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
