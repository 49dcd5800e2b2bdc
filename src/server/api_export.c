/* SPDX-License-Identifier: Apache-2.0 */
/* api_export.c - /api/v1/export: units go out as a stream, those of the memory or those
 * in which a phrase is found. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "entente/write.h"
#include "server/http.h"
#include "server/http_pipe.h"
#include "server/search_query.h"
#include "server/service.h"

/* What the thread of an export needs. */
struct exporting {
	struct service *service;
	const ent_unit_format *format;
	struct http_pipe *pipe;
	FILE *to;
	ent_filter filter;
	char text[2048]; /* of the filter */
	size_t text_n;
	bool found_only; /* the units below, not all */
	uint64_t *units; /* ascending */
	uint32_t n_units;
};

static void exporting_free(struct exporting *x)
{
	if (x)
		free(x->units);
	free(x);
}

/* The request is gone while the thread still runs. */
static ent_status keep_param(ent_str *out,
			     struct exporting *x,
			     const struct http_request *request,
			     const char *name,
			     ent_error *err)
{
	const ent_str value = http_param(request, name);
	if (value.n > sizeof(x->text) - x->text_n)
		return http_error(err, ENT_ELIMIT, "parameter '%s' is too long", name);
	*out = (ent_str){ x->text + x->text_n, value.n };
	if (value.n)
		memcpy(x->text + x->text_n, value.p, value.n);
	x->text_n += value.n;
	return ENT_OK;
}

/* ---- writing -------------------------------------------------------------------- */

static ent_status send_units(struct exporting *x,
			     ent_memory *memory,
			     ent_writer *writer,
			     ent_error *err)
{
	ent_status status = ENT_OK;
	if (!x->found_only)
		return ent_memory_each(memory, &x->filter, ent_writer_add, writer, err);
	for (uint32_t k = 0; k < x->n_units && !status; k++) {
		x->filter.unit = x->units[k];
		status = ent_memory_each(memory, &x->filter, ent_writer_add, writer,
					 err);
	}
	return status;
}

static ent_status write_units(struct exporting *x, ent_memory *memory, ent_error *err)
{
	ent_writer *writer = NULL;
	ent_arena *arena = ent_arena_new(0);
	ent_str from = { NULL, 0 }, to = { NULL, 0 };
	ent_status status =
		arena ? ENT_OK : http_error(err, ENT_ENOMEM, "out of memory");
	if (!status)
		status = ent_memory_languages(&from, &to, memory, arena, err);
	if (!x->filter.from.n)
		x->filter.from = from.n ? from : ENT_STR("en");
	if (!x->filter.to.n)
		x->filter.to = to.n ? to : ENT_STR("fr");
	if (!status)
		status = ent_writer_new(&writer, x->format, x->to, x->filter.from,
					x->filter.to, ENT_STR("entente"), err);
	if (!status)
		status = send_units(x, memory, writer, err);
	if (!status)
		status = ent_writer_finish(writer, err);
	ent_writer_free(writer);
	ent_arena_free(arena);
	return status;
}

static void *run_export(void *data)
{
	struct exporting *x = data;
	ent_error err;
	ent_memory *memory;
	ent_status status = pool_take(&memory, &x->service->pool, &err);
	if (!status) {
		/* a client that is gone ends it */
		status = write_units(x, memory, &err);
		pool_give(&x->service->pool, memory);
	}
	if (status || fflush(x->to))
		http_pipe_fail(x->pipe);
	fclose(x->to);
	http_pipe_release(x->pipe);
	exporting_free(x);
	return NULL;
}

/* ---- what is asked for ----------------------------------------------------------- */

static ent_status read_filter(struct exporting *x,
			      const struct http_request *request,
			      ent_error *err)
{
	const struct {
		const char *name;
		ent_str *to;
	} texts[] = {
		{ "from", &x->filter.from },         { "to", &x->filter.to },
		{ "since", &x->filter.since },       { "until", &x->filter.until },
		{ "document", &x->filter.document }, { "label", &x->filter.label },
	};
	uint32_t import = 0;
	ent_status status = ENT_OK;
	for (size_t k = 0; k < sizeof(texts) / sizeof(texts[0]) && !status; k++)
		status = keep_param(texts[k].to, x, request, texts[k].name, err);
	if (!status)
		status = http_fraction(&x->filter.min_confidence, request,
				       "min_confidence", 0, 1, err);
	if (!status)
		status =
			http_number(&import, request, "import", 1, UINT32_MAX - 1, err);
	x->filter.import = import;
	return status;
}

