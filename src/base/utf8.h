/* SPDX-License-Identifier: Apache-2.0 */
/* utf8.h - whether bytes are well-formed UTF-8, and how long its characters are. */
#ifndef ENT_BASE_UTF8_H
#define ENT_BASE_UTF8_H

#include "entente/str.h"

/* Whether all bytes are well-formed UTF-8; *good, which may be NULL, receives the
 * length of the well-formed beginning. */
bool ent_utf8_valid(ent_str bytes, size_t *good);

/* The length of the character that a byte begins, 1 for one that begins none. */
size_t ent_utf8_length(unsigned char first);

#endif
