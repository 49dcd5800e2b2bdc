/* SPDX-License-Identifier: Apache-2.0 */
/* A page that is read without libgumbo gives the tree that libgumbo gives: the same
 * elements, attributes, texts and lines. */
#include <stdio.h>
#include <stdlib.h>

#include <libxml/HTMLtree.h>

#include "format/html_strict.h"
#include "format/tag_limit.h"
#include "text/decode.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool same_text(const xmlChar *a, const xmlChar *b)
{
	return xmlStrEqual(a ? a : BAD_CAST "", b ? b : BAD_CAST "");
}

/* Whether the name begins with that of an attribute before it: libgumbo puts the name
 * of one that is given again without a value in front of the next name. */
static bool is_joined(const xmlAttr *first, const xmlAttr *end)
{
	for (const xmlAttr *a = first; a != end; a = a->next) {
		if (!xmlStrncmp(a->name, end->name, xmlStrlen(a->name)))
			return true;
	}
	return false;
}

/* Whether libgumbo joined the name with one before it to a third, and left it out. */
static bool is_dropped(const xmlAttr *first, const xmlAttr *end)
{
	for (const xmlAttr *a = first; a != end; a = a->next)
		for (const xmlAttr *b = first; b != end; b = b->next) {
			const int n = xmlStrlen(a->name);
			if (!xmlStrncmp(a->name, b->name, n) &&
			    xmlStrEqual(b->name + n, end->name))
				return true;
		}
	return false;
}

/* The attributes up to the first that libgumbo has joined, if any. */
static bool same_attributes(const xmlAttr *a, const xmlAttr *b)
{
	const xmlAttr *const all = a;
	for (const xmlAttr *first = b; b; a = a->next, b = b->next) {
		if (a && is_dropped(all, a))
			return true;
		if (!a || !same_text(a->name, b->name) ||
		    !same_text(a->children ? a->children->content : NULL,
			       b->children ? b->children->content : NULL))
			return is_joined(first, b);
	}
	return !a || is_dropped(all, a);
}

static bool same_node(const xmlNode *a, const xmlNode *b)
{
	if (a->type != b->type || !same_text(a->name, b->name) || a->line != b->line ||
	    a->_private != b->_private)
		return false;
	if (a->type == XML_TEXT_NODE)
		return same_text(a->content, b->content);
	return a->type != XML_ELEMENT_NODE ||
	       same_attributes(a->properties, b->properties);
}

/* The first node of a that differs; NULL if none does. */
static const xmlNode *first_difference(const xmlNode *a, const xmlNode *b)
{
	const xmlNode *end = a;
	while (same_node(a, b)) {
		if (!a->children != !b->children)
			return a;
		if (a->children) {
			a = a->children, b = b->children;
			continue;
		}
		while (a != end && !a->next && !b->next)
			a = a->parent, b = b->parent;
		if (a == end)
			return NULL;
		if (!a->next || !b->next)
			return a;
		a = a->next, b = b->next;
	}
	return a;
}

static void compare(xmlDoc *strict, ent_str text)
{
	xmlDoc *repaired = NULL;
	if (ent_html_repair(&repaired, text, NULL))
		return;
	const xmlNode *a = (const xmlNode *)strict, *b = (const xmlNode *)repaired;
	const xmlNode *odd = first_difference(a, b);
	if (odd) {
		fprintf(stderr, "the trees differ at <%s>, line %u\n",
			odd->parent && odd->parent->name
				? (const char *)odd->parent->name
				: "",
			(unsigned)odd->line);
		htmlDocDump(stderr, strict);
		htmlDocDump(stderr, repaired);
		abort();
	}
	xmlFreeDoc(repaired);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	ent_buf text = ENT_BUF_INIT;
	xmlDoc *doc = NULL;
	bool odd = false;
	const ent_str bytes = { (const char *)data, size };
	if (!ent_decode(&text, NULL, NULL, bytes, ENT_STR(""), NULL) &&
	    !ent_tag_limit(ent_buf_str(&text), true, NULL) &&
	    !ent_html_strict(&doc, &odd, ent_buf_str(&text), NULL) && !odd)
		compare(doc, ent_buf_str(&text));
	xmlFreeDoc(doc);
	ent_buf_release(&text);
	return 0;
}
