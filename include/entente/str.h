/* SPDX-License-Identifier: Apache-2.0 */
/* entente/str.h - text: a lent slice and a growing buffer.
 *
 * ent_str is passed by value, is valid UTF-8, is not NUL-terminated unless a
 * function says so, and belongs to somebody else.  ent_buf owns its bytes and
 * keeps a NUL after them.  Offsets and lengths are bytes.
 */
#ifndef ENTENTE_STR_H
#define ENTENTE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_str {
	const char *p; /* lent; may be NULL only when n is 0 */
	size_t n;
} ent_str;

#define ENT_STR(literal) ((ent_str){ "" literal, sizeof(literal) - 1 })

/* The text up to the NUL; NULL gives "". */
static inline ent_str ent_str_of(const char *z)
{
	return (ent_str){ z, z ? strlen(z) : 0 };
}

/* Whether the bytes are equal. */
static inline bool ent_str_eq(ent_str a, ent_str b)
{
	return a.n == b.n && (!b.n || !memcmp(a.p, b.p, b.n));
}

static inline bool ent_str_is(ent_str a, const char *z)
{
	return ent_str_eq(a, ent_str_of(z));
}

/* The bytes from start to before end, lent by s; start <= end <= s.n. */
static inline ent_str ent_str_slice(ent_str s, size_t start, size_t end)
{
	return (ent_str){ s.p ? s.p + start : NULL, end - start };
}

static inline bool ent_str_starts(ent_str s, ent_str prefix)
{
	return s.n >= prefix.n && ent_str_eq((ent_str){ s.p, prefix.n }, prefix);
}

/* How many bytes at the beginning of both are equal. */
static inline size_t ent_str_common(ent_str a, ent_str b)
{
	size_t n = 0;
	while (n < a.n && n < b.n && a.p[n] == b.p[n])
		n++;
	return n;
}

/* < 0, 0 or > 0: by bytes, which for UTF-8 is the order of code points. */
int ent_str_cmp(ent_str a, ent_str b);
bool ent_str_ends(ent_str s, ent_str suffix);

/* Without regard to the case of ASCII letters, in any locale; NUL is a byte as any
 * other. */
bool ent_str_eq_any_case(ent_str a, ent_str b);
bool ent_str_starts_any_case(ent_str s, ent_str prefix);
static inline bool ent_str_is_any_case(ent_str a, const char *z)
{
	return ent_str_eq_any_case(a, ent_str_of(z));
}

ent_str ent_str_trim(ent_str s); /* without ASCII white space at both ends */

/* Cuts *rest at the first byte c: returns what precedes it and leaves in
 * *rest what follows.  Without c the whole is returned and *rest is {NULL, 0};
 * so a loop `while (rest.p)` sees an empty last field. */
ent_str ent_str_cut(ent_str *rest, char c);

/* Unicode characters (code points) in s. */
size_t ent_str_chars(ent_str s);

/* How often the byte c occurs in s. */
size_t ent_str_count(ent_str s, char c);

/* FNV-1a over the bytes, 64 bits: equal on every machine. */
uint64_t ent_str_hash(ent_str s);

/* A buffer starts as ENT_BUF_INIT and is released with ent_buf_release().  One that
 * cannot grow sets failed and ignores what is added from then on, so that a caller
 * checks once, at the end. */
typedef struct ent_buf {
	char *p; /* owned; NUL-terminated; NULL while nothing was added */
	size_t n, capacity;
	bool failed;
} ent_buf;

#define ENT_BUF_INIT ((ent_buf){ NULL, 0, 0, false })

/* Append a text, a byte, the UTF-8 of a code point, formatted text. */
void ent_buf_add(ent_buf *buf, ent_str s);
void ent_buf_add_char(ent_buf *buf, char c);
void ent_buf_add_codepoint(ent_buf *buf, uint32_t c); /* UTF-8 of c */
void ent_buf_addf(ent_buf *buf, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* s as a JSON string with its quotes (RFC 8259; non-ASCII is kept). */
void ent_buf_add_json(ent_buf *buf, ent_str s);
/* s as a JSON number when it is a whole number of at most 15 digits without leading
 * zeros, else as ent_buf_add_json() does. */
void ent_buf_add_json_number(ent_buf *buf, ent_str s);
/* s as XML character data; also fit for a value in double quotes.  Characters
 * that XML 1.0 does not allow become U+FFFD. */
void ent_buf_add_xml(ent_buf *buf, ent_str s);
/* s for one field of a tab-separated line: tab, line ends and backslash are
 * written \t \n \r \\. */
void ent_buf_add_tsv(ent_buf *buf, ent_str s);
void ent_buf_clear(ent_buf *buf); /* length 0, capacity kept, failed reset */
void ent_buf_release(ent_buf *buf);
static inline ent_str ent_buf_str(const ent_buf *buf)
{
	return (ent_str){ buf->p, buf->n };
}

#ifdef __cplusplus
}
#endif

#endif
