/* SPDX-License-Identifier: Apache-2.0 */
/* strip_preamble.c - a text without what generators of sites put before and between it.
 *
 * What the front matter states is read first (front_read.c).  Time O(n).
 */
#include "format/preamble.h"
#include "format/release/release.h"

bool ent_has_preamble(ent_str text)
{
	return ent_front_matter(text) > 0 || ent_template_tag(ent_str_trim(text)) > 0;
}

static void add_line_ends(ent_buf *to, ent_str s)
{
	for (size_t n = ent_str_count(s, '\n'); n; n--)
		ent_buf_add_char(to, '\n');
}

void ent_strip_preamble(ent_buf *to, ent_release *release, ent_str text)
{
	const size_t front = ent_front_matter(text);
	ent_front_read(release, ent_str_slice(text, 0, front));
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
