/* SPDX-License-Identifier: Apache-2.0 */
/* memory_pool.c - handles of one memory, lent to threads one at a time.
 *
 * SQLite lets many read while one writes.  A reader's caches are worth keeping, so
 * handles are reused, the last one first; more of them than processors would only
 * share the processors and the caches.  Threads get them in the order in which they
 * asked, so that none waits much longer than the others.
 *
 * The first search of a handle reads what later ones share, a second for half a million
 * units.  A thread does that when the server starts, with handles that no request waits
 * for.  Until it is done one handle answers what it can, and no other is opened, which
 * would only slow the thread down.
 */
#include <string.h>
#include <time.h>

#include "entente/concord.h"
#include "server/http.h"
#include "server/memory_pool.h"

/* ---- turns; the mutex is held ---------------------------------------------------- */

static bool has_turn(const struct memory_pool *pool)
{
	return pool->n_lent < pool->most && (pool->n_idle || !pool->is_warming);
}

/* Takes the handle used last; NULL: one must be opened. */
static ent_memory *begin_turn(struct memory_pool *pool)
{
	pool->n_lent++;
	return pool->n_idle ? pool->idle[--pool->n_idle] : NULL;
}

/* Hands turns to those who wait longest. */
static void hand_turns(struct memory_pool *pool)
{
	while (pool->first && has_turn(pool)) {
		struct pool_waiter *next = pool->first;
		pool->first = next->next;
		if (!pool->first)
			pool->last = &pool->first;
		next->memory = begin_turn(pool);
		next->has_turn = true;
		pthread_cond_signal(&next->called);
	}
}

static ent_memory *wait_turn(struct memory_pool *pool)
{
	struct pool_waiter self = { .called = PTHREAD_COND_INITIALIZER };
	*pool->last = &self;
	pool->last = &self.next;
	while (!self.has_turn)
		pthread_cond_wait(&self.called, &pool->mutex);
	pthread_cond_destroy(&self.called);
	return self.memory;
}

/* The handle that was not warmed is the last one to be taken. */
static void put_back(struct memory_pool *pool, ent_memory *memory)
{
	const uint32_t at = memory == pool->cold ? 0 : pool->n_idle;
	memmove(pool->idle + at + 1, pool->idle + at,
		(pool->n_idle - at) * sizeof(*pool->idle));
	pool->idle[at] = memory;
	pool->n_idle++;
}

/* ---- warming --------------------------------------------------------------------- */

/* Adds a handle, unless there are enough. */
static void add_handle(struct memory_pool *pool, ent_memory *memory)
{
	pthread_mutex_lock(&pool->mutex);
	const bool adds = pool->n_idle + pool->n_lent < POOL_MAX;
	if (adds)
		put_back(pool, memory);
	hand_turns(pool);
	pthread_mutex_unlock(&pool->mutex);
	if (!adds)
		ent_memory_close(memory);
}

static bool is_closing(struct memory_pool *pool)
{
	pthread_mutex_lock(&pool->mutex);
	const bool closing = pool->closing;
	pthread_mutex_unlock(&pool->mutex);
	return closing;
}

/* Opens handles and lets each search once. */
static void *warm(void *data)
{
	struct memory_pool *pool = data;
	const ent_concord_options opt = { .limit = 1 };
	for (uint32_t k = 0; k < pool->most && !is_closing(pool); k++) {
		ent_memory *memory = NULL;
		const ent_hit *hits;
		uint32_t n;
		uint64_t total;
		ent_error ignored;
		ent_arena *arena = ent_arena_new(0);
		if (!arena ||
		    ent_memory_open(&memory, pool->path, ENT_OPEN_READ, &ignored)) {
			ent_arena_free(arena);
			break;
		}
		ent_memory_expect_searches(memory);
		ent_memory_concord(&hits, &n, &total, memory, ENT_STR("a"), &opt, arena,
				   &ignored);
		ent_arena_free(arena);
		add_handle(pool, memory);
	}
	pthread_mutex_lock(&pool->mutex);
	pool->is_warming = false;
	hand_turns(pool);
	pthread_mutex_unlock(&pool->mutex);
	return NULL;
}

/* ---- the pool -------------------------------------------------------------------- */

ent_status pool_open(struct memory_pool *pool,
		     const char *path,
		     bool read_only,
		     uint32_t most,
		     ent_error *err)
{
	ent_memory *first;
	*pool = (struct memory_pool){ .path = path,
				      .read_only = read_only,
				      .most = most > POOL_MAX ? POOL_MAX : most };
	if (!read_only && ent_memory_open(&pool->writer, path, ENT_OPEN_CREATE, err))
		return err->code;
	if (ent_memory_open(&first, path, ENT_OPEN_READ, err)) {
		ent_memory_discard(pool->writer);
		return err->code;
	}
	pool->cold = first;
	put_back(pool, first);
	pool->last = &pool->first;
	pthread_mutex_init(&pool->mutex, NULL);
	pthread_mutex_init(&pool->writing, NULL);
	pthread_cond_init(&pool->given, NULL);
	pool->is_warming = true;
	pool->warms = !pthread_create(&pool->warming, NULL, warm, pool);
	if (!pool->warms)
		pool->is_warming = false;
	return ENT_OK;
}

void pool_close(struct memory_pool *pool)
{
	pthread_mutex_lock(&pool->mutex);
	pool->closing = true;
	while (pool->n_lent)
		pthread_cond_wait(&pool->given, &pool->mutex);
	pthread_mutex_unlock(&pool->mutex);
	if (pool->warms)
		pthread_join(pool->warming, NULL);
	while (pool->n_idle)
		ent_memory_close(pool->idle[--pool->n_idle]);
	if (pool->failed)
		ent_memory_discard(pool->writer);
	else
		ent_memory_close(pool->writer);
	pthread_mutex_destroy(&pool->mutex);
	pthread_mutex_destroy(&pool->writing);
	pthread_cond_destroy(&pool->given);
}

ent_status pool_take(ent_memory **out, struct memory_pool *pool, ent_error *err)
{
	ent_status status = ENT_OK;
	pthread_mutex_lock(&pool->mutex);
	*out = !pool->first && has_turn(pool) ? begin_turn(pool) : wait_turn(pool);
	pthread_mutex_unlock(&pool->mutex);
	if (!*out)
		status = ent_memory_open(out, pool->path, ENT_OPEN_READ, err);
	if (status)
		pool_give(pool, NULL);
	return status;
}

void pool_give(struct memory_pool *pool, ent_memory *memory)
{
	pthread_mutex_lock(&pool->mutex);
	if (memory)
		put_back(pool, memory);
	pool->n_lent--;
	hand_turns(pool);
	pthread_cond_signal(&pool->given);
	pthread_mutex_unlock(&pool->mutex);
}

ent_status pool_take_writer(ent_memory **out,
			    struct memory_pool *pool,
			    unsigned seconds,
			    ent_error *err)
{
	struct timespec until;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += seconds;
	if (pthread_mutex_timedlock(&pool->writing, &until))
		return http_error(err, ENT_EBUSY,
				  "another change of the memory is running; try again "
				  "when it is done");
	ent_status status = ENT_OK;
	if (!pool->writer)
		status =
			ent_memory_open(&pool->writer, pool->path, ENT_OPEN_WRITE, err);
	if (status)
		pthread_mutex_unlock(&pool->writing);
	else
		*out = pool->writer;
	return status;
}

void pool_give_writer(struct memory_pool *pool)
{
	pthread_mutex_unlock(&pool->writing);
}
