/* SPDX-License-Identifier: Apache-2.0 */
/* tmx_write.c - write TMX 1.4b in the form that other tools read.
 *
 * UTF-8 without BOM, the document type, all seven attributes of the header,
 * note before prop before tuv (the order that OmegaT's schema demands), xml:lang
 * with its region in capitals, dates as YYYYMMDDThhmmssZ (TMX 1.4b, section
 * "Attributes"), no character that XML 1.0 forbids.
 *
 * Where a unit comes from is in properties x-entente-..., which tmx_read.c reads; so a
 * file that was written, read and written again is the same.
 */
#include <string.h>

#include "base/ascii.h"
#include "entente/version.h"
#include "format/write/writers.h"

static void begin(ent_writer *w)
{
	ent_str lang = ent_writer_lang(w->source, ENT_STR("en"));
	ent_buf_addf(
		&w->out,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n"
		"<tmx version=\"1.4\">\n"
		"<header creationtool=\"entente\" creationtoolversion=\"" ENT_VERSION
		"\" segtype=\"sentence\" o-tmf=\"entente\" adminlang=\"en\" "
		"srclang=\"%.*s\" datatype=\"plaintext\"/>\n<body>\n",
		(int)lang.n, lang.p);
}

static void add_prop(ent_buf *to, const char *name, ent_str value)
{
	if (!value.n)
		return;
	ent_buf_add(to, ENT_STR("<prop type=\"x-entente-"));
	ent_buf_add(to, ent_str_of(name));
	ent_buf_add(to, ENT_STR("\">"));
	ent_buf_add_xml(to, value);
	ent_buf_add(to, ENT_STR("</prop>\n"));
}

/* "2024-04-09" or "2024-04-09T10:11:12Z" as TMX has it; "" for another form. */
static ent_str tmx_date(char scratch[20], ent_str iso)
{
	static const char shape[] = "dddd-dd-ddTdd:dd:ddZ";
	size_t n = 0;
	if (iso.n != 10 && iso.n != 20)
		return ENT_STR("");
	for (size_t k = 0; k < iso.n; k++) {
		char c = iso.p[k];
		bool digit = ent_is_digit(c);
		if (shape[k] == 'd' ? !digit : c != shape[k])
			return ENT_STR("");
		if (c != '-' && c != ':')
			scratch[n++] = c;
	}
	if (iso.n == 10) {
		memcpy(scratch + n, "T000000Z", 8);
		n += 8;
	}
	return (ent_str){ scratch, n };
}

/* Whether a reader finds a date in the unit's attributes, so that none is added. */
static bool has_date(const ent_unit *unit)
{
	static const char *const names[] = { "changedate=\"", "creationdate=\"" };
	ent_str a = unit->attributes;
	bool found = !unit->date.n;
	for (int k = 0; k < 2 && a.n; k++)
		found |= memmem(a.p, a.n, names[k], strlen(names[k])) != NULL;
	return found;
}

static void add_side(ent_buf *to,
		     const ent_unit_side *side,
		     ent_str fallback,
		     bool codes)
{
	ent_str lang = ent_writer_lang(side->lang, fallback);
	/* attributes are before the first element */
	ent_str children = side->extra;
	ent_str attributes = ent_str_cut(&children, '<');
	ent_buf_add(to, ENT_STR("<tuv xml:lang=\""));
	ent_buf_add(to, lang);
	ent_buf_add_char(to, '"');
	if (attributes.n) {
		ent_buf_add_char(to, ' ');
		ent_buf_add(to, attributes);
	}
	ent_buf_add_char(to, '>');
	if (children.p) {
		ent_buf_add_char(to, '<');
		ent_buf_add(to, children);
	}
	ent_buf_add(to, ENT_STR("<seg>"));
	if (side->markup.n && codes)
		ent_buf_add(to, side->markup);
	else
		ent_buf_add_xml(to, side->text);
	ent_buf_add(to, ENT_STR("</seg></tuv>\n"));
}

static void add_ours(ent_buf *to, const ent_unit *unit, bool date)
{
	ent_buf value = ENT_BUF_INIT;
	add_prop(to, "document", unit->document);
	add_prop(to, "target-document", unit->target_document);
	add_prop(to, "place", unit->place);
	if (unit->confidence < 1) {
		ent_add_confidence(&value, unit->confidence, ENT_CONFIDENCE_DIGITS);
		add_prop(to, "confidence", ent_buf_str(&value));
	}
	add_prop(to, "origin", unit->origin);
	to->failed |= value.failed;
	ent_buf_clear(&value);
	ent_add_doubts(&value, unit->doubts, " ");
	add_prop(to, "doubts", ent_buf_str(&value));
	if (date)
		add_prop(to, "date", unit->date);
	to->failed |= value.failed;
	ent_buf_release(&value);
}

/* Notes come first among what is kept, then properties; ours come between. */
static size_t notes_end(ent_str extra)
{
	static const char end[] = "</note>";
	size_t at = 0;
	for (;;) {
		const char *p = at < extra.n ? memmem(extra.p + at, extra.n - at, end,
						      sizeof(end) - 1)
					     : NULL;
		if (!p)
			return at;
		at = (size_t)(p - extra.p) + sizeof(end) - 1;
	}
}

static void add_unit(ent_writer *w, const ent_unit *unit, bool codes)
{
	char scratch[20];
	ent_buf *to = &w->out;
	bool stated = has_date(unit);
	ent_str date = stated ? ENT_STR("") : tmx_date(scratch, unit->date);
	ent_buf_add(to, ENT_STR("<tu"));
	if (unit->attributes.n) {
		ent_buf_add_char(to, ' ');
		ent_buf_add(to, unit->attributes);
	}
	if (date.n)
		ent_buf_addf(to, " creationdate=\"%.*s\"", (int)date.n, date.p);
	ent_buf_add(to, ENT_STR(">\n"));
	size_t notes = notes_end(unit->extra);
	ent_buf_add(to, ent_str_slice(unit->extra, 0, notes));
	if (notes)
		ent_buf_add_char(to, '\n');
	add_ours(to, unit, !stated);
	ent_buf_add(to, ent_str_slice(unit->extra, notes, unit->extra.n));
	if (notes < unit->extra.n)
		ent_buf_add_char(to, '\n');
	add_side(to, &unit->source, w->source, codes);
	add_side(to, &unit->target, w->target, codes);
	ent_buf_add(to, ENT_STR("</tu>\n"));
}

static void add(ent_writer *w, const ent_unit *unit)
{
	add_unit(w, unit, true);
}

/* Level 1 (TMX 1.4b, section "Levels"): plain text, for tools that take no codes. */
static void add_plain(ent_writer *w, const ent_unit *unit)
{
	add_unit(w, unit, false);
}

static void end(ent_writer *w)
{
	ent_buf_addf(&w->out, "</body>\n</tmx>\n");
}

const ent_unit_format ent_tmx_format = {
	.name = "tmx",
	.begin = begin,
	.add = add,
	.end = end,
};

const ent_unit_format ent_tmx1_format = {
	.name = "tmx1",
	.begin = begin,
	.add = add_plain,
	.end = end,
};
