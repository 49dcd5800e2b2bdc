/* SPDX-License-Identifier: Apache-2.0 */
/* value.c - numbers and dates, read and written by language.
 *
 * Formats are those of CLDR (decimal and grouping characters) for the languages
 * of Europe; French numbers are grouped by any of the spaces in use, and a plain
 * space counts when three digits follow a group of one to three.  Month names are
 * there for English and French, full and not abbreviated: an abbreviation is a
 * word too often ("mar.", "may").  A month alone is not a date: a day or a year must
 * be next to it.  Cost: O(text).
 */
#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "text/fold.h"
#include "text/lang.h"
#include "text/token.h"
#include "text/value.h"

static const char *const months_en[] = {
	"january", "february", "march",     "april",   "may",      "june",
	"july",    "august",   "september", "october", "november", "december"
};
static const char *const months_fr[] = {
	"janvier", "février", "mars",      "avril",   "mai",      "juin",
	"juillet", "août",    "septembre", "octobre", "novembre", "décembre"
};

static const char *const *months_of(ent_str lang)
{
	ent_str base = ent_lang_base(lang);
	return ent_str_is(base, "en")   ? months_en
	       : ent_str_is(base, "fr") ? months_fr
					: NULL;
}

/* The decimal character; the other of '.' and ',' groups, and so do spaces. */
static char decimal_of(ent_str lang)
{
	static const char points[] = "en zh ja ko he th hi ms";
	ent_str base = ent_lang_base(lang);
	for (ent_str rest = ent_str_of(points); rest.p;)
		if (ent_str_eq(base, ent_str_cut(&rest, ' ')))
			return '.';
	return ',';
}

static bool all_ascii_digits(ent_str s)
{
	for (size_t k = 0; k < s.n; k++)
		if (!ent_is_digit(s.p[k]))
			return false;
	return s.n > 0;
}

/* ---- numbers -------------------------------------------------------------------- */

/* Digits, a decimal character, digits; or groups of three. */
static bool parse_plain(ent_value *v, ent_str s, char decimal)
{
	const char group = decimal == '.' ? ',' : '.';
	size_t n = 0, lead = 0, run = 0;
	bool fraction = false;
	for (size_t k = 0; k < s.n; k++) {
		char c = s.p[k];
		if (n + 1 >= ENT_VALUE_ROOM)
			return false;
		if (ent_is_digit(c)) {
			v->norm[n++] = c;
			run++;
			lead += !v->grouped && !fraction;
		} else if (c == decimal && !fraction && (!v->grouped || run == 3)) {
			fraction = true;
			v->norm[n++] = '.';
			run = 0;
		} else if (c == group && !fraction && lead <= 3 &&
			   (!v->grouped || run == 3)) {
			v->grouped = true;
			v->group[0] = group;
			v->group[1] = '\0';
			run = 0;
		} else {
			return false;
		}
	}
	v->norm[n] = '\0';
	return run > 0 && (!v->grouped || fraction || run == 3);
}

static void take_number(ent_value *v, ent_str text, const ent_token *t, char decimal)
{
	ent_str s = ent_str_slice(text, t->start, t->end);
	*v = (ent_value){ .kind = ENT_VALUE_NUMBER, .start = t->start, .end = t->end };
	if (parse_plain(v, s, decimal))
		return;
	v->strange = true;
	v->grouped = false;
	v->group[0] = '\0';
	size_t n = s.n < ENT_VALUE_ROOM - 1 ? s.n : ENT_VALUE_ROOM - 1;
	memcpy(v->norm, s.p, n);
	v->norm[n] = '\0';
}

/* Bytes of the space at text[at]; 0 when there is something else. */
static size_t space_at(ent_str text, size_t at, bool plain_too)
{
	static const char *const spaces[] = { "\xC2\xA0", "\xE2\x80\xAF",
					      "\xE2\x80\x89" };
	ent_str rest = ent_str_slice(text, at, text.n);
	if (plain_too && rest.n && rest.p[0] == ' ')
		return 1;
	for (size_t k = 0; k < sizeof(spaces) / sizeof(spaces[0]); k++)
		if (ent_str_starts(rest, ent_str_of(spaces[k])))
			return strlen(spaces[k]);
	return 0;
}

/* Whether the number continues after a space: 1 500,5.  `last`: its last group is
 * whole so far, of at most three digits. */
