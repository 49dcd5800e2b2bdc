/* SPDX-License-Identifier: Apache-2.0 */
/* value_write.c - write a value where another one is, as its text and language do.
 *
 * A slot keeps its style: "9 h" becomes "9 h 30" and not "9:30", a scale word agrees
 * with its number ("1,5 million", "2 millions"), so does the noun of a known unit
 * ("1 an", "2 ans"); "d'avril" becomes "de mai" and "a 5%" "an 8%".  Where the number
 * of a noun would change that is not known, where an ordinal needs a gender that the
 * text does not show, or where the style of the slot cannot say the value, nothing is
 * written.
 */
#include <stdio.h>

#include "base/ascii.h"
#include "text/value_scan.h"

/* One write: the slot and its text. */
struct write {
	ent_buf *out;
	ent_value_place *place;
	const ent_value *slot, *is, *was;
	ent_str text, is_text;
	ent_value_lang lang;
};

static bool has(ent_value_span s)
{
	return s.end > s.start;
}

static void add(struct write *w, const char *z)
{
	ent_buf_add(w->out, ent_str_of(z));
}

/* What is in the slot's text between two places, as it is. */
static void add_text(struct write *w, uint32_t start, uint32_t end)
{
	if (end > start)
		ent_buf_add(w->out, ent_str_slice(w->text, start, end));
}

/* Whether text[at] is part of a letter of Latin script: not of a quote or a space. */
static bool is_letter_at(ent_str text, size_t at)
{
	unsigned char c = (unsigned char)text.p[at];
	if (c < 0x80)
		return ent_is_letter((char)c);
	while (at && (c & 0xC0) == 0x80)
		c = (unsigned char)text.p[--at];
	return c >= 0xC3 && c <= 0xC5;
}

/* The bytes of white space, of all kinds, that end at `at`. */
static size_t space_before(ent_str text, size_t at)
{
	if (at >= 1 && text.p[at - 1] == ' ')
		return 1;
	if (at >= 2 && !memcmp(text.p + at - 2, "\xC2\xA0", 2))
		return 2;
	return at >= 3 && !memcmp(text.p + at - 3, "\xE2\x80\xAF", 3) ? 3 : 0;
}

static size_t space_after(ent_str text, size_t at)
{
	ent_str rest = ent_str_slice(text, at, text.n);
	return ent_str_starts(rest, ENT_STR(" "))              ? 1
	       : ent_str_starts(rest, ENT_STR("\xC2\xA0"))     ? 2
	       : ent_str_starts(rest, ENT_STR("\xE2\x80\xAF")) ? 3
							       : 0;
}

/* The word that ends before `at`, a space between; "" for none. */
static ent_str word_before(ent_str text, size_t at)
{
	size_t end = at - space_before(text, at), start = end;
	while (start && is_letter_at(text, start - 1))
		start--;
	return ent_str_slice(text, start, end);
}

static ent_str word_after(ent_str text, size_t at)
{
	size_t start = at + space_after(text, at), end = start;
	while (end < text.n && is_letter_at(text, end))
		end++;
	return ent_str_slice(text, start, end);
}

static bool is_one_of(ent_str word, const char *list)
{
	if (!word.n)
		return false;
	for (ent_str rest = ent_str_of(list); rest.p;) {
		ent_str one = ent_str_cut(&rest, ' ');
		if (one.n != word.n)
			continue;
		size_t k = 0;
		while (k < one.n &&
		       (k || one.p[0] == word.p[0] || (word.p[0] | 32) == one.p[0]) &&
		       (!k || one.p[k] == word.p[k]))
			k++;
		if (k == one.n)
			return true;
	}
	return false;
}

/* ---- numerals ------------------------------------------------------------------- */

static const char *default_separator(const struct write *w)
{
	if (w->lang != ENT_VALUE_FRENCH)
		return ",";
	for (size_t k = 0; k + 1 < w->text.n; k++)
		if (!memcmp(w->text.p + k, "\xC2\xA0", 2))
			return "\xC2\xA0";
	return "\xE2\x80\xAF";
}

