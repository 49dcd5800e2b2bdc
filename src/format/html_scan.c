/* SPDX-License-Identifier: Apache-2.0 */
/* html_scan.c - the tokens of an HTML page.
 *
 * What: the part of the tokenizer of the HTML Living Standard (section 13.2.5) that
 * pages of institutions need, with the errors that are often met: attributes given
 * twice, literal "<" and "&", references without a semicolon.  Rare syntax is odd:
 * html_dom.c reads such pages with libgumbo.
 *
 * Cost: O(n), one pass over the bytes for forbidden characters and one for the tokens.
 */
#include <strings.h>

#include "base/ascii.h"
#include "format/html_reference.h"
#include "format/html_scan.h"

enum {
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

size_t ent_html_first_form(ent_str page)
{
	static const char start[] = "<form";
	for (const char *p = page.p;
	     p && (p = memchr(p, '<', page.n - (size_t)(p - page.p))); p++) {
		const size_t at = (size_t)(p - page.p);
		if (page.n - at >= sizeof(start) &&
		    !strncasecmp(p, start, sizeof(start) - 1) &&
		    strchr(" \t\r\n\f/>", p[sizeof(start) - 1]))
			return at;
	}
	return page.n;
}

size_t ent_html_blanks(ent_str s)
{
	size_t k = 0;
	while (k < s.n && is_blank(s.p[k]))
		k++;
	return k;
}

/* ---- texts ----------------------------------------------------------------- */

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
		const size_t took = ent_html_add_reference(
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
	scan->text = ENT_STR("");
	if (peek(scan, 0) == '>' || (peek(scan, 0) == '-' && peek(scan, 1) == '>')) {
		scan->at += peek(scan, 0) == '>' ? 1 : 2;
		return ENT_HTML_COMMENT;
	}
	const bool ended = skip_past(scan, "-->");
	scan->text =
		ent_str_slice(scan->page, from, ended ? scan->at - 3 : scan->page.n);
	const char *end = memmem(scan->text.p, scan->text.n, "--!>", 4);
	if (end) {
		scan->text.n = (size_t)(end - scan->text.p);
		scan->at = from + scan->text.n + 4;
	}
	return ended || end ? ENT_HTML_COMMENT : ENT_HTML_ODD;
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
	scan->text = ent_str_slice(text, 2, text.n);
	return ENT_HTML_COMMENT;
}

static size_t skip_blanks(const ent_html_scan *scan, size_t at)
{
	while (at < scan->page.n && is_blank(scan->page.p[at]))
		at++;
	return at;
}

/* Whether the letter is part of the name of a tag; "<" is, but odd. */
static bool is_name_letter(char c)
{
	return c && c != '<' && !is_blank(c) && c != '/' && c != '>' && c != '=';
}

/* The same of an attribute; html_dom.c may have a mark before "</". */
static bool is_attribute_letter(ent_str page, size_t at)
{
	return is_name_letter(page.p[at]) ||
	       (page.p[at] == '<' && at + 1 < page.n && page.p[at + 1] != '/');
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
		if (!end) { /* the page ends in it, and the tag is dropped */
			*value = ent_str_slice(page, at + 1, page.n);
			return page.n;
		}
		const size_t after = (size_t)(end - page.p);
		*value = ent_str_slice(page, at + 1, after);
		return after + 1;
	}
	const size_t from = at;
	while (at < page.n && !is_blank(page.p[at]) && page.p[at] != '>')
		at++;
	*value = ent_str_slice(page, from, at);
	return at;
}

/* Whether an attribute has been given before; the first counts. */
static bool is_given(const ent_html_scan *scan, ent_str name)
{
	for (unsigned k = 0; k < scan->n; k++) {
		const ent_str other = scan->attributes[k].name;
		if (other.n == name.n && !strncasecmp(other.p, name.p, name.n))
			return true;
	}
	return false;
}

/* One attribute; where it ends, 0 where it is odd. */
static size_t read_attribute(ent_html_scan *scan, size_t at)
{
	const ent_str page = scan->page;
	const size_t from = at;
	while (at < page.n && is_attribute_letter(page, at))
		at++;
	if (at == from || at - from > NAME_MAX_BYTES || scan->n == ENT_HTML_ATTRIBUTES)
		return 0;
	ent_str value = { NULL, 0 };
	const ent_str name = ent_str_slice(page, from, at);
	const size_t equals = skip_blanks(scan, at);
	if (equals < page.n && page.p[equals] == '=')
		at = read_value(scan, &value, equals + 1);
	/* html_dom.c has a mark before each of these */
	if (value.n && memchr(value.p, '<', value.n) &&
	    memmem(value.p, value.n, "</", 2))
		return 0;
	if (is_given(scan, name))
		return at;
	scan->attributes[scan->n].name = name;
	scan->attributes[scan->n++].value = value;
	return at;
}

/* Whether the tag may be that of a form; html_dom.c has a mark before those that end
 * it. */
static bool ends_form(const ent_html_scan *scan)
{
	return scan->name.n >= 4 && !strncasecmp(scan->name.p, "form", 4);
}

static ent_html_kind read_tag(ent_html_scan *scan, bool end)
{
	const ent_str page = scan->page;
	size_t at = scan->at + (end ? 2 : 1);
	const size_t from = at;
	while (at < page.n && (is_name_letter(page.p[at]) || page.p[at] == '='))
		at++;
	if (at - from > NAME_MAX_BYTES || (at < page.n && page.p[at] == '<'))
		return ENT_HTML_ODD;
	scan->name = ent_str_slice(page, from, at);
	scan->tag = gumbo_tagn_enum(scan->name.p, (unsigned)scan->name.n);
	scan->n = 0;
	scan->self_closing = false;
	for (;;) {
		at = skip_blanks(scan, at);
		if (at >= page.n && !ends_form(scan)) { /* it is dropped */
			scan->at = page.n;
			return ENT_HTML_EOF;
		}
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
	return end ? ENT_HTML_END : ENT_HTML_START;
}

/* Whether a "<" begins a text. */
static bool is_text(const ent_html_scan *scan, size_t at)
{
	const char next = at + 1 < scan->page.n ? scan->page.p[at + 1] : '!';
	return !ent_is_letter(next) && next != '/' && next != '!' && next != '?';
}

static ent_html_kind read_text(ent_html_scan *scan)
{
	const ent_str page = scan->page;
	size_t to = scan->at;
	for (;; to++) {
		const char *end =
			to < page.n ? memchr(page.p + to, '<', page.n - to) : NULL;
		to = end ? (size_t)(end - page.p) : page.n;
		if (!end || !is_text(scan, to))
			break;
	}
	scan->text = ent_str_slice(page, scan->at, to);
	scan->at = to;
	return decode(scan, &scan->text, false) ? ENT_HTML_TEXT : ENT_HTML_ODD;
}

ent_html_kind ent_html_next(ent_html_scan *scan)
{
	scan->start = scan->at;
	if (scan->at >= scan->page.n)
		return ENT_HTML_EOF;
	if (scan->page.p[scan->at] != '<' || is_text(scan, scan->at))
		return read_text(scan);
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
