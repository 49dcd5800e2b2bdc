/* SPDX-License-Identifier: Apache-2.0 */
/* word_list.c - whether a text is one of a few words, or begins or ends with one. */
#include "base/word_list.h"

bool ent_list_has(const char *const *list, ent_str s)
{
	for (; *list; list++)
		if (ent_str_is(s, *list))
			return true;
	return false;
}

bool ent_list_has_any_case(const char *const *list, ent_str s)
{
	for (; *list; list++)
		if (ent_str_is_any_case(s, *list))
			return true;
	return false;
}

size_t ent_list_start_of(const char *const *list, ent_str s)
{
	for (; *list; list++)
		if (ent_str_starts(s, ent_str_of(*list)))
			return strlen(*list);
	return 0;
}

size_t ent_list_end_of(const char *const *list, ent_str s)
{
	for (; *list; list++)
		if (ent_str_ends(s, ent_str_of(*list)))
			return strlen(*list);
	return 0;
}

bool ent_words_have(const char *words, ent_str s)
{
	for (ent_str rest = ent_str_of(words); s.n && rest.p;)
		if (ent_str_eq(ent_str_cut(&rest, ' '), s))
			return true;
	return false;
}

static bool is_same_capitalised(ent_str word, ent_str s)
{
	return s.n == word.n && (s.p[0] == word.p[0] || (s.p[0] | 32) == word.p[0]) &&
	       !memcmp(s.p + 1, word.p + 1, s.n - 1);
}

bool ent_words_have_capitalised(const char *words, ent_str s)
{
	for (ent_str rest = ent_str_of(words); s.n && rest.p;)
		if (is_same_capitalised(ent_str_cut(&rest, ' '), s))
			return true;
	return false;
}
