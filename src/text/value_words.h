/* SPDX-License-Identifier: Apache-2.0 */
/* value_words.h - words that are part of a value: months, days of the week, numbers,
 * scales, units and currencies, in English and French. */
#ifndef ENT_TEXT_VALUE_WORDS_H
#define ENT_TEXT_VALUE_WORDS_H

#include "entente/str.h"

/* A language as values are written in it. */
typedef enum ent_value_lang {
	ENT_VALUE_OTHER, /* numbers only, no words */
	ENT_VALUE_ENGLISH,
	ENT_VALUE_FRENCH,
} ent_value_lang;

/* Whose words a language has, by its code. */
ent_value_lang ent_value_lang_of(ent_str lang);

/* The decimal character; the other of '.' and ',' groups, and so do spaces. */
char ent_decimal_of(ent_str lang);

/* Currencies.  A dollar may be any of the three. */
typedef enum ent_currency {
	ENT_CURRENCY_NONE,
	ENT_CURRENCY_DOLLAR,
	ENT_CURRENCY_USD,
	ENT_CURRENCY_CAD,
	ENT_CURRENCY_EURO,
	ENT_CURRENCY_POUND,
	ENT_CURRENCY_YEN,
	ENT_CURRENCY_FRANC,
} ent_currency;

/* Units whose nouns agree with their number; other units are not known here. */
typedef enum ent_unit_noun {
	ENT_UNIT_NONE,
	ENT_UNIT_PERCENT,
	ENT_UNIT_YEAR,
	ENT_UNIT_MONTH,
	ENT_UNIT_WEEK,
	ENT_UNIT_DAY,
	ENT_UNIT_HOUR,
	ENT_UNIT_MINUTE,
	ENT_UNIT_SECOND,
	ENT_UNIT_METRE,
	ENT_UNIT_KILOMETRE,
	ENT_UNIT_TONNE,
	ENT_UNIT_LITRE,
	ENT_UNIT_HECTARE,
	ENT_UNIT_DEGREE,
	ENT_UNIT_PERSON,
	ENT_UNIT_COUNTRY,
	ENT_UNIT_PAGE,
	ENT_UNIT_TIME, /* "three times", "trois fois" */
	ENT_UNIT_MEMBER,
	ENT_UNIT_DOLLAR,
	ENT_UNIT_EURO,
	ENT_UNIT_POUND,
	ENT_UNIT_YEN,
	ENT_UNIT_FRANC,
} ent_unit_noun;

/* 1 to 12, or 0.  *abbreviated: "Dec.", "déc." without its full stop. */
uint8_t ent_month_of(bool *abbreviated, ent_value_lang lang, ent_str word);
const char *ent_month_name(ent_value_lang lang, unsigned month, bool abbreviated);

/* The month of a name or abbreviation in either language, in capitals or not, with or
 * without its accents; 0 for other words. */
uint8_t ent_month_spelled(ent_str word);

/* 1 (Monday) to 7, or 0. */
uint8_t ent_weekday_of(ent_value_lang lang, ent_str word);
const char *ent_weekday_name(ent_value_lang lang, unsigned day);

/* 2 to 20 and the tens to 90; -1 for other words, also for "one" and "un", which are
 * mostly pronouns and articles. */
int ent_number_word_of(ent_value_lang lang, ent_str word);
/* The words of 2 to 99; false for other numbers, and for those of French that agree
 * with what they count ("vingt et un", "vingt et une"). */
enum { ENT_NUMBER_WORDS = 32 };
bool ent_number_spelled(char out[ENT_NUMBER_WORDS],
			ent_value_lang lang,
			unsigned number);

/* 3 to 12 for "third", "troisième"; 1 and 2 for "first", "premier", "second"; 0 for
 * other words. */
uint8_t ent_ordinal_word_of(ent_value_lang lang, ent_str word);
/* The word of 1 to 12; NULL for others, and for 1 in French, which has two forms. */
const char *ent_ordinal_word(ent_value_lang lang, unsigned number);

/* The power of ten of "million", "milliards", "bn", ...; 0 for other words. */
uint8_t ent_scale_of(ent_value_lang lang, ent_str word);
/* The word of a power of ten; NULL when the language has none. */
const char *ent_scale_word(ent_value_lang lang, unsigned scale, bool plural);

/* The unit of a noun, and whether it has the form of the plural. */
ent_unit_noun ent_unit_noun_of(bool *plural, ent_value_lang lang, ent_str word);
/* The other form of a unit's noun, "ans" of "an"; NULL for one that is unknown. */
const char *ent_unit_in_number(ent_value_lang lang, ent_str noun, bool plural);
/* The usual noun of a unit; NULL for one without. */
const char *ent_unit_name(ent_value_lang lang, ent_unit_noun unit, bool plural);

/* The currency that a noun names; ENT_CURRENCY_NONE for another noun. */
ent_currency ent_currency_of_unit(ent_unit_noun unit);
/* The noun that says the currency in full, in the plural; NULL for none. */
const char *ent_currency_name(ent_value_lang lang, ent_currency currency);

#endif
