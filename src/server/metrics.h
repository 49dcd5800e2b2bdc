/* SPDX-License-Identifier: Apache-2.0 */
/* metrics.h - figures of the server, in Prometheus' text format. */
#ifndef ENT_SERVER_METRICS_H
#define ENT_SERVER_METRICS_H

#include <pthread.h>

#include "entente/str.h"

enum { METRICS_MAX_ROUTES = 96, METRICS_BUCKETS = 11, METRICS_CLASSES = 6 };

/* Of one route: answers by the hundreds of their status, and how long they took. */
struct route_metrics {
	const void *route; /* its address; NULL: requests without a route */
	const char *method, *path;
	uint64_t by_class[METRICS_CLASSES];
	uint64_t buckets[METRICS_BUCKETS];
	double seconds;
};

struct metrics {
	pthread_mutex_t mutex;
	struct route_metrics routes[METRICS_MAX_ROUTES];
	uint32_t n_routes;
	uint64_t bytes;
	int64_t connections;
	double started; /* seconds since 1970 */
};

/* Counters at 0; how many connections opened or closed. */
void metrics_init(struct metrics *metrics);
void metrics_release(struct metrics *metrics);
void metrics_connection(struct metrics *metrics, int change);

/* Counts an answer. */
void metrics_count(struct metrics *metrics,
		   const void *route,
		   const char *method,
		   const char *path,
		   int status,
		   uint64_t bytes,
		   double seconds);

/* Appends all counters in the text format of Prometheus. */
void metrics_print(ent_buf *out, struct metrics *metrics);

#endif
