/* SPDX-License-Identifier: Apache-2.0 */
/* xml_decode.c - the text of a piece of XML: references replaced, characters checked.
 *
 * What: the character references, the five entities of XML, those of HTML, and those
 * that the file declares; line ends (XML 1.0, section 2.11); characters that XML 1.0
 * forbids become U+FFFD and are counted.
 *
 * Difference from the standard: an entity that nothing declares becomes its name and is
 * counted, where a parser would stop.
 *
 * Time O(n), eight bytes at a time where they are clean.
 */
#include <string.h>

#include <libxml/HTMLparser.h>

#include "base/ascii.h"
#include "format/xml_decode.h"

enum { ENTITY_NAME = 32, REPLACEMENT = 0xFFFD };

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
	const int base = hex ? 16 : 10;
	uint32_t value = 0;
	for (size_t k = hex ? 2 : 1; k < s.n; k++) {
		const int digit = ent_hex_digit(s.p[k]);
		if (digit < 0 || digit >= base || value > 0x10FFFF)
			return UINT32_MAX;
		value = value * base + (uint32_t)digit;
	}
	return s.n > (hex ? 2u : 1u) ? value : UINT32_MAX;
}

ent_str ent_xml_entity(const ent_xml_entities *entities, ent_str name)
{
	for (unsigned k = 0; entities && k < entities->n; k++)
		if (ent_str_eq(entities->list[k].name, name))
			return entities->list[k].text;
	return (ent_str){ NULL, 0 };
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
	for (size_t k = 0; k < sizeof(xml) / sizeof(xml[0]); k++)
		if (ent_str_is(name, xml[k].name)) {
			ent_buf_add_char(to, xml[k].value);
			return;
		}
	const ent_str declared = ent_xml_entity(repairs->declared, name);
	if (declared.p) {
		ent_buf_add(to, declared);
		return;
	}
	char z[ENTITY_NAME] = "";
	if (name.n < sizeof(z))
		memcpy(z, name.p, name.n);
	const htmlEntityDesc *html = htmlEntityLookup(BAD_CAST z);
	repairs->entities += !html;
	if (html)
		ent_buf_add_codepoint(to, html->value);
	else
		ent_xml_clean(to, name, repairs);
}

/* The name of the reference that begins with the "&" at k; "" for a bare ampersand. */
static ent_str reference_name(ent_str s, size_t k)
{
	const size_t from = ++k;
	while (k < s.n && s.p[k] != ';' && s.p[k] != '&' && s.p[k] != '<' &&
	       !ent_is_xml_space(s.p[k]))
		k++;
	return k < s.n && s.p[k] == ';' ? ent_str_slice(s, from, k) : ENT_STR("");
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
		const ent_str name = reference_name(s, k);
		if (!name.n) { /* a bare ampersand */
			ent_buf_add_char(to, '&');
			s = ent_str_slice(s, k + 1, s.n);
			continue;
		}
		size_t end = k + 1 + name.n + 1;
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
