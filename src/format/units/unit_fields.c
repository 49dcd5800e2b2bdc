/* SPDX-License-Identifier: Apache-2.0 */
/* unit_fields.c - the fields of a unit in tables and objects, and their values.
 *
 * Why: TSV, CSV, spreadsheets and JSON Lines name the same fields; a name that one of
 * them writes is read by all.
 */
#include <strings.h>

#include "base/ascii.h"
#include "entente/bead.h"
#include "format/units/unit_fields.h"

const char *ent_unit_field_name(ent_unit_field field)
{
	static const char *const names[ENT_UNIT_FIELDS] = {
		[ENT_FIELD_SOURCE] = "source",
		[ENT_FIELD_TARGET] = "target",
		[ENT_FIELD_CONFIDENCE] = "confidence",
		[ENT_FIELD_DOCUMENT] = "document",
		[ENT_FIELD_PLACE] = "place",
		[ENT_FIELD_SOURCE_LANGUAGE] = "source_language",
		[ENT_FIELD_TARGET_LANGUAGE] = "target_language",
		[ENT_FIELD_TARGET_DOCUMENT] = "target_document",
		[ENT_FIELD_DATE] = "date",
		[ENT_FIELD_ORIGIN] = "origin",
		[ENT_FIELD_DOUBTS] = "doubts",
		[ENT_FIELD_SOURCE_MARKUP] = "source_markup",
		[ENT_FIELD_TARGET_MARKUP] = "target_markup",
		[ENT_FIELD_SOURCE_EXTRA] = "source_extra",
		[ENT_FIELD_TARGET_EXTRA] = "target_extra",
		[ENT_FIELD_EXTRA] = "extra",
		[ENT_FIELD_ATTRIBUTES] = "attributes",
	};
	return field >= 0 && field < ENT_UNIT_FIELDS ? names[field] : "";
}

ent_unit_field ent_unit_field_named(ent_str name,
				    const ent_field_alias *aliases,
				    size_t n)
{
	for (int field = 0; field < ENT_UNIT_FIELDS; field++)
		if (ent_str_is_any_case(name,
					ent_unit_field_name((ent_unit_field)field)))
			return (ent_unit_field)field;
	for (size_t k = 0; k < n; k++)
		if (ent_str_is_any_case(name, aliases[k].name))
			return aliases[k].field;
	return ENT_FIELD_NONE;
}

float ent_confidence_of(ent_str s)
{
	double value = 0, scale = 1;
	bool point = false, digits = false;
	for (size_t k = 0; k < s.n; k++) {
		if (s.p[k] == '.' && !point) {
			point = true;
			continue;
		}
		if (!ent_is_digit(s.p[k]))
			return -1;
		digits = true;
		value = value * 10 + (s.p[k] - '0');
		scale *= point ? 10 : 1;
	}
	value /= scale;
	return digits && value <= 1 ? (float)value : -1;
}

float ent_read_confidence(ent_str s)
{
	const float confidence = ent_confidence_of(s);
	return confidence >= 0 ? confidence : 1;
}

uint32_t ent_read_doubts(ent_str s)
{
	uint32_t doubts = 0;
	while (s.p) {
		const ent_str name = ent_str_cut(&s, ' ');
		for (uint32_t bit = 1; bit <= ENT_DOUBT_LAST; bit <<= 1)
			if (ent_str_is(name, ent_doubt_name((ent_doubt)bit)))
				doubts |= bit;
	}
	return doubts;
}
