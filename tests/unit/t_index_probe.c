/* SPDX-License-Identifier: Apache-2.0 */
/* Which texts are measured early: those that gained most, each once, and only when it
 * pays.  Measuring them early changes no answer. */
#include "unit/sieved.h"

static void sieve_of(ent_sieve *s, const uint32_t *gains, uint32_t n)
{
	*s = (ent_sieve){ .capacity = n, .credit = 40, .passed = 30 };
	s->query.free = 3;
	s->gains = calloc(n, sizeof(uint16_t));
	assert_non_null(s->gains);
	for (uint32_t t = 0; t < n; t++) {
		((uint8_t *)s->gains)[t] = (uint8_t)gains[t];
		s->hot[s->n_hot++] = ent_row_number(0, 2, t);
	}
	s->weight[2] = 50;
}

static void the_texts_that_gained_most_come_first(void **state)
{
	(void)state;
	enum { N = 40, WANTED = 3, FIRST = 12 /* four for each */ };
	static ent_sieve s;
	ent_candidate out[ENT_PROBED_MAX];
	uint32_t gains[N];
	for (uint32_t t = 0; t < N; t++)
		gains[t] = 1 + t * 7 % N; /* each of 1 to N once */
	sieve_of(&s, gains, N);
	assert_int_equal(ent_sieve_probe(out, &s, WANTED), FIRST);
	for (uint32_t k = 0; k < FIRST; k++) {
		assert_int_equal(gains[out[k].text], N - k);
		/* with what it may still gain, and what any text has */
		assert_int_equal(out[k].gain, N - k + 10 + 3);
		assert_int_equal(out[k].weight, 50);
	}
	assert_int_equal(s.n_hot, N - FIRST);
	assert_int_equal(ent_sieve_probe(out, &s, WANTED), FIRST);
	for (uint32_t k = 0; k < FIRST; k++)
		assert_int_equal(gains[out[k].text], N - FIRST - k);
	assert_int_equal(s.n_probed, 2 * FIRST);
	ent_sieve_release(&s);
}

static void no_text_is_measured_twice(void **state)
{
	(void)state;
	static ent_sieve s;
	static const uint32_t gains[] = { 5, 6, 0, 7 }; /* 2 was dropped */
	ent_candidate out[ENT_PROBED_MAX];
	sieve_of(&s, gains, 4);
	s.probed[s.n_probed++] = 3;
	assert_int_equal(ent_sieve_probe(out, &s, 50), 2);
	assert_int_equal(out[0].text, 1);
	assert_int_equal(out[1].text, 0);
	assert_int_equal(ent_sieve_probe(out, &s, 50), 0);
	ent_sieve_release(&s);
}

static void no_more_are_measured_than_fit(void **state)
{
	(void)state;
	enum { N = 400 };
	static ent_sieve s;
	uint32_t gains[N];
	ent_candidate out[ENT_PROBED_MAX];
	for (uint32_t t = 0; t < N; t++)
		gains[t] = 1 + t % 100;
	sieve_of(&s, gains, N);
	const ent_sieve_list list = { .key = 1, .frequency = UINT32_MAX, .credit = 2 };
	size_t n = 0;
	for (int round = 0; round < 20 && ent_sieve_probes(&s, &list, 5); round++)
		n += ent_sieve_probe(out, &s, 5);
	assert_int_equal(n, ENT_PROBED_MAX);
	assert_int_equal(s.n_probed, ENT_PROBED_MAX);
	assert_int_equal(ent_sieve_probe(out, &s, 5), 0);
	ent_sieve_release(&s);
}

static void probing_must_pay(void **state)
{
	(void)state;
	static ent_sieve s;
	static const uint32_t gains[] = { 5, 6, 7 };
	const ent_sieve_list brief = { .key = 1, .frequency = 100, .credit = 2 },
			     lengthy = { .key = 1, .frequency = 1000000, .credit = 2 };
	sieve_of(&s, gains, 3);
	assert_true(ent_sieve_probes(&s, &lengthy, 3));
	assert_false(ent_sieve_probes(&s, &brief, 3)); /* read in no time */
	assert_false(ent_sieve_probes(&s, &lengthy, 0));
	assert_false(ent_sieve_probes(&s, &lengthy, 4)); /* three would not do */
	s.n_probed = 4;
	assert_true(ent_sieve_probes(&s, &lengthy, 4)); /* one more may raise it */
	s.n_hot = 0;
	assert_false(ent_sieve_probes(&s, &lengthy, 4));
	s.n_hot = 3;
	s.sparse = true; /* few are left: each is measured anyway */
	assert_false(ent_sieve_probes(&s, &lengthy, 4));
	s.sparse = false;
	s.eager = true;
	assert_true(ent_sieve_probes(&s, &brief, 4));
	ent_sieve_release(&s);
}

/* What was probed and what is left hold, together, what a search without probes
 * holds. */
static void probing_changes_no_answer(void **state)
{
	(void)state;
	static struct sieved x;
	static ent_candidate found[SIEVED_TEXTS];
	ent_sieve s = { .eager = true };
	struct sieved_query q;
	size_t probed = 0;
	sieved_fill(&x);
	for (int round = 0; round < 200; round++) {
		unsigned char times[SIEVED_TEXTS] = { 0 };
		ent_candidate hot[ENT_PROBED_MAX];
		const ent_sieve_list *list;
		size_t n;
		sieved_ask(&q, &x, 3, 50);
		assert_true(ent_sieve_start(&s, &q.sizes, &q.floor, q.lists, q.n,
					    &x.known, SIEVED_TEXTS - 1));
		if (ent_sieve_needs_all(&s))
			sieved_read(&s, &x, 0);
		while ((list = ent_sieve_next(&s))) {
			if (ent_sieve_probes(&s, list, 2)) {
				n = ent_sieve_probe(hot, &s, 2);
				probed += n;
				for (size_t k = 0; k < n; k++)
					times[hot[k].text]++;
				if (!(list = ent_sieve_next(&s)))
					break;
			}
			sieved_read_kept(&s, &x, list->key);
			ent_sieve_done(&s);
		}
		n = ent_sieve_candidates(found, &s);
		for (size_t k = 0; k < n; k++)
			times[found[k].text]++;
		for (uint32_t t = 0; t < SIEVED_TEXTS; t++) {
			const bool alike = sieved_matches(&x, &q, t);
			assert_in_range(times[t], alike ? 1 : 0, 1);
		}
	}
	assert_true(probed > 200);
	ent_sieve_release(&s);
	sieved_free(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_texts_that_gained_most_come_first),
		cmocka_unit_test(no_text_is_measured_twice),
		cmocka_unit_test(no_more_are_measured_than_fit),
		cmocka_unit_test(probing_must_pay),
		cmocka_unit_test(probing_changes_no_answer),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
