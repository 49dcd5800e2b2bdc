/* SPDX-License-Identifier: Apache-2.0 */
/* api_search.c - /api/v1: look-ups and concordances. */
#include "entente/concord.h"
#include "entente/lookup.h"
#include "server/http.h"
#include "server/search_query.h"
#include "server/service.h"
#include "json/json.h"

/* ---- look-ups -------------------------------------------------------------------- */

/* A glob of documents, for which there is space at *glob. */
static void read_glob(const ent_str **out,
		      uint32_t *n,
		      ent_str *glob,
		      const struct http_request *request,
		      const char *name)
{
	*glob = http_param(request, name);
	*out = glob;
	*n = glob->n > 0;
}

static ent_status read_lookup(ent_lookup_options *opt,
			      ent_str globs[2],
			      const struct http_request *request,
			      ent_error *err)
{
	const ent_str variants = http_param(request, "variants");
	*opt = ENT_LOOKUP_OPTIONS_DEFAULT;
	opt->from = http_param(request, "from");
	opt->to = http_param(request, "to");
	opt->document = http_param(request, "document");
	opt->documents = http_param(request, "in");
	read_glob(&opt->exclude, &opt->n_exclude, &globs[0], request, "exclude");
	read_glob(&opt->prefer, &opt->n_prefer, &globs[1], request, "prefer");
	opt->label = http_param(request, "label");
	opt->origin = http_param(request, "origin");
	opt->since = http_param(request, "since");
	opt->until = http_param(request, "until");
	if (ent_str_is(variants, "newest"))
		opt->variants = ENT_VARIANTS_NEWEST;
	else if (ent_str_is(variants, "used"))
		opt->variants = ENT_VARIANTS_USED;
	else if (variants.n)
		return http_error(err, ENT_EINVAL,
				  "parameter 'variants' must be newest or used");
	ent_status status =
		http_number(&opt->min_score, request, "min_score", 1, 100, err);
	if (!status)
		status = http_number(&opt->limit, request, "limit", 1, 100, err);
	if (!status)
		status = http_fraction(&opt->min_confidence, request, "min_confidence",
				       0, 1, err);
	return status;
}

/* Whether a is the better answer: the best score first, then the number of them. */
static bool is_better(const ent_match *a,
		      uint32_t n_a,
		      const ent_match *b,
		      uint32_t n_b)
{
	const uint32_t score_a = n_a ? a[0].score : 0, score_b = n_b ? b[0].score : 0;
	return score_a != score_b ? score_a > score_b : n_a > n_b;
}

/* Looks up from either language when none is given: the side with the better match is
 * the language of the query. */
static ent_status look_up(const ent_match **out,
			  uint32_t *count,
			  ent_lookup_options *opt,
			  struct http_request *request,
			  ent_str query,
			  ent_error *err)
{
	const ent_match *back;
	uint32_t n_back;
	ent_str from = opt->from, to = opt->to;
	ent_memory *memory = request->reader;
	ent_status status = ENT_OK;
	if (!from.n && !to.n)
		status = ent_memory_languages(&from, &to, memory, request->arena, err);
	const bool both = !opt->from.n && !opt->to.n && from.n;
	if (both) {
		opt->from = from;
		opt->to = to;
	}
	if (!status)
		status = ent_memory_lookup(out, count, memory, query, opt,
					   request->arena, err);
	if (status || !both || (*count && (*out)[0].score >= 100))
		return status;
	ent_lookup_options other = *opt;
	other.from = to;
	other.to = from;
	status = ent_memory_lookup(&back, &n_back, memory, query, &other,
				   request->arena, err);
	if (!status && is_better(back, n_back, *out, *count)) {
		*opt = other;
		*out = back;
		*count = n_back;
	}
	return status;
}

/* {"query","from","to","matches":[...],"fragments":[...]} */
static ent_status write_lookup(struct http_response *out,
			       struct http_request *request,
			       ent_error *err)
{
	enum { FRAGMENT_HITS = 3 };
	ent_lookup_options opt;
	ent_str query, globs[2] = { ENT_STR(""), ENT_STR("") };
	const ent_match *matches = NULL;
	const ent_fragment *fragments = NULL;
	uint32_t n = 0, n_fragments = 0;
	ent_status status = search_read_query(&query, request, err);
	if (!status)
		status = read_lookup(&opt, globs, request, err);
	if (!status)
		status = http_reader(request, err);
	if (!status)
		status = look_up(&matches, &n, &opt, request, query, err);
	const ent_concord_options phrases = { .lang = http_param(request, "from"),
					      .limit = FRAGMENT_HITS,
					      .document = opt.documents,
					      .exclude = globs[0],
					      .prefer = globs[1],
					      .since = opt.since,
					      .until = opt.until,
					      .min_confidence = opt.min_confidence,
					      .label = opt.label,
					      .origin = opt.origin };
	if (!status && !n && http_flag(request, "fragments"))
		status = ent_memory_fragments(&fragments, &n_fragments, request->reader,
					      query, &phrases, request->arena, err);
	if (status)
		return status;
	ent_buf *to = &out->body;
	ent_buf_add(to, ENT_STR("{\"query\":"));
	ent_buf_add_json(to, query);
	json_field(to, "from", opt.from);
	json_field(to, "to", opt.to);
	ent_buf_add(to, ENT_STR(",\"matches\":["));
	for (uint32_t k = 0; k < n; k++) {
		json_comma(to, k);
		json_match(to, &matches[k], false);
	}
	ent_buf_add(to, ENT_STR("]"));
	if (http_flag(request, "fragments")) {
		ent_buf_add(to, ENT_STR(",\"fragments\":"));
		json_fragments(to, fragments, n_fragments);
	}
	ent_buf_add(to, ENT_STR("}\n"));
	return ENT_OK;
}

