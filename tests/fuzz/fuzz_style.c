/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes are the sheet and the style attributes of a page, and a selector: what is
 * simplified is valid and not longer than it was, but for the characters of escapes, and
 * a selector that matches an element may match it. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "format/release/css_selector.h"
#include "format/release/inline_style.h"
#include "format/release/style_sheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const ent_str style = { (const char *)data, size };
	if (!size || size > 1 << 14 || memchr(data, 0, size) ||
	    !ent_utf8_valid(style, NULL))
		return 0;
	ent_buf css = ENT_BUF_INIT;
	ent_buf_add(&css, style);
	check_text(style);
	if (!css.failed)
		check_page(css.p);
	ent_buf_release(&css);
	return 0;
}
