/* SPDX-License-Identifier: Apache-2.0 */
/* tmx_content.c - the content of a TMX segment: text, and text with its codes.
 *
 * What: TMX 1.4b, section "Content Markup".  bpt, ept, ph, it and ut hold
 * native codes, which are not text; hi and elements that are not TMX's hold text;
 * sub is within codes and is a flow of its own, which the text leaves out
 * and the markup keeps.
 *
 * Canonical: known attributes only, in double quotes, in the order of the DTD;
 * i where it is required; foreign elements as bpt, ept or ph that hold their
 * tag.  So what is written is valid and is the same after another reading.
 *
 * Where a code is removed words must not be joined: a standalone code between two
 * letters or digits leaves a space, a code for a line break leaves one unless there is
 * one, a pair of codes only between a small letter and a capital ("TitleText").
 */
#include <string.h>

#include "base/ascii.h"
#include "format/units/units.h"

enum { DEPTH = 32, FIRST_FOREIGN = 1001 /* above numbers that files use */ };

enum gap { GAP_NONE, GAP_PAIR, GAP_ALONE, GAP_LINE };

struct content {
	ent_buf *text, *markup;
	ent_buf scratch;
	ent_xml_repairs *repairs;
	bool shift, coded;
	unsigned codes; /* depth of the outermost whose content is not text; 0: none */
	unsigned foreign; /* number of the next foreign pair */
	unsigned missing; /* number of the next bpt without i */
	struct {
		bool foreign;
		unsigned number;
		ent_str name;
	} open[DEPTH];
	unsigned depth; /* those deeper than open[] are left out of the markup */
	size_t start;   /* of this content in text */
	enum gap gap;
};

/* A letter or digit, by the first byte of its UTF-8; U+0080..U+00BF and
 * U+2000..U+2FFF are spaces, quotes, dashes and signs. */
static bool is_wordy(unsigned char c)
{
	return ent_is_digit(c) || ent_is_letter(c) || (c >= 0xC3 && c != 0xE2);
}

static unsigned char last_character(const struct content *c)
{
	size_t k = c->text->n;
	while (k > c->start && ((unsigned char)c->text->p[k - 1] & 0xC0) == 0x80)
		k--;
	return k > c->start ? (unsigned char)c->text->p[k - 1] : ' ';
}

/* The space that a code leaves after before more text. */
static void close_gap(struct content *c, ent_str next)
{
	unsigned char before = last_character(c), after = (unsigned char)next.p[0];
	bool space = false;
	switch (c->gap) {
	case GAP_NONE: break;
	case GAP_PAIR:
		space = ((before >= 'a' && before <= 'z') || before >= 0xC3) &&
			before != 0xE2 && after >= 'A' && after <= 'Z';
		break;
	case GAP_ALONE: space = is_wordy(before) && is_wordy(after); break;
	case GAP_LINE:
		space = !ent_is_xml_space((char)before) &&
			!ent_is_xml_space((char)after);
		break;
	}
	if (space)
		ent_buf_add_char(c->text, ' ');
	c->gap = GAP_NONE;
}

/* A line end with the indent after it is the layout of the file. */
static void add_folded(ent_buf *to, ent_str s)
{
	size_t start = 0;
	for (size_t k = 0; k < s.n; k++) {
		if (s.p[k] != '\n' || k + 1 >= s.n ||
		    (s.p[k + 1] != ' ' && s.p[k + 1] != '\t'))
			continue;
		size_t end = k;
		while (end > start && ent_is_xml_space(s.p[end - 1]))
			end--;
		ent_buf_add(to, ent_str_slice(s, start, end));
		ent_buf_add_char(to, ' ');
		while (k + 1 < s.n && ent_is_xml_space(s.p[k + 1]))
			k++;
		start = k + 1;
	}
	ent_buf_add(to, ent_str_slice(s, start, s.n));
}

/* Something decoded, in the scratch buffer. */
static ent_str decoded(struct content *c, ent_str raw, bool references)
{
	ent_buf_clear(&c->scratch);
	if (references)
		ent_xml_decode(&c->scratch, raw, c->repairs);
	else
		ent_xml_clean(&c->scratch, raw, c->repairs);
	c->text->failed |= c->scratch.failed;
	c->markup->failed |= c->scratch.failed;
	return ent_buf_str(&c->scratch);
}