static void add_digits(struct write *w, const char *digits, bool grouped)
{
	const char *separator =
		w->slot->grouped ? w->slot->separator : default_separator(w);
	const size_t whole = strcspn(digits, ".");
	/* four digits are grouped where the query's are */
	for (size_t k = 0; digits[k]; k++) {
		if (grouped && k && k < whole && (whole - k) % 3 == 0)
			add(w, separator);
		if (digits[k] == '.')
			ent_buf_add_char(w->out,
					 w->lang == ENT_VALUE_ENGLISH ? '.' : ',');
		else
			ent_buf_add_char(w->out, digits[k]);
	}
}

/* The digits of a number at another scale; false when decimals would be left over that
 * nobody writes. */
static bool rescale(char *out, size_t size, const char *digits, int shift)
{
	const char *point = strchr(digits, '.');
	size_t whole = point ? (size_t)(point - digits) : strlen(digits), n = 0;
	const char *decimals = point ? point + 1 : "";
	if (whole + strlen(decimals) + 16 > size)
		return false;
	if (shift >= 0) {
		memcpy(out, digits, whole);
		n = whole;
		for (int k = 0; k < shift; k++)
			out[n++] = *decimals ? *decimals++ : '0';
		size_t zeros = 0;
		while (zeros + 1 < n && out[zeros] == '0')
			zeros++;
		memmove(out, out + zeros, n - zeros);
		n -= zeros;
		out[n] = '\0';
		return !*decimals;
	}
	return false;
}

static void add_capital(struct write *w, const char *word, bool capital)
{
	if (!capital || !ent_is_letter(word[0])) {
		add(w, word);
		return;
	}
	ent_buf_add_char(w->out, (char)(word[0] & ~32));
	add(w, word + 1);
}

static bool slot_has_capital(const struct write *w, uint32_t at)
{
	return w->text.p[at] >= 'A' && w->text.p[at] <= 'Z';
}

/* ---- agreement ------------------------------------------------------------------ */

/* Whether no word follows that agrees with a number before it. */
static bool nothing_agrees(const struct write *w, uint32_t at)
{
	static const char prepositions[] =
		"de d du des en à au aux pour par dans sur sous avec sans chez et ou dont "
		"depuis avant après contre entre jusqu lors durant pendant vers soit puis "
		"of in on at for to from by with and or until before after during per as "
		"under over between than since within";
	ent_str next = word_after(w->text, at);
	return !next.n || is_one_of(next, prepositions);
}

/* "8 of the 11 sites", "1 personne sur 8": a verb that follows agrees with it. */
static bool is_share(const struct write *w, uint32_t at)
{
	return is_one_of(word_after(w->text, at), "des de d of sur in");
}

/* Whether what is before a number agrees with it: a plural, a verb ("there are"). */
static bool plural_before(const struct write *w, uint32_t at)
{
	return is_one_of(
		word_before(w->text, at),
		"les ces des aux ses leurs nos vos mes tes quelques plusieurs "
		"these those all both are were is was sont étaient furent est");
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
	ent_str before = word_before(text, start);
	if (before.n > 1 && before.p[0] >= 'A' && before.p[0] <= 'Z' &&
	    before.p > text.p)
		return true;
	if (is_one_of(before, nouns))
		return true;
	if (start && text.p[start - 1] == '(' && end < text.n && text.p[end] == ')')
		return true;
	if (end < text.n && text.p[end] == '(')
		return true;
	size_t at = start - space_before(text, start);
	return at >= 2 && (!memcmp(text.p + at - 2, "\xC2\xB0", 2) ||
			   !memcmp(text.p + at - 2, "\xC2\xBA", 2) ||
			   !memcmp(text.p + at - 2, "\xC2\xA7", 2) ||
			   !memcmp(text.p + at - 2, "o.", 2));
}

