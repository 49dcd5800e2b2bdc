/* SPDX-License-Identifier: Apache-2.0 */
/* The word links of a hit, by two lexicons. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "concord/hit_links.h"
#include "entente/str.h"

#define SOURCE "une barre de recherche demain"
#define TARGET "a search bar tomorrow"

static ent_link link_of(const char *source, const char *target)
{
	const uint32_t s = (uint32_t)(strstr(SOURCE, source) - SOURCE);
	const uint32_t t = (uint32_t)(strstr(TARGET, target) - TARGET);
	return (ent_link){ s, s + (uint32_t)strlen(source), t,
			   t + (uint32_t)strlen(target), 1 };
}

static void expect(const ent_link *learned,
		   uint32_t n_learned,
		   const ent_link *seed,
		   uint32_t n_seed,
		   const ent_link *right,
		   uint32_t n_right)
{
	const ent_str texts[2] = { ENT_STR(SOURCE), ENT_STR(TARGET) };
	const ent_link_list a = { learned, n_learned }, b = { seed, n_seed };
	ent_arena *arena = ent_arena_new(0);
	ent_link_list got;
	ent_error err;
	assert_int_equal(ent_links_join(&got, &a, &b, NULL, texts, arena, &err), 0);
	assert_int_equal(got.n, n_right);
	for (uint32_t k = 0; k < n_right; k++) {
		assert_int_equal(got.all[k].src_start, right[k].src_start);
		assert_int_equal(got.all[k].tgt_start, right[k].tgt_start);
	}
	ent_arena_free(arena);
}

static void a_word_without_a_link_takes_the_seed_s(void **state)
{
	(void)state;
	const ent_link learned[] = { link_of("barre", "bar"),
				     link_of("demain", "tomorrow") };
	const ent_link seed[] = { link_of("recherche", "search"),
				  link_of("demain", "bar") };
	const ent_link right[] = { learned[0], seed[0], learned[1] };
	expect(learned, 2, seed, 2, right, 3);
	expect(learned, 2, NULL, 0, learned, 2);
	expect(NULL, 0, seed, 2, seed, 2);
}

static void a_word_with_two_links_gives_one_up(void **state)
{
	(void)state;
	const ent_link both[] = { link_of("barre", "search"), link_of("barre", "bar") };
	const ent_link seed[] = { link_of("recherche", "search") };
	const ent_link right[] = { both[1], seed[0] };
	expect(both, 2, seed, 1, right, 2);
	/* its only one it keeps */
	expect(both, 1, seed, 1, both, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_word_without_a_link_takes_the_seed_s),
		cmocka_unit_test(a_word_with_two_links_gives_one_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
