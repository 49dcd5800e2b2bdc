/* SPDX-License-Identifier: Apache-2.0 */
/* value_write_number.c - write a number, with its scale, unit and currency. */
#include "base/ascii.h"
#include "base/word_list.h"
#include "text/value_scan.h"
#include "text/value_slot.h"

/* ---- numerals ------------------------------------------------------------------- */

static const char *default_separator(const struct ent_slot_write *w)
{
	if (w->lang != ENT_VALUE_FRENCH)
		return ",";
	for (size_t k = 0; k + 1 < w->text.n; k++)
		if (!memcmp(w->text.p + k, "\xC2\xA0", 2))
			return "\xC2\xA0";
	return "\xE2\x80\xAF";
}

static void add_digits(struct ent_slot_write *w, const char *digits, bool grouped)
{
	const char *separator =
		w->slot->grouped ? w->slot->separator : default_separator(w);
	const size_t whole = strcspn(digits, ".");
	/* four digits are grouped where the query's are */
	for (size_t k = 0; digits[k]; k++) {
		if (grouped && k && k < whole && (whole - k) % 3 == 0)
			ent_slot_add(w, separator);
		if (digits[k] == '.')
			ent_buf_add_char(w->out,
					 w->lang == ENT_VALUE_ENGLISH ? '.' : ',');
		else
			ent_buf_add_char(w->out, digits[k]);
	}
}

/* Writes the digits of a number in ones (500000) when they are given at a scale
 * (.5 million: shift 6); false when decimals are left over, which nobody writes. */
static bool write_in_ones(char *out, size_t size, const char *digits, unsigned shift)
{
	const size_t whole = strcspn(digits, ".");
	const char *decimals = digits + whole + (digits[whole] == '.');
	size_t n = whole, zeros = 0;
	if (whole + strlen(decimals) + 16 > size)
		return false;
	memcpy(out, digits, whole);
	for (unsigned k = 0; k < shift; k++)
		out[n++] = *decimals ? *decimals++ : '0';
	while (zeros + 1 < n && out[zeros] == '0')
		zeros++;
	memmove(out, out + zeros, n - zeros);
	out[n - zeros] = '\0';
	return !*decimals;
}

/* ---- agreement ------------------------------------------------------------------ */

/* Whether no word follows that must agree with the number before it. */
static bool nothing_agrees(const struct ent_slot_write *w, uint32_t at)
{
	static const char prepositions[] =
		"de d du des en à au aux pour par dans sur sous avec sans chez et ou dont "
		"depuis avant après contre entre jusqu lors durant pendant vers soit puis "
		"of in on at for to from by with and or until before after during per as "
		"under over between than since within";
	ent_str next = ent_word_after(w->text, at);
	return !next.n || ent_words_have_capitalised(prepositions, next);
}

/* "8 of the 11 sites", "1 personne sur 8": a verb that follows agrees with it. */
static bool is_share(const struct ent_slot_write *w, uint32_t at)
{
	return ent_words_have_capitalised("des de d of sur in",
					  ent_word_after(w->text, at));
}

/* Whether what is before a number agrees with it: a plural, a verb ("there are"). */
static bool plural_before(const struct ent_slot_write *w, uint32_t at)
{
	return ent_words_have_capitalised(
		"les ces des aux ses leurs nos vos mes tes quelques plusieurs "
		"these those all both are were is was sont étaient furent est",
		ent_word_before(w->text, at));
}

