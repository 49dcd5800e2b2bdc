/* SPDX-License-Identifier: Apache-2.0 */
/* value_number.c - read numbers with their scale, currency and unit; ordinals; Roman
 * numerals.
 *
 *	number  = [sign] [currency] numeral [scale ["de"]] [currency | "%" | unit]
 *	numeral = digits, grouped as the language groups them or by a space, or a word
 *
 * A numeral that does not fit the language's format (3.1 in French, 1.2.3) is a
 * literal.  Number words go to 99; "hundred" and the like next to one make the value
 * unsure.  A Roman numeral of one letter needs a noun with a capital before it
 * ("Protocol I"), because "I" is a pronoun and "C" a letter.
 */
#include <stdio.h>

#include "base/ascii.h"
#include "base/word_list.h"
#include "text/value_scan.h"

/* ---- numerals in digits --------------------------------------------------------- */

/* Digits, a decimal character, digits; or groups of three. */
static bool parse_plain(ent_value *v, ent_str s, char decimal)
{
	const char separator = decimal == '.' ? ',' : '.';
	size_t n = 0, lead = 0, run = 0;
	bool fraction = false;
	for (size_t k = 0; k < s.n; k++) {
		char c = s.p[k];
		if (n + 1 >= ENT_VALUE_DIGITS)
			return false;
		if (ent_is_digit(c)) {
			v->digits[n++] = c;
			run++;
			lead += !v->grouped && !fraction;
		} else if (c == decimal && !fraction && (!v->grouped || run == 3)) {
			fraction = true;
			v->digits[n++] = '.';
			run = 0;
		} else if (c == separator && !fraction && lead <= 3 &&
			   (!v->grouped || run == 3)) {
			v->grouped = true;
			v->separator[0] = separator;
			v->separator[1] = '\0';
			run = 0;
		} else {
			return false;
		}
	}
	v->digits[n] = '\0';
	return run > 0 && (!v->grouped || fraction || run == 3);
}

static bool all_digits(ent_str s)
{
	for (size_t k = 0; k < s.n; k++)
		if (!ent_is_digit(s.p[k]))
			return false;
	return s.n > 0;
}

/* Whether the numeral continues after a space: 1 500,5. */
static bool joins(const ent_value *v, const struct ent_value_scan *s, uint32_t i)
{
	ent_str next = ent_scan_token(s, i), text = s->text;
	ent_str own = ent_str_slice(text, v->numeral.start, v->numeral.end);
	size_t gap = ent_group_space(text, v->numeral.end);
	if (!ent_scan_is_number(s, i) || !gap ||
	    v->numeral.end + gap != s->tokens[i].start ||
	    (!v->grouped && (own.n > 3 || own.p[0] == '0' || !all_digits(own))) ||
	    (v->grouped && (ent_is_digit(v->separator[0]) || v->separator[0] == '.' ||
			    v->separator[0] == ',')))
		return false;
	if (strchr(v->digits, '.') ||
	    (v->grouped && memcmp(v->separator, text.p + v->numeral.end, gap) != 0))
		return false;
	size_t digits = 0;
	while (digits < next.n && ent_is_digit(next.p[digits]))
		digits++;
	return digits == 3 &&
	       (next.n == 3 || (next.p[3] == s->decimal &&
				all_digits(ent_str_slice(next, 4, next.n)))) &&
	       strlen(v->digits) + next.n + 1 < ENT_VALUE_DIGITS;
}

static void join(ent_value *v, const struct ent_value_scan *s, uint32_t i)
{
	size_t gap = s->tokens[i].start - v->numeral.end, n = strlen(v->digits);
	memcpy(v->separator, s->text.p + v->numeral.end, gap);
	v->separator[gap] = '\0';
	v->grouped = true;
	for (uint32_t k = s->tokens[i].start; k < s->tokens[i].end; k++)
		v->digits[n++] = ent_is_digit(s->text.p[k]) ? s->text.p[k] : '.';
	v->digits[n] = '\0';
	v->numeral.end = s->tokens[i].end;
}

