/* SPDX-License-Identifier: Apache-2.0 */
/* vendor_read.c - read the bilingual files of two older tools as units.
 *
 * What: TTX of Trados TagEditor (root TRADOStag; a Tu with a Tuv for each
 * language) and TXML of Wordfast Pro (root txml; a segment with source and
 * target).  No description of either is public; this is what files of others
 * show.  Codes are in ut and are not text; df holds text.
 *
 * A target that TXML marks as unconfirmed, or as a machine's (gtmt), is refused with
 * that reason.  Time O(n), memory: one unit.
 */
#include <string.h>

#include "base/fail.h"
#include "format/units/units.h"
#include "text/lang.h"

struct vendor {
	ent_reading *reading;
	bool ttx;
	ent_str langs[2];
	ent_buf document, place, block, text[2], markup[2];
	ent_xml_repairs repairs;
};

struct text {
	ent_str lang, content; /* content.p is NULL without one */
};

static ent_str or_empty(const ent_buf *buf)
{
	return buf->p ? ent_buf_str(buf) : ENT_STR("");
}

/* Source and target of a unit: the first two Tuv, or the two elements. */
static void find_texts(struct vendor *v, struct text out[2], ent_str inner)
{
	ent_xml_token t;
	size_t at = 0, end;
	int n = 0;
	out[0] = out[1] = (struct text){ { NULL, 0 }, { NULL, 0 } };
	while (ent_xml_next(&t, inner, &at)) {
		if (t.type != ENT_XML_OPEN)
			continue;
		size_t close = ent_xml_close(inner, at, &end);
		ent_str content = ent_str_slice(inner, at, close);
		ent_str lang = ent_xml_get(t.body, "Lang");
		int k = v->ttx && ent_str_is(t.name, "Tuv")       ? n++
			: !v->ttx && ent_str_is(t.name, "source") ? 0
			: !v->ttx && ent_str_is(t.name, "target") ? 1
								  : -1;
		if (k == 0 || k == 1) {
			out[k].content = content;
			out[k].lang = lang.n ? ent_reading_lang(v->reading, lang)
					     : v->langs[k];
		}
		at = end;
	}
}

static ent_status send(struct vendor *v,
		       const struct text texts[2],
		       uint32_t line,
		       ent_error *err)
{
	ent_unit_side sides[2];
	bool swap;
	for (int k = 0; k < 2; k++) {
		bool coded;
		ent_buf_clear(&v->text[k]);
		ent_buf_clear(&v->markup[k]);
		ent_tmx_content(&v->text[k], &v->markup[k], &coded, texts[k].content,
				false, &v->repairs);
		if (v->text[k].failed || v->markup[k].failed || v->place.failed ||
		    v->document.failed)
			return ent_fail_memory(err);
		sides[k] = (ent_unit_side){ .lang = texts[k].lang,
					    .text = or_empty(&v->text[k]),
					    .markup = coded ? or_empty(&v->markup[k])
							    : ENT_STR(""),
					    .extra = ENT_STR("") };
	}
	if (!ent_reading_accepts(v->reading, texts[0].lang, texts[1].lang, line, &swap))
		return ENT_OK;
	ent_unit unit = {
		.source = sides[swap],
		.target = sides[!swap],
		.document = or_empty(&v->document),
		.target_document = ENT_STR(""),
		.place = or_empty(&v->place),
		.date = ENT_STR(""),
		.origin = v->ttx ? ENT_STR("ttx") : ENT_STR("txml"),
		.extra = ENT_STR(""),
		.attributes = ENT_STR(""),
		.confidence = 1,
		.line = line,
	};
	return ent_reading_send(v->reading, &unit, err);
}

