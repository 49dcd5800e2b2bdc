/* SPDX-License-Identifier: Apache-2.0 */
/* opuscat.c - the protocol of OPUS-CAT's MtRestService: plug-ins of Trados Studio,
 * memoQ, Wordfast and OmegaT.
 *
 * The clients write the path in several cases.  memoQ sends modelTag="" with the
 * quotes, and codes of three letters.  A miss is an empty translation. */
#include "server/cat_ask.h"
#include "server/cat_languages.h"
#include "server/wire_json.h"

static ent_status add_translation(struct http_response *out,
				  struct http_request *request,
				  ent_str text,
				  ent_str from,
				  ent_str to,
				  ent_error *err)
{
	ent_str translation;
	ent_status status =
		ask_translation(&translation, request, text, from, to, ASK_PLAIN, err);
	if (status)
		return status;
	ent_buf_add(&out->body, ENT_STR("{\"translation\":"));
	ent_buf_add_json(&out->body, translation);
	ent_buf_add(&out->body, ENT_STR("}\n"));
	return ENT_OK;
}

/* GET has all in the query, POST in a form or an object with the same names. */
static ent_status translate(struct http_response *out,
			    struct http_request *request,
			    ent_error *err)
{
	return add_translation(out, request, http_param(request, "input"),
			       http_param(request, "srcLangCode"),
			       http_param(request, "trgLangCode"), err);
}

static ent_status translate_post(struct http_response *out,
				 struct http_request *request,
				 ent_error *err)
{
	return add_translation(out, request, wire_text(request->object, "input"),
			       wire_text(request->object, "srcLangCode"),
			       wire_text(request->object, "trgLangCode"), err);
}

static void add_pair(ent_buf *out, const struct cat_pair *pair)
{
	ent_buf_addf(out, "\"%.*s-%.*s\"", (int)pair->from.n, pair->from.p,
		     (int)pair->to.n, pair->to.p);
}

static ent_status list_pairs(struct http_response *out,
			     struct http_request *request,
			     ent_error *err)
{
	ent_status status = cat_add_pairs(&out->body, request, add_pair, err);
	ent_buf_add_char(&out->body, '\n');
	return status;
}

static ent_status list_tags(struct http_response *out,
			    struct http_request *request,
			    ent_error *err)
{
	(void)request;
	(void)err;
	ent_buf_add(&out->body, ENT_STR("[\"entente\"]\n"));
	return ENT_OK;
}

static ent_status show_state(struct http_response *out,
			     struct http_request *request,
			     ent_error *err)
{
	(void)request;
	(void)err;
	ent_buf_add(&out->body, ENT_STR("\"The memory is ready\"\n"));
	return ENT_OK;
}

/* Segments that the client will ask for: nothing has to be prepared. */
static ent_status accept_order(struct http_response *out,
			       struct http_request *request,
			       ent_error *err)
{
	(void)request;
	(void)err;
	ent_buf_add(&out->body, ENT_STR("\"\"\n"));
	return ENT_OK;
}

#define SERVICE "/mtrestservice/"
static const struct http_route routes[] = {
	{ "GET", SERVICE "translatejson", HTTP_READS, HTTP_NO_BODY, translate },
	{ "GET", SERVICE "translate", HTTP_READS, HTTP_NO_BODY, translate },
	{ "POST", SERVICE "translatepost", HTTP_READS, HTTP_FIELDS, translate_post },
	{ "GET", SERVICE "listsupportedlanguagepairs", HTTP_READS, HTTP_NO_BODY,
	  list_pairs },
	{ "GET", SERVICE "getlanguagepairmodeltags", HTTP_READS, HTTP_NO_BODY,
	  list_tags },
	{ "GET", SERVICE "checkmodelstatus", HTTP_READS, HTTP_NO_BODY, show_state },
	{ "POST", SERVICE "preorderbatch", HTTP_READS, HTTP_IGNORED, accept_order },
	{ NULL, NULL, HTTP_READS, HTTP_NO_BODY, NULL },
};

extern const struct http_table opuscat_table;
const struct http_table opuscat_table = { .routes = routes,
					  .prefix = "/opuscat",
					  .any_case = true };
