/* SPDX-License-Identifier: Apache-2.0 */
/* value_measure.c - what a number measures: the unit after it.
 *
 * A unit is known by its symbol, which is the same in both languages but for bytes
 * ("MB", "Mo"), or by its noun.  A unit that is not in the table, or is part of another
 * one ("kg/m", "mètres carrés"), is unknown: it may be the same as any other.  Nouns of
 * what is counted (people, pages) are not measures, because translators use other nouns
 * for them.
 *
 * Cost: a linear search of the table for the word after a number.
 */
#include "base/ascii.h"
#include "base/word_list.h"
#include "text/value_scan.h"
#include "text/value_slot.h"

static const struct measure {
	ent_value_quantity quantity;
	ent_value_lang lang; /* OTHER for both */
	const char *symbol;  /* as it is; a noun has three letters or more */
} measures[] = {
	{ ENT_QUANTITY_GRAM, ENT_VALUE_OTHER, "g" },
	{ ENT_QUANTITY_GRAM, ENT_VALUE_ENGLISH, "gram" },
	{ ENT_QUANTITY_GRAM, ENT_VALUE_ENGLISH, "grams" },
	{ ENT_QUANTITY_GRAM, ENT_VALUE_FRENCH, "gramme" },
	{ ENT_QUANTITY_GRAM, ENT_VALUE_FRENCH, "grammes" },
	{ ENT_QUANTITY_KILOGRAM, ENT_VALUE_OTHER, "kg" },
	{ ENT_QUANTITY_KILOGRAM, ENT_VALUE_OTHER, "kilos" },
	{ ENT_QUANTITY_KILOGRAM, ENT_VALUE_ENGLISH, "kilogram" },
	{ ENT_QUANTITY_KILOGRAM, ENT_VALUE_ENGLISH, "kilograms" },
	{ ENT_QUANTITY_KILOGRAM, ENT_VALUE_FRENCH, "kilogramme" },
	{ ENT_QUANTITY_KILOGRAM, ENT_VALUE_FRENCH, "kilogrammes" },
	{ ENT_QUANTITY_MILLIGRAM, ENT_VALUE_OTHER, "mg" },
	{ ENT_QUANTITY_MILLIGRAM, ENT_VALUE_ENGLISH, "milligrams" },
	{ ENT_QUANTITY_MILLIGRAM, ENT_VALUE_FRENCH, "milligrammes" },
	{ ENT_QUANTITY_MICROGRAM, ENT_VALUE_OTHER, "\u00B5g" },
	{ ENT_QUANTITY_MICROGRAM, ENT_VALUE_OTHER, "\u03BCg" },
	{ ENT_QUANTITY_TONNE, ENT_VALUE_OTHER, "t" },
	{ ENT_QUANTITY_POUND, ENT_VALUE_OTHER, "lb" },
	{ ENT_QUANTITY_POUND, ENT_VALUE_OTHER, "lbs" },
	{ ENT_QUANTITY_OUNCE, ENT_VALUE_OTHER, "oz" },
	{ ENT_QUANTITY_METRE, ENT_VALUE_OTHER, "m" },
	{ ENT_QUANTITY_KILOMETRE, ENT_VALUE_OTHER, "km" },
	{ ENT_QUANTITY_CENTIMETRE, ENT_VALUE_OTHER, "cm" },
	{ ENT_QUANTITY_CENTIMETRE, ENT_VALUE_ENGLISH, "centimetres" },
	{ ENT_QUANTITY_CENTIMETRE, ENT_VALUE_ENGLISH, "centimeters" },
	{ ENT_QUANTITY_CENTIMETRE, ENT_VALUE_FRENCH, "centimètres" },
	{ ENT_QUANTITY_MILLIMETRE, ENT_VALUE_OTHER, "mm" },
	{ ENT_QUANTITY_MILLIMETRE, ENT_VALUE_ENGLISH, "millimetres" },
	{ ENT_QUANTITY_MILLIMETRE, ENT_VALUE_ENGLISH, "millimeters" },
	{ ENT_QUANTITY_MILLIMETRE, ENT_VALUE_FRENCH, "millimètres" },
	{ ENT_QUANTITY_MICROMETRE, ENT_VALUE_OTHER, "\u00B5m" },
	{ ENT_QUANTITY_MICROMETRE, ENT_VALUE_OTHER, "\u03BCm" },
	{ ENT_QUANTITY_NANOMETRE, ENT_VALUE_OTHER, "nm" },
	{ ENT_QUANTITY_MILE, ENT_VALUE_ENGLISH, "mi" },
	{ ENT_QUANTITY_MILE, ENT_VALUE_ENGLISH, "mile" },
	{ ENT_QUANTITY_MILE, ENT_VALUE_ENGLISH, "miles" },
	{ ENT_QUANTITY_MILE, ENT_VALUE_FRENCH, "milles" },
	{ ENT_QUANTITY_FOOT, ENT_VALUE_ENGLISH, "ft" },
	{ ENT_QUANTITY_FOOT, ENT_VALUE_ENGLISH, "feet" },
	{ ENT_QUANTITY_FOOT, ENT_VALUE_FRENCH, "pieds" },
	{ ENT_QUANTITY_INCH, ENT_VALUE_ENGLISH, "inch" },
	{ ENT_QUANTITY_INCH, ENT_VALUE_ENGLISH, "inches" },
	{ ENT_QUANTITY_INCH, ENT_VALUE_FRENCH, "pouces" },
	{ ENT_QUANTITY_YARD, ENT_VALUE_ENGLISH, "yd" },
	{ ENT_QUANTITY_YARD, ENT_VALUE_OTHER, "yards" },
	{ ENT_QUANTITY_YARD, ENT_VALUE_FRENCH, "verges" },
	{ ENT_QUANTITY_LITRE, ENT_VALUE_OTHER, "l" },
	{ ENT_QUANTITY_LITRE, ENT_VALUE_OTHER, "L" },
	{ ENT_QUANTITY_MILLILITRE, ENT_VALUE_OTHER, "ml" },
	{ ENT_QUANTITY_MILLILITRE, ENT_VALUE_OTHER, "mL" },
	{ ENT_QUANTITY_MILLILITRE, ENT_VALUE_OTHER, "millilitres" },
	{ ENT_QUANTITY_MILLILITRE, ENT_VALUE_ENGLISH, "milliliters" },
	{ ENT_QUANTITY_CENTILITRE, ENT_VALUE_OTHER, "cl" },
	{ ENT_QUANTITY_CENTILITRE, ENT_VALUE_OTHER, "cL" },
	{ ENT_QUANTITY_HECTOLITRE, ENT_VALUE_OTHER, "hl" },
	{ ENT_QUANTITY_HECTOLITRE, ENT_VALUE_OTHER, "hL" },
	{ ENT_QUANTITY_HECTARE, ENT_VALUE_OTHER, "ha" },
	{ ENT_QUANTITY_SQUARE_METRE, ENT_VALUE_OTHER, "m\u00B2" },
	{ ENT_QUANTITY_SQUARE_METRE, ENT_VALUE_OTHER, "m2" },
	{ ENT_QUANTITY_CUBIC_METRE, ENT_VALUE_OTHER, "m\u00B3" },
	{ ENT_QUANTITY_CUBIC_METRE, ENT_VALUE_OTHER, "m3" },
	{ ENT_QUANTITY_SQUARE_KILOMETRE, ENT_VALUE_OTHER, "km\u00B2" },
	{ ENT_QUANTITY_SQUARE_KILOMETRE, ENT_VALUE_OTHER, "km2" },
	{ ENT_QUANTITY_KILOMETRE_PER_HOUR, ENT_VALUE_OTHER, "km/h" },
	{ ENT_QUANTITY_MILE_PER_HOUR, ENT_VALUE_OTHER, "mph" },
	{ ENT_QUANTITY_CELSIUS, ENT_VALUE_OTHER, "\u00B0C" },
	{ ENT_QUANTITY_CELSIUS, ENT_VALUE_OTHER, "\u00B0 C" },
	{ ENT_QUANTITY_FAHRENHEIT, ENT_VALUE_OTHER, "\u00B0F" },
	{ ENT_QUANTITY_FAHRENHEIT, ENT_VALUE_OTHER, "\u00B0 F" },
	{ ENT_QUANTITY_MINUTE, ENT_VALUE_OTHER, "min" },
	{ ENT_QUANTITY_HOUR, ENT_VALUE_OTHER, "h" },
	{ ENT_QUANTITY_SECOND, ENT_VALUE_OTHER, "s" },
	{ ENT_QUANTITY_MILLISECOND, ENT_VALUE_OTHER, "ms" },
	{ ENT_QUANTITY_WATT, ENT_VALUE_OTHER, "W" },
	{ ENT_QUANTITY_KILOWATT, ENT_VALUE_OTHER, "kW" },
	{ ENT_QUANTITY_MEGAWATT, ENT_VALUE_OTHER, "MW" },
	{ ENT_QUANTITY_GIGAWATT, ENT_VALUE_OTHER, "GW" },
	{ ENT_QUANTITY_KILOWATT_HOUR, ENT_VALUE_OTHER, "kWh" },
	{ ENT_QUANTITY_MEGAWATT_HOUR, ENT_VALUE_OTHER, "MWh" },
	{ ENT_QUANTITY_GIGAWATT_HOUR, ENT_VALUE_OTHER, "GWh" },
	{ ENT_QUANTITY_VOLT, ENT_VALUE_OTHER, "V" },
	{ ENT_QUANTITY_KILOVOLT, ENT_VALUE_OTHER, "kV" },
	{ ENT_QUANTITY_AMPERE, ENT_VALUE_OTHER, "A" },
	{ ENT_QUANTITY_MILLIAMPERE, ENT_VALUE_OTHER, "mA" },
	{ ENT_QUANTITY_HERTZ, ENT_VALUE_OTHER, "Hz" },
	{ ENT_QUANTITY_KILOHERTZ, ENT_VALUE_OTHER, "kHz" },
	{ ENT_QUANTITY_MEGAHERTZ, ENT_VALUE_OTHER, "MHz" },
	{ ENT_QUANTITY_GIGAHERTZ, ENT_VALUE_OTHER, "GHz" },
	{ ENT_QUANTITY_PASCAL, ENT_VALUE_OTHER, "Pa" },
	{ ENT_QUANTITY_KILOPASCAL, ENT_VALUE_OTHER, "kPa" },
	{ ENT_QUANTITY_MEGAPASCAL, ENT_VALUE_OTHER, "MPa" },
	{ ENT_QUANTITY_DECIBEL, ENT_VALUE_OTHER, "dB" },
	{ ENT_QUANTITY_KILOBYTE, ENT_VALUE_OTHER, "kB" },
	{ ENT_QUANTITY_KILOBYTE, ENT_VALUE_OTHER, "KB" },
	{ ENT_QUANTITY_KILOBYTE, ENT_VALUE_FRENCH, "ko" },
	{ ENT_QUANTITY_KILOBYTE, ENT_VALUE_FRENCH, "Ko" },
	{ ENT_QUANTITY_MEGABYTE, ENT_VALUE_OTHER, "MB" },
	{ ENT_QUANTITY_MEGABYTE, ENT_VALUE_FRENCH, "Mo" },
	{ ENT_QUANTITY_GIGABYTE, ENT_VALUE_OTHER, "GB" },
	{ ENT_QUANTITY_GIGABYTE, ENT_VALUE_FRENCH, "Go" },
	{ ENT_QUANTITY_TERABYTE, ENT_VALUE_OTHER, "TB" },
	{ ENT_QUANTITY_TERABYTE, ENT_VALUE_FRENCH, "To" },
};

