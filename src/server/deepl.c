/* SPDX-License-Identifier: Apache-2.0 */
/* deepl.c - the protocol of DeepL, version 2: Weblate and many others.
 *
 * POST /v2/translate {"text":[...],"source_lang":"EN","target_lang":"FR"} answers
 * {"translations":[{"detected_source_language","text"}]}.  The protocol has no answer
 * for a text without a match: its translation is empty, which clients show as no
 * suggestion.  GET /v2/languages is answered by languagetool.c, for both protocols;
 * /deepl/v2/languages is answered here. */
#include "server/cat_ask.h"
#include "server/cat_languages.h"
#include "server/wire_json.h"
#include "json/json.h"

static void show_failure(struct http_response *out, int status, const ent_error *err)
{
	ask_fail(out, status, "message", err);
}

static ent_status add_translation(struct http_response *out,
				  struct http_request *request,
				  ent_str text,
				  ent_error *err)
{
	const bool tags = wire_text(request->object, "tag_handling").n > 0;
	const ent_str to = wire_text(request->object, "target_lang");
	ent_str from = wire_text(request->object, "source_lang"), translation;
	ent_status status =
		from.n ? ENT_OK : cat_source_language(&from, request, to, err);
	if (!status)
		status = ask_translation(&translation, request, text, from, to,
					 tags ? ASK_MARKUP : ASK_PLAIN, err);
	if (status)
		return status;
	ent_buf_add(&out->body, ENT_STR("{\"detected_source_language\":\""));
	cat_add_upper(&out->body, from);
	ent_buf_add(&out->body, ENT_STR("\",\"text\":"));
	ent_buf_add_json(&out->body, translation);
	ent_buf_add_char(&out->body, '}');
	return ENT_OK;
}

static ent_status translate(struct http_response *out,
			    struct http_request *request,
			    ent_error *err)
{
	enum { MOST = 50 };
	const size_t n = wire_count(request->object, "text");
	ent_status status = ENT_OK;
	ent_str text;
	if (!wire_text(request->object, "target_lang").n)
		return http_error(err, ENT_EINVAL, "member 'target_lang' is missing");
	if (n > MOST)
		return http_error(err, ENT_ELIMIT, "more than %d texts", MOST);
	ent_buf_add(&out->body, ENT_STR("{\"translations\":["));
	for (size_t k = 0; k < n && !status; k++) {
		json_comma(&out->body, k);
		status = wire_item(&text, request->object, "text", k, err);
		if (!status)
			status = add_translation(out, request, text, err);
	}
	ent_buf_add(&out->body, ENT_STR("]}\n"));
	return status;
}

static void add_language(ent_buf *out, ent_str code, ent_str name)
{
	ent_buf_add(out, ENT_STR("{\"language\":\""));
	cat_add_upper(out, code);
	ent_buf_add_char(out, '"');
	json_field(out, "name", name);
	ent_buf_add(out, ENT_STR(",\"supports_formality\":false}"));
}

static ent_status list_languages(struct http_response *out,
				 struct http_request *request,
				 ent_error *err)
{
	ent_status status = cat_add_languages(&out->body, request, add_language, err);
	ent_buf_add_char(&out->body, '\n');
	return status;
}

static const struct http_route routes[] = {
	{ "POST", "/v2/translate", HTTP_READS, HTTP_FIELDS, translate },
	{ "GET", "/v2/languages", HTTP_READS, HTTP_NO_BODY, list_languages },
	{ NULL, NULL, HTTP_READS, HTTP_NO_BODY, NULL },
};

extern const struct http_table deepl_table;
const struct http_table deepl_table = { .routes = routes,
					.prefix = "/deepl",
					.fail = show_failure };