/* ---- concordances ---------------------------------------------------------------- */

/* {"query","total","hits":[...]} */
static ent_status write_concord(struct http_response *out,
				struct http_request *request,
				ent_error *err)
{
	ent_concord_options opt;
	ent_str query;
	const ent_hit *hits = NULL;
	uint32_t n = 0;
	uint64_t total = 0;
	ent_status status = search_read_concord(&query, &opt, request, err);
	if (!status)
		status = ent_memory_concord(&hits, &n, &total, request->reader, query,
					    &opt, request->arena, err);
	if (status)
		return status;
	ent_buf_add(&out->body, ENT_STR("{\"query\":"));
	ent_buf_add_json(&out->body, query);
	ent_buf_addf(&out->body, ",\"total\":%llu,\"hits\":[",
		     (unsigned long long)total);
	for (uint32_t k = 0; k < n; k++) {
		json_comma(&out->body, k);
		json_hit(&out->body, &hits[k]);
	}
	ent_buf_add(&out->body, ENT_STR("]}\n"));
	return ENT_OK;
}

static bool read_by(ent_count_by *out, ent_str text)
{
	*out = ENT_COUNT_YEAR;
	for (int k = ENT_COUNT_DOCUMENT; text.n && k <= ENT_COUNT_LABEL; k++)
		if (ent_str_is(text, ent_count_by_name((ent_count_by)k))) {
			*out = (ent_count_by)k;
			return true;
		}
	return !text.n;
}

/* {"query","by","counts":[{"year"|"document"|...,"hits"}]} */
static ent_status write_counts(struct http_response *out,
			       struct http_request *request,
			       ent_error *err)
{
	ent_concord_options opt;
	ent_str query;
	const ent_count *counts = NULL;
	uint32_t n = 0;
	ent_count_by kind;
	if (!read_by(&kind, http_param(request, "by")))
		return http_error(err, ENT_EINVAL,
				  "parameter 'by' must be year, document, confidence, "
				  "origin or label");
	ent_status status = search_read_concord(&query, &opt, request, err);
	if (!status)
		status = ent_memory_concord_count(&counts, &n, request->reader, query,
						  kind, &opt, request->arena, err);
	if (status)
		return status;
	ent_buf_add(&out->body, ENT_STR("{\"query\":"));
	ent_buf_add_json(&out->body, query);
	ent_buf_addf(&out->body, ",\"by\":\"%s\",\"counts\":[",
		     ent_count_by_name(kind));
	for (uint32_t k = 0; k < n; k++) {
		json_comma(&out->body, k);
		json_count(&out->body, &counts[k], kind);
	}
	ent_buf_add(&out->body, ENT_STR("]}\n"));
	return ENT_OK;
}

/* {"phrase","hits","renderings":[...],"unmarked"} */
static ent_status write_renderings(struct http_response *out,
				   struct http_request *request,
				   ent_error *err)
{
	ent_concord_options opt;
	ent_str query;
	ent_concord_group group;
	ent_status status = search_read_concord(&query, &opt, request, err);
	if (!status)
		status = ent_memory_concord_group(&group, request->reader, query, &opt,
						  request->arena, err);
	if (status)
		return status;
	json_renderings(&out->body, &group);
	ent_buf_add_char(&out->body, '\n');
	return ENT_OK;
}

/* ---- routes ---------------------------------------------------------------------- */

/* Answers that are kept: path, query and the memory decide them. */
#define KEPT(name)                                                                     \
	static ent_status answer_##name(struct http_response *out,                     \
					struct http_request *request, ent_error *err)  \
	{                                                                              \
		return answers_give(out, request, write_##name, err);                  \
	}
KEPT(lookup)
KEPT(concord)
KEPT(counts)
KEPT(renderings)

static const struct http_route routes[] = {
	{ "GET", "/api/v1/lookup", HTTP_READS, HTTP_NO_BODY, answer_lookup },
	{ "GET", "/api/v1/concord", HTTP_READS, HTTP_NO_BODY, answer_concord },
	{ "GET", "/api/v1/concord/counts", HTTP_READS, HTTP_NO_BODY, answer_counts },
	{ "GET", "/api/v1/concord/renderings", HTTP_READS, HTTP_NO_BODY,
	  answer_renderings },
	{ NULL, NULL, HTTP_READS, HTTP_NO_BODY, NULL },
};

extern const struct http_table api_search_table;
const struct http_table api_search_table = { .routes = routes };
