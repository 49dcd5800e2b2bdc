/* SPDX-License-Identifier: Apache-2.0 */
/* http_request.c - what a handler asks a request for. */
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "server/http.h"
#include "server/service.h"

ent_str http_param(const struct http_request *request, const char *name)
{
	for (uint32_t k = 0; k < request->n_params; k++)
		if (ent_str_is(request->params[k].name, name))
			return request->params[k].value;
	return (ent_str){ NULL, 0 };
}

bool http_flag(const struct http_request *request, const char *name)
{
	const ent_str value = http_param(request, name);
	return value.p && !ent_str_is(value, "0") && !ent_str_is(value, "false");
}

ent_str http_header(const struct http_request *request, const char *name)
{
	for (uint32_t k = 0; k < request->n_headers; k++)
		if (ent_str_is_any_case(request->headers[k].name, name))
			return request->headers[k].value;
	return (ent_str){ NULL, 0 };
}

bool http_path_number(uint64_t *out, const struct http_request *request)
{
	char copy[24] = "";
	const ent_str text = request->parts[0];
	for (size_t k = 0; k < text.n; k++)
		if (text.p[k] < '0' || text.p[k] > '9')
			return false;
	if (!text.n || text.n >= sizeof(copy))
		return false;
	memcpy(copy, text.p, text.n);
	*out = strtoull(copy, NULL, 10);
	return true;
}

/* Splits and decodes a query string or form into parameters. */
static ent_status read_params(struct http_request *request,
			      ent_str text,
			      ent_error *err)
{
	for (ent_str rest = text; rest.n;) {
		ent_str value = ent_str_cut(&rest, '&'), name;
		if (!value.n)
			continue;
		name = ent_str_cut(&value, '=');
		struct http_field *to = &request->params[request->n_params];
		if (request->n_params == HTTP_MAX_FIELDS)
			return http_error(err, ENT_ELIMIT, "more than %d parameters",
					  HTTP_MAX_FIELDS);
		if (!http_decode(&to->name, name, true, request->arena) ||
		    !http_decode(&to->value, value.p ? value : ENT_STR(""), true,
				 request->arena))
			return ent_arena_failed(request->arena)
				       ? http_error(err, ENT_ENOMEM, "out of memory")
				       : http_error(err, ENT_EINVAL,
						    "parameter %u is not "
						    "percent-encoded UTF-8",
						    request->n_params + 1);
		request->n_params++;
	}
	return ENT_OK;
}

ent_status http_read_query(struct http_request *request, ent_error *err)
{
	return read_params(request, request->query, err);
}

ent_status http_read_form(struct http_request *request, ent_error *err)
{
	return read_params(request, request->body, err);
}

/* Reads a parameter as a number; ENT_OK with *given false when it is missing. */
static ent_status read_number(double *out,
			      bool *given,
			      const struct http_request *request,
			      const char *name,
			      ent_error *err)
{
	const ent_str text = http_param(request, name);
	char copy[32], *end = copy;
	*given = text.p != NULL;
	if (!*given)
		return ENT_OK;
	if (text.n && text.n < sizeof(copy)) {
		memcpy(copy, text.p, text.n);
		copy[text.n] = '\0';
		*out = strtod(copy, &end);
	}
	if (end == copy || *end)
		return http_error(err, ENT_EINVAL, "parameter '%s' must be a number",
				  name);
	return ENT_OK;
}

ent_status http_number(uint32_t *out,
		       const struct http_request *request,
		       const char *name,
		       uint32_t low,
		       uint32_t high,
		       ent_error *err)
{
	double value = 0;
	bool given;
	ent_status status = read_number(&value, &given, request, name, err);
	if (status || !given)
		return status;
	if (!(value >= low && value <= high) || value != (double)(uint32_t)value)
		return http_error(err, ENT_EINVAL,
				  "parameter '%s' must be a whole number from %u to %u",
				  name, low, high);
	*out = (uint32_t)value;
	return ENT_OK;
}

ent_status http_fraction(float *out,
			 const struct http_request *request,
			 const char *name,
			 float low,
			 float high,
			 ent_error *err)
{
	double value = 0;
	bool given;
	ent_status status = read_number(&value, &given, request, name, err);
	if (status || !given)
		return status;
	if (!(value >= (double)low && value <= (double)high))
		return http_error(err, ENT_EINVAL,
				  "parameter '%s' must be a number from %g to %g", name,
				  (double)low, (double)high);
	*out = (float)value;
	return ENT_OK;
}

ent_status http_reader(struct http_request *request, ent_error *err)
{
	if (request->reader)
		return ENT_OK;
	return pool_take(&request->reader, &request->service->pool, err);
}

void http_release_reader(struct http_request *request)
{
	if (request->reader)
		pool_give(&request->service->pool, request->reader);
	request->reader = NULL;
}

ent_status http_writer(struct http_request *request, ent_error *err)
{
	enum { SECONDS = 2 };
	if (request->writer)
		return ENT_OK;
	return pool_take_writer(&request->writer, &request->service->pool, SECONDS,
				err);
}

void http_set_header(struct http_response *out,
		     struct http_request *request,
		     const char *name,
		     ent_str value)
{
	for (size_t k = 0; k < value.n; k++)
		if ((unsigned char)value.p[k] < ' ' || value.p[k] == 0x7F)
			return;
	value = ent_arena_str(request->arena, value);
	if (value.p && out->n_headers < HTTP_MAX_HEADERS)
		out->headers[out->n_headers++] =
			(struct http_field){ ent_str_of(name), value };
}

void http_fail(struct http_response *out, int status, const ent_error *err)
{
	char text[512];
	ent_buf_clear(&out->body);
	out->status = status;
	out->type = "application/json";
	ent_buf_addf(&out->body, "{\"error\":{\"code\":\"%s\",\"message\":",
		     ent_status_name(err->code));
	ent_buf_add_json(&out->body,
			 ent_str_of(ent_error_text(err, text, sizeof(text))));
	ent_buf_add(&out->body, ENT_STR("}}\n"));
}

void http_response_release(struct http_response *response)
{
	ent_buf_release(&response->body);
}
