/* SPDX-License-Identifier: Apache-2.0 */
/* workers.h - threads that do the work of requests, in the order in which they came. */
#ifndef ENT_SERVER_WORKERS_H
#define ENT_SERVER_WORKERS_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

enum { WORKERS_MAX = 64 };

struct work;

struct workers {
	pthread_mutex_t mutex;
	pthread_cond_t called; /* there is work, or no more will come */
	struct work *first, **last;
	pthread_t threads[WORKERS_MAX];
	uint32_t n;
	bool closing;
};

/* Starts as many as can be started; with none, each caller does its own work. */
void workers_open(struct workers *workers, uint32_t most);
/* No caller may be waiting. */
void workers_close(struct workers *workers);

/* Returns when a worker has called fn. */
void workers_do(struct workers *workers, void (*fn)(void *data), void *data);

#endif
