/* SPDX-License-Identifier: Apache-2.0 */
/* note_call.c - the numbers that call a note, which are not text of the sentence.
 *
 * Why: "croît<sup>1</sup>" is read as "croît1", which is in no dictionary, and the
 * number differs from that of the translation when one side has one more note.
 *
 * Method: a superscript of one to three digits, of an asterisk or dagger, or of a
 * number or letter in brackets, or of a letter that is a link, is a call when a link to
 * a place on the page is in it or around it, or when what is before it is the end of a
 * word of three letters or more, or punctuation.  Kept are exponents: after a unit of
 * measurement ("km2"), a digit ("10(3)") or a short symbol ("CO2", "x2"); and ordinals,
 * which have letters ("1er", "2nd").  A link to a note without a superscript is a call
 * when it is a number in brackets.
 *
 * Limits: "mètres2" without a link loses its exponent.
 */
#include "format/release/note_call.h"

#include <string.h>

#include "base/ascii.h"
#include "base/word_list.h"

enum { CALL_MAX = 12, LETTERS = 3, CLIMB_MAX = 4, NODES_MAX = 24 };

/* The text below a node, white space aside; false if it is longer than a call. */
static bool call_text(char out[CALL_MAX + 1], const xmlNode *root)
{
	size_t n = 0;
	unsigned nodes = 0;
	for (const xmlNode *k = root->children; k && ++nodes < NODES_MAX;) {
		const char *s =
			k->type == XML_TEXT_NODE ? (const char *)k->content : "";
		for (; *s; s++) {
			if (strchr(" \t\r\n", *s))
				continue;
			if (n == CALL_MAX)
				return false;
			out[n++] = *s;
		}
		if (k->type == XML_ELEMENT_NODE && k->children) {
			k = k->children;
			continue;
		}
		while (k != root && !k->next)
			k = k->parent;
		k = k == root ? NULL : k->next;
	}
	out[n] = '\0';
	return n > 0 && nodes < NODES_MAX;
}

static bool is_local_link(const xmlNode *node)
{
	if (node->type != XML_ELEMENT_NODE ||
	    strcmp((const char *)node->name, "a") != 0)
		return false;
	for (const xmlAttr *a = node->properties; a; a = a->next)
		if (!strcmp((const char *)a->name, "href"))
			return a->children && a->children->content &&
			       strchr((const char *)a->children->content, '#') != NULL;
	return false;
}

static bool is_linked(const xmlNode *element)
{
	const xmlNode *n = element;
	for (unsigned k = 0; n && k < CLIMB_MAX; k++, n = n->parent)
		if (is_local_link(n))
			return true;
	for (n = element->children; n; n = n->next)
		if (is_local_link(n))
			return true;
	return false;
}

static size_t digits_at(const char *s)
{
	size_t n = 0;
	while (ent_is_digit(s[n]))
		n++;
	return n;
}

enum form { FORM_NONE, FORM_NUMBER, FORM_MARK, FORM_BRACKETS, FORM_LETTER };

/* "12", "1,2"; "*", a dagger; "[3]", "(a)" */
static enum form form_of(const char *s)
{
	static const char *const marks[] = { "*", "**", "***", "\xE2\x80\xA0",
					     "\xE2\x80\xA1" };
	const size_t n = strlen(s);
	for (size_t k = 0; k < sizeof(marks) / sizeof(*marks); k++)
		if (!strcmp(s, marks[k]))
			return FORM_MARK;
	if (n > 2 &&
	    ((s[0] == '[' && s[n - 1] == ']') || (s[0] == '(' && s[n - 1] == ')'))) {
		const size_t digits = digits_at(s + 1);
		const bool letter = n == 3 && s[1] >= 'a' && s[1] <= 'z';
		return (digits == n - 2 && digits <= 3) || letter ? FORM_BRACKETS
								  : FORM_NONE;
	}
	if (n == 1 && s[0] >= 'a' && s[0] <= 'z')
		return FORM_LETTER;
	for (size_t k = 0; s[k];) {
		const size_t digits = digits_at(s + k);
		if (!digits || digits > 3 || (s[k] == '0' && !k))
			return FORM_NONE;
		k += digits;
		if (s[k] == ',' && s[k + 1])
			k++;
		else if (s[k])
			return FORM_NONE;
	}
	return FORM_NUMBER;
}

static bool is_letter(char c)
{
	return ent_is_letter(c) || (c & 0x80);
}

/* The word at the end of a text. */
static ent_str last_word(ent_str s)
{
	size_t k = s.n;
	while (k && is_letter(s.p[k - 1]))
		k--;
	return ent_str_slice(s, k, s.n);
}

static bool is_unit(ent_str word)
{
	static const char *const units[] = { "min",   "mol", "rad",  "kms",
					     "cms",   "mms", "feet", "mille",
					     "miles", "yd",  NULL };
	return ent_list_has(units, word);
}

/* Whether a number after that text can only be a call. */
static bool ends_word(ent_str before)
{
	static const char *const ends[] = { ".",
					    ",",
					    ";",
					    ":",
					    "!",
					    "?",
					    ")",
					    "]",
					    "\"",
					    "\xC2\xBB",
					    "\xE2\x80\x9D",
					    "\xE2\x80\x99",
					    "\xE2\x80\xA6",
					    NULL };
	if (ent_list_end_of(ends, before))
		return true;
	const ent_str word = last_word(before);
	return ent_str_chars(word) >= LETTERS && !is_unit(word);
}

bool ent_is_note_call(const xmlNode *element, ent_str before)
{
	char text[CALL_MAX + 1];
	const bool super = !strcmp((const char *)element->name, "sup");
	if (!call_text(text, element))
		return false;
	const enum form form = form_of(text);
	const bool linked = is_linked(element);
	switch (form) {
	case FORM_NONE: return false;
	case FORM_BRACKETS: return super || linked;
	case FORM_MARK: return super;
	case FORM_LETTER: return super && linked;
	case FORM_NUMBER: break;
	}
	return super && (linked || ends_word(before));
}
