/* SPDX-License-Identifier: Apache-2.0 */
/* inline_style.c - style attributes of HTML as the rules read them.
 *
 * Why: a rule finds "display:none" in a style in which white space and letters may
 * vary; XPath cannot see comments within it, escapes, or that a later declaration
 * counts.
 *
 * Method: CSS Syntax Level 3: comments (4.3.2) and escapes (4.3.7) are replaced,
 * declarations cut at semicolons outside of quotes and brackets.  Of those of one
 * property the last counts, or the last that is important (CSS Cascade, section 6.4.4).
 * Only styles that need it are changed.
 *
 * Time O(n).
 */
#include <strings.h>

#include "base/ascii.h"
#include "format/release/inline_style.h"

size_t ent_style_add_escape(ent_buf *to, ent_str s)
{
	uint32_t code = 0;
	size_t k = 1;
	for (; k < s.n && k < 7; k++) {
		const int digit = ent_hex_digit(s.p[k]);
		if (digit < 0)
			break;
		code = code * 16 + (uint32_t)digit;
	}
	if (k == 1) { /* it stands for the character after it */
		if (s.n > 1)
			ent_buf_add_char(to, s.p[1]);
		return s.n > 1 ? 2 : 1;
	}
	const bool valid = code && code < 0x110000 && (code < 0xD800 || code > 0xDFFF);
	ent_buf_add_codepoint(to, valid ? code : 0xFFFD);
	return k < s.n && ent_is_space(s.p[k]) ? k + 1 : k;
}

/* Appends a style without comments and with the characters of its escapes. */
static void add_plain(ent_buf *to, ent_str s)
{
	for (size_t k = 0; k < s.n;) {
		if (s.p[k] == '/' && k + 1 < s.n && s.p[k + 1] == '*') {
			const char *end = memmem(s.p + k + 2, s.n - k - 2, "*/", 2);
			k = end ? (size_t)(end - s.p) + 2 : s.n;
		} else if (s.p[k] == '\\') {
			k += ent_style_add_escape(to, ent_str_slice(s, k, s.n));
		} else {
			ent_buf_add_char(to, s.p[k++]);
		}
	}
}

/* The declaration that s begins with; *s is what follows it. */
static ent_str cut_declaration(ent_str *s)
{
	char quote = 0;
	unsigned depth = 0;
	size_t k = 0;
	for (; k < s->n && (quote || depth || s->p[k] != ';'); k++) {
		const char c = s->p[k];
		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '(')
			depth++;
		else if (c == ')' && depth)
			depth--;
	}
	const ent_str found = ent_str_slice(*s, 0, k);
	*s = ent_str_slice(*s, k < s->n ? k + 1 : k, s->n);
	return found;
}

/* Which of the properties that hide a declaration sets; 2: another. */
static unsigned property_of(ent_str declaration)
{
	static const char *const names[] = { "display", "visibility" };
	const char *colon = memchr(declaration.p, ':', declaration.n);
	const ent_str name = ent_str_trim(ent_str_slice(
		declaration, 0, colon ? (size_t)(colon - declaration.p) : 0));
	unsigned k = 0;
	while (k < 2 &&
	       !(name.n == strlen(names[k]) && !strncasecmp(name.p, names[k], name.n)))
		k++;
	return k;
}

static bool is_important(ent_str declaration)
{
	const char *mark = memchr(declaration.p, '!', declaration.n);
	if (!mark)
		return false;
	const ent_str word = ent_str_trim(ent_str_slice(
		declaration, (size_t)(mark - declaration.p) + 1, declaration.n));
	return word.n == 9 && !strncasecmp(word.p, "important", 9);
}

/* What the value of a declaration of display or visibility does. */
static enum ent_style_effect effect_of(ent_str declaration, unsigned which)
{
	static const char *const hiding[2][2] = { { "none", "none" },
						  { "hidden", "collapse" } };
	ent_str value = declaration;
	ent_str_cut(&value, ':');
	value = ent_str_trim(ent_str_cut(&value, '!'));
	return ent_str_is_any_case(value, hiding[which][0]) ||
			       ent_str_is_any_case(value, hiding[which][1])
		       ? ENT_STYLE_HIDES
		       : ENT_STYLE_SHOWS;
}

bool ent_style_read(struct ent_style_said said[2], ent_str declarations)
{
	ent_buf plain = ENT_BUF_INIT;
	said[0] = said[1] = (struct ent_style_said){ ENT_STYLE_SILENT, false };
	add_plain(&plain, declarations);
	const bool ok = !plain.failed;
	for (ent_str rest = ent_buf_str(&plain); ok && rest.n;) {
		const ent_str one = ent_str_trim(cut_declaration(&rest));
		const unsigned which = property_of(one);
		if (which == 2 || (said[which].important && !is_important(one)))
			continue;
		said[which].effect = effect_of(one, which);
		said[which].important |= is_important(one);
	}
	ent_buf_release(&plain);
	return ok;
}

void ent_style_simplify(ent_buf *to, ent_str style)
{
	ent_buf plain = ENT_BUF_INIT;
	ent_str last[2] = { { NULL, 0 }, { NULL, 0 } };
	bool important[2] = { false, false };
	add_plain(&plain, style);
	for (ent_str rest = ent_buf_str(&plain); rest.n;) {
		const ent_str one = ent_str_trim(cut_declaration(&rest));
		if (!one.n)
			continue;
		const unsigned which = property_of(one);
		if (which == 2) {
			/* a semicolon in quotes would look like the end of one */
			if (!memchr(one.p, ';', one.n)) {
				ent_buf_add(to, one);
				ent_buf_add_char(to, ';');
			}
		} else if (!important[which] || is_important(one)) {
			last[which] = one;
			important[which] |= is_important(one);
		}
	}
	for (unsigned k = 0; k < 2; k++)
		if (last[k].n) {
			ent_buf_add(to, last[k]);
			ent_buf_add_char(to, ';');
		}
	to->failed |= plain.failed;
	ent_buf_release(&plain);
}

/* Whether the rules may misread a style. */
static bool needs_it(const char *style)
{
	if (strchr(style, '\\') || strstr(style, "/*"))
		return true;
	unsigned n = 0;
	for (const char *p = style; (p = strchr(p, ':')); p++)
		n++;
	return n > 1 &&
	       (strcasestr(style, "display") || strcasestr(style, "visibility"));
}

static bool simplify_attribute(xmlNode *element, xmlAttr *style)
{
	const char *value =
		style->children ? (const char *)style->children->content : NULL;
	ent_buf simple = ENT_BUF_INIT;
	if (!value || !needs_it(value))
		return true;
	ent_style_simplify(&simple, ent_str_of(value));
	const bool done = !simple.failed &&
			  xmlSetProp(element, BAD_CAST "style",
				     BAD_CAST(simple.p ? simple.p : "")) != NULL;
	ent_buf_release(&simple);
	return done;
}

bool ent_style_simplify_all(xmlDoc *doc)
{
	xmlNode *root = xmlDocGetRootElement(doc), *n = root;
	while (n) {
		if (n->type == XML_ELEMENT_NODE) {
			xmlAttr *a = n->properties;
			while (a &&
			       (a->ns || strcmp((const char *)a->name, "style") != 0))
				a = a->next;
			if (a && !simplify_attribute(n, a))
				return false;
		}
		if (n->type == XML_ELEMENT_NODE && n->children) {
			n = n->children;
			continue;
		}
		while (n != root && !n->next)
			n = n->parent;
		n = n == root ? NULL : n->next;
	}
	return true;
}
