/* SPDX-License-Identifier: Apache-2.0 */
/* The greatest of a stream of numbers: the same as sorting all of them. */
#include "concord/newest.h"
#include "unit/stored.h"

static int descending(const void *pa, const void *pb)
{
	const uint32_t a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;
	return (a < b) - (a > b);
}

static void what_is_refused_is_not_among_the_greatest(void **state)
{
	static ent_newest newest;
	uint64_t seed = 5;
	(void)state;
	for (int round = 0; round < 200; round++) {
		uint32_t all[100];
		newest.n = 0;
		newest.limit = 1 + pick(&seed, 40);
		for (uint32_t n = 0; n < 100; n++) {
			all[n] = pick(&seed, round % 2 ? 1u << 30 : 50);
			qsort(all, n, sizeof(*all), descending);
			const bool among =
				n < newest.limit || all[n] >= all[newest.limit - 1];
			assert_int_equal(ent_newest_add(&newest, all[n]), among);
		}
	}
}

static void without_a_limit_all_are_among_them(void **state)
{
	static ent_newest newest;
	(void)state;
	for (uint32_t k = 0; k < 2000; k++)
		assert_true(ent_newest_add(&newest, 2000 - k));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_refused_is_not_among_the_greatest),
		cmocka_unit_test(without_a_limit_all_are_among_them),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
