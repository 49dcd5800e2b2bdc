/* SPDX-License-Identifier: Apache-2.0 */
/* html_nodes.h - a tree of libxml2 that grows as an HTML page is read.
 *
 * Both parsers of HTML build with these functions, so that equal pages become equal
 * trees: names in lower case in the dictionary of the document, no comments, and the
 * line of each element and of the first letter of each text. */
#ifndef ENT_FORMAT_HTML_NODES_H
#define ENT_FORMAT_HTML_NODES_H

#include <libxml/tree.h>

#include "entente/str.h"

typedef struct ent_html_nodes {
	xmlDoc *doc;
	xmlNode *at;     /* where the next node goes */
	xmlNode *before; /* a child of it that the next node comes before, if any */
	bool failed;     /* an allocation failed */
} ent_html_nodes;

/* An empty document, which the caller frees; false if there is not enough memory. */
bool ent_html_nodes_begin(ent_html_nodes *nodes);

/* A name in the dictionary, in lower case; NULL after a failure. */
const xmlChar *ent_html_name(ent_html_nodes *nodes, ent_str name);

/* A child of `at` from now on, the last without `before`; `at` itself stays.  The name
 * is one of the dictionary. */
xmlNode *ent_html_add_element(ent_html_nodes *nodes, const xmlChar *name, size_t line);

/* An attribute that the element does not have yet. */
void ent_html_add_attribute(ent_html_nodes *nodes,
			    xmlNode *node,
			    const xmlChar *name,
			    const char *value);

/* A copy of an element without its content, which is not in the tree yet. */
xmlNode *ent_html_clone(ent_html_nodes *nodes, const xmlNode *node);

/* Moves a node, which may not be in the tree yet, to `at` and `before`. */
void ent_html_move(ent_html_nodes *nodes, xmlNode *node);

/* Moves the content of an element into another one, which is empty. */
void ent_html_move_children(xmlNode *to, xmlNode *from);

/* A text that begins on a line, with its white space. */
xmlNode *ent_html_add_text(ent_html_nodes *nodes, ent_str text, size_t line);

/* More of a text, which began on a line. */
void ent_html_append_text(ent_html_nodes *nodes,
			  xmlNode *node,
			  ent_str text,
			  size_t line);

#endif
