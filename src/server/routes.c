/* SPDX-License-Identifier: Apache-2.0 */
/* routes.c - which handler answers a request, and whether it may.
 *
 * Refused before a handler runs: a Host that is not ours (DNS rebinding), and for
 * calls that write an Origin that is not the Host's (cross-site requests), a missing
 * token, and everything under --read-only. */
#include <stdio.h>
#include <strings.h>

#include "server/http.h"
#include "server/service.h"
#include "server/wire_json.h"

/* A protocol is listed here: the table of X is X_table, in its own file. */
#define TABLES(X)                                                                      \
	X(api_search)                                                                  \
	X(api_documents)                                                               \
	X(api_jobs)                                                                    \
	X(api_export)                                                                  \
	X(api_memory)                                                                  \
	X(api_reuse)                                                                   \
	X(ops)                                                                         \
	X(page)                                                                        \
	X(tmserver)                                                                    \
	X(opuscat)                                                                     \
	X(apertium)                                                                    \
	X(languagetool)                                                                \
	X(libretranslate)                                                              \
	X(deepl)                                                                       \
	X(mymemory)

#define DECLARE(name) extern const struct http_table name##_table;
TABLES(DECLARE)

#define LIST(name) &name##_table,
/* The first route that fits is taken. */
static const struct http_table *const tables[] = { TABLES(LIST) };
static const size_t n_tables = sizeof(tables) / sizeof(tables[0]);

static bool same_part(ent_str want, ent_str got, bool any_case)
{
	return any_case ? ent_str_eq_any_case(want, got) : ent_str_eq(want, got);
}

/* Whether path fits the pattern; parts: what its {} stand for, not decoded. */
static bool fits(ent_str *parts, const char *pattern, ent_str path, bool any_case)
{
	ent_str left = ent_str_of(pattern);
	uint32_t n = 0;
	while (left.p && path.p) {
		const ent_str want = ent_str_cut(&left, '/');
		if (ent_str_is(want, "{*}")) {
			parts[n] = path;
			return true;
		}
		const ent_str got = ent_str_cut(&path, '/');
		if (ent_str_is(want, "{}")) {
			if (!got.n || n == HTTP_MAX_PARTS)
				return false;
			parts[n++] = got;
		} else if (!same_part(want, got, any_case)) {
			return false;
		}
	}
	return !left.p && !path.p;
}

/* The same under the table's prefix as without it. */
static bool fits_table(struct http_request *request,
		       const struct http_table *table,
		       const struct http_route *route)
{
	const ent_str prefix = ent_str_of(table->prefix), path = request->path;
	if (fits(request->parts, route->path, path, table->any_case))
		return true;
	return prefix.n && ent_str_starts(path, prefix) &&
	       fits(request->parts, route->path, ent_str_slice(path, prefix.n, path.n),
		    table->any_case);
}

static bool same_method(const char *wanted, const char *got)
{
	return !strcmp(wanted, got) || (!strcmp(wanted, "GET") && !strcmp(got, "HEAD"));
}

/* The route of a request; *other: a table has the path, for another method. */
static const struct http_route *find(const struct http_table **table,
				     bool *other,
				     struct http_request *request)
{
	*table = NULL;
	*other = false;
	for (size_t t = 0; t < n_tables; t++)
		for (const struct http_route *r = tables[t]->routes; r->method; r++) {
			if (!fits_table(request, tables[t], r))
				continue;
			*table = tables[t];
			if (same_method(r->method, request->method))
				return r;
			*other = true;
		}
	return NULL;
}

static ent_status decode_parts(struct http_request *request,
			       const char *pattern,
			       ent_error *err)
{
	uint32_t n = 0;
	for (const char *p = pattern; (p = strstr(p, "{}")) != NULL; p += 2)
		n++;
	for (uint32_t k = 0; k < n; k++)
		if (!http_decode(&request->parts[k], request->parts[k], false,
				 request->arena))
			return ent_arena_failed(request->arena)
				       ? http_error(err, ENT_ENOMEM, "out of memory")
				       : http_error(err, ENT_EINVAL,
						    "the path is not percent-encoded "
						    "UTF-8");
	return ENT_OK;
}

/* "https://host:port" without its scheme. */
static ent_str host_of_origin(ent_str origin)
{
	for (size_t k = 0; k + 2 < origin.n; k++)
		if (!memcmp(origin.p + k, "://", 3))
			return ent_str_slice(origin, k + 3, origin.n);
	return origin;
}

