/* SPDX-License-Identifier: Apache-2.0 */
/* t_base_threads.c - the pipeline and the queue. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <pthread.h>

#include "base/pipeline.h"
#include "base/queue.h"

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

static void *push_all(void *data)
{
	static int things[1000];
	ent_queue *queue = data;
	for (int k = 0; k < 1000; k++) {
		things[k] = k;
		ent_queue_push(queue, &things[k]);
	}
	ent_queue_close(queue);
	return NULL;
}

static void a_queue_keeps_the_order(void **state)
{
	(void)state;
	pthread_t thread;
	ent_queue *queue = ent_queue_new(3);
	assert_int_equal(pthread_create(&thread, NULL, push_all, queue), 0);
	int n = 0;
	for (int *thing; (thing = ent_queue_pop(queue)); n++) {
		assert_int_equal(*thing, n);
		ent_queue_done(queue);
	}
	assert_int_equal(n, 1000);
	ent_queue_wait(queue); /* returns: everything is done */
	pthread_join(thread, NULL);
	assert_false(ent_queue_push(queue, &n)); /* closed */
	ent_queue_free(queue);
	ent_queue_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(items_are_taken_in_order_by_any_number_of_threads),
		cmocka_unit_test(a_taker_stops_the_pipeline),
		cmocka_unit_test(a_queue_keeps_the_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
