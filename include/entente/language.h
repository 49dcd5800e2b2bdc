/* SPDX-License-Identifier: Apache-2.0 */
/* entente/language.h - language codes: normal form, comparison, other notations. */
#ifndef ENTENTE_LANGUAGE_H
#define ENTENTE_LANGUAGE_H

#include "entente/arena.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A code as BCP 47 writes it: "fr", "en-GB", "zh-Hant-TW", from "fre-FR", "en_us",
 * "EN-01", "FR".  What is not a code gives "".  In the arena; .p is NULL when out of
 * memory, which ent_arena_failed() reports. */
ent_str ent_lang_normal(ent_str code, ent_arena *arena);

/* Without its region and script: "en" of "en-GB".  Lent by code. */
ent_str ent_lang_base(ent_str code);

/* Whether `have` is the language `want`; regions and scripts are ignored.  Both in
 * normal form; an empty code matches nothing. */
bool ent_lang_matches(ent_str have, ent_str want);

/* Its code of three letters, "fra" of "fr" (static); "" if there is none. */
const char *ent_lang_iso3(ent_str code);

/* Its English name in lower case, "french", written to scratch; "" if unknown or longer
 * than size. */
ent_str ent_lang_english_name(ent_str code, char *scratch, size_t size);

#ifdef __cplusplus
}
#endif

#endif