/* The same, or one that is joined to a reference: "articles 12 to 15". */
static bool is_reference(const struct write *w)
{
	static const char joiners[] = "to and or à et ou";
	ent_str text = w->text;
	uint32_t start = w->slot->start, end = w->slot->end;
	for (unsigned step = 0; step < 8; step++) {
		if (is_reference_at(text, start, end))
			return true;
		ent_str joiner = word_before(text, start);
		size_t at = joiner.n ? (size_t)(joiner.p - text.p) : start;
		const bool comma = !joiner.n && space_before(text, start) &&
				   start > 1 && text.p[start - 2] == ',';
		if (!comma && !is_one_of(joiner, joiners))
			return false;
		at -= comma ? 2 : space_before(text, at);
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

/* How the scale of the slot changes. */
struct scales {
	char digits[2 * ENT_VALUE_DIGITS];
	unsigned scale; /* that is written */
};

static bool find_scale(struct scales *out, const struct write *w)
{
	const ent_value *is = w->is, *was = w->was, *slot = w->slot;
	/* thousands are written in digits */
	const bool expand = is->scale == 3 || (slot->scale != was->scale &&
					       slot->scale == 0 && is->scale);
	memcpy(out->digits, is->digits, sizeof(is->digits));
	out->scale = is->scale;
	if (slot->scale == 3 || (slot->scale != was->scale && slot->scale != 0))
		return false;
	if (!expand)
		return true;
	out->scale = 0;
	return rescale(out->digits, sizeof(out->digits), is->digits, is->scale);
}

/* "a" or "an" before a number in English. */
static void fix_article(struct write *w, const char *digits)
{
	uint32_t start = w->slot->start;
	ent_str before = word_before(w->text, start);
	if (w->lang != ENT_VALUE_ENGLISH || !space_before(w->text, start) ||
	    !(is_one_of(before, "a") || is_one_of(before, "an")))
		return;
	const size_t whole = strcspn(digits, ".");
	const bool an = digits[0] == '8' ||
			(!strncmp(digits, "11", 2) && whole % 3 == 2) ||
			(!strncmp(digits, "18", 2) && whole % 3 == 2);
	const uint32_t from = (uint32_t)(before.p - w->text.p);
	w->place->start = from;
	ent_buf_add_char(w->out, before.p[0]);
	if (an)
		ent_buf_add_char(w->out, 'n');
	add_text(w, from + (uint32_t)before.n, start);
}

/* Whether a number with decimals that replaces one without is a measure: a unit, a
 * symbol or a noun follows. */
static bool is_measure(const struct write *w)
{
	const ent_value *slot = w->slot;
	if (slot->unit || slot->currency || slot->scale)
		return true;
	const size_t at = slot->end + space_after(w->text, slot->end);
	const bool sign = at < w->text.n && (w->text.p[at] & 0x80) != 0;
	return sign ||
	       (word_after(w->text, slot->end).n && !nothing_agrees(w, slot->end));
}

/* Writes the numeral itself. */
static bool add_numeral(struct write *w, const struct scales *s)
{
	if (!w->is->in_words) {
		add_digits(w, s->digits, w->is->grouped || s->scale != w->is->scale);
		return true;
	}
	unsigned n = 0;
	for (const char *c = s->digits; *c; c++)
		n = n * 10 + (unsigned)(*c - '0');
	const char *word = ent_number_word(w->lang, n);
	if (!word || strlen(s->digits) > 2)
		return false;
	add_capital(w, word, slot_has_capital(w, w->slot->numeral.start));
	return true;
}

/* The noun or scale word's currency after a French scale: "de dollars", "d'euros". */
static bool add_linked(struct write *w, ent_str noun)
{
	static const char vowels[] = "aeiouAEIOU";
	if (!noun.n || noun.p[0] == 'h' || noun.p[0] == 'H' || noun.p[0] == 'y')
		return false;
	const bool vowel = strchr(vowels, noun.p[0]) ||
			   ((unsigned char)noun.p[0] == 0xC3 && noun.n > 1 &&
			    (unsigned char)noun.p[1] != 0xA7);
	add(w, vowel ? "d'" : "de ");
	ent_buf_add(w->out, noun);
	return true;
}

/* A slot without a scale gets one: "214 669 $" to "1,5 million de dollars". */
static bool gain_scale(struct write *w, const struct scales *s)
{
	const ent_value *slot = w->slot;
	const bool french = w->lang == ENT_VALUE_FRENCH;
	const bool before = has(slot->currency_mark) &&
			    slot->currency_mark.start < slot->numeral.start;
	const char *word = ent_scale_word(
		w->lang, s->scale,
		!french || !(s->digits[0] == '1' || s->digits[0] == '0') ||
			strcspn(s->digits, ".") > 1);
	if (!word || slot->unit == ENT_UNIT_PERCENT || (french && before) ||
	    (!slot->currency && french))
		return false;
	if (!before || !french)
		add_text(w, slot->start, slot->numeral.start);
	if (!add_numeral(w, s))
		return false;
	add(w, " ");
	add(w, word);
	if (before || !slot->currency) {
		add_text(w, slot->numeral.end, slot->end);
		return slot->currency || !has(slot->noun);
	}
	add(w, " ");
	const char *name;
	if (!has(slot->noun)) { /* a symbol */
		name = ent_currency_name(w->lang, slot->currency);
		if (!name || !french)
			return false;
		return add_linked(w, ent_str_of(name));
	}
	ent_str noun = ent_str_slice(w->text, slot->noun.start, slot->noun.end);
	name = ent_unit_in_number(w->lang, noun, true);
	if (!name)
		return false;
	if (!french) {
		add_text(w, slot->currency_mark.start, slot->noun.start);
		add(w, name);
	} else if (!add_linked(w, ent_str_of(name))) {
		return false;
	}
	add_text(w, slot->noun.end, slot->end);
	return true;
}

/* The noun of the slot for the number that is written. */
static bool add_noun(struct write *w, bool singular)
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
	    is_one_of(word_after(w->text, slot->noun.end), "sur") ||
	    plural_before(w, slot->start))
		return false;
	add(w, word);
	return true;
}

