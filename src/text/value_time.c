/* SPDX-License-Identifier: Apache-2.0 */
/* value_time.c - read times of the day.
 *
 *	English   9 a.m.   9.30 p.m.   9:30pm   14:05   noon   9 to 11 a.m.
 *	French    9 h   9 h 30   9h30   9 heures   14:05   midi   de 9 à 11 heures
 *
 * "6 heures" is a time or a duration; ent_value_same() accepts both.
 */
#include "base/ascii.h"
#include "text/value_scan.h"

struct clock {
	int hour, minute; /* minute -1 when absent */
	ent_value_span hours, minutes, after;
	uint32_t end; /* the token after it */
};

/* Two digits below 60; -1. */
static int two_digits(ent_str t)
{
	if (t.n != 2 || !ent_is_digit(t.p[0]) || !ent_is_digit(t.p[1]))
		return -1;
	int value = (t.p[0] - '0') * 10 + (t.p[1] - '0');
	return value < 60 ? value : -1;
}

/* The hour at a token, "9", and minutes after '.' or ':', "9.30", "9:30". */
static bool read_clock(struct clock *c, const struct ent_value_scan *s, uint32_t i)
{
	ent_str t = ent_scan_token(s, i);
	*c = (struct clock){ .minute = -1, .end = i + 1 };
	if (!ent_scan_is_number(s, i))
		return false;
	const uint32_t start = s->tokens[i].start;
	size_t digits = 0;
	while (digits < t.n && ent_is_digit(t.p[digits]))
		digits++;
	if (digits < 1 || digits > 2)
		return false;
	c->hour = 0;
	for (size_t k = 0; k < digits; k++)
		c->hour = c->hour * 10 + (t.p[k] - '0');
	c->hours = (ent_value_span){ start, start + (uint32_t)digits };
	if (digits < t.n) {
		if (t.p[digits] != '.')
			return false;
		c->minute = two_digits(ent_str_slice(t, digits + 1, t.n));
		c->minutes = (ent_value_span){ start + (uint32_t)digits + 1,
					       s->tokens[i].end };
		return c->minute >= 0 && c->hour <= 24;
	}
	if (ent_scan_joined(s, i + 1) && ent_scan_is(s, i + 1, ":") &&
	    ent_scan_joined(s, i + 2) && two_digits(ent_scan_token(s, i + 2)) >= 0) {
		c->minute = two_digits(ent_scan_token(s, i + 2));
		c->minutes = (ent_value_span){ s->tokens[i + 2].start,
					       s->tokens[i + 2].end };
		c->end = i + 3;
	}
	return c->hour <= 24;
}

/* 1 for "p.m.", 0 for "a.m.", -1 for neither; sets c->after and c->end. */
static int read_half(struct clock *c, const struct ent_value_scan *s)
{
	uint32_t i = c->end;
	const int half = ent_scan_is_lower(s, i, "pm")   ? 1
			 : ent_scan_is_lower(s, i, "am") ? 0
			 : ent_scan_is_lower(s, i, "p")  ? 1
			 : ent_scan_is_lower(s, i, "a")  ? 0
							 : -1;
	if (half < 0)
		return -1;
	uint32_t last = i;
	if (ent_scan_token(s, i).n == 1) {
		if (!ent_scan_is(s, i + 1, ".") || !ent_scan_is_lower(s, i + 2, "m") ||
		    !ent_scan_joined(s, i + 1) || !ent_scan_joined(s, i + 2))
			return -1;
		last = i + 2;
		if (ent_scan_is(s, i + 3, ".") && ent_scan_joined(s, i + 3))
			last = i + 3;
	}
	c->after = (ent_value_span){ s->tokens[i].start, s->tokens[last].end };
	c->end = last + 1;
	return half;
}

static bool is_joiner(const struct ent_value_scan *s, uint32_t i)
{
	static const char *const words[] = { "to", "and", "until", "or", "à", "et" };
	for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++)
		if (ent_scan_is(s, i, words[k]))
			return true;
	return ent_scan_is_dash(s, i);
}

static int in_day(int hour, int half)
{
	return half < 0 ? hour : hour % 12 + (half ? 12 : 0);
}

static uint32_t add_clock(struct ent_value_scan *s,
			  uint32_t i,
			  const struct clock *c,
			  int hour,
			  ent_time_style style)
{
	ent_value *v = ent_scan_add(s, ENT_VALUE_TIME, i, c->end - 1);
	if (!v)
		return 0;
	v->number = (uint16_t)(hour * 60 + (c->minute > 0 ? c->minute : 0));
	v->numeral = c->hours;
	v->minutes = c->minutes;
	v->after = c->after;
	v->style = style;
	return c->end - i;
}

