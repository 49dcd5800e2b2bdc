/* SPDX-License-Identifier: Apache-2.0 */
/* number_format.c - a number of a spreadsheet as its cell shows it.
 *
 * Why: a sheet holds "46147", and its reader sees 5 May 2026; a translation memory that
 * has the number finds nothing.
 *
 * Method: format codes (ECMA-376, part 1, section 18.8.31): sections for positive and
 * negative numbers and zero, literals, colours, conditions (which are not judged: the
 * code is left alone), dates and times, elapsed time, percentages, decimals, leading
 * zeros.  The names of months and days are French where the code says so ([$-40C]),
 * else English.  Marks of thousands are left out: which one a reader sees depends on
 * the system, and 1,234 is another number in French.
 *
 * Time O(length of the code).
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/ascii.h"
#include "format/units/number_format.h"

enum { PARTS_MAX = 64, DAY = 86400, FIGURES_MAX = 15 };

static const double DAYS_MAX = 2958466; /* 31 December 9999 */

ent_str ent_number_code(uint32_t id)
{
	static const struct {
		uint32_t id;
		const char *code;
	} codes[] = {
		{ 1, "0" },
		{ 2, "0.00" },
		{ 3, "#,##0" },
		{ 4, "#,##0.00" },
		{ 9, "0%" },
		{ 10, "0.00%" },
		{ 14, "yyyy-mm-dd" },
		{ 15, "d-mmm-yy" },
		{ 16, "d-mmm" },
		{ 17, "mmm-yy" },
		{ 18, "h:mm AM/PM" },
		{ 19, "h:mm:ss AM/PM" },
		{ 20, "h:mm" },
		{ 21, "h:mm:ss" },
		{ 22, "yyyy-mm-dd h:mm" },
		{ 37, "#,##0 ;(#,##0)" },
		{ 38, "#,##0 ;(#,##0)" },
		{ 39, "#,##0.00;(#,##0.00)" },
		{ 40, "#,##0.00;(#,##0.00)" },
		{ 45, "mm:ss" },
		{ 46, "[h]:mm:ss" },
		{ 47, "mm:ss.0" },
	};
	for (size_t k = 0; k < sizeof(codes) / sizeof(*codes); k++)
		if (codes[k].id == id)
			return ent_str_of(codes[k].code);
	return ENT_STR("");
}

/* A piece of a section. */
struct part {
	char kind;  /* " literal; y m d h s; M minutes; E elapsed; A AM/PM; 0 # digits;
	               * . point; f fraction of a second; % percent */
	unsigned n; /* how many letters or digits */
	char unit;  /* of elapsed time */
	ent_str text; /* of a literal */
};

struct section {
	struct part parts[PARTS_MAX];
	unsigned n;
	bool date, percent, french;
};

static bool add_part(struct section *s, char kind, unsigned n, ent_str text)
{
	if (s->n == PARTS_MAX)
		return false;
	s->parts[s->n++] = (struct part){ .kind = kind, .n = n, .text = text };
	return true;
}

/* [Red], [$-40C], [$€-40C], [h]; false for a condition. */
static bool read_bracket(struct section *s, ent_str inner)
{
	if (inner.n && inner.p[0] == '$') {
		ent_str rest = ent_str_slice(inner, 1, inner.n);
		const ent_str sign = ent_str_cut(&rest, '-');
		s->french |= rest.n >= 2 &&
			     ent_str_is_any_case(
				     ent_str_slice(rest, rest.n - 2, rest.n), "0C");
		return !sign.n || add_part(s, '"', 1, sign);
	}
	if (!inner.n || strchr("<>=", inner.p[0]))
		return false;
	for (size_t k = 0; k < inner.n; k++)
		if ((inner.p[k] | 32) != (inner.p[0] | 32))
			return ent_is_letter(inner.p[0]); /* a colour */
	if (!strchr("hms", inner.p[0] | 32))
		return false;
	s->date = true;
	if (!add_part(s, 'E', (unsigned)inner.n, inner))
		return false;
	s->parts[s->n - 1].unit = (char)(inner.p[0] | 32);
	return true;
}

