/* SPDX-License-Identifier: Apache-2.0 */
/* answers.c - answers that took long, kept until the memory changes.
 *
 * A person who types "the rate" asks for "t", "th" and "the" first, as others do, and
 * those answers take longest.  An answer is kept under its path and query, with the
 * state that the memory had before and after it was made; a request for one that is
 * being made waits for it.  The answer that was not used for the longest time is
 * dropped first.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "server/answers.h"
#include "server/http.h"
#include "server/service.h"

/* Bytes in all, and of one answer.  What took less is made again as fast. */
#define BYTES_MAX ((size_t)32 << 20)
#define ANSWER_MAX ((size_t)512 << 10)
#define SECONDS_MIN 5e-4

struct answer {
	struct answer *next;          /* of the slot */
	struct answer *newer, *older; /* by use */
	uint64_t hash;
	int64_t state;
	size_t n_key, n_body;
	char bytes[]; /* key, body */
};

ent_status answers_open(struct answers *a, const char *memory, ent_error *err)
{
	memset(a, 0, sizeof(*a));
	if (ent_memory_open(&a->watch, memory, ENT_OPEN_READ, err))
		return err->code;
	pthread_mutex_init(&a->mutex, NULL);
	pthread_cond_init(&a->made, NULL);
	return ENT_OK;
}

/* ---- what is kept; the mutex is held --------------------------------------------- */

static size_t size_of(const struct answer *one)
{
	return sizeof(*one) + one->n_key + one->n_body;
}

static void unlink_use(struct answers *a, struct answer *one)
{
	*(one->newer ? &one->newer->older : &a->newest) = one->older;
	*(one->older ? &one->older->newer : &a->oldest) = one->newer;
}

static void link_use(struct answers *a, struct answer *one)
{
	one->newer = NULL;
	one->older = a->newest;
	*(a->newest ? &a->newest->newer : &a->oldest) = one;
	a->newest = one;
}

static void drop(struct answers *a, struct answer *one)
{
	struct answer **at = &a->slots[one->hash % ANSWERS_SLOTS];
	while (*at != one)
		at = &(*at)->next;
	*at = one->next;
	unlink_use(a, one);
	a->bytes -= size_of(one);
	free(one);
}

static struct answer *find(struct answers *a, uint64_t hash, ent_str key)
{
	struct answer *one = a->slots[hash % ANSWERS_SLOTS];
	while (one && (one->hash != hash || one->n_key != key.n ||
		       memcmp(one->bytes, key.p, key.n) != 0))
		one = one->next;
	return one;
}

/* Keeps an answer, unless there is not enough memory. */
static void keep_answer(struct answers *a,
			uint64_t hash,
			ent_str key,
			ent_str body,
			int64_t state)
{
	struct answer *one = find(a, hash, key);
	if (one)
		drop(a, one);
	one = malloc(sizeof(*one) + key.n + body.n);
	if (!one)
		return;
	*one = (struct answer){
		.hash = hash, .state = state, .n_key = key.n, .n_body = body.n
	};
	memcpy(one->bytes, key.p, key.n);
	memcpy(one->bytes + key.n, body.p, body.n);
	struct answer **slot = &a->slots[hash % ANSWERS_SLOTS];
	one->next = *slot;
	*slot = one;
	link_use(a, one);
	a->bytes += size_of(one);
	for (struct answer *old = a->oldest, *newer; a->bytes > BYTES_MAX;
	     old = newer) {
		newer = old->newer;
		drop(a, old);
	}
}

void answers_close(struct answers *a)
{
	for (struct answer *one = a->oldest, *newer; one; one = newer) {
		newer = one->newer;
		free(one);
	}
	a->oldest = a->newest = NULL;
	memset(a->slots, 0, sizeof(a->slots));
	if (a->watch) {
		pthread_mutex_destroy(&a->mutex);
		pthread_cond_destroy(&a->made);
	}
	ent_memory_close(a->watch);
	a->watch = NULL;
}

/* ---- requests -------------------------------------------------------------------- */

ent_status answers_state(int64_t *out, struct answers *a, ent_error *err)
{
	pthread_mutex_lock(&a->mutex);
	const ent_status status = ent_memory_version(out, a->watch, err);
	pthread_mutex_unlock(&a->mutex);
	return status;
}