/* "9" of "9 to 11 a.m.", "11.30" of "11.30 to 1 p.m." */
static int half_of_next(const struct ent_value_scan *s, const struct clock *c)
{
	struct clock next;
	if (!is_joiner(s, c->end) || !read_clock(&next, s, c->end + 1))
		return -1;
	int half = read_half(&next, s);
	if (half < 0 || next.hour > 12 || c->hour > 12)
		return -1;
	const bool wraps = c->hour % 12 > next.hour % 12;
	return wraps ? !half : half;
}

static uint32_t english_time(struct ent_value_scan *s, uint32_t i)
{
	struct clock c;
	if (!read_clock(&c, s, i))
		return 0;
	const bool dotted = c.minute >= 0 && c.end == i + 1;
	int half = read_half(&c, s);
	if (half >= 0 && c.hour >= 1 && c.hour <= 12)
		return add_clock(s, i, &c, in_day(c.hour, half), ENT_TIME_HALF);
	half = half < 0 ? half_of_next(s, &c) : -1;
	if (half >= 0 && c.hour >= 1)
		return add_clock(s, i, &c, in_day(c.hour, half), ENT_TIME_BARE);
	/* "3:16" of a chapter looks like a time; it is written as one
	 * only if the other language has the same */
	const bool more = ent_scan_joined(s, c.end) && ent_scan_is(s, c.end, ":");
	if (c.minute >= 0 && !dotted && !more && c.hour < 24)
		return add_clock(s, i, &c, c.hour, ENT_TIME_COLON);
	return 0;
}

static bool is_hours(const struct ent_value_scan *s, uint32_t i)
{
	return ent_scan_is_lower(s, i, "heures") || ent_scan_is_lower(s, i, "heure");
}

static uint32_t french_time(struct ent_value_scan *s, uint32_t i)
{
	struct clock c;
	if (!read_clock(&c, s, i))
		return 0;
	if (c.minute >= 0) {
		const bool colon = c.end > i + 1;
		const bool more =
			ent_scan_joined(s, c.end) && ent_scan_is(s, c.end, ":");
		return colon && !more && c.hour < 24
			       ? add_clock(s, i, &c, c.hour, ENT_TIME_COLON)
			       : 0;
	}
	const bool h = ent_scan_is_lower(s, c.end, "h"), hours = is_hours(s, c.end);
	if (h || hours) {
		c.after = (ent_value_span){ s->tokens[c.end].start,
					    s->tokens[c.end].end };
		c.end++;
		int minute = two_digits(ent_scan_token(s, c.end));
		if (minute >= 0 && ent_scan_is_number(s, c.end)) {
			c.minute = minute;
			c.minutes = (ent_value_span){ s->tokens[c.end].start,
						      s->tokens[c.end].end };
			c.end++;
		}
		return add_clock(s, i, &c, c.hour, h ? ENT_TIME_H : ENT_TIME_HEURES);
	}
	/* "de 9 à 11 heures" */
	struct clock next;
	if (is_joiner(s, c.end) && read_clock(&next, s, c.end + 1) && next.minute < 0 &&
	    (ent_scan_is_lower(s, next.end, "h") || is_hours(s, next.end)))
		return add_clock(s, i, &c, c.hour, ENT_TIME_BARE);
	return 0;
}

/* noon, midnight, midi, minuit */
static uint32_t word_time(struct ent_value_scan *s, uint32_t i)
{
	const bool french = s->lang == ENT_VALUE_FRENCH;
	const bool noon = ent_scan_is_lower(s, i, french ? "midi" : "noon");
	if (!noon && !ent_scan_is_lower(s, i, french ? "minuit" : "midnight"))
		return 0;
	if (ent_scan_joined(s, i) && ent_scan_is_dash(s, i - 1)) /* après-midi */
		return 0;
	ent_value *v = ent_scan_add(s, ENT_VALUE_TIME, i, i);
	if (!v)
		return 0;
	v->number = noon ? 12 * 60 : 0;
	v->style = ENT_TIME_WORD;
	return 1;
}

uint32_t ent_scan_time(struct ent_value_scan *s, uint32_t i)
{
	if (s->lang == ENT_VALUE_OTHER)
		return 0;
	uint32_t used = word_time(s, i);
	if (used)
		return used;
	return s->lang == ENT_VALUE_FRENCH ? french_time(s, i) : english_time(s, i);
}
