/* SPDX-License-Identifier: Apache-2.0 */
/* tidy.c - remove stray white space and control characters from a text.
 *
 * White space is Unicode's White_Space (PropList.txt); besides it, zero-width spaces
 * and byte order marks at the ends of a text.  French has no-break spaces before
 * punctuation: where a run has one, it is the one that stays.
 *
 * Control characters: ISO/IEC 6429; sequences of a terminal are ECMA-48, sections 5.4
 * (ESC [ ... final byte) and 8.3.89 (ESC ] ... end). 0x80 to 0x9F in a text come from
 * windows-1252 that was read as ISO-8859-1. Word writes 0x0B and 0x0C for breaks and
 * 0x1E for a no-break hyphen ([MS-DOC], section 2.4.1).
 *
 * Time O(n).
 */
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/ascii.h"
#include "text/tidy.h"
#include "text/token.h"
#include "text/windows_1252.h"

enum { ESC = 0x1B, BEL = 0x07 };

/* A text of a damaged memory may not be UTF-8: U+FFFD for a byte that is not. */
static uint32_t next_char(ent_str s, size_t *at)
{
	UChar32 c;
	int32_t i = 0;
	const size_t left = s.n - *at;
	const uint8_t *p = (const uint8_t *)s.p + *at;
	U8_NEXT_OR_FFFD(p, i, left > 4 ? 4 : (int32_t)left, c);
	*at += (size_t)i;
	return (uint32_t)c;
}

static uint32_t last_char(ent_str s, size_t *end)
{
	size_t at = *end;
	do
		at--;
	while (at && ((unsigned char)s.p[at] & 0xC0) == 0x80);
	*end = at;
	return next_char(s, &at);
}

static bool is_white(uint32_t c)
{
	return u_isUWhiteSpace((UChar32)c);
}

/* White space as far as the ends of a text are concerned. */
static bool is_edge(uint32_t c)
{
	return is_white(c) || c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

static bool ends_line(uint32_t c)
{
	return c == '\n' || c == '\r' || c == 0x0B || c == 0x0C || c == 0x85 ||
	       c == 0x2028 || c == 0x2029;
}

/* ---- white space ----------------------------------------------------------------- */

ent_str ent_space_before(ent_str text)
{
	size_t end = 0, at = 0;
	while (at < text.n && is_edge(next_char(text, &at)))
		end = at;
	return ent_str_slice(text, 0, end);
}

ent_str ent_space_after(ent_str text)
{
	size_t start = text.n, at = text.n;
	while (at && is_edge(last_char(text, &at)))
		start = at;
	return ent_str_slice(text, start, text.n);
}

enum { NO_BREAK = 3 };

/* Of the spaces of a run the one with the highest rank stays. */
static int rank_space(uint32_t c)
{
	return c == ' '      ? 0
	       : c == 0x202F ? NO_BREAK + 1
	       : c == 0xA0   ? 3
	       : c == '\t'   ? 1
			     : 2;
}

struct run {
	size_t start, end; /* of all of it */
	ent_str best;      /* the space that stands for it */
	int rank;
};

static struct run run_at(ent_str s, size_t at)
{
	struct run run = { at, at, ENT_STR(""), -1 };
	while (at < s.n) {
		const size_t start = at;
		const uint32_t c = next_char(s, &at);
		if (!is_white(c) || ends_line(c))
			break;
		run.end = at;
		if (rank_space(c) > run.rank) {
			run.rank = rank_space(c);
			run.best = ent_str_slice(s, start, at);
		}
	}
	return run;
}

void ent_tidy_spaces(ent_buf *out, ent_str s, unsigned ends)
{
	bool line_begins = false;
	if (ends & ENT_TIDY_START)
		s = ent_str_slice(s, ent_space_before(s).n, s.n);
	if (ends & ENT_TIDY_END)
		s = ent_str_slice(s, 0, s.n - ent_space_after(s).n);
	for (size_t at = 0; at < s.n;) {
		const struct run run = run_at(s, at);
		size_t next = run.end;
		const uint32_t c = next < s.n ? next_char(s, &next) : 0;
		const bool line_ends = run.end < s.n && ends_line(c);
		if (line_begins)
			ent_buf_add(out, ent_str_slice(s, run.start, run.end));
		else if (!line_ends || run.rank >= NO_BREAK)
			ent_buf_add(out, run.best);
		if (!(c == '\r' && next < s.n && s.p[next] == '\n'))
			ent_buf_add(out, ent_str_slice(s, run.end, next));
		line_begins = line_ends;
		at = next;
	}
}

/* ---- control characters ---------------------------------------------------------- */

/* Where a sequence of a terminal ends that begins at `at`. */
static size_t sequence_end(ent_str s, size_t at)
{
	size_t k = at + 1;
	const char kind = k < s.n ? s.p[k] : 0;
	if (kind == '[') {
		for (k++; k < s.n && s.p[k] >= 0x20 && s.p[k] <= 0x3F;)
			k++;
		if (k < s.n && s.p[k] >= 0x40 && s.p[k] <= 0x7E)
			return k + 1;
	} else if (kind == ']') {
		for (; k < s.n; k++)
			if (s.p[k] == BEL)
				return k + 1;
			else if (s.p[k] == ESC && k + 1 < s.n && s.p[k + 1] == '\\')
				return k + 2;
	}
	return at + 1;
}

static bool is_word_byte(char c)
{
	return ent_is_digit(c) || ent_is_letter(c) || (c & 0x80);
}

/* Appends what replaces a control character of ASCII, if anything. */
static void add_control(ent_buf *out, ent_str s, size_t at)
{
	const char c = s.p[at];
	const bool inside = at && at + 1 < s.n && is_word_byte(s.p[at - 1]) &&
			    is_word_byte(s.p[at + 1]);
	if (c == 0x0B || c == 0x0C)
		ent_buf_add_char(out, ' ');
	else if (c == 0x1E && inside)
		ent_buf_add_char(out, '-');
}

static bool is_foreign(uint32_t c, bool bidi)
{
	return c == 0xFEFF || (c & 0xFFFE) == 0xFFFE ||
	       (bidi && ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)));
}

void ent_tidy_controls(ent_buf *out, ent_str s, bool bidi)
{
	for (size_t at = 0; at < s.n;) {
		const size_t start = at;
		const uint32_t c = next_char(s, &at);
		if (c == ESC) {
			at = sequence_end(s, start);
		} else if (c == 0x7F || (c < ' ' && !strchr("\t\n\r", (int)c)) || !c) {
			add_control(out, s, start);
		} else if (c >= 0x80 && c <= 0x9F) {
			const uint32_t was = ent_windows_1252((unsigned char)c);
			if (was > 0x9F)
				ent_buf_add_codepoint(out, was);
		} else if (!is_foreign(c, bidi)) {
			ent_buf_add(out, ent_str_slice(s, start, at));
		}
	}
}

bool ent_tidy_is_blank(ent_str s)
{
	for (size_t at = 0; at < s.n;) {
		const uint32_t c = next_char(s, &at);
		if (!is_white(c) && !ent_is_unseen(c) &&
		    u_charType((UChar32)c) != U_FORMAT_CHAR &&
		    u_charType((UChar32)c) != U_CONTROL_CHAR)
			return false;
	}
	return true;
}
