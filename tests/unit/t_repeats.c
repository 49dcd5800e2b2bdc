/* SPDX-License-Identifier: Apache-2.0 */
/* Copies of a pair of texts are found, and the words that differ stay. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "align/repeats.h"

enum { LENGTH = 10 };

static bool add(bool *copied, ent_repeats *r, const uint32_t *a, const uint32_t *b)
{
	const uint32_t *const words[2] = { a, b };
	const uint32_t n[2] = { LENGTH, LENGTH };
	return ent_repeats_add(copied, r, words, n);
}

static void count_up(uint32_t *words, uint32_t first)
{
	for (uint32_t k = 0; k < LENGTH; k++)
		words[k] = first + k;
}

static void a_copy_keeps_what_differs(void **state)
{
	(void)state;
	ent_repeats r = ENT_REPEATS_INIT;
	uint32_t a[LENGTH], b[LENGTH];
	bool copied = true;
	count_up(a, 0);
	count_up(b, 50);
	assert_true(add(&copied, &r, a, b));
	assert_false(copied);
	a[4] = 1000;
	b[7] = 2000;
	assert_true(add(&copied, &r, a, b));
	assert_true(copied);
	for (uint32_t k = 0; k < LENGTH; k++) {
		assert_int_equal(r.again[0][k], k != 4);
		assert_int_equal(r.again[1][k], k != 7);
	}
	ent_repeats_release(&r);
}

static void one_side_is_not_enough(void **state)
{
	(void)state;
	ent_repeats r = ENT_REPEATS_INIT;
	uint32_t a[LENGTH], b[LENGTH];
	bool copied = true;
	count_up(a, 0);
	count_up(b, 50);
	assert_true(add(&copied, &r, a, b));
	count_up(b, 500); /* the same source, translated otherwise */
	assert_true(add(&copied, &r, a, b));
	assert_false(copied);
	ent_repeats_release(&r);
}

/* Three words take turns in one place: each copy differs from the first in two. */
static void copies_of_copies_are_of_the_family(void **state)
{
	(void)state;
	ent_repeats r = ENT_REPEATS_INIT;
	uint32_t a[LENGTH], b[LENGTH];
	bool copied = false;
	for (uint32_t k = 0; k < 9; k++) {
		count_up(a, 0);
		count_up(b, 50);
		a[3] = 1000 + k % 3;
		b[3] = 1000 + k % 3;
		a[8] = 2000 + k;
		assert_true(add(&copied, &r, a, b));
	}
	assert_true(copied);
	assert_true(r.again[0][3]);
	assert_false(r.again[0][8]);
	assert_int_equal(r.families, 1);
	ent_repeats_release(&r);
}

static void many_different_pairs_are_not_copies(void **state)
{
	(void)state;
	ent_repeats r = ENT_REPEATS_INIT;
	uint32_t a[LENGTH], b[LENGTH];
	const uint32_t none[2] = { 0, 0 };
	const uint32_t *const words[2] = { a, b };
	bool copied = true;
	for (uint32_t k = 0; k < 3000; k++) {
		count_up(a, LENGTH * k);
		count_up(b, LENGTH * k);
		assert_true(add(&copied, &r, a, b));
		assert_false(copied);
	}
	assert_true(ent_repeats_add(&copied, &r, words, none));
	assert_false(copied);
	count_up(a, LENGTH * 17);
	count_up(b, LENGTH * 17);
	assert_true(add(&copied, &r, a, b));
	assert_true(copied);
	ent_repeats_release(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_copy_keeps_what_differs),
		cmocka_unit_test(one_side_is_not_enough),
		cmocka_unit_test(copies_of_copies_are_of_the_family),
		cmocka_unit_test(many_different_pairs_are_not_copies),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
