/* SPDX-License-Identifier: Apache-2.0 */
/* xliff_read.c - read XLIFF 1.0 to 1.2 and 2.0 to 2.1 as units.
 *
 * What: OASIS XLIFF 1.2 (1 February 2008) and 2.1 (13 February 2018); SDLXLIFF and
 * MQXLIFF are 1.2 with elements of their own, which are skipped.
 *
 * In 1.x a trans-unit is a unit, or, where seg-source and target hold mrk elements of
 * mtype seg, each pair of them with one mid; in 2.x each segment of a unit is one.
 * alt-trans and matches, which are proposals of a memory and not the translation, are
 * skipped.  Inline codes become those of TMX by tmx_content.c. The document is the
 * file's original, the place the unit's id.
 *
 * Unconfirmed targets are refused (xliff_state.c) unless the options accept them;
 * changes that SDLXLIFF tracks are read as accepted.
 *
 * Time O(n), but for units with many segments: mids are searched one by one, at
 * most SEGMENTS_MAX of them.  Memory: one unit.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "format/units/unit_fields.h"
#include "format/units/units.h"
#include "format/units/xliff_state.h"
#include "text/lang.h"

enum { SEGMENTS_MAX = 4096 };

/* What our writer adds to a unit: e:document and so on. */
enum own {
	OWN_DOCUMENT,
	OWN_TARGET_DOCUMENT,
	OWN_PLACE,
	OWN_DATE,
	OWN_ORIGIN,
	OWN_CONFIDENCE,
	OWN_DOUBTS,
	OWN_COUNT
};

struct xliff {
	ent_reading *reading;
	const ent_xml_item *item;
	ent_str source, target; /* languages of the current file */
	ent_str seg_defs;       /* of the unit, in SDLXLIFF */
	bool ours;              /* units carry what our writer adds */
	ent_buf own[OWN_COUNT];
	ent_buf accepted; /* a unit without what tracked changes deleted */
	ent_buf document, text[2], markup[2], notes, place;
	ent_xml_repairs repairs;
};

/* One element within a unit. */
struct piece {
	ent_str attributes, content; /* content.p is NULL without one */
};

/* The first child of that name; its content, "" for an empty element. */
static struct piece child(ent_str xml, const char *name)
{
	ent_xml_token t;
	size_t at = 0, end;
	while (ent_xml_next(&t, xml, &at)) {
		bool same = ent_str_is(t.name, name);
		if (t.type == ENT_XML_EMPTY && same)
			return (struct piece){ t.body, ENT_STR("") };
		if (t.type != ENT_XML_OPEN)
			continue;
		size_t close = ent_xml_close(xml, at, &end);
		if (same)
			return (struct piece){ t.body, ent_str_slice(xml, at, close) };
		at = end;
	}
	return (struct piece){ { NULL, 0 }, { NULL, 0 } };
}

/* The next mrk of mtype seg at any depth from *at on. */
static bool next_segment(struct piece *out, ent_str xml, size_t *at)
{
	ent_xml_token t;
	while (ent_xml_next(&t, xml, at)) {
		if (!ent_str_is(t.name, "mrk") ||
		    !ent_str_is(ent_xml_get(t.body, "mtype"), "seg"))
			continue;
		if (t.type == ENT_XML_EMPTY) {
			*out = (struct piece){ t.body, ENT_STR("") };
			return true;
		}
		if (t.type != ENT_XML_OPEN)
			continue;
		size_t end, close = ent_xml_close(xml, *at, &end);
		*out = (struct piece){ t.body, ent_str_slice(xml, *at, close) };
		*at = end;
		return true;
	}
	return false;
}

static void collect_notes(struct xliff *x, ent_str unit)
{
	ent_xml_token t;
	size_t at = 0, end;
	ent_buf_clear(&x->notes);
	while (ent_xml_next(&t, unit, &at)) {
		if (t.type != ENT_XML_OPEN || ent_str_is(t.name, "notes"))
			continue;
		size_t close = ent_xml_close(unit, at, &end);
		if (ent_str_is(t.name, "note")) {
			ent_buf plain = ENT_BUF_INIT;
			ent_xml_decode(&plain, ent_str_slice(unit, at, close),
				       &x->repairs);
			ent_buf_addf(&x->notes, "<note>");
			ent_buf_add_xml(&x->notes, ent_str_trim(ent_buf_str(&plain)));
			ent_buf_addf(&x->notes, "</note>");
			x->notes.failed |= plain.failed;
			ent_buf_release(&plain);
		}
		at = end;
	}
}

