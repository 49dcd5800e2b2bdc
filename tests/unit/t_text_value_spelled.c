/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers in words: where they end, and which are not read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/value.h"

/* The first value of a text is a number in words with these digits, and its extent;
 * digits NULL: it is not sure. */
static void expect_spelled(const char *lang,
			   const char *text,
			   const char *digits,
			   const char *whole)
{
	ent_value v[8];
	const ent_str s = ent_str_of(text);
	assert_true(ent_values(v, 8, s, ent_str_of(lang)) >= 1);
	assert_int_equal(v[0].kind, ENT_VALUE_NUMBER);
	assert_true(v[0].in_words);
	assert_int_equal(v[0].unsure, digits == NULL);
	if (digits)
		assert_string_equal(v[0].digits, digits);
	if (!ent_str_is(ent_str_slice(s, v[0].numeral.start, v[0].numeral.end), whole))
		fail_msg("%s: %u to %u", text, v[0].numeral.start, v[0].numeral.end);
}

static void numbers_of_several_words_are_one(void **state)
{
	(void)state;
	expect_spelled("en", "twenty-five boats", "25", "twenty-five");
	expect_spelled("en", "forty-one boats", "41", "forty-one");
	expect_spelled("fr", "vingt-deux bateaux", "22", "vingt-deux");
	expect_spelled("fr", "vingt et un bateaux", "21", "vingt et un");
	expect_spelled("fr", "trente et une voix", "31", "trente et une");
	expect_spelled("fr", "soixante et onze voix", "71", "soixante et onze");
	expect_spelled("fr", "quatre-vingts voix", "80", "quatre-vingts");
	expect_spelled("fr", "quatre-vingt-dix-sept voix", "97",
		       "quatre-vingt-dix-sept");
	expect_spelled("fr", "vingt et trois", "20", "vingt");
}

static void what_goes_on_is_not_sure(void **state)
{
	(void)state;
	expect_spelled("en", "twenty one boats", NULL, "twenty");
	expect_spelled("en", "two hundred boats", NULL, "two");
	expect_spelled("en", "three thousand five hundred", NULL, "three");
	expect_spelled("en", "three thousand and five", NULL, "three");
	expect_spelled("fr", "trois cents voix", NULL, "trois");
	expect_spelled("fr", "trois mille cinq cents", NULL, "trois");
	expect_spelled("fr", "vingt deux voix", NULL, "vingt");
	/* a thousand that ends it is its scale */
	expect_spelled("en", "three thousand boats", "3", "three");
	expect_spelled("fr", "trois mille bateaux", "3", "trois");
}

/* What is written is read again. */
static void spelled_numbers_are_read_again(void **state)
{
	(void)state;
	unsigned written = 0;
	for (ent_value_lang lang = ENT_VALUE_ENGLISH; lang <= ENT_VALUE_FRENCH; lang++)
		for (unsigned k = 0; k < 120; k++) {
			char words[ENT_NUMBER_WORDS], digits[8];
			if (!ent_number_spelled(words, lang, k))
				continue;
			snprintf(digits, sizeof(digits), "%u", k);
			expect_spelled(lang == ENT_VALUE_FRENCH ? "fr" : "en", words,
				       digits, words);
			written++;
		}
	assert_int_equal(written, 98 + 98 - 6); /* not 21, 31 ... 61, 81 in French */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_of_several_words_are_one),
		cmocka_unit_test(what_goes_on_is_not_sure),
		cmocka_unit_test(spelled_numbers_are_read_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
