/* SPDX-License-Identifier: Apache-2.0 */
/* value_compare.c - whether two values are the same, in any two languages.
 *
 * Numbers are compared exactly, as decimals with their scale: 1.2 billion is 1 200
 * millions.  A currency or unit that only one side has does not make them differ; one
 * that both have must agree ("5 kg" is not "5 km").
 */
#include <stdio.h>

#include "text/value_scan.h"

enum { DECIMAL = 2 * ENT_VALUE_DIGITS };

/* A number without scale, leading or final zeros: "1200000", "0.5". */
static void decimal_of(char out[DECIMAL], const ent_value *v)
{
	const char *point = strchr(v->digits, '.');
	const char *decimals = point ? point + 1 : "";
	size_t whole = point ? (size_t)(point - v->digits) : strlen(v->digits);
	size_t n = 0, shift = v->scale, k = 0;
	for (k = 0; k < whole; k++)
		if (n || v->digits[k] != '0')
			out[n++] = v->digits[k];
	for (k = 0; k < shift; k++) {
		char c = *decimals ? *decimals++ : '0';
		if (n || c != '0')
			out[n++] = c;
	}
	if (!n)
		out[n++] = '0';
	if (*decimals) {
		out[n++] = '.';
		while (*decimals)
			out[n++] = *decimals++;
		while (out[n - 1] == '0')
			n--;
		if (out[n - 1] == '.')
			n--;
	}
	out[n] = '\0';
}

static ent_str raw(const ent_value *v, ent_str text)
{
	return ent_str_slice(text, v->start, v->end);
}

static ent_str numeral(const ent_value *v, ent_str text)
{
	return ent_str_slice(text, v->numeral.start, v->numeral.end);
}

static bool is_dollar(ent_currency c)
{
	return c == ENT_CURRENCY_DOLLAR || c == ENT_CURRENCY_USD ||
	       c == ENT_CURRENCY_CAD;
}

bool ent_same_currency(ent_currency a, ent_currency b)
{
	if (!a || !b || a == b)
		return true;
	/* "dollars" alone may be any dollar */
	return is_dollar(a) && is_dollar(b) &&
	       (a == ENT_CURRENCY_DOLLAR || b == ENT_CURRENCY_DOLLAR);
}

bool ent_value_same_digits(const ent_value *a, const ent_value *b)
{
	char x[DECIMAL], y[DECIMAL];
	decimal_of(x, a);
	decimal_of(y, b);
	return !strcmp(x, y);
}

/* "142.011" of a section in English and French, which reads it as 142 011. */
static bool same_reference(const ent_value *a, ent_str x, const ent_value *b, ent_str y)
{
	return a->lang != b->lang && ent_str_eq(x, y) && memchr(x.p, '.', x.n) &&
	       !a->currency && !b->currency && !a->scale && !b->scale;
}

static bool same_number(const ent_value *a, ent_str x, const ent_value *b, ent_str y)
{
	if (a->negative != b->negative ||
	    !ent_same_currency(a->currency, b->currency) ||
	    (a->unit == ENT_UNIT_PERCENT) != (b->unit == ENT_UNIT_PERCENT) ||
	    (a->unit && b->unit && a->unit != b->unit) || !ent_quantities_agree(a, b))
		return false;
	return ent_value_same_digits(a, b) || same_reference(a, x, b, y);
}

/* "6 hours" is "6 heures", which is read as a time too. */
static bool same_hours(const ent_value *time, const ent_value *n)
{
	char hour[8];
	if (time->number % 60 || time->minutes.end > time->minutes.start || n->scale ||
	    n->currency || (n->unit && n->unit != ENT_UNIT_HOUR) ||
	    time->lang != ENT_VALUE_FRENCH)
		return false;
	if (!n->unit && time->style != ENT_TIME_BARE)
		return false;
	snprintf(hour, sizeof(hour), "%d", time->number / 60);
	return !strcmp(hour, n->digits);
}

bool ent_value_same(const ent_value *a,
		    ent_str text_a,
		    const ent_value *b,
		    ent_str text_b)
{
	if (a->kind == ENT_VALUE_LITERAL || b->kind == ENT_VALUE_LITERAL) {
		const bool both = a->kind == b->kind;
		const ent_value *other = a->kind == ENT_VALUE_LITERAL ? b : a;
		return both ? ent_str_eq(raw(a, text_a), raw(b, text_b))
			    : other->kind == ENT_VALUE_NUMBER &&
				       ent_str_eq(numeral(a, text_a),
						  numeral(b, text_b));
	}
	if (a->kind == ENT_VALUE_TIME && b->kind == ENT_VALUE_NUMBER)
		return same_hours(a, b);
	if (b->kind == ENT_VALUE_TIME && a->kind == ENT_VALUE_NUMBER)
		return same_hours(b, a);
	if (a->kind != b->kind)
		return false;
	return a->kind == ENT_VALUE_NUMBER
		       ? same_number(a, numeral(a, text_a), b, numeral(b, text_b))
		       : a->number == b->number;
}

bool ent_value_is_singular(const ent_value *v, ent_value_lang lang)
{
	if (v->kind == ENT_VALUE_TIME)
		return v->number / 60 < (lang == ENT_VALUE_FRENCH ? 2 : 1) &&
		       v->number % 60 == 0;
	if (v->kind != ENT_VALUE_NUMBER || v->scale)
		return false;
	if (lang != ENT_VALUE_FRENCH)
		return !strcmp(v->digits, "1");
	const size_t whole = strcspn(v->digits, ".");
	return whole == 1 && (v->digits[0] == '0' || v->digits[0] == '1');
}
