/* SPDX-License-Identifier: Apache-2.0 */
/* symbol.h - the characters of fonts that have an encoding of their own. */
#ifndef ENT_FORMAT_RELEASE_SYMBOL_H
#define ENT_FORMAT_RELEASE_SYMBOL_H

#include <stdint.h>

#include "entente/str.h"

/* The character that a font called Symbol, Wingdings or the like shows at a code of
 * 0x20 to 0xFF; 0 where the font is another or the sign has no character. */
uint32_t ent_symbol_character(ent_str font, unsigned code);

#endif