static ent_str lang_of(struct xliff *x, const struct piece *piece, ent_str file)
{
	ent_str code = ent_xml_get(piece->attributes, "xml:lang");
	return code.n ? ent_reading_lang(x->reading, code) : file;
}

static ent_str or_empty(const ent_buf *buf)
{
	return buf->p ? ent_buf_str(buf) : ENT_STR("");
}

static ent_str own_or(const struct xliff *x, enum own which, ent_str otherwise)
{
	return x->own[which].n ? ent_buf_str(&x->own[which]) : otherwise;
}

static void read_own(struct xliff *x, ent_str attributes)
{
	static const char *const names[OWN_COUNT] = { "e:document", "e:target-document",
						      "e:place",    "e:date",
						      "e:origin",   "e:confidence",
						      "e:doubts" };
	for (int k = 0; k < OWN_COUNT; k++) {
		ent_buf_clear(&x->own[k]);
		if (x->ours)
			ent_xml_decode(&x->own[k], ent_xml_get(attributes, names[k]),
				       &x->repairs);
		x->notes.failed |= x->own[k].failed;
	}
}

static ent_status send(struct xliff *x,
		       const struct piece *source,
		       const struct piece *target,
		       ent_error *err)
{
	ent_reading *r = x->reading;
	const struct piece *pieces[] = { source, target };
	ent_unit_side sides[2];
	bool swap;
	for (int k = 0; k < 2; k++) {
		bool coded;
		ent_buf_clear(&x->text[k]);
		ent_buf_clear(&x->markup[k]);
		ent_tmx_content(&x->text[k], &x->markup[k], &coded, pieces[k]->content,
				false, &x->repairs);
		if (x->text[k].failed || x->markup[k].failed || x->notes.failed ||
		    x->place.failed || x->document.failed)
			return ent_fail_memory(err);
		sides[k] = (ent_unit_side){ .text = or_empty(&x->text[k]),
					    .markup = coded ? or_empty(&x->markup[k])
							    : ENT_STR(""),
					    .extra = ENT_STR("") };
	}
	sides[0].lang = lang_of(x, source, x->source);
	sides[1].lang = lang_of(x, target, x->target);
	if (!sides[1].lang.n) {
		ent_reading_problem(r, x->item->line, true,
				    "the file names no target language; try --to");
		return ENT_OK;
	}
	if (!ent_reading_accepts(r, sides[0].lang, sides[1].lang, x->item->line, &swap))
		return ENT_OK;
	ent_unit unit = {
		.source = sides[swap],
		.target = sides[!swap],
		.document = own_or(x, OWN_DOCUMENT,
				   x->ours ? ENT_STR("") : or_empty(&x->document)),
		.target_document = own_or(x, OWN_TARGET_DOCUMENT, ENT_STR("")),
		.place = own_or(x, OWN_PLACE,
				x->ours ? ENT_STR("") : or_empty(&x->place)),
		.date = own_or(x, OWN_DATE, ENT_STR("")),
		.origin = own_or(x, OWN_ORIGIN, ENT_STR("xliff")),
		.extra = or_empty(&x->notes),
		.attributes = ENT_STR(""),
		.confidence =
			ent_read_confidence(own_or(x, OWN_CONFIDENCE, ENT_STR("1"))),
		.doubts = ent_read_doubts(own_or(x, OWN_DOUBTS, ENT_STR(""))),
		.line = x->item->line,
	};
	return ent_reading_send(r, &unit, err);
}

static void set_place(struct xliff *x, ent_str id, ent_str part)
{
	ent_buf_clear(&x->place);
	ent_xml_decode(&x->place, id, &x->repairs);
	if (part.n) {
		ent_buf_add_char(&x->place, '/');
		ent_xml_decode(&x->place, part, &x->repairs);
	}
}

/* The segments of a target, at most SEGMENTS_MAX, and how many there are beyond; NULL
 * when out of memory. */
