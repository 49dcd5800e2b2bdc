/* SPDX-License-Identifier: Apache-2.0 */
/* fragment.c - HTML that is text in XML becomes elements.
 *
 * What: feeds and exports of content management systems hold their articles as HTML
 * within CDATA, or with its tags escaped.  Such a text is recognised by the block's tag
 * with which it begins and the tag with which it ends, or by a link or a line break;
 * other tags in a text may be what the text is about.
 *
 * Method: the text is parsed as HTML, and what its body holds takes the place of the
 * text, in the namespace of XHTML, with lines counted from that of the text; the rules
 * of HTML then apply to it.
 *
 * Time O(n); at most FRAGMENTS_MAX parsers are made for a document, the rest stays
 * text, with a warning.
 */
#include <limits.h>
#include <string.h>
#include <strings.h>

#include "base/fail.h"
#include "base/word_list.h"
#include "format/dom.h"
#include "format/release/select.h"

#define XHTML "http://www.w3.org/1999/xhtml"

enum {
	FRAGMENTS_MAX = 10 * 1000, /* a parser is made in 20 microseconds */
	DEPTH_MAX = 500,
};

static bool is_block(ent_str name)
{
	static const char *const blocks[] = {
		"p",          "div",  "h1",   "h2",     "h3",    "h4",      "h5",
		"h6",         "ul",   "ol",   "dl",     "table", "section", "article",
		"blockquote", "html", "body", "figure", "img",   NULL
	};
	return ent_list_has_any_case(blocks, name);
}

static bool holds(ent_str s, const char *what)
{
	return memmem(s.p, s.n, what, strlen(what)) != NULL;
}

/* Whether a text begins with a block and ends with a tag, or has a link or a line break
 * in it. */
static bool is_html(ent_str s)
{
	s = ent_str_trim(s);
	if (s.n < 5 || !memchr(s.p, '<', s.n))
		return false;
	if ((holds(s, "<a href=") && holds(s, "</a>")) || holds(s, "<br>") ||
	    holds(s, "<br/>") || holds(s, "<br />"))
		return true;
	size_t end = 1;
	while (end < s.n && !strchr(" \t\r\n/>", s.p[end]))
		end++;
	return s.p[0] == '<' && s.p[s.n - 1] == '>' &&
	       is_block(ent_str_slice(s, 1, end)) &&
	       (holds(s, "</") || s.p[s.n - 2] == '/');
}

static xmlNode *body_of(xmlDoc *html)
{
	xmlNode *root = xmlDocGetRootElement(html);
	for (xmlNode *n = root; n; n = ent_next_node(n, root))
		if (n->type == XML_ELEMENT_NODE &&
		    !strcmp((const char *)n->name, "body"))
			return n;
	return NULL;
}

/* Gives the nodes below copy the lines of those below the original, counted from
 * line `first`, and the elements a namespace. */
static void settle(xmlNode *copy, xmlNode *original, uint32_t first, xmlNs *ns)
{
	xmlNode *n = copy;
	for (xmlNode *o = original; n && o; o = ent_next_node(o, original)) {
		const uint32_t line = ent_dom_line(o) + first - 1;
		if (n->type == XML_ELEMENT_NODE) {
			n->ns = ns;
			n->line = (unsigned short)(line < USHRT_MAX ? line : USHRT_MAX);
		} else if (n->type == XML_TEXT_NODE && o->_private) {
			n->_private = (void *)(uintptr_t)line;
		}
		n = ent_next_node(n, copy);
	}
}

/* Whether elements are in one another more than DEPTH_MAX deep: libxml2 copies by
 * recursion. */
static bool is_deep(xmlNode *root)
{
	unsigned depth = 0;
	const xmlNode *above = root->parent;
	for (xmlNode *n = root; n; n = ent_next_node(n, root)) {
		if (n->prev) /* back from what was below the last one */
			for (; above != n->parent; above = above->parent)
				depth--;
		else
			depth++;
		above = n->parent;
		if (depth > DEPTH_MAX)
			return true;
	}
	return false;
}

/* Puts an HTML body in the place of a text, and gives it. */
static xmlNode *replace(xmlNode *text, xmlNode *body, xmlNs *ns)
{
	const ent_str s = ent_str_of((const char *)text->content);
	const size_t blank = (size_t)(ent_str_trim(s).p - s.p);
	const size_t above = ent_str_count(ent_str_slice(s, 0, blank), '\n');
	const uint32_t line = ent_dom_line(text);
	const uint32_t first = line > above ? line - (uint32_t)above : 1;
	xmlNode *copy = xmlDocCopyNode(body, text->doc, 1);
	if (!copy)
		return NULL;
	settle(copy, body, first, ns);
	xmlFreeNode(xmlReplaceNode(text, copy));
	return copy;
}

static bool report_rest(const ent_release *release, const xmlNode *text)
{
	ent_log(release->opt->progress, ENT_LOG_WARNING, release->doc.name,
		ent_dom_line(text),
		"holds more than %d texts in HTML: the rest is read with its tags",
		FRAGMENTS_MAX);
	return true;
}

bool ent_dom_expand(const ent_release *release, xmlDoc *doc, ent_watch *watch)
{
	xmlNode *root = xmlDocGetRootElement(doc);
	xmlNs *ns = NULL;
	unsigned fragments = 0;
	for (xmlNode *n = root; n && !watch->no_memory; n = ent_next_node(n, root)) {
		xmlDoc *html = NULL;
		if (n->type != XML_TEXT_NODE)
			continue;
		const ent_str text = ent_str_of((const char *)n->content);
		if (text.n > INT_MAX - 16 || !is_html(text))
			continue;
		if (++fragments > FRAGMENTS_MAX)
			return report_rest(release, n);
		if (!ns && !(ns = xmlNewNs(root, BAD_CAST XHTML, BAD_CAST "x-html")))
			break;
		if (ent_dom_html(&html, text, NULL))
			continue;
		xmlNode *body = body_of(html);
		if (body && !is_deep(body)) {
			n = replace(n, body, ns);
			watch->no_memory |= !n;
		}
		xmlFreeDoc(html);
		if (!n)
			break;
	}
	return ns != NULL;
}
