/* SPDX-License-Identifier: Apache-2.0 */
/* search_query.c - the parameters of a search. */
#include "server/search_query.h"

ent_status search_read_query(ent_str *out,
			     const struct http_request *request,
			     ent_error *err)
{
	enum { MOST = 4000 };
	*out = ent_str_trim(http_param(request, "q"));
	if (!out->n)
		return http_error(err, ENT_EINVAL, "parameter 'q' is missing");
	if (out->n > MOST)
		return http_error(err, ENT_ELIMIT,
				  "parameter 'q' is longer than %d bytes", MOST);
	return ENT_OK;
}

ent_status search_read_concord(ent_str *query,
			       ent_concord_options *opt,
			       struct http_request *request,
			       ent_error *err)
{
	ent_status status = search_read_query(query, request, err);
	const ent_str sort = http_param(request, "sort");
	*opt = ENT_CONCORD_OPTIONS_DEFAULT;
	opt->lang = http_param(request, "lang");
	opt->other = http_param(request, "other");
	opt->rendering = http_param(request, "rendering");
	opt->label = http_param(request, "label");
	opt->origin = http_param(request, "origin");
	opt->document = http_param(request, "document");
	opt->exclude = http_param(request, "exclude");
	opt->prefer = http_param(request, "prefer");
	opt->since = http_param(request, "since");
	opt->until = http_param(request, "until");
	opt->accents = http_flag(request, "accents");
	opt->exact = http_flag(request, "exact");
	opt->cased = http_flag(request, "case");
	opt->mode =
		http_flag(request, "all_words") ? ENT_CONCORD_ALL : ENT_CONCORD_PHRASE;
	opt->surest = ent_str_is(sort, "confidence");
	if (!status && sort.n && !opt->surest && !ent_str_is(sort, "date"))
		status = http_error(err, ENT_EINVAL,
				    "parameter 'sort' must be date or confidence");
	if (!status)
		status = http_number(&opt->limit, request, "limit", 1, 500, err);
	if (!status)
		status = http_fraction(&opt->min_confidence, request, "min_confidence",
				       0, 1, err);
	return status ? status : http_reader(request, err);
}
