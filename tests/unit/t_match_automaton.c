/* SPDX-License-Identifier: Apache-2.0 */
/* All runs of words of a text: the same as searching the text for each run. */
#include "match/automaton.h"
#include "unit/stored.h"

enum { WORDS = 120, KINDS = 6 };

/* Whether text has words[from..end), and where one of them ends. */
static bool occurs(const uint32_t *text,
		   uint32_t n,
		   const uint32_t *words,
		   uint32_t from,
		   uint32_t end)
{
	for (uint32_t at = 0; at + (end - from) <= n; at++)
		if (!memcmp(text + at, words + from, (end - from) * sizeof(*text)))
			return true;
	return false;
}

static void the_longest_run_is_found_after_each_word(void **state)
{
	(void)state;
	uint64_t seed = 17;
	for (int round = 0; round < 200; round++) {
		uint32_t text[WORDS], other[WORDS];
		const uint32_t n = pick(&seed, WORDS), kinds = 1 + pick(&seed, KINDS);
		for (uint32_t k = 0; k < n; k++)
			text[k] = pick(&seed, kinds);
		for (uint32_t k = 0; k < WORDS; k++)
			other[k] = pick(&seed, KINDS);
		ent_automaton *a = ent_automaton_new(text, n, KINDS);
		assert_non_null(a);
		assert_true(ent_automaton_states(a) <= 2 * n + 1);
		ent_run run = { ENT_AUTOMATON_ROOT, 0 };
		for (uint32_t k = 0; k < WORDS; k++) {
			uint32_t longest = 0;
			while (longest <= k &&
			       occurs(text, n, other, k - longest, k + 1))
				longest++;
			ent_automaton_step(&run, a, other[k]);
			assert_int_equal(run.length, longest);
			assert_true(ent_automaton_length(a, run.state) >= longest);
			if (longest) { /* it ends where the state says */
				const uint32_t end = ent_automaton_end(a, run.state);
				assert_true(end + 1 >= longest && end < n);
				assert_memory_equal(text + end + 1 - longest,
						    other + k + 1 - longest,
						    longest * sizeof(*text));
			}
			if (k >= 1 && longest >= 2)
				assert_true(ent_pair_is_there(ent_automaton_pairs(a),
							      other + k - 1));
			if (k >= 2 && longest >= 3)
				assert_true(ent_triple_is_there(
					ent_automaton_triples(a), other + k - 2));
		}
		ent_automaton_free(a);
	}
	ent_automaton_free(NULL);
}

static void a_shortened_run_goes_on_as_if_it_had_begun_later(void **state)
{
	(void)state;
	uint64_t seed = 23;
	uint32_t text[WORDS];
	for (uint32_t k = 0; k < WORDS; k++)
		text[k] = pick(&seed, 3);
	ent_automaton *a = ent_automaton_new(text, WORDS, 3);
	assert_non_null(a);
	for (int round = 0; round < 500; round++) {
		const uint32_t from = pick(&seed, WORDS - 10), skip = pick(&seed, 5),
			       end = from + 5 + pick(&seed, 5);
		ent_run long_run = { ENT_AUTOMATON_ROOT, 0 }, short_run = long_run;
		for (uint32_t k = from; k < end; k++)
			ent_automaton_step(&long_run, a, text[k]);
		for (uint32_t k = from + skip; k < end; k++)
			ent_automaton_step(&short_run, a, text[k]);
		assert_int_equal(long_run.length, end - from);
		ent_automaton_shorten(&long_run, a, end - from - skip);
		assert_int_equal(long_run.length, short_run.length);
		assert_int_equal(long_run.state, short_run.state);
	}
	ent_automaton_free(a);
}

static void prefixes_have_their_length(void **state)
{
	(void)state;
	const uint32_t text[] = { 0, 1, 0, 1, 0, 2 };
	ent_automaton *a = ent_automaton_new(text, 6, 3);
	assert_non_null(a);
	for (uint32_t k = 0; k < 6; k++)
		assert_int_equal(ent_automaton_length(a, ent_automaton_prefix(a, k)),
				 k + 1);
	assert_int_equal(ent_automaton_link(a, ENT_AUTOMATON_ROOT), ENT_AUTOMATON_ROOT);
	ent_automaton_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_longest_run_is_found_after_each_word),
		cmocka_unit_test(a_shortened_run_goes_on_as_if_it_had_begun_later),
		cmocka_unit_test(prefixes_have_their_length),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
