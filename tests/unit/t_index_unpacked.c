/* SPDX-License-Identifier: Apache-2.0 */
/* Lists kept by places: those of the rows, whatever was dropped for others. */
#include "index/inverter.h"
#include "index/unpacked.h"
#include "unit/stored.h"

enum { TEXTS = 150000, KEYS = 30, BUCKET = 7, OTHER = 9 };

/* Texts of two lengths, of which the first has more places than a chunk. */
struct texts {
	uint32_t *places;
	ent_columns columns;
	ent_known known;
};

static uint32_t bucket_of(uint32_t text)
{
	return text % 5 ? BUCKET : OTHER;
}

static bool has(uint32_t key, uint32_t text)
{
	return (text * 2654435761u >> 8) % (2 + key * 7) == 0 && text > 100 * key;
}

static void make_texts(struct texts *x)
{
	*x = (struct texts){ .places = calloc(TEXTS, sizeof(*x->places)) };
	assert_non_null(x->places);
	for (uint32_t b = 0; b < ENT_BUCKETS; b++)
		for (uint32_t t = 0; t < TEXTS; t++)
			if (bucket_of(t) == b) {
				assert_true(ent_columns_add(&x->columns, b, &t, 1));
				x->places[t] = x->columns.n - 1;
			}
	assert_true(ent_columns_end(&x->columns));
	x->known = (ent_known){ .places = x->places,
				.texts = x->columns.texts,
				.columns = &x->columns };
}

static void free_texts(struct texts *x)
{
	free(x->places);
	ent_columns_release(&x->columns);
}

static void write_lists(struct stored *st)
{
	static uint32_t texts[TEXTS];
	for (uint32_t key = 1; key <= KEYS; key++)
		for (uint32_t b = BUCKET; b <= OTHER; b++) {
			uint32_t n = 0;
			for (uint32_t t = 0; t < TEXTS; t++)
				if (bucket_of(t) == b && has(key, t))
					texts[n++] = t;
			for (uint32_t at = 0; at < n;) {
				ent_buf row = ENT_BUF_INIT;
				const uint64_t id = ent_row_number(key, b, texts[at]);
				at += ent_row_write(&row, texts + at, n - at);
				OK(ent_store_posting_put(st->store, id,
							 ent_buf_str(&row), &st->err));
				ent_buf_release(&row);
			}
		}
}

/* Compares what is kept with the texts; false when nothing is. */
static bool is_right(ent_unpacked *u, const struct texts *x, uint32_t key, uint32_t b)
{
	ent_unpacked_list list;
	uint32_t at = 0, text = 0;
	if (!ent_unpacked_find(&list, u, &x->known, key, b))
		return false;
	for (uint32_t c = 0; c < list.chunks; c++)
		for (; at < list.ends[c]; at++, text++) {
			const uint32_t place = list.base + (c << 16) + list.places[at];
			while (bucket_of(text) != b || !has(key, text))
				text++;
			assert_int_equal(x->columns.texts[place], text);
		}
	for (; text < TEXTS; text++)
		assert_false(bucket_of(text) == b && has(key, text));
	return true;
}

static void what_is_kept_is_what_the_rows_have(void **state)
{
	struct stored *st = *state;
	struct texts x;
	ent_unpacked *u = NULL;
	make_texts(&x);
	write_lists(st);
	for (uint32_t key = 1; key <= KEYS; key++) {
		assert_false(ent_unpacked_ask(&u, key));
		assert_true(ent_unpacked_ask(&u, key));
		assert_false(is_right(u, &x, key, BUCKET));
		OK(ent_unpacked_read(u, st->store, &x.known, key, BUCKET, OTHER,
				     TEXTS - 1, &st->err));
	}
	for (uint32_t key = 1; key <= KEYS; key++)
		for (uint32_t b = BUCKET; b <= OTHER; b++) /* one of them is empty */
			assert_true(is_right(u, &x, key, b));
	ent_unpacked_free(u);
	free_texts(&x);
}

static void the_oldest_are_dropped_when_there_are_too_many(void **state)
{
	struct stored *st = *state;
	struct texts x;
	ent_unpacked *u = NULL;
	size_t kept = 0;
	enum { MANY = 400 };
	make_texts(&x);
	write_lists(st);
	ent_unpacked_ask(&u, 1);
	ent_unpacked_most(u, 1 << 16);
	for (uint32_t round = 0; round < MANY; round++) {
		const uint32_t key = 1 + round % KEYS;
		ent_unpacked_ask(&u, key);
		if (!is_right(u, &x, key, BUCKET)) {
			OK(ent_unpacked_read(u, st->store, &x.known, key, BUCKET,
					     BUCKET, TEXTS - 1, &st->err));
			assert_true(is_right(u, &x, key, BUCKET) || key == 1);
		}
	}
	for (uint32_t key = 1; key <= KEYS; key++)
		kept += is_right(u, &x, key, BUCKET);
	assert_in_range(kept, 1, KEYS - 1);
	ent_unpacked_free(u);
	free_texts(&x);
}

/* A text that the list of all texts lacks, or that is in two buckets. */
static void a_damaged_list_is_not_kept(void **state)
{
	struct stored *st = *state;
	struct texts x;
	ent_unpacked *u = NULL;
	make_texts(&x);
	write_lists(st);
	ent_unpacked_ask(&u, 1);
	for (uint32_t t = TEXTS / 2; t < TEXTS; t++)
		if (has(2, t) && bucket_of(t) == BUCKET) {
			x.places[t] = 0;
			break;
		}
	OK(ent_unpacked_read(u, st->store, &x.known, 2, BUCKET, OTHER, TEXTS - 1,
			     &st->err));
	assert_false(is_right(u, &x, 2, BUCKET));
	assert_true(is_right(u, &x, 2, OTHER));
	ent_unpacked_free(u);
	free_texts(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_kept_is_what_the_rows_have,
						stored_begin, stored_end),
		cmocka_unit_test_setup_teardown(
			the_oldest_are_dropped_when_there_are_too_many, stored_begin,
			stored_end),
		cmocka_unit_test_setup_teardown(a_damaged_list_is_not_kept,
						stored_begin, stored_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
