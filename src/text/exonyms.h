/* SPDX-License-Identifier: Apache-2.0 */
/* exonyms.h - places that English and French name differently. */
#ifndef ENT_TEXT_EXONYMS_H
#define ENT_TEXT_EXONYMS_H

#include "text/value_words.h"

typedef enum ent_place_kind {
	ENT_PLACE_UNKNOWN, /* may be anything: not in the table */
	ENT_PLACE_CITY,
	ENT_PLACE_LAND, /* with an article in French, "le Japon", "Le Caire" */
} ent_place_kind;

/* Sets *other to the name in the other of English and French; the same for a name that
 * is unknown here, which for most places means that it does not change. */
ent_place_kind ent_exonym(ent_str *other, ent_str name, ent_value_lang lang);

#endif
