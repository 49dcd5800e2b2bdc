/* SPDX-License-Identifier: Apache-2.0 */
/* value_words.c - words that are part of a value, in English and French.
 *
 * Closed classes, listed here: ICU has the names of months and days but nothing on
 * number words, agreement and scale words (its "billion" of English is 10^9, its
 * "billion" of French 10^12).  Cost: a linear search of short tables, for words beside
 * numbers.
 */
#include "text/value_words.h"
#include "base/ascii.h"
#include "text/lang.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

ent_value_lang ent_value_lang_of(ent_str lang)
{
	ent_str base = ent_lang_base(lang);
	return ent_str_is(base, "en")   ? ENT_VALUE_ENGLISH
	       : ent_str_is(base, "fr") ? ENT_VALUE_FRENCH
					: ENT_VALUE_OTHER;
}

char ent_decimal_of(ent_str lang)
{
	static const char points[][3] = {
		"en", "zh", "ja", "ko", "he", "th", "hi", "ms"
	};
	const ent_str base = ent_lang_base(lang);
	for (size_t k = 0; k < COUNT(points); k++)
		if (ent_str_is(base, points[k]))
			return '.';
	return ',';
}

/* The index of the word in a list; -1 for none. */
static int index_in(const char *const *list, size_t n, ent_str word)
{
	const char first = word.n ? ent_small_letter(word.p[0]) : '\0';
	for (size_t k = 0; k < n; k++)
		if (list[k] && list[k][0] == first &&
		    ent_str_is_any_case(word, list[k]))
			return (int)k;
	return -1;
}

/* ---- dates ---------------------------------------------------------------------- */

static const char *const months[2][12] = {
	{ "january", "february", "march", "april", "may", "june", "july", "august",
	  "september", "october", "november", "december" },
	{ "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
	  "septembre", "octobre", "novembre", "décembre" },
};
static const char *const short_months[2][12] = {
	{ "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
	  "dec" },
	{ "janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct",
	  "nov", "déc" },
};
static const char *const weekdays[2][7] = {
	{ "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
	  "sunday" },
	{ "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche" },
};

uint8_t ent_month_of(bool *abbreviated, ent_value_lang lang, ent_str word)
{
	*abbreviated = false;
	if (lang == ENT_VALUE_OTHER)
		return 0;
	int k = index_in(months[lang - 1], 12, word);
	if (k < 0) {
		k = index_in(short_months[lang - 1], 12, word);
		*abbreviated = k >= 0;
	}
	if (k < 0 && lang == ENT_VALUE_ENGLISH && ent_str_is_any_case(word, "sept")) {
		*abbreviated = true;
		k = 8;
	}
	return (uint8_t)(k + 1);
}

/* Equal but for case and missing accents, as months are written in capitals and in
 * names of files; `lower` has letters of Latin-1 only. */
static bool same_letters(ent_str word, const char *lower)
{
	size_t k = 0;
	for (; *lower; lower++) {
		if (k == word.n)
			return false;
		/* one bit separates A from a, É from é, Û from û */
		if ((word.p[k] | 0x20) == (*lower | 0x20)) {
			k++;
			continue;
		}
		if ((unsigned char)*lower != 0xC3)
			return false;
		const char plain = (unsigned char)lower[1] == 0xBB ? 'u' : 'e';
		if ((word.p[k++] | 0x20) != plain)
			return false;
		lower++;
	}
	return k == word.n;
}

uint8_t ent_month_spelled(ent_str word)
{
	for (size_t lang = 0; lang < COUNT(months); lang++)
		for (uint8_t k = 0; k < 12; k++)
			if (same_letters(word, months[lang][k]) ||
			    same_letters(word, short_months[lang][k]))
				return (uint8_t)(k + 1);
	return same_letters(word, "sep") ? 9 : 0;
}

const char *ent_month_name(ent_value_lang lang, unsigned month, bool abbreviated)
{
	if (lang == ENT_VALUE_OTHER || month < 1 || month > 12)
		return NULL;
	return (abbreviated ? short_months : months)[lang - 1][month - 1];
}

uint8_t ent_weekday_of(ent_value_lang lang, ent_str word)
{
	return lang == ENT_VALUE_OTHER
		       ? 0
		       : (uint8_t)(index_in(weekdays[lang - 1], 7, word) + 1);
}

const char *ent_weekday_name(ent_value_lang lang, unsigned day)
{
	return lang == ENT_VALUE_OTHER || day < 1 || day > 7
		       ? NULL
		       : weekdays[lang - 1][day - 1];
}

