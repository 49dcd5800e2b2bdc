/* SPDX-License-Identifier: Apache-2.0 */
/* idioms.h - expressions of function words and how they are translated. */
#ifndef ENT_CONCORD_IDIOMS_H
#define ENT_CONCORD_IDIOMS_H

#include "entente/str.h"

/* Whether a phrase, in English or French, is such an expression; then the place of its
 * translation in the other text.  false too when the text has none, or several. */
bool ent_idiom_find(uint32_t *start, uint32_t *end, ent_str phrase, ent_str other);

#endif
