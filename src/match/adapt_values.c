/* SPDX-License-Identifier: Apache-2.0 */
/* adapt_values.c - put a query's values into a match's target.
 *
 * Query and source must have values of the same kinds in the same order, with the words
 * between them in the same order too; otherwise it is not certain which value replaced
 * which.  A value that differs is put where the source's value is in the target.  When
 * the target has it in several places, or the source has it several times and not all
 * become the same, the parts of a date are distinguished by the rest of their date, and
 * numbers by the words that follow them, when these are alike in both languages
 * ("members", "membres").
 *
 * The day of the week: the query's must fit its date, and one that only the target has
 * is computed again (Zeller, "Kalender-Formeln", Acta Mathematica 9, 1887, p. 131).
 */
#include <string.h>

#include "base/ascii.h"
#include "base/word_list.h"
#include "match/adapt_parts.h"
#include "text/value_slot.h"

/* ---- comparing the query with the source ---------------------------------------- */

static bool same_values(const struct ent_adapt *a, uint32_t k)
{
	const ent_value *x = &a->asked[k], *y = &a->was[k];
	/* "2.5" and "2.50", "1" and "01" are written differently */
	return ent_value_same(x, a->query, y, a->source) &&
	       !strcmp(x->digits, y->digits) && x->scale == y->scale &&
	       x->currency == y->currency && (x->currency || x->unit == y->unit);
}

static bool is_quantity(const ent_value *v)
{
	return v->kind == ENT_VALUE_NUMBER || v->kind == ENT_VALUE_LITERAL;
}

static bool same_kinds(const struct ent_adapt *a)
{
	if (a->n_asked != a->n_was)
		return false;
	for (uint32_t k = 0; k < a->n_asked; k++) {
		const ent_value *x = &a->asked[k], *y = &a->was[k];
		if (x->kind != y->kind && !(is_quantity(x) && is_quantity(y)))
			return false;
		/* "twenty" that was 20 and is the first word of 21 */
		if (x->unsure != y->unsure || x->plural != y->plural)
			return false;
		/* parts of a date stay parts of one */
		if (!x->group != !y->group)
			return false;
	}
	return true;
}

/* How many words that query and source share, outside values, are before a place. */
static uint32_t words_before(const struct ent_adapt *a, uint32_t at, bool of_query)
{
	uint32_t n = 0;
	for (uint32_t k = 0; k < a->n_tokens; k++) {
		if (a->pair[k] == ENT_ADAPT_TOKENS)
			continue;
		const ent_token *q = &a->tokens[k], *s = &a->source_tokens[a->pair[k]];
		if (q->kind != ENT_TOKEN_WORD ||
		    ent_adapt_in_value(a->asked, a->n_asked, q->start, q->end) ||
		    ent_adapt_in_value(a->was, a->n_was, s->start, s->end))
			continue;
		n += (of_query ? q->start : s->start) < at;
	}
	return n;
}

/* ---- the words beside a value --------------------------------------------------- */

static bool is_letter(ent_str s, size_t k)
{
	return (s.p[k] & 0x80) || ent_is_letter(s.p[k]);
}

/* The word after a value, a space between; "" for none. */
static ent_str next_word(ent_str text, size_t at)
{
	const size_t gap = ent_gap_after(text, at);
	at += gap;
	size_t end = at;
	if (!gap)
		return ENT_STR("");
	while (end < text.n && is_letter(text, end))
		end++;
	return ent_str_slice(text, at, end);
}

static ent_str word_before(ent_str text, size_t at)
{
	if (!at || text.p[at - 1] != ' ')
		return ENT_STR("");
	size_t end = at - 1, start = end;
	while (start && is_letter(text, start - 1))
		start--;
	return ent_str_slice(text, start, end);
}

static size_t shared_prefix(ent_str x, ent_str y)
{
	size_t n = 0;
	while (n < x.n && n < y.n && (x.p[n] | 32) == (y.p[n] | 32))
		n++;
	return n;
}

/* Equal but for case and inflection. */
static bool alike(ent_str x, ent_str y)
{
	size_t n = shared_prefix(x, y), longer = x.n > y.n ? x.n : y.n;
	return n == longer || (n >= 3 && longer - n <= 3);
}

/* Whether a word says nothing about what is counted. */
static bool is_function_word(ent_str word)
{
	static const char words[] =
		"of in on at for to from by with and or the a an An A The is are was "
		"were will has had de du des en à au aux pour par et ou le "
		"la les un une est sont a ont dans sur";
	return ent_words_have(words, word);
}

/* The sign of a unit that text/value.h does not read, or the zone of a time: "°F",
 * "lb" of "6lb", "CET" of "10:30 CET". */
