/* SPDX-License-Identifier: Apache-2.0 */
/* lang_named.c - the language that a name means: "French", "français", "anglais".
 *
 * Method: the names of ICU for all languages with a code of two letters, in English,
 * in French and in the language itself, sorted.  ICU takes 1 to 3 ms to give these, 190
 * languages by three, and a table may have a heading in each row: a reader asks once.
 */
#include <stdlib.h>
#include <string.h>

#include <unicode/uloc.h>

#include "base/array.h"
#include "base/ascii.h"
#include "text/lang.h"

enum { NAME_SIZE = 48, NAMES_EACH = 3 };

/* The name is in lower case, as ent_lang_name() gives it. */
struct ent_named_lang {
	ent_str name;
	const char *code;
};

static int compare_names(const void *a, const void *b)
{
	const struct ent_named_lang *p = a, *q = b;
	const int by_name = ent_str_cmp(p->name, q->name);
	return by_name ? by_name : strcmp(p->code, q->code);
}

static void add_name(ent_lang_names *names, const char *code, const char *in)
{
	char space[NAME_SIZE];
	const ent_str name =
		ent_lang_name(ent_str_of(code), ent_str_of(in), space, sizeof(space));
	if (!name.p)
		ent_arena_fail(names->arena);
	if (name.n)
		names->items[names->n++] =
			(struct ent_named_lang){ ent_arena_str(names->arena, name),
						 code };
}

static bool make_names(ent_lang_names *names)
{
	size_t n = 0;
	const char *const *codes = uloc_getISOLanguages();
	while (codes[n])
		n++;
	names->items =
		ENT_NEW_ARRAY(names->arena, struct ent_named_lang, n * NAMES_EACH);
	for (size_t k = 0; names->items && k < n; k++) {
		if (strlen(codes[k]) != 2)
			continue;
		add_name(names, codes[k], "en");
		add_name(names, codes[k], "fr");
		add_name(names, codes[k], codes[k]);
	}
	if (ent_arena_failed(names->arena))
		return false;
	qsort(names->items, names->n, sizeof(*names->items), compare_names);
	return true;
}

/* Names have no digits and hardly any punctuation, unlike most texts. */
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

ent_str ent_lang_named(ent_lang_names *names, ent_str name)
{
	char small[NAME_SIZE];
	const char *open = name.n ? memchr(name.p, '(', name.n) : NULL;
	if (open) /* "French (Canada)" */
		name = ent_str_trim(ent_str_slice(name, 0, (size_t)(open - name.p)));
	if (name.n < 4 || name.n >= NAME_SIZE || !may_be_name(name) ||
	    (!names->items && !make_names(names)))
		return ENT_STR("");
	for (size_t k = 0; k < name.n; k++)
		small[k] = ent_small_letter(name.p[k]);
	const struct ent_named_lang key = { { small, name.n }, "" };
	const size_t at = ent_lower_bound(&key, names->items, names->n,
					  sizeof(*names->items), compare_names);
	if (at == names->n || !ent_str_eq(names->items[at].name, key.name))
		return ENT_STR("");
	return ent_lang_normal(ent_str_of(names->items[at].code), names->arena);
}
