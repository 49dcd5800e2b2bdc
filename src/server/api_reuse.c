/* SPDX-License-Identifier: Apache-2.0 */
/* api_reuse.c - POST /api/v1/reuse: which parts of a document were translated
 * before. */
#include <string.h>

#include "entente/read.h"
#include "entente/report.h"
#include "entente/reuse.h"
#include "server/http.h"
#include "server/service.h"
#include "json/json.h"

enum { GLOBS_MAX = 64, FILL_MIN = 75 };

static ent_status read_globs(const ent_str **out,
			     uint32_t *n,
			     struct http_request *request,
			     const char *name,
			     ent_error *err)
{
	ent_str *globs = ENT_NEW_ARRAY(request->arena, ent_str, GLOBS_MAX);
	*n = 0;
	*out = globs;
	for (ent_str rest = http_param(request, name); rest.n;) {
		if (!globs || *n == GLOBS_MAX)
			return http_error(err, ENT_ELIMIT,
					  "parameter '%s' has more than %d globs", name,
					  GLOBS_MAX);
		globs[(*n)++] = ent_str_cut(&rest, ',');
	}
	return ENT_OK;
}

static ent_status read_options(ent_reuse_options *opt,
			       struct http_request *request,
			       ent_error *err)
{
	*opt = ENT_REUSE_OPTIONS_DEFAULT;
	opt->from = http_param(request, "from");
	opt->to = http_param(request, "to");
	opt->since = http_param(request, "since");
	opt->until = http_param(request, "until");
	ent_status status =
		http_number(&opt->min_words, request, "min_words", 2, 1000, err);
	if (!status)
		status =
			http_number(&opt->min_score, request, "min_score", 1, 100, err);
	if (!status)
		status = http_number(&opt->limit, request, "limit", 1, 100, err);
	if (!status)
		status = http_number(&opt->occurrences, request, "occurrences", 1, 1000,
				     err);
	if (!status)
		status = read_globs(&opt->prefer, &opt->n_prefer, request, "prefer",
				    err);
	if (!status)
		status = read_globs(&opt->exclude, &opt->n_exclude, request, "exclude",
				    err);
	return status;
}

static ent_status write_report(struct http_response *out,
			       const ent_reuse *reuse,
			       ent_str format,
			       ent_error *err)
{
	if (!format.n || ent_str_is(format, "json")) {
		json_reuse(&out->body, reuse);
		ent_buf_add_char(&out->body, '\n');
	} else if (ent_str_is(format, "html")) {
		out->type = "text/html; charset=utf-8";
		ent_report_html(&out->body, reuse);
	} else if (ent_str_is(format, "xliff") || ent_str_is(format, "xliff2")) {
		out->type = "application/xliff+xml";
		ent_report_xliff(&out->body, reuse, format.n == 6, FILL_MIN);
	} else if (ent_str_is(format, "docx")) {
		out->type = "application/vnd.openxmlformats-officedocument."
			    "wordprocessingml.document";
		return ent_report_docx(&out->body, reuse, FILL_MIN, err);
	} else {
		return http_error(err, ENT_EINVAL,
				  "parameter 'format' must be json, html, xliff, "
				  "xliff2 or docx");
	}
	return ENT_OK;
}

static ent_status answer_reuse(struct http_response *out,
			       struct http_request *request,
			       ent_error *err)
{
	ent_reuse_options opt;
	ent_document document;
	const ent_reuse *reuse;
	const ent_str name = http_param(request, "name");
	ent_read_options read = ENT_READ_OPTIONS_DEFAULT;
	ent_status status = read_options(&opt, request, err);
	if (!status && !request->upload)
		status = http_error(err, ENT_EINVAL, "the body must be a document");
	read.lang = opt.from;
	if (!status)
		status = ent_read_document(&document, request->upload, &read,
					   request->arena, err);
	if (!status)
		status = http_reader(request, err);
	if (status)
		return status;
	document.name = name.n ? name : ENT_STR("document");
	status = ent_memory_reuse(&reuse, request->reader, &document, &opt,
				  request->arena, err);
	return status ? status
		      : write_report(out, reuse, http_param(request, "format"), err);
}

static const struct http_route routes[] = {
	{ "POST", "/api/v1/reuse", HTTP_READS, HTTP_FILE, answer_reuse },
	{ NULL, NULL, HTTP_READS, HTTP_NO_BODY, NULL },
};

const struct http_table api_reuse_table = { .routes = routes };
