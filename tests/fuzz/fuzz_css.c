/* SPDX-License-Identifier: Apache-2.0 */
/* A style sheet over a page: it may give elements style attributes, nothing else of the
 * page changes, and one that says nothing that hides changes nothing. */
#include <stdio.h>
#include <stdlib.h>

#include <libxml/parser.h>

#include "entente/str.h"
#include "format/release/style_sheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char page[] =
	"<html><head><style/><style media='screen and (color)'/></head><body class='b'>"
	"<div id='a' class='x y'><p>1</p><p class='x'>2</p><p class='y z' lang='fr'>3</p>"
	"<ul class='list'><li class='item'>4</li><li>5<ul><li hidden=''>6</li></ul></li></ul>"
	"</div><div class='z'><h2 id='h'>7</h2><p style='color:red'>8</p><p class='x'>9"
	"<em class='e'>10</em></p><a href='x.pdf'>11</a></div></body></html>";

static xmlNode *next_node(xmlNode *n)
{
	if (n->children)
		return n->children;
	while (n && !n->next)
		n = n->parent && n->parent->type == XML_ELEMENT_NODE ? n->parent : NULL;
	return n ? n->next : NULL;
}

static bool may_hide(const char *css, size_t n)
{
	static const char *const words[] = { "none", "hidden", "collapse", "\\" };
	ent_buf text = ENT_BUF_INIT;
	bool found = false;
	ent_buf_add(&text, (ent_str){ css, n });
	for (size_t k = 0; text.p && k < sizeof(words) / sizeof(*words); k++)
		found |= strcasestr(text.p, words[k]) != NULL;
	/* a comment within a word is left out, and a zero byte ends our search */
	found |= text.p && (strstr(text.p, "/*") || strstr(text.p, "<!") ||
			    strstr(text.p, "--") || strlen(text.p) < n);
	ent_buf_release(&text);
	return found;
}

static unsigned count_styles(xmlNode *root)
{
	unsigned styles = 0;
	for (xmlNode *n = root; n; n = next_node(n))
		styles += n->type == XML_ELEMENT_NODE &&
			  xmlHasProp(n, BAD_CAST "style") != NULL;
	return styles;
}

static unsigned count_nodes(xmlNode *root)
{
	unsigned nodes = 0;
	for (xmlNode *n = root; n; n = next_node(n))
		nodes++;
	return nodes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	xmlDoc *doc = xmlReadMemory(page, sizeof(page) - 1, NULL, NULL, 0);
	if (!doc)
		abort();
	xmlNode *root = xmlDocGetRootElement(doc), *style = root;
	while (xmlStrcmp(style->name, BAD_CAST "style") != 0)
		style = next_node(style);
	/* the first half is for all media, the second for some */
	for (unsigned k = 0; k < 2; k++, style = style->next) {
		xmlNode *text = xmlNewTextLen((const xmlChar *)data + k * (size / 2),
					      (int)(k ? size - size / 2 : size / 2));
		if (!text || !xmlAddChild(style, text))
			abort();
	}
	const unsigned nodes = count_nodes(root), styles = count_styles(root);
	if (!ent_style_hide_by_sheets(doc) || count_nodes(root) != nodes ||
	    count_styles(root) < styles) {
		fprintf(stderr, "the page changed\n");
		abort();
	}
	if (!may_hide((const char *)data, size) && count_styles(root) != styles) {
		fprintf(stderr, "hidden by nothing\n");
		abort();
	}
	xmlFreeDoc(doc);
	return 0;
}
