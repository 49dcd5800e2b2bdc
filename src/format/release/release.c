/* SPDX-License-Identifier: Apache-2.0 */
/* release.c - a release while it is read: its paragraphs grow, white space. */
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/word_list.h"
#include "format/release/release.h"
#include "text/lang.h"

void ent_fold_space(ent_buf *buf, ent_str text)
{
	size_t k = 0;
	while (k < text.n) {
		size_t start = k;
		while (k < text.n && !ent_is_space(text.p[k]))
			k++;
		ent_buf_add(buf, ent_str_slice(text, start, k));
		start = k;
		while (k < text.n && ent_is_space(text.p[k]))
			k++;
		if (k > start && buf->n && buf->p[buf->n - 1] != ' ')
			ent_buf_add_char(buf, ' ');
	}
}

/* Zero-width and wide spaces besides ASCII: U+00A0, U+1680, U+2000..U+200B,
 * U+2028, U+2029, U+202F, U+205F, U+2060, U+3000, U+FEFF. */
bool ent_is_blank(ent_str s)
{
	static const char *const spaces[] = { "\xC2\xA0",     "\xE1\x9A\x80",
					      "\xE2\x80\xA8", "\xE2\x80\xA9",
					      "\xE2\x80\xAF", "\xE2\x81\x9F",
					      "\xE2\x81\xA0", "\xE3\x80\x80",
					      "\xEF\xBB\xBF", NULL };
	size_t at = 0;
	while (at < s.n) {
		ent_str rest = ent_str_slice(s, at, s.n);
		size_t step =
			ent_is_space(s.p[at]) ? 1 : ent_list_start_of(spaces, rest);
		if (!step && ent_str_starts(rest, ENT_STR("\xE2\x80")) && rest.n > 2 &&
		    (unsigned char)rest.p[2] <= 0x8B)
			step = 3;
		if (!step)
			return false;
		at += step;
	}
	return true;
}

ent_str ent_release_text(ent_release *release, ent_str text)
{
	ent_buf buf = ENT_BUF_INIT;
	ent_fold_space(&buf, text);
	ent_str copy = { NULL, 0 };
	if (!buf.failed)
		copy = ent_arena_str(release->arena, ent_str_trim(ent_buf_str(&buf)));
	release->failed |= !copy.p;
	ent_buf_release(&buf);
	return copy;
}

void ent_release_add(ent_release *release, ent_str text, ent_kind kind, uint32_t line)
{
	if (release->failed || ent_is_blank(text))
		return;
	if (!ENT_ARENA_GROW(release->arena, release->paragraphs, release->capacity,
			    (size_t)release->n + 1)) {
		release->failed = true;
		return;
	}
	ent_str copy = ent_release_text(release, text);
	if (!release->failed)
		release->paragraphs[release->n++] = (ent_paragraph){ copy, kind, line };
}

void ent_release_alternate(ent_release *release, ent_str lang, ent_str href)
{
	ent_str normal = ent_lang_normal(lang, release->arena);
	if (release->failed || !normal.n || !ent_str_trim(href).n)
		return;
	if (!ENT_ARENA_GROW(release->arena, release->alternates,
			    release->alternates_capacity,
			    (size_t)release->n_alternates + 1)) {
		release->failed = true;
		return;
	}
	for (uint32_t k = 0; k < release->n_alternates; k++)
		if (ent_str_eq(release->alternates[k].href, ent_str_trim(href)))
			return;
	ent_str copy = ent_release_text(release, href);
	release->alternates[release->n_alternates++] = (ent_alternate){ normal, copy };
}
