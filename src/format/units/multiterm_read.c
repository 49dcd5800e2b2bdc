/* SPDX-License-Identifier: Apache-2.0 */
/* multiterm_read.c - read term bases that MultiTerm exports as XML.
 *
 * What: the MTF form, of which no description is public; this is what files of others
 * show.  A conceptGrp holds a languageGrp for each language (language type="English"
 * lang="EN") with a termGrp for each term.  Terms of the two languages are paired each
 * with each, synonyms included.  A descrip of a term, of a language or of the whole
 * concept may say that the terms are not to be used: they are left out.
 */
#include <string.h>

#include "base/fail.h"
#include "format/units/term_state.h"
#include "format/units/units.h"
#include "text/lang.h"

enum { TERMS_MAX = 64 };

struct term {
	ent_str lang, content;
	bool avoid;
};

/* What a descrip speaks of. */
enum level { OF_CONCEPT, OF_LANGUAGE, OF_TERM };

/* An element that holds terms while it is read. */
struct holder {
	unsigned first; /* of its terms */
	bool avoid;
};

struct concept {
	struct term terms[TERMS_MAX];
	unsigned n, left_out;
};

static ent_str lang_of(ent_reading *r, ent_str attributes)
{
	const ent_str code = ent_reading_lang(r, ent_xml_get(attributes, "lang"));
	const ent_str name = ent_xml_get(attributes, "type");
	return code.n || !name.p ? code : ent_lang_named(r->names, name);
}

static void add_text(ent_buf *to, ent_str content, ent_xml_repairs *repairs)
{
	ent_xml_token t;
	ent_buf_clear(to);
	ent_buf_add(to, ENT_STR(""));
	for (size_t at = 0; ent_xml_next(&t, content, &at);)
		if (t.type == ENT_XML_TEXT)
			ent_xml_decode(to, t.body, repairs);
}

static void add_term(struct concept *c, ent_str lang, ent_str content)
{
	if (c->n < TERMS_MAX)
		c->terms[c->n++] = (struct term){ lang, content, false };
	else
		c->left_out++;
}

static void begin_holder(struct holder *h, const struct concept *c)
{
	*h = (struct holder){ c->n, false };
}

static void end_holder(const struct holder *h, struct concept *c)
{
	for (unsigned k = h->first; h->avoid && k < c->n; k++)
		c->terms[k].avoid = true;
}

/* Whether a descrip says that terms are not to be used. */
static bool says_avoid(ent_reading *r, const ent_xml_token *t, ent_str body)
{
	ent_xml_repairs repairs = { .declared = r->entities };
	ent_buf field = ENT_BUF_INIT, value = ENT_BUF_INIT;
	bool failed = false;
	add_text(&field, ent_xml_get(t->body, "type"), &repairs);
	add_text(&value, body, &repairs);
	const bool avoid =
		ent_term_is_avoided(ent_buf_str(&field), ent_buf_str(&value), &failed);
	if (failed || field.failed || value.failed)
		ent_arena_fail(r->arena);
	ent_buf_release(&field);
	ent_buf_release(&value);
	return avoid;
}

static enum level level_of(ent_str name)
{
	return ent_str_is(name, "termGrp")       ? OF_TERM
	       : ent_str_is(name, "languageGrp") ? OF_LANGUAGE
						 : OF_CONCEPT;
}

static void list_terms(struct concept *c, ent_reading *r, ent_str xml)
{
	struct holder holders[OF_TERM + 1] = { { 0, false } };
	enum level level = OF_CONCEPT;
	ent_xml_token t;
	ent_str lang = ENT_STR("");
	size_t end;
	c->n = c->left_out = 0;
	for (size_t at = 0; ent_xml_next(&t, xml, &at);) {
		const enum level own = level_of(t.name);
		if (own && t.type == ENT_XML_OPEN) {
			begin_holder(&holders[level = own], c);
		} else if (own && t.type == ENT_XML_CLOSE && level >= own) {
			end_holder(&holders[own], c);
			level = own - 1;
		} else if (t.type != ENT_XML_CLOSE && ent_str_is(t.name, "language")) {
			lang = lang_of(r, t.body);
		}
		const bool term = ent_str_is(t.name, "term");
		if (t.type != ENT_XML_OPEN || (!term && !ent_str_is(t.name, "descrip")))
			continue;
		const size_t close = ent_xml_close(xml, at, &end);
		const ent_str body = ent_str_slice(xml, at, close);
		if (term)
			add_term(c, lang, body);
		else
			holders[level].avoid |= says_avoid(r, &t, body);
		at = end;
	}
	for (; level > OF_CONCEPT; level--)
		end_holder(&holders[level], c);
	end_holder(&holders[OF_CONCEPT], c);
}

