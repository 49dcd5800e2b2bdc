/* SPDX-License-Identifier: Apache-2.0 */
/* value_agree.c - whether a text and its translation have the same values.
 *
 * Values that are the same (value_compare.c) are paired and set aside.  The others are
 * split into numbers, because languages write a value in different pieces: "12/05/2023"
 * is a day, a month and a year, "Chapter IV" is "chapitre 4".  Not reported: a number
 * in words (but before the same noun), a month or day of the week that only one side
 * names, a number of one digit when the sides have different numbers of values (texts
 * spell them out), and the same digits grouped differently ("9.30" and "9 h 30").  The
 * same number with another unit or currency ("5 kg" and "5 km") is reported.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/ascii.h"
#include "text/value_scan.h"

enum { VALUES = 128, ATOMS = 256 };

/* What is reported only when both sides have one that the other lacks. */
enum named { PLAIN, MONTH, WEEKDAY, NUMBER_WORD, ORDINAL_WORD, NAMED };

struct atom {
	char digits[ENT_VALUE_DIGITS];
	const ent_value *value;  /* of a number or a time in hours; else NULL */
	const ent_value *scaled; /* a number with a word such as "million"; else NULL */
	bool optional;
	bool unit_differs; /* from the other side's */
	enum named named;
};

struct side {
	ent_str text;
	ent_value values[VALUES];
	uint32_t n;
	bool paired[VALUES];
	struct atom atoms[ATOMS];
	bool matched[ATOMS];
	uint32_t n_atoms;
};

static void read_side(struct side *s, ent_str text, ent_str lang)
{
	s->text = text;
	s->n = ent_values(s->values, VALUES, text, lang);
	s->n_atoms = 0;
	memset(s->paired, 0, sizeof(s->paired));
	memset(s->matched, 0, sizeof(s->matched));
}

/* "9.30" without "a.m." is read as a number. */
static bool same_clock(const ent_value *time, const ent_value *number)
{
	char clock[16];
	snprintf(clock, sizeof(clock), "%d.%02d", time->number / 60, time->number % 60);
	return time->kind == ENT_VALUE_TIME && number->kind == ENT_VALUE_NUMBER &&
	       !strcmp(clock, number->digits);
}

static void pair_values(struct side *a, struct side *b)
{
	for (uint32_t i = 0; i < a->n; i++)
		for (uint32_t k = 0; k < b->n && !a->paired[i]; k++)
			if (!b->paired[k] &&
			    (ent_value_same(&a->values[i], a->text, &b->values[k],
					    b->text) ||
			     same_clock(&a->values[i], &b->values[k]) ||
			     same_clock(&b->values[k], &a->values[i])))
				a->paired[i] = b->paired[k] = true;
}

static struct atom *add_atom(struct side *s, bool optional)
{
	if (s->n_atoms == ATOMS)
		return NULL;
	struct atom *atom = &s->atoms[s->n_atoms++];
	*atom = (struct atom){ .optional = optional };
	return atom;
}

static struct atom *add_number(struct side *s,
			       unsigned number,
			       bool optional,
			       enum named named)
{
	struct atom *atom = add_atom(s, optional);
	if (!atom)
		return NULL;
	atom->named = named;
	snprintf(atom->digits, sizeof(atom->digits), "%u", number);
	return atom;
}

/* The runs of digits of a literal. */
static void add_runs(struct side *s, const ent_value *v)
{
	for (uint32_t k = v->start; k < v->end;) {
		uint32_t from = k;
		while (k < v->end && ent_is_digit(s->text.p[k]))
			k++;
		if (k == from) {
			k++;
			continue;
		}
		while (from + 1 < k && s->text.p[from] == '0')
			from++;
		struct atom *atom = add_atom(s, false);
		size_t n = k - from;
		if (atom)
			memcpy(atom->digits, s->text.p + from,
			       n < ENT_VALUE_DIGITS ? n : ENT_VALUE_DIGITS - 1);
	}
}

/* A number in words that is understood, and not a time of the day. */
static enum named in_words(const ent_value *v)
{
	if (!v->in_words || v->unsure || v->unit == ENT_UNIT_HOUR)
		return PLAIN;
	return v->kind == ENT_VALUE_NUMBER ? NUMBER_WORD : ORDINAL_WORD;
}

