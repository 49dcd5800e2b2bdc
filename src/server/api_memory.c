/* SPDX-License-Identifier: Apache-2.0 */
/* api_memory.c - /api/v1: what the memory holds, and what goes in and out. */
#include <stdlib.h>

#include "server/http.h"
#include "server/service.h"
#include "json/json.h"

static unsigned long long llu(uint64_t v)
{
	return v;
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

/* {"units",...,"languages":[{"from","to","units"}],"writable","token"} */
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
	status = add_languages(&out->body, request, err);
	ent_buf_addf(&out->body, ",\"writable\":%s,\"token\":%s}\n",
		     opt->read_only ? "false" : "true", opt->token ? "true" : "false");
	return status;
}

static const struct http_route routes[] = {
	{ "GET", "/api/v1/stats", HTTP_READS, HTTP_NO_BODY, answer_stats },
	{ NULL, NULL, HTTP_READS, HTTP_NO_BODY, NULL },
};

extern const struct http_table api_memory_table;
const struct http_table api_memory_table = { .routes = routes };
