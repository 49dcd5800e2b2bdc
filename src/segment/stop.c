/* SPDX-License-Identifier: Apache-2.0 */
/* stop.c - read a stop with all that goes with it.
 *
 * The marks . ! ? and an ellipsis, also with spaces between its periods; the closing
 * quotes and brackets after it, the call of a note, in French a closing mark after
 * white space.  A quote with white space on both sides is classified by its neighbours,
 * else by the last one.  Each look is bounded; quotes are counted from where the last
 * look ended.
 */
#include <string.h>

#include "base/ascii.h"
#include "segment/char.h"
#include "segment/stop.h"

/* After white space and a period, repeated, each followed by white space or the like;
 * *periods is how many. */
static size_t spaced_periods(ent_str text, size_t at, unsigned *periods)
{
	size_t step;
	for (*periods = 0;; ++*periods) {
		UChar32 c = ent_char_at(text, at, &step);
		size_t next = at + step;
		if (ent_char_kind(c) != KIND_SPACE || next >= text.n ||
		    text.p[next] != '.')
			return at;
		c = ent_char_at(text, next + 1, &step);
		if (c >= 0 && c < 0x80 && !strchr(" .\"')]", (int)c))
			return at;
		at = next + 1;
	}
}

static void read_marks(struct stop *out, ent_str text)
{
	size_t at = out->begin, step;
	unsigned periods = 0;
	for (;; at += step) {
		UChar32 c = ent_char_at(text, at, &step);
		if (ent_char_kind(c) != KIND_STOP)
			break;
		out->marks++;
		out->wide |= c >= 0x3000;
		if (c == '.')
			periods++;
		else if (c == 0x2026)
			out->ellipsis = true;
		else
			out->strong = true;
	}
	unsigned more = 0;
	size_t spaced = periods && !out->strong ? spaced_periods(text, at, &more) : at;
	enum kind before = ent_char_kind(ent_char_before(text, out->begin, &step));
	/* "word. . . . Next": a period, then an ellipsis opens the next sentence */
	bool own = out->marks == 1 && more == 3 && before != KIND_SPACE;
	if (more && !own) {
		out->marks += more;
		periods = 2;
		at = spaced;
	}
	out->apart = before == KIND_SPACE;
	out->ellipsis |= periods > 1;
	out->period = periods == 1 && out->marks == 1;
	out->end = at;
}

static UChar32 char_beside(ent_str text, size_t at, bool left)
{
	size_t step;
	for (int k = 0; left && k < 4; k++, at -= step) {
		UChar32 c = ent_char_before(text, at, &step);
		if (ent_char_kind(c) != KIND_SPACE)
			return c;
	}
	return ent_char_at(text, left ? at : ent_skip_space(text, at), &step);
}

/* Whether a quote with white space on both sides, or on none, opens: its neighbours
 * may tell, else it is the opposite of the last. */
static bool is_opening(ent_str text, size_t at, UChar32 mark, bool was_open)
{
	UChar32 left = char_beside(text, at, true),
		right = char_beside(text, at + 1, false);
	enum kind before = ent_char_kind(left), after = ent_char_kind(right);
	if (left == ':' || left == mark)
		return true;
	if (right == mark || (after == KIND_LOWER && before == KIND_STOP))
		return false;
	if (left == ',' && (after == KIND_LOWER || after == KIND_UPPER))
		return after == KIND_UPPER;
	return !was_open;
}

/* Whether a quote, " or ', is open at `to`. A " with white space on one side only is
 * known by that; a ' counts with white space on both sides only, because it may be an
 * apostrophe. */
static bool quote_is_open(ent_str text, struct quote *q, char mark, size_t to)
{
	while (q->to < to) {
		const char *hit = memchr(text.p + q->to, mark, to - q->to);
		if (!hit)
			break;
		size_t at = (size_t)(hit - text.p), step;
		enum kind left = ent_char_kind(ent_char_before(text, at, &step));
		enum kind right = ent_char_kind(ent_char_at(text, at + 1, &step));
		bool before = left == KIND_SPACE || left == KIND_END;
		bool after = right == KIND_SPACE || right == KIND_END;
		q->to = at + 1;
		if (before && after)
			q->open = is_opening(text, at, (unsigned char)mark, q->open);
		else if (mark == '"')
			q->open = before == after ? !q->open : before;
	}
	if (q->to < to)
		q->to = to;
	return q->open;
}

