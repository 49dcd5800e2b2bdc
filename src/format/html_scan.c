/* SPDX-License-Identifier: Apache-2.0 */
/* html_scan.c - the tokens of an HTML page that has no errors in them.
 *
 * What: the part of the tokenizer of the HTML Living Standard (section 13.2.5) that
 * pages without errors need.  Whatever it calls an error, and what is seldom met, is
 * odd: html_dom.c reads such pages with libgumbo.
 *
 * Entities without a semicolon are odd, as are those that HTML 4 did not have and the
 * two that HTML 5 changed (&lang; and &rang;).
 *
 * Cost: O(n), one look at each byte for characters that are forbidden and one for what
 * they say.
 */
#include <strings.h>

#include <libxml/HTMLparser.h>

#include "base/ascii.h"
#include "format/html_scan.h"

enum {
	DIGITS_MAX = 7, /* of a reference by number */
	NAME_MAX_BYTES = 100,
};

/* ---- characters ------------------------------------------------------------ */

/* Control characters, and the first bytes of characters some of which are forbidden
 * (section 13.2.3.5). */
static bool is_suspect(unsigned char c)
{
	return c < 0x20 ? c != '\t' && c != '\n' && c != '\f'
			: c == 0x7F || c == 0xC2 || c >= 0xEF;
}

/* U+0080 to U+009F, U+FDD0 to U+FDEF, U+xxFFFE and U+xxFFFF; the byte at p is one of
 * the suspect ones. */
static bool is_forbidden(const unsigned char *p)
{
	if (p[0] < 0xC2)
		return true;
	if (p[0] == 0xC2)
		return p[1] < 0xA0;
	if (p[0] == 0xEF)
		return (p[1] == 0xB7 && p[2] >= 0x90 && p[2] <= 0xAF) ||
		       (p[1] == 0xBF && p[2] >= 0xBE);
	return (p[1] & 0x0F) == 0x0F && p[2] == 0xBF && p[3] >= 0xBE;
}

bool ent_html_is_plain(ent_str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	for (size_t k = 0; k < s.n; k++) {
		if (is_suspect(p[k]) && is_forbidden(p + k))
			return false;
	}
	return true;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\f';
}

size_t ent_html_blanks(ent_str s)
{
	size_t k = 0;
	while (k < s.n && is_blank(s.p[k]))
		k++;
	return k;
}

/* ---- references ------------------------------------------------------------ */

/* &#233; or &#xE9; at the start of s: its length, 0 where it is odd. */
static size_t add_number(ent_buf *to, ent_str s)
{
	const bool hex = s.n > 2 && (s.p[2] | 32) == 'x';
	size_t k = hex ? 3 : 2;
	const size_t first = k;
	uint32_t c = 0;
	for (; k < s.n && k < first + DIGITS_MAX; k++) {
		const char l = (char)(s.p[k] | 32);
		if (ent_is_digit(s.p[k]))
			c = c * (hex ? 16 : 10) + (uint32_t)(s.p[k] - '0');
		else if (hex && l >= 'a' && l <= 'f')
			c = c * 16 + (uint32_t)(l - 'a' + 10);
		else
			break;
	}
	const bool plain = (c > 0x20 && c < 0x7F) || (c >= 0xA0 && c < 0xD800) ||
			   (c >= 0xE000 && c < 0xFDD0) ||
			   (c >= 0xFDF0 && c < 0x110000 && (c & 0xFFFE) != 0xFFFE);
	if (k == first || k == s.n || s.p[k] != ';' || !plain)
		return 0;
	ent_buf_add_codepoint(to, c);
	return k + 1;
}

static size_t add_named(ent_buf *to, ent_str name)
{
	char z[12];
	if (name.n >= sizeof(z))
		return 0;
	memcpy(z, name.p, name.n);
	z[name.n] = 0;
	const htmlEntityDesc *entity = htmlEntityLookup(BAD_CAST z);
	if (!entity || entity->value == 0x2329 || entity->value == 0x232A)
		return 0;
	ent_buf_add_codepoint(to, entity->value);
	return name.n + 2;
}

/* The character that the ampersand at the start of s stands for is added: how many bytes
 * it took, 0 where that is odd.  In an attribute &name= is not one. */
static size_t add_reference(ent_buf *to, ent_str s, bool attribute)
{
	if (s.n > 1 && s.p[1] == '#')
		return add_number(to, s);
	size_t k = 1;
	while (k < s.n && (ent_is_letter(s.p[k]) || ent_is_digit(s.p[k])))
		k++;
	if (k < s.n && s.p[k] == ';' && k > 1)
		return add_named(to, ent_str_slice(s, 1, k));
	/* no entity that needs no semicolon has one letter, or begins with a digit */
	if (k > 2 && !ent_is_digit(s.p[1]) && !(attribute && k < s.n && s.p[k] == '='))
		return 0;
	ent_buf_add_char(to, '&');
	return 1;
}

