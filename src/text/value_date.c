/* SPDX-License-Identifier: Apache-2.0 */
/* value_date.c - read the parts of dates: "Monday, 9 March 2026", "les 1er et 2 mars".
 *
 *	date     = [weekday [","] ["the"]] core
 *	core     = days ["of"] month [[","] year]        9 March; the 4th and 5th of May
 *	         | month day [joiner day] [[","] year]   March 9, 2026 (English)
 *	         | month [year]
 *	days     = day {joiner day}
 *	joiner   = "and" | "to" | "et" | "au" | "," | dash | ...
 *
 * A month without a day or year counts when its name has no other meaning, or after a
 * preposition ("from May to October", but not "you may"); an abbreviation needs a day
 * or a year.  A year is a number, in the group of its date.
 */
#include "base/ascii.h"
#include "text/value_scan.h"

enum { DAYS_MAX = 6 };

struct date {
	uint32_t days[DAYS_MAX], day_ends[DAYS_MAX]; /* tokens */
	uint32_t n_days;
	uint32_t month, year; /* tokens; 0 for no year: it never comes first */
	unsigned month_number;
	bool abbreviated;
	uint32_t end; /* the token after it */
};

static bool french(const struct ent_value_scan *s)
{
	return s->lang == ENT_VALUE_FRENCH;
}

/* Whether the word before shows that a word with other meanings is a month here. */
static bool month_context(const struct ent_value_scan *s, uint32_t i)
{
	static const char before[] = "from to in since until till by of between and or "
				     "early late mid last next this during through "
				     "before after end each every";
	return i > 0 &&
	       (ent_scan_is_any(s, i - 1, before) || ent_scan_is_dash(s, i - 1));
}

static int year_at(const struct ent_value_scan *s, uint32_t i)
{
	int year = ent_scan_token(s, i).n == 4 ? ent_scan_int(s, i, 4, 2999) : -1;
	return year >= 1000 && !(ent_scan_joined(s, i + 1) &&
				 ent_scan_is_word(s, i + 1))
		       ? year
		       : 0;
}

/* The month at token i, 1 to 12, or 0; *used: its tokens, with the full stop of an
 * abbreviation. */
static unsigned month_at(bool *abbreviated,
			 uint32_t *used,
			 const struct ent_value_scan *s,
			 uint32_t i)
{
	*used = 1;
	if (!ent_scan_is_word(s, i))
		return 0;
	ent_str word = ent_scan_token(s, i);
	unsigned month = ent_month_of(abbreviated, s->lang, word);
	const bool capital = ent_is_capital(word.p[0]);
	if (!month || (s->lang == ENT_VALUE_ENGLISH && !capital))
		return 0;
	if (*abbreviated && ent_scan_joined(s, i + 1) && ent_scan_is(s, i + 1, "."))
		*used = 2;
	return month;
}

/* Tokens of a day of the month with its suffix: 1er, 8th; 0 for none. */
static uint32_t day_at(const struct ent_value_scan *s, uint32_t i)
{
	if (ent_scan_int(s, i, 2, 31) < 1)
		return 0;
	if (!ent_scan_joined(s, i + 1) || !ent_scan_is_word(s, i + 1))
		return 1;
	return ent_scan_is_any(s, i + 1, french(s) ? "er" : "st nd rd th") ? 2 : 0;
}

static uint32_t joiner_at(const struct ent_value_scan *s, uint32_t i)
{
	if (ent_scan_is_dash(s, i))
		return 1;
	if (ent_scan_is(s, i, ","))
		return 1;
	uint32_t used =
		ent_scan_is_any(s, i, french(s) ? "et au à ou" : "and to or until") ? 1
										    : 0;
	if (used && ent_scan_is_any(s, i + 1, french(s) ? "le" : "the"))
		used++;
	return used;
}

static void add_day(struct date *d, uint32_t i, uint32_t used)
{
	d->days[d->n_days] = i;
	d->day_ends[d->n_days++] = i + used - 1;
}

static void find_year(struct date *d, const struct ent_value_scan *s)
{
	uint32_t i = d->end + (ent_scan_is(s, d->end, ",") ? 1 : 0);
	i += i == d->end && ent_scan_is_any(s, i, "of") ? 1 : 0;
	if (year_at(s, i)) {
		d->year = i;
		d->end = i + 1;
	}
}