static struct piece *list_segments(unsigned *n, unsigned *beyond, ent_str xml)
{
	struct piece more, *list = calloc(SEGMENTS_MAX, sizeof(*list));
	size_t at = 0;
	*n = *beyond = 0;
	while (list && *n < SEGMENTS_MAX && next_segment(&list[*n], xml, &at))
		++*n;
	while (*n == SEGMENTS_MAX && next_segment(&more, xml, &at))
		++*beyond;
	return list;
}

static const struct piece *find_segment(const struct piece *list,
					unsigned n,
					ent_str mid)
{
	for (unsigned k = 0; k < n; k++)
		if (ent_str_eq(ent_xml_get(list[k].attributes, "mid"), mid))
			return &list[k];
	return NULL;
}

/* Pairs of mrk elements with the same mid; *any when there are any. */
static ent_status send_segments(struct xliff *x,
				ent_str id,
				ent_str source,
				const struct piece *target,
				bool *any,
				ent_error *err)
{
	struct piece s;
	unsigned n_targets, beyond, n = 0;
	size_t at = 0;
	ent_status status = ENT_OK;
	struct piece *targets = list_segments(&n_targets, &beyond, target->content);
	if (!targets)
		return ent_fail_memory(err);
	*any = n_targets > 0;
	if (beyond) {
		free(targets);
		ent_reading_problem(x->reading, x->item->line, true,
				    "has %u segments, more than %d", n_targets + beyond,
				    SEGMENTS_MAX);
		return ENT_OK;
	}
	for (; *any && !status && n < SEGMENTS_MAX && next_segment(&s, source, &at);
	     n++) {
		ent_str mid = ent_xml_get(s.attributes, "mid");
		const struct piece *found = find_segment(targets, n_targets, mid);
		set_place(x, id, mid);
		const char *why =
			found && !x->reading->opt->unconfirmed
				? ent_xliff_unconfirmed_segment(x->seg_defs, mid)
				: NULL;
		if (why) {
			ent_reading_problem(x->reading, x->item->line, true,
					    "segment %.*s: its target %s", (int)mid.n,
					    mid.p, why);
		} else if (found) { /* the target's own tag names the language */
			struct piece t = { target->attributes, found->content };
			status = send(x, &s, &t, err);
		} else {
			ent_reading_problem(x->reading, x->item->line, true,
					    "segment %.*s has no target", (int)mid.n,
					    mid.p);
		}
	}
	free(targets);
	while (n == SEGMENTS_MAX && !status && next_segment(&s, source, &at))
		beyond++;
	if (beyond)
		ent_reading_problem(x->reading, x->item->line, false,
				    "segments beyond %d are left out: %u", SEGMENTS_MAX,
				    beyond);
	return status;
}

/* Whether a target is a translation, by its state or that of its segment; reports why
 * not.  Our own files mark doubtful units, which are translations. */
static bool is_finished(struct xliff *x,
			ent_str attributes,
			const struct piece *source,
			const struct piece *target)
{
	bool copy = ent_str_eq(ent_str_trim(source->content),
			       ent_str_trim(target->content));
	if (x->ours || x->reading->opt->unconfirmed)
		return true;
	const char *why = ent_xliff_unfinished(attributes, copy);
	if (!why)
		why = ent_xliff_unconfirmed_unit(x->item->token.body);
	if (why)
		ent_reading_problem(x->reading, x->item->line, true, "its target %s",
				    why);
	return !why;
}

static ent_status read_one(struct xliff *x, ent_str unit, ent_str id, ent_error *err)
{
	struct piece source = child(unit, "source"), target = child(unit, "target");
	struct piece parts = child(unit, "seg-source");
	struct piece defs = child(unit, "seg-defs");
	x->seg_defs = defs.content.p ? defs.content : ENT_STR("");
	bool any = false;
	if (!source.content.p || !target.content.p) {
		ent_reading_problem(x->reading, x->item->line, true, "has no %s",
				    source.content.p ? "target" : "source");
		return ENT_OK;
	}
	if (!is_finished(x, target.attributes, &source, &target))
		return ENT_OK;
	ent_status status = ENT_OK;
	if (parts.content.n)
		status = send_segments(x, id, parts.content, &target, &any, err);
	if (status || any)
		return status;
	set_place(x, id, ENT_STR(""));
	return send(x, &source, &target, err);
}

