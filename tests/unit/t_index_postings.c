/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of texts: what is written is read, whole, by blocks, and after passing over. */
#include "index/postings.h"
#include "unit/stored.h"

enum { TEXTS = 5000 };

/* Ascending texts with gaps of all sizes; returns how many. */
static uint32_t make_texts(uint32_t *texts, uint32_t n, uint32_t gap, uint64_t *seed)
{
	uint32_t at = pick(seed, 1000);
	for (uint32_t k = 0; k < n; k++) {
		texts[k] = at;
		at += 1 + (pick(seed, 10) ? pick(seed, gap) : pick(seed, gap * 50));
	}
	return n;
}

/* Reads the rows of a list one after another. */
static uint32_t read_all(uint32_t *out, const uint32_t *texts, uint32_t n)
{
	uint32_t got = 0;
	for (uint32_t done = 0; done < n;) {
		ent_buf row = ENT_BUF_INIT;
		ent_row_reader r;
		const uint32_t first = texts[done];
		const uint32_t written = ent_row_write(&row, texts + done, n - done);
		assert_in_range(written, 1, n - done);
		assert_true(row.n <= ENT_ROW_BYTES);
		ent_row_read(&r, ent_row_number(7, 3, first), ent_buf_str(&row));
		while (ent_row_next(&r))
			out[got++] = r.text;
		done += written;
		ent_buf_release(&row);
	}
	return got;
}

static void a_row_gives_back_its_texts(void **state)
{
	(void)state;
	static uint32_t texts[TEXTS], got[TEXTS];
	static const uint32_t sizes[] = { 1, 2, 127, 128, 129, 130, 257, 1000, TEXTS };
	static const uint32_t gaps[] = { 1, 2, 100, 4000 };
	uint64_t seed = 11;
	for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++)
		for (size_t g = 0; g < sizeof(gaps) / sizeof(gaps[0]); g++) {
			const uint32_t n = make_texts(texts, sizes[s], gaps[g], &seed);
			assert_int_equal(read_all(got, texts, n), n);
			assert_memory_equal(got, texts, n * sizeof(*texts));
		}
}

static void the_largest_numbers_fit(void **state)
{
	(void)state;
	const uint32_t texts[] = { 0, 1, ENT_TEXT_MAX - 1, ENT_TEXT_MAX };
	uint32_t got[4];
	assert_int_equal(read_all(got, texts, 4), 4);
	assert_memory_equal(got, texts, sizeof(texts));
	const uint64_t number =
		ent_row_number(ENT_KEY_MAX, ENT_BUCKETS - 1, ENT_TEXT_MAX);
	assert_true(number <= INT64_MAX);
	assert_int_equal(ent_row_bucket(number), ENT_BUCKETS - 1);
	assert_int_equal(ent_row_first(number), ENT_TEXT_MAX);
}

/* After passing over to a text the reader may begin earlier in its block, but it misses
 * nothing from that text on. */
static void passing_over_misses_nothing(void **state)
{
	(void)state;
	static uint32_t texts[900];
	ent_buf row = ENT_BUF_INIT;
	uint64_t seed = 5;
	const uint32_t made = make_texts(texts, 900, 30, &seed);
	const uint32_t n = ent_row_write(&row, texts, made);
	for (int round = 0; round < 300; round++) {
		ent_row_reader r;
		uint32_t want = 0, to = texts[pick(&seed, n)] + pick(&seed, 3);
		ent_row_read(&r, ent_row_number(1, 0, texts[0]), ent_buf_str(&row));
		ent_row_skip(&r, to);
		while (want < n && texts[want] < to)
			want++;
		bool more;
		while ((more = ent_row_next(&r)) && r.text < to)
			;
		for (; want < n; want++, more = ent_row_next(&r)) {
			assert_true(more);
			assert_int_equal(r.text, texts[want]);
		}
		assert_false(more);
	}
	ent_buf_release(&row);
}

/* Whatever the bytes, a reader ends, and what it gives is ascending. */
static void damaged_rows_end(void **state)
{
	(void)state;
	static uint32_t texts[600];
	uint64_t seed = 99;
	const uint32_t made = make_texts(texts, 600, 9, &seed);
	for (int round = 0; round < 2000; round++) {
		ent_buf row = ENT_BUF_INIT;
		ent_row_reader r;
		const uint32_t n = ent_row_write(&row, texts, made);
		const size_t cut = round % 2 ? row.n : pick(&seed, (uint32_t)row.n);
		row.p[pick(&seed, (uint32_t)row.n)] ^= (char)(1 << pick(&seed, 8));
		ent_row_read(&r, ent_row_number(1, 0, texts[0]),
			     (ent_str){ row.p, cut });
		uint32_t given = 0, last = 0;
		while (given <= 100000 && ent_row_next(&r)) {
			assert_true(!given || r.text > last);
			last = r.text;
			given++;
		}
		assert_true(given <= 100000);
		assert_true(n > 0);
		ent_buf_release(&row);
	}
}

static void buckets_follow_weights(void **state)
{
	(void)state;
	uint32_t last = 0;
	for (uint32_t weight = 0; weight < 20000; weight++) {
		const uint32_t b = ent_bucket_of(weight);
		assert_true(b < ENT_BUCKETS);
		assert_true(b == last || b == last + 1);
		assert_true(ent_bucket_low(b) <= weight);
		if (b + 1 < ENT_BUCKETS)
			assert_true(ent_bucket_low(b + 1) > weight);
		last = b;
	}
	assert_true(ent_bucket_of(UINT32_MAX) < ENT_BUCKETS);
}

static int number_cmp(const void *pa, const void *pb)
{
	const uint64_t a = *(const uint64_t *)pa, b = *(const uint64_t *)pb;
	return (a > b) - (a < b);
}

static void numbers_of_rows_are_sorted(void **state)
{
	(void)state;
	static uint64_t numbers[3000], want[3000], scratch[3000];
	uint64_t seed = 3;
	for (uint32_t n = 0; n < 3000; n = n ? n * 3 : 1) {
		for (uint32_t k = 0; k < n; k++) {
			numbers[k] = ent_row_number(pick(&seed, 4), pick(&seed, 64),
						    pick(&seed, 1u << 30));
			want[k] = numbers[k];
		}
		ent_postings_sort(numbers, scratch, n);
		qsort(want, n, sizeof(*want), number_cmp);
		assert_memory_equal(numbers, want, n * sizeof(*want));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_gives_back_its_texts),
		cmocka_unit_test(the_largest_numbers_fit),
		cmocka_unit_test(passing_over_misses_nothing),
		cmocka_unit_test(damaged_rows_end),
		cmocka_unit_test(buckets_follow_weights),
		cmocka_unit_test(numbers_of_rows_are_sorted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
