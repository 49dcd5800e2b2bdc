/* SPDX-License-Identifier: Apache-2.0 */
/* tmx_read.c - read TMX 1.1 to 1.4b, levels 1 and 2, as other programs write it.
 *
 * What: Translation Memory eXchange 1.4b (LISA OSCAR, 26 April 2005) and what tools
 * write: lang for xml:lang, no header, no seg, variants of one language, two dozen
 * languages, a namespace, damage.
 *
 * Which texts make a pair: those of the two languages, whatever their region;
 * when some have exactly the region that was asked for, those alone.  Several
 * texts of one language are variants, each with each, equal pairs once.
 *
 * What is kept: attributes, notes and properties of tu and tuv, as canonical
 * XML, valid against the DTD: what the DTD does not know becomes a prop.  The
 * properties x-entente-... that our own writer adds become fields again.
 *
 * A unit is taken or refused as a whole; what is not well-formed is refused.
 * Time O(n), memory: one unit.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/word_list.h"
#include "format/units/unit_fields.h"
#include "format/units/units.h"
#include "text/lang.h"

#define OURS "x-entente-"

enum { VARIANTS_MAX = 16 };

struct tuv {
	ent_str lang;
	uint32_t tag; /* of item->tags */
};

/* A side that was read: where its strings are in the pool. */
struct side {
	ent_str lang;
	ent_buf text, markup, notes, props;
	bool coded;
};

enum ours {
	OURS_DOCUMENT,
	OURS_TARGET_DOCUMENT,
	OURS_PLACE,
	OURS_CONFIDENCE,
	OURS_ORIGIN,
	OURS_DOUBTS,
	OURS_DATE,
	OURS_COUNT
};

struct tmx {
	ent_reading *reading;
	const ent_xml_item *item;
	struct tuv *tuvs;
	uint32_t n_tuvs;
	size_t capacity;
	ent_buf attributes, notes, props; /* of the tu */
	ent_buf scratch;
	ent_buf ours[OURS_COUNT]; /* values of our properties */
	ent_buf document;         /* as another producer's property names it */
	struct side source[VARIANTS_MAX], target[VARIANTS_MAX];
	unsigned left_out; /* texts of a language beyond VARIANTS_MAX */
	ent_xml_repairs repairs;
	ent_str tool; /* of the header */
	enum { SHIFT_UNKNOWN, SHIFT_NO, SHIFT_YES } shift;
};

static const char *const our_names[OURS_COUNT] = {
	"document", "target-document", "place", "confidence", "origin", "doubts", "date"
};

/* Where memoQ, DGT-TM and OmegaT name the document. */
static const char *const document_props[] = { "x-document", "Txt::Doc. No.", "file",
					      NULL };

static bool is_segtype(ent_str value)
{
	return ent_str_is(value, "block") || ent_str_is(value, "paragraph") ||
	       ent_str_is(value, "sentence") || ent_str_is(value, "phrase");
}

/* Text without references and markup, for a note or a property. */
static void add_flat(ent_buf *to, ent_str content, ent_xml_repairs *repairs)
{
	ent_xml_token t;
	for (size_t at = 0; ent_xml_next(&t, content, &at);)
		if (t.type == ENT_XML_TEXT)
			ent_xml_decode(to, t.body, repairs);
		else if (t.type == ENT_XML_CDATA)
			ent_xml_clean(to, t.body, repairs);
}

/* A value as it is written, with its references, in canonical form. */
static void add_value(struct tmx *t, ent_buf *to, ent_str raw)
{
	ent_buf_clear(&t->scratch);
	ent_xml_decode(&t->scratch, raw, &t->repairs);
	ent_buf_add_xml(to, ent_buf_str(&t->scratch));
	to->failed |= t->scratch.failed;
}

static void add_prop(struct tmx *t,
		     ent_buf *to,
		     const char *prefix,
		     ent_str type,
		     ent_str raw)
{
	ent_buf_addf(to, "<prop type=\"%s", prefix);
	ent_buf_add_xml(to, type);
	ent_buf_add(to, ENT_STR("\">"));
	add_value(t, to, raw);
	ent_buf_add(to, ENT_STR("</prop>"));
}

/* Attributes that the DTD knows, in their order, and the others as properties.
 * xml:lang and lang have been read. */