static bool same_units(const struct write *w)
{
	const ent_value *is = w->is, *was = w->was, *slot = w->slot;
	if (is->currency || was->currency)
		return is->currency == was->currency;
	if ((is->unit == ENT_UNIT_PERCENT) != (was->unit == ENT_UNIT_PERCENT) ||
	    !is->unit != !was->unit)
		return false;
	if (is->unit == was->unit)
		return true;
	return has(slot->noun) && slot->unit == was->unit;
}

/* Sign and what is before the numeral. */
static void add_before(struct write *w)
{
	uint32_t start = w->slot->start;
	if (w->slot->negative)
		start += w->text.p[start] == '-' ? 1 : 3;
	if (w->is->negative) {
		ent_str minus = ent_str_slice(
			w->is_text, w->is->start,
			w->is->start + 3 > w->is->end ? w->is->end : w->is->start + 3);
		if (w->slot->negative)
			add_text(w, w->slot->start, start);
		else
			add(w, minus.n && minus.p[0] == '-' ? "-" : "\u2212");
	}
	add_text(w, start, w->slot->numeral.start);
}

/* A point where the old number has none: of a reference ("section 52.1"), else a
 * decimal or a group, which only a measure shows. */
static bool has_new_point(const struct write *w)
{
	ent_str is =
		ent_str_slice(w->is_text, w->is->numeral.start, w->is->numeral.end);
	return !w->is->in_words && memchr(is.p, '.', is.n) != NULL &&
	       strcspn(w->was->digits, ".") == strlen(w->was->digits) &&
	       !w->was->grouped;
}

