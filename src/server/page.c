/* SPDX-License-Identifier: Apache-2.0 */
/* page.c - the page: files of src/server/web, linked in by scripts/embed.
 *
 * The page loads nothing from another server, and its Content-Security-Policy forbids
 * it. All addresses in it are relative, so that it works below any prefix of a
 * proxy. */
#include <stdio.h>

#include "server/http.h"
#include "server/service.h"

struct web_file {
	const char *name;
	const char *start, *end;
};
extern const struct web_file web_files[];

static const char *type_of(ent_str name)
{
	static const struct {
		const char *end, *type;
	} types[] = {
		{ ".html", "text/html; charset=utf-8" },
		{ ".css", "text/css; charset=utf-8" },
		{ ".js", "text/javascript; charset=utf-8" },
		{ ".svg", "image/svg+xml" },
		{ ".json", "application/json" },
	};
	for (size_t k = 0; k < sizeof(types) / sizeof(types[0]); k++)
		if (ent_str_ends(name, ent_str_of(types[k].end)))
			return types[k].type;
	return "application/octet-stream";
}

static const struct web_file *find(ent_str name)
{
	for (const struct web_file *f = web_files; f->name; f++)
		if (ent_str_is(name, f->name))
			return f;
	return NULL;
}

/* The file of that name, or 304 when the browser has it. */
static ent_status send_file(struct http_response *out,
			    struct http_request *request,
			    ent_str name,
			    ent_error *err)
{
	char tag[24];
	const struct web_file *file = find(name);
	if (!file)
		return http_error(err, ENT_ENOTFOUND, "no such file");
	const ent_str bytes = { file->start, (size_t)(file->end - file->start) };
	snprintf(tag, sizeof(tag), "\"%016llx\"",
		 (unsigned long long)ent_str_hash(bytes));
	out->type = type_of(name);
	http_set_header(out, request, "ETag", ent_str_of(tag));
	http_set_header(out, request, "Cache-Control", ENT_STR("no-cache"));
	http_set_header(out, request, "Content-Security-Policy",
			ENT_STR("default-src 'none'; script-src 'self'; style-src "
				"'self'; img-src 'self'; connect-src 'self'; "
				"form-action 'none'; base-uri 'none'; "
				"frame-ancestors 'none'"));
	if (ent_str_is(http_header(request, "If-None-Match"), tag))
		out->status = 304;
	else
		out->fixed = bytes;
	return ENT_OK;
}

static ent_status answer_root(struct http_response *out,
			      struct http_request *request,
			      ent_error *err)
{
	return send_file(out, request, ENT_STR("index.html"), err);
}

static ent_status answer_file(struct http_response *out,
			      struct http_request *request,
			      ent_error *err)
{
	return send_file(out, request, request->parts[0], err);
}

/* The description of the API (OpenAPI 3.1), whose examples a test runs. */
static ent_status answer_openapi(struct http_response *out,
				 struct http_request *request,
				 ent_error *err)
{
	return send_file(out, request, ENT_STR("openapi.json"), err);
}

static const struct http_route routes[] = {
	{ "GET", "/api/v1/openapi.json", HTTP_READS, HTTP_NO_BODY, answer_openapi },
	{ "GET", "/", HTTP_READS, HTTP_NO_BODY, answer_root },
	{ "GET", "/web/{}", HTTP_READS, HTTP_NO_BODY, answer_file },
	{ NULL, NULL, HTTP_READS, HTTP_NO_BODY, NULL },
};

extern const struct http_table page_table;
const struct http_table page_table = { .routes = routes };
