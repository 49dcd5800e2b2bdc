/* SPDX-License-Identifier: Apache-2.0 */
/* lang.h - language codes, and a guess from the text. */
#ifndef ENT_TEXT_LANG_H
#define ENT_TEXT_LANG_H

#include "entente/arena.h"
#include "entente/error.h"
#include "entente/language.h"
#include "entente/str.h"

/* The normal form of a code that a caller gave; "" for "".  ENT_EINVAL, with a message,
 * for what is not a code. */
ent_status ent_lang_read(ent_str *out, ent_str code, ent_arena *arena, ent_error *err);

/* Writes a code without its region and script to out, size bytes with the NUL.
 * ENT_EINVAL, with the same message, for one that is empty or does not fit. */
ent_status ent_lang_read_base(char *out, size_t size, ent_str code, ent_error *err);

/* The other code of three letters that ISO 639-2 has for it, "fre" of "fr" (static);
 * "" if there is none. */
const char *ent_lang_bibliographic(ent_str code);

/* Lets ICU create what it creates at the first use of a language.  ICU 72 crashes there
 * when out of memory, which must not happen while a memory is open.  False when out of
 * memory. */
bool ent_lang_prepare(void);

/* Its name in the language `in`, ASCII letters in lower case, written to space:
 * "anglais" of "en" in "fr"; "" if unknown or longer than the space; .p is NULL when
 * out of memory. */
ent_str ent_lang_name(ent_str code, ent_str in, char *space, size_t size);

/* The names of languages, made in the arena when one is first looked up. */
typedef struct ent_lang_names {
	ent_arena *arena;
	struct ent_named_lang *items;
	size_t n;
} ent_lang_names;

/* The code of the language that a name means in English, in French or in the language
 * itself, "fr" of "French" or "Français (Canada)"; "" for another name.  In the
 * arena. */
ent_str ent_lang_named(ent_lang_names *names, ent_str name);

/* "en" or "fr" (static) from the function words of a text; "" when it is too short or
 * the counts are too close; .p is NULL when out of memory. */
ent_str ent_lang_guess(ent_str text);

#endif
