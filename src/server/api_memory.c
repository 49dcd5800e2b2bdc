/* SPDX-License-Identifier: Apache-2.0 */
/* api_memory.c - /api/v1: what the memory holds, and what goes in and out. */
#include "server/http.h"
#include "server/service.h"
#include "server/wire_json.h"
#include "json/json.h"

static unsigned long long llu(uint64_t v)
{
	return v;
}

/* ---- figures --------------------------------------------------------------------- */

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

/* Languages and what is counted of all units, which is kept until the memory changes:
 * it takes a second for half a million units. */
static ent_status add_counted(ent_buf *to, struct http_request *request, ent_error *err)
{
	struct service *service = request->service;
	struct counts *counts = NULL;
	const ent_filter filter = ENT_FILTER_DEFAULT;
	int64_t state;
	ent_status status = answers_state(&state, &service->answers, err);
	pthread_mutex_lock(&service->counting);
	if (!status && service->counted.n && service->counted_at == state) {
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
	service->counted_at = state;
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

/* ---- imports --------------------------------------------------------------------- */

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
		json_comma(&out->body, k);
		json_run(&out->body, &all[k]);
	}
	ent_buf_add(&out->body, ENT_STR("]}\n"));
	return ENT_OK;
}

static ent_status read_number(uint64_t *out,
			      const struct http_request *request,
			      const char *what,
			      ent_error *err)
{
	return http_path_number(out, request) && *out
		       ? ENT_OK
		       : http_error(err, ENT_ENOTFOUND, "no such %s", what);
}

/* Takes an import, a batch, an edit or a deletion back. */
static ent_status answer_undo(struct http_response *out,
			      struct http_request *request,
			      ent_error *err)
{
	uint64_t run;
	ent_delete_result r = { .units = 0 };
	ent_status status = read_number(&run, request, "import", err);
	if (!status)
		status = http_writer(request, err);
	if (!status)
		status = ent_memory_undo(&r, request->writer, run, err);
	if (!status && r.kept)
		ent_buf_addf(&out->body, "{\"units\":%llu,\"kept\":%llu}\n",
			     llu(r.units + r.restored), llu(r.kept));
	else if (!status)
		ent_buf_addf(&out->body, "{\"units\":%llu}\n",
			     llu(r.units + r.restored));
	return status;
}

/* Changes while they are listed. */
struct changes {
	ent_buf *out;
	uint64_t unit; /* 0: of all */
	bool any;
};

static ent_status add_change(void *data, const ent_unit_change *change, ent_error *err)
{
	struct changes *c = data;
	(void)err;
	if (c->unit && c->unit != change->unit)
		return ENT_OK;
	if (c->any)
		ent_buf_add_char(c->out, ',');
	c->any = true;
	json_change(c->out, change);
	return ENT_OK;
}

/* {"changes":[...]} of one unit, oldest first. */
static ent_status answer_changes(struct http_response *out,
				 struct http_request *request,
				 ent_error *err)
{
	struct changes changes = { .out = &out->body };
	ent_status status = read_number(&changes.unit, request, "unit", err);
	if (!status)
		status = http_reader(request, err);
	ent_buf_add(&out->body, ENT_STR("{\"changes\":["));
	if (!status)
		status = ent_memory_changes(request->reader, add_change, &changes, err);
	ent_buf_add(&out->body, ENT_STR("]}\n"));
	return status;
}

/* ---- units ----------------------------------------------------------------------- */

/* Stores a unit of a person or a program: {"source","target","source_lang",
 * "target_lang","document","date","origin"}. */
static ent_status answer_add_unit(struct http_response *out,
				  struct http_request *request,
				  ent_error *err)
{
	uint64_t id = 0;
	bool added = false;
	const ent_unit unit = {
		.source = { .lang = wire_text(request->object, "source_lang"),
			    .text = wire_text(request->object, "source") },
		.target = { .lang = wire_text(request->object, "target_lang"),
			    .text = wire_text(request->object, "target") },
		.document = wire_text(request->object, "document"),
		.date = wire_text(request->object, "date"),
		.origin = wire_text(request->object, "origin"),
		.confidence = 1,
	};
	ent_status status = http_writer(request, err);
	if (!status)
		status = ent_memory_add_unit(&id, &added, request->writer, &unit, err);
	if (status)
		return status;
	out->status = added ? 201 : 200;
	ent_buf_addf(&out->body, "{\"unit\":%llu,\"added\":%s}\n", llu(id),
		     added ? "true" : "false");
	return ENT_OK;
}

