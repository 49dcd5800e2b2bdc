/* SPDX-License-Identifier: Apache-2.0 */
/* exonyms.h - places that English and French name differently. */
#ifndef ENT_TEXT_EXONYMS_H
#define ENT_TEXT_EXONYMS_H

#include "text/value_words.h"

typedef enum ent_place_kind {
	ENT_PLACE_UNKNOWN, /* not in the table: may be anything */
	ENT_PLACE_CITY,
	/* a country or region, or a city with an article in French: "le Japon", "Le
	 * Caire" */
	ENT_PLACE_COUNTRY,
} ent_place_kind;

/* Sets *other to the name in the other of English and French; to the same name when it
 * is not in the table, because most places have one name. */
ent_place_kind ent_exonym(ent_str *other, ent_str name, ent_value_lang lang);

#endif
