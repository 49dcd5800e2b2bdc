/* SPDX-License-Identifier: Apache-2.0 */
/* parallel.c - a pool that lives as long as one call.
 *
 * Workers take the next index from one shared counter, so that a long item
 * holds up nobody.  What the items produce must not depend on the order. */
#include <pthread.h>
#include <stdatomic.h>

#include "base/parallel.h"

enum { MAX_JOBS = 64 };

struct pool {
	uint32_t n;
	ent_work_fn fn;
	void *data;
	atomic_uint next;
};

struct worker {
	struct pool *pool;
	uint32_t number;
};

static void *work(void *arg)
{
	struct worker *w = arg;
	for (uint32_t k; (k = atomic_fetch_add(&w->pool->next, 1)) < w->pool->n;)
		w->pool->fn(w->pool->data, k, w->number);
	return NULL;
}

void ent_parallel(uint32_t n, uint32_t jobs, ent_work_fn fn, void *data)
{
	struct pool pool = { .n = n, .fn = fn, .data = data };
	struct worker workers[MAX_JOBS];
	pthread_t threads[MAX_JOBS];
	uint32_t started = 1;
	if (jobs > MAX_JOBS)
		jobs = MAX_JOBS;
	if (jobs > n)
		jobs = n;
	workers[0] = (struct worker){ &pool, 0 };
	for (; started < jobs; started++) {
		workers[started] = (struct worker){ &pool, started };
		if (pthread_create(&threads[started], NULL, work, &workers[started]))
			break;
	}
	work(&workers[0]);
	for (uint32_t k = 1; k < started; k++)
		pthread_join(threads[k], NULL);
}
