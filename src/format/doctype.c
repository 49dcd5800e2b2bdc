/* SPDX-License-Identifier: Apache-2.0 */
/* doctype.c - where a document type and the declarations in it end.
 *
 * What: XML 1.0, productions [28] to [30]: literals may hold any character but their
 * quote, comments and processing instructions in the internal subset anything but
 * their end.
 *
 * Difference from the standard: a document type that holds what it may not, or does not
 * end within DOCTYPE_MAX, ends at its first ">".
 *
 * Time O(n), at most DOCTYPE_MAX for each.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/word_list.h"
#include "format/doctype.h"

/* Longest document type that is looked through for its end: the largest of the samples
 * of interchange has 2 KB, the entities of HTML 4 have 30. */
enum { DOCTYPE_MAX = 1 << 16 };

static size_t find(ent_str s, size_t from, const char *mark)
{
	size_t n = strlen(mark);
	const char *at = from < s.n ? memmem(s.p + from, s.n - from, mark, n) : NULL;
	return at ? (size_t)(at - s.p) + n : 0;
}

/* Whether c belongs to a literal, with its quotes; *open: the quote that is open or
 * 0. */
static bool is_literal(char *open, char c)
{
	const bool was_open = *open;
	if (was_open)
		*open = c == *open ? 0 : *open;
	else if (c == '"' || c == '\'')
		*open = c;
	return was_open || *open;
}

/* Offset after the declaration that begins at k, whose literals may hold any character
 * but their quote; 0 without an end. */
static size_t markup_end(ent_str s, size_t k)
{
	const ent_str here = ent_str_slice(s, k, s.n);
	if (ent_str_starts(here, ENT_STR("<!--")))
		return find(s, k + 4, "-->");
	if (ent_str_starts(here, ENT_STR("<?")))
		return find(s, k + 2, "?>");
	if (!ent_str_starts(here, ENT_STR("<!")))
		return 0;
	k += 2;
	for (char quote = 0; k < s.n && (quote || s.p[k] != '<'); k++)
		if (!is_literal(&quote, s.p[k]) && s.p[k] == '>')
			return k + 1;
	return 0;
}

size_t ent_doctype_end(ent_str *subset, ent_str s, size_t at)
{
	const ent_str part =
		ent_str_slice(s, 0, s.n - at < DOCTYPE_MAX ? s.n : at + DOCTYPE_MAX);
	size_t k = at + 2, from = 0;
	char quote = 0;
	*subset = ENT_STR("");
	for (; k < part.n && !from; k++) {
		const char c = part.p[k];
		if (is_literal(&quote, c))
			continue;
		if (c == '>')
			return k + 1;
		if (c == '<')
			return 0;
		if (c == '[')
			from = k + 1;
	}
	while (k < part.n && part.p[k] != ']') {
		const size_t end = part.p[k] == '<' ? markup_end(part, k) : k + 1;
		if (!end)
			return 0;
		k = end;
	}
	if (k < part.n)
		*subset = ent_str_slice(s, from, k);
	for (k++; k < part.n && ent_is_xml_space(part.p[k]); k++)
		;
	return k < part.n && part.p[k] == '>' ? k + 1 : 0;
}

size_t ent_declaration_end(ent_str s, size_t at)
{
	static const char *const kinds[] = { "<!ENTITY", "<!ATTLIST", "<!NOTATION",
					     NULL };
	const ent_str here = ent_str_slice(s, at, s.n);
	size_t end = 0;
	ent_str subset;
	if (ent_str_starts(here, ENT_STR("<!DOCTYPE")))
		end = ent_doctype_end(&subset, s, at);
	if (ent_list_start_of(kinds, here))
		end = markup_end(s, at);
	return end ? end : find(s, at + 2, ">");
}
