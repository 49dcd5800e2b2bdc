/* SPDX-License-Identifier: Apache-2.0 */
/* http.h - requests, responses and routes: what every handler sees.
 *
 * A protocol is one file with a table of routes, listed in routes.c.  A
 * row names method, path and what the call needs; the handler fills the response or
 * returns a status, which the table's `fail` puts into the form of the protocol.
 *
 *     path "/api/v1/units/{}"   {} one segment, decoded, in request->parts
 *     path "/files/{*}"         {*} the rest, as it came
 *
 * Nothing here knows libmicrohttpd: listen.c makes requests of what comes over the
 * wire, tests and the fuzz target make them themselves. */
#ifndef ENT_SERVER_HTTP_H
#define ENT_SERVER_HTTP_H

#include "entente/memory.h"

struct service;
struct http_pipe;
struct json_t; /* of jansson */

struct http_field {
	ent_str name, value;
};

enum { HTTP_MAX_PARTS = 4, HTTP_MAX_FIELDS = 64, HTTP_MAX_HEADERS = 8 };

enum http_access {
	HTTP_READS,  /* open to all who reach the server */
	HTTP_WRITES, /* needs the token, no foreign Origin, and no --read-only */
};

/* What a body must be; its Content-Type is not read. */
enum http_body {
	HTTP_NO_BODY,
	HTTP_IGNORED, /* anything of at most HTTP_MAX_BODY bytes, as the next three */
	HTTP_OBJECT,  /* a JSON object: request->object */
	HTTP_FIELDS,  /* the same, or an x-www-form-urlencoded form of its names */
	HTTP_FORM,    /* such a form: its fields become params */
	HTTP_FILE,    /* at most --max-upload, in a temporary file: request->upload */
};
#define HTTP_MAX_BODY ((size_t)1 << 20)

struct http_request {
	const char *method;
	ent_str path;  /* as it came: percent-encoded, without the query */
	ent_str query; /* as it came, without its '?' */
	struct http_field headers[HTTP_MAX_FIELDS];
	uint32_t n_headers;
	struct http_field params[HTTP_MAX_FIELDS]; /* of query and form, decoded */
	uint32_t n_params;
	ent_str parts[HTTP_MAX_PARTS];
	ent_str body;          /* "" for HTTP_FILE */
	struct json_t *object; /* the body of HTTP_OBJECT and HTTP_FIELDS */
	const char *upload;    /* name of a file that is removed after the answer */
	ent_arena *arena;      /* lives until the response is sent */
	struct service *service;
	ent_memory *reader; /* lent by the pool until the end of the answer */
	ent_memory *writer;
};

struct http_response {
	int status;       /* 200 unless set */
	const char *type; /* Content-Type; static */
	ent_buf body;
	ent_str fixed; /* a body that outlives the response; used when body is empty */
	struct http_pipe *pipe; /* NULL, or what gives the body */
	struct http_field headers[HTTP_MAX_HEADERS];
	uint32_t n_headers;
};

struct http_route {
	const char *method, *path;
	enum http_access access;
	enum http_body body;
	ent_status (*answer)(struct http_response *out,
			     struct http_request *request,
			     ent_error *err);
};

struct http_table {
	const struct http_route *routes; /* ends with a NULL method */
	const char *prefix; /* the routes are found under it too; NULL for none */
	bool any_case;      /* paths are written in lower case and found in any */
	/* Shows an error as the protocol does; NULL: {"error":{"code","message"}}. */
	void (*fail)(struct http_response *out, int status, const ent_error *err);
};

/* ---- requests ------------------------------------------------------------------- */

/* The value of a query or form parameter, the first of its name; .p is NULL when it
 * is missing. */
ent_str http_param(const struct http_request *request, const char *name);

/* Whether a parameter is there and is neither 0 nor false. */
bool http_flag(const struct http_request *request, const char *name);

/* The value of a header, names in any case; .p is NULL when it is missing. */
ent_str http_header(const struct http_request *request, const char *name);

/* The first {} of the path as a whole number; false when it is not one. */
bool http_path_number(uint64_t *out, const struct http_request *request);

/* A whole number within low..high; *out keeps its value when it is missing. */
ent_status http_number(uint32_t *out,
		       const struct http_request *request,
		       const char *name,
		       uint32_t low,
		       uint32_t high,
		       ent_error *err);

/* A number within low..high; *out keeps its value when it is missing. */
ent_status http_fraction(float *out,
			 const struct http_request *request,
			 const char *name,
			 float low,
			 float high,
			 ent_error *err);

/* Adds the fields of the query string to the parameters. */
ent_status http_read_query(struct http_request *request, ent_error *err);
/* Adds the fields of a body that is a form to the parameters. */
ent_status http_read_form(struct http_request *request, ent_error *err);

/* A handle to read with, request->reader; one for each request that asks. */
ent_status http_reader(struct http_request *request, ent_error *err);
/* Gives it back, if there is one. */
void http_release_reader(struct http_request *request);

/* The only handle that writes, request->writer; ENT_EBUSY when it is not free within
 * two seconds.  Lent until the end of the answer. */
ent_status http_writer(struct http_request *request, ent_error *err);

/* ---- responses ------------------------------------------------------------------ */

/* value is copied into the request's arena; one with control characters is left
 * out. */
void http_set_header(struct http_response *out,
		     struct http_request *request,
		     const char *name,
		     ent_str value);

/* {"error":{"code":"EINVAL","message":"..."}} with an HTTP status. */
void http_fail(struct http_response *out, int status, const ent_error *err);

/* *err = {code, message}; returns code. */
ent_status http_error(ent_error *err, ent_status code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Percent-decodes into the arena; plus: '+' is a space.  False for a bad escape, a
 * NUL, or what is not UTF-8. */
bool http_decode(ent_str *out, ent_str text, bool plus, ent_arena *arena);

/* Whether the text is valid UTF-8. */
bool http_is_utf8(ent_str text);

/* ---- the request layer ---------------------------------------------------------- */

/* The route of a request whose method, path and headers are there, or NULL.  *table:
 * the table of the route, else one that has the path for another method, else NULL.  A
 * response is made when the request is refused: unknown path, wrong method, Host,
 * Origin or token. */
const struct http_route *http_route(const struct http_table **table,
				    struct http_response *out,
				    struct http_request *request);

/* Answers a request whose body is there too. */
void http_answer(struct http_response *out,
		 struct http_request *request,
		 const struct http_route *route,
		 const struct http_table *table);

/* Frees the body of a response. */
void http_response_release(struct http_response *response);
#define HTTP_RESPONSE_INIT                                                             \
	((struct http_response){                                                       \
		.status = 200, .type = "application/json", .body = ENT_BUF_INIT })

#endif