static ent_str sign_after(ent_str text, const ent_value *v)
{
	size_t at = v->end;
	if (v->kind == ENT_VALUE_TIME) {
		while (at < text.n && (text.p[at] == ' ' || text.p[at] == '('))
			at++;
		size_t end = at;
		while (end < text.n && ent_is_capital(text.p[end]))
			end++;
		return end - at >= 2 && end - at <= 5 ? ent_str_slice(text, at, end)
						      : ENT_STR("");
	}
	const size_t gap = ent_gap_after(text, at);
	const bool degree = ent_str_starts(ent_str_slice(text, at + gap, text.n),
					   ENT_STR("\xC2\xB0"));
	if (gap && !degree)
		return ENT_STR("");
	size_t end = at += gap;
	end += degree ? 2 : 0;
	while (end < text.n && ent_is_letter(text.p[end]))
		end++;
	return ent_str_slice(text, at, end);
}

/* Whether what a value counts, or the noun that it numbers, is the same as before. */
static bool same_neighbours(const struct ent_adapt *a, uint32_t k)
{
	const ent_value *x = &a->asked[k], *y = &a->was[k];
	if ((is_quantity(x) || x->kind == ENT_VALUE_TIME) &&
	    !ent_str_eq(sign_after(a->query, x), sign_after(a->source, y)))
		return false;
	if (!is_quantity(x) || x->group)
		return true;
	ent_str p = next_word(a->query, x->end), q = next_word(a->source, y->end);
	if (p.n && q.n && !alike(p, q) && !(is_function_word(p) && is_function_word(q)))
		return false;
	p = word_before(a->query, x->start);
	q = word_before(a->source, y->start);
	return !p.n || !q.n || alike(p, q) ||
	       (is_function_word(p) && is_function_word(q));
}

/* ---- dates ---------------------------------------------------------------------- */

struct date {
	unsigned day, month, year, weekday, days;
};

static struct date date_of(const ent_value *values, uint32_t n, uint16_t group)
{
	struct date d = { 0, 0, 0, 0, 0 };
	for (uint32_t k = 0; k < n && group; k++) {
		const ent_value *v = &values[k];
		if (v->group != group)
			continue;
		if (v->kind == ENT_VALUE_DAY) {
			d.day = v->number;
			d.days++;
		} else if (v->kind == ENT_VALUE_MONTH) {
			d.month = v->number;
		} else if (v->kind == ENT_VALUE_WEEKDAY) {
			d.weekday = v->number;
		} else if (v->kind == ENT_VALUE_NUMBER) {
			for (const char *c = v->digits; *c; c++)
				d.year = d.year * 10 + (unsigned)(*c - '0');
		}
	}
	return d;
}

/* 1 (Monday) to 7; 0 when the date is not complete. */
static unsigned weekday_of(const struct date *d)
{
	if (!d->day || !d->month || !d->year || d->days != 1)
		return 0;
	unsigned m = d->month < 3 ? d->month + 12 : d->month;
	unsigned y = d->month < 3 ? d->year - 1 : d->year;
	unsigned h = (d->day + 13 * (m + 1) / 5 + y + y / 4 - y / 100 + y / 400) % 7;
	return (h + 5) % 7 + 1;
}

static bool weekdays_fit(const struct ent_adapt *a)
{
	for (uint32_t k = 0; k < a->n_asked; k++) {
		if (a->asked[k].kind != ENT_VALUE_WEEKDAY || !a->asked[k].group)
			continue;
		struct date d = date_of(a->asked, a->n_asked, a->asked[k].group);
		unsigned right = weekday_of(&d);
		if (right && right != d.weekday)
			return false;
	}
	return true;
}

static bool same_date(const struct date *x, const struct date *y)
{
	return (!x->month || !y->month || x->month == y->month) &&
	       (!x->year || !y->year || x->year == y->year) &&
	       (!x->weekday || !y->weekday || x->weekday == y->weekday) &&
	       (x->days != 1 || y->days != 1 || x->day == y->day);
}

/* ---- where a value is in the target --------------------------------------------- */

static bool same_in_target(const struct ent_adapt *a, uint32_t was, uint32_t slot)
{
	return ent_value_same(&a->was[was], a->source, &a->slots[slot], a->target);
}

/* Whether the words after a source value and a slot look alike: "members",
 * "membres". */
static bool cognate(const struct ent_adapt *a, uint32_t was, uint32_t slot)
{
	ent_str p = next_word(a->source, a->was[was].end);
	ent_str q = next_word(a->target, a->slots[slot].end);
	if (a->was[was].unit && a->was[was].unit == a->slots[slot].unit)
		return true;
	return p.n >= 4 && q.n >= 4 && shared_prefix(p, q) >= 4;
}

