/* SPDX-License-Identifier: Apache-2.0 */
/* style_sheet.c - what the style sheets within an HTML page hide.
 *
 * Why: ".note { display: none }" hides text as an attribute does, and the rules know
 * attributes only.
 *
 * Method: the rules of style elements (CSS Syntax Level 3, section 5) whose selector is
 * one class or identifier, perhaps after the name of an element.  The last declaration of
 * one selector counts.  An element of a class that any other selector shows, or one for
 * some media (a wide screen, not print), is not hidden: a button or the size of the window
 * may show it.  What is hidden gets the attribute that the rules of the format know,
 * unless it has a style of its own.
 *
 * Time O(style sheets + elements x RULES_MAX).
 */
#include <strings.h>

#include "base/ascii.h"
#include "format/release/inline_style.h"

enum { RULES_MAX = 64, SELECTOR_MAX = 64 };

struct rule {
	char element[SELECTOR_MAX], name[SELECTOR_MAX]; /* "" for any element */
	char kind;                                      /* '.' or '#' */
	bool hides;
};

struct sheet {
	struct rule rules[RULES_MAX];
	unsigned n;
	ent_buf shows; /* other selectors that show, each followed by a space */
};

static bool is_name_byte(char c)
{
	return ent_is_letter(c) || ent_is_digit(c) || c == '-' || c == '_' ||
	       (c & 0x80);
}

/* A selector of one class or identifier; false for any other. */
static bool read_selector(struct rule *out, ent_str s)
{
	size_t k = 0;
	*out = (struct rule){ .kind = 0 };
	while (k < s.n && is_name_byte(s.p[k]))
		k++;
	if (k == s.n || (s.p[k] != '.' && s.p[k] != '#'))
		return false;
	const ent_str name = ent_str_slice(s, k + 1, s.n);
	for (size_t j = 0; j < name.n; j++)
		if (!is_name_byte(name.p[j]))
			return false;
	if (k >= SELECTOR_MAX || name.n >= SELECTOR_MAX || !name.n)
		return false;
	memcpy(out->element, s.p, k);
	memcpy(out->name, name.p, name.n);
	out->kind = s.p[k];
	return true;
}

/* What declarations make of an element: 1 hidden, 0 shown, -1 neither is said. */
static int effect_of(struct sheet *sheet, ent_str declarations)
{
	static const char *const hiding[] = { "display:none", "visibility:hidden",
					      "visibility:collapse" };
	ent_buf simple = ENT_BUF_INIT, plain = ENT_BUF_INIT;
	ent_style_simplify(&simple, declarations);
	for (size_t k = 0; k < simple.n; k++)
		if (!ent_is_space(simple.p[k]))
			ent_buf_add_char(&plain, simple.p[k]);
	int effect = -1;
	if (plain.n &&
	    (strcasestr(plain.p, "display:") || strcasestr(plain.p, "visibility:")))
		effect = 0;
	for (size_t k = 0; effect >= 0 && k < sizeof(hiding) / sizeof(*hiding); k++)
		if (strcasestr(plain.p, hiding[k]))
			effect = 1;
	sheet->shows.failed |= simple.failed || plain.failed;
	ent_buf_release(&simple);
	ent_buf_release(&plain);
	return effect;
}

static struct rule *find_rule(struct sheet *sheet, const struct rule *like)
{
	for (unsigned k = 0; k < sheet->n; k++)
		if (sheet->rules[k].kind == like->kind &&
		    !strcmp(sheet->rules[k].name, like->name) &&
		    !strcasecmp(sheet->rules[k].element, like->element))
			return &sheet->rules[k];
	return NULL;
}

static void add_selector(struct sheet *sheet, ent_str selector, int effect, bool media)
{
	struct rule rule;
	const bool simple = read_selector(&rule, selector) && !media;
	struct rule *known = simple ? find_rule(sheet, &rule) : NULL;
	if (!simple && !effect) {
		ent_buf_add(&sheet->shows, selector);
		ent_buf_add_char(&sheet->shows, ' ');
	}
	if (simple && !known && effect && sheet->n < RULES_MAX) {
		known = &sheet->rules[sheet->n++];
		*known = rule;
	}
	if (known)
		known->hides = effect == 1;
}

/* Cuts off the block that css begins with, up to its closing brace. */
static ent_str cut_block(ent_str *css)
{
	size_t k = 0;
	for (unsigned depth = 1; k < css->n; k++) {
		depth += css->p[k] == '{';
		depth -= css->p[k] == '}';
		if (!depth)
			break;
	}
	const ent_str block = ent_str_slice(*css, 0, k);
	*css = ent_str_slice(*css, k < css->n ? k + 1 : k, css->n);
	return block;
}

static bool holds(ent_str s, const char *word)
{
	const size_t n = strlen(word);
	for (size_t k = 0; k + n <= s.n; k++)
		if (!strncasecmp(s.p + k, word, n))
			return true;
	return false;
}

