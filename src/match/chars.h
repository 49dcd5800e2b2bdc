/* SPDX-License-Identifier: Apache-2.0 */
/* chars.h - how alike two texts are character by character. */
#ifndef ENT_MATCH_CHARS_H
#define ENT_MATCH_CHARS_H

#include "entente/error.h"
#include "entente/str.h"

/* 1 - Levenshtein distance / longer length, in characters; 1 for two empty texts.
 * Texts of more than ENT_CHARS_MAX characters give 0 unless they are equal. */
enum { ENT_CHARS_MAX = 16384 };
ent_status ent_chars_quality(double *out, ent_str a, ent_str b, ent_error *err);

#endif
