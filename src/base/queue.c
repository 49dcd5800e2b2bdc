/* SPDX-License-Identifier: Apache-2.0 */
/* queue.c - a ring of pointers, protected by a lock.  For items that take long to
 * process: a push or pop costs a lock, about 50 ns, and may wake the other thread. */
#include <pthread.h>
#include <stdlib.h>

#include "base/queue.h"

struct ent_queue {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	void *things[ENT_QUEUE_MAX];
	uint32_t capacity, first, n;
	uint32_t open; /* pushed, and not yet done */
	bool closed;
};

ent_queue *ent_queue_new(uint32_t capacity)
{
	ent_queue *q = calloc(1, sizeof(*q));
	if (!q)
		return NULL;
	pthread_mutex_init(&q->lock, NULL);
	pthread_cond_init(&q->changed, NULL);
	q->capacity = !capacity                  ? 1
		      : capacity > ENT_QUEUE_MAX ? ENT_QUEUE_MAX
						 : capacity;
	return q;
}

void ent_queue_free(ent_queue *q)
{
	if (!q)
		return;
	pthread_mutex_destroy(&q->lock);
	pthread_cond_destroy(&q->changed);
	free(q);
}

bool ent_queue_push(ent_queue *q, void *thing)
{
	pthread_mutex_lock(&q->lock);
	while (q->n == q->capacity && !q->closed)
		pthread_cond_wait(&q->changed, &q->lock);
	bool taken = !q->closed;
	if (taken) {
		q->things[(q->first + q->n++) % ENT_QUEUE_MAX] = thing;
		q->open++;
		pthread_cond_broadcast(&q->changed);
	}
	pthread_mutex_unlock(&q->lock);
	return taken;
}

void *ent_queue_pop(ent_queue *q)
{
	void *thing = NULL;
	pthread_mutex_lock(&q->lock);
	while (!q->n && !q->closed)
		pthread_cond_wait(&q->changed, &q->lock);
	if (q->n) {
		thing = q->things[q->first];
		q->first = (q->first + 1) % ENT_QUEUE_MAX;
		q->n--;
		pthread_cond_broadcast(&q->changed);
	}
	pthread_mutex_unlock(&q->lock);
	return thing;
}

void ent_queue_done(ent_queue *q)
{
	pthread_mutex_lock(&q->lock);
	q->open--;
	pthread_cond_broadcast(&q->changed);
	pthread_mutex_unlock(&q->lock);
}

void ent_queue_wait(ent_queue *q)
{
	pthread_mutex_lock(&q->lock);
	while (q->open)
		pthread_cond_wait(&q->changed, &q->lock);
	pthread_mutex_unlock(&q->lock);
}

void ent_queue_close(ent_queue *q)
{
	pthread_mutex_lock(&q->lock);
	q->closed = true;
	pthread_cond_broadcast(&q->changed);
	pthread_mutex_unlock(&q->lock);
}
