/* SPDX-License-Identifier: Apache-2.0 */
/* css_selector.c - selectors of style sheets: read, and matched with elements.
 *
 * Why: "#notes > p, .page .draft { display: none }" hides text from a reader of the
 * page, and a translator did not translate it.
 *
 * Method: Selectors Level 4: compounds of an element's name, classes, identifiers,
 * attributes, :not() of one of these and the places :first-child, :last-child and
 * :only-child, joined by the four combinators.  Any other pseudo-class counts as a
 * state that may change.  A selector is matched from its last compound to its first;
 * the way back to another ancestor is limited by the budget.
 *
 * Time: a step for each compound that is compared with an element.
 */
#include <strings.h>

#include "base/ascii.h"
#include "format/release/css_selector.h"
#include "format/release/inline_style.h"

enum { COMPOUNDS_MAX = 8, TESTS_MAX = 8 };

enum test_kind {
	TEST_CLASS,
	TEST_ID,
	TEST_ATTRIBUTE, /* [name] or [name=value] */
	TEST_FIRST,
	TEST_LAST,
};

struct test {
	enum test_kind kind;
	bool not ;
	char how;         /* of an attribute: 0 it is there, = ~ | ^ $ * */
	const char *name; /* a class, an identifier, an attribute */
	const char *value;
};

struct compound {
	const char *element; /* NULL for any */
	struct test tests[TESTS_MAX];
	unsigned n;
	char joint; /* what is before it: ' ' > + ~; 0 at the start */
};

struct ent_css_selector {
	struct compound compounds[COMPOUNDS_MAX];
	unsigned n;
	bool dynamic;
};

size_t ent_css_find(ent_str s, const char *stops)
{
	char quote = 0;
	unsigned depth = 0;
	for (size_t k = 0; k < s.n; k++) {
		const char c = s.p[k];
		if (c == '\\')
			k++;
		else if (quote)
			quote = c == quote || c == '\n' ? 0 : quote;
		else if (c && !depth && strchr(stops, c))
			return k;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '(' || c == '[')
			depth++;
		else if ((c == ')' || c == ']') && depth)
			depth--;
	}
	return s.n;
}

static bool is_name_byte(char c)
{
	return ent_is_letter(c) || ent_is_digit(c) || c == '-' || c == '_' ||
	       (c & 0x80);
}

/* The name at the start of *s, which is cut off, with what its escapes stand for; NULL
 * without one. */
static const char *cut_name(ent_str *s, ent_arena *arena)
{
	ent_buf name = ENT_BUF_INIT;
	size_t k = 0;
	while (k < s->n && (is_name_byte(s->p[k]) || s->p[k] == '\\')) {
		if (s->p[k] == '\\')
			k += ent_style_add_escape(&name, ent_str_slice(*s, k, s->n));
		else
			ent_buf_add_char(&name, s->p[k++]);
	}
	const char *copy = k ? ent_arena_str(arena, ent_buf_str(&name)).p : NULL;
	if (name.failed)
		ent_arena_fail(arena);
	ent_buf_release(&name);
	*s = ent_str_slice(*s, k, s->n);
	return copy;
}

/* [name], [name=value], [name^="value" i]: what is between the brackets. */
static bool read_attribute(struct test *out, ent_str s, ent_arena *arena)
{
	s = ent_str_trim(s);
	*out = (struct test){ .kind = TEST_ATTRIBUTE, .name = cut_name(&s, arena) };
	s = ent_str_trim(s);
	if (!out->name || !s.n)
		return out->name != NULL;
	out->how = s.p[0];
	size_t skip = 1;
	if (s.p[0] != '=') {
		if (!strchr("~|^$*", s.p[0]) || s.n < 2 || s.p[1] != '=')
			return false;
		skip = 2;
	}
	s = ent_str_trim(ent_str_slice(s, skip, s.n));
	if (s.n && (s.p[0] == '"' || s.p[0] == '\'')) {
		const char *end = memchr(s.p + 1, s.p[0], s.n - 1);
		if (!end)
			return false;
		out->value =
			ent_arena_str(arena, ent_str_slice(s, 1, (size_t)(end - s.p)))
				.p;
		return out->value != NULL;
	}
	out->value = cut_name(&s, arena);
	return out->value != NULL;
}

static bool cut_test(struct test *out, ent_str *s, bool *dynamic, ent_arena *arena);