/* The numeral at token i; tokens used, 0 for none. */
static uint32_t read_digits(ent_value *v, const struct ent_value_scan *s, uint32_t i)
{
	if (!ent_scan_is_number(s, i) ||
	    !parse_plain(v, ent_scan_token(s, i), s->decimal))
		return 0;
	uint32_t used = 1;
	v->numeral = (ent_value_span){ s->tokens[i].start, s->tokens[i].end };
	while (joins(v, s, i + used))
		join(v, s, i + used++);
	return used;
}

/* ---- currencies ----------------------------------------------------------------- */

static ent_currency symbol(const struct ent_value_scan *s, uint32_t i)
{
	return ent_scan_is(s, i, "$")        ? ENT_CURRENCY_DOLLAR
	       : ent_scan_is(s, i, "\u20AC") ? ENT_CURRENCY_EURO
	       : ent_scan_is(s, i, "\u00A3") ? ENT_CURRENCY_POUND
	       : ent_scan_is(s, i, "\u00A5") ? ENT_CURRENCY_YEN
					     : ENT_CURRENCY_NONE;
}

static ent_currency code(const struct ent_value_scan *s, uint32_t i)
{
	return ent_scan_is(s, i, "USD")   ? ENT_CURRENCY_USD
	       : ent_scan_is(s, i, "CAD") ? ENT_CURRENCY_CAD
	       : ent_scan_is(s, i, "EUR") ? ENT_CURRENCY_EURO
	       : ent_scan_is(s, i, "GBP") ? ENT_CURRENCY_POUND
	       : ent_scan_is(s, i, "JPY") ? ENT_CURRENCY_YEN
					  : ENT_CURRENCY_NONE;
}

static ent_currency of_country(const struct ent_value_scan *s, uint32_t i)
{
	return ent_scan_is_any(s, i, "us usd") || ent_scan_is(s, i, "américains") ||
			       ent_scan_is(s, i, "américain")
		       ? ENT_CURRENCY_USD
	       : ent_scan_is_any(s, i, "can ca c canadian canadiens canadien")
		       ? ENT_CURRENCY_CAD
		       : ENT_CURRENCY_NONE;
}

/* "$", "US$", "EUR" before a numeral; tokens used. */
static uint32_t currency_before(ent_value *v,
				const struct ent_value_scan *s,
				uint32_t i)
{
	uint32_t used = 0;
	v->currency = symbol(s, i);
	if (v->currency)
		used = 1;
	else if (ent_scan_is(s, i + 1, "$") && of_country(s, i)) {
		v->currency = of_country(s, i);
		used = 2;
	} else if (code(s, i)) {
		v->currency = code(s, i);
		used = 1;
	}
	if (used)
		v->currency_mark = (ent_value_span){ s->tokens[i].start,
						     s->tokens[i + used - 1].end };
	return used;
}

/* "$", "$ US", "EUR", "US dollars", "dollars US" after one. */
static uint32_t currency_after(ent_value *v, const struct ent_value_scan *s, uint32_t i)
{
	uint32_t used = 0, at = i;
	bool plural;
	ent_currency country = ENT_CURRENCY_NONE;
	if (s->lang == ENT_VALUE_ENGLISH && of_country(s, at)) {
		country = of_country(s, at);
		at++;
	}
	ent_unit_noun unit = ent_unit_noun_of(&plural, s->lang, ent_scan_token(s, at));
	ent_currency currency = ent_currency_of_unit(unit);
	if (!currency && at == i)
		currency = symbol(s, at) ? symbol(s, at) : code(s, at);
	else if (currency) {
		v->noun = (ent_value_span){ s->tokens[at].start, s->tokens[at].end };
		v->unit = unit;
	}
	if (!currency)
		return 0;
	used = at - i + 1;
	if (!country && s->lang == ENT_VALUE_FRENCH && of_country(s, i + used)) {
		country = of_country(s, i + used);
		used++;
	}
	v->currency = country && currency == ENT_CURRENCY_DOLLAR ? country : currency;
	v->currency_mark =
		(ent_value_span){ s->tokens[i].start, s->tokens[i + used - 1].end };
	return used;
}

