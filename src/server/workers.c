/* SPDX-License-Identifier: Apache-2.0 */
/* workers.c - threads that do the work of requests, in the order in which they came.
 *
 * Each connection has a thread, which waits most of the time.  Were it to search by
 * itself, the end of one search would have to wake the thread of the next one, and a
 * processor would be idle until then, a sixth of the time with fifty clients that ask
 * without a pause (2026-11).  A worker goes on with the next request at once.  What it
 * allocates comes from the same heap of malloc() as what it allocated before.
 */
#include "server/workers.h"

/* On the stack of who waits for it. */
struct work {
	void (*fn)(void *data);
	void *data;
	struct work *next;
	pthread_cond_t ended;
	bool done;
};

/* Takes what waits longest; NULL when no more will come. */
static struct work *take_work(struct workers *w)
{
	pthread_mutex_lock(&w->mutex);
	while (!w->first && !w->closing)
		pthread_cond_wait(&w->called, &w->mutex);
	struct work *one = w->first;
	if (one) {
		w->first = one->next;
		if (!w->first)
			w->last = &w->first;
	}
	pthread_mutex_unlock(&w->mutex);
	return one;
}

static void *run(void *data)
{
	struct workers *w = data;
	struct work *one;
	while ((one = take_work(w)) != NULL) {
		one->fn(one->data);
		pthread_mutex_lock(&w->mutex);
		one->done = true;
		pthread_cond_signal(&one->ended);
		pthread_mutex_unlock(&w->mutex);
	}
	return NULL;
}

void workers_open(struct workers *w, uint32_t most)
{
	*w = (struct workers){ .n = 0 };
	w->last = &w->first;
	pthread_mutex_init(&w->mutex, NULL);
	pthread_cond_init(&w->called, NULL);
	for (uint32_t k = 0; k < most && k < WORKERS_MAX; k++) {
		if (pthread_create(&w->threads[w->n], NULL, run, w))
			return;
		w->n++;
	}
}

void workers_close(struct workers *w)
{
	pthread_mutex_lock(&w->mutex);
	w->closing = true;
	pthread_cond_broadcast(&w->called);
	pthread_mutex_unlock(&w->mutex);
	for (uint32_t k = 0; k < w->n; k++)
		pthread_join(w->threads[k], NULL);
	pthread_cond_destroy(&w->called);
	pthread_mutex_destroy(&w->mutex);
}

void workers_do(struct workers *w, void (*fn)(void *data), void *data)
{
	struct work self = { .fn = fn,
			     .data = data,
			     .ended = PTHREAD_COND_INITIALIZER };
	if (!w->n) {
		fn(data);
		return;
	}
	pthread_mutex_lock(&w->mutex);
	*w->last = &self;
	w->last = &self.next;
	pthread_cond_signal(&w->called);
	while (!self.done)
		pthread_cond_wait(&self.ended, &w->mutex);
	pthread_mutex_unlock(&w->mutex);
	pthread_cond_destroy(&self.ended);
}