/* What follows a colon.  A pseudo-class that we do not know is a state: no test. */
static bool read_pseudo(struct test *out, ent_str *s, bool *dynamic, ent_arena *arena)
{
	const char *name = cut_name(s, arena);
	ent_str inner = { NULL, 0 };
	if (!name)
		return false;
	if (s->n && s->p[0] == '(') {
		const ent_str rest = ent_str_slice(*s, 1, s->n);
		const size_t end = ent_css_find(rest, ")");
		if (end == rest.n)
			return false;
		inner = ent_str_trim(ent_str_slice(rest, 0, end));
		*s = ent_str_slice(rest, end + 1, rest.n);
	}
	if (!strcasecmp(name, "first-child"))
		out->kind = TEST_FIRST;
	else if (!strcasecmp(name, "last-child"))
		out->kind = TEST_LAST;
	else if (strcasecmp(name, "not") != 0 || !inner.n ||
		 !memchr(".#[", inner.p[0], 3) ||
		 !cut_test(out, &inner, dynamic, arena) || inner.n || out->not )
		*dynamic = true;
	else
		out->not = true;
	return strcasecmp(name, "before") != 0 && strcasecmp(name, "after") != 0 &&
	       strcasecmp(name, "first-line") != 0 &&
	       strcasecmp(name, "first-letter") != 0;
}

/* The class, identifier, attribute or pseudo-class that *s begins with. */
static bool cut_test(struct test *out, ent_str *s, bool *dynamic, ent_arena *arena)
{
	const char mark = s->p[0];
	*s = ent_str_slice(*s, 1, s->n);
	*out = (struct test){ .kind = mark == '#' ? TEST_ID : TEST_CLASS };
	if (mark == '[') {
		const size_t end = ent_css_find(*s, "]");
		const ent_str inner = ent_str_slice(*s, 0, end);
		if (end == s->n)
			return false;
		*s = ent_str_slice(*s, end + 1, s->n);
		return read_attribute(out, inner, arena);
	}
	if (mark == ':')
		return read_pseudo(out, s, dynamic, arena);
	out->name = cut_name(s, arena);
	return out->name != NULL;
}

/* The compound that *s begins with. */
static bool cut_compound(ent_css_selector *to, ent_str *s, char joint, ent_arena *arena)
{
	if (to->n == COMPOUNDS_MAX)
		return false;
	struct compound *c = &to->compounds[to->n++];
	*c = (struct compound){ .joint = joint };
	const size_t before = s->n;
	if (s->n && s->p[0] == '*')
		*s = ent_str_slice(*s, 1, s->n);
	else
		c->element = cut_name(s, arena);
	while (s->n && strchr(".#[:", s->p[0]) && s->p[0]) {
		struct test test = { .name = NULL };
		bool dynamic = false;
		if (!cut_test(&test, s, &dynamic, arena))
			return false;
		to->dynamic |= dynamic;
		if (dynamic)
			continue;
		if (c->n == TESTS_MAX)
			return false;
		c->tests[c->n++] = test;
	}
	return s->n < before;
}

ent_css_selector *ent_css_selector_read(ent_str s, ent_arena *arena)
{
	ent_css_selector *to = ENT_NEW_ARRAY(arena, ent_css_selector, 1);
	char joint = 0;
	if (!to)
		return NULL;
	*to = (ent_css_selector){ .n = 0 };
	for (ent_str rest = ent_str_trim(s); rest.n;) {
		if (!cut_compound(to, &rest, joint, arena))
			return NULL;
		joint = ' ';
		while (rest.n && (ent_is_space(rest.p[0]) ||
				  (joint == ' ' && strchr(">+~", rest.p[0])))) {
			if (!ent_is_space(rest.p[0]))
				joint = rest.p[0];
			rest = ent_str_slice(rest, 1, rest.n);
		}
		if (!rest.n && joint != ' ')
			return NULL;
	}
	return to->n ? to : NULL;
}

uint32_t ent_css_specificity(const ent_css_selector *s)
{
	uint32_t sum = 0;
	for (unsigned k = 0; k < s->n; k++) {
		sum += s->compounds[k].element != NULL;
		for (unsigned j = 0; j < s->compounds[k].n; j++)
			sum += s->compounds[k].tests[j].kind == TEST_ID ? 1U << 16
									: 1U << 8;
	}
	return sum;
}

bool ent_css_is_dynamic(const ent_css_selector *s)
{
	return s->dynamic;
}

const char *ent_css_attribute(const xmlNode *element, const char *name)
{
	const xmlAttr *a = element->properties;
	while (a && (a->ns || strcasecmp((const char *)a->name, name) != 0))
		a = a->next;
	if (!a)
		return NULL;
	return a->children && a->children->content ? (const char *)a->children->content
						   : "";
}

/* Whether a list of words, separated by white space, has one. */
static bool has_word(ent_str list, ent_str word)
{
	while (list.n) {
		size_t k = 0;
		while (k < list.n && !ent_is_space(list.p[k]))
			k++;
		if (ent_str_eq(ent_str_slice(list, 0, k), word))
			return true;
		list = ent_str_slice(list, k < list.n ? k + 1 : k, list.n);
	}
	return false;
}

