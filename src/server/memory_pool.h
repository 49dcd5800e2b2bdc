/* SPDX-License-Identifier: Apache-2.0 */
/* memory_pool.h - handles of one memory, lent to threads one at a time. */
#ifndef ENT_SERVER_MEMORY_POOL_H
#define ENT_SERVER_MEMORY_POOL_H

#include <pthread.h>

#include "entente/memory.h"

enum { POOL_MAX = 64 };

/* A thread that waits for a handle. */
struct pool_waiter {
	pthread_cond_t called;
	struct pool_waiter *next;
	ent_memory *memory; /* with the turn; NULL: to be opened */
	bool has_turn;
};

struct memory_pool {
	const char *path;
	bool read_only;
	pthread_mutex_t mutex;
	pthread_cond_t given; /* a handle came back */
	ent_memory *idle[POOL_MAX];
	ent_memory *cold; /* of them, the one that no thread warmed */
	uint32_t n_idle, n_lent, most;
	struct pool_waiter *first, **last; /* in the order in which they came */
	pthread_t warming;                 /* opens handles when the server starts */
	bool warms, is_warming, closing;
	pthread_mutex_t writing; /* held by who has the writer */
	ent_memory *writer;
	bool failed; /* an empty memory that it made is removed */
};

/* most: readers at the same time; others wait. */
ent_status pool_open(struct memory_pool *pool,
		     const char *path,
		     bool read_only,
		     uint32_t most,
		     ent_error *err);
/* Waits for the readers that are lent. */
void pool_close(struct memory_pool *pool);

/* Lends a reader, after waiting for one; _give returns it. */
ent_status pool_take(ent_memory **out, struct memory_pool *pool, ent_error *err);
void pool_give(struct memory_pool *pool, ent_memory *memory);

/* The writer, within `seconds`; ENT_EBUSY after them. */
ent_status pool_take_writer(ent_memory **out,
			    struct memory_pool *pool,
			    unsigned seconds,
			    ent_error *err);
void pool_give_writer(struct memory_pool *pool);

#endif