static void add_text(struct content *c, const ent_xml_token *t)
{
	const ent_str s = decoded(c, t->body, t->type != ENT_XML_CDATA);
	if (c->codes) {
		ent_buf_add_xml(c->markup, s);
		if (s.n &&
		    (memmem(s.p, s.n, "<br", 3) || memmem(s.p, s.n, "line-break", 10)))
			c->gap = GAP_LINE;
	} else if (s.n) {
		close_gap(c, s);
		size_t from = c->text->n;
		add_folded(c->text, s);
		if (c->text->n > from)
			ent_buf_add_xml(c->markup, ent_str_slice(ent_buf_str(c->text),
								 from, c->text->n));
	}
}

/* Known attributes in the order of the DTD. */
static const char *const *attributes_of(ent_str name)
{
	static const char *const bpt[] = { "i", "x", "type", NULL };
	static const char *const ept[] = { "i", NULL };
	static const char *const sub[] = { "datatype", "type", NULL };
	static const char *const it[] = { "pos", "x", "type", NULL };
	static const char *const ph[] = { "x", "assoc", "type", NULL };
	static const char *const hi[] = { "x", "type", NULL };
	static const char *const ut[] = { "x", NULL };
	static const struct {
		const char *name;
		const char *const *attributes;
	} known[] = { { "bpt", bpt }, { "ept", ept }, { "ph", ph }, { "it", it },
		      { "hi", hi },   { "sub", sub }, { "ut", ut } };
	for (size_t k = 0; k < sizeof(known) / sizeof(known[0]); k++)
		if (ent_str_is(name, known[k].name))
			return known[k].attributes;
	return NULL;
}

/* A value of x or i, one higher when the file counts from 0. */
static void add_number(struct content *c, ent_str value, bool shift)
{
	unsigned long n = 0;
	bool digits = value.n > 0 && value.n < 9;
	for (size_t k = 0; k < value.n && digits; k++) {
		digits = ent_is_digit(value.p[k]);
		n = n * 10 + (unsigned long)(value.p[k] - '0');
	}
	if (digits && shift)
		ent_buf_addf(c->markup, "%lu", n + 1);
	else
		ent_buf_add_xml(c->markup, value);
}

static void add_attribute(struct content *c, const ent_xml_token *t, const char *name)
{
	ent_str raw = ent_xml_get(t->body, name);
	/* XLIFF's codes of the same names pair by rid, which defaults to id; those
	 * count from 0 or from 1, and one more is never 0 */
	const bool own = raw.p != NULL;
	if (!raw.p && name[1] == '\0')
		raw = ent_xml_get(t->body, "rid");
	if (!raw.p && name[1] == '\0')
		raw = ent_xml_get(t->body, "id");
	bool required = !strcmp(name, "i") || !strcmp(name, "pos");
	if (!raw.p && !required)
		return;
	ent_buf_add_char(c->markup, ' ');
	ent_buf_add(c->markup, ent_str_of(name));
	ent_buf_add(c->markup, ENT_STR("=\""));
	const ent_str v = decoded(c, raw, true);
	if (!strcmp(name, "pos"))
		ent_buf_add(c->markup, ent_str_is(v, "end") || ent_str_is(v, "close")
					       ? ENT_STR("end")
					       : ENT_STR("begin"));
	else if (!raw.p)
		ent_buf_addf(c->markup, "%u", c->missing++);
	else if (name[1] == '\0')
		add_number(c, v, c->shift || !own);
	else
		ent_buf_add_xml(c->markup, v);
	ent_buf_add_char(c->markup, '"');
}

/* A tag that is not TMX's, as the code that holds it. */
static void add_foreign(struct content *c, const ent_xml_token *t, unsigned number)
{
	static const char *const names[] = { "bpt", "ept", "ph" };
	int which = t->type == ENT_XML_OPEN ? 0 : t->type == ENT_XML_CLOSE ? 1 : 2;
	if (c->codes)
		return;
	ent_buf_addf(c->markup, "<%s", names[which]);
	if (which < 2)
		ent_buf_addf(c->markup, " i=\"%u\"", number);
	if (which != 1) {
		ent_buf_addf(c->markup, " type=\"x-");
		ent_buf_add_xml(c->markup, t->name);
		ent_buf_add_char(c->markup, '"');
	}
	ent_buf_add_char(c->markup, '>');
	ent_buf_add_xml(c->markup, decoded(c, t->raw, false));
	ent_buf_addf(c->markup, "</%s>", names[which]);
}

