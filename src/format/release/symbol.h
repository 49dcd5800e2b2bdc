/* SPDX-License-Identifier: Apache-2.0 */
/* symbol.h - the characters of fonts that have an encoding of their own. */
#ifndef ENT_FORMAT_RELEASE_SYMBOL_H
#define ENT_FORMAT_RELEASE_SYMBOL_H

#include <stdint.h>

#include "entente/str.h"

/* The character that a font called Symbol, Wingdings or the like shows at a code of
 * 0x20 to 0xFF; 0 where the font is another or the sign has no character. */
uint32_t ent_symbol_character(ent_str font, unsigned code);

/* Replaces the characters of private use (U+F020 to U+F0FF) in a text from an offset on
 * by what the font shows; those that it does not have stay. */
void ent_symbol_replace(ent_buf *text, size_t from, ent_str font);

#endif
