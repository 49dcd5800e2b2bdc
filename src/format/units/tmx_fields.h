/* SPDX-License-Identifier: Apache-2.0 */
/* tmx_fields.h - whether the XML that a memory keeps of a unit can be written again. */
#ifndef ENT_FORMAT_UNITS_TMX_FIELDS_H
#define ENT_FORMAT_UNITS_TMX_FIELDS_H

#include "entente/error.h"
#include "entente/unit.h"

/* The first field of markup, extra and attributes that is not well-formed XML, by the
 * name of its column; NULL for none. */
ent_status ent_tmx_fields_wrong(const char **wrong,
				const ent_unit *unit,
				ent_error *err);

/* Empties a field, by its name. */
void ent_tmx_fields_clear(ent_unit *unit, const char *name);

#endif