static void open_element(struct content *c, const ent_xml_token *t)
{
	const char *const *attributes = attributes_of(t->name);
	bool empty = t->type == ENT_XML_EMPTY;
	bool text =
		ent_str_is(t->name, "hi") || ent_str_is(t->name, "sub") || !attributes;
	bool pair = ent_str_is(t->name, "bpt") || ent_str_is(t->name, "ept") ||
		    ent_str_is(t->name, "hi") || (!attributes && !empty);
	c->coded = true;
	if (!empty && c->depth >= DEPTH) {
		c->depth++;
		if (!text && !c->codes)
			c->codes = c->depth;
		return;
	}
	if (!c->codes && c->gap < (pair ? GAP_PAIR : GAP_ALONE))
		c->gap = pair ? GAP_PAIR : GAP_ALONE;
	ent_str type = ent_xml_get(t->body, "type");
	if (ent_str_is(type, "lb") || ent_str_is(type, "x-br") ||
	    ent_str_is(t->name, "br"))
		c->gap = GAP_LINE;
	unsigned number = attributes ? 0 : c->foreign;
	if (attributes) {
		ent_buf_add_char(c->markup, '<');
		ent_buf_add(c->markup, t->name);
		for (; *attributes; attributes++)
			add_attribute(c, t, *attributes);
		ent_buf_add(c->markup, empty ? ENT_STR("/>") : ENT_STR(">"));
	} else {
		add_foreign(c, t, number);
		c->foreign += !empty;
	}
	if (empty)
		return;
	c->open[c->depth].foreign = number != 0;
	c->open[c->depth].number = number;
	c->open[c->depth].name = t->name;
	c->depth++;
	if (!text && !c->codes)
		c->codes = c->depth;
}

static void close_element(struct content *c, const ent_xml_token *t)
{
	if (!c->depth)
		return;
	if (c->codes == c->depth)
		c->codes = 0;
	if (--c->depth >= DEPTH)
		return;
	if (c->open[c->depth].foreign) {
		add_foreign(c, t, c->open[c->depth].number);
		if (!c->codes && c->gap < GAP_PAIR)
			c->gap = GAP_PAIR;
	} else {
		ent_buf_add(c->markup, ENT_STR("</"));
		ent_buf_add(c->markup, t->name);
		ent_buf_add_char(c->markup, '>');
		if (!c->codes && ent_str_is(t->name, "hi") && c->gap < GAP_PAIR)
			c->gap = GAP_PAIR;
	}
}

/* Content without a tag. */
static void add_plain(ent_buf *text, ent_str content, ent_xml_repairs *repairs)
{
	bool folds = content.n && memchr(content.p, '\n', content.n);
	if (!folds) {
		ent_xml_decode(text, content, repairs);
		return;
	}
	ent_buf plain = ENT_BUF_INIT;
	ent_xml_decode(&plain, content, repairs);
	add_folded(text, ent_buf_str(&plain));
	text->failed |= plain.failed;
	ent_buf_release(&plain);
}

/* Removes white space at both ends of s if it holds a line end: a layout of the
 * file, not of the text. */
static ent_str trim_layout(ent_str s)
{
	size_t k = 0;
	while (k < s.n && ent_is_xml_space(s.p[k]))
		k++;
	if (memchr(s.p ? s.p : "", '\n', k))
		s = ent_str_slice(s, k, s.n);
	k = s.n;
	while (k > 0 && ent_is_xml_space(s.p[k - 1]))
		k--;
	if (s.n > k && memchr(s.p + k, '\n', s.n - k))
		s.n = k;
	return s;
}

void ent_tmx_content(ent_buf *text,
		     ent_buf *markup,
		     bool *coded,
		     ent_str content,
		     bool shift,
		     ent_xml_repairs *repairs)
{
	struct content c = { .text = text,
			     .markup = markup,
			     .repairs = repairs,
			     .shift = shift,
			     .foreign = FIRST_FOREIGN,
			     .missing = FIRST_FOREIGN,
			     .start = text->n };
	ent_xml_token t;
	content = trim_layout(content);
	*coded = false;
	if (!content.n || !memchr(content.p, '<', content.n)) { /* nearly all are so */
		add_plain(text, content, repairs);
		return;
	}
	for (size_t at = 0; ent_xml_next(&t, content, &at);)
		switch (t.type) {
		case ENT_XML_TEXT:
		case ENT_XML_CDATA: add_text(&c, &t); break;
		case ENT_XML_OPEN:
		case ENT_XML_EMPTY: open_element(&c, &t); break;
		case ENT_XML_CLOSE: close_element(&c, &t); break;
		case ENT_XML_OTHER:
		case ENT_XML_BROKEN: break;
		}
	*coded = c.coded;
	ent_buf_release(&c.scratch);
}