static void keep_attributes(struct tmx *t,
			    ent_buf *to,
			    ent_buf *props,
			    ent_str attributes,
			    const char *const *known)
{
	ent_str name, value;
	while (ent_xml_attribute(&name, &value, &attributes)) {
		if (ent_str_is(name, "xml:lang") || ent_str_is(name, "lang") ||
		    ent_str_starts(name, ENT_STR("xmlns")) || !value.n)
			continue;
		if (!ent_list_has(known, name) ||
		    (ent_str_is(name, "segtype") && !is_segtype(value))) {
			add_prop(t, props, "x-attribute-", name, value);
			continue;
		}
		ent_buf_add(to, to->n ? ENT_STR(" ") : ENT_STR(""));
		ent_buf_add(to, name);
		ent_buf_add(to, ENT_STR("=\""));
		add_value(t, to, value);
		ent_buf_add_char(to, '"');
	}
}

/* Whether a property is one that our writer adds; then its value is kept. */
static bool take_ours(struct tmx *t, ent_str type, ent_str content)
{
	if (!ent_str_starts(type, ENT_STR(OURS)))
		return false;
	ent_str rest = ent_str_slice(type, sizeof(OURS) - 1, type.n);
	for (int k = 0; k < OURS_COUNT; k++)
		if (ent_str_is(rest, our_names[k])) {
			ent_buf_clear(&t->ours[k]);
			add_flat(&t->ours[k], content, &t->repairs);
			return true;
		}
	return false;
}

/* The attributes of a note or a property that the DTD knows, but its type. */
static void keep_child_attributes(struct tmx *t, ent_buf *to, ent_str attributes)
{
	static const char *const known[] = { "xml:lang", "o-encoding", "lang", NULL };
	for (const char *const *k = known; *k && attributes.n; k++) {
		ent_str value = ent_xml_get(attributes, *k);
		if (!value.n)
			continue;
		ent_buf_addf(to, " %s=\"", *k);
		add_value(t, to, value);
		ent_buf_add_char(to, '"');
	}
}

/* A note, a property or a foreign element beside the texts. */
static void keep_child(struct tmx *t,
		       ent_buf *notes,
		       ent_buf *props,
		       const ent_xml_tag *open,
		       bool of_tu)
{
	const ent_str unit = t->item->unit, name = ent_xml_tag_name(unit, open);
	const ent_str attributes = ent_xml_tag_attributes(unit, open);
	const ent_str content =
		ent_str_slice(unit, open->end, t->item->tags[open->close].at);
	bool note = ent_str_is(name, "note");
	bool prop = ent_str_is(name, "prop");
	ent_str type = ent_xml_get(attributes, "type");
	ent_buf *to = note ? notes : props;
	if (prop && of_tu && take_ours(t, type, content))
		return;
	if (prop && of_tu && !t->document.n && ent_list_has(document_props, type))
		add_flat(&t->document, content, &t->repairs);
	ent_buf_add(to, note ? ENT_STR("<note") : ENT_STR("<prop type=\""));
	if (!note && prop && type.n)
		add_value(t, to, type);
	else if (!note && prop)
		ent_buf_add(to, ENT_STR("x-untyped"));
	else if (!note)
		ent_buf_addf(to, "x-element-%.*s", (int)name.n, name.p);
	if (!note)
		ent_buf_add_char(to, '"');
	keep_child_attributes(t, to, attributes);
	ent_buf_add_char(to, '>');
	ent_buf_clear(&t->scratch);
	add_flat(&t->scratch, content, &t->repairs);
	ent_buf_add_xml(to, ent_buf_str(&t->scratch));
	to->failed |= t->scratch.failed;
	ent_buf_add(to, note ? ENT_STR("</note>") : ENT_STR("</prop>"));
}

static bool add_tuv(struct tmx *t, uint32_t tag)
{
	if (!ENT_GROW(t->tuvs, t->capacity, t->n_tuvs + 1))
		return false;
	ent_str attributes = ent_xml_tag_attributes(t->item->unit, &t->item->tags[tag]);
	ent_str lang = ent_xml_get(attributes, "xml:lang");
	if (!lang.n)
		lang = ent_xml_get(attributes, "lang");
	t->tuvs[t->n_tuvs++] = (struct tuv){ ent_reading_lang(t->reading, lang), tag };
	return true;
}

/* The children of the tu: its texts, and what is kept beside them. */
static bool read_children(struct tmx *t)
{
	const ent_xml_tag *tags = t->item->tags;
	const ent_str unit = t->item->unit;
	t->n_tuvs = 0;
	keep_attributes(t, &t->attributes, &t->props,
			ent_xml_tag_attributes(unit, tags), ent_tmx_tu_attributes);
	for (uint32_t k = 1; k < tags[0].close; k++) {
		if (tags[k].type != ENT_XML_OPEN)
			continue;
		if (!ent_str_is(ent_xml_tag_name(unit, &tags[k]), "tuv"))
			keep_child(t, &t->notes, &t->props, &tags[k], true);
		else if (!add_tuv(t, k))
			return false;
		k = tags[k].close;
	}
	return true;
}

