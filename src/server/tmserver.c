/* SPDX-License-Identifier: Apache-2.0 */
/* tmserver.c - the protocol of translate-toolkit's tmserver: Weblate, Virtaal.
 *
 * GET /tmserver/en/fr/unit/TEXT?min_similarity=&max_candidates= answers an array of
 * {"source","target","quality"}.  Codes are lower case with '_'; the text is one
 * segment of the path, in which %2F stands for '/' and '+' for itself. */
#include "server/cat_ask.h"
#include "server/cat_languages.h"
#include "server/wire_json.h"
#include "json/json.h"

enum { PATH_FROM, PATH_TO, PATH_TEXT };

static ent_status answer_unit(struct http_response *out,
			      struct http_request *request,
			      ent_error *err)
{
	struct ask ask = { .text = request->parts[PATH_TEXT],
			   .from = request->parts[PATH_FROM],
			   .to = request->parts[PATH_TO],
			   .min_score = 70,
			   .limit = 5 };
	const ent_match *matches = NULL;
	uint32_t n = 0;
	ent_status status =
		http_number(&ask.min_score, request, "min_similarity", 0, 100, err);
	if (!status)
		status =
			http_number(&ask.limit, request, "max_candidates", 1, 100, err);
	ask.min_score += !ask.min_score;
	if (!status)
		status = ask_matches(&matches, &n, request, &ask, err);
	if (status)
		return status;
	ent_buf_add_char(&out->body, '[');
	for (uint32_t k = 0; k < n; k++) {
		ent_buf_add(&out->body,
			    k ? ENT_STR(",{\"source\":") : ENT_STR("{\"source\":"));
		ent_buf_add_json(&out->body, matches[k].found.source.text);
		json_field(&out->body, "target", matches[k].found.target.text);
		ent_buf_addf(&out->body, ",\"quality\":%u}", ask_percent(&matches[k]));
	}
	ent_buf_add(&out->body, ENT_STR("]\n"));
	return ENT_OK;
}

static void add_codes(ent_buf *out, const ent_str *codes, uint32_t n)
{
	ent_buf_add_char(out, '[');
	for (uint32_t k = 0; k < n; k++) {
		json_comma(out, k);
		ent_buf_add_json(out, codes[k]);
	}
	ent_buf_add_char(out, ']');
}

static ent_status answer_languages(struct http_response *out,
				   struct http_request *request,
				   ent_error *err)
{
	const ent_str *codes = NULL;
	uint32_t n = 0;
	ent_status status = cat_languages(&codes, &n, request, err);
	if (status)
		return status;
	ent_buf_add(&out->body, ENT_STR("{\"sourceLanguages\":"));
	add_codes(&out->body, codes, n);
	ent_buf_add(&out->body, ENT_STR(",\"targetLanguages\":"));
	add_codes(&out->body, codes, n);
	ent_buf_add(&out->body, ENT_STR("}\n"));
	return ENT_OK;
}

/* PUT and POST: {"source","target"}. */
static ent_status add_unit(struct http_response *out,
			   struct http_request *request,
			   ent_error *err)
{
	const ent_unit unit = {
		.source = { .lang = request->parts[PATH_FROM],
			    .text = wire_text(request->object, "source") },
		.target = { .lang = request->parts[PATH_TO],
			    .text = wire_text(request->object, "target") },
		.origin = ENT_STR("tmserver"),
		.confidence = 1,
	};
	uint64_t id;
	bool added;
	ent_status status = http_writer(request, err);
	if (!status)
		status = ent_memory_add_unit(&id, &added, request->writer, &unit, err);
	if (!status)
		ent_buf_add(&out->body, ENT_STR("\"\"\n"));
	return status;
}

static const struct http_route routes[] = {
	{ "GET", "/tmserver/languages/", HTTP_READS, HTTP_NO_BODY, answer_languages },
	{ "GET", "/tmserver/languages", HTTP_READS, HTTP_NO_BODY, answer_languages },
	{ "GET", "/tmserver/{}/{}/unit/{}", HTTP_READS, HTTP_NO_BODY, answer_unit },
	{ "PUT", "/tmserver/{}/{}/unit/{}", HTTP_WRITES, HTTP_FIELDS, add_unit },
	{ "POST", "/tmserver/{}/{}/unit/{}", HTTP_WRITES, HTTP_FIELDS, add_unit },
	{ NULL, NULL, HTTP_READS, HTTP_NO_BODY, NULL },
};

extern const struct http_table tmserver_table;
const struct http_table tmserver_table = { .routes = routes };
