/* SPDX-License-Identifier: Apache-2.0 */
/* Independent tasks are done once each, by any number of threads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/tasks.h"

enum { TASKS = 500, THREADS = 5 };

struct work {
	uint32_t times[TASKS], by[THREADS], threads, done;
	uint32_t fail_from, stop_at;
};

static ent_status run(void *data, uint32_t task, uint32_t thread, ent_error *err)
{
	struct work *w = data;
	assert_true(thread < w->threads);
	w->by[thread]++; /* only this thread uses it meanwhile */
	w->times[task]++;
	return task < w->fail_from ? ENT_OK
				   : ent_fail(err, ENT_EFORMAT, "task %u", task);
}

static ent_status progress(void *data, uint32_t done, ent_error *err)
{
	struct work *w = data;
	assert_true(done > w->done); /* it grows */
	w->done = done;
	return done < w->stop_at ? ENT_OK : ent_fail(err, ENT_ECANCELLED, "stopped");
}

static struct work work_of(uint32_t threads)
{
	return (struct work){ .threads = threads,
			      .fail_from = UINT32_MAX,
			      .stop_at = UINT32_MAX };
}

static void every_task_is_done_once(void **state)
{
	(void)state;
	for (uint32_t threads = 1; threads <= THREADS; threads++)
		for (uint32_t n = 0; n <= TASKS; n += 125) {
			struct work w = work_of(threads);
			uint32_t sum = 0;
			const ent_tasks tasks = { n, run, progress, &w };
			assert_int_equal(ent_tasks_run(&tasks, threads, NULL), ENT_OK);
			for (uint32_t k = 0; k < TASKS; k++)
				assert_int_equal(w.times[k], k < n);
			for (uint32_t k = 0; k < THREADS; k++)
				sum += w.by[k];
			assert_int_equal(sum, n);
			assert_int_equal(w.done, n);
		}
}

/* Others after it may have failed too, and earlier. */
static void the_first_failure_is_reported(void **state)
{
	(void)state;
	for (uint32_t threads = 1; threads <= THREADS; threads++)
		for (int round = 0; round < 20; round++) {
			struct work w = work_of(threads);
			ent_error err;
			w.fail_from = 70;
			const ent_tasks tasks = { TASKS, run, NULL, &w };
			assert_int_equal(ent_tasks_run(&tasks, threads, &err),
					 ENT_EFORMAT);
			assert_string_equal(err.message, "task 70");
			for (uint32_t k = 0; k < 70; k++)
				assert_int_equal(w.times[k], 1);
			for (uint32_t k = 70 + threads; k < TASKS; k++)
				assert_int_equal(w.times[k], 0);
		}
}

static void the_caller_can_stop(void **state)
{
	(void)state;
	for (uint32_t threads = 1; threads <= THREADS; threads++) {
		struct work w = work_of(threads);
		ent_error err;
		w.stop_at = 1;
		const ent_tasks tasks = { TASKS, run, progress, &w };
		assert_int_equal(ent_tasks_run(&tasks, threads, &err), ENT_ECANCELLED);
		assert_string_equal(err.message, "stopped");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_task_is_done_once),
		cmocka_unit_test(the_first_failure_is_reported),
		cmocka_unit_test(the_caller_can_stop),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
