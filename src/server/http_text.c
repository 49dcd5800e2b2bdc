/* SPDX-License-Identifier: Apache-2.0 */
/* http_text.c - text of a request: percent-encoding (RFC 3986, 2.1) and UTF-8. */
#include "server/http.h"

/* Bytes of the UTF-8 sequence at p, 0 when it is not one (RFC 3629). */
static size_t utf8_length(const unsigned char *p, size_t n)
{
	if (p[0] < 0x80)
		return 1;
	if (p[0] >= 0xC2 && p[0] <= 0xDF)
		return n > 1 && (p[1] & 0xC0) == 0x80 ? 2 : 0;
	if (p[0] >= 0xE0 && p[0] <= 0xEF) {
		const unsigned char low = p[0] == 0xE0 ? 0xA0 : 0x80;
		const unsigned char high = p[0] == 0xED ? 0x9F : 0xBF;
		return n > 2 && p[1] >= low && p[1] <= high && (p[2] & 0xC0) == 0x80
			       ? 3
			       : 0;
	}
	if (p[0] >= 0xF0 && p[0] <= 0xF4) {
		const unsigned char low = p[0] == 0xF0 ? 0x90 : 0x80;
		const unsigned char high = p[0] == 0xF4 ? 0x8F : 0xBF;
		return n > 3 && p[1] >= low && p[1] <= high && (p[2] & 0xC0) == 0x80 &&
				       (p[3] & 0xC0) == 0x80
			       ? 4
			       : 0;
	}
	return 0;
}

bool http_is_utf8(ent_str text)
{
	for (size_t at = 0; at < text.n;) {
		const size_t n =
			utf8_length((const unsigned char *)text.p + at, text.n - at);
		if (!n)
			return false;
		at += n;
	}
	return true;
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool http_decode(ent_str *out, ent_str text, bool plus, ent_arena *arena)
{
	char *p = ent_arena_alloc(arena, text.n + 1, 1);
	size_t n = 0;
	for (size_t k = 0; p && k < text.n; k++) {
		char c = text.p[k];
		if (c == '%') {
			const int high = text.n - k > 2 ? hex(text.p[k + 1]) : -1;
			const int low = text.n - k > 2 ? hex(text.p[k + 2]) : -1;
			if (high < 0 || low < 0)
				return false;
			c = (char)(high * 16 + low);
			k += 2;
		} else if (c == '+' && plus) {
			c = ' ';
		}
		if (!c)
			return false;
		p[n++] = c;
	}
	*out = (ent_str){ p, n };
	return p && http_is_utf8(*out);
}