/* The texts of a language, those of exactly its region if there are any, and
 * no others when both sides are one language (en-US and en-GB). */
static unsigned choose(struct tmx *t,
		       ent_str want,
		       ent_str other,
		       const struct tuv *out[VARIANTS_MAX])
{
	unsigned n = 0;
	bool exact = ent_lang_matches(other, want);
	for (uint32_t k = 0; k < t->n_tuvs && want.n > 3; k++)
		exact |= ent_str_eq(t->tuvs[k].lang, want);
	for (uint32_t k = 0; k < t->n_tuvs; k++) {
		if (!ent_lang_matches(t->tuvs[k].lang, want) ||
		    (exact && !ent_str_eq(t->tuvs[k].lang, want)))
			continue;
		if (n < VARIANTS_MAX)
			out[n++] = &t->tuvs[k];
		else
			t->left_out++;
	}
	return n;
}

/* Whether some code of a unit has the number 0, which our numbers never are. */
static bool counts_from_zero(ent_str tu)
{
	for (size_t k = 0; k + 4 <= tu.n; k++) {
		const char *is = memchr(tu.p + k, '=', tu.n - k);
		if (!is)
			return false;
		k = (size_t)(is - tu.p);
		if (k >= 2 && k + 4 <= tu.n && is[-2] == ' ' &&
		    (is[-1] == 'x' || is[-1] == 'i') && is[2] == '0' &&
		    (is[1] == '"' || is[1] == '\'') && is[3] == is[1])
			return true;
	}
	return false;
}

/* The content between two tags. */
static void read_content(struct tmx *t, struct side *s, uint32_t open)
{
	const ent_xml_tag *tags = t->item->tags;
	const uint32_t close = tags[open].close;
	if (close > open + 1 && t->shift == SHIFT_UNKNOWN)
		t->shift = counts_from_zero(t->item->unit) ? SHIFT_YES : SHIFT_NO;
	ent_tmx_content(&s->text, &s->markup, &s->coded,
			ent_str_slice(t->item->unit, tags[open].end, tags[close].at),
			t->shift == SHIFT_YES, &t->repairs);
}

static void read_side(struct tmx *t, struct side *s, const struct tuv *tuv)
{
	const ent_xml_tag *tags = t->item->tags;
	const ent_str unit = t->item->unit;
	bool seg = false;
	ent_buf_clear(&s->text);
	ent_buf_clear(&s->markup);
	ent_buf_clear(&s->notes);
	ent_buf_clear(&s->props);
	s->lang = tuv->lang;
	s->coded = false;
	keep_attributes(t, &s->notes, &s->props,
			ent_xml_tag_attributes(unit, &tags[tuv->tag]),
			ent_tmx_tuv_attributes);
	for (uint32_t k = tuv->tag + 1; k < tags[tuv->tag].close; k++) {
		const ent_str name = ent_xml_tag_name(unit, &tags[k]);
		const bool is_seg = ent_str_is(name, "seg");
		if (tags[k].type == ENT_XML_EMPTY)
			seg |= is_seg;
		if (tags[k].type != ENT_XML_OPEN)
			continue;
		if (is_seg && !seg)
			read_content(t, s, k);
		else if (!is_seg &&
			 (ent_str_is(name, "note") || ent_str_is(name, "prop")))
			keep_child(t, &s->notes, &s->props, &tags[k], false);
		seg |= is_seg;
		k = tags[k].close;
	}
	if (!seg) /* text right in the tuv */
		read_content(t, s, tuv->tag);
}

static ent_str ours(const struct tmx *t, enum ours which)
{
	ent_str s = ent_buf_str(&t->ours[which]);
	return s.p ? s : ENT_STR("");
}

/* The date of the last change, else of the creation. */
static ent_str date_of(const struct tmx *t, char scratch[24])
{
	static const char *const names[] = { "changedate", "creationdate" };
	for (int k = 0; k < 2; k++) {
		ent_str date = ent_xml_get(ent_buf_str(&t->attributes), names[k]);
		date = ent_iso_date(scratch, date);
		if (date.n)
			return date;
	}
	return ENT_STR("");
}

/* Our writer repeats a date of ours as an attribute, for other tools. */
static void drop_our_date(struct tmx *t)
{
	static const char name[] = "creationdate=\"";
	ent_str s = ent_buf_str(&t->attributes);
	if (!ours(t, OURS_DATE).n || !ent_str_starts(s, ent_str_of(name)))
		return;
	const char *end = memchr(s.p + sizeof(name), '"', s.n - sizeof(name));
	if (end && end + 1 == s.p + s.n)
		ent_buf_clear(&t->attributes);
}