static bool joins(const ent_value *v, ent_str text, const ent_token *next, char decimal)
{
	ent_str s = ent_str_slice(text, next->start, next->end);
	size_t gap = space_at(text, v->end, decimal == ',');
	ent_str own = ent_str_slice(text, v->start, v->end);
	if (next->kind != ENT_TOKEN_NUMBER || !gap || v->end + gap != next->start ||
	    v->strange || (!v->grouped && (own.n > 3 || !all_ascii_digits(own))) ||
	    (v->grouped && (v->group[0] == '.' || v->group[0] == ',')))
		return false;
	if (v->grouped && strchr(v->norm, '.'))
		return false;
	if (v->grouped && memcmp(v->group, text.p + v->end, gap) != 0)
		return false;
	size_t digits = 0;
	while (digits < s.n && ent_is_digit(s.p[digits]))
		digits++;
	return digits == 3 &&
	       (s.n == 3 ||
		(s.p[3] == decimal && all_ascii_digits(ent_str_slice(s, 4, s.n)))) &&
	       strlen(v->norm) + s.n + 1 < ENT_VALUE_ROOM;
}

static void join(ent_value *v, ent_str text, const ent_token *next)
{
	size_t gap = next->start - v->end, n = strlen(v->norm);
	memcpy(v->group, text.p + v->end, gap);
	v->group[gap] = '\0';
	v->grouped = true;
	for (uint32_t k = next->start; k < next->end; k++)
		v->norm[n++] = ent_is_digit(text.p[k]) ? text.p[k] : '.';
	v->norm[n] = '\0';
	v->end = next->end;
}

/* ---- dates ------------------------------------------------------------------------
 */

struct reader {
	ent_str text;
	const char *const *months; /* NULL: no dates */
	bool english;
	char decimal;
	ent_token next[5]; /* the tokens ahead */
	uint32_t ahead;
	size_t at;
};

static bool peek(struct reader *r, uint32_t k)
{
	while (r->ahead <= k) {
		if (!ent_token_next(&r->next[r->ahead], r->text, &r->at))
			return false;
		r->ahead++;
	}
	return true;
}

static void drop(struct reader *r, uint32_t n)
{
	memmove(r->next, r->next + n, (r->ahead - n) * sizeof(*r->next));
	r->ahead -= n;
}

static ent_str token(const struct reader *r, uint32_t k)
{
	return ent_str_slice(r->text, r->next[k].start, r->next[k].end);
}

/* 1..12, or 0. */
static uint8_t month_at(struct reader *r, uint32_t k)
{
	char word[16];
	if (!r->months || !peek(r, k) || r->next[k].kind != ENT_TOKEN_WORD)
		return 0;
	ent_str s = token(r, k);
	/* "may" and "march" are verbs unless they have a capital */
	if (s.n >= sizeof(word) || (r->english && !(s.p[0] >= 'A' && s.p[0] <= 'Z')))
		return 0;
	for (size_t i = 0; i < s.n; i++)
		word[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] | 32 : s.p[i]);
	for (uint8_t m = 0; m < 12; m++)
		if (ent_str_is((ent_str){ word, s.n }, r->months[m]))
			return (uint8_t)(m + 1);
	return 0;
}

static bool number_at(struct reader *r, uint32_t k, size_t least, size_t most)
{
	return peek(r, k) && r->next[k].kind == ENT_TOKEN_NUMBER &&
	       token(r, k).n >= least && token(r, k).n <= most &&
	       all_ascii_digits(token(r, k));
}

static ent_value_span span_of(const struct reader *r, uint32_t first, uint32_t last)
{
	return (ent_value_span){ r->next[first].start, r->next[last].end };
}

static void finish_date(ent_value *v, ent_str text)
{
	int day = 0;
	for (uint32_t k = v->day.start; k < v->day.end && ent_is_digit(text.p[k]); k++)
		day = day * 10 + (text.p[k] - '0');
	char d[8] = "";
	if (v->day.end > v->day.start)
		snprintf(d, sizeof(d), "%d", day % 100);
	snprintf(v->norm, sizeof(v->norm), "%.*s-%u-%s",
		 (int)(v->year.end - v->year.start), text.p + v->year.start,
		 v->month_number, d);
}

/* Tokens of a date that begins with the next token; 0 for none. */
static uint32_t take_date(ent_value *v, struct reader *r)
{
	uint32_t used;
	*v = (ent_value){ .kind = ENT_VALUE_DATE };
	uint8_t month = month_at(r, 0);
	if (month) { /* April 9, 2024; April 2024; avril 2024 */
		v->month = span_of(r, 0, 0);
		used = 1;
		if (r->english && number_at(r, 1, 1, 2)) {
			v->day = span_of(r, 1, 1);
			used = 2;
			bool comma = peek(r, 2) && ent_str_is(token(r, 2), ",");
			if (number_at(r, comma ? 3 : 2, 4, 4)) {
				used = comma ? 4 : 3;
				v->year = span_of(r, used - 1, used - 1);
			}
		} else if (number_at(r, 1, 4, 4)) {
			v->year = span_of(r, 1, 1);
			used = 2;
		}
	} else { /* 9 April 2024, 1er avril 2024 */
		if (!number_at(r, 0, 1, 2))
			return 0;
		bool first = !r->english && peek(r, 1) &&
			     ent_str_is(token(r, 1), "er") &&
			     r->next[1].start == r->next[0].end;
		used = first ? 2 : 1;
		month = month_at(r, used);
		if (!month)
			return 0;
		v->day = span_of(r, 0, used - 1);
		v->month = span_of(r, used, used);
		used++;
		if (number_at(r, used, 4, 4)) {
			v->year = span_of(r, used, used);
			used++;
		}
	}
	if (used < 2)
		return 0;
	v->month_number = month;
	v->start = r->next[0].start;
	v->end = r->next[used - 1].end;
	finish_date(v, r->text);
	return used;
}

