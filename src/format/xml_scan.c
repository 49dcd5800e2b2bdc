/* SPDX-License-Identifier: Apache-2.0 */
/* xml_scan.c - the tags and texts of a piece of XML.
 *
 * What: a tokenizer for XML 1.0 that never fails: text, CDATA, tags, and all
 * else, with the place of each.
 *
 * Why not libxml2 here: files of units are full of what an XML parser must stop
 * at (XML 1.0, section 1.2, "fatal error"): control characters, raw or as
 * references, a tag cut off, a byte that is not UTF-8.  The promise is that the
 * other units are read all the same, and that inline codes and properties are
 * given back as they came, for which their place in the bytes is needed.  So
 * the unit is the piece that is well-formed or refused, not the file.  How long
 * it takes beside libxml2: scripts/bench.d/import, doc/formats.md.
 *
 * Differences from the standard: a "<" inside an attribute value ends a broken
 * tag; an entity that is not one of XML's five or HTML's is its name.
 *
 * Time O(n), no memory.
 */
#include <string.h>

#include <libxml/HTMLparser.h>

#include "base/ascii.h"
#include "format/xml_entities.h"
#include "format/xml_scan.h"

enum { ENTITY_NAME = 32, REPLACEMENT = 0xFFFD };

static size_t find(ent_str s, size_t from, const char *mark)
{
	size_t n = strlen(mark);
	const char *at = from < s.n ? memmem(s.p + from, s.n - from, mark, n) : NULL;
	return at ? (size_t)(at - s.p) + n : 0;
}

/* What is not a plain letter of a name: NAME_END ends its run, TAG_END a run
 * inside a tag. */
enum { NAME_END = 1, TAG_END = 2 };
static const unsigned char stops[256] = {
	[' '] = NAME_END,
	['\t'] = NAME_END,
	['\n'] = NAME_END,
	['\r'] = NAME_END,
	[':'] = NAME_END,
	['<'] = NAME_END | TAG_END,
	['>'] = NAME_END | TAG_END,
	['"'] = NAME_END | TAG_END,
	['\''] = NAME_END | TAG_END,
};

static size_t run(ent_str s, size_t k, unsigned char stop)
{
	while (k < s.n && !(stops[(unsigned char)s.p[k]] & stop))
		k++;
	return k;
}

/* Offset of the ">" that ends the tag of which k is a part, outside quotes; 0 if a
 * "<" or the end comes first, with *stop where that is. */
static size_t tag_end(ent_str s, size_t k, size_t *stop)
{
	char quote = 0;
	for (k = run(s, k, TAG_END); k < s.n; k = run(s, k + 1, TAG_END)) {
		const char c = s.p[k];
		if (c == '<')
			break;
		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '>')
			return k;
		else
			quote = c;
	}
	*stop = k;
	return 0;
}

/* The tag at t->at; *at is moved after it. */
static void read_tag(ent_xml_token *t, ent_str s, size_t *at)
{
	const size_t from = t->at + 1;
	const bool closes = from < s.n && s.p[from] == '/';
	size_t stop = 0, name = from + closes, k = run(s, name, NAME_END);
	while (k < s.n && s.p[k] == ':') {
		name = k + 1;
		k = run(s, name, NAME_END);
	}
	const size_t end = tag_end(s, k, &stop);
	if (end <= from) { /* "<>" is not a tag */
		t->type = ENT_XML_BROKEN;
		*at = stop ? stop : from;
		t->raw = ent_str_slice(s, t->at, *at);
		return;
	}
	const bool empty = !closes && s.p[end - 1] == '/';
	const size_t last = end - empty;
	for (; k < last && !ent_is_xml_space(s.p[k]); k++) /* not a name */
		if (s.p[k] == ':')
			name = k + 1;
	k = k < last ? k : last;
	t->type = closes ? ENT_XML_CLOSE : empty ? ENT_XML_EMPTY : ENT_XML_OPEN;
	t->name = ent_str_slice(s, name, k);
	t->body = ent_str_slice(s, k, last);
	*at = end + 1;
	t->raw = ent_str_slice(s, t->at, *at);
}

/* Ends the token after `end`, or at the end of s when end is 0. */
static void finish(ent_xml_token *t, ent_str s, size_t end, size_t *at)
{
	*at = end ? end : s.n;
	if (!end)
		t->type = ENT_XML_BROKEN;
	t->raw = ent_str_slice(s, t->at, *at);
}

/* A comment, a processing instruction, a declaration, CDATA. */
static void read_other(ent_xml_token *t, ent_str s, size_t *at)
{
	ent_str here = ent_str_slice(s, t->at, s.n);
	t->type = ENT_XML_OTHER;
	if (ent_str_starts(here, ENT_STR("<!--"))) {
		finish(t, s, find(s, t->at + 4, "-->"), at);
	} else if (ent_str_starts(here, ENT_STR("<![CDATA["))) {
		t->type = ENT_XML_CDATA;
		finish(t, s, find(s, t->at + 9, "]]>"), at);
		if (t->type == ENT_XML_CDATA)
			t->body = ent_str_slice(t->raw, 9, t->raw.n - 3);
	} else {
		finish(t, s, find(s, t->at + 2, s.p[t->at + 1] == '?' ? "?>" : ">"),
		       at);
	}
}

