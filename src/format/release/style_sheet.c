/* SPDX-License-Identifier: Apache-2.0 */
/* style_sheet.c - elements that the style sheets within an HTML page hide.
 *
 * Why: ".note { display: none }" hides text as an attribute does, but the rules can
 * test attributes only.
 *
 * Method: the rules of style elements (CSS Syntax Level 3, section 5; css_selector.c
 * for selectors) that set display or visibility.  Of those that match an element the
 * last of the most specific counts, or of the important ones (CSS Cascade, section 6).
 * An element that another rule may show later is not hidden: one with a state (:hover),
 * of some screens only (@media), or that asks for a further class; a button or the size
 * of the window may show it.  Rules for print are not read.  What is hidden gets the
 * attribute that the rules of the format know, unless a style of its own shows it.  A
 * page that hides its body waits for a script: that is not followed.
 *
 * Time O(style sheets + elements x rules); limited by STEPS_MAX comparisons.
 */
#include <strings.h>

#include "base/ascii.h"
#include "base/word_list.h"
#include "format/release/css_selector.h"
#include "format/release/inline_style.h"
#include "format/release/style_sheet.h"

/* Pages of institutions have up to some 300 rules that say something of display. */
enum { RULES_MAX = 2000, NESTED_MAX = 8, STEPS_MAX = 20 * 1000 * 1000 };

enum media { MEDIA_NEVER, MEDIA_SOMETIMES, MEDIA_ALWAYS };

struct rule {
	const ent_css_selector *selector;
	struct ent_style_said said[2]; /* of display, of visibility */
	uint32_t specificity;
	bool always; /* neither a state nor a kind of screen is asked for */
};

struct sheet {
	ent_arena *arena;
	struct rule *rules;
	unsigned n;
	bool hides[2];
};

/* What a list of media queries says of a screen. */
static enum media media_of(ent_str list)
{
	enum media most = ent_str_trim(list).n ? MEDIA_NEVER : MEDIA_ALWAYS;
	while (list.p) {
		ent_str query = ent_str_trim(ent_str_cut(&list, ','));
		const bool not = ent_str_starts_any_case(query, ENT_STR("not "));
		if (not || ent_str_starts_any_case(query, ENT_STR("only ")))
			query = ent_str_trim(ent_str_slice(query, 4, query.n));
		size_t k = 0;
		while (k < query.n && (ent_is_letter(query.p[k]) || query.p[k] == '-'))
			k++;
		const ent_str type = ent_str_slice(query, 0, k);
		enum media is = MEDIA_NEVER;
		if (!type.n)
			is = MEDIA_SOMETIMES;
		else if (ent_str_is_any_case(type, "screen") ||
			 ent_str_is_any_case(type, "all"))
			is = k < query.n ? MEDIA_SOMETIMES : MEDIA_ALWAYS;
		if (not &&is != MEDIA_SOMETIMES)
			is = is == MEDIA_ALWAYS ? MEDIA_NEVER : MEDIA_ALWAYS;
		most = is > most ? is : most;
	}
	return most;
}

/* What the block of an at-rule is for; its name and what follows it. */
static enum media media_of_at_rule(ent_str prelude)
{
	static const char *const conditions[] = { "@supports", "@container", NULL };
	size_t k = 1;
	while (k < prelude.n && (ent_is_letter(prelude.p[k]) || prelude.p[k] == '-'))
		k++;
	const ent_str name = ent_str_slice(prelude, 0, k);
	if (ent_str_is_any_case(name, "@media"))
		return media_of(ent_str_slice(prelude, k, prelude.n));
	if (ent_str_is_any_case(name, "@layer"))
		return MEDIA_ALWAYS;
	if (ent_list_has_any_case(conditions, name))
		return MEDIA_SOMETIMES;
	return MEDIA_NEVER; /* @keyframes, @font-face, @page */
}

/* Cuts off the block that css begins with, up to its closing brace. */
static ent_str cut_block(ent_str *css)
{
	size_t k = 0;
	for (unsigned depth = 1; k < css->n; k++) {
		k += ent_css_find(ent_str_slice(*css, k, css->n), "{}");
		if (k == css->n || (css->p[k] == '}' && !--depth))
			break;
		depth += css->p[k] == '{';
	}
	const ent_str block = ent_str_slice(*css, 0, k < css->n ? k : css->n);
	*css = ent_str_slice(*css, k < css->n ? k + 1 : css->n, css->n);
	return block;
}

/* Appends the declarations of a block, without the rules that are nested in it. */
static void add_declarations(ent_buf *to, ent_str block)
{
	while (block.n) {
		const size_t k = ent_css_find(block, ";{");
		const bool nested = k < block.n && block.p[k] == '{';
		if (!nested) {
			ent_buf_add(to, ent_str_slice(block, 0, k));
			ent_buf_add_char(to, ';');
		}
		block = ent_str_slice(block, k < block.n ? k + 1 : k, block.n);
		if (nested)
			cut_block(&block);
	}
}

