/* SPDX-License-Identifier: Apache-2.0 */
/* deepl.c - the protocol of DeepL, version 2: Weblate and many others.
 *
 * POST /v2/translate {"text":[...],"source_lang":"EN","target_lang":"FR"} answers
 * {"translations":[{"detected_source_language","text"}]}.  It knows no miss: a text
 * without a match comes back empty, which clients show as no suggestion.  GET
 * /v2/languages belongs to languagetool.c, whose answer serves both; under /deepl it
 * is here. */
#include "server/cat_ask.h"
#include "server/wire_json.h"
#include "json/json.h"

static void show_failure(struct http_response *out, int status, const ent_error *err)
{
	out->status = status;
	ent_buf_clear(&out->body);
	ent_buf_add(&out->body, ENT_STR("{\"message\":"));
	ent_buf_add_json(&out->body, ent_str_of(err->message));
	ent_buf_add(&out->body, ENT_STR("}\n"));
}

static void add_upper(ent_buf *out, ent_str code)
{
	for (size_t k = 0; k < code.n; k++)
		ent_buf_add_char(out, code.p[k] >= 'a' && code.p[k] <= 'z'
					      ? (char)(code.p[k] - 'a' + 'A')
					      : code.p[k]);
}

/* The source language when the client does not say it: the one that the memory has
 * with the target. */
static ent_status complete(ent_str *from,
			   struct http_request *request,
			   ent_str to,
			   ent_error *err)
{
	if (from->n)
		return ENT_OK;
	ent_str a, b;
	ent_status status = http_reader(request, err);
	if (!status)
		status = ent_memory_languages(&a, &b, request->reader, request->arena,
					      err);
	if (!status)
		*from = to.n > 1 && b.n > 1 && (to.p[0] | 32) == b.p[0] &&
					(to.p[1] | 32) == b.p[1]
				? a
				: b;
	return status;
}

static ent_status add_translation(struct http_response *out,
				  struct http_request *request,
				  const json_t *root,
				  const json_t *text,
				  ent_error *err)
{
	if (!json_is_string(text))
		return http_error(err, ENT_EINVAL, "member 'text' must hold texts");
	const ent_str query = { json_string_value(text), json_string_length(text) };
	const bool tags = wire_text(root, "tag_handling").n > 0;
	ent_str from = wire_text(root, "source_lang"), translation;
	const ent_str to = wire_text(root, "target_lang");
	ent_status status = complete(&from, request, to, err);
	if (!status)
		status = ask_translation(&translation, request, query, from, to,
					 tags ? ASK_MARKUP : ASK_PLAIN, err);
	if (status)
		return status;
	ent_buf_add(&out->body, ENT_STR("{\"detected_source_language\":\""));
	add_upper(&out->body, from);
	ent_buf_add(&out->body, ENT_STR("\",\"text\":"));
	ent_buf_add_json(&out->body, translation);
	ent_buf_add_char(&out->body, '}');
	return ENT_OK;
}

static ent_status translate_all(struct http_response *out,
				struct http_request *request,
				const json_t *root,
				ent_error *err)
{
	enum { MOST = 50 };
	const json_t *texts = json_object_get(root, "text");
	const size_t n = json_is_array(texts) ? json_array_size(texts) : 1;
	ent_status status = ENT_OK;
	if (!wire_text(root, "target_lang").n)
		return http_error(err, ENT_EINVAL, "member 'target_lang' is missing");
	if (n > MOST)
		return http_error(err, ENT_ELIMIT, "more than %d texts", MOST);
	ent_buf_add(&out->body, ENT_STR("{\"translations\":["));
	for (size_t k = 0; k < n && !status; k++) {
		if (k)
			ent_buf_add_char(&out->body, ',');
		status = add_translation(
			out, request, root,
			json_is_array(texts) ? json_array_get(texts, k) : texts, err);
	}
	ent_buf_add(&out->body, ENT_STR("]}\n"));
	return status;
}

static ent_status translate(struct http_response *out,
			    struct http_request *request,
			    ent_error *err)
{
	return wire_answer(out, request, translate_all, err);
}

static ent_status list_languages(struct http_response *out,
				 struct http_request *request,
				 ent_error *err)
{
	const ent_str *codes;
	uint32_t n;
	ent_status status = ask_languages(&codes, &n, request, err);
	if (status)
		return status;
	ent_buf_add_char(&out->body, '[');
	for (uint32_t k = 0; k < n; k++) {
		ent_buf_add(&out->body, k ? ENT_STR(",{\"language\":\"")
					  : ENT_STR("{\"language\":\""));
		add_upper(&out->body, codes[k]);
		ent_buf_add_char(&out->body, '"');
		json_field(&out->body, "name",
			   ask_language_name(codes[k], request->arena));
		ent_buf_add(&out->body, ENT_STR(",\"supports_formality\":false}"));
	}
	ent_buf_add(&out->body, ENT_STR("]\n"));
	return ENT_OK;
}

static const struct http_route routes[] = {
	{ "POST", "/v2/translate", HTTP_READS, HTTP_JSON, translate },
	{ "GET", "/v2/languages", HTTP_READS, HTTP_NO_BODY, list_languages },
	{ NULL, NULL, HTTP_READS, HTTP_NO_BODY, NULL },
};

extern const struct http_table deepl_table;
const struct http_table deepl_table = { .routes = routes,
					.prefix = "/deepl",
					.fail = show_failure };
