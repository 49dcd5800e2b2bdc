/* SPDX-License-Identifier: Apache-2.0 */
/* mymemory.c - the protocol of MyMemory: a self-hosted MateCat.
 *
 * GET /get?q=&langpair=en|fr answers the best translation and all matches, each with
 * its quality of 0 to 100 and a match of 0 to 1. */
#include "server/cat_ask.h"
#include "server/cat_languages.h"
#include "server/service.h"
#include "json/json.h"

static void show_failure(struct http_response *out, int status, const ent_error *err)
{
	out->status = 200; /* clients read responseStatus */
	ent_buf_clear(&out->body);
	ent_buf_add(&out->body, ENT_STR("{\"responseData\":{\"translatedText\":\"\"},"
					"\"matches\":[]"));
	json_field(&out->body, "responseDetails", ent_str_of(err->message));
	ent_buf_addf(&out->body, ",\"responseStatus\":%d}\n", status);
}

static void add_match(ent_buf *out, const ent_match *m, const struct ask *ask)
{
	const uint32_t score = ask_percent(m);
	ent_buf_addf(out, "{\"id\":\"%llu\",\"segment\":", (unsigned long long)m->unit);
	ent_buf_add_json(out, m->found.source.text);
	json_field(out, "translation", m->found.target.text);
	json_field(out, "source", ask->from);
	json_field(out, "target", ask->to);
	ent_buf_addf(out, ",\"quality\":\"%u\"", score);
	json_field(out, "reference", m->found.document);
	json_field(out, "created-by", m->found.origin);
	json_field(out, "create-date", m->found.date);
	json_field(out, "last-update-date", m->found.date);
	ent_buf_addf(out, ",\"usage-count\":%u,\"match\":%.2f}", m->uses ? m->uses : 1,
		     score / 100.0);
}

static ent_status answer_get(struct http_response *out,
			     struct http_request *request,
			     ent_error *err)
{
	struct ask ask = { .text = http_param(request, "q"),
			   .min_score = 50,
			   .limit = 5 };
	const ent_match *matches;
	uint32_t n;
	ent_status status = cat_read_langpair(&ask.from, &ask.to, request, err);
	if (!status)
		status = ask_matches(&matches, &n, request, &ask, err);
	if (status)
		return status;
	const ent_match *best =
		n && matches[0].score >= request->service->options.mt_score ? matches
									    : NULL;
	ent_buf *body = &out->body;
	ent_buf_add(body, ENT_STR("{\"responseData\":{\"translatedText\":"));
	ent_buf_add_json(body, best ? ask_text_of(best) : ENT_STR(""));
	ent_buf_addf(body, ",\"match\":%.2f},\"quotaFinished\":false",
		     best ? ask_percent(best) / 100.0 : 0.0);
	json_field(body, "responseDetails", ENT_STR(""));
	ent_buf_add(body, ENT_STR(",\"responseStatus\":200,\"matches\":["));
	for (uint32_t k = 0; k < n; k++) {
		json_comma(body, k);
		add_match(body, &matches[k], &ask);
	}
	ent_buf_add(body, ENT_STR("]}\n"));
	return ENT_OK;
}

static const struct http_route routes[] = {
	{ "GET", "/get", HTTP_READS, HTTP_NO_BODY, answer_get },
	{ NULL, NULL, HTTP_READS, HTTP_NO_BODY, NULL },
};

extern const struct http_table mymemory_table;
const struct http_table mymemory_table = { .routes = routes,
					   .prefix = "/mymemory",
					   .fail = show_failure };
