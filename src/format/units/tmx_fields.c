/* SPDX-License-Identifier: Apache-2.0 */
/* tmx_fields.c - whether fields of a unit that hold XML are as tmx_read.c makes them.
 *
 * What: writers copy markup, extra and attributes of a unit as they are, so a table or
 * a line of JSON must not add anything else.  A field is sound when our reader of TMX
 * would have made it, to the byte: attributes of the DTD in double quotes; then notes
 * and properties without elements in them; values and texts in canonical form; codes
 * that match each other, whose text is the text of the unit.  A field that is not sound
 * is left out and reported; the unit stays.
 *
 * In a memory, which another program may have written, the fields need only be
 * well-formed XML: those that are not sound are parsed.
 */
#include <libxml/parserInternals.h>
#include <string.h>

#include "base/fail.h"
#include "format/units/tmx_fields.h"
#include "format/units/tmx_plain.h"
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

/* The place of a name in a list; -1 when it is not there. */
static int place_of(const char *const *list, ent_str name)
{
	for (int k = 0; list[k]; k++)
		if (ent_str_is(name, list[k]))
			return k;
	return -1;
}

/* Whether nothing of a text is written in another way, or not allowed: controls, and
 * the noncharacters U+FFFE and U+FFFF, which begin with EF. */
static bool is_bare(ent_str text)
{
	for (size_t k = 0; k < text.n; k++) {
		const unsigned char c = (unsigned char)text.p[k];
		if (c < ' ' || c == 0x7F || c == 0xEF || c == '&' || c == '<' ||
		    c == '>' || c == '"' || c == '\'')
			return false;
	}
	return true;
}

