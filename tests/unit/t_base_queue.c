/* SPDX-License-Identifier: Apache-2.0 */
/* Things handed from one thread to another, in order, also when the queue is closed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <pthread.h>

#include "base/queue.h"

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

static void what_waits_is_taken_after_closing(void **state)
{
	(void)state;
	int things[3] = { 0 };
	ent_queue *queue = ent_queue_new(ENT_QUEUE_MAX);
	assert_non_null(queue);
	for (int k = 0; k < 3; k++)
		assert_true(ent_queue_push(queue, &things[k]));
	ent_queue_close(queue);
	assert_false(ent_queue_push(queue, &things[0]));
	for (int k = 0; k < 3; k++)
		assert_ptr_equal(ent_queue_pop(queue), &things[k]);
	assert_null(ent_queue_pop(queue));
	assert_null(ent_queue_pop(queue));
	ent_queue_free(queue);
}

static void *wait_for_thing(void *data)
{
	return ent_queue_pop(data);
}

/* A thread that waits for a thing gets none when the queue is closed. */
static void closing_ends_the_waiting(void **state)
{
	(void)state;
	for (int round = 0; round < 50; round++) {
		pthread_t threads[3];
		ent_queue *queue = ent_queue_new(1);
		void *got = queue;
		for (int k = 0; k < 3; k++)
			assert_int_equal(pthread_create(&threads[k], NULL,
							wait_for_thing, queue),
					 0);
		ent_queue_close(queue);
		for (int k = 0; k < 3; k++) {
			assert_int_equal(pthread_join(threads[k], &got), 0);
			assert_null(got);
		}
		ent_queue_free(queue);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_queue_keeps_the_order),
		cmocka_unit_test(what_waits_is_taken_after_closing),
		cmocka_unit_test(closing_ends_the_waiting),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
