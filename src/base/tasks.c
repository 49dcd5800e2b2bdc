/* SPDX-License-Identifier: Apache-2.0 */
/* tasks.c - independent tasks that a few threads do.
 *
 * Each thread takes the next task until none is left, so a long one holds up nobody:
 * the others go on with those after it.  A task is begun only after all before it, and
 * what was begun is finished, so the first failure does not depend on the threads.
 */
#include <pthread.h>

#include "base/tasks.h"

enum { THREADS_MAX = 64 };

struct crew {
	const ent_tasks *tasks;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	uint32_t next;    /* the next task to begin */
	uint32_t done;    /* tasks that were done */
	uint32_t working; /* threads */
	uint32_t failed;  /* the first task that failed; tasks->n: none */
	bool stop;        /* begin nothing more */
	ent_status status;
	ent_error err; /* of that task */
};

struct thread {
	struct crew *crew;
	uint32_t number;
};

static void note_done(struct crew *c,
		      uint32_t task,
		      ent_status status,
		      const ent_error *err)
{
	c->done++;
	if (!status)
		return;
	c->stop = true;
	if (task < c->failed) {
		c->failed = task;
		c->status = status;
		c->err = *err;
	}
}

static void *work(void *arg)
{
	const struct thread *t = arg;
	struct crew *c = t->crew;
	ent_error err;
	pthread_mutex_lock(&c->lock);
	while (!c->stop && c->next < c->tasks->n) {
		const uint32_t task = c->next++;
		pthread_mutex_unlock(&c->lock);
		const ent_status status =
			c->tasks->run(c->tasks->data, task, t->number, &err);
		pthread_mutex_lock(&c->lock);
		note_done(c, task, status, &err);
		pthread_cond_signal(&c->changed);
	}
	c->working--;
	pthread_cond_signal(&c->changed);
	pthread_mutex_unlock(&c->lock);
	return NULL;
}

/* Reports what was done until all is. */
static ent_status watch(struct crew *c, ent_error *err)
{
	const ent_tasks *tasks = c->tasks;
	ent_status status = ENT_OK;
	uint32_t seen = 0;
	pthread_mutex_lock(&c->lock);
	for (;;) {
		const uint32_t done = c->done;
		if (done == seen || c->stop || !tasks->progress) {
			if (!c->working)
				break;
			pthread_cond_wait(&c->changed, &c->lock);
			continue;
		}
		pthread_mutex_unlock(&c->lock);
		seen = done;
		status = tasks->progress(tasks->data, done, err);
		pthread_mutex_lock(&c->lock);
		c->stop |= status != ENT_OK;
	}
	pthread_mutex_unlock(&c->lock);
	return status;
}

static ent_status by_turns(const ent_tasks *tasks, ent_error *err)
{
	ent_status status = ENT_OK;
	for (uint32_t k = 0; k < tasks->n && !status; k++) {
		status = tasks->run(tasks->data, k, 0, err);
		if (!status && tasks->progress)
			status = tasks->progress(tasks->data, k + 1, err);
	}
	return status;
}

ent_status ent_tasks_run(const ent_tasks *tasks, uint32_t threads, ent_error *err)
{
	struct crew c = { .tasks = tasks,
			  .lock = PTHREAD_MUTEX_INITIALIZER,
			  .changed = PTHREAD_COND_INITIALIZER,
			  .failed = tasks->n };
	struct thread crew[THREADS_MAX];
	pthread_t ids[THREADS_MAX];
	uint32_t n = 0;
	threads = threads < tasks->n ? threads : tasks->n;
	pthread_mutex_lock(&c.lock);
	for (; threads > 1 && n < threads && n < THREADS_MAX; n++) {
		crew[n] = (struct thread){ &c, n };
		if (pthread_create(&ids[n], NULL, work, &crew[n]))
			break;
	}
	c.working = n;
	pthread_mutex_unlock(&c.lock);
	if (!n)
		return by_turns(tasks, err);
	const ent_status status = watch(&c, err);
	for (uint32_t k = 0; k < n; k++)
		pthread_join(ids[k], NULL);
	if (!status && c.status && err)
		*err = c.err;
	return status ? status : c.status;
}
