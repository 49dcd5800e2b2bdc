/* SPDX-License-Identifier: Apache-2.0 */
/* value.h - the values of a text: numbers, amounts, ordinals, dates, times, references.
 *
 * A value is read as a whole: "US$ 1.5 million" is one value with its currency and its
 * scale, "2.30 p.m." one time.  Of a date each part is a value, so that "the 4th and
 * 5th of December" and "les 4 et 5 décembre" have the same; parts that belong together
 * share a group. English and French are read and written; of other languages only
 * numerals and literals are read.
 */
#ifndef ENT_TEXT_VALUE_H
#define ENT_TEXT_VALUE_H

#include "text/value_words.h"

typedef enum ent_value_kind {
	ENT_VALUE_NUMBER,  /* a count, a measure, an amount, a year */
	ENT_VALUE_ORDINAL, /* 3rd, XIXe, third */
	ENT_VALUE_ROMAN,   /* IV */
	ENT_VALUE_DAY,     /* of the month */
	ENT_VALUE_MONTH,
	ENT_VALUE_WEEKDAY,
	ENT_VALUE_TIME,    /* of the day */
	ENT_VALUE_LITERAL, /* a version, telephone number, code or address: its bytes */
} ent_value_kind;

enum { ENT_VALUE_DIGITS = 40 };

typedef struct ent_value_span {
	uint32_t start, end; /* bytes; equal when absent */
} ent_value_span;

typedef enum ent_time_style {
	ENT_TIME_BARE,   /* "9" of "9 to 11 a.m.": the half of the day follows later */
	ENT_TIME_HALF,   /* 9.30 a.m. */
	ENT_TIME_COLON,  /* 14:05 */
	ENT_TIME_H,      /* 14 h 05 */
	ENT_TIME_HEURES, /* 14 heures */
	ENT_TIME_WORD,   /* noon, minuit */
} ent_time_style;

/* What a number measures. */
typedef enum ent_value_quantity {
	ENT_QUANTITY_NONE, /* nothing that is known */
	ENT_QUANTITY_GRAM,
	ENT_QUANTITY_KILOGRAM,
	ENT_QUANTITY_MILLIGRAM,
	ENT_QUANTITY_MICROGRAM,
	ENT_QUANTITY_TONNE,
	ENT_QUANTITY_POUND,
	ENT_QUANTITY_OUNCE,
	ENT_QUANTITY_METRE,
	ENT_QUANTITY_KILOMETRE,
	ENT_QUANTITY_CENTIMETRE,
	ENT_QUANTITY_MILLIMETRE,
	ENT_QUANTITY_MICROMETRE,
	ENT_QUANTITY_NANOMETRE,
	ENT_QUANTITY_MILE,
	ENT_QUANTITY_FOOT,
	ENT_QUANTITY_INCH,
	ENT_QUANTITY_YARD,
	ENT_QUANTITY_LITRE,
	ENT_QUANTITY_MILLILITRE,
	ENT_QUANTITY_CENTILITRE,
	ENT_QUANTITY_HECTOLITRE,
	ENT_QUANTITY_HECTARE,
	ENT_QUANTITY_SQUARE_METRE,
	ENT_QUANTITY_CUBIC_METRE,
	ENT_QUANTITY_SQUARE_KILOMETRE,
	ENT_QUANTITY_KILOMETRE_PER_HOUR,
	ENT_QUANTITY_MILE_PER_HOUR,
	ENT_QUANTITY_CELSIUS,
	ENT_QUANTITY_FAHRENHEIT,
	ENT_QUANTITY_MINUTE,
	ENT_QUANTITY_HOUR,
	ENT_QUANTITY_SECOND,
	ENT_QUANTITY_MILLISECOND,
	ENT_QUANTITY_WATT,
	ENT_QUANTITY_KILOWATT,
	ENT_QUANTITY_MEGAWATT,
	ENT_QUANTITY_GIGAWATT,
	ENT_QUANTITY_KILOWATT_HOUR,
	ENT_QUANTITY_MEGAWATT_HOUR,
	ENT_QUANTITY_GIGAWATT_HOUR,
	ENT_QUANTITY_VOLT,
	ENT_QUANTITY_KILOVOLT,
	ENT_QUANTITY_AMPERE,
	ENT_QUANTITY_MILLIAMPERE,
	ENT_QUANTITY_HERTZ,
	ENT_QUANTITY_KILOHERTZ,
	ENT_QUANTITY_MEGAHERTZ,
	ENT_QUANTITY_GIGAHERTZ,
	ENT_QUANTITY_PASCAL,
	ENT_QUANTITY_KILOPASCAL,
	ENT_QUANTITY_MEGAPASCAL,
	ENT_QUANTITY_DECIBEL,
	ENT_QUANTITY_KILOBYTE,
	ENT_QUANTITY_MEGABYTE,
	ENT_QUANTITY_GIGABYTE,
	ENT_QUANTITY_TERABYTE,
	ENT_QUANTITY_YEAR,
	ENT_QUANTITY_MONTH,
	ENT_QUANTITY_WEEK,
	ENT_QUANTITY_DAY,
} ent_value_quantity;

