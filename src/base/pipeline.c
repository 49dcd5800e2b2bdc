/* SPDX-License-Identifier: Apache-2.0 */
/* pipeline.c - workers make, the caller takes in order.
 *
 * Item k is made in place k modulo the number of places.  A worker may begin an item
 * when the one that had its place before was taken.  So the number of items in work is
 * bounded, and what the caller sees does not depend on the number of threads.
 */
#include <pthread.h>
#include <stdbool.h>

#include "base/pipeline.h"

enum {
	MAX_JOBS = 64,
	/* Places for each worker: one that it works in, and others so that workers need
	 * not wait for a long item of another. */
	SLOTS_PER_JOB = 4,
	MAX_SLOTS = MAX_JOBS * SLOTS_PER_JOB,
};

struct pipeline {
	uint32_t n, slots;
	ent_make_fn make;
	void *data;
	pthread_mutex_t lock;
	pthread_cond_t made, taken;
	uint32_t next; /* the next item to begin */
	uint32_t done; /* items taken */
	bool stop;     /* begin nothing more */
	bool ready[MAX_SLOTS];
};

struct worker {
	struct pipeline *p;
	uint32_t number;
};

static uint32_t clamp(uint32_t jobs)
{
	return !jobs ? 1 : jobs > MAX_JOBS ? MAX_JOBS : jobs;
}

uint32_t ent_pipeline_slots(uint32_t jobs)
{
	jobs = clamp(jobs);
	return jobs > 1 ? jobs * SLOTS_PER_JOB : 1;
}

static void *work(void *arg)
{
	struct worker *w = arg;
	struct pipeline *p = w->p;
	pthread_mutex_lock(&p->lock);
	while (!p->stop && p->next < p->n) {
		uint32_t k = p->next++;
		while (!p->stop && k >= p->done + p->slots)
			pthread_cond_wait(&p->taken, &p->lock);
		if (p->stop)
			break;
		pthread_mutex_unlock(&p->lock);
		p->make(p->data, k, k % p->slots, w->number);
		pthread_mutex_lock(&p->lock);
		p->ready[k % p->slots] = true;
		pthread_cond_broadcast(&p->made);
	}
	pthread_mutex_unlock(&p->lock);
	return NULL;
}

static int take_all(struct pipeline *p, ent_take_fn take)
{
	int rc = 0;
	pthread_mutex_lock(&p->lock);
	for (uint32_t k = 0; !rc && k < p->n; k++) {
		while (!p->ready[k % p->slots])
			pthread_cond_wait(&p->made, &p->lock);
		pthread_mutex_unlock(&p->lock);
		rc = take(p->data, k, k % p->slots);
		pthread_mutex_lock(&p->lock);
		p->ready[k % p->slots] = false;
		p->done++;
		p->stop = rc != 0;
		pthread_cond_broadcast(&p->taken);
	}
	pthread_mutex_unlock(&p->lock);
	return rc;
}

static int by_turns(uint32_t n, ent_make_fn make, ent_take_fn take, void *data)
{
	int rc = 0;
	for (uint32_t k = 0; !rc && k < n; k++) {
		make(data, k, 0, 0);
		rc = take(data, k, 0);
	}
	return rc;
}

int ent_pipeline(uint32_t n,
		 uint32_t jobs,
		 ent_make_fn make,
		 ent_take_fn take,
		 void *data)
{
	struct pipeline p = { .n = n,
			      .slots = ent_pipeline_slots(jobs),
			      .make = make,
			      .data = data,
			      .lock = PTHREAD_MUTEX_INITIALIZER,
			      .made = PTHREAD_COND_INITIALIZER,
			      .taken = PTHREAD_COND_INITIALIZER };
	struct worker workers[MAX_JOBS];
	pthread_t threads[MAX_JOBS];
	uint32_t started = 0;
	jobs = clamp(jobs);
	for (; jobs > 1 && started < jobs; started++) {
		workers[started] = (struct worker){ &p, started };
		if (pthread_create(&threads[started], NULL, work, &workers[started]))
			break;
	}
	int rc = started ? take_all(&p, take) : by_turns(n, make, take, data);
	for (uint32_t k = 0; k < started; k++)
		pthread_join(threads[k], NULL);
	return rc;
}
