/* SPDX-License-Identifier: Apache-2.0 */
/* html_nodes.c - a tree of libxml2 that grows as an HTML page is read. */
#include <limits.h>

#include <libxml/HTMLtree.h>

#include "format/html_nodes.h"

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
		name[k] = l >= 'A' && l <= 'Z' ? (char)(l | 32) : l;
	}
	const xmlChar *found = xmlDictLookup(
		nodes->doc->dict, n ? BAD_CAST name : BAD_CAST "x", n ? (int)n : 1);
	nodes->failed |= !found;
	return found;
}

static xmlNode *add_node(ent_html_nodes *nodes, xmlNode *node)
{
	xmlNode *parent = nodes->at;
	if (!node) {
		nodes->failed = true;
		return NULL;
	}
	node->doc = nodes->doc;
	node->parent = parent;
	if (!parent->children)
		parent->children = node;
	else
		parent->last->next = node;
	node->prev = parent->last;
	parent->last = node;
	return node;
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

void ent_html_add_attribute(ent_html_nodes *nodes,
			    xmlNode *node,
			    const xmlChar *name,
			    const char *value)
{
	nodes->failed |= !xmlNewProp(node, name, BAD_CAST value);
}

xmlNode *ent_html_add_text(ent_html_nodes *nodes, ent_str s, size_t line)
{
	size_t blank = 0;
	while (blank < s.n && strchr(" \t\r\n", s.p[blank]))
		blank++;
	xmlNode *node =
		add_node(nodes, xmlNewDocTextLen(nodes->doc, BAD_CAST s.p, (int)s.n));
	if (!node || blank == s.n)
		return node;
	const size_t above = ent_str_count(ent_str_slice(s, 0, blank), '\n');
	node->_private = (void *)(uintptr_t)(line + above);
	return node;
}
