/* SPDX-License-Identifier: Apache-2.0 */
/* apertium.c - the protocol of Apertium APY: OmegaT, Weblate.
 *
 * GET /translate?q=&langpair=en_US|fr_FR; a miss and a failure are another
 * responseStatus than 200, with the reason in responseDetails, in an answer that is
 * itself 200, because the clients read nothing else. */
#include "entente/language.h"
#include "server/cat_ask.h"
#include "server/service.h"
#include "json/json.h"

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
	ent_str to = http_param(request, "langpair"), translation;
	const ent_str from = ent_str_cut(&to, '|');
	if (!from.n || !to.n)
		return http_error(err, ENT_EINVAL,
				  "parameter 'langpair' must be FROM|TO");
	ent_status status =
		ask_translation(&translation, request, http_param(request, "q"), from,
				to, ASK_PLAIN, err);
	if (status)
		return status;
	char details[64] = "";
	if (!translation.n)
		snprintf(details, sizeof(details), "no match at %u or more",
			 request->service->options.mt_score);
	add_answer(&out->body, translation, translation.n ? 200 : 404,
		   ent_str_of(details));
	return ENT_OK;
}

static ent_status list_pairs(struct http_response *out,
			     struct http_request *request,
			     ent_error *err)
{
	const struct ask_pair *pairs;
	uint32_t n;
	ent_status status = ask_pairs(&pairs, &n, request, err);
	if (status)
		return status;
	ent_buf_add(&out->body, ENT_STR("{\"responseData\":["));
	for (uint32_t k = 0; k < n; k++)
		ent_buf_addf(&out->body,
			     "%s{\"sourceLanguage\":\"%s\",\"targetLanguage\":\"%s\"}",
			     k ? "," : "", ent_lang_iso3(pairs[k].from),
			     ent_lang_iso3(pairs[k].to));
	ent_buf_add(&out->body,
		    ENT_STR("],\"responseDetails\":null,\"responseStatus\":200}\n"));
	return ENT_OK;
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