uint32_t ent_values(ent_value *out, uint32_t max, ent_str text, ent_str lang)
{
	struct reader r = { .text = text,
			    .months = months_of(lang),
			    .english = ent_str_is(ent_lang_base(lang), "en"),
			    .decimal = decimal_of(lang) };
	uint32_t n = 0;
	while (n < max && peek(&r, 0)) {
		ent_value *v = &out[n];
		uint32_t used = take_date(v, &r);
		if (used) {
			n++;
			drop(&r, used);
			continue;
		}
		if (r.next[0].kind == ENT_TOKEN_NUMBER) {
			take_number(v, text, &r.next[0], r.decimal);
			while (peek(&r, 1) && joins(v, text, &r.next[1], r.decimal)) {
				join(v, text, &r.next[1]);
				drop(&r, 1);
			}
			v->attached = peek(&r, 1) && r.next[1].start == v->end &&
				      r.next[1].kind == ENT_TOKEN_WORD;
			n++;
		}
		drop(&r, 1);
	}
	return n;
}

/* ---- writing ------------------------------------------------------------------------
 */

static void add_number(ent_buf *out,
		       const ent_value *v,
		       const ent_value *as,
		       char decimal)
{
	static const char narrow[] = "\xE2\x80\xAF";
	const char *group = as->grouped ? as->group : decimal == '.' ? "," : narrow;
	size_t whole = strcspn(v->norm, ".");
	for (size_t k = 0; v->norm[k]; k++) {
		/* four digits are grouped where the text before was */
		bool apart = v->grouped && k && k < whole && (whole - k) % 3 == 0;
		if (apart)
			ent_buf_add(out, ent_str_of(group));
		ent_buf_add_char(out, v->norm[k] == '.' ? decimal : v->norm[k]);
	}
}

static bool same_part(ent_value_span a, ent_value_span b)
{
	return (a.end > a.start) == (b.end > b.start);
}

/* The parts of Y-M-D, each NUL-terminated, in room. */
static void split_norm(const ent_value *v, char room[ENT_VALUE_ROOM], const char **day)
{
	memcpy(room, v->norm, ENT_VALUE_ROOM);
	char *dash = strchr(room, '-');
	char *second = dash ? strchr(dash + 1, '-') : NULL;
	if (dash)
		*dash = '\0';
	*day = second ? second + 1 : "";
}

static bool add_date(ent_buf *out,
		     const ent_value *v,
		     ent_str text,
		     const ent_value *as,
		     ent_str lang)
{
	char year[ENT_VALUE_ROOM];
	const char *day, *const *months = months_of(lang);
	if (!months || !same_part(v->day, as->day) || !same_part(v->year, as->year))
		return false;
	split_norm(v, year, &day);
	bool english = months == months_en;
	for (uint32_t k = as->start; k < as->end;) {
		if (k == as->day.start && as->day.end > k) {
			ent_buf_add(out, ent_str_of(day));
			if (!english && !strcmp(day, "1"))
				ent_buf_add(out, ENT_STR("er"));
			k = as->day.end;
		} else if (k == as->month.start) {
			const char *name = months[v->month_number - 1];
			bool capital =
				english || (text.p[k] >= 'A' && text.p[k] <= 'Z');
			bool ascii = (name[0] & 0x80) == 0;
			ent_buf_add_char(out, (char)(capital && ascii ? name[0] & ~32
								      : name[0]));
			ent_buf_add(out, ent_str_of(name + 1));
			k = as->month.end;
		} else if (k == as->year.start && as->year.end > k) {
			ent_buf_add(out, ent_str_of(year));
			k = as->year.end;
		} else {
			ent_buf_add_char(out, text.p[k++]);
		}
	}
	return true;
}

bool ent_value_add(ent_buf *out,
		   const ent_value *value,
		   ent_str text,
		   const ent_value *as,
		   ent_str lang)
{
	if (value->kind != as->kind)
		return false;
	if (as->kind == ENT_VALUE_DATE)
		return add_date(out, value, text, as, lang);
	if (value->strange)
		ent_buf_add(out, ent_str_of(value->norm));
	else
		add_number(out, value, as, decimal_of(lang));
	return true;
}