/* "Article 12", "n° 3", "(3)": a number that counts nothing. */
static bool is_reference_at(ent_str text, uint32_t start, uint32_t end)
{
	static const char nouns[] =
		"article articles chapitre chapitres chapter chapters page pages annexe annex "
		"phase partie part parts tableau table section sections subsection subsections "
		"version paragraphe paragraphes paragraph paragraphs alinéa alinéas clause "
		"clauses point quai platform pier salle porte gate étape step règle rule "
		"volume tome numéro number protocole protocol résolution resolution ligne line "
		"item schedule sous-alinéa subparagraph disposition";
	ent_str before = ent_word_before(text, start);
	if (before.n > 1 && ent_is_capital(before.p[0]) && before.p > text.p)
		return true;
	if (ent_words_have_capitalised(nouns, before))
		return true;
	if (start && text.p[start - 1] == '(' && end < text.n && text.p[end] == ')')
		return true;
	if (end < text.n && text.p[end] == '(')
		return true;
	size_t at = start - ent_gap_before(text, start);
	return at >= 2 && (!memcmp(text.p + at - 2, "\xC2\xB0", 2) ||
			   !memcmp(text.p + at - 2, "\xC2\xBA", 2) ||
			   !memcmp(text.p + at - 2, "\xC2\xA7", 2) ||
			   !memcmp(text.p + at - 2, "o.", 2));
}

/* The same, or one that is joined to a reference: "articles 12 to 15". */
static bool is_reference(const struct ent_slot_write *w)
{
	static const char joiners[] = "to and or à et ou";
	ent_str text = w->text;
	uint32_t start = w->slot->start, end = w->slot->end;
	for (unsigned step = 0; step < 8; step++) {
		if (is_reference_at(text, start, end))
			return true;
		ent_str joiner = ent_word_before(text, start);
		size_t at = joiner.n ? (size_t)(joiner.p - text.p) : start;
		const bool comma = !joiner.n && ent_gap_before(text, start) &&
				   start > 1 && text.p[start - 2] == ',';
		if (!comma && !ent_words_have_capitalised(joiners, joiner))
			return false;
		at -= comma ? 2 : ent_gap_before(text, at);
		end = (uint32_t)at;
		while (at && (ent_is_digit(text.p[at - 1]) || text.p[at - 1] == '.'))
			at--;
		if (at == end)
			return false;
		start = (uint32_t)at;
	}
	return false;
}

/* ---- numbers -------------------------------------------------------------------- */

/* The number as the slot shows it. */
struct scales {
	char digits[2 * ENT_VALUE_DIGITS];
	unsigned scale; /* power of ten of the scale word; 0: none */
};

static bool find_scale(struct scales *out, const struct ent_slot_write *w)
{
	const ent_value *is = w->is, *was = w->was, *slot = w->slot;
	/* thousands are written in digits */
	const bool expand = is->scale == 3 || (slot->scale != was->scale &&
					       slot->scale == 0 && is->scale);
	memcpy(out->digits, is->digits, sizeof(is->digits));
	out->scale = is->scale;
	/* "two thousand" */
	if (slot->scale == 3 && was->scale == 3 && is->scale == 3 && is->in_words &&
	    was->in_words && slot->in_words)
		return true;
	if (slot->scale == 3 || (slot->scale != was->scale && slot->scale != 0))
		return false;
	if (!expand)
		return true;
	out->scale = 0;
	return write_in_ones(out->digits, sizeof(out->digits), is->digits, is->scale);
}

/* Whether a number with decimals that replaces one without is a measure: a unit, a
 * symbol or a noun follows. */
static bool is_measure(const struct ent_slot_write *w)
{
	const ent_value *slot = w->slot;
	if (slot->unit || slot->currency || slot->scale)
		return true;
	const size_t at = slot->end + ent_gap_after(w->text, slot->end);
	const bool sign = at < w->text.n && (w->text.p[at] & 0x80) != 0;
	return sign ||
	       (ent_word_after(w->text, slot->end).n && !nothing_agrees(w, slot->end));
}

/* Writes the numeral itself. */
static bool add_numeral(struct ent_slot_write *w, const struct scales *s)
{
	/* the second year of "2022-23" */
	if (w->slot->numeral.end - w->slot->numeral.start == 2 && !w->slot->in_words &&
	    strlen(w->slot->digits) == 4) {
		const bool year =
			strlen(s->digits) == 4 && memcmp(s->digits + 2, "00", 2);
		ent_slot_add(w, year ? s->digits + 2 : "");
		return year && !w->is->in_words && !w->is->grouped;
	}
	if (!w->is->in_words) {
		add_digits(w, s->digits, w->is->grouped || s->scale != w->is->scale);
		return true;
	}
	unsigned n = 0;
	for (const char *c = s->digits; *c; c++)
		n = n * 10 + (unsigned)(*c - '0');
	char word[ENT_NUMBER_WORDS];
	if (strlen(s->digits) > 2 || !ent_number_spelled(word, w->lang, n))
		return false;
	ent_slot_add_capital(w, word, ent_slot_has_capital(w, w->slot->numeral.start));
	return true;
}

