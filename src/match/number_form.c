/* SPDX-License-Identifier: Apache-2.0 */
/* number_form.c - a number in one of its spellings becomes the same digits.
 *
 * "12 500 000", "12,500,000", "12.500.000" and "12'500'000" are one number in every
 * language, and so are "1,250.50" and "1 250,50": what is there twice, or before
 * another mark, is between groups of three.  "12,500" alone is twelve thousand in
 * English and twelve and a half in French: it is grouped where the language groups in
 * this way, and stays as it is elsewhere.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/word_list.h"
#include "match/number_form.h"
#include "text/token.h"

enum { GROUPS_MAX = 12, NUMBER_MAX = 96 };

struct groups {
	struct {
		const char *digits;
		size_t n;
		char mark; /* before it: ' ' for any space, '\'' for any apostrophe */
	} all[GROUPS_MAX];
	size_t n;
};

/* What separates groups at `at`: its bytes, 0 for nothing; *mark as in struct
 * groups. */
static size_t read_mark(char *mark, ent_str s, size_t at)
{
	const ent_str rest = ent_str_slice(s, at, s.n);
	*mark = s.p[at];
	if (*mark == ',' || *mark == '.' || *mark == '\'')
		return 1;
	*mark = '\'';
	if (ent_str_starts(rest, ENT_STR("\u2019")))
		return ENT_STR("\u2019").n;
	*mark = ' ';
	return ent_group_space(s, at);
}

/* The bytes of a character at `at` that is not seen. */
static size_t unseen_at(ent_str s, size_t at)
{
	static const char *const unseen[] = { "\u00AD", "\u200B", "\u200C", "\u200D",
					      "\u2060", "\uFEFF", NULL };
	return s.p[at] & 0x80 ? ent_list_start_of(unseen, ent_str_slice(s, at, s.n))
			      : 0;
}

static ent_str without_unseen(char *buffer, ent_str s)
{
	size_t n = 0;
	for (size_t at = 0; at < s.n;) {
		const size_t skip = unseen_at(s, at);
		if (!skip)
			buffer[n++] = s.p[at++];
		at += skip;
	}
	return (ent_str){ buffer, n };
}

/* false when there is anything but ASCII digits and single marks */
static bool read_groups(struct groups *g, ent_str s)
{
	*g = (struct groups){ .n = 0 };
	for (size_t at = 0; at < s.n;) {
		char mark = '\0';
		if (g->n == GROUPS_MAX)
			return false;
		if (g->n) {
			const size_t bytes = read_mark(&mark, s, at);
			if (!bytes)
				return false;
			at += bytes;
		}
		const size_t start = at;
		while (at < s.n && ent_is_digit(s.p[at]))
			at++;
		if (at == start)
			return false;
		g->all[g->n].digits = s.p + start;
		g->all[g->n].n = at - start;
		g->all[g->n++].mark = mark;
	}
	return g->n > 1;
}

/* What a language writes between groups, when it is a comma or a point. */
static char group_mark_of(ent_str language)
{
	static const char points[] = "de it nl es pt da ro tr id el";
	return ent_str_is(language, "en")         ? ','
	       : ent_words_have(points, language) ? '.'
						  : '\0';
}

/* How many groups the whole part of a number has; 0 when that is not known. */
static size_t whole_groups(const struct groups *g, ent_str language)
{
	const char mark = g->all[1].mark;
	const bool decimal = mark == ',' || mark == '.';
	if (g->all[0].n > 3)
		return g->n == 2 && decimal ? 1 : 0;
	if (g->all[0].digits[0] == '0')
		return 0;
	size_t n = 1;
	while (n < g->n && g->all[n].mark == mark && g->all[n].n == 3)
		n++;
	if (n == 1 || n + 1 < g->n)
		return 0;
	if (n < g->n) { /* and its fraction */
		const char last = g->all[n].mark;
		return last != mark && (last == ',' || last == '.') ? n : 0;
	}
	return !decimal || n > 2 || mark == group_mark_of(language) ? n : 0;
}

bool ent_number_form(ent_str *out,
		     char *buffer,
		     size_t size,
		     ent_str s,
		     ent_str language)
{
	struct groups g;
	char seen[NUMBER_MAX];
	size_t n = 0;
	if (s.n > size || s.n > sizeof(seen) ||
	    !read_groups(&g, without_unseen(seen, s)))
		return false;
	const size_t whole = whole_groups(&g, language);
	if (!whole)
		return false;
	for (size_t k = 0; k < g.n; k++) {
		if (k == whole)
			buffer[n++] = '.';
		memcpy(buffer + n, g.all[k].digits, g.all[k].n);
		n += g.all[k].n;
	}
	*out = (ent_str){ buffer, n };
	return true;
}