static bool same_context(const struct ent_adapt *a, uint32_t was, uint32_t slot)
{
	const ent_value *v = &a->was[was], *t = &a->slots[slot];
	if (v->group && t->group) {
		struct date x = date_of(a->was, a->n_was, v->group);
		struct date y = date_of(a->slots, a->n_slots, t->group);
		return same_date(&x, &y);
	}
	return cognate(a, was, slot);
}

/* Source values that are the same as number k, and whether all become the same. */
static uint32_t count_same(bool *uniform, const struct ent_adapt *a, uint32_t k)
{
	uint32_t n = 0;
	*uniform = true;
	for (uint32_t i = 0; i < a->n_was; i++) {
		if (!ent_value_same(&a->was[i], a->source, &a->was[k], a->source))
			continue;
		n++;
		*uniform &=
			ent_value_same(&a->asked[i], a->query, &a->asked[k], a->query);
	}
	return n;
}

/* The only source value of those equal to k whose words are like those of the slot. */
static bool belongs(const struct ent_adapt *a, uint32_t k, uint32_t slot)
{
	if (!same_context(a, k, slot))
		return false;
	for (uint32_t i = 0; i < a->n_was; i++)
		if (i != k &&
		    ent_value_same(&a->was[i], a->source, &a->was[k], a->source) &&
		    same_context(a, i, slot))
			return false;
	return true;
}

/* Two equal values and two slots: when one pair is known, so is the other. */
static bool by_elimination(const struct ent_adapt *a, uint32_t k, uint32_t slot)
{
	uint32_t other = k, rest = slot, n = 0, m = 0;
	for (uint32_t i = 0; i < a->n_was; i++)
		if (ent_value_same(&a->was[i], a->source, &a->was[k], a->source)) {
			n++;
			other = i != k ? i : other;
		}
	for (uint32_t i = 0; i < a->n_slots; i++)
		if (same_in_target(a, k, i)) {
			m++;
			rest = i != slot ? i : rest;
		}
	return n == 2 && m == 2 && belongs(a, other, rest);
}

/* ---- putting -------------------------------------------------------------------- */

static ent_substitution_kind kind_of(const ent_value *v)
{
	return v->group || v->kind == ENT_VALUE_WEEKDAY || v->kind == ENT_VALUE_MONTH ||
			       v->kind == ENT_VALUE_DAY
		       ? ENT_SUBSTITUTION_DATE
		       : ENT_SUBSTITUTION_NUMBER;
}

static bool replace_at(struct ent_adapt *a, uint32_t k, uint32_t slot)
{
	ent_buf text = ENT_BUF_INIT;
	ent_value_place place = { .slot = &a->slots[slot], .text = a->target };
	bool ok = ent_value_write(&text, &place, &a->asked[k], a->query, &a->was[k]);
	a->failed |= text.failed;
	if (ok && !text.failed)
		ent_adapt_replace(a, place.start, place.end, kind_of(&a->slots[slot]),
				  ent_buf_str(&text), &a->asked[k]);
	ent_buf_release(&text);
	return ok;
}

static bool is_replaced(const struct ent_adapt *a, uint32_t slot)
{
	for (uint32_t k = 0; k < a->n; k++)
		if (a->replacements[k].start < a->slots[slot].end &&
		    a->replacements[k].end > a->slots[slot].start)
			return true;
	return false;
}

/* A weekday whose date in the target has none need not be put in. */
static bool can_be_left_out(const struct ent_adapt *a, uint32_t k)
{
	return a->was[k].kind == ENT_VALUE_WEEKDAY && a->was[k].group;
}

static bool replace_value(struct ent_adapt *a, uint32_t k)
{
	bool uniform;
	uint32_t same = count_same(&uniform, a, k), found = 0, put = 0;
	for (uint32_t i = 0; i < a->n_slots; i++)
		found += same_in_target(a, k, i);
	if (!found)
		return can_be_left_out(a, k);
	const bool all = uniform && (found <= same || a->was[k].group);
	for (uint32_t i = 0; i < a->n_slots; i++) {
		if (!same_in_target(a, k, i))
			continue;
		if (!all && !belongs(a, k, i) && !by_elimination(a, k, i))
			continue;
		put++;
		if (!is_replaced(a, i) && !replace_at(a, k, i))
			return false;
	}
	return put > 0 && (all || put == 1);
}

/* The query's group that a source value's date became. */
static uint16_t asked_group(const struct ent_adapt *a, const struct date *d)
{
	for (uint32_t k = 0; k < a->n_was; k++) {
		struct date x = date_of(a->was, a->n_was, a->was[k].group);
		if (a->was[k].group && same_date(&x, d))
			return a->asked[k].group;
	}
	return 0;
}

