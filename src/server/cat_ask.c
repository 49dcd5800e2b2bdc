/* SPDX-License-Identifier: Apache-2.0 */
/* cat_ask.c - one search for all protocols of CAT tools. */
#include "server/cat_ask.h"
#include "server/service.h"

ent_status ask_matches(const ent_match **out,
		       uint32_t *count,
		       struct http_request *request,
		       const struct ask *ask,
		       ent_error *err)
{
	ent_lookup_options opt = ENT_LOOKUP_OPTIONS_DEFAULT;
	ent_status status = http_reader(request, err);
	opt.from = ask->from;
	opt.to = ask->to;
	opt.min_score = ask->min_score;
	opt.limit = ask->limit;
	opt.variants = ENT_VARIANTS_NEWEST;
	*out = NULL;
	*count = 0;
	if (!status && !ent_str_trim(ask->text).n)
		return ENT_OK;
	if (!status)
		status = ent_memory_lookup(out, count, request->reader, ask->text, &opt,
					   request->arena, err);
	return status;
}

ent_str ask_text_of(const ent_match *match)
{
	return match->adapted.n ? match->adapted : match->found.target.text;
}

uint32_t ask_percent(const ent_match *match)
{
	return match->score < 100 ? match->score : 100;
}

ent_status ask_no_match(const struct http_request *request, ent_error *err)
{
	return http_error(err, ENT_ENOTFOUND, "no match at %u or more",
			  request->service->options.mt_score);
}

void ask_fail(struct http_response *out,
	      int status,
	      const char *name,
	      const ent_error *err)
{
	out->status = status;
	ent_buf_clear(&out->body);
	ent_buf_addf(&out->body, "{\"%s\":", name);
	ent_buf_add_json(&out->body, ent_str_of(err->message));
	ent_buf_add(&out->body, ENT_STR("}\n"));
}

/* ---- tags -------------------------------------------------------------------- */

/* The end of a tag that begins at `at`, "<g1>", "</b>", "<x id='0'/>"; 0 for a '<'
 * that begins none. */
static size_t tag_end(ent_str text, size_t at)
{
	size_t k = at + 1;
	if (k < text.n && text.p[k] == '/')
		k++;
	if (k == text.n || !((text.p[k] | 32) >= 'a' && (text.p[k] | 32) <= 'z'))
		return 0;
	while (k < text.n && text.p[k] != '<' && text.p[k] != '>')
		k++;
	return k < text.n && text.p[k] == '>' ? k + 1 : 0;
}

static bool has_tags(ent_str text)
{
	for (size_t k = 0; k < text.n; k++)
		if (text.p[k] == '<' && tag_end(text, k))
			return true;
	return false;
}

/* Plain text with tags as content: all but the tags is escaped. */
static void add_content(ent_buf *out, ent_str text)
{
	size_t from = 0;
	for (size_t k = 0; k < text.n;) {
		const size_t end = text.p[k] == '<' ? tag_end(text, k) : 0;
		if (!end) {
			k++;
			continue;
		}
		ent_buf_add_xml(out, ent_str_slice(text, from, k));
		ent_buf_add(out, ent_str_slice(text, k, end));
		from = k = end;
	}
	ent_buf_add_xml(out, ent_str_slice(text, from, text.n));
}

/* The reverse: what ent_buf_add_xml() escaped, outside of tags. */
static void add_plain(ent_buf *out, ent_str content)
{
	static const struct {
		const char *name;
		char c;
	} entities[] = { { "&amp;", '&' },
			 { "&lt;", '<' },
			 { "&gt;", '>' },
			 { "&quot;", '"' },
			 { "&apos;", '\'' } };
	for (size_t k = 0; k < content.n;) {
		const size_t end = content.p[k] == '<' ? tag_end(content, k) : 0;
		size_t next = end ? end : k + 1;
		char c = content.p[k];
		for (size_t e = 0; c == '&' && e < sizeof(entities) / sizeof(*entities);
		     e++) {
			const ent_str name = ent_str_of(entities[e].name);
			if (!ent_str_starts(ent_str_slice(content, k, content.n), name))
				continue;
			next = k + name.n;
			ent_buf_add_char(out, entities[e].c);
			c = '\0';
		}
		if (c)
			ent_buf_add(out, ent_str_slice(content, k, next));
		k = next;
	}
}