static void add_rule(struct sheet *sheet,
		     ent_str selector,
		     const struct ent_style_said said[2],
		     bool always)
{
	if (sheet->n == RULES_MAX)
		return;
	struct rule *rule = &sheet->rules[sheet->n];
	rule->selector = ent_css_selector_read(selector, sheet->arena);
	if (!rule->selector)
		return;
	rule->specificity = ent_css_specificity(rule->selector);
	rule->always = always && !ent_css_is_dynamic(rule->selector);
	for (unsigned k = 0; k < 2; k++) {
		rule->said[k] = said[k];
		sheet->hides[k] |= said[k].effect == ENT_STYLE_HIDES;
	}
	sheet->n++;
}

static void read_rule(struct sheet *sheet,
		      ent_str selectors,
		      ent_str block,
		      bool always)
{
	struct ent_style_said said[2];
	ent_buf declarations = ENT_BUF_INIT;
	add_declarations(&declarations, block);
	if (declarations.failed || !ent_style_read(said, ent_buf_str(&declarations)))
		ent_arena_fail(sheet->arena);
	else if (said[0].effect || said[1].effect)
		while (selectors.n) {
			const size_t k = ent_css_find(selectors, ",");
			add_rule(sheet, ent_str_slice(selectors, 0, k), said, always);
			selectors = ent_str_slice(
				selectors, k < selectors.n ? k + 1 : k, selectors.n);
		}
	ent_buf_release(&declarations);
}

/* The rules of a sheet without comments. */
static void read_rules(struct sheet *sheet, ent_str css, bool always, unsigned depth)
{ /* NOLINT(misc-no-recursion): NESTED_MAX deep */
	while (css.n) {
		css = ent_str_trim(css);
		const bool at = css.n && css.p[0] == '@';
		const size_t k = ent_css_find(css, at ? "{;" : "{");
		const bool block_follows = k < css.n && css.p[k] == '{';
		const ent_str prelude = ent_str_trim(ent_str_slice(css, 0, k));
		css = ent_str_slice(css, k < css.n ? k + 1 : k, css.n);
		if (!block_follows)
			continue;
		const ent_str block = cut_block(&css);
		if (!at) {
			read_rule(sheet, prelude, block, always);
			continue;
		}
		const enum media media = media_of_at_rule(prelude);
		if (media != MEDIA_NEVER && depth < NESTED_MAX)
			read_rules(sheet, block, always && media == MEDIA_ALWAYS,
				   depth + 1);
	}
}

/* The rule that decides on a property of an element; NULL if none hides it. */
static const struct rule *find_decisive(const struct sheet *sheet,
					unsigned property,
					const xmlNode *n,
					size_t *budget)
{
	const struct rule *best = NULL;
	bool hidden = false;
	/* most elements are hidden by no rule: the others need not be looked at */
	for (unsigned pass = 0; pass < 2; pass++) {
		for (unsigned k = 0; k < sheet->n; k++) {
			const struct rule *r = &sheet->rules[k];
			const struct ent_style_said *said = &r->said[property];
			if (!r->always || !said->effect ||
			    (!pass && said->effect != ENT_STYLE_HIDES) ||
			    !ent_css_matches(r->selector, n, budget))
				continue;
			hidden = true;
			if (!pass)
				break;
			if (!best || said->important > best->said[property].important ||
			    (said->important == best->said[property].important &&
			     r->specificity >= best->specificity))
				best = r;
		}
		if (!hidden)
			return NULL;
	}
	return best && best->said[property].effect == ENT_STYLE_HIDES ? best : NULL;
}

/* Whether the sheet hides an element by a property, and no other rule may show it. */
static bool hides(const struct sheet *sheet,
		  unsigned property,
		  const xmlNode *n,
		  bool *important,
		  size_t *budget)
{
	const struct rule *best = find_decisive(sheet, property, n, budget);
	if (!best)
		return false;
	*important = best->said[property].important;
	for (unsigned k = 0; k < sheet->n; k++) {
		const struct rule *r = &sheet->rules[k];
		if (r->said[property].effect == ENT_STYLE_SHOWS &&
		    ent_css_may_match(r->selector, n, budget) &&
		    !(r->always && ent_css_matches(r->selector, n, budget)))
			return false;
	}
	return *budget > 0;
}