static void fill_side(ent_unit_side *out, struct side *s)
{
	ent_buf_add(&s->notes, ent_buf_str(&s->props));
	ent_buf_clear(&s->props);
	*out = (ent_unit_side){ .lang = s->lang,
				.text = ent_buf_str(&s->text),
				.markup = s->coded ? ent_buf_str(&s->markup)
						   : ENT_STR(""),
				.extra = ent_buf_str(&s->notes) };
	ent_str *const all[] = { &out->text, &out->markup, &out->extra };
	for (int k = 0; k < 3; k++)
		if (!all[k]->p)
			*all[k] = ENT_STR("");
}

static ent_status check_memory(const struct tmx *t,
			       unsigned n,
			       unsigned m,
			       ent_error *err)
{
	bool failed = t->attributes.failed || t->notes.failed || t->props.failed ||
		      t->document.failed;
	for (int k = 0; k < OURS_COUNT; k++)
		failed |= t->ours[k].failed;
	for (unsigned k = 0; k < n + m; k++) {
		const struct side *s = k < n ? &t->source[k] : &t->target[k - n];
		failed |= s->text.failed || s->markup.failed || s->notes.failed ||
			  s->props.failed;
	}
	return failed ? ent_fail_memory(err) : ENT_OK;
}

/* Whether an earlier pair of variants has the same two texts. */
static bool is_repeated(const struct tmx *t, unsigned k, unsigned j)
{
	for (unsigned a = 0; a <= k; a++)
		for (unsigned b = 0; b < (a == k ? j : VARIANTS_MAX); b++)
			if (t->target[b].lang.n &&
			    ent_str_eq(ent_buf_str(&t->source[a].text),
				       ent_buf_str(&t->source[k].text)) &&
			    ent_str_eq(ent_buf_str(&t->target[b].text),
				       ent_buf_str(&t->target[j].text)))
				return true;
	return false;
}

static ent_status send_pairs(struct tmx *t, unsigned n, unsigned m, ent_error *err)
{
	char scratch[24];
	ent_buf_add(&t->notes, ent_buf_str(&t->props));
	ent_status status = check_memory(t, n, m, err);
	drop_our_date(t);
	ent_str extra = ent_buf_str(&t->notes),
		attributes = ent_buf_str(&t->attributes);
	ent_str document = ours(t, OURS_DOCUMENT), date = ours(t, OURS_DATE);
	ent_str origin = ours(t, OURS_ORIGIN);
	ent_unit unit = {
		.document = document.n      ? document
			    : t->document.n ? ent_buf_str(&t->document)
					    : ENT_STR(""),
		.target_document = ours(t, OURS_TARGET_DOCUMENT),
		.place = ours(t, OURS_PLACE),
		.date = date.n ? date : date_of(t, scratch),
		.origin = origin.n ? origin : t->tool,
		.extra = extra.p ? extra : ENT_STR(""),
		.attributes = attributes.p ? attributes : ENT_STR(""),
		.confidence = ent_read_confidence(ours(t, OURS_CONFIDENCE)),
		.doubts = ent_read_doubts(ours(t, OURS_DOUBTS)),
		.line = t->item->line,
	};
	for (unsigned k = 0; k < n && !status; k++) {
		fill_side(&unit.source, &t->source[k]);
		for (unsigned j = 0; j < m && !status; j++) {
			if (is_repeated(t, k, j))
				continue;
			fill_side(&unit.target, &t->target[j]);
			status = ent_reading_send(t->reading, &unit, err);
		}
	}
	return status;
}

/* The languages when the caller names none: the header's, then those of the units. */
static void settle_languages(struct tmx *t)
{
	ent_reading *r = t->reading;
	for (uint32_t k = 0; k < t->n_tuvs && (!r->from.n || !r->to.n); k++) {
		ent_str lang = t->tuvs[k].lang;
		if (!lang.n)
			continue;
		if (!r->from.n && (!r->to.n || !ent_lang_matches(lang, r->to)))
			r->from = lang;
		else if (!r->to.n && !ent_lang_matches(lang, r->from))
			r->to = lang;
	}
}

static void clear(struct tmx *t)
{
	t->repairs = (ent_xml_repairs){ .declared = t->reading->entities };
	t->shift = SHIFT_UNKNOWN;
	ent_buf_clear(&t->attributes);
	ent_buf_clear(&t->notes);
	ent_buf_clear(&t->props);
	ent_buf_clear(&t->document);
	for (int k = 0; k < OURS_COUNT; k++)
		ent_buf_clear(&t->ours[k]);
}