/* Writes the noun of a currency after a French scale word: "de dollars", "d'euros". */
static bool add_linked(struct ent_slot_write *w, ent_str noun)
{
	static const char vowels[] = "aeiouAEIOU";
	if (!noun.n || noun.p[0] == 'h' || noun.p[0] == 'H' || noun.p[0] == 'y')
		return false;
	const bool vowel = strchr(vowels, noun.p[0]) ||
			   ((unsigned char)noun.p[0] == 0xC3 && noun.n > 1 &&
			    (unsigned char)noun.p[1] != 0xA7);
	ent_slot_add(w, vowel ? "d'" : "de ");
	ent_buf_add(w->out, noun);
	return true;
}

static bool is_plural(const struct ent_slot_write *w, ent_str noun)
{
	bool plural;
	ent_unit_noun_of(&plural, w->lang, noun);
	return plural && w->text.p[noun.p - w->text.p - 1] != '-';
}

/* Whether a French word is a noun in the plural, or an adjective before one: "250 000
 * comprimés". */
static bool is_counted(ent_str word)
{
	return word.n > 4 && word.p[word.n - 1] == 's' &&
	       !ent_words_have_capitalised(
		       "moins depuis après alors jamais toujours ailleurs "
		       "autres certes celles étions avons avions "
		       "serons allons mètres carrés cubes",
		       word);
}

/* Writes a slot that has no scale with one: "214 669 $" to "1,5 million de dollars". */
static bool add_with_scale(struct ent_slot_write *w, const struct scales *s)
{
	const ent_value *slot = w->slot;
	const bool french = w->lang == ENT_VALUE_FRENCH;
	const bool before = ent_span_is_set(slot->currency_mark) &&
			    slot->currency_mark.start < slot->numeral.start;
	const char *word = ent_scale_word(
		w->lang, s->scale,
		!french || !(s->digits[0] == '1' || s->digits[0] == '0') ||
			strcspn(s->digits, ".") > 1);
	if (!word || slot->unit == ENT_UNIT_PERCENT || (french && before) ||
	    (!slot->currency && french && !ent_span_is_set(slot->noun) &&
	     !is_counted(ent_word_after(w->text, slot->end))))
		return false;
	if (!before || !french)
		ent_slot_add_text(w, slot->start, slot->numeral.start);
	if (!add_numeral(w, s))
		return false;
	ent_slot_add(w, " ");
	ent_slot_add(w, word);
	ent_str noun = ent_str_slice(w->text, slot->noun.start, slot->noun.end);
	if (before || (!slot->currency && !french)) {
		ent_slot_add_text(w, slot->numeral.end, slot->end);
		return slot->currency || !noun.n || is_plural(w, noun);
	}
	ent_slot_add(w, " ");
	if (!slot->currency && !noun.n) {
		ent_str counted = ent_word_after(w->text, slot->end);
		w->place->end = (uint32_t)(counted.p + counted.n - w->text.p);
		return add_linked(w, counted);
	}
	const char *name;
	if (!ent_span_is_set(slot->noun)) { /* a symbol */
		name = ent_currency_name(w->lang, slot->currency);
		if (!name || !french)
			return false;
		return add_linked(w, ent_str_of(name));
	}
	name = ent_unit_in_number(w->lang, noun, true);
	if (!name)
		return false;
	if (!french) {
		ent_slot_add_text(w, slot->currency_mark.start, slot->noun.start);
		ent_slot_add(w, name);
	} else if (!add_linked(w, ent_str_of(name))) {
		return false;
	}
	ent_slot_add_text(w, slot->noun.end, slot->end);
	return true;
}

