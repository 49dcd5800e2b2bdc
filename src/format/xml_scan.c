/* SPDX-License-Identifier: Apache-2.0 */
/* xml_scan.c - the tags and texts of a piece of XML.
 *
 * What: a tokenizer for XML 1.0 that never fails: text, CDATA, tags, and all
 * else, with the place of each.
 *
 * Why not libxml2 here: files of units are full of what an XML parser must stop at (XML
 * 1.0, section 1.2, "fatal error"): control characters, raw or as references, a tag cut
 * off, a byte that is not UTF-8. The promise is that the other units are read all the
 * same, and that inline codes and properties are written back unchanged, for which
 * their place in the bytes is needed.  So the unit is the piece that is well-formed or
 * refused, not the file.  Its time compared with libxml2: scripts/bench.d/import,
 * doc/formats.md.
 *
 * Differences from the standard: a "<" inside an attribute value ends a broken tag;
 * white space in a value stays as it is written.  Otherwise it agrees with libxml2 on
 * everything well-formed: tests/fuzz/fuzz_tokens.c compares them.
 *
 * Time O(n), no memory.
 */
#include <string.h>

#include "base/ascii.h"
#include "format/doctype.h"
#include "format/xml_scan.h"

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
	} else if (s.p[t->at + 1] == '?') {
		finish(t, s, find(s, t->at + 2, "?>"), at);
	} else {
		finish(t, s, ent_declaration_end(s, t->at), at);
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
