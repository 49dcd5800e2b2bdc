/* SPDX-License-Identifier: Apache-2.0 */
/* libretranslate.c - the protocol of LibreTranslate: Weblate, plug-ins of OmegaT and
 * others.
 *
 * POST /translate {"q":TEXT or [TEXT,...],"source","target","format"} answers
 * {"translatedText":TEXT or [TEXT,...]}.  It knows no miss: one text without a match
 * is an error with the reason, one of several is "". */
#include "server/cat_ask.h"
#include "server/service.h"
#include "server/wire_json.h"
#include "json/json.h"

static void show_failure(struct http_response *out, int status, const ent_error *err)
{
	out->status = status;
	ent_buf_clear(&out->body);
	ent_buf_add(&out->body, ENT_STR("{\"error\":"));
	ent_buf_add_json(&out->body, ent_str_of(err->message));
	ent_buf_add(&out->body, ENT_STR("}\n"));
}

static ent_status translate_one(ent_str *out,
				struct http_request *request,
				const json_t *root,
				const json_t *text,
				ent_error *err)
{
	if (!json_is_string(text))
		return http_error(err, ENT_EINVAL, "member 'q' must be a text");
	const ent_str query = { json_string_value(text), json_string_length(text) };
	const bool html = ent_str_is(wire_text(root, "format"), "html");
	return ask_translation(out, request, query, wire_text(root, "source"),
			       wire_text(root, "target"), html ? ASK_MARKUP : ASK_PLAIN,
			       err);
}

static ent_status translate_all(struct http_response *out,
				struct http_request *request,
				const json_t *root,
				ent_error *err)
{
	const json_t *q = json_object_get(root, "q");
	const size_t n = json_is_array(q) ? json_array_size(q) : 1;
	ent_str translation;
	ent_status status = ENT_OK;
	if (!wire_text(root, "source").n || !wire_text(root, "target").n)
		return http_error(err, ENT_EINVAL,
				  "members 'source' and 'target' must be languages");
	ent_buf_add(&out->body, ENT_STR("{\"translatedText\":"));
	if (json_is_array(q))
		ent_buf_add_char(&out->body, '[');
	for (size_t k = 0; k < n && !status; k++) {
		status =
			translate_one(&translation, request, root,
				      json_is_array(q) ? json_array_get(q, k) : q, err);
		if (!status && !translation.n && !json_is_array(q))
			status =
				http_error(err, ENT_ENOTFOUND, "no match at %u or more",
					   request->service->options.mt_score);
		if (status)
			return status;
		if (k)
			ent_buf_add_char(&out->body, ',');
		ent_buf_add_json(&out->body, translation);
	}
	if (json_is_array(q))
		ent_buf_add_char(&out->body, ']');
	ent_buf_add(&out->body, ENT_STR("}\n"));
	return ENT_OK;
}

static ent_status translate(struct http_response *out,
			    struct http_request *request,
			    ent_error *err)
{
	return wire_answer(out, request, translate_all, err);
}

/* [{"code","name","targets":["fr",...]}] */
static ent_status list_languages(struct http_response *out,
				 struct http_request *request,
				 ent_error *err)
{
	const struct ask_pair *pairs;
	uint32_t n;
	ent_status status = ask_pairs(&pairs, &n, request, err);
	if (status)
		return status;
	ent_buf_add_char(&out->body, '[');
	for (uint32_t k = 0; k < n; k++) {
		const bool first = !k || !ent_str_eq(pairs[k - 1].from, pairs[k].from);
		if (first) {
			ent_buf_add(&out->body, k ? ENT_STR("]},{\"code\":")
						  : ENT_STR("{\"code\":"));
			ent_buf_add_json(&out->body, pairs[k].from);
			json_field(&out->body, "name",
				   ask_language_name(pairs[k].from, request->arena));
			ent_buf_add(&out->body, ENT_STR(",\"targets\":["));
		}
		ent_buf_add(&out->body, first ? ENT_STR("") : ENT_STR(","));
		ent_buf_add_json(&out->body, pairs[k].to);
	}
	ent_buf_add(&out->body, n ? ENT_STR("]}]\n") : ENT_STR("]\n"));
	return ENT_OK;
}

static const struct http_route routes[] = {
	{ "POST", "/translate", HTTP_READS, HTTP_JSON, translate },
	{ "GET", "/languages", HTTP_READS, HTTP_NO_BODY, list_languages },
	{ NULL, NULL, HTTP_READS, HTTP_NO_BODY, NULL },
};

extern const struct http_table libretranslate_table;
const struct http_table libretranslate_table = { .routes = routes,
						 .prefix = "/libretranslate",
						 .fail = show_failure };