/* Days, then the month. */
static bool day_first(struct date *d, const struct ent_value_scan *s, uint32_t i)
{
	uint32_t used = day_at(s, i), month_used;
	while (used && d->n_days < DAYS_MAX) {
		add_day(d, i, used);
		i += used;
		uint32_t of = ent_scan_is_any(s, i, "of") ? 1 : 0;
		d->month_number = month_at(&d->abbreviated, &month_used, s, i + of);
		if (d->month_number) {
			d->month = i + of;
			d->end = d->month + month_used;
			find_year(d, s);
			return true;
		}
		uint32_t joiner = joiner_at(s, i);
		/* "5, and 6 March" */
		if (joiner && ent_scan_is(s, i, ",") && joiner_at(s, i + 1) &&
		    !day_at(s, i + 1))
			joiner += joiner_at(s, i + 1);
		if (!joiner)
			return false;
		i += joiner;
		used = day_at(s, i);
	}
	return false;
}

/* The month, then a day or two. */
static bool month_first(struct date *d, const struct ent_value_scan *s, uint32_t i)
{
	uint32_t used;
	d->month_number = month_at(&d->abbreviated, &used, s, i);
	if (!d->month_number)
		return false;
	d->month = i;
	d->end = i + used;
	uint32_t day = french(s) ? 0 : day_at(s, d->end);
	if (day && !year_at(s, d->end)) {
		add_day(d, d->end, day);
		d->end += day;
		uint32_t joiner =
			ent_scan_is(s, d->end, ",") ? 0 : joiner_at(s, d->end);
		uint32_t second = joiner ? day_at(s, d->end + joiner) : 0, month_used;
		bool abbreviated;
		if (second &&
		    !month_at(&abbreviated, &month_used, s, d->end + joiner + second)) {
			add_day(d, d->end + joiner, second);
			d->end += joiner + second;
		}
	}
	find_year(d, s);
	if (d->n_days || d->year)
		return true;
	if (d->abbreviated)
		return false;
	ent_str word = ent_scan_token(s, i);
	if (french(s))
		return word.p[0] >= 'a'; /* "Mars" is a planet */
	return month_context(s, i) ||
	       !ent_scan_is_any(s, i, "may march april june august") ||
	       (ent_scan_is_any(s, i + 1, "to") &&
		month_at(&d->abbreviated, &used, s, i + 2));
}

static void emit(struct ent_value_scan *s, const struct date *d, uint16_t group)
{
	/* in the order of the text: the month is before the days or after them */
	const bool first = d->n_days && d->month < d->days[0];
	for (uint32_t pass = 0; pass < 2; pass++) {
		if ((pass == 0) == (first || !d->n_days)) {
			ent_value *m =
				ent_scan_add(s, ENT_VALUE_MONTH, d->month, d->month);
			if (m) {
				m->number = (uint16_t)d->month_number;
				m->abbreviated = d->abbreviated;
				m->group = group;
			}
			continue;
		}
		for (uint32_t k = 0; k < d->n_days; k++) {
			ent_value *v = ent_scan_add(s, ENT_VALUE_DAY, d->days[k],
						    d->day_ends[k]);
			if (!v)
				continue;
			v->number = (uint16_t)ent_scan_int(s, d->days[k], 2, 31);
			v->numeral.end = s->tokens[d->days[k]].end;
			v->group = group;
		}
	}
	if (d->year) {
		ent_value *y = ent_scan_add(s, ENT_VALUE_NUMBER, d->year, d->year);
		if (y) {
			memcpy(y->digits, s->text.p + y->start, 4);
			y->group = group;
		}
	}
}

uint32_t ent_scan_date(struct ent_value_scan *s, uint32_t i)
{
	if (s->lang == ENT_VALUE_OTHER)
		return 0;
	uint32_t at = i;
	ent_str word = ent_scan_token(s, i);
	unsigned weekday = ent_scan_is_word(s, i) ? ent_weekday_of(s->lang, word) : 0;
	bool plural = false;
	if (!weekday && word.n > 3 && word.p[word.n - 1] == 's' &&
	    ent_scan_is_word(s, i)) {
		weekday = ent_weekday_of(s->lang, ent_str_slice(word, 0, word.n - 1));
		plural = weekday != 0;
	}
	if (weekday && !french(s) && !ent_is_capital(word.p[0]))
		weekday = 0;
	if (weekday) {
		at++;
		at += ent_scan_is(s, at, ",") ? 1 : 0;
		at += ent_scan_is_any(s, at, french(s) ? "le" : "the") ? 1 : 0;
	}
	struct date d = { .n_days = 0 };
	bool core = !plural && day_first(&d, s, at);
	if (!core && !plural) {
		d = (struct date){ .n_days = 0 };
		core = month_first(&d, s, at) && (!weekday || d.n_days);
	}
	if (!core && !weekday)
		return 0;
	const uint16_t group = core ? ++s->groups : 0;
	if (weekday) {
		ent_value *v = ent_scan_add(s, ENT_VALUE_WEEKDAY, i, i);
		if (v) {
			v->number = (uint16_t)weekday;
			v->group = group;
			v->plural = plural;
		}
	}
	if (core)
		emit(s, &d, group);
	return core ? d.end - i : 1;
}