bool ent_xml_next(ent_xml_token *out, ent_str s, size_t *at)
{
	if (*at >= s.n)
		return false;
	*out = (ent_xml_token){ .at = *at };
	if (s.p[*at] == '<') {
		const char next = *at + 1 < s.n ? s.p[*at + 1] : '\0';
		if (next == '!' || next == '?')
			read_other(out, s, at);
		else
			read_tag(out, s, at);
		return true;
	}
	const char *tag = memchr(s.p + *at, '<', s.n - *at);
	*at = tag ? (size_t)(tag - s.p) : s.n;
	out->raw = out->body = ent_str_slice(s, out->at, *at);
	return true;
}

bool ent_xml_attribute(ent_str *name, ent_str *value, ent_str *attrs)
{
	ent_str s = *attrs;
	size_t k = 0;
	while (k < s.n && ent_is_xml_space(s.p[k]))
		k++;
	size_t start = k;
	while (k < s.n && !ent_is_xml_space(s.p[k]) && s.p[k] != '=')
		k++;
	*name = ent_str_slice(s, start, k);
	while (k < s.n && (ent_is_xml_space(s.p[k]) || s.p[k] == '='))
		k++;
	if (!name->n || k >= s.n || (s.p[k] != '"' && s.p[k] != '\''))
		return false;
	const char *end = memchr(s.p + k + 1, s.p[k], s.n - k - 1);
	if (!end)
		return false;
	*value = ent_str_slice(s, k + 1, (size_t)(end - s.p));
	*attrs = ent_str_slice(s, (size_t)(end - s.p) + 1, s.n);
	return true;
}

ent_str ent_xml_get(ent_str attrs, const char *want)
{
	ent_str name, value;
	while (ent_xml_attribute(&name, &value, &attrs))
		if (ent_str_is(name, want))
			return value.p ? value : ENT_STR("");
	return (ent_str){ NULL, 0 };
}

size_t ent_xml_close(ent_str xml, size_t from, size_t *end)
{
	ent_xml_token t;
	unsigned depth = 1;
	size_t at = from;
	while (ent_xml_next(&t, xml, &at)) {
		depth += t.type == ENT_XML_OPEN;
		if (t.type == ENT_XML_CLOSE && --depth == 0) {
			*end = at;
			return t.at;
		}
	}
	*end = xml.n;
	return xml.n;
}

