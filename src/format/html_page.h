/* SPDX-License-Identifier: Apache-2.0 */
/* html_page.h - a page that is read without libgumbo: its open elements, and what the
 * standard prescribes for tags and texts. "Odd" is what this reader leaves to libgumbo
 * (html_strict.c).
 *
 * All functions that give a bool give false where the page is odd, or there is not
 * enough memory. */
#ifndef ENT_FORMAT_HTML_PAGE_H
#define ENT_FORMAT_HTML_PAGE_H

#include "format/html_nodes.h"
#include "format/html_scan.h"

enum {
	ENT_HTML_DEPTH = 480,       /* html_dom.c has another rule for deeper trees */
	ENT_HTML_DEPTH_MOVED = 240, /* where elements are put into others afterwards */
	ENT_HTML_ACTIVE = 64,       /* formatting elements that are not ended */
};

/* What a start tag does.  An element that is not listed is odd. */
typedef enum ent_html_element {
	ENT_EL_ODD,
	ENT_EL_INLINE, /* any other, also those that are not in the standard */
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
	ENT_EL_VOID_PART, /* of a media element or object */
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
	ENT_EL_TEMPLATE,
	ENT_EL_ROOT, /* html, head, body: not below the body */
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

/* The standard's insertion modes below "in body": the innermost of these that is
 * open. */
typedef struct ent_html_mode {
	ent_html_element kind; /* ENT_EL_ROOT for "in body" */
	unsigned at;           /* on the stack */
} ent_html_mode;

typedef struct ent_html_open {
	xmlNode *node;
	GumboTag tag;
	ent_html_element kind;
} ent_html_open;

typedef struct ent_html_page {
	ent_html_scan scan;
	ent_html_nodes nodes;
	ent_html_phase phase;
	bool modern;      /* no quirks */
	unsigned typed;   /* document types */
	xmlNode *text;    /* to which the next text belongs, if any */
	size_t text_line; /* on which it begins */
	bool foster;      /* what may not be in a table goes before it */
	bool moved;       /* elements were put into others */
	bool in_marker;   /* of a list, as in html_dom.c */
	xmlNode *head, *form;
	bool form_known;
	size_t first_form; /* where it is in the page, if it is known */
	unsigned depth;
	ent_html_open
		stack[ENT_HTML_DEPTH + 1];   /* [depth] innermost; [0] the document */
	unsigned short open[GUMBO_TAG_LAST]; /* how many of each */
	const xmlChar *names[GUMBO_TAG_LAST];
	/* the list of active formatting elements; a marker has no node */
	unsigned n_active;
	ent_html_open active[ENT_HTML_ACTIVE];
	size_t clones;
} ent_html_page;

extern const unsigned char ent_html_elements[GUMBO_TAG_LAST];

/* The standard's "special" elements, and those that a table consists of. */
bool ent_html_is_special(ent_html_element kind);
bool ent_html_is_table_part(ent_html_element kind);

/* ---- html_page.c: nodes and open elements ------------------------------------ */

/* The element that is open and innermost. */
ent_html_open *ent_html_innermost(ent_html_page *page);

/* An element of a name, of the token that was read with its attributes, and the same
 * opened. */
xmlNode *ent_html_add_named(ent_html_page *page, GumboTag tag);
xmlNode *ent_html_add_tag(ent_html_page *page);
bool ent_html_push(ent_html_page *page, xmlNode *node, GumboTag tag);
bool ent_html_push_tag(ent_html_page *page);
bool ent_html_push_implied(ent_html_page *page, GumboTag tag);
void ent_html_pop(ent_html_page *page);

/* Takes an element off the stack, wherever it is there. */
void ent_html_forget(ent_html_page *page, unsigned at);

/* Where on the stack a node is; 0 if it is not open. */
unsigned ent_html_find(const ent_html_page *page, const xmlNode *node);

/* Adds the attributes of the token that the element does not have yet. */
bool ent_html_merge(ent_html_page *page, xmlNode *node);

/* The next node goes into the innermost element, or before a table. */
void ent_html_set_place(ent_html_page *page);

/* A text that begins at an offset. */
void ent_html_put_text(ent_html_page *page, ent_str text, size_t start);

/* A template, empty: what is in it is not shown.  False where that is odd. */
bool ent_html_add_template(ent_html_page *page);

/* An element that holds no elements, with its content. */
bool ent_html_add_raw(ent_html_page *page, bool references, bool skip_line_feed);

/* ---- html_scope.c: what is open, and its end ---------------------------------- */

/* The insertion mode: by the innermost part of a table, or select, that is open. */
ent_html_mode ent_html_mode_of(const ent_html_page *page);

/* Where the innermost of a tag is, or of a kind, if it is in scope; else 0. */
unsigned ent_html_in_scope(const ent_html_page *page, GumboTag tag);
unsigned ent_html_kind_in_scope(const ent_html_page *page, ent_html_element kind);

/* Closes elements whose end tags may be left out, but for a tag. */
void ent_html_end_implied(ent_html_page *page, GumboTag but);

/* Closes the element at a depth with all in it; what is in it; the innermost of a tag,
 * if it is in scope. */
void ent_html_close(ent_html_page *page, unsigned at);
void ent_html_close_within(ent_html_page *page, unsigned at);
bool ent_html_end_element(ent_html_page *page, GumboTag tag);

/* The standard's "any other end tag". */
bool ent_html_end_other(ent_html_page *page);

/* ---- html_format.c: formatting elements --------------------------------------- */

/* Appends to the list of active formatting elements, or a marker to it; empties it up
 * to the last marker; opens again those that are not open.  False where it is full. */
bool ent_html_add_active(ent_html_page *page, xmlNode *node, GumboTag tag);
bool ent_html_add_marker(ent_html_page *page);
void ent_html_clear_to_marker(ent_html_page *page);
bool ent_html_reconstruct(ent_html_page *page);

/* An end tag of one; a link that begins while another is open. */
bool ent_html_adopt(ent_html_page *page, GumboTag tag);
bool ent_html_end_link(ent_html_page *page);

/* ---- html_mode.c, html_body.c, html_table.c, html_svg.c: the body -------------- */

/* Handles the tag in the current insertion mode; and as in the body itself. */
bool ent_html_start_in_body(ent_html_page *page);
bool ent_html_end_in_body(ent_html_page *page);
bool ent_html_text_in_body(ent_html_page *page, ent_str text, size_t start);
bool ent_html_start_plain(ent_html_page *page);
bool ent_html_end_plain(ent_html_page *page);

/* The same in a table and its parts; *again when the token is to be handled again, in
 * the mode that is current then. */
bool ent_html_start_in_table(ent_html_page *page, ent_html_mode mode, bool *again);
bool ent_html_end_in_table(ent_html_page *page, ent_html_mode mode, bool *again);
bool ent_html_text_in_table(ent_html_page *page, ent_str text, size_t start);

/* An svg element with all its content; false where that is odd. */
bool ent_html_add_picture(ent_html_page *page);

#endif