/* The rules of a sheet without comments; media: they are for some media only. */
static void read_rules(struct sheet *sheet, ent_str css, bool media)
{
	while (css.n) {
		ent_str selectors = ent_str_trim(ent_str_cut(&css, '{'));
		if (!css.p)
			return;
		const char *end = memrchr(selectors.p, ';', selectors.n);
		if (end) /* an @import is before it */
			selectors = ent_str_trim(ent_str_slice(
				selectors, (size_t)(end - selectors.p) + 1,
				selectors.n));
		const ent_str block = cut_block(&css);
		if (selectors.n && selectors.p[0] == '@') {
			if (!media &&
			    (holds(selectors, "media") ||
			     holds(selectors, "supports")) &&
			    (!holds(selectors, "print") || holds(selectors, "screen")))
				read_rules(sheet, block, true);
			continue;
		}
		const int effect = effect_of(sheet, block);
		while (effect >= 0 && selectors.p)
			add_selector(sheet, ent_str_trim(ent_str_cut(&selectors, ',')),
				     effect, media);
	}
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

static const char *attribute(const xmlNode *n, const char *name)
{
	const xmlAttr *a = n->properties;
	while (a && (a->ns || strcasecmp((const char *)a->name, name) != 0))
		a = a->next;
	return a && a->children ? (const char *)a->children->content : NULL;
}

/* Whether another selector that shows names a class or identifier. */
static bool is_shown(const struct sheet *sheet, char kind, ent_str name)
{
	const ent_str s = ent_buf_str(&sheet->shows);
	for (size_t k = 0; name.n && k + name.n < s.n; k++)
		if (s.p[k] == kind && !memcmp(s.p + k + 1, name.p, name.n) &&
		    !is_name_byte(s.p[k + 1 + name.n]))
			return true;
	return false;
}

/* Whether a rule of the sheet hides an element by one of its names. */
static bool hides(const struct sheet *sheet, const xmlNode *n, char kind, ent_str name)
{
	for (unsigned k = 0; k < sheet->n; k++) {
		const struct rule *r = &sheet->rules[k];
		if (r->hides && r->kind == kind && ent_str_is(name, r->name) &&
		    (!r->element[0] || !strcasecmp(r->element, (const char *)n->name)))
			return true;
	}
	return false;
}

static bool is_hidden(const struct sheet *sheet, const xmlNode *n)
{
	const ent_str id = ent_str_of(attribute(n, "id"));
	ent_str rest = ent_str_of(attribute(n, "class"));
	bool hidden = id.n && hides(sheet, n, '#', id);
	if (id.n && is_shown(sheet, '#', id))
		return false;
	while (rest.n) {
		size_t k = 0;
		while (k < rest.n && !ent_is_space(rest.p[k]))
			k++;
		const ent_str name = ent_str_slice(rest, 0, k);
		if (is_shown(sheet, '.', name))
			return false;
		hidden |= hides(sheet, n, '.', name);
		rest = ent_str_slice(rest, k < rest.n ? k + 1 : k, rest.n);
	}
	return hidden;
}

static bool hide(const struct sheet *sheet, xmlNode *root)
{
	for (xmlNode *n = root; n; n = next_node(n, root)) {
		if (n->type != XML_ELEMENT_NODE || !is_hidden(sheet, n) ||
		    attribute(n, "style"))
			continue;
		if (!xmlSetProp(n, BAD_CAST "style", BAD_CAST "display:none"))
			return false;
	}
	return true;
}

/* The texts of the style elements for all media or the screen. */
static void collect(ent_buf *css, xmlNode *root)
{
	for (xmlNode *n = root; n; n = next_node(n, root)) {
		if (n->type != XML_ELEMENT_NODE ||
		    strcasecmp((const char *)n->name, "style") != 0)
			continue;
		const char *media = attribute(n, "media");
		if (media && !strcasestr(media, "screen") && !strcasestr(media, "all"))
			continue;
		for (const xmlNode *t = n->children; t; t = t->next)
			if (t->content)
				ent_buf_add(css, ent_str_of((const char *)t->content));
		ent_buf_add_char(css, '\n');
	}
}

bool ent_style_hide_by_sheets(xmlDoc *doc)
{
	xmlNode *root = xmlDocGetRootElement(doc);
	ent_buf css = ENT_BUF_INIT, plain = ENT_BUF_INIT;
	struct sheet sheet = { .n = 0, .shows = ENT_BUF_INIT };
	bool ok = true;
	if (root)
		collect(&css, root);
	if (css.n &&
	    (strcasestr(css.p, "display") || strcasestr(css.p, "visibility"))) {
		ent_style_plain(&plain, ent_buf_str(&css));
		read_rules(&sheet, ent_buf_str(&plain), false);
	}
	ok = !css.failed && !plain.failed && !sheet.shows.failed &&
	     (!sheet.n || hide(&sheet, root));
	ent_buf_release(&css);
	ent_buf_release(&plain);
	ent_buf_release(&sheet.shows);
	return ok;
}