/* Whether text is written as ent_buf_add_xml() writes its decoded form. */
static bool is_canonical(struct check *c, ent_str text)
{
	ent_xml_repairs repairs = { .characters = 0 };
	if (is_bare(text))
		return true;
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
	uint32_t seen = 0; /* no attribute twice */
	while (s.n) {
		const ent_str before = s;
		if (!ent_xml_attribute(&name, &value, &s))
			return false;
		const size_t written = name.n + value.n + 3; /* ="" */
		const int place = place_of(known, name);
		if (before.n != s.n + written || memcmp(before.p + name.n, "=\"", 2) ||
		    place < 0 || seen >> place & 1 || !is_canonical(c, value))
			return false;
		seen |= 1u << place;
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
		if (place_of(code_elements, t.name) < 0)
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

/* ---- the fields of a unit ------------------------------------------------------- */

/* In the order of reports. */
enum field {
	SOURCE_MARKUP,
	SOURCE_EXTRA,
	TARGET_MARKUP,
	TARGET_EXTRA,
	EXTRA,
	ATTRIBUTES,
	N_FIELDS
};

static const struct {
	const char *name; /* of its column, too */
	const char *reason;
} fields[N_FIELDS] = {
	{ "source_markup", "source_markup is not the text with codes of TMX:" },
	{ "source_extra", "source_extra is not metadata of TMX:" },
	{ "target_markup", "target_markup is not the text with codes of TMX:" },
	{ "target_extra", "target_extra is not metadata of TMX:" },
	{ "extra", "extra is not metadata of TMX:" },
	{ "attributes", "attributes are not those of TMX:" },
};

static ent_str *field_of(ent_unit *unit, enum field k)
{
	switch (k) {
	case SOURCE_MARKUP: return &unit->source.markup;
	case SOURCE_EXTRA: return &unit->source.extra;
	case TARGET_MARKUP: return &unit->target.markup;
	case TARGET_EXTRA: return &unit->target.extra;
	case EXTRA: return &unit->extra;
	case ATTRIBUTES:
	case N_FIELDS: break;
	}
	return &unit->attributes;
}

static bool is_sound(struct check *c, enum field k, ent_str s, const ent_unit *unit)
{
	switch (k) {
	case SOURCE_MARKUP: return is_markup_of(c, s, unit->source.text);
	case TARGET_MARKUP: return is_markup_of(c, s, unit->target.text);
	case SOURCE_EXTRA:
	case TARGET_EXTRA: return is_side_extra(c, s);
	case EXTRA: return are_children(c, s);
	case ATTRIBUTES:
	case N_FIELDS: break;
	}
	return are_attributes(c, s, ent_tmx_tu_attributes);
}

void ent_tmx_fields_check(ent_reading *r, ent_unit *unit)
{
	struct check c = { ENT_BUF_INIT, ENT_BUF_INIT };
	for (enum field k = 0; k < N_FIELDS; k++) {
		ent_str *field = field_of(unit, k);
		if (!field->n || is_sound(&c, k, *field, unit))
			continue;
		*field = ENT_STR("");
		ent_reading_problem(r, unit->line, false, "%s left out",
				    fields[k].reason);
	}
	ent_buf_release(&c.decoded);
	ent_buf_release(&c.again);
}

/* ---- of a memory ---------------------------------------------------------------- */

/* The field as a writer puts it into an element. */
static void add_element(ent_buf *to, enum field k, ent_str field)
{
	const bool tag = k == SOURCE_EXTRA || k == TARGET_EXTRA || k == ATTRIBUTES;
	ent_str rest = field;
	const ent_str attributes = tag ? ent_str_cut(&rest, '<') : ENT_STR("");
	ent_buf_add(to, ENT_STR("<x"));
	if (attributes.n)
		ent_buf_add_char(to, ' ');
	ent_buf_add(to, attributes);
	if (k != ATTRIBUTES && tag)
		ent_buf_add(to, ENT_STR(" xml:lang=\"en\""));
	ent_buf_add_char(to, '>');
	ent_buf_add(to, ent_str_slice(field, attributes.n, field.n));
	ent_buf_add(to, ENT_STR("</x>"));
}

static ent_status parse(bool *good, ent_str xml, ent_error *err)
{
	xmlParserCtxt *ctxt = xml.n <= INT32_MAX
				      ? xmlCreateMemoryParserCtxt(xml.p, (int)xml.n)
				      : NULL;
	if (!ctxt)
		return ent_fail_memory(err);
	xmlCtxtUseOptions(ctxt, XML_PARSE_NONET | XML_PARSE_NOERROR |
					XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC);
	xmlParseDocument(ctxt);
	*good = ctxt->wellFormed;
	const bool memory = ctxt->errNo == XML_ERR_NO_MEMORY;
	xmlFreeDoc(ctxt->myDoc);
	xmlFreeParserCtxt(ctxt);
	return memory ? ent_fail_memory(err) : ENT_OK;
}

ent_status ent_tmx_fields_wrong(const char **wrong,
				const ent_unit *unit,
				ent_error *err)
{
	struct check c = { ENT_BUF_INIT, ENT_BUF_INIT };
	ent_unit copy = *unit;
	ent_buf xml = ENT_BUF_INIT;
	ent_status status = ENT_OK;
	*wrong = NULL;
	for (enum field k = 0; k < N_FIELDS && !status && !*wrong; k++) {
		const ent_str field = *field_of(&copy, k);
		const bool markup = k == SOURCE_MARKUP || k == TARGET_MARKUP;
		bool good = !field.n || (markup ? ent_tmx_is_plain(field)
						: is_sound(&c, k, field, unit));
		if (good)
			continue;
		ent_buf_clear(&xml);
		add_element(&xml, k, field);
		status = xml.failed ? ent_fail_memory(err)
				    : parse(&good, ent_buf_str(&xml), err);
		if (!status && !good)
			*wrong = fields[k].name;
	}
	ent_buf_release(&c.decoded);
	ent_buf_release(&c.again);
	ent_buf_release(&xml);
	return status;
}

void ent_tmx_fields_clear(ent_unit *unit, const char *name)
{
	for (enum field k = 0; k < N_FIELDS; k++)
		if (!strcmp(fields[k].name, name))
			*field_of(unit, k) = ENT_STR("");
}
