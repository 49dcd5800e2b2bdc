/* SPDX-License-Identifier: Apache-2.0 */
/* ops.c - the state of the server for those who run it: health, metrics. */
#include "server/http.h"
#include "server/service.h"

/* {"status":"ok"}: the memory can be read. */
static ent_status answer_health(struct http_response *out,
				struct http_request *request,
				ent_error *err)
{
	int64_t version;
	ent_status status = http_reader(request, err);
	if (!status)
		status = ent_memory_version(&version, request->reader, err);
	if (!status)
		ent_buf_add(&out->body, ENT_STR("{\"status\":\"ok\"}\n"));
	return status;
}

static ent_status answer_metrics(struct http_response *out,
				 struct http_request *request,
				 ent_error *err)
{
	(void)err;
	out->type = "text/plain; version=0.0.4";
	metrics_print(&out->body, &request->service->metrics);
	return ENT_OK;
}

static const struct http_route routes[] = {
	{ "GET", "/healthz", HTTP_READS, HTTP_NO_BODY, answer_health },
	{ "GET", "/metrics", HTTP_READS, HTTP_NO_BODY, answer_metrics },
	{ NULL, NULL, HTTP_READS, HTTP_NO_BODY, NULL },
};

extern const struct http_table ops_table;
const struct http_table ops_table = { .routes = routes };