/* The literal or bracket at the start of *code. */
static bool cut_literal(struct section *s, ent_str *code)
{
	const char c = code->p[0];
	size_t end = 1;
	bool ok = true;
	if (c == '"' || c == '[') {
		const char *close =
			memchr(code->p + 1, c == '"' ? '"' : ']', code->n - 1);
		if (!close)
			return false;
		end = (size_t)(close - code->p);
		const ent_str inner = ent_str_slice(*code, 1, end);
		ok = c == '[' ? read_bracket(s, inner) : add_part(s, '"', 1, inner);
		end++;
	} else if (c == '\\' || c == '_' || c == '*') {
		end = 2;
		while (end < code->n && (code->p[end] & 0xC0) == 0x80)
			end++;
		if (end > code->n)
			return false;
		ok = c == '*' ||
		     add_part(s, '"', 1,
			      c == '_' ? ENT_STR(" ") : ent_str_slice(*code, 1, end));
	} else {
		while (end < code->n && (code->p[end] & 0xC0) == 0x80)
			end++;
		ok = add_part(s, '"', 1, ent_str_slice(*code, 0, end));
	}
	*code = ent_str_slice(*code, end, code->n);
	return ok;
}

/* Letters and digits of a code: false for what we do not know (General, E+, ?/?, @). */
static bool cut_part(struct section *s, ent_str *code)
{
	const char c = code->p[0], low = (char)(c | 32);
	size_t n = 1;
	if (ent_is_letter(c) && strchr("ymdhs", low)) {
		while (n < code->n && (code->p[n] | 32) == low)
			n++;
		s->date = true;
		if (!add_part(s, low, (unsigned)n, ENT_STR("")))
			return false;
	} else if (ent_str_starts_any_case(*code, ENT_STR("am/pm"))) {
		n = 5;
		if (!add_part(s, 'A', 2, ENT_STR("")))
			return false;
	} else if (ent_is_letter(c) || c == '@' || c == '?') {
		return false;
	} else if (c == '0' || c == '#') {
		while (n < code->n && code->p[n] == c)
			n++;
		if (!add_part(s, c, (unsigned)n, ENT_STR("")))
			return false;
	} else if (c == '%') {
		s->percent = true;
		if (!add_part(s, '"', 1, ENT_STR("%")))
			return false;
	} else if (c == '.') {
		if (!add_part(s, '.', 1, ENT_STR("")))
			return false;
	} else if (c != ',') {
		return cut_literal(s, code);
	} else if (s->date) {
		if (!add_part(s, '"', 1, ENT_STR(",")))
			return false;
	} else if (n == code->n || (code->p[1] != '#' && code->p[1] != '0')) {
		return false; /* thousands or millions are shown */
	}
	*code = ent_str_slice(*code, n, code->n);
	return true;
}

/* m beside hours or seconds is minutes; a point before zeros after seconds is a
 * fraction of them. */
static void name_minutes(struct section *s)
{
	char before = 0;
	for (unsigned k = 0; k < s->n; k++) {
		struct part *p = &s->parts[k];
		if (p->kind == '"' || p->kind == 'A')
			continue;
		unsigned next = k + 1;
		while (next < s->n && s->parts[next].kind == '"')
			next++;
		if (p->kind == 'm' && p->n < 3 &&
		    (before == 'h' || before == 'E' ||
		     (next < s->n && s->parts[next].kind == 's')))
			p->kind = 'M';
		before = p->kind;
	}
}

/* Cuts off a section of a code; false if we do not know what it shows. */
static bool read_section(struct section *s, ent_str *code)
{
	*s = (struct section){ .n = 0 };
	while (code->n && code->p[0] != ';')
		if (!cut_part(s, code))
			return false;
	if (code->n)
		*code = ent_str_slice(*code, 1, code->n);
	name_minutes(s);
	return true;
}

/* ---- dates and times ------------------------------------------------------------- */

struct moment {
	int64_t year, seconds; /* seconds of the day */
	unsigned month, day, weekday;
	int64_t elapsed; /* seconds in all */
	unsigned milliseconds;
};

/* Days since 1 March of the year 0 as a date (the algorithm of many calendars: eras of
 * 400 years, 146,097 days). */
