/* SPDX-License-Identifier: Apache-2.0 */
/* tag_limit.c - tags that a parser would need too long for.
 *
 * libxml2 2.9 and libgumbo compare each attribute of a tag with all before it: 300,000
 * of them, 3.5 MB, take minutes.  So attributes are counted before a file is parsed, by
 * their equals signs outside of quotes; comments, CDATA and the scripts of HTML, which
 * hold no tags, are skipped.
 *
 * Time O(n).
 */
#include <string.h>
#include <strings.h>

#include "base/ascii.h"
#include "base/fail.h"
#include "format/tag_limit.h"

/* After the first `end` at or after `at`; the end of the text without one. */
static size_t skip_to(ent_str s, size_t at, const char *end)
{
	const size_t n = strlen(end);
	const char *p = at < s.n ? memmem(s.p + at, s.n - at, end, n) : NULL;
	return p ? (size_t)(p - s.p) + n : s.n;
}

/* Where the element whose content is not markup ends, for a tag that begins at `at`; 0
 * for another tag. */
static size_t script_end(ent_str s, size_t at)
{
	static const char *const names[] = { "script", "style", "textarea", "title" };
	for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++) {
		const size_t n = strlen(names[k]);
		if (s.n - at - 1 <= n || strncasecmp(s.p + at + 1, names[k], n) != 0 ||
		    ent_is_letter(s.p[at + 1 + n]))
			continue;
		for (size_t p = at + 1 + n; p < s.n; p++) {
			const char *next = memchr(s.p + p, '<', s.n - p);
			p = next ? (size_t)(next - s.p) : s.n;
			if (s.n - p > n + 2 && s.p[p + 1] == '/' &&
			    !strncasecmp(s.p + p + 2, names[k], n))
				return p;
		}
		return s.n;
	}
	return 0;
}

/* After the tag that begins at `at`; counts its attributes. */
static size_t tag_end(unsigned *attributes, ent_str s, size_t at)
{
	*attributes = 0;
	for (at++; at < s.n && s.p[at] != '>'; at++) {
		if (s.p[at] != '=')
			continue;
		++*attributes;
		while (at + 1 < s.n && ent_is_space(s.p[at + 1]))
			at++;
		const char quote = at + 1 < s.n ? s.p[at + 1] : 0;
		if (quote != '"' && quote != '\'')
			continue;
		const char *end = memchr(s.p + at + 2, quote, s.n - at - 2);
		at = end ? (size_t)(end - s.p) : s.n - 1;
	}
	return at < s.n ? at + 1 : s.n;
}

static bool begins(ent_str s, size_t at, const char *what)
{
	return ent_str_starts(ent_str_slice(s, at, s.n), ent_str_of(what));
}

bool ent_tag_next(ent_tag *tag, ent_str s, size_t from, bool html)
{
	for (size_t at = from; at < s.n;) {
		const char *p = memchr(s.p + at, '<', s.n - at);
		if (!p)
			return false;
		const size_t start = (size_t)(p - s.p);
		const bool closes = start + 1 < s.n && p[1] == '/';
		const char first = start + 1 + closes < s.n ? p[1 + closes] : 0;
		if (begins(s, start, "<!--")) {
			at = skip_to(s, start + 4, "-->");
		} else if (!html && begins(s, start, "<![CDATA[")) {
			at = skip_to(s, start + 9, "]]>");
		} else if (first && (ent_is_letter(first) || (first & 0x80) ||
				     first == '_' || first == ':')) {
			const size_t script =
				html && !closes ? script_end(s, start) : 0;
			*tag = (ent_tag){ .start = start, .closes = closes };
			tag->end = tag_end(&tag->attributes, s, start);
			tag->next = script > tag->end ? script : tag->end;
			return true;
		} else {
			at = start + 1;
		}
	}
	return false;
}

ent_status ent_tag_limit(ent_str s, bool html, ent_error *err)
{
	ent_tag tag = { .next = 0 };
	while (ent_tag_next(&tag, s, tag.next, html)) {
		if (tag.attributes > ENT_TAG_ATTRIBUTES)
			return ent_fail_line(
				err, ENT_ELIMIT,
				1 + (uint32_t)ent_str_count(
					    ent_str_slice(s, 0, tag.start), '\n'),
				"a tag has more than %d attributes",
				ENT_TAG_ATTRIBUTES);
	}
	return ENT_OK;
}
