/* SPDX-License-Identifier: Apache-2.0 */
/* The first of the candidates in order, against sorting all of them. */
#include "index/sieve.h"
#include "unit/stored.h"

/* Candidates with many equal shares, in the order of a number or another one. */
static void make_candidates(ent_candidate *all, uint32_t n, uint32_t round)
{
	uint64_t seed = round;
	for (uint32_t k = 0; k < n; k++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		const uint32_t random = (uint32_t)(seed >> 40);
		all[k] = (ent_candidate){ round % 3 ? n - k : k,
					  round % 2 ? random % 9 : k % 50, 9 + k % 3 };
	}
}

static void the_first_candidates_are_the_best(void **state)
{
	enum { MOST = 700 };
	ent_candidate all[MOST], sorted[MOST];
	(void)state;
	for (uint32_t round = 0; round < 600; round++) {
		const uint32_t n = round < 8 ? round : round * 37 % MOST;
		const size_t wanted = round % 5 ? round * 13 % (n + 3) : n;
		make_candidates(all, n, round);
		memcpy(sorted, all, sizeof(all));
		qsort(sorted, n, sizeof(*sorted), ent_candidate_cmp);
		ent_candidates_order(all, n, wanted);
		for (uint32_t k = 0; k < n; k++) {
			if (k < wanted)
				assert_memory_equal(&all[k], &sorted[k], sizeof(*all));
		}
		qsort(all, n, sizeof(*all), ent_candidate_cmp); /* none is lost */
		assert_memory_equal(all, sorted, n * sizeof(*all));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_candidates_are_the_best),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