static bool has_value(const struct test *test, ent_str got)
{
	const ent_str want = ent_str_of(test->value);
	switch (test->how) {
	case '=': return ent_str_eq(got, want);
	case '~': return has_word(got, want);
	case '|':
		return ent_str_starts(got, want) &&
		       (got.n == want.n || got.p[want.n] == '-');
	case '^': return want.n && ent_str_starts(got, want);
	case '$': return want.n && ent_str_ends(got, want);
	default: return want.n && got.n && memmem(got.p, got.n, want.p, want.n);
	}
}

static const xmlNode *element_before(const xmlNode *n)
{
	do
		n = n->prev;
	while (n && n->type != XML_ELEMENT_NODE);
	return n;
}

static const xmlNode *element_after(const xmlNode *n)
{
	do
		n = n->next;
	while (n && n->type != XML_ELEMENT_NODE);
	return n;
}

static bool passes(const struct test *test, const xmlNode *n)
{
	const char *value;
	switch (test->kind) {
	case TEST_FIRST: return !element_before(n);
	case TEST_LAST: return !element_after(n);
	case TEST_ID:
		value = ent_css_attribute(n, "id");
		return value && !strcmp(value, test->name);
	case TEST_CLASS:
		value = ent_css_attribute(n, "class");
		return has_word(ent_str_of(value), ent_str_of(test->name));
	case TEST_ATTRIBUTE:
		value = ent_css_attribute(n, test->name);
		return value && (!test->how || has_value(test, ent_str_of(value)));
	}
	return false;
}

/* loosely: one of the classes and identifiers is enough, and states count as met. */
static bool is_compound(const struct compound *c,
			const xmlNode *n,
			bool loosely,
			size_t *budget)
{
	bool named = false, has = false;
	if (!*budget)
		return loosely;
	--*budget;
	if (c->element && strcasecmp(c->element, (const char *)n->name) != 0)
		return false;
	for (unsigned k = 0; k < c->n; k++) {
		const struct test *t = &c->tests[k];
		const bool pass = passes(t, n) != t->not ;
		if (!pass && (!loosely || (t->kind == TEST_ID && !t->not )))
			return false;
		if (!t->not &&(t->kind == TEST_ID || t->kind == TEST_CLASS)) {
			named = true;
			has |= pass;
		}
	}
	return !named || has;
}

static const xmlNode *parent_of(const xmlNode *n)
{
	return n->parent && n->parent->type == XML_ELEMENT_NODE ? n->parent : NULL;
}

/* Whether n is the last of the first k compounds. */
static bool matches(const ent_css_selector *s,
		    unsigned k,
		    const xmlNode *n,
		    bool loosely,
		    size_t *budget) /* NOLINT(misc-no-recursion) */
{
	const struct compound *c = &s->compounds[k - 1];
	if (!is_compound(c, n, loosely, budget))
		return false;
	if (k == 1)
		return true;
	const bool across = c->joint == '+' || c->joint == '~';
	const bool once = c->joint == '+' || c->joint == '>';
	do {
		n = across ? element_before(n) : parent_of(n);
		if (n && matches(s, k - 1, n, loosely, budget))
			return true;
	} while (n && !once && *budget);
	return false;
}

bool ent_css_matches(const ent_css_selector *s, const xmlNode *element, size_t *budget)
{
	return matches(s, s->n, element, false, budget);
}

static bool is_named(const struct compound *c)
{
	for (unsigned k = 0; k < c->n; k++)
		if (!c->tests[k].not &&(c->tests[k].kind == TEST_ID ||
					c->tests[k].kind == TEST_CLASS))
			return true;
	return false;
}

/* Whether an element around n, or n, has each identifier that the compounds before the
 * last ask for: scripts change classes, not identifiers. */
static bool has_identifiers(const ent_css_selector *s, const xmlNode *n, size_t *budget)
{
	for (unsigned k = 0; k + 1 < s->n; k++) {
		const struct compound *c = &s->compounds[k];
		for (unsigned j = 0; j < c->n; j++) {
			const xmlNode *at = n;
			const bool asked =
				c->tests[j].kind == TEST_ID &&
				!c->tests[j].not &&s->compounds[k + 1].joint != '+' &&
				s->compounds[k + 1].joint != '~';
			while (asked && at && *budget && !passes(&c->tests[j], at)) {
				--*budget;
				at = parent_of(at);
			}
			if (!at)
				return false;
		}
	}
	return true;
}

bool ent_css_may_match(const ent_css_selector *s,
		       const xmlNode *element,
		       size_t *budget)
{
	const struct compound *last = &s->compounds[s->n - 1];
	return is_named(last) ? is_compound(last, element, true, budget) &&
					has_identifiers(s, element, budget)
			      : matches(s, s->n, element, true, budget);
}