static ent_status send_unit(struct http_response *out,
			    struct http_request *request,
			    ent_memory *memory,
			    uint64_t number,
			    ent_error *err)
{
	ent_unit unit;
	ent_status status = ent_memory_unit(&unit, memory, number, request->arena, err);
	if (status)
		return status;
	ent_buf_addf(&out->body, "{\"unit\":%llu,", llu(number));
	json_unit(&out->body, &unit);
	ent_buf_add(&out->body, ENT_STR("}\n"));
	return ENT_OK;
}

static ent_status answer_unit(struct http_response *out,
			      struct http_request *request,
			      ent_error *err)
{
	uint64_t number;
	ent_status status = read_number(&number, request, "unit", err);
	if (!status)
		status = http_reader(request, err);
	return status ? status : send_unit(out, request, request->reader, number, err);
}

/* Corrects a unit: {"source","target","who"}; a side that is missing stays. */
static ent_status answer_edit_unit(struct http_response *out,
				   struct http_request *request,
				   ent_error *err)
{
	uint64_t number, changed;
	ent_unit unit;
	ent_status status = read_number(&number, request, "unit", err);
	if (!status)
		status = http_writer(request, err);
	if (!status)
		status = ent_memory_unit(&unit, request->writer, number, request->arena,
					 err);
	if (!status) {
		const ent_str source = wire_text(request->object, "source");
		const ent_str target = wire_text(request->object, "target");
		const ent_unit_edit edit = {
			.unit = number,
			.source = source.n ? source : unit.source.text,
			.target = target.n ? target : unit.target.text,
		};
		status = ent_memory_edit(&changed, request->writer, &edit, 1,
					 wire_text(request->object, "who"), err);
	}
	return status ? status : send_unit(out, request, request->writer, number, err);
}

/* Deletes a unit; its run can be undone. */
static ent_status answer_delete_unit(struct http_response *out,
				     struct http_request *request,
				     ent_error *err)
{
	ent_filter filter = ENT_FILTER_DEFAULT;
	ent_delete_options opt = ENT_DELETE_OPTIONS_DEFAULT;
	ent_delete_result removed;
	ent_status status = read_number(&filter.unit, request, "unit", err);
	opt.who = http_param(request, "who");
	if (!status)
		status = http_writer(request, err);
	if (!status)
		status = ent_memory_delete(&removed, request->writer, &filter, &opt,
					   err);
	if (!status)
		ent_buf_addf(&out->body, "{\"units\":%llu}\n", llu(removed.units));
	return status;
}

static const struct http_route routes[] = {
	{ "GET", "/api/v1/stats", HTTP_READS, HTTP_NO_BODY, answer_stats },
	{ "GET", "/api/v1/imports", HTTP_READS, HTTP_NO_BODY, answer_imports },
	{ "POST", "/api/v1/imports/{}/undo", HTTP_WRITES, HTTP_NO_BODY, answer_undo },
	{ "POST", "/api/v1/units", HTTP_WRITES, HTTP_OBJECT, answer_add_unit },
	{ "GET", "/api/v1/units/{}", HTTP_READS, HTTP_NO_BODY, answer_unit },
	{ "PUT", "/api/v1/units/{}", HTTP_WRITES, HTTP_OBJECT, answer_edit_unit },
	{ "DELETE", "/api/v1/units/{}", HTTP_WRITES, HTTP_NO_BODY, answer_delete_unit },
	{ "GET", "/api/v1/units/{}/changes", HTTP_READS, HTTP_NO_BODY, answer_changes },
	{ NULL, NULL, HTTP_READS, HTTP_NO_BODY, NULL },
};

extern const struct http_table api_memory_table;
const struct http_table api_memory_table = { .routes = routes };