/* ---- what follows a numeral ----------------------------------------------------- */

/* "m", "bn" after an amount; "M" and "Md" before a symbol. */
static uint8_t short_scale(const ent_value *v,
			   const struct ent_value_scan *s,
			   uint32_t i)
{
	if (s->lang == ENT_VALUE_FRENCH && symbol(s, i + 1))
		return ent_scan_is(s, i, "k")                                ? 3
		       : ent_scan_is(s, i, "M")                              ? 6
		       : ent_scan_is(s, i, "Md") || ent_scan_is(s, i, "Mds") ? 9
									     : 0;
	if (s->lang != ENT_VALUE_ENGLISH || !v->currency)
		return 0;
	return ent_scan_is_any(s, i, "k")      ? 3
	       : ent_scan_is_any(s, i, "m mn") ? 6
	       : ent_scan_is_any(s, i, "bn b") ? 9
	       : ent_scan_is_any(s, i, "tn")   ? 12
					       : 0;
}

static uint32_t read_scale(ent_value *v, const struct ent_value_scan *s, uint32_t i)
{
	if (!ent_scan_is_word(s, i))
		return 0;
	v->scale = ent_scale_of(s->lang, ent_scan_token(s, i));
	const bool word = v->scale != 0;
	if (!word)
		v->scale = short_scale(v, s, i);
	if (!v->scale)
		return 0;
	v->scale_word = (ent_value_span){ s->tokens[i].start, s->tokens[i].end };
	if (!word || s->lang != ENT_VALUE_FRENCH)
		return 1;
	if (ent_scan_is(s, i + 1, "de") && i + 2 < s->n) {
		v->link = (ent_value_span){ s->tokens[i + 1].start,
					    s->tokens[i + 2].start };
		return 2;
	}
	if (ent_scan_is(s, i + 1, "d") && ent_scan_joined(s, i + 2) && i + 3 < s->n &&
	    s->tokens[i + 2].kind == ENT_TOKEN_MARK) {
		v->link = (ent_value_span){ s->tokens[i + 1].start,
					    s->tokens[i + 3].start };
		return 3;
	}
	return 1;
}

static uint32_t read_unit(ent_value *v, const struct ent_value_scan *s, uint32_t i)
{
	if (ent_scan_is(s, i, "%")) {
		v->unit = ENT_UNIT_PERCENT;
		return 1;
	}
	if (ent_scan_is_lower(s, i, "percent")) {
		v->unit = ENT_UNIT_PERCENT;
		return 1;
	}
	if ((ent_scan_is_lower(s, i, "per") || ent_scan_is_lower(s, i, "pour")) &&
	    ent_scan_is_lower(s, i + 1, "cent")) {
		v->unit = ENT_UNIT_PERCENT;
		return 2;
	}
	uint32_t at = i;
	/* "a 3-year plan" */
	if (ent_scan_joined(s, i) && ent_scan_is_dash(s, i) &&
	    ent_scan_joined(s, i + 1))
		at++;
	bool plural;
	if (!ent_scan_is_word(s, at))
		return 0;
	v->unit = ent_unit_noun_of(&plural, s->lang, ent_scan_token(s, at));
	if (!v->unit)
		return 0;
	v->noun = (ent_value_span){ s->tokens[at].start, s->tokens[at].end };
	return at - i + 1;
}

/* ---- ordinals ------------------------------------------------------------------- */

/* The suffix of an ordinal in digits at token i. */
static bool is_ordinal_suffix(const struct ent_value_scan *s, uint32_t i)
{
	if (!ent_scan_joined(s, i))
		return false;
	return s->lang == ENT_VALUE_FRENCH
		       ? ent_scan_is_any(s, i, "er re ère e ème ième nd nde")
		       : ent_scan_is_any(s, i, "st nd rd th");
}

