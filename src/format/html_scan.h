/* SPDX-License-Identifier: Apache-2.0 */
/* html_scan.h - the tokens of an HTML page. */
#ifndef ENT_FORMAT_HTML_SCAN_H
#define ENT_FORMAT_HTML_SCAN_H

#include <gumbo.h>

#include "entente/str.h"

typedef enum ent_html_kind {
	ENT_HTML_TEXT,
	ENT_HTML_START,
	ENT_HTML_END,
	ENT_HTML_COMMENT, /* and what the standard reads as one */
	ENT_HTML_DOCTYPE,
	ENT_HTML_EOF,
	ENT_HTML_ODD, /* anything else */
} ent_html_kind;

enum { ENT_HTML_ATTRIBUTES = 48 }; /* of one tag; more are odd */

/* Slices of the page, but for the text, which is valid until the next call. */
typedef struct ent_html_scan {
	ent_str page;
	size_t at; /* what is not read yet */
	/* the token */
	size_t start;
	ent_str text; /* of a text, with its references replaced, or of a comment */
	GumboTag tag; /* of a tag */
	ent_str name;
	bool self_closing, modern; /* <name/>; <!DOCTYPE html> and nothing else in it */
	unsigned n;                /* attributes */
	struct {
		ent_str name, value; /* as written */
	} attributes[ENT_HTML_ATTRIBUTES];
	/* private */
	size_t line, line_at;
	ent_buf buf;
} ent_html_scan;

/* Whether each character of valid UTF-8 stays itself in HTML. */
bool ent_html_is_plain(ent_str page);

/* Where the first start tag of a form may be; page.n without one. */
size_t ent_html_first_form(ent_str page);

/* How much white space the text begins with. */
size_t ent_html_blanks(ent_str text);

/* Reads the next token into scan; ENT_HTML_ODD for what only a parser can judge. */
ent_html_kind ent_html_next(ent_html_scan *scan);

/* Reads the content of an element that holds no tags, up to its end tag, which is the
 * next token; false where that is odd. */
bool ent_html_raw(ent_html_scan *scan, ent_str name, bool references);

/* An attribute's value with its references replaced, until the next call; NULL where it
 * is odd. */
const char *ent_html_value(ent_html_scan *scan, ent_str value);

/* On which line the token begins; of tokens in their order. */
size_t ent_html_line(ent_html_scan *scan, size_t start);

#endif
