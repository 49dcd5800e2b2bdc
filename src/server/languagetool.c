/* SPDX-License-Identifier: Apache-2.0 */
/* languagetool.c - the protocol of LanguageTool, version 2: OmegaT, LibreOffice.
 *
 * POST /v2/check has text= and, from OmegaT, srctext= and motherTongue=: the text is
 * checked as the translation of its source.  Without a source, its quotations are
 * compared with the memory.  After one answer that fails a client switches the checker
 * off for the whole session, so every answer is an object with status 200.
 *
 * GET /v2/languages is DeepL's path too: each object has the members of both. */
#include "entente/language.h"
#include "entente/proofread.h"
#include "entente/version.h"
#include "server/cat_languages.h"
#include "json/json.h"

/* ---- offsets --------------------------------------------------------------------- */

/* UTF-16 units of the first `end` bytes of a text. */
static uint32_t utf16_units(ent_str text, uint32_t end)
{
	uint32_t n = 0;
	for (uint32_t k = 0; k < end && k < text.n; k++) {
		const unsigned char c = (unsigned char)text.p[k];
		n += (c & 0xC0) != 0x80;
		n += c >= 0xF0; /* a pair of surrogates */
	}
	return n;
}

/* ---- findings -------------------------------------------------------------------- */

static const struct {
	const char *title, *issue;
} rules[] = {
	[ENT_FINDING_VALUES] = { "Numbers, dates and amounts", "numbers" },
	[ENT_FINDING_UNTRANSLATED] = { "Untranslated text", "untranslated" },
	[ENT_FINDING_LANGUAGE] = { "Wrong language", "locale-violation" },
	[ENT_FINDING_CODES] = { "Tags and placeholders", "markup" },
	[ENT_FINDING_TERM] = { "Terminology", "terminology" },
	[ENT_FINDING_WORDING] = { "Wording on record", "inconsistency" },
	[ENT_FINDING_QUOTATION] = { "Quotation", "inconsistent-entities" },
};

static void add_rule_id(ent_buf *out, ent_finding_kind kind)
{
	ent_buf_add(out, ENT_STR("ENTENTE_"));
	cat_add_upper(out, ent_str_of(ent_finding_kind_name(kind)));
}

static void add_finding(ent_buf *out, ent_str text, const ent_finding *f)
{
	const uint32_t start = utf16_units(text, f->start);
	const uint32_t length = utf16_units(text, f->end) - start;
	ent_buf_add(out, ENT_STR("{\"message\":"));
	ent_buf_add_json(out, f->message);
	json_field(out, "shortMessage", ent_str_of(rules[f->kind].title));
	ent_buf_addf(out, ",\"offset\":%u,\"length\":%u,\"replacements\":[", start,
		     length);
	if (f->replacement.n) {
		ent_buf_add(out, ENT_STR("{\"value\":"));
		ent_buf_add_json(out, f->replacement);
		ent_buf_add_char(out, '}');
	}
	ent_buf_add(out, ENT_STR("],\"context\":{\"text\":"));
	ent_buf_add_json(out, text);
	ent_buf_addf(out, ",\"offset\":%u,\"length\":%u},\"sentence\":", start, length);
	ent_buf_add_json(out, text);
	ent_buf_add(out,
		    ENT_STR(",\"type\":{\"typeName\":\"Other\"},\"rule\":{\"id\":\""));
	add_rule_id(out, f->kind);
	ent_buf_add_char(out, '"');
	json_field(out, "description", ent_str_of(rules[f->kind].title));
	json_field(out, "issueType", ent_str_of(rules[f->kind].issue));
	ent_buf_add(out,
		    ENT_STR(",\"category\":{\"id\":\"ENTENTE\",\"name\":"
			    "\"Translation\"}},\"ignoreForIncompleteSentence\":false,"
			    "\"contextForSureMatch\":0}"));
}