static void set_date(struct moment *m, int64_t days)
{
	const int64_t era = days / 146097, of = days % 146097;
	const int64_t year = (of - of / 1460 + of / 36524 - of / 146096) / 365;
	const int64_t rest = of - (365 * year + year / 4 - year / 100);
	const int64_t part = (5 * rest + 2) / 153;
	m->day = (unsigned)(rest - (153 * part + 2) / 5) + 1;
	m->month = (unsigned)(part < 10 ? part + 3 : part - 9);
	m->year = year + era * 400 + (m->month <= 2);
	m->weekday = (unsigned)((days + 3) % 7); /* 1 March 0 was a Wednesday */
}

static bool read_moment(struct moment *m, double number, bool from_1904)
{
	/* days from 1 March 0 to the day before 1 January 1900, and to 1904 */
	enum { TO_1900 = 693900, TO_1904 = 695361 };
	if (!(number >= 0) || number >= DAYS_MAX)
		return false;
	const int64_t all = llround(number * DAY * 1000);
	int64_t days = all / ((int64_t)DAY * 1000);
	m->milliseconds = (unsigned)(all % 1000);
	m->elapsed = all / 1000;
	m->seconds = m->elapsed % DAY;
	if (from_1904) {
		set_date(m, days + TO_1904);
		return true;
	}
	/* the 60th day of 1900 is a 29 February that never was */
	set_date(m, days + TO_1900 - (days > 60));
	if (days == 60) {
		m->month = 2;
		m->day = 29;
	}
	return true;
}

static const char *month_name(unsigned month, bool french, bool whole)
{
	static const char *const names[2][2][12] = {
		{ { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
		    "Oct", "Nov", "Dec" },
		  { "January", "February", "March", "April", "May", "June", "July",
		    "August", "September", "October", "November", "December" } },
		{ { "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août",
		    "sept.", "oct.", "nov.", "déc." },
		  { "janvier", "février", "mars", "avril", "mai", "juin", "juillet",
		    "août", "septembre", "octobre", "novembre", "décembre" } }
	};
	return names[french][whole][month - 1];
}

