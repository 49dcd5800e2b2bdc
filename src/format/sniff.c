/* SPDX-License-Identifier: Apache-2.0 */
/* sniff.c - what a file is, from its first bytes.
 *
 * Method: white space, declarations, comments and the document type are skipped; the
 * name of the first element decides.  The encoding is looked for as the HTML Living
 * Standard's "prescan" does (section 13.2.3.2), without its tokenizer: the letters
 * "charset" within the first kilobytes, before the body.
 */
#include <string.h>
#include <strings.h>

#include "base/ascii.h"
#include "base/fail.h"
#include "base/word_list.h"
#include "format/doctype.h"
#include "format/preamble.h"
#include "format/sniff.h"

enum {
	PRESCAN = 4096,   /* the standard says 1024; pages in the wild need more */
	FIRST_TAG = 4096, /* as much text may be before <html> */
};

static bool is_name_start(char c)
{
	return ent_is_letter(c) || c == '_' || ((unsigned char)c & 0x80);
}

static bool starts_any_case(ent_str s, const char *z)
{
	return ent_str_starts_any_case(s, ent_str_of(z));
}

/* Offset after the first `mark`, or s.n. */
static size_t after(ent_str s, const char *mark)
{
	const char *at = s.n ? memmem(s.p, s.n, mark, strlen(mark)) : NULL;
	return at ? (size_t)(at - s.p) + strlen(mark) : s.n;
}

/* The text from the first element's "<" on; "" without one. */
static ent_str at_root(ent_str s)
{
	s = ent_str_slice(s, ent_front_matter(s), s.n);
	for (;;) {
		size_t k = 0;
		while (k < s.n && ent_is_space(s.p[k]))
			k++;
		s = ent_str_slice(s, k, s.n);
		if (ent_template_tag(s))
			k = ent_template_tag(s);
		else if (ent_str_starts(s, ENT_STR("{{")))
			k = after(s, "}}");
		else if (ent_str_starts(s, ENT_STR("<!--")))
			k = after(s, "-->");
		else if (ent_str_starts(s, ENT_STR("<?")))
			k = after(s, ">");
		else if (ent_str_starts(s, ENT_STR("<!")))
			k = ent_declaration_end(s, 0);
		else
			return s.n > 1 && s.p[0] == '<' && is_name_start(s.p[1])
				       ? s
				       : (ent_str){ NULL, 0 };
		s = ent_str_slice(s, k ? k : s.n, s.n);
	}
}

ent_str ent_sniff_root(ent_str text)
{
	ent_str s = at_root(text);
	size_t k = s.n ? 1 : 0;
	while (k < s.n && !ent_is_space(s.p[k]) && s.p[k] != '>' && s.p[k] != '/')
		k++;
	return s.n ? ent_str_slice(s, 1, k) : s;
}

static bool is_html_name(ent_str name)
{
	static const char *const names[] = {
		"html",    "head",   "body",     "title",      "meta",   "link",
		"p",       "div",    "h1",       "h2",         "h3",     "h4",
		"h5",      "h6",     "ul",       "ol",         "li",     "dl",
		"table",   "tr",     "td",       "center",     "font",   "span",
		"a",       "b",      "i",        "u",          "strong", "em",
		"small",   "main",   "pre",      "style",      "base",   "img",
		"section", "nav",    "header",   "footer",     "aside",  "figure",
		"details", "iframe", "noscript", "blockquote", "script", "hr",
		"br",      "button", "form",     "address",    "wbr",    "q",
		NULL,
	};
	return ent_list_has_any_case(names, name);
}

/* <html> or its document type after some text that has no tags. */
static bool has_late_html(ent_str text)
{
	size_t n = text.n < FIRST_TAG ? text.n : FIRST_TAG;
	for (size_t k = 0; k < n; k++) {
		ent_str rest = ent_str_slice(text, k, text.n);
		if (text.p[k] == '<' &&
		    (starts_any_case(rest, "<!doctype html") ||
		     starts_any_case(rest, "<html") || starts_any_case(rest, "<body")))
			return true;
	}
	return false;
}

ent_markup ent_sniff_markup(ent_str text)
{
	ent_str root = at_root(text), name = ent_sniff_root(text);
	if (!root.n)
		return has_late_html(text) ? ENT_MARKUP_HTML : ENT_MARKUP_NONE;
	bool declared = starts_any_case(ent_str_trim(text), "<?xml");
	ent_str tag = ent_str_slice(root, 0, after(root, ">"));
	bool spaced = memmem(tag.p, tag.n, "xmlns", 5) != NULL;
	const bool upper = ent_str_is_any_case(name, "html") &&
			   !ent_str_is(name, "html"); /* XHTML is in lower case */
	if (is_html_name(name) && !declared && (!spaced || upper))
		return ENT_MARKUP_HTML;
	/* "<John> said": no tag is ever closed */
	if (!declared && !memmem(root.p, root.n, "</", 2) &&
	    !memmem(root.p, root.n, "/>", 2))
		return ENT_MARKUP_NONE;
	return ENT_MARKUP_XML;
}

