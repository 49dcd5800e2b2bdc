/* SPDX-License-Identifier: Apache-2.0 */
/* tmx_fields.c - whether fields of a unit that hold XML are as tmx_read.c makes them.
 *
 * What: writers copy markup, extra and attributes of a unit as they are, so a table or
 * a line of JSON may not bring anything else.  Sound is what our reader of TMX would
 * have made of it, to the byte: attributes of the DTD in double quotes; then notes and
 * properties without elements in them; values and texts in canonical form; codes that
 * fit each other, whose text is the text of the unit.  What is not sound is left out
 * and reported; the unit stays.
 */
#include <string.h>

#include "format/units/units.h"

enum { DEPTH = 64 };

/* clang-format off */
const char *const ent_tmx_tu_attributes[] = {
	"tuid", "o-encoding", "datatype", "usagecount", "lastusagedate",
	"creationtool", "creationtoolversion", "creationdate", "creationid",
	"changedate", "segtype", "changeid", "o-tmf", "srclang", NULL
};
/* The same but tuid, segtype and srclang. */
const char *const ent_tmx_tuv_attributes[] = {
	"o-encoding", "datatype", "usagecount", "lastusagedate",
	"creationtool", "creationtoolversion", "creationdate", "creationid",
	"changedate", "o-tmf", "changeid", NULL
};
static const char *const child_attributes[] = {
	"type", "xml:lang", "o-encoding", "lang", NULL
};
static const char *const code_elements[] = {
	"ph", "bpt", "ept", "it", "hi", "sub", "ut", NULL
};
/* clang-format on */

struct check {
	ent_buf decoded, again;
};

static bool is_listed(const char *const *list, ent_str name)
{
	for (; *list; list++)
		if (ent_str_is(name, *list))
			return true;
	return false;
}

/* Whether text is written as ent_buf_add_xml writes what it stands for. */
static bool is_canonical(struct check *c, ent_str text)
{
	ent_xml_repairs repairs = { .characters = 0 };
	ent_buf_clear(&c->decoded);
	ent_buf_clear(&c->again);
	ent_xml_decode(&c->decoded, text, &repairs);
	ent_buf_add_xml(&c->again, ent_buf_str(&c->decoded));
	return !repairs.characters && !repairs.entities &&
	       ent_str_eq(ent_buf_str(&c->again), text);
}

static bool are_attributes(struct check *c, ent_str s, const char *const *known)
{
	ent_str name, value;
	while (s.n) {
		const ent_str before = s;
		if (!ent_xml_attribute(&name, &value, &s))
			return false;
		const size_t written = name.n + value.n + 3; /* ="" */
		if (before.n != s.n + written || memcmp(before.p + name.n, "=\"", 2) ||
		    !is_listed(known, name) || !is_canonical(c, value))
			return false;
		if (s.n && (s.p[0] != ' ' || s.n == 1))
			return false;
		s = ent_str_slice(s, s.n > 0, s.n);
	}
	return true;
}

/* A row of notes and properties with nothing between them. */
static bool are_children(struct check *c, ent_str s)
{
	ent_xml_token t;
	size_t at = 0;
	while (at < s.n) {
		if (!ent_xml_next(&t, s, &at) || t.type != ENT_XML_OPEN)
			return false;
		const ent_str name = t.name;
		const bool note = ent_str_is(name, "note");
		if ((!note && !ent_str_is(name, "prop")) || t.raw.n < name.n + 2 ||
		    memcmp(t.raw.p + 1, name.p, name.n))
			return false;
		const ent_str attributes =
			ent_str_slice(t.raw, name.n + 1, t.raw.n - 1);
		if (attributes.n ? attributes.p[0] != ' ' || attributes.n == 1 : !note)
			return false;
		if (!are_attributes(
			    c,
			    ent_str_slice(attributes, attributes.n > 0, attributes.n),
			    child_attributes) ||
		    !ent_xml_next(&t, s, &at))
			return false;
		if (t.type == ENT_XML_TEXT &&
		    (!is_canonical(c, t.body) || !ent_xml_next(&t, s, &at)))
			return false;
		if (t.type != ENT_XML_CLOSE || t.raw.n != name.n + 3 ||
		    !ent_str_eq(t.name, name))
			return false;
	}
	return true;
}

/* Whether the codes are of TMX and close each other. */
static bool is_balanced(ent_str markup)
{
	ent_str open[DEPTH];
	unsigned depth = 0;
	ent_xml_token t;
	for (size_t at = 0; at < markup.n;) {
		if (!ent_xml_next(&t, markup, &at) || t.type == ENT_XML_BROKEN ||
		    t.type == ENT_XML_OTHER || t.type == ENT_XML_CDATA)
			return false;
		if (t.type == ENT_XML_TEXT)
			continue;
		if (!is_listed(code_elements, t.name))
			return false;
		if (t.type == ENT_XML_OPEN && depth == DEPTH)
			return false;
		if (t.type == ENT_XML_OPEN)
			open[depth++] = t.name;
		if (t.type == ENT_XML_CLOSE &&
		    (!depth || !ent_str_eq(open[--depth], t.name)))
			return false;
	}
	return !depth;
}

static bool is_markup_of(struct check *c, ent_str markup, ent_str text)
{
	ent_xml_repairs repairs = { .characters = 0 };
	bool coded = false;
	if (!is_balanced(markup))
		return false;
	ent_buf_clear(&c->decoded);
	ent_buf_clear(&c->again);
	ent_tmx_content(&c->decoded, &c->again, &coded, markup, false, &repairs);
	return coded && !repairs.characters && !repairs.entities &&
	       ent_str_eq(ent_buf_str(&c->again), markup) &&
	       ent_str_eq(ent_buf_str(&c->decoded), text);
}

/* Attributes, then children. */
static bool is_side_extra(struct check *c, ent_str extra)
{
	ent_str rest = extra;
	const ent_str attributes = ent_str_cut(&rest, '<');
	const ent_str children = ent_str_slice(extra, attributes.n, extra.n);
	return are_attributes(c, attributes, ent_tmx_tuv_attributes) &&
	       are_children(c, children);
}

/* Leaves a field out, with a report, when it is not sound. */
static void keep_if(bool sound,
		    ent_str *field,
		    ent_reading *r,
		    const ent_unit *unit,
		    const char *what)
{
	if (sound)
		return;
	*field = ENT_STR("");
	ent_reading_problem(r, unit->line, false, "%s left out", what);
}

void ent_tmx_fields_check(ent_reading *r, ent_unit *unit)
{
	struct check c = { ENT_BUF_INIT, ENT_BUF_INIT };
	for (int k = 0; k < 2; k++) {
		ent_unit_side *side = k ? &unit->target : &unit->source;
		if (side->markup.n)
			keep_if(is_markup_of(&c, side->markup, side->text),
				&side->markup, r, unit,
				k ? "target_markup is not the text with codes of TMX:"
				  : "source_markup is not the text with codes of TMX:");
		if (side->extra.n)
			keep_if(is_side_extra(&c, side->extra), &side->extra, r, unit,
				k ? "target_extra is not metadata of TMX:"
				  : "source_extra is not metadata of TMX:");
	}
	if (unit->extra.n)
		keep_if(are_children(&c, unit->extra), &unit->extra, r, unit,
			"extra is not metadata of TMX:");
	if (unit->attributes.n)
		keep_if(are_attributes(&c, unit->attributes, ent_tmx_tu_attributes),
			&unit->attributes, r, unit, "attributes are not those of TMX:");
	ent_buf_release(&c.decoded);
	ent_buf_release(&c.again);
}
