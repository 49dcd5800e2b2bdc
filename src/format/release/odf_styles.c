/* SPDX-License-Identifier: Apache-2.0 */
/* odf_styles.c - headings and hidden text by the styles of an OpenDocument.
 *
 * What: OpenDocument 1.3, part 3, section 16 (styles) and 20.385 (text:display).  A
 * style is a heading when it, or a style that it is based on, is called Title, Subtitle
 * or Heading, or has an outline level; its text is hidden by text:display="none".
 *
 * Method: all styles go into a hash table once, and each element with a style name is
 * looked up in it.  XPath would compare each paragraph with each style.
 *
 * Time O(n), but for chains of parents, of which PARENTS_MAX are followed.
 */
#include <string.h>

#include <libxml/hash.h>
#include <libxml/parser.h>

#include "format/release/odf_styles.h"
#include "format/release/rules.h"
#include "format/release/select.h"
#include "format/tag_limit.h"

enum { PARENTS_MAX = 12 };

static const char style_ns[] = "urn:oasis:names:tc:opendocument:xmlns:style:1.0";
static const char text_ns[] = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
static const char office_ns[] = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";

static bool is_in(const xmlNode *n, const char *ns, const char *name)
{
	return n->type == XML_ELEMENT_NODE && n->ns && n->ns->href &&
	       !strcmp((const char *)n->ns->href, ns) &&
	       (!name || !strcmp((const char *)n->name, name));
}

/* The value of an attribute, lent; NULL without one. */
static const char *value_of(const xmlNode *n, const char *ns, const char *name)
{
	for (const xmlAttr *a = n->properties; a; a = a->next)
		if (a->ns && a->ns->href && !strcmp((const char *)a->ns->href, ns) &&
		    !strcmp((const char *)a->name, name))
			return a->children ? (const char *)a->children->content : NULL;
	return NULL;
}

/* Adds the styles of a document to the table, by name. */
static bool list_styles(xmlHashTable *table, xmlDoc *doc)
{
	xmlNode *root = xmlDocGetRootElement(doc);
	for (xmlNode *n = root; n; n = ent_next_node(n, root)) {
		if (!is_in(n, style_ns, "style"))
			continue;
		const char *name = value_of(n, style_ns, "name");
		/* the first of a name counts: those of the text are read first */
		if (name && !xmlHashLookup(table, BAD_CAST name) &&
		    xmlHashAddEntry(table, BAD_CAST name, n))
			return false;
	}
	return true;
}

static bool is_heading_name(const char *name)
{
	return !strcmp(name, "Title") || !strcmp(name, "Subtitle") ||
	       !strcmp(name, "Heading") || !strncmp(name, "Heading_20_", 11);
}

/* The display of a style: 1 hidden, -1 shown, 0 nothing. */
static int display_of(const xmlNode *style)
{
	for (const xmlNode *n = style->children; n; n = n->next) {
		const char *display = is_in(n, style_ns, "text-properties")
					      ? value_of(n, text_ns, "display")
					      : NULL;
		if (display)
			return !strcmp(display, "none") ? 1 : -1;
	}
	return 0;
}

static void mark_element(xmlNode *element, xmlHashTable *table, const char *name)
{
	ent_mark mark = ent_mark_get(element);
	const bool paragraph =
		is_in(element, text_ns, "p") || is_in(element, text_ns, "h");
	int display = 0;
	bool heading = false;
	for (int k = 0; name && k < PARENTS_MAX; k++) {
		const xmlNode *style = xmlHashLookup(table, BAD_CAST name);
		heading |= is_heading_name(name);
		if (!style)
			break;
		if (!display)
			display = display_of(style);
		name = value_of(style, style_ns, "parent-style-name");
	}
	if (display > 0)
		mark.skip = SKIP_ALWAYS;
	else if (heading && paragraph)
		mark.kind = ENT_KIND_HEADING + 1;
	else
		return;
	ent_mark_set(element, mark);
}

/* A paragraph with a text:hidden-paragraph whose condition holds. */
static void hide_paragraph(xmlNode *inside)
{
	const char *hidden = value_of(inside, text_ns, "is-hidden");
	xmlNode *n = inside;
	while (n && !is_in(n, text_ns, "p") && !is_in(n, text_ns, "h"))
		n = n->parent && n->parent->type == XML_ELEMENT_NODE ? n->parent : NULL;
	if (!n || !hidden || strcmp(hidden, "true") != 0)
		return;
	ent_mark mark = ent_mark_get(n);
	mark.skip = SKIP_ALWAYS;
	ent_mark_set(n, mark);
}

bool ent_odf_mark(xmlDoc *doc, ent_str styles)
{
	xmlNode *root = xmlDocGetRootElement(doc);
	if (!root || !is_in(root, office_ns, NULL))
		return true;
	xmlHashTable *table = xmlHashCreate(64);
	xmlDoc *others = styles.n && !ent_tag_limit(styles, false, NULL)
				 ? xmlReadMemory(styles.p, (int)styles.n, NULL, "UTF-8",
						 XML_PARSE_NONET | XML_PARSE_NOERROR |
							 XML_PARSE_NOWARNING)
				 : NULL;
	bool ok = table && list_styles(table, doc) &&
		  (!others || list_styles(table, others));
	for (xmlNode *n = root; n && ok; n = ent_next_node(n, root)) {
		const char *name = n->type == XML_ELEMENT_NODE && n->properties
					   ? value_of(n, text_ns, "style-name")
					   : NULL;
		if (name)
			mark_element(n, table, name);
		else if (is_in(n, text_ns, "hidden-paragraph"))
			hide_paragraph(n);
	}
	xmlFreeDoc(others);
	xmlHashFree(table, NULL);
	return ok;
}
