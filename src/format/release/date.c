/* SPDX-License-Identifier: Apache-2.0 */
/* date.c - dates as releases write them, in figures and in words.
 *
 * What: finds the first full date (day, month, year) of a text.  Months are known in
 * English and French, whole or abbreviated, with or without accents.
 *
 * Why: the date of a release orders what a look-up shows, and in plain text
 * nothing else states it.
 *
 * Method: a scan over groups of digits; around each, the few shapes that dates
 * have.  Forms of ISO 8601 section 5.2 first.  Time O(n).
 */
#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "base/calendar.h"
#include "format/release/date.h"
#include "text/value_words.h"

#define NO_BREAK "\xC2\xA0"   /* U+00A0 */
#define NARROW "\xE2\x80\xAF" /* U+202F */

enum {
	YEAR_MIN = 1500,
	YEAR_MAX = 2199,
	PLACE_CHARS = 60, /* longest "City, le mardi " before the date */
	REST_CHARS = 30,  /* longest weekday or hour around a date that is alone */
};

struct date {
	unsigned year, month, day;
};

struct cursor {
	ent_str s;
	size_t at;
};

/* Digits at the cursor, at most nine: their value, their number in *n. */
static unsigned number(struct cursor *c, size_t *n)
{
	unsigned value = 0;
	size_t start = c->at;
	while (c->at < c->s.n && ent_is_digit(c->s.p[c->at]) && c->at - start < 9)
		value = value * 10 + (unsigned)(c->s.p[c->at++] - '0');
	*n = c->at - start;
	return value;
}

static bool take_text(struct cursor *c, const char *z)
{
	ent_str want = ent_str_of(z);
	if (!ent_str_starts(ent_str_slice(c->s, c->at, c->s.n), want))
		return false;
	c->at += want.n;
	return true;
}

/* White space of any kind, and commas and points between the parts of a date. */
static bool gap(struct cursor *c)
{
	size_t start = c->at;
	while (take_text(c, " ") || take_text(c, "\t") || take_text(c, "\n") ||
	       take_text(c, NO_BREAK) || take_text(c, NARROW) || take_text(c, ",") ||
	       take_text(c, "."))
		;
	return c->at > start;
}

static bool is_word_byte(char c)
{
	return ent_is_letter(c) ||
	       ((unsigned char)c >= 0xC3 && (unsigned char)c != 0xE2);
}

/* A month's name at the cursor: 1..12, or 0. */
static unsigned month_name(struct cursor *c)
{
	size_t n = 0;
	const char *p = c->s.p + c->at;
	while (c->at + n < c->s.n && n < 12 &&
	       (is_word_byte(p[n]) || (p[n] & 0xC0) == 0x80))
		n++;
	const unsigned month = ent_month_spelled(ent_str_slice(c->s, c->at, c->at + n));
	if (month)
		c->at += n;
	return month;
}

static bool is_date(const struct date *d)
{
	return d->year >= YEAR_MIN && d->year <= YEAR_MAX && d->month >= 1 &&
	       d->month <= 12 && d->day >= 1 && d->day <= ent_days_of_month(d->month);
}

static bool four_digit_year(struct cursor *c, struct date *d)
{
	size_t n;
	d->year = number(c, &n);
	return n == 4 && is_date(d);
}

/* 2024-04-09, 2024/4/9, 2024.04.09 and 20240409, the cursor at the start. */
static bool year_first(struct cursor *c, struct date *d)
{
	size_t n;
	unsigned value = number(c, &n);
	if (n == 8) {
		*d = (struct date){ value / 10000, value / 100 % 100, value % 100 };
		return is_date(d);
	}
	const char *sep = take_text(c, "-") ? "-" : take_text(c, "/") ? "/" : "";
	if (n != 4 || !*sep)
		return false;
	d->year = value;
	d->month = number(c, &n);
	if (!n || n > 2 || !take_text(c, sep))
		return false;
	d->day = number(c, &n);
	return n && n <= 2 && is_date(d);
}