static bool write_number(struct write *w)
{
	const ent_value *slot = w->slot;
	struct scales s;
	if (has_new_point(w) && is_reference(w)) {
		ent_buf_add(w->out, ent_str_slice(w->is_text, w->is->numeral.start,
						  w->is->numeral.end));
		return !slot->scale && !slot->currency && !slot->unit &&
		       !w->is->negative && !slot->negative;
	}
	if (has_new_point(w) && !is_measure(w))
		return false;
	if (!same_units(w) || !find_scale(&s, w))
		return false;
	fix_article(w, s.digits);
	if (s.scale && !slot->scale)
		return !w->is->negative && !slot->negative && gain_scale(w, &s);
	ent_value written = *w->is;
	written.scale = (uint8_t)s.scale;
	memcpy(written.digits, s.digits, sizeof(written.digits) - 1);
	const bool singular = ent_value_is_singular(&written, w->lang);
	add_before(w);
	if (!add_numeral(w, &s))
		return false;
	uint32_t at = slot->numeral.end;
	if (slot->scale && s.scale) {
		written.scale = 0;
		const bool one = ent_value_is_singular(&written, w->lang);
		const char *word = ent_scale_word(w->lang, s.scale, !one);
		ent_str old = ent_str_slice(w->text, slot->scale_word.start,
					    slot->scale_word.end);
		const bool in_full = ent_scale_of(w->lang, old) != 0;
		if (!in_full && s.scale != slot->scale)
			return false; /* M€ */
		add_text(w, at, slot->scale_word.start);
		if (in_full)
			add(w, word);
		else
			ent_buf_add(w->out, old);
		at = slot->scale_word.end;
	} else if (slot->scale) { /* the scale is dropped, and "de" after it */
		at = has(slot->link) ? slot->link.end : slot->scale_word.end;
		if (has(slot->link) || slot->currency_mark.start >= at) {
			add_text(w, slot->numeral.end, slot->scale_word.start);
			at += has(slot->link) ? 0 : (uint32_t)space_after(w->text, at);
		}
		if (singular && has(slot->noun))
			return false;
	}
	if (has(slot->noun) && !slot->scale) {
		add_text(w, at, slot->noun.start);
		if (!add_noun(w, singular))
			return false;
		at = slot->noun.end;
	} else if (!slot->scale && !slot->unit && !slot->currency &&
		   singular != ent_value_is_singular(w->was, w->lang) &&
		   !is_reference(w) &&
		   (!nothing_agrees(w, slot->end) || is_share(w, slot->end))) {
		return false;
	}
	add_text(w, at, slot->end);
	return true;
}

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
static const char *first_suffix(const struct write *w)
{
	ent_str before = word_before(w->text, w->slot->start);
	return is_one_of(before, "la une cette sa")  ? "re"
	       : is_one_of(before, "le un ce du au") ? "er"
						     : NULL;
}

static bool write_ordinal(struct write *w)
{
	const unsigned n = w->is->number;
	const ent_value *slot = w->slot;
	char digits[24];
	if (slot->in_words || w->is->in_words) {
		const char *word = ent_ordinal_word(w->lang, n);
		if (!word || !slot->in_words || !w->is->in_words)
			return false;
		snprintf(digits, sizeof(digits), "%u", n);
		fix_article(w, digits);
		add_capital(w, word, slot_has_capital(w, slot->start));
		return true;
	}
	snprintf(digits, sizeof(digits), "%u", n);
	if (w->lang == ENT_VALUE_ENGLISH) {
		fix_article(w, digits);
		add(w, digits);
		add(w, english_suffix(n));
		return true;
	}
	if (slot->roman && !ent_roman_write(digits, n))
		return false;
	add(w, digits);
	if (n == 1) {
		const char *suffix = first_suffix(w);
		if (suffix)
			add(w, suffix);
		return suffix != NULL;
	}
	ent_str suffix = ent_str_slice(w->text, slot->numeral.end, slot->end);
	if (slot->number < 2 || is_one_of(suffix, "nd nde d de"))
		suffix = ENT_STR("e");
	ent_buf_add(w->out, suffix);
	return true;
}

