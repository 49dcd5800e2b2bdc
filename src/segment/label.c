/* SPDX-License-Identifier: Apache-2.0 */
/* label.c - labels of numbered paragraphs and of enumerations in a line.
 *
 * A label stays with its text: "1. Le Conseil" is one segment.  An enumeration
 * that has been run together in one line is cut before each label that
 * continues the series ("1. First item 2. Second item").  Series are found by
 * looking for the one label that comes next, within a window, so that time
 * stays linear in the text.
 */
#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "base/word_list.h"
#include "segment/char.h"
#include "segment/label.h"

/* Longest item of a run-in enumeration, in bytes: a long paragraph of a
 * resolution has about 1,500 characters. */
enum { WINDOW = 2000, LONGEST_LABEL = 24, MOST_ARABIC = 999, MOST_ROMAN = 60 };

static bool is_space_at(ent_str text, size_t at)
{
	size_t step;
	return ent_char_kind(ent_char_at(text, at, &step)) == KIND_SPACE;
}

static void write_roman(char *out, uint32_t value, bool upper)
{
	static const struct {
		uint32_t value;
		const char *lower, *upper;
	} steps[] = {
		{ 50, "l", "L" },  { 40, "xl", "XL" }, { 10, "x", "X" },
		{ 9, "ix", "IX" }, { 5, "v", "V" },    { 4, "iv", "IV" },
		{ 1, "i", "I" },
	};
	char *end = out;
	for (size_t k = 0; k < sizeof(steps) / sizeof(steps[0]); k++)
		for (; value >= steps[k].value; value -= steps[k].value) {
			const char *s = upper ? steps[k].upper : steps[k].lower;
			size_t n = strlen(s);
			memcpy(end, s, n);
			end += n;
		}
	*end = '\0';
}

static uint32_t roman_digit(char c)
{
	switch (c | 32) {
	case 'i': return 1;
	case 'v': return 5;
	case 'x': return 10;
	case 'l': return 50;
	default: return 0;
	}
}

/* The value of a roman numeral; 0 for other text. */
static uint32_t roman_value(ent_str s, bool upper)
{
	char canonical[LONGEST_LABEL];
	uint32_t value = 0;
	for (size_t k = 0; k < s.n; k++) {
		uint32_t digit = roman_digit(s.p[k]);
		if (!digit)
			return 0;
		bool before_more = k + 1 < s.n && roman_digit(s.p[k + 1]) > digit;
		value = before_more ? value - digit : value + digit;
	}
	if (value > MOST_ROMAN)
		return 0;
	write_roman(canonical, value, upper);
	return ent_str_is(s, canonical) ? value : 0;
}

/* After ".2.3" of "1.2.3" at `at`. */
static size_t after_parts(ent_str text, size_t at)
{
	while (at + 1 < text.n && text.p[at] == '.' && text.p[at + 1] >= '0' &&
	       text.p[at + 1] <= '9')
		for (at++; at < text.n && ent_is_digit(text.p[at]);)
			at++;
	return at;
}

static size_t read_numeral(struct label *out, ent_str text, size_t at)
{
	size_t end = at;
	uint32_t value = 0;
	for (; end < text.n && ent_is_digit(text.p[end]); end++)
		if ((value = value * 10 + (uint32_t)(text.p[end] - '0')) > MOST_ARABIC)
			return at;
	if (end > at) {
		size_t parts = after_parts(text, end);
		out->numeral = parts > end ? NUMERAL_NONE : NUMERAL_ARABIC;
		out->value = value;
		return parts;
	}
	while (end < text.n && end < at + 9 && ent_is_letter(text.p[end]))
		end++;
	if (end == at)
		return at;
	out->upper = text.p[at] < 'a';
	size_t parts = after_parts(text, end);
	if (end == at + 1) {
		out->numeral = NUMERAL_LETTER;
		out->value = (uint32_t)((text.p[at] | 32) - 'a');
	} else {
		out->numeral = NUMERAL_ROMAN;
		out->value = roman_value(ent_str_slice(text, at, end), out->upper);
		if (!out->value)
			return at;
	}
	if (parts > end) /* "A.1" and "III.2" */
		out->numeral = NUMERAL_NONE;
	return parts;
}

