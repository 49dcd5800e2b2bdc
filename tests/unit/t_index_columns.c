/* SPDX-License-Identifier: Apache-2.0 */
/* Columns of bits: the texts of which so many are set, against counting one by one. */
#include "index/columns.h"
#include "unit/stored.h"

enum { TEXTS = 3000, WORDS = ENT_COLUMNS_MAX, BUCKETS = 7 };

struct counted {
	const ent_columns *columns;
	uint32_t bucket, n, most;
	unsigned char times[TEXTS];
};

static bool count(void *data,
		  uint32_t bucket,
		  const uint32_t *texts,
		  const uint32_t *places,
		  uint32_t n)
{
	struct counted *c = data;
	assert_int_equal(bucket, c->bucket);
	assert_in_range(n, 1, ENT_COLUMN_BITS);
	for (uint32_t k = 0; k < n; k++) {
		assert_int_equal(c->columns->texts[places[k]], texts[k]);
		c->times[texts[k]]++;
		if (++c->n >= c->most)
			return false;
	}
	return true;
}

static uint32_t bucket_of(uint32_t text)
{
	return 2 + text * 7 % BUCKETS * 3;
}

static void fill(ent_columns *c)
{
	for (uint32_t b = 0; b < ENT_BUCKETS; b++)
		for (uint32_t t = 0; t < TEXTS; t++)
			if (bucket_of(t) == b)
				assert_true(ent_columns_add(c, b, &t, 1));
	assert_true(ent_columns_end(c));
}

static uint32_t bits_of(const ent_columns *c,
			uint64_t *const *words,
			uint32_t n,
			uint32_t text)
{
	uint32_t place = 0, bits = 0;
	while (c->texts[place] != text)
		place++;
	for (uint32_t k = 0; k < n; k++)
		bits += (uint32_t)(words[k][place / 64] >> place % 64 & 1);
	return bits;
}

static void the_texts_with_so_many_bits_are_found(void **state)
{
	(void)state;
	ent_columns c = { .texts = NULL };
	uint64_t *words[WORDS], seed = 5;
	fill(&c);
	for (uint32_t k = 0; k < WORDS; k++) {
		words[k] = calloc(c.n / 64 + 1, sizeof(**words));
		assert_non_null(words[k]);
		for (uint32_t p = 0; p < c.n; p++) /* free places too */
			words[k][p / 64] |= (uint64_t)(pick(&seed, 3) > 0) << p % 64;
	}
	static const uint32_t counts[] = { 1, 7, 8, 15, 16, 31, 32, 200, WORDS };
	size_t found = 0;
	for (size_t k = 0; k < sizeof(counts) / sizeof(*counts); k++)
		for (int round = 0; round < 6; round++) {
			static struct counted got;
			const uint32_t n = counts[k], least = 1 + pick(&seed, n);
			got = (struct counted){
				&c, pick(&seed, ENT_BUCKETS), 0, UINT32_MAX, { 0 }
			};
			if (round % 2)
				got.bucket = bucket_of(pick(&seed, TEXTS));
			c.narrow = round / 2 % 2;
			assert_true(ent_columns_count(&c,
						      (const uint64_t *const *)words, n,
						      got.bucket, least, count, &got));
			for (uint32_t t = 0; t < TEXTS; t++)
				assert_int_equal(got.times[t],
						 bucket_of(t) == got.bucket &&
							 bits_of(&c, words, n, t) >=
								 least);
			found += got.n;
		}
	assert_true(found > TEXTS / BUCKETS);
	struct counted few = { &c, bucket_of(0), 0, 3, { 0 } };
	assert_false(ent_columns_count(&c, (const uint64_t *const *)words, 7,
				       few.bucket, 1, count, &few));
	assert_int_equal(few.n, 3);
	for (uint32_t k = 0; k < WORDS; k++)
		free(words[k]);
	ent_columns_release(&c);
}

static void columns_without_texts_have_none(void **state)
{
	(void)state;
	ent_columns c = { .texts = NULL };
	struct counted got = { &c, 0, 0, UINT32_MAX, { 0 } };
	uint64_t word[64] = { UINT64_MAX };
	const uint64_t *words[] = { word };
	assert_true(ent_columns_end(&c));
	for (uint32_t b = 0; b < ENT_BUCKETS; b++)
		assert_true(ent_columns_count(&c, words, 1, b, 1, count, &got));
	assert_int_equal(got.n, 0);
	ent_columns_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_texts_with_so_many_bits_are_found),
		cmocka_unit_test(columns_without_texts_have_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
