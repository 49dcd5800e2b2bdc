/* SPDX-License-Identifier: Apache-2.0 */
/* citation.c - periods inside the titles of periodicals and the citations of reports.
 *
 * A word with a capital and a period is inside a title if one word of titles is before
 * it and one after it, or two are after it.  French reports are cited by year, part and
 * page with periods between them: a year after an abbreviation or capitals, then Roman
 * or Arabic numerals that end in a mark.
 */
#include <string.h>

#include "base/ascii.h"
#include "segment/char.h"
#include "segment/citation.h"

enum { YEAR = 4, LONGEST_PART = 6, LONGEST_WORD = 16 };

/* ---- titles ------------------------------------------------------------------- */

static size_t letters_before(ent_str text, size_t end)
{
	size_t at = end, step;
	while (end - at < LONGEST_WORD &&
	       ent_kind_is_letter(ent_char_kind(ent_char_before(text, at, &step))))
		at -= step;
	return at;
}

static size_t letters_after(ent_str text, size_t at)
{
	size_t end = at, step;
	while (end - at < LONGEST_WORD &&
	       ent_kind_is_letter(ent_char_kind(ent_char_at(text, end, &step))))
		end += step;
	return end;
}

static bool is_title_word(ent_str text,
			  size_t at,
			  size_t end,
			  const struct tables *tables)
{
	return ent_tables_find_abbreviation(tables, ent_str_slice(text, at, end)) &
	       WORD_TITLE;
}

/* After the word of a title with its period that begins at `at`, else `at`. */
static size_t title_word_end(ent_str text, size_t at, const struct tables *tables)
{
	const size_t end = letters_after(text, at);
	return end < text.n && text.p[end] == '.' &&
			       is_title_word(text, at, end, tables)
		       ? ent_skip_space(text, end + 1)
		       : at;
}

static bool is_in_title(ent_str text,
			size_t stop,
			size_t next,
			const struct tables *tables)
{
	size_t step;
	const size_t word = letters_before(text, stop);
	if (word == stop ||
	    ent_char_kind(ent_char_at(text, word, &step)) != KIND_UPPER ||
	    ent_char_kind(ent_char_before(text, word, &step)) != KIND_SPACE)
		return false;
	const size_t second = title_word_end(text, next, tables);
	if (second == next)
		return false;
	if (is_title_word(text, word, stop, tables) ||
	    ent_tables_find_abbreviation(tables, ent_str_slice(text, word, stop)) ||
	    title_word_end(text, second, tables) > second)
		return true;
	const size_t end = word - step;
	const size_t left = letters_before(text, end ? end - 1 : 0);
	return end > 1 && text.p[end - 1] == '.' &&
	       is_title_word(text, left, end - 1, tables);
}

/* ---- reports -------------------------------------------------------------------- */

static bool is_roman(char c)
{
	return c && strchr("IVXLC", c);
}

static size_t digits_before(ent_str text, size_t end)
{
	size_t at = end;
	while (at && end - at <= LONGEST_PART && ent_is_digit(text.p[at - 1]))
		at--;
	return at;
}

static size_t roman_before(ent_str text, size_t end)
{
	size_t at = end;
	while (at && end - at <= LONGEST_PART && is_roman(text.p[at - 1]))
		at--;
	return at;
}

/* Whether the year that ends at `end` is after an abbreviation or a word in capitals:
 * "D. 2005", "RTD civ. 2001", "JCP G 2004". */
static bool is_year_of_report(ent_str text, size_t end)
{
	size_t step;
	const size_t year = digits_before(text, end);
	if (end - year != YEAR || (text.p[year] != '1' && text.p[year] != '2'))
		return false;
	if (ent_char_kind(ent_char_before(text, year, &step)) != KIND_SPACE)
		return false;
	const size_t word = year - step;
	const UChar32 last = ent_char_before(text, word, &step);
	if (last == '.')
		return ent_kind_is_letter(
			ent_char_kind(ent_char_before(text, word - 1, &step)));
	return ent_char_kind(last) == KIND_UPPER;
}

static bool is_digit_after(ent_str text, size_t at)
{
	const size_t next = ent_skip_space(text, at);
	return next < text.n && ent_is_digit(text.p[next]);
}

/* Whether a part of a citation begins at `at`: a numeral that a mark or the end is
 * after, "12, note", "580.", "II. 12"; "1. Scope" is an item of a list. */
static bool is_part_of_report(ent_str text, size_t at)
{
	enum { LABEL = 2 };
	size_t end = at;
	while (end < text.n && end - at < LONGEST_PART && ent_is_digit(text.p[end]))
		end++;
	if (end > at && end < text.n && text.p[end] == '.' && end - at <= LABEL)
		return ent_skip_space(text, end + 1) == text.n ||
		       is_digit_after(text, end + 1);
	if (end > at)
		return end == text.n || strchr(",.;)", text.p[end]);
	while (end < text.n && end - at < LONGEST_PART && is_roman(text.p[end]))
		end++;
	return end > at && end < text.n && text.p[end] == '.' &&
	       is_digit_after(text, end + 1);
}

static bool is_in_report(ent_str text, size_t stop, size_t next)
{
	size_t step;
	if (is_year_of_report(text, stop))
		return is_part_of_report(text, next);
	if (!is_digit_after(text, next))
		return false;
	size_t part = roman_before(text, stop);
	if (part == stop)
		part = digits_before(text, stop);
	if (part == stop ||
	    ent_char_kind(ent_char_before(text, part, &step)) != KIND_SPACE)
		return false;
	const size_t end = part - step;
	return end > 1 && text.p[end - 1] == '.' && is_year_of_report(text, end - 1);
}

bool ent_is_in_citation(ent_str text,
			size_t stop,
			size_t next,
			const struct tables *tables)
{
	return is_in_title(text, stop, next, tables) || is_in_report(text, stop, next);
}
