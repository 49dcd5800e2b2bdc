/* SPDX-License-Identifier: Apache-2.0 */
/* html_nodes.c - a tree of libxml2 that grows as an HTML page is read. */
#include <limits.h>

#include <libxml/HTMLtree.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "format/html_nodes.h"
#include "text/repair.h"

enum { NAME_MAX_BYTES = 200 };

bool ent_html_nodes_begin(ent_html_nodes *nodes)
{
	*nodes = (ent_html_nodes){ .doc = htmlNewDocNoDtD(NULL, NULL) };
	if (nodes->doc)
		nodes->doc->dict = xmlDictCreate();
	if (!nodes->doc || !nodes->doc->dict) {
		xmlFreeDoc(nodes->doc);
		return false;
	}
	nodes->at = (xmlNode *)nodes->doc;
	return true;
}

const xmlChar *ent_html_name(ent_html_nodes *nodes, ent_str s)
{
	char name[NAME_MAX_BYTES];
	const size_t n = s.n < sizeof(name) ? s.n : sizeof(name);
	for (size_t k = 0; k < n; k++) {
		const char l = s.p[k];
		name[k] = ent_small_letter(l);
	}
	const xmlChar *found = xmlDictLookup(
		nodes->doc->dict, n ? BAD_CAST name : BAD_CAST "x", n ? (int)n : 1);
	nodes->failed |= !found;
	return found;
}

static void link_node(ent_html_nodes *nodes, xmlNode *node)
{
	xmlNode *parent = nodes->at, *next = nodes->before;
	node->parent = parent;
	node->next = next;
	node->prev = next ? next->prev : parent->last;
	if (node->prev)
		node->prev->next = node;
	else
		parent->children = node;
	if (next)
		next->prev = node;
	else
		parent->last = node;
}

static xmlNode *add_node(ent_html_nodes *nodes, xmlNode *node)
{
	if (!node) {
		nodes->failed = true;
		return NULL;
	}
	node->doc = nodes->doc;
	link_node(nodes, node);
	return node;
}

xmlNode *ent_html_clone(ent_html_nodes *nodes, const xmlNode *node)
{
	xmlNode *clone = xmlNewNodeEatName(NULL, (xmlChar *)node->name);
	nodes->failed |= !clone;
	if (!clone)
		return NULL;
	clone->doc = nodes->doc;
	clone->line = node->line;
	for (const xmlAttr *a = node->properties; a; a = a->next)
		ent_html_add_attribute(nodes, clone, a->name,
				       a->children ? (const char *)a->children->content
						   : "");
	return clone;
}

void ent_html_move(ent_html_nodes *nodes, xmlNode *node)
{
	xmlUnlinkNode(node);
	link_node(nodes, node);
}

void ent_html_move_children(xmlNode *to, xmlNode *from)
{
	to->children = from->children;
	to->last = from->last;
	from->children = from->last = NULL;
	for (xmlNode *child = to->children; child; child = child->next)
		child->parent = to;
}

xmlNode *ent_html_add_element(ent_html_nodes *nodes, const xmlChar *name, size_t line)
{
	xmlNode *node =
		name ? add_node(nodes, xmlNewNodeEatName(NULL, (xmlChar *)name)) : NULL;
	nodes->failed |= !node;
	if (node)
		node->line = (unsigned short)(line < USHRT_MAX ? line : USHRT_MAX);
	return node;
}

/* Valid bytes as they are, others repaired in `space`: libgumbo gives bytes that are
 * not UTF-8 for a reference whose number an int cannot hold. */
static ent_str valid_text(ent_html_nodes *nodes, ent_str s, ent_buf *space)
{
	if (ent_utf8_valid(s, NULL))
		return s;
	ent_utf8_add(space, s);
	nodes->failed |= space->failed;
	return space->p ? ent_buf_str(space) : ENT_STR("");
}

void ent_html_add_attribute(ent_html_nodes *nodes,
			    xmlNode *node,
			    const xmlChar *name,
			    const char *value)
{
	ent_buf valid = ENT_BUF_INIT;
	const ent_str text = valid_text(nodes, ent_str_of(value), &valid);
	nodes->failed |= !xmlNewProp(node, name, BAD_CAST text.p);
	ent_buf_release(&valid);
}

/* The line of the first letter, where there is one; blanks is white space before s that
 * begins on the line. */
static void set_line(xmlNode *node, ent_str blanks, ent_str s, size_t line)
{
	size_t blank = 0;
	while (blank < s.n && strchr(" \t\r\n", s.p[blank]))
		blank++;
	if (blank == s.n)
		return;
	const size_t above = ent_str_count(blanks, '\n') +
			     ent_str_count(ent_str_slice(s, 0, blank), '\n');
	node->_private = (void *)(uintptr_t)(line + above);
}

xmlNode *ent_html_add_text(ent_html_nodes *nodes, ent_str s, size_t line)
{
	ent_buf valid = ENT_BUF_INIT;
	if (!ent_utf8_valid(
		    s, NULL)) { /* libgumbo: a reference that its int cannot hold */
		ent_utf8_add(&valid, s);
		nodes->failed |= valid.failed;
		s = ent_buf_str(&valid);
	}
	xmlNode *node =
		add_node(nodes, xmlNewDocTextLen(nodes->doc, BAD_CAST s.p, (int)s.n));
	if (node)
		set_line(node, ENT_STR(""), s, line);
	ent_buf_release(&valid);
	return node;
}

void ent_html_append_text(ent_html_nodes *nodes, xmlNode *node, ent_str s, size_t line)
{
	if (!node->_private)
		set_line(node, ent_str_of((const char *)node->content), s, line);
	nodes->failed |= xmlTextConcat(node, BAD_CAST s.p, (int)s.n) < 0;
}
