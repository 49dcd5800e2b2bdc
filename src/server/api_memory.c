/* SPDX-License-Identifier: Apache-2.0 */
/* api_memory.c - /api/v1: what the memory holds, and what goes in and out. */
#include <jansson.h>
#include <stdlib.h>

#include "server/http.h"
#include "server/service.h"
#include "json/json.h"

static unsigned long long llu(uint64_t v)
{
	return v;
}

/* ---- figures ---------------------------------------------------------------------- */

enum { BINS = 20, MONTHS = 1200, FIRST_YEAR = 1960 };

/* What is counted of all units. */
struct counts {
	uint64_t bins[BINS];     /* by confidence */
	uint64_t months[MONTHS]; /* by date, from FIRST_YEAR on */
	uint64_t undated;
};

static int digits(ent_str text, size_t at, size_t n)
{
	int value = 0;
	for (size_t k = at; k < at + n; k++) {
		if (k >= text.n || text.p[k] < '0' || text.p[k] > '9')
			return -1;
		value = value * 10 + (text.p[k] - '0');
	}
	return value;
}

static ent_status count_unit(void *data, const ent_unit *unit, ent_error *err)
{
	struct counts *c = data;
	const int year = digits(unit->date, 0, 4);
	const int month = unit->date.n > 6 ? digits(unit->date, 5, 2) : 1;
	const int at = (year - FIRST_YEAR) * 12 + month - 1;
	const int bin = (int)(unit->confidence * BINS);
	(void)err;
	c->bins[bin < 0 ? 0 : bin >= BINS ? BINS - 1 : bin]++;
	if (year < 0 || month < 1 || month > 12 || at < 0 || at >= MONTHS)
		c->undated++;
	else
		c->months[at]++;
	return ENT_OK;
}

static void print_counts(ent_buf *to, const struct counts *c)
{
	const char *comma = "";
	ent_buf_add(to, ENT_STR(",\"confidence\":["));
	for (int k = 0; k < BINS; k++)
		ent_buf_addf(to, "%s%llu", k ? "," : "", llu(c->bins[k]));
	ent_buf_add(to, ENT_STR("],\"months\":["));
	for (int k = 0; k < MONTHS; k++) {
		if (!c->months[k])
			continue;
		ent_buf_addf(to, "%s{\"month\":\"%d-%02d\",\"units\":%llu}", comma,
			     FIRST_YEAR + k / 12, k % 12 + 1, llu(c->months[k]));
		comma = ",";
	}
	ent_buf_addf(to, "],\"undated\":%llu", llu(c->undated));
}

static ent_status add_languages(ent_buf *to,
				struct http_request *request,
				ent_error *err)
{
	const ent_language_pair *pairs;
	uint32_t n;
	ent_status status = ent_memory_language_pairs(&pairs, &n, request->reader,
						      request->arena, err);
	if (status)
		return status;
	ent_buf_add(to, ENT_STR(",\"languages\":["));
	for (uint32_t k = 0; k < n; k++) {
		ent_buf_addf(to, "%s{\"units\":%llu", k ? "," : "",
			     llu(pairs[k].units));
		json_field(to, "from", pairs[k].from);
		json_field(to, "to", pairs[k].to);
		ent_buf_add_char(to, '}');
	}
	ent_buf_add_char(to, ']');
	return ENT_OK;
}

/* Languages, and with `all` figures of each unit, which are kept until the memory
 * changes: they take a second for half a million units. */
static ent_status add_counted(ent_buf *to, struct http_request *request, ent_error *err)
{
	struct service *service = request->service;
	struct counts *counts = NULL;
	const ent_filter filter = ENT_FILTER_DEFAULT;
	int64_t version;
	ent_status status = ent_memory_version(&version, request->reader, err);
	pthread_mutex_lock(&service->counting);
	if (!status && service->counted.n && service->counted_version == version) {
		ent_buf_add(to, ent_buf_str(&service->counted));
		pthread_mutex_unlock(&service->counting);
		return ENT_OK;
	}
	ent_buf_clear(&service->counted);
	if (!status && !(counts = ent_arena_alloc(request->arena, 1, sizeof(*counts))))
		status = http_error(err, ENT_ENOMEM, "out of memory");
	if (!status)
		status = add_languages(&service->counted, request, err);
	if (!status)
		status = ent_memory_each(request->reader, &filter, count_unit, counts,
					 err);
	if (!status)
		print_counts(&service->counted, counts);
	if (status)
		ent_buf_clear(&service->counted);
	else
		ent_buf_add(to, ent_buf_str(&service->counted));
	service->counted_version = version;
	pthread_mutex_unlock(&service->counting);
	return status;
}

/* {"units",...,"languages":[{"from","to","units"}],"confidence":[20 counts],
 * "months":[{"month","units"}],"undated","writable","token"} */
