/* SPDX-License-Identifier: Apache-2.0 */
/* lang.h - language codes, and a guess from the text. */
#ifndef ENT_TEXT_LANG_H
#define ENT_TEXT_LANG_H

#include "entente/arena.h"
#include "entente/error.h"
#include "entente/str.h"

/* A code as BCP 47 writes it: "fr", "en-GB", "zh-Hant-TW", from "fre-FR",
 * "en_us", "EN-01", "FR".  What is not a code gives "".  In the arena. */
ent_str ent_lang_normal(ent_str code, ent_arena *arena);

/* The normal form of a code that a caller gave; "" for "".  ENT_EINVAL, with a message,
 * for what is not a code. */
ent_status ent_lang_read(ent_str *out, ent_str code, ent_arena *arena, ent_error *err);

/* Without its region and script: "en" of "en-GB".  Lent by code. */
ent_str ent_lang_base(ent_str code);

/* Whether a text in `have` answers a request for `want`: the same language; regions
 * are ignored.  Both in normal form; an empty code matches nothing. */
bool ent_lang_matches(ent_str have, ent_str want);

/* Its code of three letters, "fra" of "fr" (static); "" if there is none. */
const char *ent_lang_iso3(ent_str code);

/* The other code of three letters that ISO 639-2 has for it, "fre" of "fr" (static);
 * "" if there is none. */
const char *ent_lang_bibliographic(ent_str code);

/* Its name in the language `in`, ASCII letters in lower case, written to space: "anglais"
 * of "en" in "fr"; "" if unknown or longer than the space. */
ent_str ent_lang_name(ent_str code, ent_str in, char *space, size_t size);

/* Its English name in lower case, "french", written to room; "" if unknown or
 * longer than size. */
ent_str ent_lang_english_name(ent_str code, char *room, size_t size);

/* "en" or "fr" (static) from the function words of a text; "" when it is too
 * short or the counts are too close. */
ent_str ent_lang_guess(ent_str text);

#endif