static void take_apart(struct side *s)
{
	for (uint32_t k = 0; k < s->n; k++) {
		const ent_value *v = &s->values[k];
		struct atom *atom;
		if (s->paired[k])
			continue;
		switch (v->kind) {
		case ENT_VALUE_NUMBER:
			atom = add_atom(s, v->in_words || v->unsure);
			if (atom) {
				memcpy(atom->digits, v->digits, sizeof(v->digits));
				atom->value = v;
				atom->named = in_words(v);
			}
			if (atom && v->scale)
				atom->scaled = v;
			break;
		case ENT_VALUE_ORDINAL:
		case ENT_VALUE_ROMAN:
			atom = add_number(s, v->number,
					  v->in_words || v->roman ||
						  v->kind == ENT_VALUE_ROMAN,
					  in_words(v));
			if (atom)
				atom->value = v;
			break;
		case ENT_VALUE_DAY: add_number(s, v->number, false, PLAIN); break;
		case ENT_VALUE_MONTH: add_number(s, v->number, true, MONTH); break;
		case ENT_VALUE_WEEKDAY:
			atom = add_atom(s, true);
			if (atom) {
				atom->named = WEEKDAY;
				snprintf(atom->digits, sizeof(atom->digits), "day %u",
					 v->number);
				atom->value = v;
			}
			break;
		case ENT_VALUE_TIME:
			atom = add_number(s, v->number / 60, v->style == ENT_TIME_WORD,
					  PLAIN);
			if (atom)
				atom->value = v;
			if (v->minutes.end > v->minutes.start)
				add_number(s, v->number % 60, v->number % 60 == 0,
					   PLAIN);
			break;
		case ENT_VALUE_LITERAL: add_runs(s, v); break;
		}
	}
}

/* Not "1.5 billion" and "1,5 million"; a scale that one side does not have may be an
 * unknown word. */
static bool same_figure(const struct atom *a, const struct atom *b)
{
	return !strcmp(a->digits, b->digits) &&
	       (!a->scaled || !b->scaled || a->scaled->scale == b->scaled->scale);
}

/* A unit or currency that one side does not have may be an unknown word. */
static bool same_unit(const ent_value *a, const ent_value *b)
{
	return !a || !b ||
	       (ent_quantities_agree(a, b) &&
		ent_same_currency(a->currency, b->currency));
}

static void match_atoms(struct side *a, struct side *b, bool any_unit)
{
	for (uint32_t i = 0; i < a->n_atoms; i++)
		for (uint32_t k = 0; k < b->n_atoms && !a->matched[i]; k++) {
			struct atom *x = &a->atoms[i], *y = &b->atoms[k];
			if (b->matched[k] || y->unit_differs || x->unit_differs ||
			    !same_figure(x, y))
				continue;
			if (any_unit)
				x->unit_differs = y->unit_differs = true;
			else if (same_unit(x->value, y->value))
				a->matched[i] = b->matched[k] = true;
		}
}

/* How many there are of one kind, and how many of them the other side lacks. */
static uint32_t count_named(uint32_t *left, const struct side *s, enum named named)
{
	uint32_t n = 0;
	*left = 0;
	for (uint32_t k = 0; k < s->n_atoms; k++) {
		n += s->atoms[k].named == named;
		*left += s->atoms[k].named == named && !s->matched[k];
	}
	return n;
}

/* Whether the noun after two values is the same, as far as spelling shows. */
static bool same_noun(const struct side *a,
		      const struct side *b,
		      const ent_value *x,
		      const ent_value *y)
{
	enum { ALIKE = 5 };
	if (x->unit || y->unit)
		return x->unit == y->unit;
	size_t n = 0, i = x->end + 1, k = y->end + 1;
	while (i + n < a->text.n && k + n < b->text.n &&
	       ent_is_letter(a->text.p[i + n]) &&
	       (a->text.p[i + n] | 32) == (b->text.p[k + n] | 32))
		n++;
	return n >= ALIKE;
}

/* Numbers in words count nothing that is known in most texts: only those that differ
 * before the same noun stay. */
static void keep_comparable(struct side *a, const struct side *b)
{
	for (uint32_t i = 0; i < a->n_atoms; i++) {
		struct atom *x = &a->atoms[i];
		bool found = x->named < NUMBER_WORD || a->matched[i];
		for (uint32_t k = 0; k < b->n_atoms && !found; k++)
			found = b->atoms[k].named == x->named && !b->matched[k] &&
				same_noun(a, b, x->value, b->atoms[k].value);
		a->matched[i] |= !found;
	}
}

