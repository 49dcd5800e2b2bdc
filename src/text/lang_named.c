/* SPDX-License-Identifier: Apache-2.0 */
/* lang_named.c - the language that a name means: "French", "français", "anglais".
 *
 * Method: the names of ICU for all languages with a code of two letters, in English,
 * in French and in the language itself.  190 languages by three look-ups: 1 to 3 ms, for
 * the headings of a table or of a catalogue.
 */
#include <string.h>
#include <strings.h>

#include <unicode/uloc.h>

#include "text/lang.h"

enum { NAME_SIZE = 48 };

static bool is_named(const char *code, const char *in, ent_str name, ent_arena *arena)
{
	char space[NAME_SIZE];
	const ent_str known =
		ent_lang_name(ent_str_of(code), ent_str_of(in), space, sizeof(space));
	if (!known.p)
		ent_arena_fail(arena);
	return known.n && ent_str_eq_any_case(known, name);
}

/* Names have no digits and hardly any punctuation, unlike most texts: asking ICU for
 * every name in every language costs milliseconds. */
static bool may_be_name(ent_str name)
{
	size_t spaces = 0;
	for (size_t k = 0; k < name.n; k++) {
		if (strchr(".,:;!?%/\\<>=&{}[]\"*#@_|+0123456789", name.p[k]))
			return false;
		spaces += name.p[k] == ' ';
	}
	return spaces <= 2;
}

ent_str ent_lang_named(ent_str name, ent_arena *arena)
{
	const char *open = name.n ? memchr(name.p, '(', name.n) : NULL;
	if (open) /* "French (Canada)" */
		name = ent_str_trim(ent_str_slice(name, 0, (size_t)(open - name.p)));
	if (name.n < 4 || name.n >= NAME_SIZE || !may_be_name(name))
		return ENT_STR("");
	for (const char *const *code = uloc_getISOLanguages(); *code; code++)
		if (strlen(*code) == 2 && (is_named(*code, "en", name, arena) ||
					   is_named(*code, "fr", name, arena) ||
					   is_named(*code, *code, name, arena)))
			return ent_lang_normal(ent_str_of(*code), arena);
	return ENT_STR("");
}