static ent_str copy_text(ent_buf *buf, ent_arena *arena, bool *failed)
{
	const ent_str text = ent_arena_str(arena, ent_buf_str(buf));
	*failed |= buf->failed || !text.p;
	ent_buf_release(buf);
	return text;
}

/* The best match of a text with tags, which come back where they belong. */
static ent_status translate_tags(ent_str *out,
				 struct http_request *request,
				 ent_str text,
				 ent_lookup_options *opt,
				 enum ask_text kind,
				 ent_error *err)
{
	ent_buf content = ENT_BUF_INIT, plain = ENT_BUF_INIT;
	bool failed = false;
	const ent_match *m = NULL;
	uint32_t n = 0;
	if (kind == ASK_PLAIN)
		add_content(&content, text);
	else
		ent_buf_add(&content, text);
	opt->markup = copy_text(&content, request->arena, &failed);
	/* tags that do not nest: nothing can be said of their places */
	if (!failed && ent_markup_text(&plain, opt->markup, err)) {
		ent_buf_release(&plain);
		return ENT_OK;
	}
	const ent_str query = copy_text(&plain, request->arena, &failed);
	if (failed)
		return http_error(err, ENT_ENOMEM, "out of memory");
	if (!ent_str_trim(query).n)
		return ENT_OK;
	ent_status status = ent_memory_lookup(&m, &n, request->reader, query, opt,
					      request->arena, err);
	if (status || !n || m->codes_missing || !m->codes_sure)
		return status;
	if (kind == ASK_MARKUP) {
		*out = m->carried;
		return ENT_OK;
	}
	ent_buf back = ENT_BUF_INIT;
	add_plain(&back, m->carried);
	*out = copy_text(&back, request->arena, &failed);
	return failed ? http_error(err, ENT_ENOMEM, "out of memory") : ENT_OK;
}

/* The best match of a text without tags, in the request's arena; "" for none. */
static ent_status translate_text(ent_str *out,
				 struct http_request *request,
				 ent_str text,
				 const ent_lookup_options *opt,
				 ent_error *err)
{
	const ent_match *m = NULL;
	uint32_t n = 0;
	ent_status status = ent_memory_lookup(&m, &n, request->reader, text, opt,
					      request->arena, err);
	if (!status && n)
		*out = ask_text_of(m);
	return status;
}

/* The same for escaped text: unescaped for the search, escaped in the answer. */
static ent_status translate_escaped(ent_str *out,
				    struct http_request *request,
				    ent_str text,
				    const ent_lookup_options *opt,
				    ent_error *err)
{
	ent_buf plain = ENT_BUF_INIT, escaped = ENT_BUF_INIT;
	bool failed = false;
	add_plain(&plain, text);
	const ent_str query = copy_text(&plain, request->arena, &failed);
	ent_status status = failed ? http_error(err, ENT_ENOMEM, "out of memory")
				   : translate_text(out, request, query, opt, err);
	if (status || !out->n)
		return status;
	ent_buf_add_xml(&escaped, *out);
	*out = copy_text(&escaped, request->arena, &failed);
	return failed ? http_error(err, ENT_ENOMEM, "out of memory") : ENT_OK;
}

ent_status ask_translation(ent_str *out,
			   struct http_request *request,
			   ent_str text,
			   ent_str from,
			   ent_str to,
			   enum ask_text kind,
			   ent_error *err)
{
	ent_lookup_options opt = ENT_LOOKUP_OPTIONS_DEFAULT;
	*out = ENT_STR("");
	ent_status status = http_reader(request, err);
	if (status || !ent_str_trim(text).n)
		return status;
	opt.from = from;
	opt.to = to;
	opt.min_score = request->service->options.mt_score;
	opt.limit = 1;
	opt.variants = ENT_VARIANTS_NEWEST;
	if (has_tags(text))
		return translate_tags(out, request, text, &opt, kind, err);
	return kind == ASK_PLAIN ? translate_text(out, request, text, &opt, err)
				 : translate_escaped(out, request, text, &opt, err);
}