static bool is_superscript(UChar32 c)
{
	return c == 0xB9 || c == 0xB2 || c == 0xB3 || c == 0x2070 ||
	       (c >= 0x2074 && c <= 0x2079);
}

/* "[12]" at `at`, the call of a note: after it, else `at`. */
static size_t bracketed_note(ent_str text, size_t at)
{
	size_t end = at + 1;
	if (at >= text.n || text.p[at] != '[')
		return at;
	while (end < text.n && ent_is_digit(text.p[end]) && end < at + 4)
		end++;
	return end > at + 1 && end < text.n && text.p[end] == ']' ? end + 1 : at;
}

/* "." or a quote, one or two digits, white space: the call of a note that is no longer
 * superscript. */
static size_t plain_note(const struct stop *stop, ent_str text, size_t at)
{
	size_t end = at, step;
	UChar32 before = ent_char_before(text, stop->begin, &step);
	if (stop->marks > 1 || ent_char_kind(before) == KIND_DIGIT ||
	    ent_char_kind(before) == KIND_UPPER)
		return at;
	while (end < text.n && ent_is_digit(text.p[end]) && end < at + 2)
		end++;
	return end > at && text.p[at] != '0' &&
			       ent_char_kind(ent_char_at(text, end, &step)) ==
				       KIND_SPACE
		       ? end
		       : at;
}

/* Moves closed after the marks that close directly after the stop. */
static void read_closers(struct stop *out, ent_str text)
{
	size_t at = out->end, step;
	for (;;) {
		UChar32 c = ent_char_at(text, at, &step);
		enum kind kind = ent_char_kind(c);
		size_t note = bracketed_note(text, at);
		if (kind == KIND_CLOSER || kind == KIND_QUOTE || c == '*' || c == '_') {
			out->closer |= kind != KIND_MARK;
		} else if (is_superscript(c)) {
			out->note = true;
		} else if (note > at) {
			out->note = true;
			step = note - at;
		} else {
			break;
		}
		at += step;
	}
	size_t note = plain_note(out, text, at);
	out->note |= note > at;
	out->closed = note;
}

/* ":-)" or ";)" at `at`, with white space after it: where it ends, else `at`. */
static size_t smiley_end(ent_str text, size_t at)
{
	size_t end = at, step;
	if (end < text.n && (text.p[end] == ':' || text.p[end] == ';'))
		end++;
	if (end > at && end < text.n && text.p[end] == '-')
		end++;
	if (end == at || end >= text.n || !strchr(")(D", text.p[end]))
		return at;
	enum kind kind = ent_char_kind(ent_char_at(text, ++end, &step));
	return kind == KIND_SPACE || kind == KIND_END ? end : at;
}

/* Whether the quote at `at` closes one that is open. */
static bool closes_quote(ent_str text, struct quote *q, char mark, size_t at)
{
	return quote_is_open(text, q, mark, at) ||
	       !quote_is_open(text, q, mark, at + 1);
}

/* A closer with white space before it: French », in tokenised text ) and ", in
 * chat a smiley.  Returns after it, or `at`. */
static size_t spaced_closer(ent_str text, struct quotes *quotes, size_t at)
{
	size_t step, after;
	UChar32 c = ent_char_at(text, at, &step);
	if (c == ':' || c == ';')
		return smiley_end(text, at);
	if (c != 0xBB && c != 0x203A && c != ')' && c != ']' && c != 0x201D &&
	    c != '"' && c != '\'')
		return at;
	enum kind kind = ent_char_kind(ent_char_at(text, at + step, &after));
	if (ent_kind_is_letter(kind) || kind == KIND_DIGIT)
		return at;
	if (c == '"' && !closes_quote(text, &quotes->doubles, '"', at))
		return at;
	if (c == '\'' &&
	    (kind != KIND_SPACE || !closes_quote(text, &quotes->singles, '\'', at)))
		return at;
	return at + step;
}

bool ent_stop_read(struct stop *out, ent_str text, struct quotes *quotes, size_t at)
{
	*out = (struct stop){ .begin = at };
	read_marks(out, text);
	read_closers(out, text);
	for (;;) {
		out->next = ent_skip_space(text, out->closed);
		size_t closed = spaced_closer(text, quotes, out->next);
		if (closed == out->next)
			break;
		out->closed = closed;
		out->closer = true;
	}
	return out->next > out->closed && out->next < text.n;
}