/* Each segment of a unit of XLIFF 2. */
static ent_status read_two(struct xliff *x, ent_str unit, ent_str id, ent_error *err)
{
	ent_xml_token t;
	size_t at = 0, end;
	unsigned n = 0;
	ent_status status = ENT_OK;
	while (!status && ent_xml_next(&t, unit, &at)) {
		if (t.type != ENT_XML_OPEN)
			continue;
		size_t close = ent_xml_close(unit, at, &end);
		ent_str content = ent_str_slice(unit, at, close);
		if (ent_str_is(t.name, "segment")) {
			struct piece source = child(content, "source");
			struct piece target = child(content, "target");
			set_place(x, id, ent_xml_get(t.body, "id"));
			n++;
			bool both = source.content.p && target.content.p;
			if (both && is_finished(x, t.body, &source, &target))
				status = send(x, &source, &target, err);
			else if (!both)
				ent_reading_problem(
					x->reading, x->item->line, true, "has no %s",
					source.content.p ? "target" : "source");
		}
		at = end;
	}
	if (!status && !n)
		ent_reading_problem(x->reading, x->item->line, true, "has no segment");
	return status;
}

static ent_status read_unit(struct xliff *x, const ent_xml_item *item, ent_error *err)
{
	x->item = item;
	x->reading->unit++;
	x->repairs = (ent_xml_repairs){ .declared = x->reading->entities };
	if (!ent_reading_check(x->reading, item))
		return ENT_OK;
	size_t from = item->token.raw.n, end;
	size_t close = ent_xml_close(item->unit, from, &end);
	ent_str inner = ent_str_slice(item->unit, from, close);
	ent_buf_clear(&x->accepted);
	if (ent_xliff_accept_changes(&x->accepted, inner))
		inner = ent_buf_str(&x->accepted);
	if (x->accepted.failed)
		return ent_fail_memory(err);
	ent_str id = ent_xml_get(item->token.body, "id");
	collect_notes(x, inner);
	read_own(x, item->token.body);
	bool two = ent_str_is(item->token.name, "unit");
	ent_status status =
		two ? read_two(x, inner, id, err) : read_one(x, inner, id, err);
	ent_reading_repairs(x->reading, item->line, &x->repairs);
	return status;
}

static void read_tag(struct xliff *x, const ent_xml_token *t)
{
	bool file = ent_str_is(t->name, "file");
	if (t->type == ENT_XML_CLOSE || (!file && !ent_str_is(t->name, "xliff")))
		return;
	if (!file)
		x->ours = ent_str_is(ent_xml_get(t->body, "xmlns:e"),
				     "urn:x-entente:unit");
	static const char *const names[2][2] = { { "source-language", "srcLang" },
						 { "target-language", "trgLang" } };
	ent_str *langs[2] = { &x->source, &x->target };
	for (int k = 0; k < 2; k++)
		for (int j = 0; j < 2; j++) {
			ent_str code = ent_xml_get(t->body, names[k][j]);
			if (code.n)
				*langs[k] = ent_reading_lang(x->reading, code);
		}
	if (file ? !ent_xml_get(t->body, "target-language").n &&
			    ent_xml_get(t->body, "source-language").n
		 : !ent_xml_get(t->body, names[1][1]).n)
		x->target = x->reading->to;
	if (file) {
		ent_buf_clear(&x->document);
		ent_xml_decode(&x->document, ent_xml_get(t->body, "original"),
			       &x->repairs);
	}
}

static ent_status read_item(void *data, const ent_xml_item *item, ent_error *err)
{
	struct xliff *x = data;
	if (item->unit.n)
		return read_unit(x, item, err);
	read_tag(x, &item->token);
	return ENT_OK;
}

static ent_status read_xliff(ent_reading *reading, ent_error *err)
{
	static const char *const units[] = { "trans-unit", "unit", NULL };
	struct xliff x = { .reading = reading };
	const ent_status status = ent_reading_items(reading, units, read_item, &x, err);
	ent_buf *const all[] = { &x.accepted,  &x.document,  &x.text[0], &x.text[1],
				 &x.markup[0], &x.markup[1], &x.notes,   &x.place };
	for (size_t k = 0; k < sizeof(all) / sizeof(all[0]); k++)
		ent_buf_release(all[k]);
	for (int k = 0; k < OWN_COUNT; k++)
		ent_buf_release(&x.own[k]);
	return status;
}

const ent_units_reader ent_xliff_reader = {
	.name = "xliff",
	.roots = "xliff",
	.read = read_xliff,
};
