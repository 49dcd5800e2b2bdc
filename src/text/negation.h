/* SPDX-License-Identifier: Apache-2.0 */
/* negation.h - whether a text has a negation. */
#ifndef ENT_TEXT_NEGATION_H
#define ENT_TEXT_NEGATION_H

#include "entente/str.h"

/* Whether the words of negation of a language are known. */
bool ent_knows_negation(ent_str lang);

/* Whether a text has a word of negation; French "ne ... que" does not count. */
bool ent_has_negation(ent_str text, ent_str lang);

#endif