/* 9.4.2024, 09/04/2024, 9-4-2024. */
static bool day_first(struct cursor *c, struct date *d)
{
	size_t n;
	unsigned a = number(c, &n), b;
	if (!n || n > 2)
		return false;
	const char *sep = take_text(c, ".")   ? "."
			  : take_text(c, "/") ? "/"
			  : take_text(c, "-") ? "-"
					      : "";
	b = number(c, &n);
	if (!*sep || !n || n > 2 || !take_text(c, sep))
		return false;
	d->day = a;
	d->month = b;
	if (b > 12) {
		d->day = b;
		d->month = a;
	} else if (*sep != '.' && a <= 12 && a != b) {
		return false;
	}
	return four_digit_year(c, d);
}

/* "9 April 2024", "1er avril 2024", "3rd of May, 2024". */
static bool day_month_year(struct cursor *c, struct date *d)
{
	size_t n;
	d->day = number(c, &n);
	if (!n || n > 2)
		return false;
	if (!take_text(c, "er") && !take_text(c, "st") && !take_text(c, "nd") &&
	    !take_text(c, "rd"))
		take_text(c, "th");
	if (!gap(c))
		return false;
	if (take_text(c, "of"))
		gap(c);
	d->month = month_name(c);
	return d->month && gap(c) && four_digit_year(c, d);
}

/* "April 9, 2024" */
static bool month_day_year(struct cursor *c, struct date *d)
{
	size_t n;
	d->month = month_name(c);
	if (!d->month || !gap(c))
		return false;
	d->day = number(c, &n);
	if (!n || n > 2)
		return false;
	if (!take_text(c, "st") && !take_text(c, "nd") && !take_text(c, "rd"))
		take_text(c, "th");
	return gap(c) && four_digit_year(c, d);
}

bool ent_date_find(char out[ENT_DATE_SIZE], size_t *start, size_t *end, ent_str text)
{
	static bool (*const shapes[])(struct cursor *,
				      struct date *) = { year_first, day_month_year,
							 day_first };
	for (size_t k = 0; k < text.n; k++) {
		bool inside = k > 0 && (ent_is_digit(text.p[k - 1]) ||
					is_word_byte(text.p[k - 1]) ||
					(text.p[k - 1] & 0xC0) == 0x80);
		bool digit = ent_is_digit(text.p[k]);
		/* after U+00A0, U+202F and quotes a number may begin */
		if (k > 1 && (text.p[k - 1] & 0xC0) == 0x80)
			inside = digit ? ent_is_digit(text.p[k - 1])
				       : (unsigned char)text.p[k - 2] == 0xC3;
		if (inside || (!digit && !is_word_byte(text.p[k])))
			continue;
		for (size_t shape = 0; shape < 3; shape++) {
			struct cursor c = { text, k };
			struct date d = { 0, 0, 0 };
			bool found = digit ? shapes[shape](&c, &d)
					   : !shape && month_day_year(&c, &d);
			if (!found || (c.at < text.n && ent_is_digit(text.p[c.at])))
				continue;
			snprintf(out, ENT_DATE_SIZE, "%04u-%02u-%02u", d.year % 10000,
				 d.month % 100, d.day % 100);
			*start = k;
			*end = c.at;
			return true;
		}
	}
	return false;
}

bool ent_date_line(char out[ENT_DATE_SIZE], bool *whole, ent_str text)
{
	static const char *const dashes[] = { "–", "—", "-", "(", ":", "." };
	size_t start, end;
	ent_str head = text;
	if (head.n > 4 * PLACE_CHARS)
		head.n = 4 * PLACE_CHARS; /* may cut a character, never a date */
	if (!ent_date_find(out, &start, &end, head))
		return false;
	struct cursor c = { text, end };
	size_t before = ent_str_chars(ent_str_slice(text, 0, start));
	size_t after = ent_str_chars(ent_str_slice(text, end, text.n));
	*whole = before <= REST_CHARS && after <= REST_CHARS &&
		 ent_str_chars(text) <= PLACE_CHARS;
	if (*whole)
		return true;
	while (take_text(&c, " ") || take_text(&c, NO_BREAK) || take_text(&c, NARROW))
		;
	if (before > PLACE_CHARS)
		return false;
	for (size_t k = 0; k < sizeof(dashes) / sizeof(dashes[0]); k++)
		if (take_text(&c, dashes[k]))
			return k < 5 || before <= REST_CHARS / 3;
	return false;
}
