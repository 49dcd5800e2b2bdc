/* SPDX-License-Identifier: Apache-2.0 */
/* metrics.c - figures of the server, in Prometheus' text format 0.0.4. */
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "server/metrics.h"

/* Upper bounds in seconds; an answer slower than all falls into +Inf. */
static const double bounds[METRICS_BUCKETS] = { .001, .0025, .005, .01, .025, .05,
						.1,   .25,   .5,   1,   5 };

void metrics_init(struct metrics *metrics)
{
	*metrics = (struct metrics){ .started = (double)time(NULL) };
	pthread_mutex_init(&metrics->mutex, NULL);
}

void metrics_release(struct metrics *metrics)
{
	pthread_mutex_destroy(&metrics->mutex);
}

void metrics_connection(struct metrics *metrics, int change)
{
	pthread_mutex_lock(&metrics->mutex);
	metrics->connections += change;
	pthread_mutex_unlock(&metrics->mutex);
}

/* The figures of a route; those of the last place when there are too many. */
static struct route_metrics *find(struct metrics *metrics, const void *route)
{
	uint32_t k = 0;
	while (k < metrics->n_routes && metrics->routes[k].route != route)
		k++;
	if (k == METRICS_MAX_ROUTES)
		return &metrics->routes[k - 1];
	if (k == metrics->n_routes)
		metrics->n_routes++;
	return &metrics->routes[k];
}

void metrics_count(struct metrics *metrics,
		   const void *route,
		   const char *method,
		   const char *path,
		   int status,
		   uint64_t bytes,
		   double seconds)
{
	pthread_mutex_lock(&metrics->mutex);
	struct route_metrics *r = find(metrics, route);
	r->route = route;
	r->method = method;
	r->path = path;
	r->by_class[status >= 100 && status < 600 ? status / 100 : 0]++;
	r->seconds += seconds;
	for (int k = 0; k < METRICS_BUCKETS; k++)
		r->buckets[k] += seconds <= bounds[k];
	metrics->bytes += bytes;
	pthread_mutex_unlock(&metrics->mutex);
}

static uint64_t resident_bytes(void)
{
	unsigned long pages = 0, resident = 0;
	FILE *in = fopen("/proc/self/statm", "r");
	if (!in)
		return 0;
	if (fscanf(in, "%lu %lu", &pages, &resident) != 2)
		resident = 0;
	fclose(in);
	return (uint64_t)resident * (uint64_t)sysconf(_SC_PAGESIZE);
}

static uint64_t total(const struct route_metrics *r)
{
	uint64_t n = 0;
	for (int k = 0; k < METRICS_CLASSES; k++)
		n += r->by_class[k];
	return n;
}

static void print_route(ent_buf *out, const struct route_metrics *r)
{
	unsigned long long n;
	for (int k = 0; k < METRICS_CLASSES; k++)
		if ((n = r->by_class[k]))
			ent_buf_addf(out,
				     "entente_http_requests_total{method=\"%s\","
				     "route=\"%s\",status=\"%dxx\"} %llu\n",
				     r->method, r->path, k, n);
}

static void print_times(ent_buf *out, const struct route_metrics *r)
{
	const unsigned long long all = total(r);
	for (int k = 0; k < METRICS_BUCKETS; k++)
		ent_buf_addf(out,
			     "entente_http_request_seconds_bucket{method=\"%s\",route="
			     "\"%s\",le=\"%g\"} %llu\n",
			     r->method, r->path, bounds[k],
			     (unsigned long long)r->buckets[k]);
	ent_buf_addf(out,
		     "entente_http_request_seconds_bucket{method=\"%s\",route=\"%s\","
		     "le=\"+Inf\"} %llu\n"
		     "entente_http_request_seconds_sum{method=\"%s\",route=\"%s\"} %g\n"
		     "entente_http_request_seconds_count{method=\"%s\",route=\"%s\"} "
		     "%llu\n",
		     r->method, r->path, all, r->method, r->path, r->seconds, r->method,
		     r->path, all);
}

void metrics_print(ent_buf *out, struct metrics *metrics)
{
	pthread_mutex_lock(&metrics->mutex);
	ent_buf_addf(out,
		     "# HELP entente_http_requests_total Answers by route and status.\n"
		     "# TYPE entente_http_requests_total counter\n");
	for (uint32_t k = 0; k < metrics->n_routes; k++)
		print_route(out, &metrics->routes[k]);
	ent_buf_addf(out,
		     "# HELP entente_http_request_seconds Time from the last byte of a "
		     "request to its answer.\n"
		     "# TYPE entente_http_request_seconds histogram\n");
	for (uint32_t k = 0; k < metrics->n_routes; k++)
		print_times(out, &metrics->routes[k]);
	ent_buf_addf(out,
		     "# HELP entente_http_response_bytes_total Bytes of all bodies "
		     "sent.\n"
		     "# TYPE entente_http_response_bytes_total counter\n"
		     "entente_http_response_bytes_total %llu\n"
		     "# HELP entente_http_connections Open connections.\n"
		     "# TYPE entente_http_connections gauge\n"
		     "entente_http_connections %lld\n"
		     "# HELP process_resident_memory_bytes Resident memory size.\n"
		     "# TYPE process_resident_memory_bytes gauge\n"
		     "process_resident_memory_bytes %llu\n"
		     "# HELP process_start_time_seconds Start time since the epoch.\n"
		     "# TYPE process_start_time_seconds gauge\n"
		     "process_start_time_seconds %.0f\n",
		     (unsigned long long)metrics->bytes,
		     (long long)metrics->connections,
		     (unsigned long long)resident_bytes(), metrics->started);
	pthread_mutex_unlock(&metrics->mutex);
}
