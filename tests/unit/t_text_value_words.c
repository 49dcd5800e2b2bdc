/* SPDX-License-Identifier: Apache-2.0 */
/* Words that are part of a value: names of months and days, numbers. */
#include "text/value_words.h"
#include "unit/stored.h"

static void names_of_months_are_read_back(void **state)
{
	(void)state;
	for (int lang = ENT_VALUE_ENGLISH; lang <= ENT_VALUE_FRENCH; lang++)
		for (unsigned month = 1; month <= 12; month++)
			for (int abbreviated = 0; abbreviated < 2; abbreviated++) {
				bool is_short;
				const char *name = ent_month_name((ent_value_lang)lang,
								  month, abbreviated);
				assert_non_null(name);
				assert_int_equal(ent_month_of(&is_short,
							      (ent_value_lang)lang,
							      ent_str_of(name)),
						 month);
				assert_true(!is_short || abbreviated);
				assert_int_equal(ent_month_spelled(ent_str_of(name)),
						 month);
			}
	assert_null(ent_month_name(ENT_VALUE_ENGLISH, 0, false));
	assert_null(ent_month_name(ENT_VALUE_ENGLISH, 13, false));
	assert_null(ent_month_name(ENT_VALUE_OTHER, 1, false));
}

static void months_are_known_in_capitals_and_without_accents(void **state)
{
	(void)state;
	static const struct {
		const char *word;
		unsigned month;
	} cases[] = {
		{ "F\u00C9VRIER", 2 },
		{ "fevrier", 2 },
		{ "FEVR", 2 },
		{ "ao\u00FBt", 8 },
		{ "AO\u00DBT", 8 },
		{ "aout", 8 },
		{ "d\u00E9c", 12 },
		{ "Decembre", 12 },
		{ "sep", 9 },
		{ "Sept", 9 },
		{ "May", 5 },
		{ "mai", 5 },
		{ "", 0 },
		{ "ma", 0 },
		{ "marsh", 0 },
		{ "aoot", 0 },
		{ "f\u00E8vrier", 0 },
		{ "12", 0 },
	};
	for (size_t k = 0; k < sizeof(cases) / sizeof(cases[0]); k++)
		if (ent_month_spelled(ent_str_of(cases[k].word)) != cases[k].month)
			fail_msg("'%s' is %u", cases[k].word,
				 ent_month_spelled(ent_str_of(cases[k].word)));
}

static void names_of_days_are_read_back(void **state)
{
	(void)state;
	for (int lang = ENT_VALUE_ENGLISH; lang <= ENT_VALUE_FRENCH; lang++)
		for (unsigned day = 1; day <= 7; day++) {
			const char *name = ent_weekday_name((ent_value_lang)lang, day);
			assert_int_equal(
				ent_weekday_of((ent_value_lang)lang, ent_str_of(name)),
				day);
			assert_int_equal(
				ent_weekday_of(ENT_VALUE_OTHER, ent_str_of(name)), 0);
		}
	assert_null(ent_weekday_name(ENT_VALUE_FRENCH, 8));
	assert_int_equal(ent_weekday_of(ENT_VALUE_FRENCH, ENT_STR("monday")), 0);
}

static void languages_have_their_decimal_character(void **state)
{
	(void)state;
	assert_int_equal(ent_decimal_of(ENT_STR("en-CA")), '.');
	assert_int_equal(ent_decimal_of(ENT_STR("fr")), ',');
	assert_int_equal(ent_decimal_of(ENT_STR("de")), ',');
	assert_int_equal(ent_decimal_of(ENT_STR("zh")), '.');
	assert_int_equal(ent_value_lang_of(ENT_STR("fr-CA")), ENT_VALUE_FRENCH);
	assert_int_equal(ent_value_lang_of(ENT_STR("en")), ENT_VALUE_ENGLISH);
	assert_int_equal(ent_value_lang_of(ENT_STR("enm")), ENT_VALUE_OTHER);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_of_months_are_read_back),
		cmocka_unit_test(months_are_known_in_capitals_and_without_accents),
		cmocka_unit_test(names_of_days_are_read_back),
		cmocka_unit_test(languages_have_their_decimal_character),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