/* Of a noun that agrees with its number (value_words.c). */
static ent_value_quantity of_unit(ent_unit_noun unit)
{
	static const struct {
		ent_unit_noun unit;
		ent_value_quantity quantity;
	} rows[] = {
		{ ENT_UNIT_YEAR, ENT_QUANTITY_YEAR },
		{ ENT_UNIT_MONTH, ENT_QUANTITY_MONTH },
		{ ENT_UNIT_WEEK, ENT_QUANTITY_WEEK },
		{ ENT_UNIT_DAY, ENT_QUANTITY_DAY },
		{ ENT_UNIT_HOUR, ENT_QUANTITY_HOUR },
		{ ENT_UNIT_MINUTE, ENT_QUANTITY_MINUTE },
		{ ENT_UNIT_SECOND, ENT_QUANTITY_SECOND },
		{ ENT_UNIT_METRE, ENT_QUANTITY_METRE },
		{ ENT_UNIT_KILOMETRE, ENT_QUANTITY_KILOMETRE },
		{ ENT_UNIT_TONNE, ENT_QUANTITY_TONNE },
		{ ENT_UNIT_LITRE, ENT_QUANTITY_LITRE },
		{ ENT_UNIT_HECTARE, ENT_QUANTITY_HECTARE },
	};
	for (size_t k = 0; k < sizeof(rows) / sizeof(*rows); k++)
		if (rows[k].unit == unit)
			return rows[k].quantity;
	return ENT_QUANTITY_NONE;
}