typedef struct ent_value {
	ent_value_kind kind;
	ent_value_lang lang;
	uint32_t start, end;    /* bytes of the whole expression */
	ent_value_span numeral; /* without sign, unit or suffix; hours of a time */
	ent_value_span minutes, after; /* of a time; its "a.m.", "h" or "heures" */
	ent_value_span scale_word;
	ent_value_span link;          /* "de " or "d'" after a French scale */
	ent_value_span currency_mark; /* symbol or words */
	ent_value_span noun;          /* of the unit */
	/* of a number: its digits with '.' before decimals, NUL-terminated */
	char digits[ENT_VALUE_DIGITS];
	/* day, month (1 to 12), weekday (1 is Monday); of an ordinal or Roman numeral
	 * its number; of a time its minutes since midnight */
	uint16_t number;
	uint8_t scale; /* power of ten of the scale word; 0 for none */
	ent_currency currency;
	ent_unit_noun unit;
	ent_time_style style;
	uint16_t group; /* of the parts of one date; 0 for none */
	bool negative, grouped;
	char separator[4]; /* between groups of digits */
	bool in_words;     /* "six", "third" */
	bool roman;        /* an ordinal in Roman numerals */
	bool abbreviated;  /* a month */
	bool plural;       /* a day of the week: "Mondays" */
	bool unsure;       /* not wholly understood: never written */
	ent_value_quantity quantity;
	uint32_t measured; /* where its unit ends; .end when it has no unit */
} ent_value;

/* Tokens of a text that are looked at; the values of a longer text are not complete,
 * which ent_values_complete() reports. */
enum { ENT_VALUE_TOKENS = 1024 };

/* The values of a text in order; at most max. */
uint32_t ent_values(ent_value *out, uint32_t max, ent_str text, ent_str lang);
bool ent_values_complete(ent_str text);

/* Whether two values of texts in any two languages are the same. */
bool ent_value_same(const ent_value *a,
		    ent_str text_a,
		    const ent_value *b,
		    ent_str text_b);

/* Whether a text and its translation have the same values; what only one of them has is
 * appended to only_a and only_b, as numbers separated by ", ". false when out of
 * memory. */
bool ent_values_agree(bool *agree,
		      ent_buf *only_a,
		      ent_buf *only_b,
		      ent_str a,
		      ent_str lang_a,
		      ent_str b,
		      ent_str lang_b);

/* Whether a number takes the singular where it is written in that language. */
bool ent_value_is_singular(const ent_value *v, ent_value_lang lang);

/* A value put in the place of another one. */
typedef struct ent_value_place {
	const ent_value *slot; /* in the text of the place */
	ent_str text;          /* of the place */
	uint32_t start, end;   /* what is replaced: may be more than the slot */
} ent_value_place;

/* Appends what the slot becomes when it has the value `is` of text `is_text` (a query)
 * instead of `was`, which is the same as the slot; sets place->start and end.  false,
 * and *out is undefined, when it is not sure how that is written. */
bool ent_value_write(ent_buf *out,
		     ent_value_place *place,
		     const ent_value *is,
		     ent_str is_text,
		     const ent_value *was);

#endif