bool ent_roman_write(char out[24], unsigned n)
{
	static const struct {
		unsigned value;
		const char *letters;
	} parts[] = { { 100, "C" }, { 90, "XC" }, { 50, "L" },
		      { 40, "XL" }, { 10, "X" },  { 9, "IX" },
		      { 5, "V" },   { 4, "IV" },  { 1, "I" } };
	if (n < 1 || n > 199)
		return false;
	*out = 0;
	for (size_t k = 0; n; k++)
		for (; n >= parts[k].value; n -= parts[k].value)
			out = stpcpy(out, parts[k].letters);
	return true;
}

unsigned ent_roman_of(ent_str word)
{
	static const char letters[] = "IVXLC";
	static const unsigned values[] = { 1, 5, 10, 50, 100 };
	enum { LONGEST = 9 }; /* letters of 188 */
	unsigned sum = 0, last = 1000;
	if (!word.n || word.n > LONGEST)
		return 0;
	for (size_t k = 0; k < word.n; k++) {
		const char *at = memchr(letters, word.p[k], sizeof(letters) - 1);
		if (!at)
			return 0;
		unsigned v = values[at - letters];
		if (v > last)
			sum -= 2 * last;
		sum += v;
		last = v;
	}
	/* not "IIX": its value must have this numeral */
	char again[24];
	return ent_roman_write(again, sum) && ent_str_is(word, again) ? sum : 0;
}

/* "XIXe", "Ier": the letters before the suffix. */
static unsigned roman_ordinal(size_t *letters, ent_str word)
{
	static const char *const suffixes[] = { "er", "re", "e", "ère", "ème", NULL };
	*letters = 0;
	/* not L or C: "Le", "Ce" */
	while (*letters < word.n && word.p[*letters] && strchr("IVX", word.p[*letters]))
		++*letters;
	ent_str suffix = ent_str_slice(word, *letters, word.n);
	return ent_list_has(suffixes, suffix)
		       ? ent_roman_of(ent_str_slice(word, 0, *letters))
		       : 0;
}

static bool capital_before(const struct ent_value_scan *s, uint32_t i)
{
	ent_str word = i ? ent_scan_token(s, i - 1) : ENT_STR("");
	static const char nouns[] =
		"chapitre chapter annexe annex titre title partie part "
		"protocole protocol article salle room volume tome "
		"livre book section phase table tableau";
	return word.n > 1 && ((ent_is_capital(word.p[0]) && word.p[1] >= 'a') ||
			      ent_scan_is_any(s, i - 1, nouns));
}

/* "a second", "une seconde": a length of time, not an ordinal. */
static bool is_moment(const struct ent_value_scan *s, uint32_t i)
{
	return ent_scan_is_any(s, i, "seconde") ||
	       (ent_scan_is_any(s, i, "second") && i &&
		ent_scan_is_any(s, i - 1, "a per each every one split this"));
}

static uint32_t roman_or_word(struct ent_value_scan *s, uint32_t i)
{
	ent_str word = ent_scan_token(s, i);
	size_t letters;
	unsigned number =
		s->lang == ENT_VALUE_FRENCH ? roman_ordinal(&letters, word) : 0;
	if (number) {
		ent_value *v = ent_scan_add(s, ENT_VALUE_ORDINAL, i, i);
		if (v) {
			v->number = (uint16_t)number;
			v->roman = true;
			v->numeral.end = v->start + (uint32_t)letters;
		}
		return 1;
	}
	number = ent_roman_of(word);
	/* two letters or more may be an acronym */
	if (number && ent_scan_joined(s, i + 1) && ent_scan_is(s, i + 1, "'"))
		number = 0;
	if (number && (word.n > 1 ? memchr(word.p, 'C', word.n) == NULL &&
					    memchr(word.p, 'L', word.n) == NULL
				  : capital_before(s, i) && word.p[0] != 'C' &&
					    word.p[0] != 'L')) {
		ent_value *v = ent_scan_add(s, ENT_VALUE_ROMAN, i, i);
		if (v)
			v->number = (uint16_t)number;
		return 1;
	}
	number = ent_ordinal_word_of(s->lang, word);
	if (number) {
		ent_value *v = ent_scan_add(s, ENT_VALUE_ORDINAL, i, i);
		if (v) {
			v->number = (uint16_t)number;
			v->in_words = true;
			v->unsure = is_moment(s, i);
		}
		return 1;
	}
	return 0;
}

