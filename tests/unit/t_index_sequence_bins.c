/* SPDX-License-Identifier: Apache-2.0 */
/* Places of words, added in any order: in order afterwards; buffers handed on. */
#include <stdlib.h>

#include "index/sequence_bins.h"
#include "unit/stored.h"

static void words_come_to_their_places(void **state)
{
	(void)state;
	static uint32_t want[40][20];
	ent_bin bin = { NULL, 0, 0 };
	static ent_bin_order order;
	uint64_t seed = 5;
	for (uint32_t n = 0; n < 500; n++) {
		const uint32_t text = pick(&seed, 40), at = pick(&seed, 20);
		if (want[text][at])
			continue;
		want[text][at] = n + 1;
		assert_true(ent_bin_add(&bin, 3 * ENT_BIN + text, at, n + 1));
	}
	assert_true(ent_bin_put_in_order(&order, &bin));
	assert_false(order.full);
	assert_int_equal(order.starts[0], 0);
	for (uint32_t text = 0; text < 40; text++) {
		uint32_t n = 20;
		while (n && !want[text][n - 1])
			n--;
		assert_int_equal(order.starts[text + 1] - order.starts[text], n);
		assert_memory_equal(order.words + order.starts[text], want[text],
				    n * sizeof(uint32_t));
	}
	assert_int_equal(order.starts[ENT_BIN], order.starts[40]);
	free(order.words);
	free(bin.p);
}

static void an_empty_bin_has_no_words(void **state)
{
	(void)state;
	const ent_bin bin = { NULL, 0, 0 };
	static ent_bin_order order;
	assert_true(ent_bin_put_in_order(&order, &bin));
	assert_int_equal(order.starts[ENT_BIN], 0);
	free(order.words);
}

static void larger_buffers_are_handed_on(void **state)
{
	(void)state;
	ent_bin bins[4] = { { NULL, 0, 0 } };
	for (uint32_t k = 0; k < 1000; k++)
		assert_true(ent_bin_add(&bins[0], k, 0, 1));
	assert_true(ent_bin_add(&bins[2], 2 * ENT_BIN + 7, 4, 9));
	for (uint32_t k = 0; k < 10; k++)
		assert_true(ent_bin_add(&bins[3], 3 * ENT_BIN, k, 2));
	uint64_t *const large = bins[0].p;
	bins[0].n = 0;
	ent_bins_hand_on(bins, 4, 2 * ENT_BIN, 2 * ENT_BIN);
	assert_null(bins[0].p);
	assert_ptr_equal(bins[2].p, large);
	assert_int_equal(bins[2].n, 1);
	assert_true(bins[2].p[0] == ent_bin_place(7, 4, 9));
	assert_int_equal(bins[3].n, 10);
	for (uint32_t k = 0; k < 4; k++)
		free(bins[k].p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_come_to_their_places),
		cmocka_unit_test(an_empty_bin_has_no_words),
		cmocka_unit_test(larger_buffers_are_handed_on),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
