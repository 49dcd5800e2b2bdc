/* SPDX-License-Identifier: Apache-2.0 */
/* answers.h - answers that took long, kept until the memory changes. */
#ifndef ENT_SERVER_ANSWERS_H
#define ENT_SERVER_ANSWERS_H

#include <pthread.h>

#include "entente/memory.h"

struct http_request;
struct http_response;

enum { ANSWERS_SLOTS = 4096 };

struct answers {
	pthread_mutex_t mutex;
	pthread_cond_t made; /* an answer was */
	struct making *making;
	ent_memory *watch; /* a handle that sees changes by all others */
	struct answer *slots[ANSWERS_SLOTS];
	struct answer *newest, *oldest; /* by use */
	size_t bytes;
};

/* Empty answers for a memory, which is opened for reading. */
ent_status answers_open(struct answers *answers, const char *memory, ent_error *err);
void answers_close(struct answers *answers);

/* A number of the memory's state: the same for as long as nothing changes it.  Numbers
 * of different handles cannot be compared (ent_memory_version()); this one is of one
 * handle. */
ent_status answers_state(int64_t *out, struct answers *answers, ent_error *err);

/* Answers a request whose path, query and the memory decide the answer: with the one
 * that is kept, else with what `make` writes. */
ent_status answers_give(struct http_response *out,
			struct http_request *request,
			ent_status (*make)(struct http_response *out,
					   struct http_request *request,
					   ent_error *err),
			ent_error *err);

#endif