static ent_status read_unit(struct tmx *t, const ent_xml_item *item, ent_error *err)
{
	ent_reading *r = t->reading;
	const struct tuv *source[VARIANTS_MAX], *target[VARIANTS_MAX];
	r->unit++;
	t->item = item;
	if (!ent_reading_check(r, item))
		return ENT_OK;
	clear(t);
	if (!read_children(t))
		return ent_fail_memory(err);
	settle_languages(t);
	t->left_out = 0;
	unsigned n = choose(t, r->from, r->to, source);
	unsigned m = choose(t, r->to, r->from, target);
	if (!n || !m) {
		ent_str missing = n ? r->to : r->from;
		if (missing.n)
			ent_reading_problem(r, item->line, true, "has no '%.*s' text",
					    (int)missing.n, missing.p);
		else
			ent_reading_problem(r, item->line, true,
					    "has no texts of two languages");
		return ENT_OK;
	}
	for (unsigned k = 0; k < VARIANTS_MAX; k++)
		t->source[k].lang.n = t->target[k].lang.n = 0;
	for (unsigned k = 0; k < n; k++)
		read_side(t, &t->source[k], source[k]);
	for (unsigned k = 0; k < m; k++)
		read_side(t, &t->target[k], target[k]);
	ent_reading_repairs(r, item->line, &t->repairs);
	if (t->left_out)
		ent_reading_problem(r, item->line, false,
				    "texts of a language beyond %d are left out: %u",
				    VARIANTS_MAX, t->left_out);
	return send_pairs(t, n, m, err);
}

static void refuse_empty(ent_reading *r, uint32_t line)
{
	r->unit++;
	ent_reading_problem(r, line, true, "has no text");
}

static void read_header(struct tmx *t, const ent_xml_token *header)
{
	ent_reading *r = t->reading;
	ent_str lang = ent_reading_lang(r, ent_xml_get(header->body, "srclang"));
	ent_str tool = ent_xml_get(header->body, "creationtool");
	if (!r->from.n && lang.n && !ent_lang_matches(lang, r->to))
		r->from = lang;
	ent_buf name = ENT_BUF_INIT;
	ent_xml_repairs repairs = { .characters = 0 };
	ent_xml_decode(&name, tool, &repairs);
	ent_str copy = ent_arena_str(r->arena, ent_str_trim(ent_buf_str(&name)));
	if (name.failed)
		ent_arena_fail(r->arena);
	if (copy.n && copy.n < 100 && !ent_str_is(copy, "entente"))
		t->tool = copy;
	ent_buf_release(&name);
}

static void tmx_free(struct tmx *t)
{
	free(t->tuvs);
	ent_buf_release(&t->attributes);
	ent_buf_release(&t->notes);
	ent_buf_release(&t->props);
	ent_buf_release(&t->document);
	ent_buf_release(&t->scratch);
	for (int k = 0; k < OURS_COUNT; k++)
		ent_buf_release(&t->ours[k]);
	for (unsigned k = 0; k < 2 * VARIANTS_MAX; k++) {
		struct side *s =
			k < VARIANTS_MAX ? &t->source[k] : &t->target[k - VARIANTS_MAX];
		ent_buf_release(&s->text);
		ent_buf_release(&s->markup);
		ent_buf_release(&s->notes);
		ent_buf_release(&s->props);
	}
	free(t);
}

static ent_status read_item(void *data, const ent_xml_item *item, ent_error *err)
{
	struct tmx *t = data;
	const ent_str name = item->token.name;
	if (item->unit.n)
		return read_unit(t, item, err);
	if (ent_str_is(name, "header") && item->token.type != ENT_XML_CLOSE)
		read_header(t, &item->token);
	else if (ent_str_is(name, "tu") && item->token.type == ENT_XML_EMPTY)
		refuse_empty(t->reading, item->line);
	return ENT_OK;
}

static ent_status read_tmx(ent_reading *reading, ent_error *err)
{
	static const char *const units[] = { "tu", NULL };
	struct tmx *t = calloc(1, sizeof(*t));
	if (!t)
		return ent_fail_memory(err);
	t->reading = reading;
	t->tool = ENT_STR("tmx");
	const ent_status status = ent_reading_items(reading, units, read_item, t, err);
	tmx_free(t);
	return status;
}

const ent_units_reader ent_tmx_reader = {
	.name = "tmx",
	.roots = "tmx",
	.read = read_tmx,
};
