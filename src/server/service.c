/* SPDX-License-Identifier: Apache-2.0 */
/* service.c - one memory, served: its options, handles, jobs and figures. */
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

#include "server/http.h"
#include "server/service.h"

/* The host of "host:port", with the brackets of an IPv6 address. */
static ent_str without_port(ent_str host)
{
	for (size_t k = host.n; k--;) {
		if (host.p[k] == ']')
			break;
		if (host.p[k] == ':')
			return ent_str_slice(host, 0, k);
	}
	return host;
}

static bool is_name(ent_str host, ent_str name)
{
	return ent_str_eq_any_case(host, name);
}

/* Four numbers and dots, or brackets: an address cannot be rebound. */
static bool is_address(ent_str host)
{
	if (host.n && host.p[0] == '[')
		return true;
	for (size_t k = 0; k < host.n; k++)
		if ((host.p[k] < '0' || host.p[k] > '9') && host.p[k] != '.')
			return false;
	return host.n > 0;
}

static bool is_loopback(ent_str host)
{
	return is_name(host, ENT_STR("localhost")) || is_name(host, ENT_STR("[::1]")) ||
	       (is_address(host) && ent_str_starts(host, ENT_STR("127.")));
}

bool service_knows_host(const struct service *service, ent_str host)
{
	host = without_port(host);
	for (ent_str rest = ent_str_of(service->options.hosts); rest.n;)
		if (is_name(host, ent_str_cut(&rest, ',')))
			return true;
	return is_loopback(host) || (!service->loopback && is_address(host));
}

bool service_knows_token(const struct service *service, ent_str token)
{
	const ent_str wanted = ent_str_of(service->options.token);
	unsigned char differ = token.n != wanted.n;
	if (!wanted.n)
		return true;
	for (size_t k = 0; k < token.n; k++)
		differ |= (unsigned char)(token.p[k] ^ wanted.p[k % wanted.n]);
	return !differ;
}

static uint32_t processors(void)
{
	const long n = sysconf(_SC_NPROCESSORS_ONLN);
	return n < 1 ? 1 : (uint32_t)n;
}

ent_status service_open(struct service *service,
			const struct service_options *options,
			ent_error *err)
{
	*service = (struct service){ .options = *options };
	service->loopback = is_loopback(without_port(ent_str_of(options->listen)));
	if (!service->loopback && !options->token && !options->read_only)
		return http_error(err, ENT_EINVAL,
				  "%s is not the loopback address: give --token FILE "
				  "or --read-only",
				  options->listen);
	ent_status status = pool_open(&service->pool, options->memory,
				      options->read_only, processors(), err);
	if (status)
		return status;
	status = answers_open(&service->answers, options->memory, err);
	if (status) {
		pool_close(&service->pool);
		return status;
	}
	workers_open(&service->workers, service->pool.most);
	metrics_init(&service->metrics);
	pthread_mutex_init(&service->counting, NULL);
	status = jobs_open(&service->jobs, service, err);
	service->pool.failed = status != ENT_OK;
	if (status)
		service_close(service);
	return status;
}

void service_close(struct service *service)
{
	jobs_close(&service->jobs);
	workers_close(&service->workers);
	answers_close(&service->answers); /* a memory that is open is not removed */
	pool_close(&service->pool);
	metrics_release(&service->metrics);
	pthread_mutex_destroy(&service->counting);
	ent_buf_release(&service->counted);
}
