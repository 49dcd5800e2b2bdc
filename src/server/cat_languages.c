/* SPDX-License-Identifier: Apache-2.0 */
/* cat_languages.c - languages, as protocols of CAT tools ask for and list them. */
#include <stdlib.h>

#include "entente/language.h"
#include "server/cat_languages.h"
#include "json/json.h"

/* ---- what the memory has --------------------------------------------------------- */

static int compare_pairs(const void *a, const void *b)
{
	const struct cat_pair *x = a, *y = b;
	const int order = ent_str_cmp(x->from, y->from);
	return order ? order : ent_str_cmp(x->to, y->to);
}

ent_status cat_pairs(const struct cat_pair **out,
		     uint32_t *count,
		     struct http_request *request,
		     ent_error *err)
{
	const ent_language_pair *stored;
	uint32_t n, kept = 0;
	ent_status status = http_reader(request, err);
	if (!status)
		status = ent_memory_language_pairs(&stored, &n, request->reader,
						   request->arena, err);
	if (status)
		return status;
	struct cat_pair *pairs =
		ENT_NEW_ARRAY(request->arena, struct cat_pair, 2 * (size_t)n + 1);
	if (!pairs)
		return http_error(err, ENT_ENOMEM, "out of memory");
	for (uint32_t k = 0; k < n; k++) {
		const ent_str from = ent_lang_base(stored[k].from);
		const ent_str to = ent_lang_base(stored[k].to);
		pairs[2 * k] = (struct cat_pair){ from, to };
		pairs[2 * k + 1] = (struct cat_pair){ to, from };
	}
	if (n)
		qsort(pairs, 2 * (size_t)n, sizeof(*pairs), compare_pairs);
	for (uint32_t k = 0; k < 2 * n; k++)
		if (!kept || compare_pairs(&pairs[kept - 1], &pairs[k]) != 0)
			pairs[kept++] = pairs[k];
	*out = pairs;
	*count = kept;
	return ENT_OK;
}

ent_status cat_languages(const ent_str **out,
			 uint32_t *count,
			 struct http_request *request,
			 ent_error *err)
{
	const struct cat_pair *pairs;
	uint32_t n, kept = 0;
	ent_status status = cat_pairs(&pairs, &n, request, err);
	if (status)
		return status;
	ent_str *languages = ENT_NEW_ARRAY(request->arena, ent_str, n + 1);
	if (!languages)
		return http_error(err, ENT_ENOMEM, "out of memory");
	for (uint32_t k = 0; k < n; k++) /* each language is the first of some pair */
		if (!kept || !ent_str_eq(languages[kept - 1], pairs[k].from))
			languages[kept++] = pairs[k].from;
	*out = languages;
	*count = kept;
	return ENT_OK;
}

ent_str cat_language_name(ent_str code, ent_arena *arena)
{
	char name[64];
	const ent_str english = ent_lang_english_name(code, name, sizeof(name));
	if (!english.n)
		return code;
	if (name[0] >= 'a' && name[0] <= 'z')
		name[0] = (char)(name[0] - 'a' + 'A');
	const ent_str copy = ent_arena_str(arena, english);
	return copy.p ? copy : code;
}

/* ---- lists ----------------------------------------------------------------------- */

ent_status cat_add_languages(ent_buf *out,
			     struct http_request *request,
			     void (*add)(ent_buf *out, ent_str code, ent_str name),
			     ent_error *err)
{
	const ent_str *codes;
	uint32_t n;
	ent_status status = cat_languages(&codes, &n, request, err);
	if (status)
		return status;
	ent_buf_add_char(out, '[');
	for (uint32_t k = 0; k < n; k++) {
		json_comma(out, k);
		add(out, codes[k], cat_language_name(codes[k], request->arena));
	}
	ent_buf_add_char(out, ']');
	return ENT_OK;
}

ent_status cat_add_pairs(ent_buf *out,
			 struct http_request *request,
			 void (*add)(ent_buf *out, const struct cat_pair *pair),
			 ent_error *err)
{
	const struct cat_pair *pairs;
	uint32_t n;
	ent_status status = cat_pairs(&pairs, &n, request, err);
	if (status)
		return status;
	ent_buf_add_char(out, '[');
	for (uint32_t k = 0; k < n; k++) {
		json_comma(out, k);
		add(out, &pairs[k]);
	}
	ent_buf_add_char(out, ']');
	return ENT_OK;
}

void cat_add_upper(ent_buf *out, ent_str text)
{
	for (size_t k = 0; k < text.n; k++) {
		const char c = text.p[k];
		ent_buf_add_char(out, c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
	}
}

/* ---- what a request asks for ----------------------------------------------------- */

ent_status cat_read_langpair(ent_str *from,
			     ent_str *to,
			     const struct http_request *request,
			     ent_error *err)
{
	*to = http_param(request, "langpair");
	*from = ent_str_cut(to, '|');
	if (!from->n || !to->n)
		return http_error(err, ENT_EINVAL,
				  "parameter 'langpair' must be FROM|TO");
	return ENT_OK;
}

/* *out: the other language of the largest pair that has `to`; unchanged for none. */
static ent_status find_partner(ent_str *out,
			       struct http_request *request,
			       ent_str to,
			       ent_error *err)
{
	const ent_language_pair *pairs;
	uint32_t n;
	ent_status status = ent_memory_language_pairs(&pairs, &n, request->reader,
						      request->arena, err);
	if (status)
		return status;
	for (uint32_t k = 0; k < n; k++) {
		const bool first = ent_lang_matches(pairs[k].from, to);
		if (!first && !ent_lang_matches(pairs[k].to, to))
			continue;
		*out = first ? pairs[k].to : pairs[k].from;
		break;
	}
	return ENT_OK;
}

ent_status cat_source_language(ent_str *out,
			       struct http_request *request,
			       ent_str to,
			       ent_error *err)
{
	ent_str from, other; /* of most units */
	ent_status status = http_reader(request, err);
	if (!status)
		status = ent_memory_languages(&from, &other, request->reader,
					      request->arena, err);
	if (status)
		return status;
	to = ent_lang_normal(to, request->arena);
	*out = ent_lang_matches(from, to) ? other : from;
	if (ent_lang_matches(from, to) || ent_lang_matches(other, to))
		return ENT_OK;
	return find_partner(out, request, to, err);
}
