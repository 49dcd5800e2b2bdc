/* SPDX-License-Identifier: Apache-2.0 */
/* t_text_value.c - the values of a text, read, compared and written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/value.h"

static void show_value(ent_buf *out, const ent_value *v, ent_str text)
{
	switch (v->kind) {
	case ENT_VALUE_NUMBER:
		ent_buf_addf(out, "%s%s", v->negative ? "-" : "", v->digits);
		if (v->scale)
			ent_buf_addf(out, "e%d", v->scale);
		if (v->currency)
			ent_buf_addf(out, " c%d", (int)v->currency);
		else if (v->unit)
			ent_buf_addf(out, " u%d", (int)v->unit);
		return;
	case ENT_VALUE_ORDINAL: ent_buf_addf(out, "ord %d", v->number); return;
	case ENT_VALUE_ROMAN: ent_buf_addf(out, "roman %d", v->number); return;
	case ENT_VALUE_DAY: ent_buf_addf(out, "day %d", v->number); return;
	case ENT_VALUE_MONTH: ent_buf_addf(out, "month %d", v->number); return;
	case ENT_VALUE_WEEKDAY: ent_buf_addf(out, "weekday %d", v->number); return;
	case ENT_VALUE_TIME:
		ent_buf_addf(out, "%02d:%02d", v->number / 60, v->number % 60);
		return;
	case ENT_VALUE_LITERAL:
		ent_buf_addf(out, "'%.*s'", (int)(v->end - v->start),
			     text.p + v->start);
		return;
	}
}

/* Values as "1500|day 9|..."; e for scales, c for currencies, u for units. */
static void expect_values(const char *lang, const char *text, const char *want)
{
	ent_value v[16];
	ent_buf got = ENT_BUF_INIT;
	uint32_t n = ent_values(v, 16, ent_str_of(text), ent_str_of(lang));
	ent_buf_add(&got, ENT_STR(""));
	for (uint32_t k = 0; k < n; k++) {
		ent_buf_add(&got, k ? ENT_STR("|") : ENT_STR(""));
		show_value(&got, &v[k], ent_str_of(text));
	}
	assert_string_equal(got.p, want);
	ent_buf_release(&got);
}

static void values_are_read_by_language(void **state)
{
	(void)state;
	expect_values("en", "1,500.5 and 12 of 1,000,000", "1500.5|12|1000000");
	expect_values("fr", "1 500,5 et 12 sur 1 000 000", "1500.5|12|1000000");
	expect_values("en", "1 000 000 and 12", "1000000|12");
	expect_values("fr", "1 000 000 et 1.500,25", "1000000|1500.25");
	expect_values("en-GB", "in 2024 500 people", "2024|500 u15");
	expect_values("fr", "en 2024 500 personnes", "2024|500 u15");
	expect_values("en", "point 1.2.3, or 12,34", "'1.2.3'|'12,34'");
	expect_values("en", "on April 9, 2024 and 9 April 2024",
		      "month 4|day 9|2024|day 9|month 4|2024");
	expect_values("en", "in May 2024; he may 5", "month 5|2024|5");
	expect_values("fr", "les 1er et 2 avril 2024, en avril",
		      "day 1|day 2|month 4|2024|month 4");
	expect_values("fr", "mardi 9 décembre et février",
		      "weekday 2|day 9|month 12|month 2");
	expect_values("de", "9 April 2024", "9|2024");
	expect_values("fr", "Le droit de la Ve République, le XIXe siècle",
		      "ord 5|ord 19");
	expect_values("en", "", "");
}

static void values_are_whole(void **state)
{
	(void)state;
	expect_values("en", "US$ 1.5 million and 3 billion euros", "1.5e6 c2|3e9 c4");
	expect_values("fr", "1,5 million de dollars US, 20 M€", "1.5e6 c2|20e6 c4");
	expect_values("en", "9 to 11.30 a.m., at 14:05, noon",
		      "09:00|11:30|14:05|12:00");
	expect_values("fr", "de 9 à 11 h 30, à 14h05, midi, un après-midi",
		      "09:00|11:30|14:05|12:00");
	expect_values("en", "call 613-555-0199 or +41 22 555 01 23",
		      "'613-555-0199'|'+41 22 555 01 23'");
	expect_values("en", "COVID-19, A4, 24/7, a@b.org, the 3rd of 16-year-olds",
		      "'COVID-19'|'A4'|'24/7'|'a@b.org'|ord 3|16 u2");
	expect_values("en", "twenty-five of two people, Chapter IV, -5 °C",
		      "25|2 u15|roman 4|-5");
	expect_values("fr", "quatre-vingt-dix-sept sur dix-huit, 30 pour cent",
		      "97|18|30 u1");
}

static void expect_agree(const char *en, const char *fr, const char *want)
{
	ent_buf a = ENT_BUF_INIT, b = ENT_BUF_INIT;
	bool agree;
	assert_true(ent_values_agree(&agree, &a, &b, ent_str_of(en), ENT_STR("en"),
				     ent_str_of(fr), ENT_STR("fr")));
	assert_int_equal(agree, want == NULL);
	if (want) {
		ent_buf_addf(&a, " / %s", b.n ? b.p : "");
		assert_string_equal(a.p, want);
	}
	ent_buf_release(&a);
	ent_buf_release(&b);
}