static bool write_roman(struct write *w)
{
	char digits[24];
	if (!ent_roman_write(digits, w->is->number))
		return false;
	add(w, digits);
	return true;
}

/* ---- dates ---------------------------------------------------------------------- */

static bool write_day(struct write *w)
{
	ent_buf_addf(w->out, "%u", w->is->number);
	if (w->lang == ENT_VALUE_FRENCH) {
		if (w->is->number == 1)
			add(w, "er");
	} else if (w->slot->end > w->slot->numeral.end) {
		add(w, english_suffix(w->is->number));
	}
	return true;
}

static bool begins_with_vowel(const char *word)
{
	return strchr("aeiou", word[0]) != NULL;
}

/* "d'avril", "de mai". */
static void fix_elision(struct write *w, const char *name)
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
	    (start == mark + 1 || !is_letter_at(text, start - mark - 2))) {
		if (begins_with_vowel(name))
			return;
		w->place->start = start - mark - 1;
		ent_buf_add_char(w->out, text.p[start - mark - 1]);
		add(w, "e ");
	} else if (is_one_of(word_before(text, start), "de") &&
		   space_before(text, start) && begins_with_vowel(name)) {
		ent_str de = word_before(text, start);
		w->place->start = (uint32_t)(de.p - text.p);
		ent_buf_add_char(w->out, de.p[0]);
		add(w, "'");
	}
}

static bool write_month(struct write *w)
{
	const ent_value *slot = w->slot;
	const char *name = ent_month_name(w->lang, w->is->number, slot->abbreviated);
	if (!name)
		return false;
	if (slot->abbreviated &&
	    !strcmp(name, ent_month_name(w->lang, w->is->number, false)))
		return false; /* "déc." would become "mai." */
	fix_elision(w, name);
	add_capital(w, name,
		    w->lang == ENT_VALUE_ENGLISH || slot_has_capital(w, slot->start));
	return true;
}

static bool write_weekday(struct write *w)
{
	const char *name = ent_weekday_name(w->lang, w->is->number);
	if (name)
		add_capital(w, name,
			    w->lang == ENT_VALUE_ENGLISH ||
				    slot_has_capital(w, w->slot->start));
	return name != NULL;
}

/* ---- times ---------------------------------------------------------------------- */

static bool add_french_time(struct write *w, unsigned hour, unsigned minute)
{
	const ent_value *slot = w->slot;
	if (w->is->style == ENT_TIME_WORD) {
		add(w, hour ? "midi" : "minuit");
		return true;
	}
	const bool heures = slot->style == ENT_TIME_HEURES;
	const size_t gap = heures ? 1 : slot->after.start - slot->numeral.end;
	ent_buf_addf(w->out, "%u", hour);
	if (heures && !minute) {
		add_text(w, slot->numeral.end, slot->after.start);
		add(w, hour < 2 ? "heure" : "heures");
		return true;
	}
	add_text(w, slot->numeral.end, slot->after.start);
	add(w, heures ? "h" : "");
	if (!heures)
		add_text(w, slot->after.start, slot->after.end);
	if (!minute && !has(slot->minutes))
		return true;
	if (!minute && !has(w->is->minutes))
		return true;
	if (has(slot->minutes))
		add_text(w, slot->after.end, slot->minutes.start);
	else if (gap)
		add_text(w, slot->numeral.end, slot->after.start);
	ent_buf_addf(w->out, "%02u", minute);
	return true;
}

/* The full stop of "p.m." may end the sentence too; false when that is not sure. */
static bool keep_full_stop(struct write *w)
{
	const size_t end = w->slot->end;
	if (w->text.p[end - 1] != '.')
		return true;
	ent_str rest = ent_str_slice(w->text, end, w->text.n);
	if (!rest.n || rest.p[0] == '"' || ent_str_starts(rest, ENT_STR("\u201D")))
		add(w, ".");
	ent_str next = word_after(w->text, end);
	return !next.n || next.p[0] < 'A' || next.p[0] > 'Z';
}