static size_t read_bullet(struct label *out, ent_str text, size_t at)
{
	static const char *const bullets[] = { "•", "⁃", "‣", "▪", "*", "-", "–", "§" };
	if (at >= text.n || (text.p[at] != '*' && text.p[at] != '-' &&
			     text.p[at] != bullets[0][0] && text.p[at] != "§"[0]))
		return at;
	for (size_t k = 0; k < sizeof(bullets) / sizeof(bullets[0]); k++) {
		ent_str b = ent_str_of(bullets[k]);
		if (ent_str_starts(ent_str_slice(text, at, text.n), b)) {
			memcpy(out->bullet, b.p, b.n + 1);
			size_t step;
			UChar32 c = ent_char_at(text, at += b.n, &step);
			return ent_char_kind(c) == KIND_SPACE ? at + step : at;
		}
	}
	return at;
}

static bool is_opening_quote(UChar32 c)
{
	return c == '"' || c == 0xAB || c == 0x201C || c == 0x201E || c == 0x2018;
}

/* After an opening quotation mark and white space at `at`: “1. Condemns”. */
static size_t after_quote(ent_str text, size_t at)
{
	size_t step;
	UChar32 c = ent_char_at(text, at, &step);
	return is_opening_quote(c) ? ent_skip_space(text, at + step) : at;
}

size_t ent_label_read(struct label *out, ent_str text, size_t at)
{
	struct label l = { .numeral = NUMERAL_NONE };
	size_t body = read_bullet(&l, text, after_quote(text, at));
	if (body < text.n && text.p[body] == '(')
		l.open = text.p[body++];
	size_t end = read_numeral(&l, text, body);
	if (end == body)
		return at;
	size_t mark = end;
	if (ent_str_starts(ent_str_slice(text, end, text.n), ENT_STR("°"))) {
		memcpy(l.close, "°", sizeof("°"));
		end += sizeof("°") - 1;
	}
	while (end < text.n && end < mark + 2 &&
	       (text.p[end] == ')' || (text.p[end] == '.' && end == mark))) {
		l.close[end - mark] = text.p[end];
		end++;
		if (text.p[end - 1] == ')')
			break;
	}
	if (end == mark || (l.open && text.p[end - 1] != ')') ||
	    !is_space_at(text, end))
		return at;
	*out = l;
	return end;
}

static size_t after_letters(ent_str text, size_t at)
{
	size_t step;
	while (ent_kind_is_letter(ent_char_kind(ent_char_at(text, at, &step))))
		at += step;
	return at;
}

/* After the "er" of "1er", "bis" of "5bis" at `at`, else `at`. */
static size_t after_suffix(ent_str text, size_t at)
{
	static const char *const suffixes[] = { "er",  "re", "ère", "bis",
						"ter", "°",  NULL };
	return at + ent_list_start_of(suffixes, ent_str_slice(text, at, text.n));
}

/* After "premier" of "Article premier." at `at`, else `at`. */
static size_t after_ordinal(ent_str text, size_t at, const struct tables *tables)
{
	size_t end = after_letters(text, at);
	if (end - at > ENT_WORD_MAX ||
	    !(ent_tables_find(tables, ent_str_slice(text, at, end)) & WORD_ORDINAL))
		return at;
	return end;
}

size_t ent_label_word(ent_str text, size_t at, const struct tables *tables)
{
	size_t end = after_letters(text, at);
	if (end == at || end - at > ENT_WORD_MAX ||
	    !(ent_tables_find(tables, ent_str_slice(text, at, end)) & WORD_LABEL))
		return at;
	if (end < text.n && text.p[end] == '.')
		end++;
	if (end == at + 2 && is_space_at(text, end))
		return end; /* "Q." and "A." */
	size_t body = ent_skip_space(text, end);
	struct label ignored = { .numeral = NUMERAL_NONE };
	if (body == end)
		return at;
	end = read_numeral(&ignored, text, body);
	end = end == body ? after_ordinal(text, body, tables) : after_suffix(text, end);
	if (end < text.n && text.p[end] == '.' && is_space_at(text, end + 1))
		return end + 1;
	return at;
}

