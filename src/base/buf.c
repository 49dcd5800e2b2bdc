/* SPDX-License-Identifier: Apache-2.0 */
/* buf.c - a growing text, and the three ways of quoting text for a file. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "entente/str.h"

/* Space for n more bytes and the NUL. */
static bool reserve(ent_buf *buf, size_t n)
{
	if (buf->failed || n > SIZE_MAX / 2 - buf->n - 1) {
		buf->failed = true;
		return false;
	}
	size_t need = buf->n + n + 1;
	buf->failed = !ENT_GROW(buf->p, buf->capacity, need);
	return !buf->failed;
}

void ent_buf_add(ent_buf *buf, ent_str s)
{
	if (!reserve(buf, s.n))
		return;
	if (s.n)
		memcpy(buf->p + buf->n, s.p, s.n);
	buf->n += s.n;
	buf->p[buf->n] = '\0';
}

void ent_buf_add_char(ent_buf *buf, char c)
{
	ent_buf_add(buf, (ent_str){ &c, 1 });
}

void ent_buf_add_codepoint(ent_buf *buf, uint32_t c)
{
	char u[4];
	size_t n;
	if (c < 0x80) {
		u[0] = (char)c;
		n = 1;
	} else if (c < 0x800) {
		u[0] = (char)(0xC0 | c >> 6);
		u[1] = (char)(0x80 | (c & 0x3F));
		n = 2;
	} else if (c < 0x10000) {
		u[0] = (char)(0xE0 | c >> 12);
		u[1] = (char)(0x80 | (c >> 6 & 0x3F));
		u[2] = (char)(0x80 | (c & 0x3F));
		n = 3;
	} else {
		u[0] = (char)(0xF0 | c >> 18);
		u[1] = (char)(0x80 | (c >> 12 & 0x3F));
		u[2] = (char)(0x80 | (c >> 6 & 0x3F));
		u[3] = (char)(0x80 | (c & 0x3F));
		n = 4;
	}
	ent_buf_add(buf, (ent_str){ u, n });
}

void ent_buf_addf(ent_buf *buf, const char *fmt, ...)
{
	va_list ap, again;
	va_start(ap, fmt);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		buf->failed = true;
	else if (reserve(buf, (size_t)n)) {
		vsnprintf(buf->p + buf->n, (size_t)n + 1, fmt, again);
		buf->n += (size_t)n;
	}
	va_end(again);
}

/* Which of the three ways of quoting may change a byte, besides control characters. */
enum { JSON = 1, XML = 2, TSV = 4 };
static const unsigned char special[256] = {
	['"'] = JSON | XML, ['&'] = XML,         ['<'] = XML,
	['>'] = XML,        ['\\'] = JSON | TSV, [127] = JSON,
};

/* Adds s, which is well-formed UTF-8, with each byte c that is special in that way and
 * for which quote(c) is not NULL replaced by it; runs of other bytes are copied as a
 * whole. */
static void add_well_formed(ent_buf *buf,
			    ent_str s,
			    unsigned char way,
			    const char *(*quote)(unsigned char c))
{
	size_t start = 0;
	for (size_t k = 0; k < s.n; k++) {
		const unsigned char c = (unsigned char)s.p[k];
		if (c >= ' ' && !(special[c] & way))
			continue;
		const char *with = quote(c);
		if (!with)
			continue;
		ent_buf_add(buf, ent_str_slice(s, start, k));
		ent_buf_add(buf, ent_str_of(with));
		start = k + 1;
	}
	ent_buf_add(buf, ent_str_slice(s, start, s.n));
}

/* The same for any bytes: one that is not UTF-8, as names of files may have it, becomes
 * U+FFFD, because readers of the output refuse such bytes. */
static void add_quoted(ent_buf *buf,
		       ent_str s,
		       unsigned char way,
		       const char *(*quote)(unsigned char c))
{
	size_t good;
	while (!ent_utf8_valid(s, &good)) {
		add_well_formed(buf, ent_str_slice(s, 0, good), way, quote);
		ent_buf_add_codepoint(buf, 0xFFFD);
		s = ent_str_slice(s, good + 1, s.n);
	}
	add_well_formed(buf, s, way, quote);
}

static const char *quote_json(unsigned char c)
{
	static const char control[32][7] = {
		"\\u0000", "\\u0001", "\\u0002", "\\u0003", "\\u0004", "\\u0005",
		"\\u0006", "\\u0007", "\\b",     "\\t",     "\\n",     "\\u000b",
		"\\f",     "\\r",     "\\u000e", "\\u000f", "\\u0010", "\\u0011",
		"\\u0012", "\\u0013", "\\u0014", "\\u0015", "\\u0016", "\\u0017",
		"\\u0018", "\\u0019", "\\u001a", "\\u001b", "\\u001c", "\\u001d",
		"\\u001e", "\\u001f",
	};
	if (c < 32)
		return control[c];
	return c == '"' ? "\\\"" : c == '\\' ? "\\\\" : c == 127 ? "\\u007f" : NULL;
}

void ent_buf_add_json(ent_buf *buf, ent_str s)
{
	ent_buf_add_char(buf, '"');
	add_quoted(buf, s, JSON, quote_json);
	ent_buf_add_char(buf, '"');
}

void ent_buf_add_json_number(ent_buf *buf, ent_str s)
{
	enum { MOST = 15 }; /* exact as a double */
	bool number = s.n && s.n <= MOST && (s.p[0] != '0' || s.n == 1);
	for (size_t k = 0; k < s.n && number; k++)
		number = ent_is_digit(s.p[k]);
	if (number)
		ent_buf_add(buf, s);
	else
		ent_buf_add_json(buf, s);
}

static const char *quote_xml(unsigned char c)
{
	switch (c) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	case '\t':
	case '\n': return NULL;
	case '\r': return "&#13;";
	default: return c < 32 ? "\xEF\xBF\xBD" : NULL;
	}
}

/* U+FFFE and U+FFFF, the other characters that XML 1.0 (section 2.2) leaves
 * out, are the three bytes EF BF BE and EF BF BF. */
void ent_buf_add_xml(ent_buf *buf, ent_str s)
{
	size_t start = 0;
	for (size_t k = 0; k + 2 < s.n; k++) {
		const char *at = memchr(s.p + k, 0xEF, s.n - 2 - k);
		if (!at)
			break;
		k = (size_t)(at - s.p);
		if (memcmp(at, "\xEF\xBF\xBE", 3) && memcmp(at, "\xEF\xBF\xBF", 3))
			continue;
		add_quoted(buf, ent_str_slice(s, start, k), XML, quote_xml);
		ent_buf_add_codepoint(buf, 0xFFFD);
		start = k + 3;
		k += 2;
	}
	add_quoted(buf, ent_str_slice(s, start, s.n), XML, quote_xml);
}

static const char *quote_tsv(unsigned char c)
{
	switch (c) {
	case '\t': return "\\t";
	case '\n': return "\\n";
	case '\r': return "\\r";
	case '\\': return "\\\\";
	default: return NULL;
	}
}

void ent_buf_add_tsv(ent_buf *buf, ent_str s)
{
	add_quoted(buf, s, TSV, quote_tsv);
}

void ent_buf_clear(ent_buf *buf)
{
	buf->n = 0;
	buf->failed = false;
	if (buf->p)
		buf->p[0] = '\0';
}

void ent_buf_release(ent_buf *buf)
{
	free(buf->p);
	*buf = ENT_BUF_INIT;
}
