/* SPDX-License-Identifier: Apache-2.0 */
/* Items are made by several threads and taken in order by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/pipeline.h"

struct work {
	uint32_t slots[64], taken, stop_at;
};

static void make_square(void *data, uint32_t index, uint32_t slot, uint32_t worker)
{
	struct work *w = data;
	(void)worker;
	w->slots[slot] = index * index;
}

static int take_square(void *data, uint32_t index, uint32_t slot)
{
	struct work *w = data;
	if (index == w->stop_at)
		return 7;
	assert_int_equal(index, w->taken++);
	assert_int_equal(w->slots[slot], index * index);
	return 0;
}

static void items_are_taken_in_order_by_any_number_of_threads(void **state)
{
	(void)state;
	for (uint32_t jobs = 1; jobs <= 5; jobs++) {
		struct work w = { .stop_at = UINT32_MAX };
		assert_true(ent_pipeline_slots(jobs) <= 64);
		assert_int_equal(ent_pipeline(500, jobs, make_square, take_square, &w),
				 0);
		assert_int_equal(w.taken, 500);
	}
}

static void a_taker_stops_the_pipeline(void **state)
{
	(void)state;
	for (uint32_t jobs = 1; jobs <= 3; jobs++) {
		struct work w = { .stop_at = 20 };
		assert_int_equal(ent_pipeline(500, jobs, make_square, take_square, &w),
				 7);
		assert_int_equal(w.taken, 20);
	}
}

struct workers {
	uint32_t jobs, seen[8];
};

static void count_worker(void *data, uint32_t index, uint32_t slot, uint32_t worker)
{
	struct workers *w = data;
	(void)index, (void)slot;
	assert_true(worker < w->jobs);
	w->seen[worker]++; /* only this thread uses it meanwhile */
}

static int take_nothing(void *data, uint32_t index, uint32_t slot)
{
	(void)data, (void)index, (void)slot;
	return 0;
}

static void every_item_is_made_once(void **state)
{
	(void)state;
	for (uint32_t jobs = 1; jobs <= 8; jobs++)
		for (uint32_t n = 0; n < 40; n += 13) {
			struct workers w = { .jobs = jobs };
			uint32_t sum = 0;
			assert_int_equal(
				ent_pipeline(n, jobs, count_worker, take_nothing, &w),
				0);
			for (uint32_t k = 0; k < 8; k++)
				sum += w.seen[k];
			assert_int_equal(sum, n);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(items_are_taken_in_order_by_any_number_of_threads),
		cmocka_unit_test(a_taker_stops_the_pipeline),
		cmocka_unit_test(every_item_is_made_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