/* ---- numbers -------------------------------------------------------------------- */

static const char *const numbers[2][21] = {
	{ NULL,       NULL,       "two",      "three",   "four",    "five",
	  "six",      "seven",    "eight",    "nine",    "ten",     "eleven",
	  "twelve",   "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
	  "eighteen", "nineteen", "twenty" },
	{ NULL,       NULL,     "deux",  "trois",    "quatre",   "cinq",     "six",
	  "sept",     "huit",   "neuf",  "dix",      "onze",     "douze",    "treize",
	  "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt" },
};
static const char *const tens[2][10] = {
	{ NULL, NULL, "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
	  "eighty", "ninety" },
	{ NULL, NULL, "vingt", "trente", "quarante", "cinquante", "soixante", NULL,
	  NULL, NULL },
};

int ent_number_word_of(ent_value_lang lang, ent_str word)
{
	if (lang == ENT_VALUE_OTHER)
		return -1;
	int k = index_in(numbers[lang - 1], 21, word);
	if (k >= 0)
		return k;
	k = index_in(tens[lang - 1], 10, word);
	return k >= 0 ? 10 * k : -1;
}

/* The part before the last word, and the number that the last word says. */
static const char *split_number(unsigned *last, ent_value_lang lang, unsigned number)
{
	*last = number % 10;
	if (lang == ENT_VALUE_FRENCH && number >= 70) {
		*last = number % 20;
		return number < 80 ? (*last == 11 ? "soixante et " : "soixante-")
				   : (*last ? "quatre-vingt-" : "quatre-vingts");
	}
	return NULL;
}

bool ent_number_spelled(char out[ENT_NUMBER_WORDS],
			ent_value_lang lang,
			unsigned number)
{
	unsigned last = number;
	if (lang == ENT_VALUE_OTHER || number < 2 || number > 99)
		return false;
	const char *first = number > 20 ? split_number(&last, lang, number) : "";
	const bool one = last == 1 && number > 20;
	if (one && lang == ENT_VALUE_FRENCH)
		return false;
	const char *word = one ? "one" : last ? numbers[lang - 1][last] : "";
	snprintf(out, ENT_NUMBER_WORDS, "%s%s%s",
		 first ? first : tens[lang - 1][number / 10], !first && last ? "-" : "",
		 word);
	return true;
}

static const char *const ordinals[2][13] = {
	{ NULL, "first", "second", "third", "fourth", "fifth", "sixth", "seventh",
	  "eighth", "ninth", "tenth", "eleventh", "twelfth" },
	{ NULL, "premier", "deuxième", "troisième", "quatrième", "cinquième", "sixième",
	  "septième", "huitième", "neuvième", "dixième", "onzième", "douzième" },
};

uint8_t ent_ordinal_word_of(ent_value_lang lang, ent_str word)
{
	if (lang == ENT_VALUE_OTHER)
		return 0;
	int k = index_in(ordinals[lang - 1], 13, word);
	if (k < 0 && lang == ENT_VALUE_FRENCH)
		k = ent_str_is_any_case(word, "première") ? 1
		    : ent_str_is_any_case(word, "second") ||
				    ent_str_is_any_case(word, "seconde")
			    ? 2
			    : -1;
	return k > 0 ? (uint8_t)k : 0;
}

const char *ent_ordinal_word(ent_value_lang lang, unsigned number)
{
	return lang == ENT_VALUE_OTHER || number < 1 || number > 12 ||
			       (lang == ENT_VALUE_FRENCH && number == 1)
		       ? NULL
		       : ordinals[lang - 1][number];
}

/* ---- scales --------------------------------------------------------------------- */

static const struct scale {
	ent_value_lang lang;
	uint8_t power;
	const char *one, *many;
} scales[] = {
	{ ENT_VALUE_ENGLISH, 3, "thousand", "thousand" },
	{ ENT_VALUE_ENGLISH, 6, "million", "million" },
	{ ENT_VALUE_ENGLISH, 9, "billion", "billion" },
	{ ENT_VALUE_ENGLISH, 12, "trillion", "trillion" },
	{ ENT_VALUE_FRENCH, 3, "mille", "mille" },
	{ ENT_VALUE_FRENCH, 6, "million", "millions" },
	{ ENT_VALUE_FRENCH, 9, "milliard", "milliards" },
	{ ENT_VALUE_FRENCH, 12, "billion", "billions" },
};