/* Writes the noun of the slot, which agrees with the number written. */
static bool add_noun(struct ent_slot_write *w, bool singular)
{
	const ent_value *slot = w->slot;
	ent_str noun = ent_str_slice(w->text, slot->noun.start, slot->noun.end);
	const bool hyphen = w->text.p[slot->noun.start - 1] == '-';
	const bool other = w->is->unit && w->was->unit && w->is->unit != w->was->unit;
	const char *word = other ? ent_unit_name(w->lang, w->is->unit, !singular)
				 : ent_unit_in_number(w->lang, noun, !singular);
	bool plural;
	ent_unit_noun_of(&plural, w->lang, noun);
	if (hyphen && !other) {
		ent_buf_add(w->out, noun); /* "a 3-year plan" */
		return true;
	}
	const bool was_singular = ent_value_is_singular(w->was, w->lang);
	if (!other && was_singular == singular) {
		ent_buf_add(w->out, noun);
		return true;
	}
	if (!word || hyphen || !nothing_agrees(w, slot->noun.end) ||
	    ent_slot_has_verb(w, slot->noun.end) ||
	    ent_words_have_capitalised("sur",
				       ent_word_after(w->text, slot->noun.end)) ||
	    plural_before(w, slot->start))
		return false;
	ent_slot_add(w, word);
	return true;
}

/* Writes the noun after a slot that has no unit: "11 failles" becomes "1 faille". */
static bool add_counted(struct ent_slot_write *w, uint32_t at, bool singular)
{
	const uint32_t end = w->slot->end;
	const ent_str noun = ent_word_after(w->text, end);
	const uint32_t noun_end = (uint32_t)(noun.p + noun.n - w->text.p);
	if (w->is->in_words || w->slot->in_words || !noun.n ||
	    !ent_gap_after(w->text, end) || !nothing_agrees(w, noun_end) ||
	    is_share(w, noun_end) || is_share(w, end) ||
	    plural_before(w, w->slot->start) || ent_slot_has_verb(w, noun_end))
		return false;
	ent_slot_add_text(w, at, (uint32_t)(noun.p - w->text.p));
	w->place->end = noun_end;
	return ent_slot_add_regular_noun(w, noun, singular);
}

static bool same_units(const struct ent_slot_write *w)
{
	const ent_value *is = w->is, *was = w->was, *slot = w->slot;
	if (is->currency || was->currency)
		return is->currency == was->currency;
	/* a symbol is not written: it stays */
	if (!(is->unit && was->unit) && is->quantity != was->quantity)
		return false;
	if ((is->unit == ENT_UNIT_PERCENT) != (was->unit == ENT_UNIT_PERCENT) ||
	    !is->unit != !was->unit)
		return false;
	if (is->unit == was->unit)
		return true;
	return ent_span_is_set(slot->noun) && slot->unit == was->unit;
}

/* Writes the sign and what is before the numeral. */
static void add_before(struct ent_slot_write *w)
{
	uint32_t start = w->slot->start;
	if (w->slot->negative)
		start += w->text.p[start] == '-' ? 1 : 3;
	if (w->is->negative) {
		ent_str minus = ent_str_slice(
			w->is_text, w->is->start,
			w->is->start + 3 > w->is->end ? w->is->end : w->is->start + 3);
		if (w->slot->negative)
			ent_slot_add_text(w, w->slot->start, start);
		else
			ent_slot_add(w, minus.n && minus.p[0] == '-' ? "-" : "\u2212");
	}
	ent_slot_add_text(w, start, w->slot->numeral.start);
}

/* A point where the old number has none: of a reference ("section 52.1"), else a
 * decimal or a group, which only a measure shows. */
static bool has_new_point(const struct ent_slot_write *w)
{
	ent_str is =
		ent_str_slice(w->is_text, w->is->numeral.start, w->is->numeral.end);
	return !w->is->in_words && memchr(is.p, '.', is.n) != NULL &&
	       strcspn(w->was->digits, ".") == strlen(w->was->digits) &&
	       !w->was->grouped;
}

/* The letters of a scale in the style of others: "m" and "bn", "M" and "B", "M" and
 * "Md"; NULL for one without. */