static ent_status read_unit(struct vendor *v, const ent_xml_item *item, ent_error *err)
{
	struct text texts[2];
	ent_reading *r = v->reading;
	size_t from = item->token.raw.n, end;
	r->unit++;
	v->repairs = (ent_xml_repairs){ .declared = v->reading->entities };
	if (!ent_reading_check(r, item))
		return ENT_OK;
	ent_str attributes = item->token.body;
	size_t close = ent_xml_close(item->unit, from, &end);
	find_texts(v, texts, ent_str_slice(item->unit, from, close));
	ent_buf_clear(&v->place);
	ent_buf_add(&v->place, ENT_STR(""));
	if (!v->ttx) {
		ent_buf_add(&v->place, or_empty(&v->block));
		ent_buf_add_char(&v->place, '/');
		ent_xml_decode(&v->place, ent_xml_get(attributes, "segmentId"),
			       &v->repairs);
	}
	const char *why = !texts[0].content.p   ? "has no source"
			  : !texts[1].content.p ? "has no target"
			  : ent_str_is(ent_xml_get(attributes, "gtmt"), "true")
				  ? "its target is a machine's suggestion that nobody "
				    "has confirmed"
			  : ent_str_is(ent_xml_get(attributes, "unconfirmed"), "true")
				  ? "its target is not confirmed"
				  : NULL;
	if (why)
		ent_reading_problem(r, item->line, true, "%s", ent_translated(why));
	ent_status status = why ? ENT_OK : send(v, texts, item->line, err);
	ent_reading_repairs(r, item->line, &v->repairs);
	return status;
}

/* Languages and the document: of UserSettings in TTX, of the root in TXML. */
static void read_tag(struct vendor *v, const ent_xml_token *t)
{
	static const char *const names[2][3] = {
		{ "locale", "targetlocale", "file_name" },
		{ "SourceLanguage", "TargetLanguage", "SourceDocumentPath" },
	};
	if (t->type == ENT_XML_CLOSE)
		return;
	if (ent_str_is(t->name, "translatable")) {
		ent_buf_clear(&v->block);
		ent_xml_decode(&v->block, ent_xml_get(t->body, "blockId"), &v->repairs);
	}
	if (!ent_str_is(t->name, v->ttx ? "UserSettings" : "txml"))
		return;
	for (int k = 0; k < 2; k++)
		v->langs[k] = ent_reading_lang(v->reading,
					       ent_xml_get(t->body, names[v->ttx][k]));
	ent_buf_clear(&v->document);
	ent_xml_decode(&v->document, ent_xml_get(t->body, names[v->ttx][2]),
		       &v->repairs);
}

static ent_status read_item(void *data, const ent_xml_item *item, ent_error *err)
{
	struct vendor *v = data;
	if (item->unit.n)
		return read_unit(v, item, err);
	read_tag(v, &item->token);
	return ENT_OK;
}

static ent_status read_vendor(struct vendor *v, ent_error *err)
{
	static const char *const tus[] = { "Tu", NULL };
	static const char *const segments[] = { "segment", NULL };
	const ent_status status = ent_reading_items(v->reading, v->ttx ? tus : segments,
						    read_item, v, err);
	ent_buf *const all[] = { &v->document, &v->place,     &v->block,    &v->text[0],
				 &v->text[1],  &v->markup[0], &v->markup[1] };
	for (size_t k = 0; k < sizeof(all) / sizeof(all[0]); k++)
		ent_buf_release(all[k]);
	return status;
}

static ent_status read_ttx(ent_reading *reading, ent_error *err)
{
	struct vendor v = { .reading = reading, .ttx = true };
	return read_vendor(&v, err);
}

static ent_status read_txml(ent_reading *reading, ent_error *err)
{
	struct vendor v = { .reading = reading };
	return read_vendor(&v, err);
}

const ent_units_reader ent_ttx_reader = {
	.name = "ttx",
	.roots = "TRADOStag",
	.read = read_ttx,
};

const ent_units_reader ent_txml_reader = {
	.name = "txml",
	.roots = "txml",
	.read = read_txml,
};