static int compare_units(const void *a, const void *b)
{
	const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* The units that a concordance with the same parameters finds. */
static ent_status find_units(struct exporting *x,
			     struct http_request *request,
			     ent_error *err)
{
	ent_concord_options opt;
	ent_str query;
	const ent_hit *hits = NULL;
	uint32_t n = 0;
	uint64_t total;
	ent_status status = search_read_concord(&query, &opt, request, err);
	if (status)
		return status;
	opt.limit = 0;
	opt.no_counterparts = !opt.rendering.n;
	status = ent_memory_concord(&hits, &n, &total, request->reader, query, &opt,
				    request->arena, err);
	if (status)
		return status;
	x->found_only = true;
	x->units = malloc((n ? n : 1) * sizeof(*x->units));
	if (!x->units)
		return http_error(err, ENT_ENOMEM, "out of memory");
	for (uint32_t k = 0; k < n; k++)
		x->units[k] = hits[k].unit;
	qsort(x->units, n, sizeof(*x->units), compare_units);
	/* a unit that has the phrase on both sides is two hits */
	for (uint32_t k = 0; k < n; k++)
		if (!x->n_units || x->units[x->n_units - 1] != x->units[k])
			x->units[x->n_units++] = x->units[k];
	return ENT_OK;
}

static ent_status read_export(struct exporting *x,
			      struct http_request *request,
			      ent_error *err)
{
	char format[32] = "tmx";
	const ent_str name = http_param(request, "format");
	if (name.n >= sizeof(format))
		return http_error(err, ENT_EINVAL, "parameter 'format' is too long");
	if (name.n) {
		memcpy(format, name.p, name.n);
		format[name.n] = '\0';
	}
	x->service = request->service;
	ent_status status = ent_unit_format_named(&x->format, format, err);
	if (!status)
		x->format = ent_unit_format_whole(x->format);
	if (!status)
		status = read_filter(x, request, err);
	if (!status && http_param(request, "q").p)
		status = find_units(x, request, err);
	return status;
}

static const char *type_of_format(ent_str format)
{
	if (ent_str_is(format, "tsv"))
		return "text/tab-separated-values; charset=utf-8";
	if (ent_str_is(format, "jsonl"))
		return "application/jsonl";
	return ent_str_is(format, "html") ? "text/html; charset=utf-8"
					  : "application/xml";
}

/* A thread writes the units into a pipe, which the connection sends as they come. */
static ent_status answer_export(struct http_response *out,
				struct http_request *request,
				ent_error *err)
{
	pthread_t thread;
	const ent_str format = http_param(request, "format");
	struct http_pipe *pipe = NULL;
	struct exporting *x = calloc(1, sizeof(*x));
	ent_status status = x ? read_export(x, request, err)
			      : http_error(err, ENT_ENOMEM, "out of memory");
	if (!status)
		status = http_pipe_open(&pipe, &x->to, err);
	if (status) {
		exporting_free(x);
		return status;
	}
	x->pipe = pipe;
	if (pthread_create(&thread, NULL, run_export, x)) {
		fclose(x->to);
		http_pipe_release(pipe);
		http_pipe_close(pipe);
		exporting_free(x);
		return http_error(err, ENT_ENOMEM, "cannot start a thread");
	}
	pthread_detach(thread);
	out->pipe = pipe;
	out->type = type_of_format(format);
	http_set_header(out, request, "Content-Disposition", ENT_STR("attachment"));
	return ENT_OK;
}

static const struct http_route routes[] = {
	{ "GET", "/api/v1/export", HTTP_READS, HTTP_NO_BODY, answer_export },
	{ NULL, NULL, HTTP_READS, HTTP_NO_BODY, NULL },
};

extern const struct http_table api_export_table;
const struct http_table api_export_table = { .routes = routes };
