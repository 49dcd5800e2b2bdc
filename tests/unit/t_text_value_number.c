/* SPDX-License-Identifier: Apache-2.0 */
/* t_text_value_number.c - numbers as each language groups them, and Roman numerals. */
#include "text/value_scan.h"
#include "unit/valued.h"

/* Digits in groups of three, and decimals. */
static void write_number(char out[64],
			 unsigned n,
			 unsigned decimals,
			 const char *group,
			 char point)
{
	char digits[16];
	size_t at = 0;
	const int length = snprintf(digits, sizeof(digits), "%u", n);
	for (int k = 0; k < length; k++) {
		if (k && (length - k) % 3 == 0 && length > 4)
			at += (size_t)snprintf(out + at, 64 - at, "%s", group);
		out[at++] = digits[k];
	}
	out[at] = '\0';
	if (decimals)
		snprintf(out + at, 64 - at, "%c%u", point, decimals);
}

static void numbers_are_the_same_however_they_are_grouped(void **state)
{
	static const char *const spaces[] = { " ", "\u00A0", "\u202F" };
	(void)state;
	srand(3);
	for (int k = 0; k < 4000; k++) {
		const unsigned n = 10 + (unsigned)rand() % (1u << (4 + rand() % 26));
		const unsigned decimals = k % 3 ? 0 : 1 + (unsigned)rand() % 9;
		char number[64], en[96], fr[96], want[32];
		ent_value v[4];
		write_number(number, n, decimals, ",", '.');
		snprintf(en, sizeof(en), "It sold %s tickets.", number);
		write_number(number, n, decimals, spaces[k % 3], ',');
		snprintf(fr, sizeof(fr), "Il a vendu %s billets.", number);
		snprintf(want, sizeof(want), decimals ? "%u.%u" : "%u", n, decimals);
		assert_int_equal(ent_values(v, 4, ent_str_of(fr), ENT_STR("fr")), 1);
		assert_string_equal(v[0].digits, want);
		expect_agreement("en", en, "fr", fr, true);
		write_number(number, n + 1, decimals, spaces[k % 3], ',');
		snprintf(fr, sizeof(fr), "Il a vendu %s billets.", number);
		expect_agreement("en", en, "fr", fr, false);
	}
}

static void roman_numerals_are_written_and_read_back(void **state)
{
	char out[24];
	(void)state;
	for (unsigned n = 1; n < 200; n++) {
		assert_true(ent_roman_write(out, n));
		assert_int_equal(ent_roman_of(ent_str_of(out)), n);
	}
	assert_false(ent_roman_write(out, 0));
	assert_false(ent_roman_write(out, 200));
	assert_int_equal(ent_roman_of(ENT_STR("IIII")), 0);
	assert_int_equal(ent_roman_of(ENT_STR("iv")), 0);
	assert_int_equal(ent_roman_of(ENT_STR("")), 0);
}

static void signs_and_scales_are_part_of_a_number(void **state)
{
	(void)state;
	expect_agreement("en", "1.5 million people", "fr", "1,5 million de personnes",
			 true);
	expect_agreement("en", "1.5 million people", "fr", "1 500 000 personnes", true);
	expect_agreement("en", "1.5 billion people", "fr", "1,5 million de personnes",
			 false);
	expect_agreement("en", "a loss of 12%", "fr", "une perte de 12 %", true);
	expect_agreement("en", "at -12 degrees", "fr", "\u00E0 \u221212 degr\u00E9s",
			 true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_the_same_however_they_are_grouped),
		cmocka_unit_test(roman_numerals_are_written_and_read_back),
		cmocka_unit_test(signs_and_scales_are_part_of_a_number),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
