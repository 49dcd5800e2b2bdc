/* SPDX-License-Identifier: Apache-2.0 */
/* text_line.c - the lines of plain text, and what each of them looks like.
 *
 * Why: paragraphs are seen in the layout: marks of items and notes, rules, white space,
 * widths, the marks before the lines of a mail that an answer quotes.
 */
#include <string.h>

#include "base/word_list.h"
#include "format/release/release.h"
#include "format/release/text_line.h"

size_t ent_gap_at(ent_str s, size_t at)
{
	size_t k = at;
	while (k < s.n) {
		if (ent_is_gap(s.p[k]))
			k++;
		else if (ent_str_starts(ent_str_slice(s, k, s.n), ENT_STR("\xC2\xA0")))
			k += 2;
		else
			break;
	}
	return k - at;
}

/* "1", "12", "1.2.3", "a", "iv": what labels are made of. */
static size_t label_body(ent_str s, size_t at)
{
	size_t k = at;
	while (k < s.n && ent_is_digit(s.p[k]) && k - at < 3)
		k++;
	if (k > at) {
		while (k + 1 < s.n && s.p[k] == '.' && ent_is_digit(s.p[k + 1])) {
			size_t from = ++k;
			while (k < s.n && ent_is_digit(s.p[k]) && k - from < 3)
				k++;
		}
		return k - at;
	}
	while (k < s.n && strchr("ivx", s.p[k]) && s.p[k] && k - at < 5)
		k++;
	if (k > at)
		return k - at;
	return k < s.n && ent_is_letter_or_more(s.p[k]) && !(s.p[k] & 0x80) ? 1 : 0;
}

/* "1. ", "1) ", "(1) ", "a) ", "(a) ", "(iv) ", "1.2 ".  "A. " may be a name. */
static size_t label_at(ent_str s)
{
	size_t at = s.n && s.p[0] == '(' ? 1 : 0;
	size_t body = label_body(s, at), k = at + body;
	if (!body || k >= s.n)
		return 0;
	bool digits = ent_is_digit(s.p[at]);
	bool dotted = digits && memchr(s.p + at, '.', body) != NULL;
	if (s.p[k] == ')')
		k++;
	else if (!at && s.p[k] == '.' && digits)
		k++;
	else if (at || !dotted)
		return 0;
	size_t space = ent_gap_at(s, k);
	return space && k + space < s.n ? k + space : 0;
}

static size_t note_at(ent_str s)
{
	size_t k = 1;
	if (!s.n || s.p[0] != '[')
		return 0;
	while (k < s.n && ent_is_digit(s.p[k]) && k < 4)
		k++;
	return k > 1 && k + 1 < s.n && s.p[k] == ']' ? k + 1 : 0;
}

/* Three and more of the same mark and nothing else. */
static bool is_rule(ent_str s)
{
	size_t marks = 0;
	if (!s.n || !strchr("-=_*~#+", s.p[0]))
		return false;
	for (size_t k = 0; k < s.n; k++) {
		if (!ent_is_gap(s.p[k]) && s.p[k] != s.p[0])
			return false;
		marks += s.p[k] == s.p[0];
	}
	return marks >= 3;
}

ent_look ent_look_at(ent_str s, size_t *mark)
{
	/* the last is what Word makes of a bullet in its font of symbols */
	static const char *const bullets[] = { "-",
					       "*",
					       "\xE2\x80\xA2",
					       "\xE2\x80\xA3",
					       "\xE2\x81\x83",
					       "\xE2\x97\x8F",
					       "\xE2\x97\x8B",
					       "\xE2\x97\xA6",
					       "\xE2\x96\xAA",
					       "\xE2\x96\xA0",
					       "\xC2\xB7",
					       "\xEF\x82\xB7",
					       NULL };
	static const char *const dashes[] = { "\xE2\x80\x93", "\xE2\x80\x94", NULL };
	*mark = 0;
	if (ent_is_blank(s))
		return ENT_LOOK_BLANK;
	if (is_rule(s))
		return ENT_LOOK_RULE;
	size_t n = ent_list_start_of(bullets, s), space = n ? ent_gap_at(s, n) : 0;
	if (space && n + space < s.n) {
		*mark = n + space;
		return ENT_LOOK_BULLET;
	}
	n = ent_list_start_of(dashes, s);
	space = n ? ent_gap_at(s, n) : 0;
	if (space && n + space < s.n) {
		*mark = n + space;
		return ENT_LOOK_DASH;
	}
	if ((*mark = note_at(s)))
		return ENT_LOOK_NOTE;
	if ((*mark = label_at(s)))
		return ENT_LOOK_LABEL;
	for (n = 0; n < s.n && s.p[n] == '#';)
		n++;
	if (n && n <= 6 && ent_gap_at(s, n)) {
		*mark = n + ent_gap_at(s, n);
		return ENT_LOOK_HASH;
	}
	return ENT_LOOK_TEXT;
}

/* Bytes of the marks of a quoted mail, "> " and ">> " and "> > ", and how many they
 * are.  "> 5 %" and ">=" compare. */
static size_t quotes_at(ent_str s, uint32_t *count)
{
	size_t k = 0, end = 0;
	*count = 0;
	while (k < s.n && s.p[k] == '>') {
		(*count)++;
		k++;
		end = k;
		k += k < s.n && s.p[k] == ' ';
	}
	const bool quoted = *count && (k >= s.n || (k > end && !ent_is_digit(s.p[k])));
	if (!quoted)
		*count = 0;
	return quoted ? k : 0;
}

static uint32_t at_most(size_t width)
{
	enum { MOST = 2 * ENT_TEXT_WIDEST };
	return width < MOST ? (uint32_t)width : MOST;
}

static ent_text_line line_of(ent_str whole, uint32_t number)
{
	ent_text_line l = { .number = number };
	const size_t marks = quotes_at(whole, &l.quoted);
	const ent_str inner = ent_str_slice(whole, marks, whole.n);
	size_t word = 0;
	l.text = ent_str_trim(inner);
	l.look = ent_look_at(l.text, &l.mark);
	const size_t indent = l.text.n ? (size_t)(l.text.p - inner.p) : 0;
	while (word < l.text.n && !ent_is_gap(l.text.p[word]))
		word++;
	l.indent = at_most(indent);
	l.width = at_most(ent_str_chars(l.text) + indent);
	l.first = at_most(ent_str_chars(ent_str_slice(l.text, 0, word)));
	return l;
}

bool ent_text_next_line(ent_text_cursor *c, ent_text_line *out)
{
	if (!c->rest.p)
		return false;
	while (c->rest.n && c->rest.p[0] == '\f')
		c->rest = ent_str_slice(c->rest, 1, c->rest.n);
	ent_str rest = c->rest;
	size_t end = 0;
	while (end < rest.n && rest.p[end] != '\n' && rest.p[end] != '\r' &&
	       rest.p[end] != '\f')
		end++;
	*out = line_of(ent_str_slice(rest, 0, end), c->number);
	if (end < rest.n) {
		bool both = rest.p[end] == '\r' && end + 1 < rest.n &&
			    rest.p[end + 1] == '\n';
		c->number += rest.p[end] != '\f';
		c->rest = ent_str_slice(rest, end + 1 + both, rest.n);
	} else {
		c->rest = (ent_str){ NULL, 0 };
	}
	return true;
}
