/* SPDX-License-Identifier: Apache-2.0 */
/* html_page.h - a page that is read without repair: its open elements, and what the
 * standard does where all is as it expects.
 *
 * All functions that give a bool give false where the page is odd, or there is not
 * enough memory. */
#ifndef ENT_FORMAT_HTML_PAGE_H
#define ENT_FORMAT_HTML_PAGE_H

#include "format/html_nodes.h"
#include "format/html_scan.h"

enum { ENT_HTML_DEPTH = 480 }; /* html_dom.c has another rule for deeper trees */

/* What a start tag does.  An element that is not listed is odd. */
typedef enum ent_html_element {
	ENT_EL_ODD,
	ENT_EL_INLINE, /* any other, and those that the standard does not know */
	ENT_EL_FORMAT, /* those of the adoption agency */
	ENT_EL_LINK,
	ENT_EL_BLOCK, /* a paragraph ends before it */
	ENT_EL_PARAGRAPH,
	ENT_EL_HEADING,
	ENT_EL_PRE, /* a line feed after the tag is not part of it */
	ENT_EL_FORM,
	ENT_EL_ITEM,
	ENT_EL_TERM,
	ENT_EL_BUTTON,
	ENT_EL_OBJECT,
	ENT_EL_VOID,
	ENT_EL_RULE,
	ENT_EL_META, /* may also be in the head, empty */
	ENT_EL_RAW,
	ENT_EL_RAW_HEAD, /* the same in the head */
	ENT_EL_TEXT,     /* raw with references */
	ENT_EL_TITLE,
	ENT_EL_TABLE,
	ENT_EL_SECTION, /* of a table */
	ENT_EL_ROW,
	ENT_EL_CELL,
	ENT_EL_CAPTION,
	ENT_EL_COLUMNS,
	ENT_EL_COLUMN,
	ENT_EL_SELECT,
	ENT_EL_OPTION,
	ENT_EL_NOSCRIPT,
	ENT_EL_PICTURE, /* SVG */
	ENT_EL_ROOT,    /* html, head, body: not below the body */
} ent_html_element;

/* The standard's insertion modes before and after "in body". */
typedef enum ent_html_phase {
	ENT_HTML_BEFORE_HTML,
	ENT_HTML_BEFORE_HEAD,
	ENT_HTML_IN_HEAD,
	ENT_HTML_AFTER_HEAD,
	ENT_HTML_IN_BODY,
	ENT_HTML_AFTER_BODY,
	ENT_HTML_AFTER_HTML,
} ent_html_phase;

typedef struct ent_html_open {
	xmlNode *node;
	GumboTag tag;
	ent_html_element kind;
} ent_html_open;

typedef struct ent_html_page {
	ent_html_scan scan;
	ent_html_nodes nodes;
	ent_html_phase phase;
	bool modern;    /* no quirks */
	unsigned typed; /* document types */
	xmlNode *text;  /* to which the next text belongs, if any */
	unsigned depth;
	ent_html_open
		stack[ENT_HTML_DEPTH + 1];   /* [depth] innermost; [0] the document */
	unsigned short open[GUMBO_TAG_LAST]; /* how many of each */
	const xmlChar *names[GUMBO_TAG_LAST];
} ent_html_page;

extern const unsigned char ent_html_elements[GUMBO_TAG_LAST];

/* ---- html_page.c: nodes and open elements ------------------------------------ */

ent_html_open *ent_html_innermost(ent_html_page *page);

/* An element of a name, of the token that was read with its attributes, and the same
 * opened. */
xmlNode *ent_html_add_named(ent_html_page *page, GumboTag tag);
xmlNode *ent_html_add_tag(ent_html_page *page);
bool ent_html_push(ent_html_page *page, xmlNode *node, GumboTag tag);
bool ent_html_push_tag(ent_html_page *page);
bool ent_html_push_implied(ent_html_page *page, GumboTag tag);
void ent_html_pop(ent_html_page *page);

/* A text that begins at an offset. */
void ent_html_put_text(ent_html_page *page, ent_str text, size_t start);

/* An element that holds no elements, with its content. */
bool ent_html_add_raw(ent_html_page *page, bool references, bool skip_line_feed);

/* Closes elements whose end tags may be left out. */
void ent_html_end_implied(ent_html_page *page);

/* Closes the element at a depth with all in it; the innermost of a tag; the innermost
 * such as the standard gives no meaning, by the token; a paragraph, if one is open where
 * it matters; the item of the same list. */
bool ent_html_end_with_all(ent_html_page *page, unsigned depth);
bool ent_html_end_element(ent_html_page *page, GumboTag tag);
bool ent_html_end_inline(ent_html_page *page);
bool ent_html_end_paragraph(ent_html_page *page);
bool ent_html_end_item(ent_html_page *page, ent_html_element kind);

/* ---- html_body.c and html_svg.c: what may be in a body ----------------------- */

bool ent_html_start_in_body(ent_html_page *page);
bool ent_html_end_in_body(ent_html_page *page);
bool ent_html_text_in_body(ent_html_page *page, ent_str text, size_t start);
bool ent_html_add_picture(ent_html_page *page);

#endif
