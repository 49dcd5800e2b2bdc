/* SPDX-License-Identifier: Apache-2.0 */
/* json_unit.c - units, and members shared by all objects that contain one. */
#include "json/json.h"

void json_field(ent_buf *out, const char *name, ent_str value)
{
	ent_buf_addf(out, ",\"%s\":", name);
	ent_buf_add_json(out, value);
}

void json_number_field(ent_buf *out, const char *name, ent_str value)
{
	ent_buf_addf(out, ",\"%s\":", name);
	ent_buf_add_json_number(out, value);
}

void json_doubts(ent_buf *out, uint32_t doubts)
{
	const char *comma = "";
	ent_buf_add(out, ENT_STR(",\"doubts\":["));
	for (uint32_t bit = 1; bit && bit <= doubts; bit <<= 1)
		if (doubts & bit) {
			ent_buf_addf(out, "%s\"%s\"", comma,
				     ent_doubt_name((ent_doubt)bit));
			comma = ",";
		}
	ent_buf_add_char(out, ']');
}

void json_unit(ent_buf *out, const ent_unit *unit)
{
	ent_buf_add(out, ENT_STR("\"source\":"));
	ent_buf_add_json(out, unit->source.text);
	json_field(out, "target", unit->target.text);
	json_field(out, "source_lang", unit->source.lang);
	json_field(out, "target_lang", unit->target.lang);
	json_field(out, "document", unit->document);
	json_field(out, "target_document", unit->target_document);
	json_number_field(out, "place", unit->place);
	json_field(out, "date", unit->date);
	json_field(out, "origin", unit->origin);
	if (unit->file.n)
		json_field(out, "file", unit->file);
	if (unit->label.n)
		json_field(out, "label", unit->label);
	ent_buf_addf(out, ",\"confidence\":%.4g", (double)unit->confidence);
	json_doubts(out, unit->doubts);
}