/* The half of the day that a bare time before it shares: that of the text. */
static bool add_english_time(struct write *w, unsigned hour, unsigned minute)
{
	const ent_value *slot = w->slot;
	const bool half = slot->style == ENT_TIME_HALF;
	const unsigned twelve = hour % 12 ? hour % 12 : 12;
	if (half && !minute && hour % 12 == 0) {
		add(w, hour == 12 ? "noon" : "midnight");
		return (hour == 12 || hour == 0) && keep_full_stop(w);
	}
	ent_buf_addf(w->out, "%u", twelve);
	if (minute || has(slot->minutes)) {
		const char separator =
			has(slot->minutes) ? w->text.p[slot->minutes.start - 1] : '.';
		if (minute || has(w->is->minutes))
			ent_buf_addf(w->out, "%c%02u", separator, minute);
	}
	if (!half)
		return (hour < 12) == (slot->number < 12 * 60);
	uint32_t from = has(slot->minutes) ? slot->minutes.end : slot->numeral.end;
	for (uint32_t k = from; k < slot->end; k++) {
		char c = w->text.p[k];
		if ((c | 32) == 'a' || (c | 32) == 'p')
			c = (char)((hour < 12 ? 'a' : 'p') | (c & 32));
		ent_buf_add_char(w->out, c);
	}
	return true;
}

/* In the place of "noon" or "minuit". */
static bool write_word_time(struct write *w, unsigned hour, unsigned minute)
{
	const bool french = w->lang == ENT_VALUE_FRENCH;
	if (!minute && hour % 12 == 0 && hour < 24 &&
	    (w->is->style == ENT_TIME_WORD || !french)) {
		add(w,
		    french ? (hour ? "midi" : "minuit") : (hour ? "noon" : "midnight"));
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

static bool write_time(struct write *w)
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

/* ---- all ------------------------------------------------------------------------ */

/* By their bytes. */
static bool write_literal(struct write *w)
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
	add_text(w, w->slot->start, w->slot->numeral.start);
	ent_buf_add(w->out, ent_str_slice(w->is_text, s.start, s.end));
	add_text(w, w->slot->numeral.end, w->slot->end);
	return true;
}

bool ent_value_write(ent_buf *out,
		     ent_value_place *place,
		     const ent_value *is,
		     ent_str is_text,
		     const ent_value *was)
{
	struct write w = { .out = out,
			   .place = place,
			   .slot = place->slot,
			   .is = is,
			   .was = was,
			   .text = place->text,
			   .is_text = is_text,
			   .lang = place->slot->lang };
	place->start = place->slot->start;
	place->end = place->slot->end;
	/* "first" and "premier" can be left, but not written: the French word agrees */
	const bool from_first = place->slot->kind == ENT_VALUE_ORDINAL &&
				place->slot->number == 1 && was->number == 1;
	if (is->unsure || (!from_first && (was->unsure || place->slot->unsure)))
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
		return write_number(&w);
	}
	switch (place->slot->kind) {
	case ENT_VALUE_NUMBER:
		return is->kind == ENT_VALUE_NUMBER ? write_number(&w) : false;
	case ENT_VALUE_ORDINAL:
		return is->kind == ENT_VALUE_ORDINAL && write_ordinal(&w);
	case ENT_VALUE_ROMAN: return is->kind == ENT_VALUE_ROMAN && write_roman(&w);
	case ENT_VALUE_DAY: return is->kind == ENT_VALUE_DAY && write_day(&w);
	case ENT_VALUE_MONTH: return is->kind == ENT_VALUE_MONTH && write_month(&w);
	case ENT_VALUE_WEEKDAY:
		return is->kind == ENT_VALUE_WEEKDAY && write_weekday(&w);
	case ENT_VALUE_TIME:
		return (is->kind == ENT_VALUE_TIME || is->kind == ENT_VALUE_NUMBER) &&
		       write_time(&w);
	case ENT_VALUE_LITERAL: break;
	}
	return false;
}
