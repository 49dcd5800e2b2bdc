/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes are style sheets of a page: they may give elements style attributes,
 * nothing else of the page changes, and sheets that say nothing that hides change
 * nothing. Characters are also a style attribute and a selector: what is simplified is
 * valid and not longer than it was, but for the characters of escapes, and a selector
 * that matches an element may match it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>

#include "base/utf8.h"
#include "format/release/css_selector.h"
#include "format/release/inline_style.h"
#include "format/release/style_sheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* ---- characters ---- */

static void check_text(ent_str style)
{
	ent_buf simple = ENT_BUF_INIT;
	struct ent_style_said said[2];
	ent_style_simplify(&simple, style);
	if (!ent_utf8_valid(ent_buf_str(&simple), NULL) ||
	    simple.n > 2 * style.n + 64 || !ent_style_read(said, style))
		abort();
	ent_buf_release(&simple);
}

static xmlNode *add(xmlNode *parent, const char *name, const char *text)
{
	xmlNode *node = xmlNewTextChild(parent, NULL, BAD_CAST name, BAD_CAST text);
	if (!node)
		abort();
	return node;
}

static void check_selector(ent_str text, const xmlNode *element)
{
	ent_arena *arena = ent_arena_new(1 << 20);
	const ent_css_selector *selector =
		arena ? ent_css_selector_read(text, arena) : NULL;
	size_t budget = 10000, more = 10000;
	if (ent_css_find(text, "{;") > text.n)
		abort();
	if (selector && ent_css_matches(selector, element, &budget) &&
	    !ent_css_is_dynamic(selector) &&
	    !ent_css_may_match(selector, element, &more) && more)
		abort();
	if (budget > 10000 || more > 10000)
		abort();
	ent_arena_free(arena);
}

static void check_page(const char *css)
{
	xmlDoc *doc = xmlNewDoc(BAD_CAST "1.0");
	xmlNode *root = xmlNewNode(NULL, BAD_CAST "html");
	if (!doc || !root)
		abort();
	xmlDocSetRootElement(doc, root);
	add(root, "style", css);
	xmlNode *named = add(root, "p", "named");
	add(root, "p", "bare");
	xmlNewProp(named, BAD_CAST "class", BAD_CAST "a b-c");
	xmlNewProp(named, BAD_CAST "id", BAD_CAST "d");
	xmlNewProp(add(root, "p", "own"), BAD_CAST "style", BAD_CAST css);
	check_selector(ent_str_of(css), named);
	if (!ent_style_simplify_all(doc) || !ent_style_hide_by_sheets(doc))
		abort();
	xmlFreeDoc(doc);
}

/* ---- any bytes ---- */

static const char long_page[] =
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

/* Two sheets of a page: the first half is for all media, the second for some. */
static void check_hidden(const char *data, size_t size)
{
	xmlDoc *doc = xmlReadMemory(long_page, sizeof(long_page) - 1, NULL, NULL, 0);
	if (!doc)
		abort();
	xmlNode *root = xmlDocGetRootElement(doc), *style = root;
	while (xmlStrcmp(style->name, BAD_CAST "style") != 0)
		style = next_node(style);
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
	if (!may_hide(data, size) && count_styles(root) != styles) {
		fprintf(stderr, "hidden by nothing\n");
		abort();
	}
	xmlFreeDoc(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const ent_str style = { (const char *)data, size };
	if (!size || size > 1 << 14)
		return 0;
	check_hidden(style.p, size);
	if (memchr(data, 0, size) || !ent_utf8_valid(style, NULL))
		return 0;
	ent_buf css = ENT_BUF_INIT;
	ent_buf_add(&css, style);
	check_text(style);
	if (!css.failed)
		check_page(css.p);
	ent_buf_release(&css);
	return 0;
}
