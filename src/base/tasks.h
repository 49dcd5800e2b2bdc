/* SPDX-License-Identifier: Apache-2.0 */
/* tasks.h - independent tasks that a few threads do. */
#ifndef ENT_BASE_TASKS_H
#define ENT_BASE_TASKS_H

#include "base/fail.h"

/* What the tasks are; data is lent to both functions. */
typedef struct ent_tasks {
	uint32_t n;
	/* Does a task.  Several threads call it at once, for different tasks; thread is
	 * 0..threads-1 and names the state that only this thread uses meanwhile. */
	ent_status (*run)(void *data, uint32_t task, uint32_t thread, ent_error *err);
	/* NULL, or called by the caller's thread after some were done, and after
	 * all. */
	ent_status (*progress)(void *data, uint32_t done, ent_error *err);
	void *data;
} ent_tasks;

/* Begins the tasks in order, by `threads` threads at most; with one, or where none can
 * be started, the caller's does them.  After a failure no others are begun; the failure
 * reported is that of the first task that failed, whatever the number of threads.  No
 * thread is working when this returns. */
ent_status ent_tasks_run(const ent_tasks *tasks, uint32_t threads, ent_error *err);

#endif
