/* SPDX-License-Identifier: Apache-2.0 */
/* Gains by place: a list of places adds up to what the same texts in rows add up to. */
#include "index/gains.h"
#include "unit/stored.h"

enum { TEXTS = 150000, BASE = 256, BUCKET = 5, CHUNKS = 3 };

struct texts {
	uint32_t *places, *texts;
	ent_word_bits *bits;
};

static void make_texts(struct texts *x)
{
	x->places = calloc(TEXTS, sizeof(*x->places));
	x->texts = calloc(BASE + TEXTS, sizeof(*x->texts));
	x->bits = calloc(BASE + TEXTS, sizeof(*x->bits));
	assert_true(x->places && x->texts && x->bits);
	for (uint32_t t = 0; t < TEXTS; t++) {
		x->places[t] = BASE + t;
		x->texts[BASE + t] = t;
		x->bits[BASE + t].of[0] = t % 3 ? 1 : 3;
	}
}

static void free_texts(struct texts *x)
{
	free(x->places);
	free(x->texts);
	free(x->bits);
}

/* Every text may match; `need` above 0 asks for words that the query has. */
static ent_sieve make_sieve(const struct texts *x, int64_t need)
{
	ent_sieve s = { .capacity = BASE + TEXTS, .wide = true, .bits = x->bits };
	s.known_of =
		(ent_known){ .bits = x->bits, .places = x->places, .texts = x->texts };
	s.gains = calloc(s.capacity, sizeof(uint16_t));
	assert_non_null(s.gains);
	s.need[BUCKET] = need;
	s.once.of[0] = 3;
	s.n_digits = 1;
	s.digits[0] = (struct ent_credit_digit){ s.once, 1 };
	return s;
}

/* Some texts, ascending; returns how many. */
static uint32_t some_texts(uint32_t *texts, uint64_t *seed)
{
	uint32_t n = 0;
	for (uint32_t t = pick(seed, 9); t < TEXTS; t += 1 + pick(seed, 60))
		texts[n++] = t;
	return n;
}

static void take_rows(ent_sieve *s,
		      const uint32_t *texts,
		      uint32_t n,
		      uint32_t credit,
		      bool open)
{
	ent_row_reader r;
	for (uint32_t at = 0; at < n; at += r.n) {
		r.n = n - at < ENT_ROW_BLOCK ? n - at : ENT_ROW_BLOCK;
		memcpy(r.texts, texts + at, r.n * sizeof(*texts));
		if (open)
			ent_gains_open(s, &r, BUCKET, credit);
		else
			ent_gains_count(s, &r, BUCKET, credit);
	}
}

static ent_unpacked_list list_of(uint32_t *ends,
				 uint16_t *places,
				 const uint32_t *texts,
				 uint32_t n)
{
	for (uint32_t c = 0, k = 0; c < CHUNKS; c++) {
		for (; k < n && texts[k] >> 16 == c; k++)
			places[k] = (uint16_t)texts[k];
		ends[c] = k;
	}
	return (ent_unpacked_list){ BASE, CHUNKS, ends, places };
}

static void expect_same(const ent_sieve *a, const ent_sieve *b)
{
	assert_int_equal(a->n_seen, b->n_seen);
	assert_int_equal(a->in_bucket[BUCKET], b->in_bucket[BUCKET]);
	for (uint32_t p = 0; p < BASE + TEXTS; p++)
		assert_int_equal(ent_gain_of(a, p), ent_gain_of(b, p));
}

static void places_add_up_to_what_rows_do(void **state)
{
	(void)state;
	static uint32_t texts[TEXTS];
	static uint16_t places[TEXTS];
	uint32_t ends[CHUNKS];
	uint64_t seed = 29;
	struct texts x;
	make_texts(&x);
	for (int64_t need = -100; need <= 4; need += 52) {
		ent_sieve rows = make_sieve(&x, need), kept = make_sieve(&x, need);
		for (int round = 0; round < 8; round++) {
			const uint32_t n = some_texts(texts, &seed);
			const ent_unpacked_list list = list_of(ends, places, texts, n);
			const bool open = round % 3 != 2;
			kept.slow = round % 2;
			take_rows(&rows, texts, n, 2 + round, open);
			ent_gains_open_list(&kept, &list, BUCKET, 2 + round, open);
			expect_same(&rows, &kept);
		}
		assert_true(rows.n_seen > 0 && rows.n_seen < TEXTS);
		ent_sieve_release(&rows);
		ent_sieve_release(&kept);
	}
	free_texts(&x);
}

static void texts_are_found_in_a_list_of_places(void **state)
{
	(void)state;
	static uint32_t texts[TEXTS];
	static uint16_t places[TEXTS];
	uint32_t ends[CHUNKS];
	uint64_t seed = 31;
	struct texts x;
	make_texts(&x);
	ent_sieve counted = make_sieve(&x, -100), found = make_sieve(&x, -100);
	uint32_t n = some_texts(texts, &seed);
	take_rows(&counted, texts, n, 3, true); /* ascending: they are sorted */
	take_rows(&found, texts, n, 3, true);
	for (int round = 0; round < 8; round++) {
		n = some_texts(texts, &seed);
		const ent_unpacked_list list = list_of(ends, places, texts, n);
		take_rows(&counted, texts, n, 2, false);
		found.cursor = 0;
		ent_gains_find_in_list(&found, &list, BUCKET, 2);
		assert_int_equal(found.cursor, found.n_seen);
		expect_same(&counted, &found);
	}
	ent_sieve_release(&counted);
	ent_sieve_release(&found);
	free_texts(&x);
}

/* A damaged memory lists a text that the list of all texts lacks. */
static void a_text_without_a_place_is_not_seen(void **state)
{
	(void)state;
	const uint32_t texts[] = { 7, 8, 9 };
	struct texts x;
	make_texts(&x);
	x.places[8] = 0;
	ent_sieve s = make_sieve(&x, -100);
	take_rows(&s, texts, 3, 2, true);
	assert_int_equal(s.n_seen, 2);
	assert_int_equal(ent_sieve_text(&s, s.seen[1]), 9);
	assert_int_equal(ent_gain_of(&s, 0), 0);
	ent_sieve_release(&s);
	free_texts(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_add_up_to_what_rows_do),
		cmocka_unit_test(texts_are_found_in_a_list_of_places),
		cmocka_unit_test(a_text_without_a_place_is_not_seen),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
