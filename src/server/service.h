/* SPDX-License-Identifier: Apache-2.0 */
/* service.h - one memory, served: its options, handles, jobs and figures. */
#ifndef ENT_SERVER_SERVICE_H
#define ENT_SERVER_SERVICE_H

#include <pthread.h>

#include "server/answers.h"
#include "server/jobs.h"
#include "server/memory_pool.h"
#include "server/metrics.h"
#include "server/workers.h"

struct service_options {
	const char *memory; /* path */
	const char *listen; /* "127.0.0.1:8080", "[::1]:8080" */
	const char *token;  /* NULL: none; needed by writing calls otherwise */
	const char *hosts;  /* names that Host may have besides the address's own,
			     * separated by commas; NULL */
	bool read_only;
	uint32_t max_connections;
	uint64_t max_upload; /* bytes */
	uint32_t mt_score;   /* below it protocols of machine translation get nothing */
	bool quiet;          /* no line for each request */
};

struct service {
	struct service_options options;
	bool loopback; /* listens there alone */
	struct memory_pool pool;
	struct workers workers; /* as many as readers at once */
	struct answers answers;
	struct jobs jobs;
	struct metrics metrics;
	/* what reading all units says, until the memory changes */
	pthread_mutex_t counting;
	int64_t counted_at; /* answers_state() */
	ent_buf counted;    /* JSON; empty: not counted yet */
};

/* Opens the memory, which is made when it is missing unless read_only. */
ent_status service_open(struct service *service,
			const struct service_options *options,
			ent_error *err);
/* Waits for the job that runs. */
void service_close(struct service *service);

/* Whether the Host of a request is one of ours: a name that only resolves to our
 * address is not (DNS rebinding). */
bool service_knows_host(const struct service *service, ent_str host);

/* Whether the token is right, in time that does not depend on it. */
bool service_knows_token(const struct service *service, ent_str token);

/* Serves until SIGINT or SIGTERM; then takes no more connections, answers what it
 * has, ends the job that runs, and returns.  on_ready receives the address. */
ent_status service_run(const struct service_options *options,
		       void (*on_ready)(const char *url),
		       ent_error *err);

#endif
