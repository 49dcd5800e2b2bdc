/* SPDX-License-Identifier: Apache-2.0 */
/* value_write_time.c - write a time of the day. */
#include "text/value_slot.h"

static bool add_french_time(struct ent_slot_write *w, unsigned hour, unsigned minute)
{
	const ent_value *slot = w->slot;
	if (w->is->style == ENT_TIME_WORD) {
		ent_slot_add(w, hour ? "midi" : "minuit");
		return true;
	}
	const bool heures = slot->style == ENT_TIME_HEURES;
	const size_t gap = heures ? 1 : slot->after.start - slot->numeral.end;
	ent_buf_addf(w->out, "%u", hour);
	if (heures && !minute) {
		ent_slot_add_text(w, slot->numeral.end, slot->after.start);
		ent_slot_add(w, hour < 2 ? "heure" : "heures");
		return true;
	}
	ent_slot_add_text(w, slot->numeral.end, slot->after.start);
	ent_slot_add(w, heures ? "h" : "");
	if (!heures)
		ent_slot_add_text(w, slot->after.start, slot->after.end);
	if (!minute && !ent_span_is_set(slot->minutes))
		return true;
	if (!minute && !ent_span_is_set(w->is->minutes))
		return true;
	if (ent_span_is_set(slot->minutes))
		ent_slot_add_text(w, slot->after.end, slot->minutes.start);
	else if (gap)
		ent_slot_add_text(w, slot->numeral.end, slot->after.start);
	ent_buf_addf(w->out, "%02u", minute);
	return true;
}

/* The full stop of "p.m." may end the sentence too; false when that is not sure. */
static bool keep_full_stop(struct ent_slot_write *w)
{
	const size_t end = w->slot->end;
	if (w->text.p[end - 1] != '.')
		return true;
	ent_str rest = ent_str_slice(w->text, end, w->text.n);
	if (!rest.n || rest.p[0] == '"' || ent_str_starts(rest, ENT_STR("\u201D")))
		ent_slot_add(w, ".");
	ent_str next = ent_word_after(w->text, end);
	return !next.n || next.p[0] < 'A' || next.p[0] > 'Z';
}

/* A bare time ("9" of "9 to 11 a.m.") must be in the half of the day that is written
 * later. */
static bool add_english_time(struct ent_slot_write *w, unsigned hour, unsigned minute)
{
	const ent_value *slot = w->slot;
	const bool half = slot->style == ENT_TIME_HALF;
	const unsigned twelve = hour % 12 ? hour % 12 : 12;
	if (half && !minute && hour % 12 == 0) {
		ent_slot_add(w, hour == 12 ? "noon" : "midnight");
		return (hour == 12 || hour == 0) && keep_full_stop(w);
	}
	ent_buf_addf(w->out, "%u", twelve);
	if (minute || ent_span_is_set(slot->minutes)) {
		const char separator = ent_span_is_set(slot->minutes)
					       ? w->text.p[slot->minutes.start - 1]
					       : '.';
		if (minute || ent_span_is_set(w->is->minutes))
			ent_buf_addf(w->out, "%c%02u", separator, minute);
	}
	if (!half)
		return (hour < 12) == (slot->number < 12 * 60);
	uint32_t from =
		ent_span_is_set(slot->minutes) ? slot->minutes.end : slot->numeral.end;
	for (uint32_t k = from; k < slot->end; k++) {
		char c = w->text.p[k];
		if ((c | 32) == 'a' || (c | 32) == 'p')
			c = (char)((hour < 12 ? 'a' : 'p') | (c & 32));
		ent_buf_add_char(w->out, c);
	}
	return true;
}

/* Writes a time in the place of "noon" or "minuit". */
static bool write_word_time(struct ent_slot_write *w, unsigned hour, unsigned minute)
{
	const bool french = w->lang == ENT_VALUE_FRENCH;
	if (!minute && hour % 12 == 0 && hour < 24 &&
	    (w->is->style == ENT_TIME_WORD || !french)) {
		ent_slot_add(w, french ? (hour ? "midi" : "minuit")
				       : (hour ? "noon" : "midnight"));
		return true;
	}
	if (french) {
		ent_buf_addf(w->out, "%u h", hour);
		if (minute)
			ent_buf_addf(w->out, " %02u", minute);
		return true;
	}
	/* how the text separates minutes is not known */
	ent_buf_addf(w->out, "%u %s", hour % 12 ? hour % 12 : 12,
		     hour < 12 ? "a.m." : "p.m.");
	if (w->slot->end < w->text.n && w->text.p[w->slot->end] == '.')
		w->place->end++; /* one full stop ends both */
	return !minute && hour < 24;
}

bool ent_slot_write_time(struct ent_slot_write *w)
{
	const ent_value *slot = w->slot;
	unsigned hour, minute;
	if (w->is->kind == ENT_VALUE_TIME) {
		hour = w->is->number / 60;
		minute = w->is->number % 60;
	} else { /* "6 hours" */
		hour = 0;
		for (const char *c = w->is->digits; *c; c++)
			hour = hour * 10 + (unsigned)(*c - '0');
		minute = 0;
		if (hour > 24 || strlen(w->is->digits) > 2 || w->is->in_words)
			return false;
	}
	switch (slot->style) {
	case ENT_TIME_H:
	case ENT_TIME_HEURES: return add_french_time(w, hour, minute);
	case ENT_TIME_HALF: return add_english_time(w, hour, minute);
	case ENT_TIME_BARE:
		if (w->lang == ENT_VALUE_ENGLISH)
			return add_english_time(w, hour, minute);
		ent_buf_addf(w->out, "%u", hour);
		return minute == 0;
	case ENT_TIME_COLON:
		ent_buf_addf(w->out,
			     w->text.p[slot->start] == '0' ? "%02u:%02u" : "%u:%02u",
			     hour, minute);
		return w->is->style != ENT_TIME_HALF || hour >= 10 ||
		       w->lang == ENT_VALUE_FRENCH;
	case ENT_TIME_WORD: return write_word_time(w, hour, minute);
	}
	return false;
}