static ent_str key_of(const struct http_request *request)
{
	ent_buf key = ENT_BUF_INIT;
	ent_buf_add(&key, request->path);
	ent_buf_add_char(&key, '?');
	ent_buf_add(&key, request->query);
	const ent_str copy = key.failed
				     ? (ent_str){ NULL, 0 }
				     : ent_arena_str(request->arena, ent_buf_str(&key));
	ent_buf_release(&key);
	return copy;
}

/* FNV-1a. */
static uint64_t hash_of(ent_str key)
{
	uint64_t hash = 14695981039346656037u;
	for (size_t k = 0; k < key.n; k++)
		hash = (hash ^ (unsigned char)key.p[k]) * 1099511628211u;
	return hash ^ hash >> 32;
}

/* An answer that a thread is making, on its stack. */
struct making {
	struct making *next;
	uint64_t hash;
	ent_str key;
};

static bool is_being_made(const struct answers *a, uint64_t hash, ent_str key)
{
	const struct making *m = a->making;
	while (m && (m->hash != hash || !ent_str_eq(m->key, key)))
		m = m->next;
	return m != NULL;
}

/* Gives the answer that is kept, once it is made if that is under way; else *self makes
 * it. */
static ent_status give_kept(bool *given,
			    int64_t *state,
			    struct http_response *out,
			    struct answers *a,
			    struct making *self,
			    ent_error *err)
{
	pthread_mutex_lock(&a->mutex);
	/* what was made may not be kept; then each makes its own */
	if (is_being_made(a, self->hash, self->key))
		pthread_cond_wait(&a->made, &a->mutex);
	const ent_status status = ent_memory_version(state, a->watch, err);
	struct answer *one = status ? NULL : find(a, self->hash, self->key);
	*given = one && one->state == *state;
	if (*given) {
		ent_buf_add(&out->body,
			    (ent_str){ one->bytes + one->n_key, one->n_body });
		unlink_use(a, one);
		link_use(a, one);
	} else if (!status) {
		self->next = a->making;
		a->making = self;
	}
	pthread_mutex_unlock(&a->mutex);
	return status;
}

/* It is made, or could not be: keeps it if it is worth it. */
static void end_making(struct answers *a,
		       struct making *self,
		       ent_str body,
		       bool worth,
		       int64_t before)
{
	ent_error ignored;
	int64_t after;
	struct making **at = &a->making;
	pthread_mutex_lock(&a->mutex);
	while (*at != self)
		at = &(*at)->next;
	*at = self->next;
	if (worth && !ent_memory_version(&after, a->watch, &ignored) && after == before)
		keep_answer(a, self->hash, self->key, body, before);
	pthread_cond_broadcast(&a->made);
	pthread_mutex_unlock(&a->mutex);
}

/* Seconds that this thread has worked. */
static double worked(void)
{
	struct timespec t;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* An answer is made by a worker, which gives the handle back at once. */
struct order {
	struct http_response *out;
	struct http_request *request;
	ent_status (*make)(struct http_response *out,
			   struct http_request *request,
			   ent_error *err);
	ent_error *err;
	ent_status status;
	double seconds;
};

static void make_answer(void *data)
{
	struct order *o = data;
	const double started = worked();
	o->status = o->make(o->out, o->request, o->err);
	http_release_reader(o->request);
	o->seconds = worked() - started;
}

ent_status answers_give(struct http_response *out,
			struct http_request *request,
			ent_status (*make)(struct http_response *out,
					   struct http_request *request,
					   ent_error *err),
			ent_error *err)
{
	struct service *service = request->service;
	struct answers *a = &service->answers;
	struct making self = { .key = key_of(request) };
	struct order order = {
		.out = out, .request = request, .make = make, .err = err
	};
	int64_t state;
	bool given;
	self.hash = hash_of(self.key);
	if (!self.key.p)
		return http_error(err, ENT_ENOMEM, "out of memory");
	ent_status status = give_kept(&given, &state, out, a, &self, err);
	if (status || given)
		return status;
	workers_do(&service->workers, make_answer, &order);
	const bool worth = !order.status && !out->body.failed &&
			   out->body.n <= ANSWER_MAX && order.seconds >= SECONDS_MIN;
	end_making(a, &self, worth ? ent_buf_str(&out->body) : ENT_STR(""), worth,
		   state);
	return order.status;
}