/* A text with its references replaced; false where one is odd. */
static bool decode(ent_html_scan *scan, ent_str *text, bool attribute)
{
	const char *amp = text->n ? memchr(text->p, '&', text->n) : NULL;
	if (!amp)
		return true;
	ent_buf_clear(&scan->buf);
	for (size_t at = 0; at < text->n;) {
		const ent_str rest = ent_str_slice(*text, at, text->n);
		amp = memchr(rest.p, '&', rest.n);
		const size_t before = amp ? (size_t)(amp - rest.p) : rest.n;
		ent_buf_add(&scan->buf, ent_str_slice(rest, 0, before));
		at += before;
		if (!amp)
			break;
		const size_t took = add_reference(
			&scan->buf, ent_str_slice(*text, at, text->n), attribute);
		if (!took)
			return false;
		at += took;
	}
	*text = ent_buf_str(&scan->buf);
	return !scan->buf.failed;
}

const char *ent_html_value(ent_html_scan *scan, ent_str value)
{
	if (!decode(scan, &value, true))
		return NULL;
	if (value.p != scan->buf.p || !value.p) {
		ent_buf_clear(&scan->buf);
		ent_buf_add(&scan->buf, value);
	}
	return scan->buf.failed ? NULL : scan->buf.p ? scan->buf.p : "";
}

/* ---- tokens ---------------------------------------------------------------- */

size_t ent_html_line(ent_html_scan *scan, size_t start)
{
	if (!scan->line)
		scan->line = 1;
	if (start > scan->line_at) {
		scan->line += ent_str_count(
			ent_str_slice(scan->page, scan->line_at, start), '\n');
		scan->line_at = start;
	}
	return scan->line;
}

static char peek(const ent_html_scan *scan, size_t ahead)
{
	return scan->at + ahead < scan->page.n ? scan->page.p[scan->at + ahead] : 0;
}

static bool skip_past(ent_html_scan *scan, const char *what)
{
	const size_t n = strlen(what);
	const char *found =
		memmem(scan->page.p + scan->at, scan->page.n - scan->at, what, n);
	if (found)
		scan->at = (size_t)(found - scan->page.p) + n;
	return found;
}

static ent_html_kind read_comment(ent_html_scan *scan)
{
	scan->at += 4;
	const size_t from = scan->at;
	if (peek(scan, 0) == '>' || (peek(scan, 0) == '-' && peek(scan, 1) == '>') ||
	    !skip_past(scan, "-->"))
		return ENT_HTML_ODD;
	const ent_str text = ent_str_slice(scan->page, from, scan->at - 3);
	return memmem(text.p, text.n, "--!>", 4) ||
			       ent_str_is(text, "[if !supportLists]")
		       ? ENT_HTML_ODD
		       : ENT_HTML_COMMENT;
}

/* <!DOCTYPE html>, <![endif]>, <?xml ...?> */
static ent_html_kind read_declaration(ent_html_scan *scan)
{
	static const char doctype[] = "<!doctype";
	const size_t from = scan->at;
	if (!skip_past(scan, ">"))
		return ENT_HTML_ODD;
	ent_str text = ent_str_slice(scan->page, from, scan->at - 1);
	/* html_dom.c may have a mark in it, which would end it */
	if (memchr(text.p + 1, '<', text.n - 1))
		return ENT_HTML_ODD;
	if (text.n >= sizeof(doctype) - 1 &&
	    !strncasecmp(text.p, doctype, sizeof(doctype) - 1)) {
		text = ent_str_trim(ent_str_slice(text, sizeof(doctype) - 1, text.n));
		scan->modern = text.n == 4 && !strncasecmp(text.p, "html", 4);
		return ENT_HTML_DOCTYPE;
	}
	return ent_str_is(text, "<![if !supportLists]") ? ENT_HTML_ODD
							: ENT_HTML_COMMENT;
}

static size_t skip_blanks(const ent_html_scan *scan, size_t at)
{
	while (at < scan->page.n && is_blank(scan->page.p[at]))
		at++;
	return at;
}

/* Whether the letter is part of the name of a tag or an attribute; "<" is, but odd. */
static bool is_name_letter(char c)
{
	return c && c != '<' && !is_blank(c) && c != '/' && c != '>' && c != '=';
}

/* The value after an equals sign; where it ends, 0 where it is odd. */
static size_t read_value(ent_html_scan *scan, ent_str *value, size_t at)
{
	const ent_str page = scan->page;
	at = skip_blanks(scan, at);
	if (at >= page.n)
		return 0;
	if (page.p[at] == '"' || page.p[at] == '\'') {
		const char *end = memchr(page.p + at + 1, page.p[at], page.n - at - 1);
		if (!end)
			return 0;
		const size_t after = (size_t)(end - page.p);
		*value = ent_str_slice(page, at + 1, after);
		return after + 1;
	}
	const size_t from = at;
	while (at < page.n && !is_blank(page.p[at]) && page.p[at] != '>') {
		if (page.p[at++] == '<')
			return 0;
	}
	*value = ent_str_slice(page, from, at);
	return at > from ? at : 0;
}

