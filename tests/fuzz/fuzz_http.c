/* SPDX-License-Identifier: Apache-2.0 */
/* A request of HTTP, "METHOD TARGET", header lines, a blank line, a body, goes through
 * routes and handlers over a small memory: a response has a status, a type, and with
 * application/json a body that is JSON. */
#include <jansson.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "new_memory.h"
#include "server/http.h"
#include "server/http_pipe.h"
#include "server/service.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void add_some(ent_memory *memory)
{
	uint64_t id;
	bool added;
	const ent_unit unit = {
		.source = { .lang = ENT_STR("en"), .text = ENT_STR("Water is life.") },
		.target = { .lang = ENT_STR("fr"),
			    .text = ENT_STR("L'eau, c'est la vie.") },
		.date = ENT_STR("2024-01-01"),
		.confidence = 1,
	};
	if (ent_memory_add_unit(&id, &added, memory, &unit, NULL))
		abort();
}

static struct service *get_service(void)
{
	static struct service service;
	static const struct service_options options = { .memory = new_memory_path,
							.listen = "127.0.0.1:0",
							.token = "fuzz-token-012345",
							.mt_score = 60 };
	ent_memory *memory;
	if (service.options.memory)
		return &service;
	signal(SIGPIPE, SIG_IGN); /* as a server: an export may outlive its reader */
	memory = new_memory();
	add_some(memory);
	ent_memory_close(memory);
	if (service_open(&service, &options, NULL))
		abort();
	return &service;
}

/* The next line without its CR LF. */
static ent_str cut_line(ent_str *rest)
{
	ent_str line = ent_str_cut(rest, '\n');
	if (line.n && line.p[line.n - 1] == '\r')
		line.n--;
	return line;
}

static void read_request(struct http_request *r, char *method, ent_str text)
{
	ent_str line = cut_line(&text);
	ent_str name = ent_str_cut(&line, ' ');
	const size_t n = name.n < 15 ? name.n : 15;
	memcpy(method, name.n ? name.p : "", n);
	method[n] = '\0';
	r->method = method;
	r->path = ent_str_cut(&line, '?');
	r->query = line.p ? line : ENT_STR("");
	r->headers[r->n_headers++] =
		(struct http_field){ ENT_STR("Host"), ENT_STR("localhost") };
	while (text.n && (line = cut_line(&text)).n) {
		name = ent_str_cut(&line, ':');
		if (r->n_headers < HTTP_MAX_FIELDS)
			r->headers[r->n_headers++] =
				(struct http_field){ name, ent_str_trim(line) };
	}
	r->body = text.p ? text : ENT_STR("");
}

static void check(const struct http_response *response)
{
	if (response->status < 200 || response->status > 599 || !response->type)
		abort();
	const ent_str body =
		response->body.n ? ent_buf_str(&response->body) : response->fixed;
	if (!body.n || strcmp(response->type, "application/json"))
		return;
	json_t *root = json_loadb(body.p, body.n, JSON_DECODE_ANY, NULL);
	if (!root)
		abort();
	json_decref(root);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char method[16];
	struct http_request request = { .service = get_service(),
					.arena = ent_arena_new((size_t)64 << 20) };
	struct http_response response = HTTP_RESPONSE_INIT;
	const struct http_table *table;
	if (!request.arena)
		return 0;
	read_request(&request, method, (ent_str){ (const char *)data, size });
	const struct http_route *route = http_route(&table, &response, &request);
	/* what writes files is left to the tests of the command */
	if (route && route->body != HTTP_FILE && !strstr(route->path, "batches"))
		http_answer(&response, &request, route, table);
	check(&response);
	http_pipe_close(response.pipe);
	http_response_release(&response);
	ent_arena_free(request.arena);
	return 0;
}