/* A day of the week that only the target has. */
static bool replace_weekdays(struct ent_adapt *a)
{
	for (uint32_t i = 0; i < a->n_slots; i++) {
		const ent_value *slot = &a->slots[i];
		if (slot->kind != ENT_VALUE_WEEKDAY || !slot->group ||
		    is_replaced(a, i))
			continue;
		bool changed = false, known = false;
		for (uint32_t k = 0; k < a->n_slots; k++)
			changed |=
				a->slots[k].group == slot->group && is_replaced(a, k);
		for (uint32_t k = 0; k < a->n_was; k++)
			known |= same_in_target(a, k, i);
		if (!changed || known)
			continue;
		struct date d = date_of(a->slots, a->n_slots, slot->group);
		struct date is = date_of(a->asked, a->n_asked, asked_group(a, &d));
		ent_value weekday = *slot;
		weekday.number = (uint16_t)weekday_of(&is);
		ent_buf text = ENT_BUF_INIT;
		ent_value_place place = { .slot = slot, .text = a->target };
		bool ok = weekday.number &&
			  ent_value_write(&text, &place, &weekday, a->target, slot);
		if (ok)
			ent_adapt_replace(a, place.start, place.end,
					  ENT_SUBSTITUTION_DATE, ent_buf_str(&text),
					  NULL);
		a->failed |= text.failed;
		ent_buf_release(&text);
		if (!ok)
			return false;
	}
	return true;
}

/* The value that replaces a slot; the slot itself when none does. */
static const ent_value *value_at(const struct ent_adapt *a, uint32_t slot)
{
	for (uint32_t k = 0; k < a->n; k++)
		if (a->replacements[k].is &&
		    a->replacements[k].start < a->slots[slot].end &&
		    a->replacements[k].end > a->slots[slot].start)
			return a->replacements[k].is;
	return &a->slots[slot];
}

/* "9 to 11 a.m." must not become "10 to 1 p.m.", which is read in two ways. */
static bool halves_fit(const struct ent_adapt *a)
{
	for (uint32_t i = 0; i + 1 < a->n_slots; i++) {
		const ent_value *bare = &a->slots[i];
		if (bare->kind != ENT_VALUE_TIME || bare->style != ENT_TIME_BARE ||
		    bare->lang != ENT_VALUE_ENGLISH)
			continue;
		const bool is = value_at(a, i)->number < 12 * 60;
		if (is != (value_at(a, i + 1)->number < 12 * 60) &&
		    (is_replaced(a, i) || is_replaced(a, i + 1)))
			return false;
	}
	return true;
}

/* Edits inside values are adapted. */
static void mark_used(struct ent_adapt *a)
{
	for (uint32_t k = 0; k < a->match->n_edits; k++) {
		const ent_edit *e = &a->match->edits[k];
		a->used[k] |= (e->query_end > e->query_start &&
			       ent_adapt_in_value(a->asked, a->n_asked, e->query_start,
						  e->query_end)) ||
			      (e->match_end > e->match_start &&
			       ent_adapt_in_value(a->was, a->n_was, e->match_start,
						  e->match_end));
	}
}

static bool is_edited(const struct ent_adapt *a, uint32_t k)
{
	const ent_value *x = &a->asked[k], *y = &a->was[k];
	for (uint32_t i = 0; i < a->match->n_edits; i++) {
		const ent_edit *e = &a->match->edits[i];
		if ((e->query_start < x->end && e->query_end > x->start) ||
		    (e->match_start < y->end && e->match_end > y->start))
			return true;
	}
	return false;
}

/* Whether value k is at the same place of its sentence as before, beside the same
 * words. "un fils et deux filles" has the two of "deux fils et une fille" elsewhere. */
static bool same_place(const struct ent_adapt *a, uint32_t k)
{
	return words_before(a, a->asked[k].start, true) ==
		       words_before(a, a->was[k].start, false) &&
	       same_neighbours(a, k);
}

bool ent_adapt_values_differ(struct ent_adapt *a)
{
	a->unsure |= !same_kinds(a) || !weekdays_fit(a);
	for (uint32_t k = 0; k < a->n_asked && !a->unsure; k++)
		if (!same_values(a, k))
			return true;
	return false;
}

void ent_adapt_values(struct ent_adapt *a)
{
	for (uint32_t k = 0; k < a->n_asked && !a->unsure && !a->failed; k++) {
		const bool same = same_values(a, k);
		if (same && !is_edited(a, k))
			continue;
		a->unsure = !same_place(a, k) || (!same && !replace_value(a, k));
	}
	if (!a->unsure && (!replace_weekdays(a) || !halves_fit(a)))
		a->unsure = true;
	mark_used(a);
}