static ent_value_quantity of_degree(ent_str rest)
{
	return ent_str_starts(rest, ENT_STR("Celsius"))      ? ENT_QUANTITY_CELSIUS
	       : ent_str_starts(rest, ENT_STR("Fahrenheit")) ? ENT_QUANTITY_FAHRENHEIT
							     : ENT_QUANTITY_NONE;
}

/* Whether the words at a place make the unit before it one of area, volume or rate:
 * "mètres carrés". */
static bool is_power(ent_str text, size_t at)
{
	static const char *const words[] = { "carré", "cube", "cubique", "squared",
					     "par ",  "per ", "à l",     NULL };
	const size_t gap = ent_gap_after(text, at);
	const ent_str rest = ent_str_slice(text, at + gap, text.n);
	return (gap && ent_list_start_of(words, rest)) || (rest.n && rest.p[0] == '/');
}

/* Whether a symbol continues at a place. */
static bool goes_on(ent_str text, size_t at)
{
	static const char *const ends[] = { "\u00BB", "\u2026", "\u2013",
					    "\u2014", "\u201D", NULL };
	const ent_str rest = ent_str_slice(text, at, text.n);
	const bool end = !rest.n || ent_gap_after(text, at) ||
			 (!ent_is_letter(rest.p[0]) && !ent_is_digit(rest.p[0]) &&
			  !memchr("/'-_^", rest.p[0], 5) && !(rest.p[0] & 0x80)) ||
			 ent_list_start_of(ends, rest);
	return !end || is_power(text, at);
}

