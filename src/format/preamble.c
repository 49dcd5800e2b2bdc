/* SPDX-License-Identifier: Apache-2.0 */
/* preamble.c - what generators of sites put before and between the text of a page.
 *
 * What: front matter (Jekyll, Hugo, Pandoc: metadata of the page in YAML between lines
 * "---", or in TOML between "+++"), and the tags of Liquid, Jinja, Twig, ERB, JSP and
 * PHP.  Of YAML only "key: value" on one line is understood.
 *
 * Method: front matter counts only if each of its lines looks like one; a rule of
 * dashes at the beginning of a plain text is not.  Time O(n).
 */
#include <string.h>

#include "base/ascii.h"
#include "format/preamble.h"

enum {
	FRONT_MAX = 1 << 16,
	TAG_MAX = 2000, /* of a tag in braces, which may also be text */
};

/* "key: value", "key = value"; the parts go to *key and *value. */
bool ent_front_entry(ent_str line, ent_str *key, ent_str *value)
{
	size_t k = 0;
	while (k < line.n && (ent_is_letter(line.p[k]) || ent_is_digit(line.p[k]) ||
			      line.p[k] == '_' || line.p[k] == '-' || line.p[k] == '.'))
		k++;
	*key = ent_str_slice(line, 0, k);
	while (k < line.n && line.p[k] == ' ')
		k++;
	if (!key->n || k == line.n || (line.p[k] != ':' && line.p[k] != '='))
		return false;
	*value = ent_str_trim(ent_str_slice(line, k + 1, line.n));
	return true;
}

/* A line that can be in front matter: an entry, the continuation of one, a comment. */
static bool can_be_front(ent_str line)
{
	ent_str key, value;
	return !ent_str_trim(line).n || ent_is_space(line.p[0]) || line.p[0] == '#' ||
	       line.p[0] == '-' || line.p[0] == '[' || line.p[0] == ']' ||
	       line.p[0] == '}' || ent_front_entry(line, &key, &value);
}

size_t ent_front_matter(ent_str text)
{
	const bool toml = ent_str_starts(text, ENT_STR("+++"));
	const char *fence = toml ? "+++" : "---";
	ent_str rest = text, key, value;
	unsigned entries = 0;
	if (!text.n || !ent_str_is(ent_str_trim(ent_str_cut(&rest, '\n')), fence))
		return 0;
	while (rest.p) {
		const ent_str line = ent_str_cut(&rest, '\n');
		const size_t end = rest.p ? (size_t)(rest.p - text.p) : text.n;
		const ent_str bare = ent_str_trim(line);
		if (ent_str_is(bare, fence) || (!toml && ent_str_is(bare, "...")))
			return entries ? end : 0;
		if (end > FRONT_MAX || !can_be_front(line))
			return 0;
		entries += ent_front_entry(line, &key, &value);
	}
	return 0;
}

/* The tags that are left out; those that output a value ({{ }}) are text. */
static const struct {
	const char *open, *close;
} tags[] = {
	{ "{%", "%}" },    { "{# ", "#}" }, { "<%", "%>" },
	{ "<?php", "?>" }, { "<?=", "?>" },
};

/* The length of the template tag at the beginning of s; 0 without one. */
size_t ent_template_tag(ent_str s)
{
	for (size_t k = 0; k < sizeof(tags) / sizeof(*tags); k++) {
		if (!ent_str_starts(s, ent_str_of(tags[k].open)))
			continue;
		const size_t from = strlen(tags[k].open), n = strlen(tags[k].close);
		const bool short_tag = tags[k].open[0] == '{';
		if (short_tag && s.n > TAG_MAX)
			s.n = TAG_MAX;
		const char *end = memmem(s.p + from, s.n - from, tags[k].close, n);
		return end ? (size_t)(end - s.p) + n : 0;
	}
	return 0;
}
