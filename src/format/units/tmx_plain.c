/* SPDX-License-Identifier: Apache-2.0 */
/* tmx_plain.c - whether text with codes of TMX is certainly well-formed, in one pass.
 *
 * What: an export looks at each markup of a memory before it copies it into a file.
 * Nearly all was written by our readers: tags of TMX with attributes in double quotes,
 * one space before each, and four entities.  This is recognised here, a byte at a time,
 * without a copy; everything else is left to a parser of XML.
 *
 * Cost: 2,200 instructions for a side with three codes; parsing and writing it again
 * took 8,600 (callgrind, export of 3,000 units).
 */
#include <string.h>

#include "format/units/tmx_plain.h"

enum { DEPTH = 16, NAMES = 7, ATTRIBUTES = 6 };

static const char elements[NAMES][4] = { "ph", "bpt", "ept", "it", "hi", "sub", "ut" };
static const char attributes[ATTRIBUTES][9] = { "i",     "x",   "type",
						"assoc", "pos", "datatype" };

/* What is looked at: from p to end. */
struct scan {
	const char *p, *end;
};

static bool take_word(struct scan *s, const char *word)
{
	const size_t n = strlen(word);
	if ((size_t)(s->end - s->p) < n || memcmp(s->p, word, n))
		return false;
	s->p += n;
	return true;
}

/* A name of lower-case letters; its length. */
static size_t name_length(const struct scan *s)
{
	const char *p = s->p;
	while (p < s->end && *p >= 'a' && *p <= 'z')
		p++;
	return (size_t)(p - s->p);
}

static int take_element(struct scan *s)
{
	const size_t n = name_length(s);
	for (int k = 0; n < sizeof(elements[0]) && k < NAMES; k++)
		if (!strncmp(elements[k], s->p, n) && !elements[k][n]) {
			s->p += n;
			return k;
		}
	return -1;
}

static int take_attribute(struct scan *s)
{
	const size_t n = name_length(s);
	for (int k = 0; n < sizeof(attributes[0]) && k < ATTRIBUTES; k++)
		if (!strncmp(attributes[k], s->p, n) && !attributes[k][n]) {
			s->p += n;
			return k;
		}
	return -1;
}

/* Literal characters, and entities, up to '<', '"' or the end.  The noncharacters
 * U+FFFE and U+FFFF begin with EF. */
static bool take_text(struct scan *s)
{
	while (s->p < s->end) {
		const unsigned char c = (unsigned char)*s->p;
		if (c == '<' || c == '"')
			return true;
		if (c == '&') {
			if (!take_word(s, "&lt;") && !take_word(s, "&gt;") &&
			    !take_word(s, "&amp;") && !take_word(s, "&quot;"))
				return false;
			continue;
		}
		if (c < ' ' || c == '>' || c == 0x7F || c == 0xEF)
			return false;
		s->p++;
	}
	return true;
}

/* The attributes of a tag, up to its '>' or '/'. */
static bool take_attributes(struct scan *s)
{
	unsigned seen = 0;
	while (s->p < s->end && *s->p == ' ') {
		s->p++;
		const int k = take_attribute(s);
		if (k < 0 || seen >> k & 1 || !take_word(s, "=\"") || !take_text(s) ||
		    !take_word(s, "\""))
			return false;
		seen |= 1u << k;
	}
	return true;
}

bool ent_tmx_is_plain(ent_str markup)
{
	struct scan s = { markup.p, markup.p + markup.n };
	int open[DEPTH];
	int depth = 0;
	while (s.p < s.end) {
		if (*s.p == '"') { /* literal in text */
			s.p++;
		} else if (*s.p != '<') {
			if (!take_text(&s))
				return false;
		} else if (take_word(&s, "</")) {
			if (!depth || take_element(&s) != open[--depth] ||
			    !take_word(&s, ">"))
				return false;
		} else {
			s.p++;
			const int k = take_element(&s);
			if (k < 0 || !take_attributes(&s))
				return false;
			if (take_word(&s, "/>"))
				continue;
			if (!take_word(&s, ">") || depth == DEPTH)
				return false;
			open[depth++] = k;
		}
	}
	return !depth;
}
