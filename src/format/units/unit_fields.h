/* SPDX-License-Identifier: Apache-2.0 */
/* unit_fields.h - the fields of a unit in tables and objects, and their values. */
#ifndef ENT_FORMAT_UNITS_UNIT_FIELDS_H
#define ENT_FORMAT_UNITS_UNIT_FIELDS_H

#include <stdint.h>

#include "entente/str.h"

/* In the order of the columns that tsv_write.c writes. */
typedef enum ent_unit_field {
	ENT_FIELD_SOURCE,
	ENT_FIELD_TARGET,
	ENT_FIELD_CONFIDENCE,
	ENT_FIELD_DOCUMENT,
	ENT_FIELD_PLACE,
	ENT_FIELD_SOURCE_LANGUAGE,
	ENT_FIELD_TARGET_LANGUAGE,
	ENT_FIELD_TARGET_DOCUMENT,
	ENT_FIELD_DATE,
	ENT_FIELD_ORIGIN,
	ENT_FIELD_DOUBTS,
	ENT_FIELD_SOURCE_MARKUP,
	ENT_FIELD_TARGET_MARKUP,
	ENT_FIELD_SOURCE_EXTRA,
	ENT_FIELD_TARGET_EXTRA,
	ENT_FIELD_EXTRA,
	ENT_FIELD_ATTRIBUTES,
	ENT_UNIT_FIELDS, /* their number */
	ENT_FIELD_NONE = -1,
} ent_unit_field;

/* A name that other programs give to a field. */
typedef struct ent_field_alias {
	const char *name;
	ent_unit_field field;
} ent_field_alias;

/* "target_document"; static. */
const char *ent_unit_field_name(ent_unit_field field);

/* The field that a name means, in capitals or not: one of ours or one of the n aliases;
 * ENT_FIELD_NONE for any other name. */
ent_unit_field ent_unit_field_named(ent_str name,
				    const ent_field_alias *aliases,
				    size_t n);

/* "0.875" as a number of 0..1, without regard to the locale; -1 for anything else. */
float ent_confidence_of(ent_str s);

/* The same; 1 for anything else. */
float ent_read_confidence(ent_str s);

/* ENT_DOUBT_... of their names, with spaces between them; others are left out. */
uint32_t ent_read_doubts(ent_str s);

#endif