/* The longest symbol at a place; a single letter only after a space: "1990s". */
static const struct measure *symbol_at(ent_value_lang lang,
				       ent_str text,
				       size_t at,
				       bool spaced)
{
	const struct measure *best = NULL;
	const ent_str rest = ent_str_slice(text, at, text.n);
	for (size_t k = 0; k < sizeof(measures) / sizeof(*measures); k++) {
		const struct measure *m = &measures[k];
		const size_t n = strlen(m->symbol);
		if ((m->lang && m->lang != lang) || (n == 1 && !spaced) ||
		    (best && n < strlen(best->symbol)) ||
		    !ent_str_starts(rest, ent_str_of(m->symbol)) ||
		    goes_on(text, at + n))
			continue;
		best = m;
	}
	return best;
}

void ent_value_measure(ent_value *v, ent_str text)
{
	v->quantity = ENT_QUANTITY_NONE;
	v->measured = v->end;
	if (v->kind == ENT_VALUE_TIME && v->lang == ENT_VALUE_FRENCH &&
	    v->minutes.end == v->minutes.start &&
	    (v->style == ENT_TIME_H || v->style == ENT_TIME_HEURES))
		v->quantity = ENT_QUANTITY_HOUR;
	if (v->kind != ENT_VALUE_NUMBER || v->lang == ENT_VALUE_OTHER || v->currency)
		return;
	const size_t gap = ent_gap_after(text, v->end);
	if (v->unit == ENT_UNIT_DEGREE)
		v->quantity = of_degree(ent_str_slice(text, v->end + gap, text.n));
	else if (v->unit && !is_power(text, v->end))
		v->quantity = of_unit(v->unit);
	if (v->unit)
		return;
	const bool hyphen = v->end < text.n && text.p[v->end] == '-';
	const size_t at = v->end + (hyphen ? 1 : gap);
	const struct measure *m = symbol_at(v->lang, text, at, gap > 0);
	if (!m)
		return;
	v->quantity = m->quantity;
	v->measured = (uint32_t)(at + strlen(m->symbol));
}

bool ent_quantities_agree(const ent_value *a, const ent_value *b)
{
	const bool money = a->currency || b->currency;
	/* "livres" are money or a weight */
	if (money && (a->quantity || b->quantity))
		return a->currency + b->currency == ENT_CURRENCY_POUND &&
		       a->quantity + b->quantity == ENT_QUANTITY_POUND;
	return !a->quantity || !b->quantity || a->quantity == b->quantity;
}