/* A comma-separated list, such as disabledRules, that names the rule of a finding. */
static bool is_disabled(const struct http_request *request, ent_finding_kind kind)
{
	ent_buf id = ENT_BUF_INIT;
	bool found = false;
	add_rule_id(&id, kind);
	for (ent_str rest = http_param(request, "disabledRules"); rest.n && !found;)
		found = ent_str_eq(ent_str_trim(ent_str_cut(&rest, ',')),
				   ent_buf_str(&id));
	ent_buf_release(&id);
	return found;
}

static void add_answer(ent_buf *out,
		       struct http_request *request,
		       ent_str text,
		       const ent_finding *findings,
		       uint32_t n)
{
	const ent_str lang = http_param(request, "language");
	const char *comma = "";
	ent_buf_add(out,
		    ENT_STR("{\"software\":{\"name\":\"LanguageTool\",\"version\":"
			    "\"entente " ENT_VERSION
			    "\",\"buildDate\":\"\",\"apiVersion\":1,"
			    "\"premium\":false,\"status\":\"\"},\"warnings\":"
			    "{\"incompleteResults\":false},\"language\":{\"name\":"));
	ent_buf_add_json(out, cat_language_name(ent_lang_base(lang), request->arena));
	json_field(out, "code", lang);
	ent_buf_add(out, ENT_STR("},\"matches\":["));
	for (uint32_t k = 0; k < n; k++) {
		if (is_disabled(request, findings[k].kind))
			continue;
		ent_buf_add(out, ent_str_of(comma));
		add_finding(out, text, &findings[k]);
		comma = ",";
	}
	ent_buf_add(out, ENT_STR("]}\n"));
}

static void show_no_findings(struct http_response *out,
			     int status,
			     const ent_error *err)
{
	(void)status;
	out->status = 200;
	ent_buf_clear(&out->body);
	ent_buf_add(
		&out->body,
		ENT_STR("{\"software\":{\"name\":\"LanguageTool\",\"version\":"
			"\"entente " ENT_VERSION "\",\"apiVersion\":1},"
			"\"language\":{\"name\":\"\",\"code\":\"\"},\"matches\":[]"));
	json_field(&out->body, "warning", ent_str_of(err->message));
	ent_buf_add(&out->body, ENT_STR("}\n"));
}

static ent_status check(struct http_response *out,
			struct http_request *request,
			ent_error *err)
{
	ent_proofread_options opt = ENT_PROOFREAD_OPTIONS_DEFAULT;
	const ent_str text = http_param(request, "text");
	const ent_str source = http_param(request, "srctext");
	const ent_finding *findings = NULL;
	uint32_t n = 0;
	ent_status status = http_reader(request, err);
	opt.from = http_param(request, "motherTongue");
	opt.to = http_param(request, "language");
	if (!status && !opt.from.n)
		status = cat_source_language(&opt.from, request, opt.to, err);
	if (!status)
		status = ent_proofread(&findings, &n, request->reader, source, text,
				       &opt, request->arena, err);
	if (!status)
		add_answer(&out->body, request, text, findings, n);
	return status;
}

/* ---- languages ------------------------------------------------------------------- */

static const char *default_region(ent_str code)
{
	return ent_str_is(code, "en") ? "-US" : ent_str_is(code, "fr") ? "-FR" : "";
}

static void add_language(ent_buf *out, ent_str code, ent_str name)
{
	ent_buf_add(out, ENT_STR("{\"name\":"));
	ent_buf_add_json(out, name);
	json_field(out, "code", code);
	ent_buf_addf(out, ",\"longCode\":\"%.*s%s\",\"language\":\"", (int)code.n,
		     code.p, default_region(code));
	cat_add_upper(out, code);
	ent_buf_add(out, ENT_STR("\",\"supports_formality\":false}"));
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
	{ "POST", "/v2/check", HTTP_READS, HTTP_FORM, check },
	{ "GET", "/v2/check", HTTP_READS, HTTP_NO_BODY, check },
	{ "GET", "/v2/languages", HTTP_READS, HTTP_NO_BODY, list_languages },
	{ NULL, NULL, HTTP_READS, HTTP_NO_BODY, NULL },
};

extern const struct http_table languagetool_table;
const struct http_table languagetool_table = { .routes = routes,
					       .prefix = "/languagetool",
					       .fail = show_no_findings };