static bool write_label(char *out, size_t capacity, const struct label *l)
{
	char body[LONGEST_LABEL];
	switch (l->numeral) {
	case NUMERAL_NONE: return false;
	case NUMERAL_ARABIC: snprintf(body, sizeof(body), "%u", l->value); break;
	case NUMERAL_LETTER:
		if (l->value > 25)
			return false;
		snprintf(body, sizeof(body), "%c",
			 (int)(l->value + (l->upper ? 'A' : 'a')));
		break;
	case NUMERAL_ROMAN:
		if (l->value > MOST_ROMAN)
			return false;
		write_roman(body, l->value, l->upper);
		break;
	}
	snprintf(out, capacity, "%s%s%s", l->open ? "(" : "", body, l->close);
	return true;
}

/* Whether a label at `at` may follow an item that began at `from`: with text and
 * white space between; after a stop if it is a capital with a period, which
 * may be an initial. */
static bool may_follow(ent_str text, size_t from, size_t at, const struct label *l)
{
	size_t step, end = at;
	while (end > from &&
	       ent_char_kind(ent_char_before(text, end, &step)) == KIND_SPACE)
		end -= step;
	if (end == at || end == from)
		return false;
	return l->numeral != NUMERAL_LETTER || !l->upper || l->open ||
	       l->close[0] != '.' ||
	       ent_char_kind(ent_char_before(text, end, &step)) == KIND_STOP;
}

/* Before an opening quotation mark that is before a label at `at`. */
static size_t before_quote(ent_str text, size_t from, size_t at)
{
	size_t step, mark = at;
	UChar32 c = ent_char_before(text, mark, &step);
	if (ent_char_kind(c) == KIND_SPACE)
		c = ent_char_before(text, mark -= step, &step);
	mark -= is_opening_quote(c) ? step : 0;
	if (!is_opening_quote(c) || mark <= from)
		return at;
	/* white space after and none before: it closes */
	return ent_char_kind(ent_char_before(text, mark, &step)) == KIND_SPACE ? mark
									       : at;
}

static size_t find_label(ent_str text, size_t from, const struct label *l)
{
	char want[2 * LONGEST_LABEL];
	if (!write_label(want, sizeof(want), l))
		return SIZE_MAX;
	size_t n = strlen(want);
	size_t limit = text.n - from > WINDOW ? from + WINDOW : text.n;
	for (size_t at = from; at + n < limit;) {
		const char *hit = memmem(text.p + at, limit - at, want, n);
		if (!hit)
			return SIZE_MAX;
		size_t start = (size_t)(hit - text.p), bullet = strlen(l->bullet);
		at = start + n;
		if (bullet && start > from && text.p[start - 1] == ' ')
			start--;
		if (start - from <= bullet ||
		    memcmp(text.p + start - bullet, l->bullet, bullet) != 0)
			continue;
		start = before_quote(text, from, start - bullet);
		if (is_space_at(text, at) && may_follow(text, from, start, l))
			return start;
	}
	return SIZE_MAX;
}

size_t ent_label_find_next(struct label *next,
			   ent_str text,
			   size_t from,
			   const struct label *label)
{
	struct label want = *label;
	want.value++;
	size_t at = find_label(text, from, &want);
	/* "i" is the ninth letter or the first numeral */
	if (at == SIZE_MAX && label->numeral == NUMERAL_LETTER &&
	    label->value == 'i' - 'a') {
		want.numeral = NUMERAL_ROMAN;
		want.value = 2;
		at = find_label(text, from, &want);
	}
	if (at != SIZE_MAX)
		*next = want;
	return at;
}
