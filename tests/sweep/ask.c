/* SPDX-License-Identifier: Apache-2.0 */
/* ask.c - a request to the server of a memory, without a network: the service opens the
 * memory, the route answers, and the body is read to its end. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ask.h"
#include "server/http.h"
#include "server/http_pipe.h"
#include "server/service.h"

enum { ARENA = 256 << 20 }; /* as listen.c has it */

bool is_request(const char *line)
{
	return !strncmp(line, "GET /", 5) || !strncmp(line, "PUT /", 5) ||
	       !strncmp(line, "POST /", 6) || !strncmp(line, "DELETE /", 8);
}

static void read_line(struct http_request *r, char *line)
{
	char *rest = line;
	r->method = strsep(&rest, " ");
	char *target = strsep(&rest, " ");
	r->path = ent_str_of(strsep(&target, "?"));
	r->query = ent_str_of(target ? target : "");
	r->body = ENT_STR("");
	if (rest && *rest == '@')
		r->upload = rest + 1;
	else if (rest)
		r->body = ent_str_of(rest);
	r->headers[r->n_headers++] =
		(struct http_field){ ENT_STR("Host"), ENT_STR("localhost") };
	r->headers[r->n_headers++] = (struct http_field){ ENT_STR("Content-Type"),
							  ENT_STR("application/json") };
	r->headers[r->n_headers++] =
		(struct http_field){ ENT_STR("Authorization"),
				     ENT_STR("Bearer sweep-token-012345") };
}

/* Whether the body is complete. */
static bool print_body(struct http_response *response, bool is_error)
{
	char bytes[4096];
	long n = 0;
	while (response->pipe &&
	       (n = http_pipe_read(response->pipe, bytes, sizeof(bytes))) > 0)
		fwrite(bytes, 1, (size_t)n, stdout);
	const ent_str body =
		response->body.n ? ent_buf_str(&response->body) : response->fixed;
	if (is_error)
		fprintf(stderr, "entente: ask: %.*s\n", (int)body.n,
			body.n ? body.p : "");
	else if (body.n)
		fwrite(body.p, 1, body.n, stdout);
	if (n < 0)
		fprintf(stderr, "entente: ask: the body is not complete\n");
	return n == 0;
}

static int answer(struct service *service, char *line)
{
	struct http_request request = { .service = service,
					.arena = ent_arena_new(ARENA) };
	struct http_response response = HTTP_RESPONSE_INIT;
	const struct http_table *table;
	if (!request.arena) {
		fprintf(stderr, "entente: ask: out of memory\n");
		return 1;
	}
	read_line(&request, line);
	const struct http_route *route = http_route(&table, &response, &request);
	if (route)
		http_answer(&response, &request, route, table);
	const int status = response.status ? response.status : 200;
	const bool whole = print_body(&response, status >= 400);
	if (status < 200 || status > 599)
		abort();
	http_pipe_close(response.pipe);
	http_response_release(&response);
	ent_arena_free(request.arena);
	return status >= 400 || !whole;
}

int ask_server(const char *line)
{
	static const struct service_options options = { .memory = "m.entente",
							.listen = "127.0.0.1:0",
							.token = "sweep-token-012345",
							.mt_score = 60,
							.quiet = true };
	struct service service;
	ent_error err;
	char copy[400];
	if (service_open(&service, &options, &err)) {
		fprintf(stderr, "entente: ask: %s\n", err.message);
		return 1;
	}
	snprintf(copy, sizeof(copy), "%s", line);
	const int code = answer(&service, copy);
	service_close(&service);
	return code;
}