/* The languages when the caller names none: those of the first terms. */
static void settle_languages(ent_reading *r, const struct concept *c)
{
	for (unsigned k = 0; k < c->n; k++) {
		const ent_str lang = c->terms[k].lang;
		if (!r->from.n && lang.n && !ent_lang_matches(lang, r->to))
			r->from = lang;
		else if (!r->to.n && lang.n && !ent_lang_matches(lang, r->from))
			r->to = lang;
	}
}

static bool serves(const struct term *term, ent_str lang)
{
	return !term->avoid && ent_lang_matches(term->lang, lang);
}

/* Reports the terms of a concept that give no unit. */
static void report_terms(ent_reading *r, const struct concept *c, uint32_t line)
{
	unsigned from = 0, to = 0, avoided = 0;
	for (unsigned k = 0; k < c->n; k++) {
		from += serves(&c->terms[k], r->from);
		to += serves(&c->terms[k], r->to);
		avoided += c->terms[k].avoid &&
			   (ent_lang_matches(c->terms[k].lang, r->from) ||
			    ent_lang_matches(c->terms[k].lang, r->to));
	}
	const bool pair = from && to;
	if (!pair && avoided)
		ent_reading_problem(r, line, true,
				    "has no terms of both languages that may be used");
	else if (!pair)
		ent_reading_problem(r, line, true, "has no terms of both languages");
	else if (avoided)
		ent_reading_problem(r, line, false,
				    "terms that are not to be used are left out: %u",
				    avoided);
	if (c->left_out)
		ent_reading_problem(r, line, false, "terms beyond %d are left out: %u",
				    TERMS_MAX, c->left_out);
}

static ent_status send_pairs(ent_reading *r,
			     const struct concept *c,
			     ent_buf text[2],
			     uint32_t line,
			     ent_error *err)
{
	ent_xml_repairs repairs = { .declared = r->entities };
	ent_status status = ENT_OK;
	settle_languages(r, c);
	report_terms(r, c, line);
	for (unsigned s = 0; s < c->n && !status; s++) {
		if (!serves(&c->terms[s], r->from))
			continue;
		for (unsigned t = 0; t < c->n && !status; t++) {
			if (!serves(&c->terms[t], r->to))
				continue;
			add_text(&text[0], c->terms[s].content, &repairs);
			add_text(&text[1], c->terms[t].content, &repairs);
			if (text[0].failed || text[1].failed)
				return ent_fail_memory(err);
			const ent_unit unit = {
				.source = { .lang = c->terms[s].lang,
					    .text = ent_buf_str(&text[0]) },
				.target = { .lang = c->terms[t].lang,
					    .text = ent_buf_str(&text[1]) },
				.origin = ENT_STR("multiterm"),
				.confidence = 1,
				.line = line
			};
			status = ent_reading_send(r, &unit, err);
		}
	}
	return status;
}

struct multiterm {
	ent_reading *reading;
	struct concept concept;
	ent_buf text[2]; /* of a term of each language */
};

static ent_status read_item(void *data, const ent_xml_item *item, ent_error *err)
{
	struct multiterm *m = data;
	if (!item->unit.n)
		return ENT_OK;
	m->reading->unit++;
	if (!ent_reading_check(m->reading, item))
		return ENT_OK;
	list_terms(&m->concept, m->reading, item->unit);
	return send_pairs(m->reading, &m->concept, m->text, item->line, err);
}

static ent_status read_multiterm(ent_reading *reading, ent_error *err)
{
	static const char *const concepts[] = { "conceptGrp", NULL };
	struct multiterm m = { .reading = reading,
			       .text = { ENT_BUF_INIT, ENT_BUF_INIT } };
	const ent_status status =
		ent_reading_items(reading, concepts, read_item, &m, err);
	ent_buf_release(&m.text[0]);
	ent_buf_release(&m.text[1]);
	return status;
}

const ent_units_reader ent_multiterm_reader = {
	.name = "multiterm",
	.roots = "mtf",
	.read = read_multiterm,
};