/* One attribute; where it ends, 0 where it is odd. */
static size_t read_attribute(ent_html_scan *scan, size_t at)
{
	const ent_str page = scan->page;
	const size_t from = at;
	while (at < page.n && is_name_letter(page.p[at]))
		at++;
	if (at == from || at - from > NAME_MAX_BYTES || at >= page.n ||
	    scan->n == ENT_HTML_ATTRIBUTES)
		return 0;
	ent_str value = { NULL, 0 };
	const ent_str name = ent_str_slice(page, from, at);
	const size_t equals = skip_blanks(scan, at);
	if (equals < page.n && page.p[equals] == '=')
		at = read_value(scan, &value, equals + 1);
	for (unsigned k = 0; k < scan->n; k++) {
		const ent_str other = scan->attributes[k].name;
		if (other.n == name.n && !strncasecmp(other.p, name.p, name.n))
			return 0; /* libgumbo joins the second with the next */
	}
	/* html_dom.c has a mark before each of these */
	if (value.n && memchr(value.p, '<', value.n) &&
	    memmem(value.p, value.n, "</", 2))
		return 0;
	scan->attributes[scan->n].name = name;
	scan->attributes[scan->n++].value = value;
	return at;
}

static ent_html_kind read_tag(ent_html_scan *scan, bool end)
{
	const ent_str page = scan->page;
	size_t at = scan->at + (end ? 2 : 1);
	const size_t from = at;
	while (at < page.n && (is_name_letter(page.p[at]) || page.p[at] == '='))
		at++;
	if (at - from > NAME_MAX_BYTES)
		return ENT_HTML_ODD;
	scan->name = ent_str_slice(page, from, at);
	scan->tag = gumbo_tagn_enum(scan->name.p, (unsigned)scan->name.n);
	scan->n = 0;
	scan->self_closing = false;
	for (;;) {
		at = skip_blanks(scan, at);
		if (at >= page.n)
			return ENT_HTML_ODD;
		if (page.p[at] == '>')
			break;
		if (page.p[at] == '/') {
			scan->self_closing = at + 1 < page.n && page.p[at + 1] == '>';
			at++;
			continue;
		}
		at = read_attribute(scan, at);
		if (!at)
			return ENT_HTML_ODD;
	}
	scan->at = at + 1;
	return !end                            ? ENT_HTML_START
	       : scan->n || scan->self_closing ? ENT_HTML_ODD
					       : ENT_HTML_END;
}

ent_html_kind ent_html_next(ent_html_scan *scan)
{
	const ent_str page = scan->page;
	scan->start = scan->at;
	if (scan->at >= page.n)
		return ENT_HTML_EOF;
	const char *p = page.p + scan->at;
	if (*p != '<') {
		const char *end = memchr(p, '<', page.n - scan->at);
		const size_t to = end ? (size_t)(end - page.p) : page.n;
		scan->text = ent_str_slice(page, scan->at, to);
		scan->at = to;
		return decode(scan, &scan->text, false) ? ENT_HTML_TEXT : ENT_HTML_ODD;
	}
	const char next = peek(scan, 1);
	if (ent_is_letter(next))
		return read_tag(scan, false);
	if (next == '/' && ent_is_letter(peek(scan, 2)))
		return read_tag(scan, true);
	if (next == '!' && peek(scan, 2) == '-' && peek(scan, 3) == '-')
		return read_comment(scan);
	return next == '!' || next == '?' ? read_declaration(scan) : ENT_HTML_ODD;
}

static bool has_script(ent_str s)
{
	static const char tag[] = "<script";
	for (const char *p = s.p; (p = memchr(p, '<', s.n - (size_t)(p - s.p))); p++) {
		if (s.n - (size_t)(p - s.p) >= sizeof(tag) - 1 &&
		    !strncasecmp(p, tag, sizeof(tag) - 1))
			return true;
	}
	return false;
}

bool ent_html_raw(ent_html_scan *scan, ent_str name, bool references)
{
	const ent_str page = scan->page;
	size_t at = scan->at;
	const size_t from = at;
	for (;; at += 2) {
		const char *end = memmem(page.p + at, page.n - at, "</", 2);
		at = end ? (size_t)(end - page.p) : page.n;
		if (page.n - at < name.n + 3)
			return false;
		/* a mark of html_dom.c, as in attributes */
		if (page.n - at > 6 && !strncasecmp(end + 2, "form", 4))
			return false;
		if (!strncasecmp(end + 2, name.p, name.n) &&
		    !is_name_letter(end[2 + name.n]))
			break;
	}
	scan->text = ent_str_slice(page, from, at);
	scan->start = from;
	const size_t after = skip_blanks(scan, at + 2 + name.n);
	if (after >= page.n || page.p[after] != '>')
		return false;
	scan->at = after + 1;
	/* scripts within comments within scripts (section 13.2.5.17 and following) */
	if (!references && memmem(scan->text.p, scan->text.n, "<!--", 4) &&
	    has_script(scan->text))
		return false;
	return !references || decode(scan, &scan->text, false);
}
