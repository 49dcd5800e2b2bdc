/* SPDX-License-Identifier: Apache-2.0 */
/* proofread_codes.c - tags and placeholders that the two sides do not share.
 *
 * Found: <b>, </b>, <g1/>, {0}, {name}, ${x}, %s, %1$d.  A percent sign after a digit
 * is a percentage. */
#include "base/ascii.h"
#include "base/fail.h"
#include "memory/proofread_parts.h"

enum { CODES = 64, LONGEST = 64 };

struct code {
	uint32_t start, end;
	bool paired;
};

static bool is_name_char(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') ||
	       c == '_' || c == '.' || c == '-';
}

/* "<press@example.org>", "<country code>" and "a < b" are text. */
static size_t tag_end(ent_str text, size_t at)
{
	size_t k = at + 1;
	if (k < text.n && text.p[k] == '/')
		k++;
	if (k == text.n || !((text.p[k] | 32) >= 'a' && (text.p[k] | 32) <= 'z'))
		return 0;
	while (k < text.n && (is_name_char(text.p[k]) || text.p[k] == ':'))
		k++;
	if (k < text.n && !strchr(" />", text.p[k]))
		return 0;
	bool attribute = k == text.n || text.p[k] != ' ';
	while (k < text.n && k - at < LONGEST && text.p[k] != '<' && text.p[k] != '>')
		attribute |= strchr("=/", text.p[k++]) != NULL;
	if (!attribute)
		return 0;
	return k < text.n && text.p[k] == '>' ? k + 1 : 0;
}

static size_t brace_end(ent_str text, size_t at)
{
	size_t k = at + 1;
	while (k < text.n && k - at < LONGEST && is_name_char(text.p[k]))
		k++;
	return k > at + 1 && k < text.n && text.p[k] == '}' ? k + 1 : 0;
}

static size_t format_end(ent_str text, size_t at)
{
	size_t k = at + 1;
	if (at && (ent_is_digit(text.p[at - 1]) || text.p[at - 1] == '%'))
		return 0;
	while (k < text.n && ent_is_digit(text.p[k]))
		k++;
	if (k > at + 1 && k < text.n && text.p[k] == '$')
		k++;
	return k < text.n && text.p[k] && strchr("sdifux@", text.p[k]) &&
			       (k + 1 == text.n || !is_name_char(text.p[k + 1]) ||
				text.p[k + 1] == '.')
		       ? k + 1
		       : 0;
}

static uint32_t find_codes(struct code out[CODES], ent_str text)
{
	uint32_t n = 0;
	for (size_t k = 0; k < text.n && n < CODES;) {
		size_t end = 0;
		if (text.p[k] == '<')
			end = tag_end(text, k);
		else if (text.p[k] == '{')
			end = brace_end(text, k);
		else if (text.p[k] == '%')
			end = format_end(text, k);
		if (end)
			out[n++] = (struct code){ (uint32_t)k, (uint32_t)end, false };
		k = end ? end : k + 1;
	}
	return n;
}

static ent_str code_of(ent_str text, const struct code *code)
{
	return ent_str_slice(text, code->start, code->end);
}

static void pair(struct code *a,
		 uint32_t n_a,
		 ent_str text_a,
		 struct code *b,
		 uint32_t n_b,
		 ent_str text_b)
{
	for (uint32_t k = 0; k < n_a; k++)
		for (uint32_t i = 0; i < n_b && !a[k].paired; i++)
			if (!b[i].paired &&
			    ent_str_eq(code_of(text_a, &a[k]), code_of(text_b, &b[i])))
				a[k].paired = b[i].paired = true;
}

static void add(struct ent_proof *p,
		bool missing,
		ent_str code,
		uint32_t start,
		uint32_t end)
{
	ent_buf message = ENT_BUF_INIT;
	ent_buf_addf(&message,
		     missing ? ent_translated("%.*s of the source is missing")
			     : ent_translated("%.*s is not in the source"),
		     (int)code.n, code.p);
	ent_proof_add(p, &(ent_finding){ .kind = ENT_FINDING_CODES,
					 .start = start,
					 .end = end,
					 .message = ent_buf_str(&message) });
	p->failed |= message.failed;
	ent_buf_release(&message);
}

void ent_proof_codes(struct ent_proof *p)
{
	struct code source[CODES], target[CODES];
	const bool markup = p->opt.source_markup.n || p->opt.target_markup.n;
	const ent_str a = p->opt.source_markup.n ? p->opt.source_markup : p->source;
	const ent_str b = p->opt.target_markup.n ? p->opt.target_markup : p->target;
	const uint32_t n = find_codes(source, a), m = find_codes(target, b);
	const uint32_t whole = (uint32_t)p->target.n;
	if (n == CODES || m == CODES)
		return; /* more than are compared */
	pair(source, n, a, target, m, b);
	for (uint32_t k = 0; k < n; k++)
		if (!source[k].paired)
			add(p, true, code_of(a, &source[k]), 0, whole);
	for (uint32_t k = 0; k < m; k++)
		if (!target[k].paired)
			add(p, false, code_of(b, &target[k]),
			    markup ? 0 : target[k].start,
			    markup ? whole : target[k].end);
}
