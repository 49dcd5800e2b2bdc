/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of places: what is written is read, with every position, also after passing
 * over. */
#include "index/places.h"
#include "unit/stored.h"

enum { PLACES = 6000 };

static size_t make_places(ent_word_place *out, size_t n, uint32_t gap, uint64_t *seed)
{
	uint32_t text = pick(seed, 50);
	for (size_t k = 0; k < n;) {
		const uint32_t in_text = pick(seed, 8) ? 1 : 1 + pick(seed, 6);
		uint32_t position = pick(seed, pick(seed, 20) ? 30 : 4000);
		for (uint32_t i = 0; i < in_text && k < n; i++) {
			out[k++] = (ent_word_place){ text, position };
			position += 1 + pick(seed, 12);
		}
		text += 1 + pick(seed, gap);
	}
	return n;
}

static size_t read_at_once; /* texts */

/* Appends what a row has to got, leaving out texts below `from`. */
static void read_row(ent_word_place *got,
		     size_t *n,
		     uint32_t first,
		     ent_str bytes,
		     uint32_t from)
{
	enum { MOST = 1024 };
	uint32_t all[MOST];
	ent_places_reader r;
	ent_places_read(&r, ent_row_number(1, 0, first), bytes);
	if (from)
		ent_places_skip(&r, from);
	while (ent_places_block(&r)) {
		const bool unpacked = ent_places_unpack(all, MOST, &r);
		for (uint32_t k = 0; k < r.n; k++) {
			if (r.texts[k] < from)
				continue;
			ent_places_of(&r, k);
			for (uint32_t i = 0; ent_places_next(&r); i++) {
				assert_true(*n < PLACES);
				if (unpacked)
					assert_int_equal(all[r.starts[k] + i],
							 r.position);
				got[(*n)++] =
					(ent_word_place){ r.texts[k], r.position };
			}
			if (unpacked)
				read_at_once++;
		}
	}
}

static void rows_give_back_their_places(void **state)
{
	(void)state;
	static ent_word_place places[PLACES], got[PLACES];
	static const size_t sizes[] = { 1, 2, 5, 127, 128, 129, 400, PLACES };
	static const uint32_t gaps[] = { 1, 7, 3000 };
	uint64_t seed = 21;
	for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++)
		for (size_t g = 0; g < sizeof(gaps) / sizeof(gaps[0]); g++) {
			const size_t n = make_places(places, sizes[s], gaps[g], &seed);
			size_t read = 0;
			for (size_t done = 0; done < n;) {
				ent_buf row = ENT_BUF_INIT;
				const size_t wrote =
					ent_places_write(&row, places + done, n - done);
				assert_in_range(wrote, 1, n - done);
				/* all places of a text are in one row */
				if (done + wrote < n)
					assert_int_not_equal(
						places[done + wrote].text,
						places[done + wrote - 1].text);
				read_row(got, &read, places[done].text,
					 ent_buf_str(&row), 0);
				done += wrote;
				ent_buf_release(&row);
			}
			assert_int_equal(read, n);
			assert_memory_equal(got, places, n * sizeof(*got));
		}
	assert_true(read_at_once > PLACES / 4);
}

static void passing_over_misses_no_place(void **state)
{
	(void)state;
	static ent_word_place places[1500], got[PLACES];
	uint64_t seed = 8;
	ent_buf row = ENT_BUF_INIT;
	make_places(places, 1500, 5, &seed);
	const size_t n = ent_places_write(&row, places, 1500);
	for (int round = 0; round < 200; round++) {
		const uint32_t from =
			1 + places[pick(&seed, (uint32_t)n)].text + pick(&seed, 2);
		size_t want = 0, read = 0;
		while (want < n && places[want].text < from)
			want++;
		read_row(got, &read, places[0].text, ent_buf_str(&row), from);
		assert_int_equal(read, n - want);
		assert_memory_equal(got, places + want, read * sizeof(*got));
	}
	ent_buf_release(&row);
}

static void places_are_ordered_by_text_then_position(void **state)
{
	(void)state;
	const ent_word_place a = { 1, 9 }, b = { 2, 0 }, c = { 2, 1 };
	assert_true(ent_place_cmp(&a, &b) < 0);
	assert_true(ent_place_cmp(&c, &b) > 0);
	assert_int_equal(ent_place_cmp(&c, &c), 0);
}

/* Whatever the bytes, a reader ends and stays within them (AddressSanitizer looks). */
static void damaged_rows_of_places_end(void **state)
{
	(void)state;
	static ent_word_place places[700];
	uint64_t seed = 77;
	make_places(places, 700, 4, &seed);
	for (int round = 0; round < 2000; round++) {
		ent_buf row = ENT_BUF_INIT;
		ent_places_reader r;
		uint32_t given = 0;
		ent_places_write(&row, places, 700);
		row.p[pick(&seed, (uint32_t)row.n)] ^= (char)(1 << pick(&seed, 8));
		const size_t n = round % 2 ? row.n : pick(&seed, (uint32_t)row.n);
		char *copy = malloc(n + 1);
		assert_non_null(copy);
		memcpy(copy, row.p, n);
		ent_places_read(&r, ent_row_number(1, 0, places[0].text),
				(ent_str){ copy, n });
		while (given < 1000000 && ent_places_block(&r)) {
			uint32_t all[300];
			if (ent_places_unpack(all, 300, &r))
				assert_true(r.starts[r.n] <= 300);
			for (uint32_t k = 0; k < r.n; k++)
				for (ent_places_of(&r, k);
				     given < 1000000 && ent_places_next(&r);)
					given++;
		}
		assert_true(given < 1000000);
		free(copy);
		ent_buf_release(&row);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_give_back_their_places),
		cmocka_unit_test(passing_over_misses_no_place),
		cmocka_unit_test(places_are_ordered_by_text_then_position),
		cmocka_unit_test(damaged_rows_of_places_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