static void values_of_translations_are_compared(void **state)
{
	(void)state;
	expect_agree("6.30 p.m.", "18 h 30", NULL);
	expect_agree("US$ 1.2 billion", "1 200 millions de dollars", NULL);
	expect_agree("the 3rd, Chapter IV, 12/05/2023",
		     "le 3, chapitre 4, le 12 mai 2023", NULL);
	expect_agree("Three of them", "3 d'entre eux", NULL);
	expect_agree("12 March", "12 mai", "3 / 5");
	expect_agree("1,500 euros", "1 600 euros", "1500 / 1600");
	expect_agree("45% of it", "54 % de cela", "45 / 54");
	expect_agree("on 12 March", "le jeudi 12 mars", NULL);
}

static void a_month_alone_needs_a_preposition(void **state)
{
	(void)state;
	expect_values("en", "They may march in May.", "month 5");
	expect_values("en", "You May go. From May to October", "month 5|month 10");
}

static void expect_written(const char *from, const char *to, const char *want)
{
	const ent_str is_text = ent_str_of(from), text = ent_str_of(to);
	ent_value is, slot;
	ent_buf out = ENT_BUF_INIT;
	assert_int_equal(ent_values(&is, 1, is_text, ENT_STR("en")), 1);
	assert_int_equal(ent_values(&slot, 1, text, ENT_STR("fr")), 1);
	ent_value_place place = { .slot = &slot, .text = text };
	const bool ok = ent_value_write(&out, &place, &is, is_text, &slot);
	assert_int_equal(ok, want != NULL);
	if (want)
		assert_string_equal(out.p, want);
	ent_buf_release(&out);
}

static void a_value_is_written_in_the_style_it_replaces(void **state)
{
	(void)state;
	expect_written("1,234.5 tonnes", "9\u00A0876,1 tonnes", "1\u00A0234,5 tonnes");
	expect_written("1 day", "5 jours", "1 jour");
	expect_written("2.30 p.m.", "9 h", "14 h 30");
	expect_written("2 p.m.", "9 heures", "14 heures");
	expect_written("2.30 p.m.", "9 heures", "14 h 30");
	expect_written("1st", "le 3e", "1er");
	expect_written("1st", "leur 3e", NULL); /* of which gender? */
	expect_written("5%", "3 euros", NULL);
	expect_written("second", "troisième", "deuxième");
}

/* A value begins with the word. */
static void expect_begins(ent_value_lang lang, const char *word, const char *rest)
{
	ent_value v[4];
	char text[80];
	if (!word)
		return;
	snprintf(text, sizeof(text), "%s%s", word, rest);
	if (text[0] >= 'a' && lang == ENT_VALUE_ENGLISH)
		text[0] = (char)(text[0] & ~32); /* months and days have a capital */
	const uint32_t n =
		ent_values(v, 4, ent_str_of(text),
			   lang == ENT_VALUE_ENGLISH ? ENT_STR("en") : ENT_STR("fr"));
	if (!n || v[0].start)
		fail_msg("no value in '%s'", text);
}

/* What the tables of words have, ent_scan_begins() lets pass. */
static void each_word_of_a_value_begins_one(void **state)
{
	(void)state;
	for (ent_value_lang lang = ENT_VALUE_ENGLISH; lang <= ENT_VALUE_FRENCH;
	     lang++) {
		for (unsigned k = 1; k <= 12; k++) {
			expect_begins(lang, ent_month_name(lang, k, false), " 2024");
			expect_begins(lang, ent_month_name(lang, k, true), " 2024");
			expect_begins(lang, ent_ordinal_word(lang, k), " x");
		}
		for (unsigned k = 1; k <= 7; k++)
			expect_begins(lang, ent_weekday_name(lang, k), " x");
		char words[ENT_NUMBER_WORDS];
		for (unsigned k = 2; k <= 99; k++)
			if (ent_number_spelled(words, lang, k))
				expect_begins(lang, words, " x");
	}
	static const char *const english[] = {
		"sept",  "first",   "second", "thirty", "forty",    "fifty",
		"sixty", "seventy", "eighty", "noon",   "midnight", "ninety"
	};
	static const char *const french[] = { "premier",   "première", "second",
					      "seconde",   "trente",   "quarante",
					      "cinquante", "soixante", "midi",
					      "minuit",    "XIXe",     "II" };
	static const char *const codes[] = { "USD", "CAD", "EUR",
					     "GBP", "JPY", "US$",
					     "-",   "$",   "+41 22 917 12 34 " };
	for (size_t k = 0; k < sizeof(english) / sizeof(english[0]); k++)
		expect_begins(ENT_VALUE_ENGLISH, english[k], " 2024");
	for (size_t k = 0; k < sizeof(french) / sizeof(french[0]); k++)
		expect_begins(ENT_VALUE_FRENCH, french[k], " x");
	for (size_t k = 0; k < sizeof(codes) / sizeof(codes[0]); k++) {
		expect_begins(ENT_VALUE_ENGLISH, codes[k], "5");
		expect_begins(ENT_VALUE_FRENCH, codes[k], "5");
	}
	expect_begins(ENT_VALUE_ENGLISH, "www.example.org", " x");
	expect_begins(ENT_VALUE_ENGLISH, "someone@example.org", ", x");
	expect_begins(ENT_VALUE_ENGLISH, "COVID-19", ", x");
	expect_begins(ENT_VALUE_FRENCH, "A/RES/60/1", ". x");
	expect_begins(ENT_VALUE_FRENCH, "(022) 917 12 34", ". x");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_word_of_a_value_begins_one),
		cmocka_unit_test(values_are_read_by_language),
		cmocka_unit_test(values_are_whole),
		cmocka_unit_test(a_month_alone_needs_a_preposition),
		cmocka_unit_test(values_of_translations_are_compared),
		cmocka_unit_test(a_value_is_written_in_the_style_it_replaces),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