static bool hide_element(const struct sheet *sheet, xmlNode *n, size_t *budget)
{
	static const char *const styles[] = { ";display:none", ";visibility:hidden" };
	const char *old = ent_css_attribute(n, "style");
	struct ent_style_said own[2];
	ent_buf style = ENT_BUF_INIT;
	bool ok = ent_style_read(own, ent_str_of(old));
	ent_buf_add(&style, ent_str_of(old));
	const size_t before = style.n;
	for (unsigned k = 0; ok && k < 2; k++) {
		bool important = false;
		if (sheet->hides[k] && hides(sheet, k, n, &important, budget) &&
		    (!own[k].effect || (important && !own[k].important)))
			ent_buf_add(&style, ent_str_of(styles[k]));
	}
	ok &= !style.failed;
	if (ok && style.n > before)
		ok = xmlSetProp(n, BAD_CAST "style", BAD_CAST style.p) != NULL;
	ent_buf_release(&style);
	return ok;
}

/* The next node of a tree; NULL after the last. */
static xmlNode *next_node(xmlNode *n, const xmlNode *root)
{
	if (n->type == XML_ELEMENT_NODE && n->children)
		return n->children;
	while (n != root && !n->next)
		n = n->parent;
	return n == root ? NULL : n->next;
}

static bool is_element(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE && !strcasecmp((const char *)n->name, name);
}

static bool hide_all(const struct sheet *sheet, xmlNode *root)
{
	size_t budget = STEPS_MAX;
	for (xmlNode *n = root; n; n = next_node(n, root))
		if (n->type == XML_ELEMENT_NODE && !is_element(n, "html") &&
		    !is_element(n, "body") && !hide_element(sheet, n, &budget))
			return false;
	return true;
}

/* Appends a sheet without its comments, and without the marks of one around it. */
static void add_without_comments(ent_buf *to, ent_str css)
{
	char quote = 0;
	for (size_t k = 0; k < css.n; k++) {
		const ent_str rest = ent_str_slice(css, k, css.n);
		if (!quote && ent_str_starts(rest, ENT_STR("/*"))) {
			const char *end = memmem(rest.p + 2, rest.n - 2, "*/", 2);
			k += end ? (size_t)(end - rest.p) + 1 : rest.n;
			continue;
		}
		if (!quote && ent_str_starts(rest, ENT_STR("<!--"))) {
			k += 3;
			continue;
		}
		if (!quote && ent_str_starts(rest, ENT_STR("-->"))) {
			k += 2;
			continue;
		}
		if (quote)
			quote = css.p[k] == quote || css.p[k] == '\n' ? 0 : quote;
		else if (css.p[k] == '"' || css.p[k] == '\'')
			quote = css.p[k];
		ent_buf_add_char(to, css.p[k]);
		if (css.p[k] == '\\' && k + 1 < css.n)
			ent_buf_add_char(to, css.p[++k]);
	}
}

/* Reads a style element, unless it is for browsers without scripts. */
static void read_element(struct sheet *sheet, const xmlNode *style)
{
	const char *type = ent_css_attribute(style, "type");
	const char *queries = ent_css_attribute(style, "media");
	const enum media media = media_of(ent_str_of(queries));
	ent_buf css = ENT_BUF_INIT, plain = ENT_BUF_INIT;
	if ((type && *type && strcasecmp(type, "text/css") != 0) ||
	    media == MEDIA_NEVER ||
	    (style->parent && is_element(style->parent, "noscript")))
		return;
	for (const xmlNode *t = style->children; t; t = t->next)
		if (t->content)
			ent_buf_add(&css, ent_str_of((const char *)t->content));
	if (css.n && (strcasestr(css.p, "display") || strcasestr(css.p, "visibility") ||
		      strchr(css.p, '\\'))) {
		add_without_comments(&plain, ent_buf_str(&css));
		read_rules(sheet, ent_buf_str(&plain), media == MEDIA_ALWAYS, 0);
	}
	if (css.failed || plain.failed)
		ent_arena_fail(sheet->arena);
	ent_buf_release(&css);
	ent_buf_release(&plain);
}

bool ent_style_hide_by_sheets(xmlDoc *doc)
{
	xmlNode *root = xmlDocGetRootElement(doc);
	struct sheet sheet = { .n = 0 };
	for (xmlNode *n = root; n; n = next_node(n, root)) {
		if (!is_element(n, "style") ||
		    (sheet.arena && ent_arena_failed(sheet.arena)))
			continue;
		if (!sheet.arena) {
			sheet.arena = ent_arena_new(0);
			if (!sheet.arena)
				return false;
			sheet.rules =
				ENT_NEW_ARRAY(sheet.arena, struct rule, RULES_MAX);
			if (!sheet.rules)
				break;
		}
		read_element(&sheet, n);
	}
	bool ok = !sheet.arena || !ent_arena_failed(sheet.arena);
	if (ok && (sheet.hides[0] || sheet.hides[1]))
		ok = hide_all(&sheet, root);
	ent_arena_free(sheet.arena);
	return ok;
}
