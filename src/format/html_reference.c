/* SPDX-License-Identifier: Apache-2.0 */
/* html_reference.c - references to characters in HTML (HTML Living Standard, section
 * 13.2.5.72 and following): &eacute; and &#233;, also without a semicolon.
 *
 * Entities that HTML 4 did not have are odd, as are the two that HTML 5 changed
 * (&lang; and &rang;). */
#include <libxml/HTMLparser.h>

#include "base/ascii.h"
#include "base/word_list.h"
#include "format/html_reference.h"
#include "text/windows_1252.h"

enum {
	DIGITS_MAX = 7, /* of a reference by number */
	LATIN_MAX = 6,  /* of the name of an entity that needs no semicolon */
};

/* &#233; or &#xE9; at the start of s: its length, 0 where it is odd. */
static size_t add_number(ent_buf *to, ent_str s)
{
	const bool hex = s.n > 2 && (s.p[2] | 32) == 'x';
	const int base = hex ? 16 : 10;
	size_t k = hex ? 3 : 2;
	const size_t first = k;
	uint32_t c = 0;
	for (; k < s.n && k < first + DIGITS_MAX; k++) {
		const int digit = ent_hex_digit(s.p[k]);
		if (digit < 0 || digit >= base)
			break;
		c = c * base + (uint32_t)digit;
	}
	if (c >= 0x80 && c < 0xA0)
		c = ent_windows_1252((unsigned char)c);
	const bool plain = (c > 0x20 && c < 0x7F) || (c >= 0xA0 && c < 0xD800) ||
			   (c >= 0xE000 && c < 0xFDD0) ||
			   (c >= 0xFDF0 && c < 0x110000 && (c & 0xFFFE) != 0xFFFE);
	if (k == first || k == first + DIGITS_MAX || !plain)
		return 0;
	ent_buf_add_codepoint(to, c);
	return k < s.n && s.p[k] == ';' ? k + 1 : k;
}

/* The character of an entity; 0 for an unknown one. */
static uint32_t entity_value(ent_str name)
{
	char z[12];
	if (name.n >= sizeof(z))
		return 0;
	memcpy(z, name.p, name.n);
	z[name.n] = 0;
	const htmlEntityDesc *entity = htmlEntityLookup(BAD_CAST z);
	if (!entity || entity->value == 0x2329 || entity->value == 0x232A)
		return 0;
	return entity->value;
}

/* An entity at the start of s whose name begins what is up to `end`, without a
 * semicolon: how long it is, 1 for an ampersand that means itself, 0 where that is odd.
 * Only the letters of ISO-8859-1 and those of markup may be written so. */
static size_t add_unended(ent_buf *to, ent_str s, size_t end, bool attribute)
{
	static const char *const upper[] = { "AMP",  "LT",  "GT", "QUOT",
					     "COPY", "REG", NULL };
	if (ent_list_start_of(upper, ent_str_slice(s, 1, end)))
		return 0;
	for (size_t k = end < 1 + LATIN_MAX ? end : 1 + LATIN_MAX; k > 2; k--) {
		const ent_str name = ent_str_slice(s, 1, k);
		const uint32_t value = entity_value(name);
		if (!value || value > 0xFF || value == '\'')
			continue;
		if (attribute && k < s.n &&
		    (s.p[k] == '=' || ent_is_letter(s.p[k]) || ent_is_digit(s.p[k])))
			break;
		ent_buf_add_codepoint(to, value);
		return k;
	}
	ent_buf_add_char(to, '&');
	return 1;
}

size_t ent_html_add_reference(ent_buf *to, ent_str s, bool attribute)
{
	if (s.n > 1 && s.p[1] == '#')
		return add_number(to, s);
	size_t k = 1;
	while (k < s.n && (ent_is_letter(s.p[k]) || ent_is_digit(s.p[k])))
		k++;
	if (k == s.n || s.p[k] != ';' || k == 1)
		return add_unended(to, s, k, attribute);
	const uint32_t value = entity_value(ent_str_slice(s, 1, k));
	if (!value)
		return 0;
	ent_buf_add_codepoint(to, value);
	return k + 1;
}
