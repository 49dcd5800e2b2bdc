/* SPDX-License-Identifier: Apache-2.0 */
/* Model 1 on a small made-up language, and what must hold of any input. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "align/model1.h"

enum { WORDS = 12, PAIRS = 200, LONGEST = 6 };

struct corpus {
	uint32_t words[2][PAIRS * LONGEST * 2];
	ent_word_pair pairs[PAIRS];
	ent_word_pairs in;
};

static uint32_t next(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

/* Word w of side 0 answers word WORDS - 1 - w of side 1, whose texts begin with
 * word WORDS, which translates nothing. */
static void make_corpus(struct corpus *c)
{
	uint32_t seed = 7, at[2] = { 0, 0 };
	for (uint32_t k = 0; k < PAIRS; k++) {
		const uint32_t n = 1 + next(&seed) % LONGEST;
		c->pairs[k] = (ent_word_pair){ { at[0], at[1] }, { n, n + 1 }, 1 };
		c->words[1][at[1]++] = WORDS;
		for (uint32_t i = 0; i < n; i++) {
			const uint32_t w = next(&seed) % WORDS;
			c->words[0][at[0]++] = w;
			c->words[1][at[1]++] = WORDS - 1 - w;
		}
	}
	c->in = (ent_word_pairs){
		{ c->words[0], c->words[1] }, { WORDS, WORDS + 1 }, c->pairs, PAIRS
	};
}

static void training_finds_the_counterparts_of_words(void **state)
{
	(void)state;
	static struct corpus c;
	ent_arena *arena = ent_arena_new(0);
	ent_table t[2];
	ent_error err;
	make_corpus(&c);
	assert_int_equal(ent_model1(t, &c.in, NULL, arena, &err), 0);
	for (uint32_t w = 0; w < WORDS; w++) {
		assert_true(ent_table_find(&t[0], w, WORDS - 1 - w) > 0.6f);
		assert_true(ent_table_find(&t[1], WORDS - 1 - w, w) > 0.8f);
		float sum = 0;
		for (uint32_t k = t[0].first[w]; k < t[0].first[w + 1]; k++)
			sum += t[0].p[k];
		assert_true(sum <= 1.0001f);
	}
	ent_arena_free(arena);
}

static void assert_same_table(const ent_table *a, const ent_table *b)
{
	const uint32_t n = a->first[a->n];
	assert_int_equal(a->n, b->n);
	assert_memory_equal(a->first, b->first, (a->n + 1) * sizeof(*a->first));
	assert_memory_equal(a->words, b->words, n * sizeof(*a->words));
	assert_memory_equal(a->p, b->p, n * sizeof(*a->p));
}

static void swapped_sides_swap_the_tables(void **state)
{
	(void)state;
	static struct corpus c;
	static ent_word_pair turned[PAIRS];
	ent_arena *arena = ent_arena_new(0);
	ent_table t[2], u[2];
	ent_error err;
	make_corpus(&c);
	for (uint32_t k = 0; k < PAIRS; k++) {
		const ent_word_pair *p = &c.pairs[k];
		turned[k] = (ent_word_pair){ { p->start[1], p->start[0] },
					     { p->n[1], p->n[0] },
					     p->weight };
	}
	const ent_word_pairs other = {
		{ c.words[1], c.words[0] }, { WORDS + 1, WORDS }, turned, PAIRS
	};
	assert_int_equal(ent_model1(t, &c.in, NULL, arena, &err), 0);
	assert_int_equal(ent_model1(u, &other, NULL, arena, &err), 0);
	assert_same_table(&t[0], &u[1]);
	assert_same_table(&t[1], &u[0]);
	ent_arena_free(arena);
}

/* Two pairs; word 2 of side 0 and 3 of side 1 stand in one only. */
static const uint32_t few[2][6] = { { 0, 1, 0, 2 }, { 0, 1, 2, 0, 3, 2 } };
static const ent_word_pair few_pairs[2] = { { { 0, 0 }, { 2, 3 }, 1 },
					    { { 2, 3 }, { 2, 3 }, 1 } };
static const ent_word_pairs few_in = { { few[0], few[1] }, { 3, 4 }, few_pairs, 2 };

static void words_that_occur_once_are_not_trusted(void **state)
{
	(void)state;
	ent_arena *arena = ent_arena_new(0);
	ent_table t[2];
	ent_error err;
	assert_int_equal(ent_model1(t, &few_in, NULL, arena, &err), 0);
	assert_int_equal(t[0].first[2], t[0].first[1]);
	assert_int_equal(t[0].first[3], t[0].first[2]);
	assert_true(ent_table_find(&t[0], 0, 0) > 0);
	ent_arena_free(arena);
}

static void the_seed_is_kept_and_moved_by_evidence(void **state)
{
	(void)state;
	ent_arena *arena = ent_arena_new(0);
	static const uint32_t first0[] = { 0, 1, 1, 2 }, first1[] = { 0, 0, 0, 0, 1 };
	static const uint32_t words0[] = { 1, 3 }, words1[] = { 2 };
	static const float p0[] = { 0.9f, 0.5f }, p1[] = { 0.5f };
	const ent_table seed[2] = { { first0, words0, p0, 3 },
				    { first1, words1, p1, 4 } };
	ent_model1_options opt = ENT_MODEL1_DEFAULT;
	ent_table t[2];
	ent_error err;
	opt.seed = seed;
	assert_int_equal(ent_model1(t, &few_in, &opt, arena, &err), 0);
	/* met once, but known */
	assert_true(ent_table_find(&t[0], 2, 3) > 0.5f);
	assert_true(ent_table_find(&t[1], 3, 2) > 0.5f);
	/* counted, and half the evidence is against it */
	assert_true(ent_table_find(&t[0], 0, 1) < 0.9f);
	opt.prior = 1000;
	assert_int_equal(ent_model1(t, &few_in, &opt, arena, &err), 0);
	assert_float_equal(ent_table_find(&t[0], 0, 1), 0.9, 0.01);
	ent_arena_free(arena);
}

static void learning_from_no_words_gives_empty_tables(void **state)
{
	(void)state;
	ent_arena *arena = ent_arena_new(0);
	ent_table t[2];
	ent_error err;
	const ent_word_pair empty = { { 0, 0 }, { 0, 0 }, 1 };
	const ent_word_pair unsure = { { 0, 0 }, { 2, 3 }, 0 };
	ent_word_pairs in = { { NULL, NULL }, { 0, 0 }, NULL, 0 };
	assert_int_equal(ent_model1(t, &in, NULL, arena, &err), 0);
	assert_int_equal(t[0].n, 0);
	in = (ent_word_pairs){ { few[0], few[1] }, { 3, 4 }, &empty, 1 };
	assert_int_equal(ent_model1(t, &in, NULL, arena, &err), 0);
	assert_int_equal(t[1].first[4], 0);
	in.pairs = &unsure;
	assert_int_equal(ent_model1(t, &in, NULL, arena, &err), 0);
	assert_int_equal(t[0].first[3], 0);
	ent_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(training_finds_the_counterparts_of_words),
		cmocka_unit_test(swapped_sides_swap_the_tables),
		cmocka_unit_test(words_that_occur_once_are_not_trusted),
		cmocka_unit_test(the_seed_is_kept_and_moved_by_evidence),
		cmocka_unit_test(learning_from_no_words_gives_empty_tables),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
