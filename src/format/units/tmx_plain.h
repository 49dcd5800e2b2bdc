/* SPDX-License-Identifier: Apache-2.0 */
/* tmx_plain.h - whether text with codes of TMX is certainly well-formed, in one
 * pass. */
#ifndef ENT_FORMAT_UNITS_TMX_PLAIN_H
#define ENT_FORMAT_UNITS_TMX_PLAIN_H

#include <stdbool.h>

#include "entente/str.h"

/* true: markup, which is valid UTF-8, is well-formed within an element and has only
 * codes of TMX, no attribute of a code twice. false: unknown, it must be parsed. */
bool ent_tmx_is_plain(ent_str markup);

#endif