static const char *day_name(unsigned day, bool french, bool whole)
{
	static const char *const names[2][2][7] = {
		{ { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" },
		  { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
		    "Saturday" } },
		{ { "dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam." },
		  { "dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi",
		    "samedi" } }
	};
	return names[french][whole][day];
}

static void show_elapsed(ent_buf *to, const struct part *p, const struct moment *m)
{
	const int64_t of = p->unit == 'h' ? 3600 : p->unit == 'm' ? 60 : 1;
	ent_buf_addf(to, "%0*lld", (int)p->n, (long long)(m->elapsed / of));
}

static void show_part(ent_buf *to,
		      const struct section *s,
		      const struct part *p,
		      const struct moment *m,
		      bool half_days)
{
	const unsigned hour = (unsigned)(m->seconds / 3600);
	const int two = p->n > 1 ? 2 : 1;
	switch (p->kind) {
	case 'y':
		if (p->n > 2)
			ent_buf_addf(to, "%04u", (unsigned)m->year);
		else
			ent_buf_addf(to, "%02u", (unsigned)(m->year % 100));
		break;
	case 'm':
		if (p->n < 3)
			ent_buf_addf(to, "%0*u", two, m->month);
		else
			ent_buf_add(to, ent_str_of(month_name(m->month, s->french,
							      p->n > 3)));
		break;
	case 'd':
		if (p->n < 3)
			ent_buf_addf(to, "%0*u", two, m->day);
		else
			ent_buf_add(to, ent_str_of(day_name(m->weekday, s->french,
							    p->n > 3)));
		break;
	case 'h':
		ent_buf_addf(to, "%0*u", two, half_days ? (hour + 11) % 12 + 1 : hour);
		break;
	case 'M':
		ent_buf_addf(to, "%0*u", two, (unsigned)(m->seconds / 60 % 60));
		break;
	case 's': ent_buf_addf(to, "%0*u", two, (unsigned)(m->seconds % 60)); break;
	case 'A': ent_buf_add(to, ent_str_of(hour < 12 ? "AM" : "PM")); break;
	case 'E': show_elapsed(to, p, m); break;
	case '0': /* after the point of a second */
		ent_buf_addf(to, ".%03u", m->milliseconds);
		to->n -= p->n < 3 ? 3 - p->n : 0;
		break;
	case '"': ent_buf_add(to, p->text); break;
	default: break;
	}
}

static bool show_date(ent_buf *to,
		      const struct section *s,
		      double number,
		      bool from_1904)
{
	struct moment m;
	bool half_days = false, fraction = false;
	for (unsigned k = 0; k < s->n; k++) {
		half_days |= s->parts[k].kind == 'A';
		fraction |= s->parts[k].kind == '0';
	}
	/* what is shown is rounded to what is shown last */
	if (!fraction)
		number = round(number * DAY) / DAY;
	if (!read_moment(&m, number, from_1904))
		return false;
	for (unsigned k = 0; k < s->n; k++)
		show_part(to, s, &s->parts[k], &m, half_days);
	return true;
}

/* ---- numbers --------------------------------------------------------------------- */

/* How many digits a section shows after the point, and at least before it. */
static void count_digits(const struct section *s,
			 unsigned *decimals,
			 unsigned *least,
			 unsigned *optional)
{
	bool after = false;
	*decimals = *least = *optional = 0;
	for (unsigned k = 0; k < s->n; k++) {
		const struct part *p = &s->parts[k];
		if (p->kind == '.')
			after = true;
		else if (p->kind != '0' && p->kind != '#')
			continue;
		else if (!after)
			*least += p->kind == '0' ? p->n : 0;
		else {
			*decimals += p->n;
			*optional = p->kind == '#' ? *optional + p->n : 0;
		}
	}
}

static bool show_number(ent_buf *to, const struct section *s, double number)
{
	char digits[400];
	unsigned decimals, least, optional;
	count_digits(s, &decimals, &least, &optional);
	if (decimals > FIGURES_MAX || least > FIGURES_MAX || fabs(number) > 1e15)
		return false;
	const int n = snprintf(digits, sizeof(digits), "%0*.*f",
			       (int)(least + decimals + (decimals > 0)), (int)decimals,
			       fabs(number));
	if (n < 0 || (size_t)n >= sizeof(digits))
		return false;
	ent_str shown = { digits, (size_t)n };
	for (; optional && shown.p[shown.n - 1] == '0'; optional--)
		shown.n--;
	if (decimals && shown.p[shown.n - 1] == '.')
		shown.n--;
	bool done = false;
	for (unsigned k = 0; k < s->n; k++) {
		const struct part *p = &s->parts[k];
		if (p->kind == '"')
			ent_buf_add(to, p->text);
		else if (!done)
			ent_buf_add(to, shown);
		done |= p->kind != '"';
	}
	return true;
}

/* Whether digits stand apart, as in telephone numbers: 00 00 00. */
static bool is_grouped(const struct section *s)
{
	bool digits = false, literal = false;
	for (unsigned k = 0; k < s->n; k++) {
		const bool digit = s->parts[k].kind == '0' || s->parts[k].kind == '#';
		if (digit && literal)
			return true;
		literal = s->parts[k].kind == '"' && digits;
		digits |= digit;
	}
	return false;
}

void ent_number_show(ent_buf *to, ent_str number, ent_str code, bool from_1904)
{
	char text[64];
	struct section s;
	const size_t before = to->n;
	bool shown = false;
	char *end = text;
	double value = 0;
	if (number.n && number.n < sizeof(text)) {
		memcpy(text, number.p, number.n);
		text[number.n] = '\0';
		value = strtod(text, &end);
	}
	const bool valid = end > text && !*end && isfinite(value);
	ent_str rest = code;
	bool known = valid && code.n && read_section(&s, &rest);
	bool minus = known && value < 0;
	if (known && value <= 0 && rest.n && !s.date) { /* sections of their own */
		known = read_section(&s, &rest);
		if (known && value == 0 && rest.n)
			known = read_section(&s, &rest);
		else if (known && value == 0)
			known = (rest = code, read_section(&s, &rest));
		minus = false;
	}
	if (known && s.date) {
		shown = show_date(to, &s, value, from_1904);
	} else if (known && s.n && !is_grouped(&s)) {
		if (minus)
			ent_buf_add_char(to, '-');
		shown = show_number(to, &s, s.percent ? value * 100 : value);
	}
	if (!shown) {
		to->n = before;
		ent_buf_add(to, number);
	}
}
