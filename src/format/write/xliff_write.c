/* SPDX-License-Identifier: Apache-2.0 */
/* xliff_write.c - write XLIFF 1.2 (OASIS Standard, 1 February 2008).
 *
 * Version 1.2 because every CAT tool reads it.  Inline codes of TMX become those
 * of XLIFF: bpt and ept with id and rid, ph, it with pos open or close, hi as a
 * mrk.  Where a unit comes from is in attributes of our namespace, which the
 * standard allows on trans-unit (section 2.5).
 */
#include <string.h>

#include "format/write/writers.h"
#include "format/xml_scan.h"

static void begin(ent_writer *w)
{
	ent_str s = ent_writer_lang(w->source, w->source);
	ent_str t = ent_writer_lang(w->target, w->target);
	ent_buf_addf(
		&w->out,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" "
		"xmlns:e=\"" ENT_XLIFF_NAMESPACE "\">\n<file original=\"");
	ent_buf_add_xml(&w->out, w->title.n ? w->title : ENT_STR("memory"));
	ent_buf_addf(&w->out,
		     "\" source-language=\"%.*s\" target-language=\"%.*s\" "
		     "datatype=\"plaintext\">\n<body>\n",
		     (int)s.n, s.p, (int)t.n, t.p);
}

static void add_attribute(ent_buf *to, const char *name, ent_str value)
{
	if (!value.n)
		return;
	ent_buf_addf(to, " e:%s=\"", name);
	ent_buf_add_xml(to, value);
	ent_buf_add_char(to, '"');
}

/* A code of TMX as the code of XLIFF that holds the same. */
static void add_code(ent_buf *to, const ent_xml_token *t, unsigned *id)
{
	const char *slash = t->type == ENT_XML_EMPTY ? "/" : "";
	ent_str i = ent_xml_get(t->body, "i"), pos = ent_xml_get(t->body, "pos");
	if (ent_str_is(t->name, "sub"))
		ent_buf_addf(to, "<sub%s>", slash);
	else if (ent_str_is(t->name, "hi"))
		ent_buf_addf(to, "<mrk mtype=\"x-hi\"%s>", slash);
	else if (ent_str_is(t->name, "bpt") || ent_str_is(t->name, "ept"))
		ent_buf_addf(to, "<%.*s id=\"%u\" rid=\"%.*s\"%s>", (int)t->name.n,
			     t->name.p, (*id)++, (int)i.n, i.p, slash);
	else if (ent_str_is(t->name, "it"))
		ent_buf_addf(to, "<it id=\"%u\" pos=\"%s\"%s>", (*id)++,
			     ent_str_is(pos, "end") ? "close" : "open", slash);
	else
		ent_buf_addf(to, "<ph id=\"%u\"%s>", (*id)++, slash);
}

static void add_content(ent_buf *to, const ent_unit_side *side)
{
	ent_xml_token t;
	unsigned id = 1;
	if (!side->markup.n) {
		ent_buf_add_xml(to, side->text);
		return;
	}
	for (size_t at = 0; ent_xml_next(&t, side->markup, &at);)
		if (t.type == ENT_XML_OPEN || t.type == ENT_XML_EMPTY)
			add_code(to, &t, &id);
		else if (t.type == ENT_XML_CLOSE && ent_str_is(t.name, "hi"))
			ent_buf_addf(to, "</mrk>");
		else if (t.type == ENT_XML_CLOSE && ent_str_is(t.name, "ut"))
			ent_buf_addf(to, "</ph>");
		else
			ent_buf_add(to, t.raw);
}

void ent_xliff_attributes(ent_buf *to, const ent_unit *unit)
{
	ent_buf value = ENT_BUF_INIT;
	add_attribute(to, "document", unit->document);
	add_attribute(to, "target-document", unit->target_document);
	add_attribute(to, "place", unit->place);
	add_attribute(to, "date", unit->date);
	add_attribute(to, "origin", unit->origin);
	if (unit->confidence < 1) {
		ent_add_confidence(&value, unit->confidence, ENT_CONFIDENCE_DIGITS);
		add_attribute(to, "confidence", ent_buf_str(&value));
	}
	to->failed |= value.failed;
	ent_buf_clear(&value);
	ent_add_doubts(&value, unit->doubts, " ");
	add_attribute(to, "doubts", ent_buf_str(&value));
	to->failed |= value.failed;
	ent_buf_release(&value);
}

static void add(ent_writer *w, const ent_unit *unit)
{
	ent_buf *to = &w->out;
	ent_str s = ent_writer_lang(unit->source.lang, w->source);
	ent_str t = ent_writer_lang(unit->target.lang, w->target);
	ent_buf_addf(to, "<trans-unit id=\"%llu\"", (unsigned long long)w->units + 1);
	ent_xliff_attributes(to, unit);
	ent_buf_addf(to, ">\n<source xml:lang=\"%.*s\">", (int)s.n, s.p);
	add_content(to, &unit->source);
	ent_buf_addf(to, "</source>\n<target xml:lang=\"%.*s\"%s>", (int)t.n, t.p,
		     unit->doubts ? " state=\"needs-review-translation\"" : "");
	add_content(to, &unit->target);
	ent_buf_addf(to, "</target>\n</trans-unit>\n");
}

static void end(ent_writer *w)
{
	ent_buf_addf(&w->out, "</body>\n</file>\n</xliff>\n");
}

const ent_unit_format ent_xliff_format = {
	.name = "xliff",
	.begin = begin,
	.add = add,
	.end = end,
};