static ent_status answer_stats(struct http_response *out,
			       struct http_request *request,
			       ent_error *err)
{
	ent_stats s;
	const struct service_options *opt = &request->service->options;
	ent_status status = http_reader(request, err);
	if (!status)
		status = ent_memory_stats(&s, request->reader, err);
	if (status)
		return status;
	ent_buf_addf(&out->body,
		     "{\"units\":%llu,\"texts\":%llu,\"documents\":%llu,\"pairs\":%llu,"
		     "\"beads\":%llu,\"file_bytes\":%llu,\"text_bytes\":%llu",
		     llu(s.units), llu(s.texts), llu(s.documents), llu(s.pairs),
		     llu(s.beads), llu(s.file_bytes), llu(s.text_bytes));
	status = add_counted(&out->body, request, err);
	ent_buf_addf(&out->body, ",\"writable\":%s,\"token\":%s}\n",
		     opt->read_only ? "false" : "true", opt->token ? "true" : "false");
	return status;
}

/* ---- imports ---------------------------------------------------------------------- */

/* {"imports":[...]}: what brought or changed units. */
static ent_status answer_imports(struct http_response *out,
				 struct http_request *request,
				 ent_error *err)
{
	const ent_memory_run *all = NULL;
	uint32_t n = 0;
	ent_status status = http_reader(request, err);
	if (!status)
		status =
			ent_memory_runs(&all, &n, request->reader, request->arena, err);
	if (status)
		return status;
	ent_buf_add(&out->body, ENT_STR("{\"imports\":["));
	for (uint32_t k = 0; k < n; k++) {
		if (k)
			ent_buf_add_char(&out->body, ',');
		json_run(&out->body, &all[k]);
	}
	ent_buf_add(&out->body, ENT_STR("]}\n"));
	return ENT_OK;
}

/* Removes the units that an import brought. */
static ent_status answer_undo_import(struct http_response *out,
				     struct http_request *request,
				     ent_error *err)
{
	char copy[24] = "", *end = copy;
	ent_delete_result removed;
	ent_filter filter = ENT_FILTER_DEFAULT;
	if (request->parts[0].n < sizeof(copy))
		memcpy(copy, request->parts[0].p, request->parts[0].n);
	filter.import = strtoull(copy, &end, 10);
	if (end == copy || *end || !filter.import)
		return http_error(err, ENT_ENOTFOUND, "no such import");
	ent_status status = http_writer(request, err);
	if (!status)
		status = ent_memory_delete(&removed, request->writer, &filter, NULL,
					   err);
	if (!status)
		ent_buf_addf(&out->body, "{\"removed\":%llu}\n", llu(removed.units));
	return status;
}

/* ---- units ------------------------------------------------------------------------ */

static ent_str text_of(const json_t *root, const char *name)
{
	const json_t *value = json_object_get(root, name);
	return json_is_string(value) ? (ent_str){ json_string_value(value),
						  json_string_length(value) }
				     : ENT_STR("");
}

/* Stores a unit of a person or a program: {"source","target","source_lang",
 * "target_lang","document","date","origin"}. */
static ent_status answer_add_unit(struct http_response *out,
				  struct http_request *request,
				  ent_error *err)
{
	uint64_t id = 0;
	bool added = false;
	json_t *root = json_loadb(request->body.p, request->body.n, 0, NULL);
	const ent_unit unit = {
		.source = { .lang = text_of(root, "source_lang"),
			    .text = text_of(root, "source") },
		.target = { .lang = text_of(root, "target_lang"),
			    .text = text_of(root, "target") },
		.document = text_of(root, "document"),
		.date = text_of(root, "date"),
		.origin = text_of(root, "origin"),
		.confidence = 1,
	};
	ent_status status =
		json_is_object(root)
			? http_writer(request, err)
			: http_error(err, ENT_EINVAL, "the body is not a JSON object");
	if (!status)
		status = ent_memory_add_unit(&id, &added, request->writer, &unit, err);
	json_decref(root);
	if (status)
		return status;
	out->status = added ? 201 : 200;
	ent_buf_addf(&out->body, "{\"unit\":%llu,\"added\":%s}\n", llu(id),
		     added ? "true" : "false");
	return ENT_OK;
}

static const struct http_route routes[] = {
	{ "GET", "/api/v1/stats", HTTP_READS, HTTP_NO_BODY, answer_stats },
	{ "GET", "/api/v1/imports", HTTP_READS, HTTP_NO_BODY, answer_imports },
	{ "DELETE", "/api/v1/imports/{}", HTTP_WRITES, HTTP_NO_BODY,
	  answer_undo_import },
	{ "POST", "/api/v1/units", HTTP_WRITES, HTTP_JSON, answer_add_unit },
	{ NULL, NULL, HTTP_READS, HTTP_NO_BODY, NULL },
};

extern const struct http_table api_memory_table;
const struct http_table api_memory_table = { .routes = routes };