static const char *short_scale(ent_value_lang lang, ent_str like, unsigned scale)
{
	const bool small = like.n && like.p[0] >= 'a';
	return scale != 6 && scale != 9   ? NULL
	       : lang == ENT_VALUE_FRENCH ? (scale == 6 ? "M" : "Md")
	       : scale == 6               ? (small ? "m" : "M")
					  : (small ? "bn" : "B");
}

/* A reference with a new point: its digits alone are written. */
static bool add_reference(struct ent_slot_write *w)
{
	const ent_value *is = w->is, *slot = w->slot;
	ent_buf_add(w->out,
		    ent_str_slice(w->is_text, is->numeral.start, is->numeral.end));
	return !slot->scale && !slot->currency && !slot->unit && !is->negative &&
	       !slot->negative;
}

/* Writes the slot from the end of its numeral to the end of its scale word, which
 * agrees with the digits written. */
static bool add_scale(struct ent_slot_write *w, const ent_value *written)
{
	const ent_value *slot = w->slot;
	ent_value digits = *written;
	digits.scale = 0;
	ent_str old =
		ent_str_slice(w->text, slot->scale_word.start, slot->scale_word.end);
	const bool in_full = ent_scale_of(w->lang, old) != 0;
	const bool plural = !ent_value_is_singular(&digits, w->lang);
	const char *word = in_full ? ent_scale_word(w->lang, written->scale, plural)
				   : short_scale(w->lang, old, written->scale);
	if (!in_full && written->scale != slot->scale && !word)
		return false;
	ent_slot_add_text(w, slot->numeral.end, slot->scale_word.start);
	if (!in_full && written->scale == slot->scale)
		ent_buf_add(w->out, old);
	else
		ent_slot_add(w, word);
	return true;
}

/* Drops the scale word of the slot, and "de" after it; where the rest begins. */
static uint32_t drop_scale(struct ent_slot_write *w)
{
	const ent_value *slot = w->slot;
	const bool linked = ent_span_is_set(slot->link);
	const uint32_t at = linked ? slot->link.end : slot->scale_word.end;
	if ((!linked || at > slot->end) && slot->currency_mark.start < at)
		return at;
	ent_slot_add_text(w, slot->numeral.end, slot->scale_word.start);
	return linked ? at : at + (uint32_t)ent_gap_after(w->text, at);
}

/* Writes what comes after the numeral: scale word, noun, unit. */
static bool add_after(struct ent_slot_write *w, const ent_value *written)
{
	const ent_value *slot = w->slot;
	const bool singular = ent_value_is_singular(written, w->lang);
	const bool noun = ent_span_is_set(slot->noun);
	uint32_t at = slot->numeral.end;
	if (slot->scale && written->scale) {
		if (!add_scale(w, written))
			return false;
		at = slot->scale_word.end;
	} else if (slot->scale) {
		if (singular && noun)
			return false;
		at = drop_scale(w);
	} else if (noun) {
		ent_slot_add_text(w, at, slot->noun.start);
		if (!add_noun(w, singular))
			return false;
		at = slot->noun.end;
	} else if (!slot->unit && !slot->currency &&
		   singular != ent_value_is_singular(w->was, w->lang) &&
		   !is_reference(w) &&
		   (!nothing_agrees(w, slot->end) || is_share(w, slot->end))) {
		return add_counted(w, at, singular);
	}
	ent_slot_add_text(w, at, slot->end);
	return true;
}

bool ent_slot_write_number(struct ent_slot_write *w)
{
	struct scales s;
	if (has_new_point(w) && is_reference(w))
		return add_reference(w);
	if (has_new_point(w) && !is_measure(w))
		return false;
	if (!same_units(w) || !find_scale(&s, w))
		return false;
	ent_slot_fix_article(w, s.digits);
	if (s.scale && !w->slot->scale)
		return !w->is->negative && !w->slot->negative && add_with_scale(w, &s);
	ent_value written = *w->is;
	written.scale = (uint8_t)s.scale;
	memcpy(written.digits, s.digits, sizeof(written.digits) - 1);
	add_before(w);
	return add_numeral(w, &s) && add_after(w, &written);
}
