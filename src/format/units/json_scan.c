/* SPDX-License-Identifier: Apache-2.0 */
/* json_scan.c - the values of a JSON text (RFC 8259), one after the other.
 *
 * Nothing is built: the caller takes what it needs and skips the rest.  Differs from
 * the RFC: control characters in strings are accepted; U+0000 becomes U+FFFD; half of a
 * surrogate pair is a flaw.  Cost: linear, no recursion.
 */
#include <string.h>

#include "base/ascii.h"
#include "format/units/json_scan.h"

enum { DEPTH = 64 };

static bool fail(ent_json_scan *s, const char *flaw)
{
	if (!s->flaw)
		s->flaw = flaw;
	return false;
}

char ent_json_peek(ent_json_scan *s)
{
	while (s->at < s->text.n && ent_is_xml_space(s->text.p[s->at]))
		s->at++;
	return s->at < s->text.n ? s->text.p[s->at] : 0;
}

bool ent_json_takes(ent_json_scan *s, char mark)
{
	if (ent_json_peek(s) != mark)
		return false;
	s->at++;
	return true;
}

/* The four digits of \u; -1 if they are not there. */
static int32_t take_hex(ent_json_scan *s)
{
	int32_t value = 0;
	for (int k = 0; k < 4; k++, s->at++) {
		const char c = s->at < s->text.n ? s->text.p[s->at] : 0;
		const int digit = ent_hex_digit(c);
		if (digit < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

/* After "\u". */
static bool take_codepoint(ent_buf *out, ent_json_scan *s)
{
	int32_t c = take_hex(s);
	if (c < 0)
		return fail(s, "\\u without four digits");
	if (c == 0) {
		s->zeros = true;
		c = 0xFFFD;
	}
	if (c >= 0xD800 && c < 0xDC00 && s->at + 1 < s->text.n &&
	    s->text.p[s->at] == '\\' && s->text.p[s->at + 1] == 'u') {
		s->at += 2;
		const int32_t low = take_hex(s);
		if (low >= 0xDC00 && low < 0xE000)
			c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
	}
	if (c >= 0xD800 && c < 0xE000)
		return fail(s, "half of a surrogate pair");
	ent_buf_add_codepoint(out, (uint32_t)c);
	return true;
}

/* After the backslash. */
static bool take_escape(ent_buf *out, ent_json_scan *s)
{
	static const char from[] = "\"\\/bfnrt", into[] = "\"\\/\b\f\n\r\t";
	const char c = s->at < s->text.n ? s->text.p[s->at] : 0;
	const char *known = c ? strchr(from, c) : NULL;
	if (c == 'u') {
		s->at++;
		return take_codepoint(out, s);
	}
	if (!known)
		return fail(s, "a backslash that escapes nothing");
	ent_buf_add_char(out, into[known - from]);
	s->at++;
	return true;
}

bool ent_json_string(ent_buf *out, ent_json_scan *s)
{
	if (!ent_json_takes(s, '"'))
		return fail(s, "no string where one must be");
	while (s->at < s->text.n) {
		const size_t from = s->at;
		while (s->at < s->text.n && s->text.p[s->at] != '"' &&
		       s->text.p[s->at] != '\\')
			s->at++;
		ent_buf_add(out, ent_str_slice(s->text, from, s->at));
		if (s->at == s->text.n)
			break;
		if (s->text.p[s->at++] == '"')
			return true;
		if (!take_escape(out, s))
			return false;
	}
	return fail(s, "a string that does not end");
}

static bool is_of_word(char c)
{
	return ent_is_digit(c) || ent_is_letter(c) || c == '-' || c == '+' || c == '.';
}

bool ent_json_word(ent_buf *out, ent_json_scan *s)
{
	ent_json_peek(s);
	const size_t from = s->at;
	while (s->at < s->text.n && is_of_word(s->text.p[s->at]))
		s->at++;
	if (s->at == from)
		return fail(s, "no value where one must be");
	ent_buf_add(out, ent_str_slice(s->text, from, s->at));
	return true;
}

/* Skips a string without reading it. */
static bool skip_string(ent_json_scan *s)
{
	for (s->at++; s->at < s->text.n; s->at++)
		if (s->text.p[s->at] == '"') {
			s->at++;
			return true;
		} else if (s->text.p[s->at] == '\\') {
			s->at++;
		}
	s->at = s->text.n;
	return fail(s, "a string that does not end");
}

/* Mismatched brackets are accepted, because the value is not used. */
bool ent_json_skip(ent_json_scan *s)
{
	unsigned depth = 0;
	do {
		const char c = ent_json_peek(s);
		if (c == '"') {
			if (!skip_string(s))
				return false;
		} else if (c == '{' || c == '[') {
			if (++depth > DEPTH)
				return fail(s, "more than 64 values in one another");
			s->at++;
		} else if (depth && (c == '}' || c == ']')) {
			depth--;
			s->at++;
		} else if (depth && (c == ',' || c == ':')) {
			s->at++;
		} else if (is_of_word(c)) {
			while (s->at < s->text.n && is_of_word(s->text.p[s->at]))
				s->at++;
		} else {
			return fail(s, "no value where one must be");
		}
	} while (depth);
	return true;
}
