/* SPDX-License-Identifier: Apache-2.0 */
/* The sieve loses no text that can match, whatever it reads, passes over or seeks. */
#include "unit/sieved.h"

/* How often each way of reading was taken. */
struct ways {
	unsigned read, sought, sparse, left, all, known, closed;
};

static void seek(ent_sieve *s, const struct sieved *x, uint32_t key)
{
	uint64_t place;
	while (ent_sieve_place(&place, s)) {
		const struct sieved_row *last = NULL;
		const uint32_t bucket = ent_row_bucket(place);
		for (size_t k = 0; k < x->n_rows; k++)
			if (x->rows[k].number >= ent_row_number(key, bucket, 0) &&
			    x->rows[k].number <=
				    ent_row_number(key, bucket, ent_row_first(place)))
				last = &x->rows[k];
		if (last)
			ent_sieve_take(s, last->number, ent_buf_str(&last->bytes));
		ent_sieve_pass(s, place);
	}
}

/* Runs a search; `raise` is the number of lists after which the floor rises, 0 for
 * none. */
static size_t run(ent_candidate *out,
		  ent_sieve *s,
		  struct sieved *x,
		  struct sieved_query *q,
		  uint32_t raise,
		  struct ways *ways)
{
	const ent_sieve_list *list;
	uint32_t n = 0;
	s->slow = raise % 2;
	assert_true(ent_sieve_start(s, &q->sizes, &q->floor, q->lists, q->n, &x->known,
				    SIEVED_TEXTS - 1));
	if (ent_sieve_needs_all(s)) {
		sieved_read(s, x, 0);
		ways->all++;
	}
	while ((list = ent_sieve_next(s))) {
		if (raise && n == raise) {
			q->floor.distance /= 2;
			ent_sieve_raise(s, &q->floor);
			n++;
			continue;
		}
		if (ent_sieve_seeks(s, list)) {
			seek(s, x, list->key);
			ways->sought++;
		} else {
			if (n % 2)
				sieved_read(s, x, list->key);
			else
				sieved_read_kept(s, x, list->key);
			ways->read++;
			ways->sparse += s->sparse;
		}
		ent_sieve_done(s);
		n++;
	}
	ways->left += q->n > n;
	ways->known += s->known > 0;
	ways->closed += s->closed && s->next < q->n;
	assert_false(s->failed);
	const size_t count = ent_sieve_count(s);
	assert_true(count <= SIEVED_TEXTS);
	const size_t got = ent_sieve_candidates(out, s);
	assert_true(got <= count);
	return got;
}

static void check(const struct sieved *x,
		  const struct sieved_query *q,
		  const ent_candidate *found,
		  size_t n,
		  size_t *matching)
{
	bool there[SIEVED_TEXTS] = { false };
	const uint64_t part = q->floor.length - q->floor.distance;
	for (size_t k = 0; k < n; k++) {
		const ent_candidate *c = &found[k];
		assert_false(there[c->text]);
		there[c->text] = true;
		assert_true(c->gain >= sieved_gain(x, q, c->text));
		assert_true((uint64_t)c->gain * q->floor.length >= c->weight * part);
	}
	for (uint32_t t = 0; t < SIEVED_TEXTS; t++)
		if (sieved_matches(x, q, t)) {
			++*matching;
			if (!there[t])
				fail_msg("text %u of weight %u is missed", t,
					 x->weight[t]);
		}
}

static void no_text_that_can_match_is_lost(void **state)
{
	(void)state;
	static struct sieved x;
	static ent_candidate found[SIEVED_TEXTS];
	/* credits for a byte each, and for two; costs of all kinds */
	static const uint32_t most[] = { 2, 6, 60 }, dear[] = { 1, 30, 400, 100000 };
	ent_sieve s = { 0 };
	struct ways ways = { 0 };
	struct sieved_query q;
	size_t matching = 0, candidates = 0, rounds = 0;
	sieved_fill(&x);
	for (uint32_t round = 0; round < 60; round++)
		for (size_t m = 0; m < 3; m++)
			for (size_t d = 0; d < 4; d++) {
				sieved_ask(&q, &x, most[m], dear[d]);
				const size_t n =
					run(found, &s, &x, &q, round % 4, &ways);
				check(&x, &q, found, n, &matching);
				candidates += n;
				rounds++;
			}
	assert_true(ways.read && ways.sought && ways.sparse && ways.left && ways.all &&
		    ways.known && ways.closed);
	assert_true(matching > rounds);
	assert_true(candidates < rounds * SIEVED_TEXTS / 2); /* else of no use */
	ent_sieve_release(&s);
	sieved_free(&x);
}

