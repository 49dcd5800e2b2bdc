/* SPDX-License-Identifier: Apache-2.0 */
/* apertium.c - the protocol of Apertium APY: OmegaT, Weblate.
 *
 * GET /translate?q=&langpair=en_US|fr_FR.  When there is no match, or the request
 * fails, responseStatus is not 200 and responseDetails has the reason; the HTTP status
 * is 200 always, because the clients read no other answer. */
#include "entente/language.h"
#include "server/cat_ask.h"
#include "server/cat_languages.h"

static void add_answer(ent_buf *out, ent_str text, int code, ent_str details)
{
	ent_buf_add(out, ENT_STR("{\"responseData\":{\"translatedText\":"));
	if (text.n)
		ent_buf_add_json(out, text);
	else
		ent_buf_add(out, ENT_STR("null"));
	ent_buf_addf(out, "},\"responseStatus\":%d,\"responseDetails\":", code);
	if (details.n)
		ent_buf_add_json(out, details);
	else
		ent_buf_add(out, ENT_STR("null"));
	ent_buf_add(out, ENT_STR("}\n"));
}

static void show_failure(struct http_response *out, int status, const ent_error *err)
{
	out->status = 200;
	ent_buf_clear(&out->body);
	add_answer(&out->body, ENT_STR(""), status, ent_str_of(err->message));
}

static ent_status translate(struct http_response *out,
			    struct http_request *request,
			    ent_error *err)
{
	ent_str from, to, translation;
	ent_status status = cat_read_langpair(&from, &to, request, err);
	if (!status)
		status =
			ask_translation(&translation, request, http_param(request, "q"),
					from, to, ASK_PLAIN, err);
	if (!status && !translation.n)
		status = ask_no_match(request, err);
	if (!status)
		add_answer(&out->body, translation, 200, ENT_STR(""));
	return status;
}

static void add_pair(ent_buf *out, const struct cat_pair *pair)
{
	ent_buf_addf(out, "{\"sourceLanguage\":\"%s\",\"targetLanguage\":\"%s\"}",
		     ent_lang_iso3(pair->from), ent_lang_iso3(pair->to));
}

static ent_status list_pairs(struct http_response *out,
			     struct http_request *request,
			     ent_error *err)
{
	ent_buf_add(&out->body, ENT_STR("{\"responseData\":"));
	ent_status status = cat_add_pairs(&out->body, request, add_pair, err);
	ent_buf_add(&out->body,
		    ENT_STR(",\"responseDetails\":null,\"responseStatus\":200}\n"));
	return status;
}

static const struct http_route routes[] = {
	{ "GET", "/translate", HTTP_READS, HTTP_NO_BODY, translate },
	{ "GET", "/listPairs", HTTP_READS, HTTP_NO_BODY, list_pairs },
	{ NULL, NULL, HTTP_READS, HTTP_NO_BODY, NULL },
};

extern const struct http_table apertium_table;
const struct http_table apertium_table = { .routes = routes,
					   .prefix = "/apy",
					   .fail = show_failure };
