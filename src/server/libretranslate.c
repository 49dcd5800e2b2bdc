/* SPDX-License-Identifier: Apache-2.0 */
/* libretranslate.c - the protocol of LibreTranslate: Weblate, plug-ins of OmegaT and
 * others.
 *
 * POST /translate {"q":TEXT or [TEXT,...],"source","target","format"} answers
 * {"translatedText":TEXT or [TEXT,...]}.  The protocol has no answer for a text without
 * a match: a single text is an error with the reason, one of an array is "". */
#include "server/cat_ask.h"
#include "server/cat_languages.h"
#include "server/wire_json.h"
#include "json/json.h"

static void show_failure(struct http_response *out, int status, const ent_error *err)
{
	ask_fail(out, status, "error", err);
}

static ent_status translate_item(ent_str *out,
				 struct http_request *request,
				 size_t k,
				 ent_error *err)
{
	const json_t *root = request->object;
	const bool html = ent_str_is(wire_text(root, "format"), "html");
	ent_str text;
	ent_status status = wire_item(&text, root, "q", k, err);
	if (!status)
		status = ask_translation(out, request, text, wire_text(root, "source"),
					 wire_text(root, "target"),
					 html ? ASK_MARKUP : ASK_PLAIN, err);
	return status;
}

static ent_status translate(struct http_response *out,
			    struct http_request *request,
			    ent_error *err)
{
	const json_t *root = request->object;
	const bool many = json_is_array(json_object_get(root, "q"));
	const size_t n = wire_count(root, "q");
	ent_str translation;
	ent_status status = ENT_OK;
	if (!wire_text(root, "source").n || !wire_text(root, "target").n)
		return http_error(err, ENT_EINVAL,
				  "members 'source' and 'target' must be languages");
	ent_buf_add(&out->body, ENT_STR("{\"translatedText\":"));
	ent_buf_add(&out->body, many ? ENT_STR("[") : ENT_STR(""));
	for (size_t k = 0; k < n && !status; k++) {
		status = translate_item(&translation, request, k, err);
		if (!status && !translation.n && !many)
			status = ask_no_match(request, err);
		if (status)
			return status;
		json_comma(&out->body, k);
		ent_buf_add_json(&out->body, translation);
	}
	ent_buf_add(&out->body, many ? ENT_STR("]}\n") : ENT_STR("}\n"));
	return ENT_OK;
}

/* [{"code","name","targets":["fr",...]}] */
static ent_status list_languages(struct http_response *out,
				 struct http_request *request,
				 ent_error *err)
{
	const struct cat_pair *pairs;
	uint32_t n;
	ent_status status = cat_pairs(&pairs, &n, request, err);
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
				   cat_language_name(pairs[k].from, request->arena));
			ent_buf_add(&out->body, ENT_STR(",\"targets\":["));
		}
		ent_buf_add(&out->body, first ? ENT_STR("") : ENT_STR(","));
		ent_buf_add_json(&out->body, pairs[k].to);
	}
	ent_buf_add(&out->body, n ? ENT_STR("]}]\n") : ENT_STR("]\n"));
	return ENT_OK;
}

static const struct http_route routes[] = {
	{ "POST", "/translate", HTTP_READS, HTTP_FIELDS, translate },
	{ "GET", "/languages", HTTP_READS, HTTP_NO_BODY, list_languages },
	{ NULL, NULL, HTTP_READS, HTTP_NO_BODY, NULL },
};

extern const struct http_table libretranslate_table;
const struct http_table libretranslate_table = { .routes = routes,
						 .prefix = "/libretranslate",
						 .fail = show_failure };