uint8_t ent_scale_of(ent_value_lang lang, ent_str word)
{
	for (size_t k = 0; k < COUNT(scales); k++)
		if (scales[k].lang == lang &&
		    (ent_str_is_any_case(word, scales[k].one) ||
		     ent_str_is_any_case(word, scales[k].many)))
			return scales[k].power;
	return 0;
}

const char *ent_scale_word(ent_value_lang lang, unsigned scale, bool plural)
{
	for (size_t k = 0; k < COUNT(scales); k++)
		if (scales[k].lang == lang && scales[k].power == scale)
			return plural ? scales[k].many : scales[k].one;
	return NULL;
}

/* ---- units ---------------------------------------------------------------------- */

/* The first noun of a unit in a language is its usual one. */
static const struct unit {
	ent_unit_noun unit;
	ent_value_lang lang;
	const char *one, *many;
} units[] = {
	{ ENT_UNIT_YEAR, ENT_VALUE_ENGLISH, "year", "years" },
	{ ENT_UNIT_YEAR, ENT_VALUE_FRENCH, "an", "ans" },
	{ ENT_UNIT_YEAR, ENT_VALUE_FRENCH, "année", "années" },
	{ ENT_UNIT_MONTH, ENT_VALUE_ENGLISH, "month", "months" },
	{ ENT_UNIT_MONTH, ENT_VALUE_FRENCH, "mois", "mois" },
	{ ENT_UNIT_WEEK, ENT_VALUE_ENGLISH, "week", "weeks" },
	{ ENT_UNIT_WEEK, ENT_VALUE_FRENCH, "semaine", "semaines" },
	{ ENT_UNIT_DAY, ENT_VALUE_ENGLISH, "day", "days" },
	{ ENT_UNIT_DAY, ENT_VALUE_FRENCH, "jour", "jours" },
	{ ENT_UNIT_HOUR, ENT_VALUE_ENGLISH, "hour", "hours" },
	{ ENT_UNIT_HOUR, ENT_VALUE_FRENCH, "heure", "heures" },
	{ ENT_UNIT_MINUTE, ENT_VALUE_ENGLISH, "minute", "minutes" },
	{ ENT_UNIT_MINUTE, ENT_VALUE_FRENCH, "minute", "minutes" },
	{ ENT_UNIT_SECOND, ENT_VALUE_ENGLISH, "second", "seconds" },
	{ ENT_UNIT_SECOND, ENT_VALUE_FRENCH, "seconde", "secondes" },
	{ ENT_UNIT_METRE, ENT_VALUE_ENGLISH, "metre", "metres" },
	{ ENT_UNIT_METRE, ENT_VALUE_ENGLISH, "meter", "meters" },
	{ ENT_UNIT_METRE, ENT_VALUE_FRENCH, "mètre", "mètres" },
	{ ENT_UNIT_KILOMETRE, ENT_VALUE_ENGLISH, "kilometre", "kilometres" },
	{ ENT_UNIT_KILOMETRE, ENT_VALUE_ENGLISH, "kilometer", "kilometers" },
	{ ENT_UNIT_KILOMETRE, ENT_VALUE_FRENCH, "kilomètre", "kilomètres" },
	{ ENT_UNIT_TONNE, ENT_VALUE_ENGLISH, "tonne", "tonnes" },
	{ ENT_UNIT_TONNE, ENT_VALUE_FRENCH, "tonne", "tonnes" },
	{ ENT_UNIT_LITRE, ENT_VALUE_ENGLISH, "litre", "litres" },
	{ ENT_UNIT_LITRE, ENT_VALUE_ENGLISH, "liter", "liters" },
	{ ENT_UNIT_LITRE, ENT_VALUE_FRENCH, "litre", "litres" },
	{ ENT_UNIT_HECTARE, ENT_VALUE_ENGLISH, "hectare", "hectares" },
	{ ENT_UNIT_HECTARE, ENT_VALUE_FRENCH, "hectare", "hectares" },
	{ ENT_UNIT_DEGREE, ENT_VALUE_ENGLISH, "degree", "degrees" },
	{ ENT_UNIT_DEGREE, ENT_VALUE_FRENCH, "degré", "degrés" },
	{ ENT_UNIT_PERSON, ENT_VALUE_ENGLISH, "person", "people" },
	{ ENT_UNIT_PERSON, ENT_VALUE_ENGLISH, "person", "persons" },
	{ ENT_UNIT_PERSON, ENT_VALUE_FRENCH, "personne", "personnes" },
	{ ENT_UNIT_COUNTRY, ENT_VALUE_ENGLISH, "country", "countries" },
	{ ENT_UNIT_COUNTRY, ENT_VALUE_FRENCH, "pays", "pays" },
	{ ENT_UNIT_PAGE, ENT_VALUE_ENGLISH, "page", "pages" },
	{ ENT_UNIT_PAGE, ENT_VALUE_FRENCH, "page", "pages" },
	{ ENT_UNIT_TIME, ENT_VALUE_ENGLISH, "time", "times" },
	{ ENT_UNIT_TIME, ENT_VALUE_FRENCH, "fois", "fois" },
	{ ENT_UNIT_MEMBER, ENT_VALUE_ENGLISH, "member", "members" },
	{ ENT_UNIT_MEMBER, ENT_VALUE_FRENCH, "membre", "membres" },
	{ ENT_UNIT_DOLLAR, ENT_VALUE_ENGLISH, "dollar", "dollars" },
	{ ENT_UNIT_DOLLAR, ENT_VALUE_FRENCH, "dollar", "dollars" },
	{ ENT_UNIT_EURO, ENT_VALUE_ENGLISH, "euro", "euros" },
	{ ENT_UNIT_EURO, ENT_VALUE_FRENCH, "euro", "euros" },
	{ ENT_UNIT_POUND, ENT_VALUE_ENGLISH, "pound", "pounds" },
	{ ENT_UNIT_POUND, ENT_VALUE_FRENCH, "livre", "livres" },
	{ ENT_UNIT_YEN, ENT_VALUE_ENGLISH, "yen", "yen" },
	{ ENT_UNIT_YEN, ENT_VALUE_FRENCH, "yen", "yens" },
	{ ENT_UNIT_FRANC, ENT_VALUE_ENGLISH, "franc", "francs" },
	{ ENT_UNIT_FRANC, ENT_VALUE_FRENCH, "franc", "francs" },
};

