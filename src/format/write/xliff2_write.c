/* SPDX-License-Identifier: Apache-2.0 */
/* xliff2_write.c - write XLIFF 2.1 (OASIS Standard, 13 February 2018).
 *
 * Inline codes of TMX become those of XLIFF 2: bpt and ept sc and ec, for pairs of
 * TMX need not nest; it an isolated sc or ec; ph and ut ph; hi a mrk.  What a code
 * holds goes into originalData.  A code has the same id in source and target when
 * it has the same i or x in both, as the standard requires it (section 4.3.1.4).
 * Where a unit comes from is in attributes of our namespace, which the
 * standard allows on unit.
 */
#include <string.h>

#include "format/write/writers.h"
#include "format/xml_scan.h"

enum { CODES_MAX = 64 };

/* The codes of one unit, while it is written. */
struct codes {
	ent_buf data; /* the originalData element's content */
	unsigned n_data;
	struct {
		char side, kind;
		ent_str number;
		unsigned id;
	} seen[2 * CODES_MAX];
	unsigned n, next;
};

static void begin(ent_writer *w)
{
	ent_str s = ent_writer_lang(w->source, w->source);
	ent_str t = ent_writer_lang(w->target, w->target);
	ent_buf_addf(
		&w->out,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" "
		"xmlns:e=\"" ENT_XLIFF_NAMESPACE
		"\" srcLang=\"%.*s\" trgLang=\"%.*s\">\n<file id=\"f1\" original=\"",
		(int)s.n, s.p, (int)t.n, t.p);
	ent_buf_add_xml(&w->out, w->title.n ? w->title : ENT_STR("memory"));
	ent_buf_addf(&w->out, "\">\n");
}

/* The id of a code: that of the code with the same number on the other side. */
static unsigned id_of(struct codes *c, char side, char kind, ent_str number)
{
	unsigned id = 0;
	for (unsigned k = 0; k < c->n && number.n; k++) {
		if (c->seen[k].kind != kind || !ent_str_eq(c->seen[k].number, number))
			continue;
		if (c->seen[k].side != side && !id)
			id = c->seen[k].id;
		if (c->seen[k].side == side) { /* twice on one side */
			id = 0;
			break;
		}
	}
	if (!id)
		id = ++c->next;
	if (c->n < 2 * CODES_MAX) {
		c->seen[c->n].side = side;
		c->seen[c->n].kind = kind;
		c->seen[c->n].number = number;
		c->seen[c->n++].id = id;
	}
	return id;
}

/* Whether this side has a code of that kind and number before. */
static unsigned started(const struct codes *c, char side, ent_str number)
{
	for (unsigned k = c->n; k-- && number.n;)
		if (c->seen[k].side == side && c->seen[k].kind == 'b' &&
		    ent_str_eq(c->seen[k].number, number))
			return c->seen[k].id;
	return 0;
}

/* What a code holds, as data; returns its number. */
static unsigned add_data(struct codes *c, ent_str content)
{
	ent_xml_token t;
	ent_xml_repairs repairs = { .characters = 0 };
	ent_buf plain = ENT_BUF_INIT;
	for (size_t at = 0; ent_xml_next(&t, content, &at);)
		if (t.type == ENT_XML_TEXT)
			ent_xml_decode(&plain, t.body, &repairs);
	c->n_data++;
	ent_buf_addf(&c->data, "<data id=\"d%u\">", c->n_data);
	ent_buf_add_xml(&c->data, ent_buf_str(&plain));
	ent_buf_addf(&c->data, "</data>");
	c->data.failed |= plain.failed;
	ent_buf_release(&plain);
	return c->n_data;
}