bool ent_sniff_fragment(ent_str name, ent_str text)
{
	static const char *const ends[] = { ".html", ".htm", ".xhtml", ".shtml" };
	bool named = false;
	for (size_t k = 0; k < sizeof(ends) / sizeof(ends[0]); k++)
		named |= name.n > strlen(ends[k]) &&
			 ent_str_is_any_case(
				 ent_str_slice(name, name.n - strlen(ends[k]), name.n),
				 ends[k]);
	for (size_t k = 0; named && k + 1 < text.n && k < PRESCAN; k++) {
		size_t end = k + 1;
		while (end < text.n && !ent_is_space(text.p[end]) &&
		       !strchr("</>", text.p[end]))
			end++;
		if (text.p[k] == '<' && end < text.n && text.p[end] != '<' &&
		    is_html_name(ent_str_slice(text, k + 1, end)))
			return true;
	}
	return false;
}

/* The value after `name`, an equals sign and perhaps a quote. */
static ent_str value_of(ent_str s, const char *name)
{
	for (size_t k = 0; k + strlen(name) < s.n; k++) {
		if (!starts_any_case(ent_str_slice(s, k, s.n), name))
			continue;
		size_t at = k + strlen(name);
		while (at < s.n && (ent_is_space(s.p[at]) || s.p[at] == '='))
			at++;
		if (at < s.n && (s.p[at] == '"' || s.p[at] == '\''))
			at++;
		size_t end = at;
		while (end < s.n && !ent_is_space(s.p[end]) &&
		       !strchr("\"'/>;?\\", s.p[end]))
			end++;
		if (end > at)
			return ent_str_slice(s, at, end);
	}
	return (ent_str){ NULL, 0 };
}

ent_str ent_sniff_encoding(ent_str bytes)
{
	ent_str head = ent_str_slice(bytes, 0, bytes.n < PRESCAN ? bytes.n : PRESCAN);
	ent_str trimmed = ent_str_trim(head);
	if (starts_any_case(trimmed, "<?xml")) {
		ent_str declaration = ent_str_slice(trimmed, 0, after(trimmed, "?>"));
		ent_str value = value_of(declaration, "encoding");
		if (value.n)
			return value;
	}
	/* of HTML, or of a catalogue of gettext */
	if (!memchr(head.p ? head.p : "", '<', head.n) &&
	    !(head.n && memmem(head.p, head.n, "msgid \"\"", 8)))
		return (ent_str){ NULL, 0 };
	return value_of(head, "charset");
}

/* Whether a text begins with the head of a message (RFC 5322) or of a MIME part. */
static bool is_message(ent_str s)
{
	static const char *const names[] = {
		"From:", "To:", "Subject:", "Date:", "Cc:", "Content-Type:", "Reply-To:"
	};
	/* a memorandum has those above, and none of these */
	static const char *const sure[] = { "MIME-Version:",
					    "Content-Transfer-Encoding:",
					    "Received:",
					    "Return-Path:",
					    "Message-ID:",
					    "Delivered-To:",
					    "Snapshot-Content-Location:",
					    "DKIM-Signature:" };
	enum { LINES = 40 };
	unsigned seen = 0;
	bool mime = false, mailbox = false;
	for (int k = 0; k < LINES && s.p; k++) {
		const ent_str line = ent_str_cut(&s, '\n');
		if (!ent_str_trim(line).n)
			break;
		for (size_t j = 0; j < sizeof(names) / sizeof(*names); j++)
			seen += starts_any_case(line, names[j]);
		for (size_t j = 0; j < sizeof(sure) / sizeof(*sure); j++)
			if (starts_any_case(line, sure[j])) {
				mime = true;
				seen++;
			}
		/* the first line of a message in a mailbox */
		if (!k && !seen && !ent_str_starts(line, ENT_STR("From ")))
			return false;
		mailbox |= !k && ent_str_starts(line, ENT_STR("From "));
	}
	return (mime && seen > 1) || (mailbox && seen > 2);
}

const char *ent_sniff_binary(ent_str bytes)
{
	if (ent_str_starts(bytes, ENT_STR("\xEF\xBB\xBF")))
		bytes = ent_str_slice(bytes, 3, bytes.n);
	if (is_message(bytes))
		return ENT_TEXT(
			"is an e-mail or a page saved as MHTML; save its text or HTML");
	static const struct {
		const char *mark, *why;
	} kinds[] = {
		{ "%PDF-",
		  ENT_TEXT(
			  "is PDF, which holds no units; align it with its translation") },
		{ "{\\rtf",
		  ENT_TEXT(
			  "is RTF, which is not read; save it as DOCX, HTML or text") },
		{ "\xD0\xCF\x11\xE0",
		  ENT_TEXT("is an old Word file; save it as DOCX, HTML or text") },
		{ "\x89PNG", ENT_TEXT("is a picture") },
		{ "\xFF\xD8\xFF", ENT_TEXT("is a picture") },
		{ "GIF8", ENT_TEXT("is a picture") },
		{ "SQLite format 3", ENT_TEXT("is a SQLite file, not a release") },
	};
	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
		if (ent_str_starts(bytes, ent_str_of(kinds[k].mark)))
			return kinds[k].why;
	return NULL;
}
