/* SPDX-License-Identifier: Apache-2.0 */
/* strip_preamble.c - a text without what generators of sites put before and between it.
 *
 * Title, date, language and identifier are taken from the front matter.  Time O(n).
 */
#include "format/preamble.h"
#include "format/release/date.h"
#include "format/release/release.h"
#include "text/lang.h"

bool ent_has_preamble(ent_str text)
{
	return ent_front_matter(text) > 0 || ent_template_tag(ent_str_trim(text)) > 0;
}

/* A value without the quotation marks around it. */
static ent_str unquoted(ent_str s)
{
	const bool quoted =
		s.n > 1 && (s.p[0] == '"' || s.p[0] == '\'') && s.p[s.n - 1] == s.p[0];
	return quoted ? ent_str_slice(s, 1, s.n - 1) : s;
}

static void read_entry(ent_release *release, ent_str key, ent_str raw)
{
	ent_document *doc = &release->doc;
	const ent_str value = unquoted(raw);
	char date[ENT_DATE_SIZE];
	size_t start, end;
	if (!value.n)
		return;
	if (ent_str_is(key, "title") && !doc->title.n)
		doc->title = ent_release_text(release, value);
	else if (ent_str_is(key, "date") && !doc->date.n &&
		 ent_date_find(date, &start, &end, value))
		doc->date = ent_release_text(release, ent_str_of(date));
	else if ((ent_str_is(key, "lang") || ent_str_is(key, "language") ||
		  ent_str_is(key, "locale")) &&
		 !doc->lang.n)
		doc->lang = ent_lang_normal(value, release->arena);
	else if ((ent_str_is(key, "id") || ent_str_is(key, "permalink")) && !doc->id.n)
		doc->id = ent_release_text(release, value);
}

static void add_line_ends(ent_buf *to, ent_str s)
{
	for (size_t n = ent_str_count(s, '\n'); n; n--)
		ent_buf_add_char(to, '\n');
}

void ent_strip_preamble(ent_buf *to, ent_release *release, ent_str text)
{
	const size_t front = ent_front_matter(text);
	for (ent_str rest = ent_str_slice(text, 0, front); rest.p && front;) {
		ent_str key, value;
		if (ent_front_entry(ent_str_cut(&rest, '\n'), &key, &value))
			read_entry(release, key, value);
	}
	add_line_ends(to, ent_str_slice(text, 0, front));
	size_t done = front;
	for (size_t k = front; k < text.n; k++) {
		if (text.p[k] != '{' && text.p[k] != '<')
			continue;
		const size_t n = ent_template_tag(ent_str_slice(text, k, text.n));
		if (!n)
			continue;
		ent_buf_add(to, ent_str_slice(text, done, k));
		add_line_ends(to, ent_str_slice(text, k, k + n));
		done = k + n;
		k = done - 1;
	}
	ent_buf_add(to, ent_str_slice(text, done, text.n));
}