/* Whether the headers of a browser show that a page of another site sends this. */
static bool is_cross_site(const struct http_request *request)
{
	const ent_str origin = http_header(request, "Origin");
	const ent_str site = http_header(request, "Sec-Fetch-Site");
	if (site.p && !ent_str_is(site, "same-origin") && !ent_str_is(site, "none"))
		return true;
	return origin.p &&
	       !ent_str_eq(host_of_origin(origin), http_header(request, "Host"));
}

static ent_str bearer(const struct http_request *request)
{
	const ent_str value = http_header(request, "Authorization");
	const ent_str scheme = ENT_STR("Bearer ");
	if (ent_str_starts_any_case(value, scheme))
		return ent_str_trim(ent_str_slice(value, scheme.n, value.n));
	return (ent_str){ NULL, 0 };
}

/* 0 when the call is allowed, else the HTTP status with *err. */
static int forbidden(const struct http_request *request,
		     const struct http_route *route,
		     ent_error *err)
{
	const struct service *service = request->service;
	if (route->access != HTTP_WRITES)
		return 0;
	if (service->options.read_only) {
		http_error(err, ENT_EINVAL, "this server is read-only");
		return 403;
	}
	if (is_cross_site(request)) {
		http_error(err, ENT_EINVAL,
			   "a page of another site must not change the memory");
		return 403;
	}
	if (!service_knows_token(service, bearer(request))) {
		http_error(err, ENT_EINVAL,
			   "changes need the server's token: Authorization: Bearer "
			   "TOKEN");
		return 401;
	}
	return 0;
}

/* With two of them, a proxy may go by the other one. */
static bool has_two_hosts(const struct http_request *request)
{
	uint32_t n = 0;
	for (uint32_t k = 0; k < request->n_headers; k++)
		n += ent_str_eq_any_case(request->headers[k].name, ENT_STR("Host"));
	return n > 1;
}

const struct http_route *http_route(const struct http_table **table,
				    struct http_response *out,
				    struct http_request *request)
{
	ent_error err;
	bool other;
	const struct http_route *route = find(table, &other, request);
	int refused = 0;
	if (has_two_hosts(request)) {
		http_error(&err, ENT_EINVAL, "more than one Host");
		refused = 400;
	} else if (!service_knows_host(request->service,
				       http_header(request, "Host"))) {
		http_error(&err, ENT_EINVAL,
			   "unknown Host; name the server with --host");
		refused = 421;
	} else if (!route && other) {
		http_error(&err, ENT_EINVAL, "this path does not have that method");
		refused = 405;
	} else if (!route) {
		http_error(&err, ENT_ENOTFOUND, "no such path");
		refused = 404;
	} else if (http_read_query(request, &err) ||
		   decode_parts(request, route->path, &err)) {
		refused = err.code == ENT_ELIMIT ? 414 : ent_status_http(err.code);
	} else {
		refused = forbidden(request, route, &err);
	}
	if (refused)
		(*table && (*table)->fail ? (*table)->fail : http_fail)(out, refused,
									&err);
	if (refused == 401)
		http_set_header(out, request, "WWW-Authenticate", ENT_STR("Bearer"));
	return refused ? NULL : route;
}

/* Reads a body that is not a file as the route needs it. */
static ent_status read_body(struct http_request *request,
			    enum http_body kind,
			    ent_error *err)
{
	switch (kind) {
	case HTTP_FORM: return http_read_form(request, err);
	case HTTP_OBJECT: return wire_object(&request->object, request, err);
	case HTTP_FIELDS: return wire_json(&request->object, request, err);
	case HTTP_NO_BODY:
	case HTTP_IGNORED:
	case HTTP_FILE: break;
	}
	return ENT_OK;
}

void http_answer(struct http_response *out,
		 struct http_request *request,
		 const struct http_route *route,
		 const struct http_table *table)
{
	ent_error err;
	ent_status status = read_body(request, route->body, &err);
	if (!status)
		status = route->answer(out, request, &err);
	if (!status && out->body.failed)
		status = http_error(&err, ENT_ENOMEM, "out of memory");
	json_decref(request->object);
	request->object = NULL;
	http_release_reader(request);
	if (request->writer)
		pool_give_writer(&request->service->pool);
	request->writer = NULL;
	if (!status)
		return;
	const int code = ent_status_http(status);
	(table->fail ? table->fail : http_fail)(out, code, &err);
	if (status == ENT_EBUSY)
		http_set_header(out, request, "Retry-After", ENT_STR("2"));
}