/* ---- all ------------------------------------------------------------------------ */

static uint32_t ordinal(struct ent_value_scan *s, uint32_t i, const ent_value *number)
{
	ent_value *v = ent_scan_add(s, ENT_VALUE_ORDINAL, i, i + 1);
	if (v) {
		for (const char *c = number->digits; *c; c++)
			v->number = (uint16_t)(v->number * 10 + (*c - '0'));
		v->numeral = number->numeral;
		v->unsure = strlen(number->digits) > 4;
	}
	return 2;
}

static bool is_minus(const struct ent_value_scan *s, uint32_t i)
{
	return (ent_scan_is(s, i, "-") || ent_scan_is(s, i, "\u2212")) &&
	       !ent_scan_joined(s, i) && ent_scan_joined(s, i + 1);
}

/* ".25": a decimal without a zero, not 25. */
static bool has_bare_point(const struct ent_value_scan *s, uint32_t i)
{
	return ent_scan_joined(s, i) &&
	       (ent_scan_is(s, i - 1, ".") || ent_scan_is(s, i - 1, ",")) &&
	       !ent_scan_joined(s, i - 1);
}

/* "2022-23": the second year has its century. */
static void complete_year(ent_value *v, const struct ent_value_scan *s, uint32_t i)
{
	const ent_str first = i >= 2 ? ent_scan_token(s, i - 2) : ENT_STR("");
	const bool new_century = ent_str_is(first, "1999") && !strcmp(v->digits, "00");
	if (strlen(v->digits) != 2 || v->in_words || first.n != 4 ||
	    !ent_scan_joined(s, i) || !ent_scan_joined(s, i - 1) ||
	    !ent_scan_is_dash(s, i - 1) || ent_scan_int(s, i - 2, 4, 2099) < 1000 ||
	    (memcmp(first.p + 2, v->digits, 2) >= 0 && !new_century))
		return;
	memmove(v->digits + 2, v->digits, 3);
	memcpy(v->digits, new_century ? "20" : first.p, 2);
}

uint32_t ent_scan_number(struct ent_value_scan *s, uint32_t i)
{
	ent_value v = { .kind = ENT_VALUE_NUMBER, .lang = s->lang };
	uint32_t at = i;
	if (is_minus(s, at)) {
		v.negative = true;
		at++;
	}
	at += currency_before(&v, s, at);
	uint32_t used = read_digits(&v, s, at);
	if (!used)
		used = ent_scan_words(&v, s, at);
	if (!used && at == i && ent_scan_is_number(s, i)) {
		ent_scan_add(s, ENT_VALUE_LITERAL, i, i);
		return 1;
	}
	if (!used)
		return at == i && ent_scan_is_word(s, i) && s->lang != ENT_VALUE_OTHER
			       ? roman_or_word(s, i)
			       : 0;
	complete_year(&v, s, at);
	if (at == i && !v.in_words && used == 1 && !strchr(v.digits, '.') &&
	    s->lang != ENT_VALUE_OTHER && is_ordinal_suffix(s, i + 1))
		return ordinal(s, i, &v);
	at += used;
	at += read_scale(&v, s, at);
	if (!v.currency)
		at += currency_after(&v, s, at);
	if (!v.currency &&
	    (!v.scale || v.link.end > v.link.start || s->lang == ENT_VALUE_ENGLISH))
		at += read_unit(&v, s, at);
	ent_value *out = ent_scan_add(s, ENT_VALUE_NUMBER, i, at - 1);
	if (out) {
		v.start = out->start;
		v.end = out->end;
		v.unsure |= has_bare_point(s, i);
		*out = v;
	}
	return at - i;
}
