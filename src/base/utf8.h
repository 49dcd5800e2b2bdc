/* SPDX-License-Identifier: Apache-2.0 */
/* utf8.h - whether bytes are well-formed UTF-8, and how long its characters are. */
#ifndef ENT_BASE_UTF8_H
#define ENT_BASE_UTF8_H

#include "entente/str.h"

/* Whether all bytes are well-formed UTF-8; *good, which may be NULL, receives the
 * length of the well-formed beginning. */
bool ent_utf8_valid(ent_str bytes, size_t *good);

/* Whether `second` can come after `first`, which begins a character of two bytes or
 * more (The Unicode Standard, table 3-7). */
static inline bool ent_utf8_can_follow(unsigned first, unsigned second)
{
	const unsigned low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
	const unsigned high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
	return second >= low && second <= high;
}

/* The length of the character that a byte begins, 1 for one that begins none. */
size_t ent_utf8_length(unsigned char first);

#endif
