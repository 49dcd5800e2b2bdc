/* SPDX-License-Identifier: Apache-2.0 */
/* value_write_date.c - write ordinals, Roman numerals and the parts of a date. */
#include <stdio.h>

#include "base/word_list.h"
#include "text/value_scan.h"
#include "text/value_slot.h"

/* ---- ordinals and Roman numerals ------------------------------------------------ */

static const char *english_suffix(unsigned n)
{
	const bool teen = n % 100 >= 11 && n % 100 <= 13;
	return teen          ? "th"
	       : n % 10 == 1 ? "st"
	       : n % 10 == 2 ? "nd"
	       : n % 10 == 3 ? "rd"
			     : "th";
}

/* "er" or "re" by the article; NULL when it does not show the gender. */
static const char *first_suffix(const struct ent_slot_write *w)
{
	ent_str before = ent_word_before(w->text, w->slot->start);
	/* "son onzième" may be of either gender: "son" is before vowels too */
	if (w->slot->number != 11 && ent_words_have_capitalised("mon ton son", before))
		return "er";
	return ent_words_have_capitalised("la une cette ma ta sa", before) ? "re"
	       : ent_words_have_capitalised("le un ce du au", before)      ? "er"
									   : NULL;
}

bool ent_slot_write_ordinal(struct ent_slot_write *w)
{
	const unsigned n = w->is->number;
	const ent_value *slot = w->slot;
	char digits[24];
	if (slot->in_words || w->is->in_words) {
		const char *suffix = first_suffix(w);
		const char *word = ent_ordinal_word(w->lang, n);
		if (n == 1 && w->lang == ENT_VALUE_FRENCH && suffix)
			word = *suffix == 'e' ? "premier" : "première";
		if (!word || !slot->in_words || !w->is->in_words)
			return false;
		snprintf(digits, sizeof(digits), "%u", n);
		ent_slot_fix_article(w, digits);
		ent_slot_add_capital(w, word, ent_slot_has_capital(w, slot->start));
		return true;
	}
	snprintf(digits, sizeof(digits), "%u", n);
	if (w->lang == ENT_VALUE_ENGLISH) {
		ent_slot_fix_article(w, digits);
		ent_slot_add(w, digits);
		ent_slot_add(w, english_suffix(n));
		return true;
	}
	if (slot->roman && !ent_roman_write(digits, n))
		return false;
	ent_slot_add(w, digits);
	if (n == 1) {
		const char *suffix = first_suffix(w);
		if (suffix)
			ent_slot_add(w, suffix);
		return suffix != NULL;
	}
	ent_str suffix = ent_str_slice(w->text, slot->numeral.end, slot->end);
	if (slot->number < 2 || ent_words_have_capitalised("nd nde d de", suffix))
		suffix = ENT_STR("e");
	ent_buf_add(w->out, suffix);
	return true;
}

/* Whether a numeral follows a name, as that of a monarch: French writes "Louis Ier". */
static bool follows_name(const struct ent_slot_write *w)
{
	static const char nouns[] =
		"chapitre annexe titre partie protocole article salle tome livre section "
		"phase tableau niveau classe type groupe catégorie zone division appendice";
	ent_str word = ent_word_before(w->text, w->slot->start);
	return word.n > 1 && !ent_words_have_capitalised(nouns, word) &&
	       word.p[1] >= 'a' && word.p[0] <= 'Z';
}

bool ent_slot_write_roman(struct ent_slot_write *w)
{
	char digits[24];
	if (w->lang == ENT_VALUE_FRENCH && w->is->number == 1 && follows_name(w))
		return false;
	if (!ent_roman_write(digits, w->is->number))
		return false;
	ent_slot_add(w, digits);
	return true;
}

/* ---- dates ---------------------------------------------------------------------- */

bool ent_slot_write_day(struct ent_slot_write *w)
{
	ent_buf_addf(w->out, "%u", w->is->number);
	if (w->lang == ENT_VALUE_FRENCH) {
		if (w->is->number == 1)
			ent_slot_add(w, "er");
	} else if (w->slot->end > w->slot->numeral.end) {
		ent_slot_add(w, english_suffix(w->is->number));
	}
	return true;
}

static bool begins_with_vowel(const char *word)
{
	return strchr("aeiou", word[0]) != NULL;
}

/* "d'avril", "de mai". */
static void fix_elision(struct ent_slot_write *w, const char *name)
{
	uint32_t start = w->slot->start;
	ent_str text = w->text;
	if (w->lang != ENT_VALUE_FRENCH)
		return;
	uint32_t mark = start && text.p[start - 1] == '\'' ? 1
			: start >= 3 && !memcmp(text.p + start - 3, "\xE2\x80\x99", 3)
				? 3
				: 0;
	if (mark && start > mark && (text.p[start - mark - 1] | 32) == 'd' &&
	    (start == mark + 1 || !ent_letter_at(text, start - mark - 2))) {
		if (begins_with_vowel(name))
			return;
		w->place->start = start - mark - 1;
		ent_buf_add_char(w->out, text.p[start - mark - 1]);
		ent_slot_add(w, "e ");
	} else if (ent_words_have_capitalised("de", ent_word_before(text, start)) &&
		   ent_gap_before(text, start) && begins_with_vowel(name)) {
		ent_str de = ent_word_before(text, start);
		w->place->start = (uint32_t)(de.p - text.p);
		ent_buf_add_char(w->out, de.p[0]);
		ent_slot_add(w, "'");
	}
}

bool ent_slot_write_month(struct ent_slot_write *w)
{
	const ent_value *slot = w->slot;
	const char *name = ent_month_name(w->lang, w->is->number, slot->abbreviated);
	if (!name)
		return false;
	if (slot->abbreviated &&
	    !strcmp(name, ent_month_name(w->lang, w->is->number, false)))
		return false; /* "déc." would become "mai." */
	fix_elision(w, name);
	ent_slot_add_capital(w, name,
			     w->lang == ENT_VALUE_ENGLISH ||
				     ent_slot_has_capital(w, slot->start));
	return true;
}

bool ent_slot_write_weekday(struct ent_slot_write *w)
{
	const char *name = ent_weekday_name(w->lang, w->is->number);
	if (!name || w->is->plural != w->was->plural)
		return false;
	ent_slot_add_capital(w, name,
			     w->lang == ENT_VALUE_ENGLISH ||
				     ent_slot_has_capital(w, w->slot->start));
	if (w->slot->plural)
		ent_slot_add(w, "s");
	return true;
}
