/* SPDX-License-Identifier: Apache-2.0 */
/* jsonl_write.c - JSON Lines: a unit a line, one object, with all that is known of
 * it.  A side without text is "".
 */
#include "format/write/writers.h"

static void add_member(ent_buf *to, const char *name, ent_str value, bool always)
{
	if (!value.n && !always)
		return;
	ent_buf_addf(to, "%s\"%s\":", to->p[to->n - 1] == '{' ? "" : ",", name);
	ent_buf_add_json(to, value);
}

static void add(ent_writer *w, const ent_unit *unit)
{
	ent_buf *to = &w->out;
	ent_buf_add_char(to, '{');
	if (to->failed)
		return;
	add_member(to, "source", unit->source.text, true);
	add_member(to, "target", unit->target.text, true);
	add_member(to, "source_language", ent_writer_lang(unit->source.lang, w->source),
		   true);
	add_member(to, "target_language", ent_writer_lang(unit->target.lang, w->target),
		   true);
	ent_buf_addf(to, ",\"confidence\":");
	ent_add_confidence(to, unit->confidence, ENT_CONFIDENCE_DIGITS);
	if (unit->doubts) {
		ent_buf_addf(to, ",\"doubts\":[\"");
		ent_add_doubts(to, unit->doubts, "\",\"");
		ent_buf_addf(to, "\"]");
	}
	add_member(to, "document", unit->document, false);
	add_member(to, "target_document", unit->target_document, false);
	if (unit->place.n) {
		ent_buf_addf(to, ",\"place\":");
		ent_buf_add_json_number(to, unit->place);
	}
	add_member(to, "date", unit->date, false);
	add_member(to, "origin", unit->origin, false);
	add_member(to, "source_markup", unit->source.markup, false);
	add_member(to, "target_markup", unit->target.markup, false);
	add_member(to, "source_extra", unit->source.extra, false);
	add_member(to, "target_extra", unit->target.extra, false);
	add_member(to, "extra", unit->extra, false);
	add_member(to, "attributes", unit->attributes, false);
	ent_buf_addf(to, "}\n");
}

const ent_unit_format ent_jsonl_format = {
	.name = "jsonl",
	.add = add,
	.one_sided = true,
};