static void a_search_leaves_nothing_for_the_next(void **state)
{
	(void)state;
	static struct sieved x;
	static ent_candidate first[SIEVED_TEXTS], again[SIEVED_TEXTS];
	ent_sieve s = { 0 }, fresh = { 0 };
	struct ways ways = { 0 };
	struct sieved_query q, other;
	x = (struct sieved){ .rows = NULL };
	sieved_fill(&x);
	for (int round = 0; round < 40; round++) {
		sieved_ask(&other, &x, 4, 1);
		sieved_ask(&q, &x, 4, 1);
		if (round % 2) { /* one that ended in the middle */
			assert_true(ent_sieve_start(&s, &other.sizes, &other.floor,
						    other.lists, other.n, &x.known,
						    SIEVED_TEXTS - 1));
			if (ent_sieve_next(&s))
				sieved_read(&s, &x, other.lists[0].key);
		} else {
			run(first, &s, &x, &other, 0, &ways);
		}
		const size_t n = run(first, &s, &x, &q, 0, &ways);
		assert_int_equal(run(again, &fresh, &x, &q, 0, &ways), n);
		assert_memory_equal(first, again, n * sizeof(*first));
		ent_sieve_release(&fresh);
	}
	ent_sieve_release(&s);
	sieved_free(&x);
}

/* A damaged list may name texts that the memory does not have. */
static void texts_beyond_the_last_are_passed_over(void **state)
{
	(void)state;
	static const uint32_t texts[] = { 3, 700 };
	ent_sieve s = { 0 };
	ent_buf row = ENT_BUF_INIT;
	ent_candidate out[2];
	ent_sieve_list list = { .key = 1, .frequency = 2, .credit = 2 };
	const ent_query_sizes sizes = { .kind = ENT_SCORE_GRADED,
					.tokens = 1,
					.weight = 2 };
	const ent_measure floor = { .distance = 50, .length = 100 };
	const uint32_t bucket = ent_bucket_of(2);
	/* what is known ends with the last text */
	ent_word_bits *bits = calloc(11, sizeof(*bits));
	assert_non_null(bits);
	uint32_t places[11] = { 0 };
	const uint32_t by_place[11] = { [5] = 3 };
	const ent_known known = { .bits = bits, .places = places, .texts = by_place };
	bits[5].of[0] = 1;
	places[3] = 5;
	list.bit = 1;
	assert_true(ent_sieve_start(&s, &sizes, &floor, &list, 1, &known, 10));
	assert_ptr_equal(ent_sieve_next(&s), &list);
	assert_int_equal(ent_row_write(&row, texts, 2), 2);
	ent_sieve_take(&s, ent_row_number(1, bucket, 3), ent_buf_str(&row));
	row.n = 0;
	assert_int_equal(ent_row_write(&row, texts, 1), 1);
	ent_sieve_take(&s, ent_row_number(1, bucket, 3), ent_buf_str(&row));
	ent_sieve_done(&s);
	assert_null(ent_sieve_next(&s));
	assert_int_equal(ent_sieve_count(&s), 1);
	assert_int_equal(ent_sieve_candidates(out, &s), 1);
	assert_int_equal(out[0].text, 3);
	ent_sieve_release(&s);
	free(bits);
	ent_buf_release(&row);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_text_that_can_match_is_lost),
		cmocka_unit_test(a_search_leaves_nothing_for_the_next),
		cmocka_unit_test(texts_beyond_the_last_are_passed_over),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
