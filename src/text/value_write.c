/* SPDX-License-Identifier: Apache-2.0 */
/* value_write.c - write a value in the place of another one, in the style of its text
 * and language.
 *
 * A slot keeps its style: "9 h" becomes "9 h 30" and not "9:30", a scale word agrees
 * with its number ("1,5 million", "2 millions"), so does the noun of a known unit ("1
 * an", "2 ans"); "d'avril" becomes "de mai" and "a 5%" "an 8%".  Nothing is written
 * where the number of an unknown noun would change, where an ordinal needs a gender
 * that the text does not show, or where the value has no form in the style of the slot.
 */
#include <stdio.h>

#include "text/value_scan.h"
#include "text/value_slot.h"

/* Whether a literal is a date whose second part cannot be a month, "08/13/2023": never
 * in French. */
static bool is_month_first(ent_str s)
{
	return s.n == 10 && s.p[2] == '/' && s.p[5] == '/' &&
	       (s.p[3] > '1' || (s.p[3] == '1' && s.p[4] > '2'));
}

/* By their bytes. */
static bool write_literal(struct ent_slot_write *w)
{
	const ent_value *is = w->is, *was = w->was;
	if (is->kind != ENT_VALUE_LITERAL && is->kind != ENT_VALUE_NUMBER)
		return false;
	/* "3.1" in both texts is a version; its unit, if it has one, is beside it */
	const bool whole = is->kind == ENT_VALUE_LITERAL;
	if (is->in_words || is->scale || is->currency || is->negative ||
	    (!whole && (was->end - was->numeral.end != is->end - is->numeral.end)))
		return false;
	ent_value_span s = whole ? (ent_value_span){ is->start, is->end } : is->numeral;
	const ent_str bytes = ent_str_slice(w->is_text, s.start, s.end);
	if (w->lang == ENT_VALUE_FRENCH && is_month_first(bytes))
		return false;
	ent_slot_add_text(w, w->slot->start, w->slot->numeral.start);
	ent_buf_add(w->out, bytes);
	ent_slot_add_text(w, w->slot->numeral.end, w->slot->end);
	return true;
}

bool ent_value_write(ent_buf *out,
		     ent_value_place *place,
		     const ent_value *is,
		     ent_str is_text,
		     const ent_value *was)
{
	struct ent_slot_write w = { .out = out,
				    .place = place,
				    .slot = place->slot,
				    .is = is,
				    .was = was,
				    .text = place->text,
				    .is_text = is_text,
				    .lang = place->slot->lang };
	place->start = place->slot->start;
	place->end = place->slot->end;
	if (!ent_quantities_agree(place->slot, was) || is->unsure || was->unsure ||
	    place->slot->unsure)
		return false;
	ent_str digits =
		ent_str_slice(w.text, w.slot->numeral.start, w.slot->numeral.end);
	if (place->slot->kind == ENT_VALUE_NUMBER && w.lang != was->lang &&
	    memchr(digits.p, '.', digits.n) && !ent_value_same_digits(place->slot, was))
		return write_literal(&w);
	if (place->slot->kind == ENT_VALUE_LITERAL || was->kind == ENT_VALUE_LITERAL ||
	    is->kind == ENT_VALUE_LITERAL)
		return write_literal(&w);
	ent_value hours = *is, old = *was;
	if (place->slot->kind == ENT_VALUE_NUMBER && is->kind == ENT_VALUE_TIME &&
	    was->kind == ENT_VALUE_TIME && is->number % 60 == 0) { /* "6 heures" */
		hours.kind = old.kind = ENT_VALUE_NUMBER;
		hours.unit = old.unit = ENT_UNIT_HOUR;
		snprintf(hours.digits, sizeof(hours.digits), "%d", is->number / 60);
		snprintf(old.digits, sizeof(old.digits), "%d", was->number / 60);
		w.is = &hours;
		w.was = &old;
		return ent_slot_write_number(&w);
	}
	switch (place->slot->kind) {
	case ENT_VALUE_NUMBER:
		return is->kind == ENT_VALUE_NUMBER ? ent_slot_write_number(&w) : false;
	case ENT_VALUE_ORDINAL:
		return is->kind == ENT_VALUE_ORDINAL && ent_slot_write_ordinal(&w);
	case ENT_VALUE_ROMAN:
		return is->kind == ENT_VALUE_ROMAN && ent_slot_write_roman(&w);
	case ENT_VALUE_DAY: return is->kind == ENT_VALUE_DAY && ent_slot_write_day(&w);
	case ENT_VALUE_MONTH:
		return is->kind == ENT_VALUE_MONTH && ent_slot_write_month(&w);
	case ENT_VALUE_WEEKDAY:
		return is->kind == ENT_VALUE_WEEKDAY && ent_slot_write_weekday(&w);
	case ENT_VALUE_TIME:
		return (is->kind == ENT_VALUE_TIME || is->kind == ENT_VALUE_NUMBER) &&
		       ent_slot_write_time(&w);
	case ENT_VALUE_LITERAL: break;
	}
	return false;
}