/* XML 1.0 (fifth edition), production [2]. */
static bool is_char(uint32_t c)
{
	return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) ||
	       (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

/* Whether eight bytes hold no control character and no EF, with which U+FFFE and
 * U+FFFF begin. */
static bool are_clean(const char *p)
{
	const uint64_t ones = UINT64_MAX / 255, high = ones * 0x80;
	uint64_t word;
	memcpy(&word, p, sizeof(word));
	const uint64_t ef = word ^ ones * 0xEF;
	return !((((word - ones * 0x20) & ~word) | ((ef - ones) & ~ef)) & high);
}

void ent_xml_clean(ent_buf *to, ent_str s, ent_xml_repairs *repairs)
{
	size_t start = 0;
	for (size_t k = 0; k < s.n; k++) {
		while (s.n - k > 8 && are_clean(s.p + k))
			k += 8;
		unsigned char c = (unsigned char)s.p[k];
		bool none = c == 0xEF && k + 2 < s.n &&
			    (unsigned char)s.p[k + 1] == 0xBF &&
			    (unsigned char)s.p[k + 2] >= 0xBE;
		bool crlf = c == '\r';
		if ((c >= 0x20 && !none) || c == '\t' || c == '\n')
			continue;
		ent_buf_add(to, ent_str_slice(s, start, k));
		if (crlf) { /* section 2.11: one line end */
			if (k + 1 >= s.n || s.p[k + 1] != '\n')
				ent_buf_add_char(to, '\n');
		} else {
			ent_buf_add_codepoint(to, REPLACEMENT);
			repairs->characters++;
		}
		k += none ? 2 : 0;
		start = k + 1;
	}
	ent_buf_add(to, ent_str_slice(s, start, s.n));
}

/* The code point of "#65" or "#x41"; above Unicode for anything else. */
static uint32_t numeric(ent_str s)
{
	bool hex = s.n > 1 && (s.p[1] | 32) == 'x';
	uint32_t value = 0;
	for (size_t k = hex ? 2 : 1; k < s.n; k++) {
		char c = s.p[k], low = (char)(c | 32);
		uint32_t digit = ent_is_digit(c) ? (uint32_t)(c - '0')
				 : hex && low >= 'a' && low <= 'f'
					 ? (uint32_t)(low - 'a') + 10
					 : 99;
		if (digit == 99 || value > 0x10FFFF)
			return UINT32_MAX;
		value = value * (hex ? 16 : 10) + digit;
	}
	return s.n > (hex ? 2u : 1u) ? value : UINT32_MAX;
}

static void add_named(ent_buf *to, ent_str name, ent_xml_repairs *repairs)
{
	static const struct {
		const char *name;
		char value;
	} xml[] = { { "lt", '<' },
		    { "gt", '>' },
		    { "amp", '&' },
		    { "quot", '"' },
		    { "apos", '\'' } };
	char z[ENTITY_NAME];
	for (size_t k = 0; k < sizeof(xml) / sizeof(xml[0]); k++)
		if (ent_str_is(name, xml[k].name)) {
			ent_buf_add_char(to, xml[k].value);
			return;
		}
	memcpy(z, name.p, name.n);
	z[name.n] = '\0';
	const ent_str declared = ent_xml_entity(repairs->declared, name);
	if (declared.p) {
		ent_buf_add(to, declared);
		return;
	}
	const htmlEntityDesc *html = htmlEntityLookup(BAD_CAST z);
	repairs->entities += !html;
	if (html)
		ent_buf_add_codepoint(to, html->value);
	else
		ent_xml_clean(to, name, repairs);
}

static bool is_name(ent_str s)
{
	for (size_t k = 0; k < s.n; k++)
		if (ent_is_xml_space(s.p[k]) || s.p[k] == '&' || s.p[k] == '<')
			return false;
	return s.n > 0;
}

/* The character of a high surrogate and of the reference to a low one at *at, which is
 * moved after it; the high surrogate when there is none. */
static uint32_t join_surrogate(ent_str s, uint32_t high, size_t *at)
{
	const ent_str rest = ent_str_slice(s, *at, s.n);
	if (!ent_str_starts(rest, ENT_STR("&#")))
		return high;
	const char *semi =
		memchr(rest.p, ';', rest.n < ENTITY_NAME ? rest.n : ENTITY_NAME);
	const uint32_t low =
		semi ? numeric(ent_str_slice(rest, 1, (size_t)(semi - rest.p))) : 0;
	if (low < 0xDC00 || low > 0xDFFF)
		return high;
	*at += (size_t)(semi - rest.p) + 1;
	return 0x10000 + ((high - 0xD800) << 10) + low - 0xDC00;
}

void ent_xml_decode(ent_buf *to, ent_str s, ent_xml_repairs *repairs)
{
	while (s.n) {
		const char *amp = memchr(s.p, '&', s.n);
		size_t k = amp ? (size_t)(amp - s.p) : s.n;
		ent_xml_clean(to, ent_str_slice(s, 0, k), repairs);
		if (!amp)
			return;
		size_t capacity = s.n - k < ENTITY_NAME ? s.n - k : ENTITY_NAME;
		const char *semi = memchr(amp, ';', capacity);
		ent_str name = semi ? ent_str_slice(s, k + 1, (size_t)(semi - s.p))
				    : (ent_str){ NULL, 0 };
		if (!is_name(name)) { /* a bare ampersand */
			ent_buf_add_char(to, '&');
			s = ent_str_slice(s, k + 1, s.n);
			continue;
		}
		size_t end = (size_t)(semi - s.p) + 1;
		if (name.p[0] == '#') {
			uint32_t c = numeric(name);
			if (c >= 0xD800 && c < 0xDC00)
				c = join_surrogate(s, c, &end);
			repairs->characters += !is_char(c);
			ent_buf_add_codepoint(to, is_char(c) ? c : REPLACEMENT);
		} else {
			add_named(to, name, repairs);
		}
		s = ent_str_slice(s, end, s.n);
	}
}

bool ent_xml_join_surrogates(ent_buf *to, ent_str text)
{
	size_t done = 0;
	const char *p = text.p;
	while (p && (p = memmem(p, text.n - (size_t)(p - text.p), "&#", 2))) {
		const size_t at = (size_t)(p - text.p);
		const size_t left =
			text.n - at < ENTITY_NAME ? text.n - at : ENTITY_NAME;
		const char *semi = memchr(p, ';', left);
		p += 2;
		if (!semi)
			continue;
		size_t end = (size_t)(semi - text.p) + 1;
		const size_t first_end = end;
		uint32_t c = numeric(ent_str_slice(text, at + 1, end - 1));
		if (c < 0xD800 || c >= 0xDC00)
			continue;
		c = join_surrogate(text, c, &end);
		if (end == first_end)
			continue;
		ent_buf_add(to, ent_str_slice(text, done, at));
		ent_buf_addf(to, "&#%u;", (unsigned)c);
		done = end;
		p = text.p + end;
	}
	if (done)
		ent_buf_add(to, ent_str_slice(text, done, text.n));
	return done > 0;
}
