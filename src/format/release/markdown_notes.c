/* SPDX-License-Identifier: Apache-2.0 */
/* markdown_notes.c - the notes of Markdown: "text[^1]" and "[^1]: note", as GitHub,
 * Pandoc and MultiMarkdown have them, and CommonMark does not.
 *
 * Method: labels at the beginnings of lines, outside of fenced code, are the notes; the
 * brackets of their calls and labels become control characters, which CommonMark passes
 * on, so that no call is taken for a link.  A text that has such characters already
 * stays as it is.
 *
 * Time O(n x NOTES_MAX), where n is the number of "[^" in the text.
 */
#include <string.h>

#include "format/release/markdown_notes.h"

enum { NOTES_MAX = 500, ID_MAX = 64 };

/* The name in a "[^name]" that s begins with; "" when it does not. */
static ent_str name_at(ent_str s)
{
	size_t k = 2;
	if (s.n < 4 || s.p[0] != '[' || s.p[1] != '^')
		return ENT_STR("");
	while (k < s.n && k < ID_MAX && !strchr(" \t\r\n[]^", s.p[k]))
		k++;
	return k < s.n && s.p[k] == ']' ? ent_str_slice(s, 2, k) : ENT_STR("");
}

/* The name of the note whose label a line begins with; "" without one. */
static ent_str label_of(ent_str line)
{
	enum { INDENT = 3 };
	size_t k = 0;
	while (k < line.n && k < INDENT && line.p[k] == ' ')
		k++;
	line = ent_str_slice(line, k, line.n);
	const ent_str name = name_at(line);
	return name.n && name.n + 3 < line.n && line.p[name.n + 3] == ':' ? name
									  : ENT_STR("");
}

static bool is_fence(ent_str line)
{
	line = ent_str_trim(line);
	return ent_str_starts(line, ENT_STR("```")) ||
	       ent_str_starts(line, ENT_STR("~~~"));
}

struct notes {
	ent_str names[NOTES_MAX];
	unsigned n;
};

static bool is_known(const struct notes *notes, ent_str name)
{
	for (unsigned k = 0; k < notes->n; k++)
		if (ent_str_eq(notes->names[k], name))
			return true;
	return false;
}

static void find_notes(struct notes *notes, ent_str text)
{
	bool fenced = false;
	while (text.p && notes->n < NOTES_MAX) {
		const ent_str line = ent_str_cut(&text, '\n');
		fenced ^= is_fence(line);
		const ent_str name = fenced ? ENT_STR("") : label_of(line);
		if (name.n && !is_known(notes, name))
			notes->names[notes->n++] = name;
	}
}

void ent_markdown_mark_notes(ent_buf *text)
{
	struct notes notes = { .n = 0 };
	bool fenced = false;
	if (!text->n || !memmem(text->p, text->n, "[^", 2) ||
	    memchr(text->p, ENT_NOTE_OPEN, text->n) ||
	    memchr(text->p, ENT_NOTE_CLOSE, text->n))
		return;
	find_notes(&notes, ent_buf_str(text));
	for (ent_str rest = ent_buf_str(text); rest.p && notes.n;) {
		const ent_str line = ent_str_cut(&rest, '\n');
		fenced ^= is_fence(line);
		for (size_t k = 0; k < line.n && !fenced; k++) {
			const ent_str name =
				line.p[k] == '['
					? name_at(ent_str_slice(line, k, line.n))
					: ENT_STR("");
			if (!name.n || !is_known(&notes, name))
				continue;
			const size_t at = (size_t)(line.p - text->p) + k;
			text->p[at + name.n + 2] = ENT_NOTE_CLOSE;
			text->p[at] = ENT_NOTE_OPEN;
		}
	}
}

void ent_markdown_add_brackets(ent_buf *to, ent_str text)
{
	for (size_t k = 0; k < text.n; k++)
		ent_buf_add_char(to, text.p[k] == ENT_NOTE_OPEN    ? '['
				     : text.p[k] == ENT_NOTE_CLOSE ? ']'
								   : text.p[k]);
}

void ent_markdown_cut_note(ent_buf *to, ent_str text, ent_str *rest)
{
	*rest = (ent_str){ NULL, 0 };
	for (size_t k = 0; k < text.n; k++) {
		if (text.p[k] != ENT_NOTE_OPEN) {
			ent_buf_add_char(to, text.p[k]);
			continue;
		}
		while (k < text.n && text.p[k] != ENT_NOTE_CLOSE)
			k++;
		const bool begins = !to->n || to->p[to->n - 1] == ' ';
		if (begins && k + 1 < text.n && text.p[k + 1] == ':') {
			*rest = ent_str_slice(text, k + 2, text.n);
			return;
		}
	}
}
