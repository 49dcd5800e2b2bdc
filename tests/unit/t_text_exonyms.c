/* SPDX-License-Identifier: Apache-2.0 */
/* Places that English and French name differently. */
#include "text/exonyms.h"
#include "text/function_words.h"
#include "unit/stored.h"

static void a_name_leads_to_the_other_and_back(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {
		{ "London", "Londres" },
		{ "Geneva", "Gen\u00E8ve" },
		{ "Switzerland", "Suisse" },
	};
	ent_str other;
	for (size_t k = 0; k < sizeof(pairs) / sizeof(pairs[0]); k++) {
		assert_int_not_equal(
			ent_exonym(&other, ent_str_of(pairs[k][0]), ENT_VALUE_ENGLISH),
			ENT_PLACE_UNKNOWN);
		assert_true(ent_str_is(other, pairs[k][1]));
		assert_int_not_equal(
			ent_exonym(&other, ent_str_of(pairs[k][1]), ENT_VALUE_FRENCH),
			ENT_PLACE_UNKNOWN);
		assert_true(ent_str_is(other, pairs[k][0]));
	}
	/* of another language, or unknown: the same */
	assert_int_equal(ent_exonym(&other, ENT_STR("London"), ENT_VALUE_FRENCH),
			 ENT_PLACE_UNKNOWN);
	assert_true(ent_str_is(other, "London"));
	assert_int_equal(ent_exonym(&other, ENT_STR("Oslo"), ENT_VALUE_ENGLISH),
			 ENT_PLACE_UNKNOWN);
	assert_int_equal(ent_exonym(&other, ENT_STR(""), ENT_VALUE_ENGLISH),
			 ENT_PLACE_UNKNOWN);
}

static void french_countries_have_an_article_and_cities_none(void **state)
{
	(void)state;
	ent_str other;
	assert_int_equal(ent_exonym(&other, ENT_STR("Rome"), ENT_VALUE_ENGLISH),
			 ENT_PLACE_CITY);
	assert_int_equal(ent_exonym(&other, ENT_STR("Japon"), ENT_VALUE_FRENCH),
			 ENT_PLACE_COUNTRY);
	assert_int_equal(ent_exonym(&other, ENT_STR("Cairo"), ENT_VALUE_ENGLISH),
			 ENT_PLACE_COUNTRY);
}

static void function_words_say_little_in_either_language(void **state)
{
	(void)state;
	static const char *const words[] = { "the", "THE", "Of",   "les", "du",
					     "d",   "and", "dans", "il" };
	static const char *const others[] = { "treaty", "trait\u00E9", "water",
					      "",       "theme",       "2024" };
	for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++)
		if (!ent_is_function_word(ent_str_of(words[k])))
			fail_msg("'%s'", words[k]);
	for (size_t k = 0; k < sizeof(others) / sizeof(others[0]); k++)
		if (ent_is_function_word(ent_str_of(others[k])))
			fail_msg("'%s'", others[k]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_leads_to_the_other_and_back),
		cmocka_unit_test(french_countries_have_an_article_and_cities_none),
		cmocka_unit_test(function_words_say_little_in_either_language),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