/* Which kinds are reported: both sides have as many, and each has one left. */
static void find_named(bool reported[NAMED], const struct side *a, const struct side *b)
{
	for (enum named k = MONTH; k < NAMED; k++) {
		uint32_t left_a, left_b, n = count_named(&left_a, a, k);
		const bool as_many = n == count_named(&left_b, b, k) || k == MONTH;
		reported[k] = as_many && left_a && left_b;
	}
	reported[PLAIN] = false;
}

/* Appends the numbers of a side that have no counterpart, and of what is named the
 * kinds that are reported. */
static void add_missing(ent_buf *out,
			const struct side *s,
			bool one_digit,
			const bool reported[NAMED])
{
	for (uint32_t k = 0; k < s->n_atoms; k++) {
		const struct atom *atom = &s->atoms[k];
		if (s->matched[k] ||
		    (atom->named ? !reported[atom->named] : atom->optional) ||
		    (!atom->named && !one_digit && !atom->scaled &&
		     !atom->unit_differs && strlen(atom->digits) < 2))
			continue;
		const ent_value *whole = atom->unit_differs || atom->named == WEEKDAY
						 ? atom->value
						 : atom->scaled;
		ent_buf_addf(out, "%s", out->n ? ", " : "");
		if (whole)
			ent_buf_add(out, ent_str_slice(s->text, whole->start,
						       whole->measured));
		else
			ent_buf_addf(out, "%s", atom->digits);
	}
}

/* ---- the same digits, grouped differently -------------------------------- */

/* Whether both texts have the same runs of digits in the same order. */
static bool same_digits(ent_str a, ent_str b)
{
	size_t i = 0, k = 0;
	for (;;) {
		while (i < a.n && !ent_is_digit(a.p[i]))
			i++;
		while (k < b.n && !ent_is_digit(b.p[k]))
			k++;
		if (i == a.n || k == b.n)
			return i == a.n && k == b.n;
		while (i < a.n && k < b.n && ent_is_digit(a.p[i]) && a.p[i] == b.p[k])
			i++, k++;
		if ((i < a.n && ent_is_digit(a.p[i])) ||
		    (k < b.n && ent_is_digit(b.p[k])))
			return false;
	}
}

static unsigned runs_of(const struct side *s, uint32_t value)
{
	unsigned runs = 0;
	const ent_value *v = &s->values[value];
	for (uint32_t k = v->start; k < v->end; k++)
		runs += ent_is_digit(s->text.p[k]) &&
			(k == v->start || !ent_is_digit(s->text.p[k - 1]));
	return runs;
}

static bool same_runs(const struct side *a, const struct side *b)
{
	uint32_t i = 0, k = 0;
	for (;; i++, k++) {
		while (i < a->n && !runs_of(a, i))
			i++;
		while (k < b->n && !runs_of(b, k))
			k++;
		if (i == a->n || k == b->n)
			return i == a->n && k == b->n;
		if (runs_of(a, i) != runs_of(b, k))
			return false;
	}
}

/* How many values are written in digits. */
static uint32_t in_digits(const struct side *s)
{
	uint32_t n = 0;
	for (uint32_t k = 0; k < s->n; k++)
		n += runs_of(s, k) > 0;
	return n;
}

bool ent_values_agree(bool *agree,
		      ent_buf *only_a,
		      ent_buf *only_b,
		      ent_str a,
		      ent_str lang_a,
		      ent_str b,
		      ent_str lang_b)
{
	struct side *sides = malloc(2 * sizeof(*sides));
	if (!sides)
		return false;
	struct side *x = sides, *y = sides + 1;
	read_side(x, a, lang_a);
	read_side(y, b, lang_b);
	pair_values(x, y);
	take_apart(x);
	take_apart(y);
	match_atoms(x, y, false);
	match_atoms(x, y, true);
	const bool one_digit = in_digits(x) == in_digits(y);
	bool reported[NAMED];
	keep_comparable(x, y);
	keep_comparable(y, x);
	find_named(reported, x, y);
	const size_t before = only_a->n + only_b->n;
	add_missing(only_a, x, one_digit, reported);
	add_missing(only_b, y, one_digit, reported);
	*agree = only_a->n + only_b->n == before ||
		 (same_digits(a, b) && !same_runs(x, y));
	free(sides);
	return !only_a->failed && !only_b->failed;
}