static const struct unit *find_unit(ent_value_lang lang, ent_str noun)
{
	for (size_t k = 0; k < COUNT(units); k++)
		if (units[k].lang == lang && (ent_str_is_any_case(noun, units[k].one) ||
					      ent_str_is_any_case(noun, units[k].many)))
			return &units[k];
	return NULL;
}

ent_unit_noun ent_unit_noun_of(bool *plural, ent_value_lang lang, ent_str word)
{
	const struct unit *u = find_unit(lang, word);
	*plural = u && ent_str_is_any_case(word, u->many);
	return u ? u->unit : ENT_UNIT_NONE;
}

const char *ent_unit_in_number(ent_value_lang lang, ent_str noun, bool plural)
{
	const struct unit *u = find_unit(lang, noun);
	return !u ? NULL : plural ? u->many : u->one;
}

const char *ent_unit_name(ent_value_lang lang, ent_unit_noun unit, bool plural)
{
	for (size_t k = 0; k < COUNT(units); k++)
		if (units[k].lang == lang && units[k].unit == unit)
			return plural ? units[k].many : units[k].one;
	return NULL;
}

ent_currency ent_currency_of_unit(ent_unit_noun unit)
{
	static const struct {
		ent_unit_noun unit;
		ent_currency currency;
	} pairs[] = {
		{ ENT_UNIT_DOLLAR, ENT_CURRENCY_DOLLAR },
		{ ENT_UNIT_EURO, ENT_CURRENCY_EURO },
		{ ENT_UNIT_POUND, ENT_CURRENCY_POUND },
		{ ENT_UNIT_YEN, ENT_CURRENCY_YEN },
		{ ENT_UNIT_FRANC, ENT_CURRENCY_FRANC },
	};
	for (size_t k = 0; k < COUNT(pairs); k++)
		if (pairs[k].unit == unit)
			return pairs[k].currency;
	return ENT_CURRENCY_NONE;
}

const char *ent_currency_name(ent_value_lang lang, ent_currency currency)
{
	const bool french = lang == ENT_VALUE_FRENCH;
	switch (currency) {
	case ENT_CURRENCY_DOLLAR: return "dollars";
	case ENT_CURRENCY_USD: return french ? "dollars US" : "US dollars";
	case ENT_CURRENCY_CAD: return french ? "dollars canadiens" : "Canadian dollars";
	case ENT_CURRENCY_EURO: return "euros";
	case ENT_CURRENCY_POUND: return french ? "livres sterling" : "pounds";
	case ENT_CURRENCY_YEN: return french ? "yens" : "yen";
	case ENT_CURRENCY_NONE:
	case ENT_CURRENCY_FRANC: return NULL;
	}
	return NULL;
}