static void add_code(ent_buf *to,
		     struct codes *c,
		     char side,
		     const ent_xml_token *t,
		     ent_str content)
{
	ent_str i = ent_xml_get(t->body, "i"), x = ent_xml_get(t->body, "x");
	bool end = ent_str_is(t->name, "ept");
	bool it = ent_str_is(t->name, "it");
	unsigned data = content.n ? add_data(c, content) : 0;
	if (ent_str_is(t->name, "bpt")) {
		ent_buf_addf(to, "<sc id=\"%u\"", id_of(c, side, 'b', i));
	} else if (end && started(c, side, i)) {
		ent_buf_addf(to, "<ec startRef=\"%u\"", started(c, side, i));
	} else if (end || (it && ent_str_is(ent_xml_get(t->body, "pos"), "end"))) {
		ent_buf_addf(to, "<ec id=\"%u\" isolated=\"yes\"",
			     id_of(c, side, 'e', end ? i : x));
	} else if (it) {
		ent_buf_addf(to, "<sc id=\"%u\" isolated=\"yes\"",
			     id_of(c, side, 'i', x));
	} else {
		ent_buf_addf(to, "<ph id=\"%u\"", id_of(c, side, 'p', x));
	}
	if (data)
		ent_buf_addf(to, " dataRef=\"d%u\"", data);
	ent_buf_addf(to, "/>");
}

static void add_content(ent_buf *to,
			struct codes *c,
			char side,
			const ent_unit_side *from)
{
	ent_xml_token t;
	if (!from->markup.n) {
		ent_buf_add_xml(to, from->text);
		return;
	}
	for (size_t at = 0; ent_xml_next(&t, from->markup, &at);) {
		bool hi = ent_str_is(t.name, "hi");
		if (t.type == ENT_XML_TEXT) {
			ent_buf_add(to, t.raw);
		} else if (hi && t.type == ENT_XML_CLOSE) {
			ent_buf_addf(to, "</mrk>");
		} else if (hi && t.type == ENT_XML_OPEN) {
			ent_buf_addf(to, "<mrk id=\"m%u\" type=\"e:hi\">", ++c->next);
		} else if (!hi && t.type == ENT_XML_EMPTY) {
			add_code(to, c, side, &t, ENT_STR(""));
		} else if (!hi && t.type == ENT_XML_OPEN) {
			size_t end, close = ent_xml_close(from->markup, at, &end);
			add_code(to, c, side, &t,
				 ent_str_slice(from->markup, at, close));
			at = end;
		}
	}
}

static void add(ent_writer *w, const ent_unit *unit)
{
	struct codes codes = { .n = 0 };
	ent_buf sides[2] = { ENT_BUF_INIT, ENT_BUF_INIT };
	ent_buf *to = &w->out;
	add_content(&sides[0], &codes, 's', &unit->source);
	add_content(&sides[1], &codes, 't', &unit->target);
	ent_buf_addf(to, "<unit id=\"u%llu\"", (unsigned long long)w->units + 1);
	ent_xliff_attributes(to, unit);
	ent_buf_addf(to, ">\n");
	if (codes.data.n) {
		ent_buf_addf(to, "<originalData>");
		ent_buf_add(to, ent_buf_str(&codes.data));
		ent_buf_addf(to, "</originalData>\n");
	}
	ent_buf_addf(to, "<segment%s><source>",
		     unit->doubts ? " state=\"translated\" subState=\"e:doubtful\""
				  : " state=\"translated\"");
	ent_buf_add(to, ent_buf_str(&sides[0]));
	ent_buf_addf(to, "</source><target>");
	ent_buf_add(to, ent_buf_str(&sides[1]));
	ent_buf_addf(to, "</target></segment>\n</unit>\n");
	to->failed |= sides[0].failed || sides[1].failed || codes.data.failed;
	ent_buf_release(&sides[0]);
	ent_buf_release(&sides[1]);
	ent_buf_release(&codes.data);
}

static void end(ent_writer *w)
{
	ent_buf_addf(&w->out, "</file>\n</xliff>\n");
}

const ent_unit_format ent_xliff2_format = {
	.name = "xliff2",
	.begin = begin,
	.add = add,
	.end = end,
};
