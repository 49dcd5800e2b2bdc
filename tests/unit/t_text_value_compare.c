/* SPDX-License-Identifier: Apache-2.0 */
/* Two values are the same when their numbers are: against arithmetic with integers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/value_scan.h"

static ent_value only(const char *text, const char *lang)
{
	ent_value v[2];
	const uint32_t n = ent_values(v, 2, ent_str_of(text), ent_str_of(lang));
	if (n != 1)
		fail_msg("'%s' has %u values", text, n);
	return v[0];
}

static void expect_same(const char *en, const char *fr, bool want)
{
	const ent_value a = only(en, "en"), b = only(fr, "fr");
	const ent_str x = ent_str_of(en), y = ent_str_of(fr);
	if (ent_value_same(&a, x, &b, y) != want)
		fail_msg("'%s', '%s'", en, fr);
	assert_int_equal(ent_value_same(&b, y, &a, x), want);
	assert_true(ent_value_same(&a, x, &a, x));
}

/* Numbers of thousandths with a scale, as digits; the same if and only if equal. */
static void decimals_are_compared_exactly(void **state)
{
	(void)state;
	static const struct {
		uint8_t power;
		uint64_t factor;
	} scales[] = { { 0, 1 }, { 3, 1000 }, { 6, 1000000 }, { 9, 1000000000 } };
	static const uint32_t thousandths[] = { 0,       1,         10,   100,  999,
						1000,    1200,      1250, 2000, 1200000,
						1000000, 120000000, 12 };
	enum { N = sizeof(thousandths) / sizeof(thousandths[0]) };
	for (size_t i = 0; i < N * 4; i++)
		for (size_t k = 0; k < N * 4; k++) {
			ent_value a = { .scale = scales[i % 4].power },
				  b = { .scale = scales[k % 4].power };
			const uint32_t x = thousandths[i / 4], y = thousandths[k / 4];
			snprintf(a.digits, sizeof(a.digits), "%u.%03u", x / 1000,
				 x % 1000);
			snprintf(b.digits, sizeof(b.digits), "%u.%03u", y / 1000,
				 y % 1000);
			assert_int_equal(ent_value_same_digits(&a, &b),
					 x * scales[i % 4].factor ==
						 y * scales[k % 4].factor);
		}
}

static void leading_and_final_zeros_do_not_count(void **state)
{
	(void)state;
	static const char *const same[] = { "1.5", "01.5", "1.50", "0001.5000" };
	for (int i = 0; i < 4; i++)
		for (int k = 0; k < 4; k++) {
			ent_value a = { .scale = 0 }, b = { .scale = 0 };
			snprintf(a.digits, sizeof(a.digits), "%s", same[i]);
			snprintf(b.digits, sizeof(b.digits), "%s", same[k]);
			assert_true(ent_value_same_digits(&a, &b));
		}
	ent_value a = { .digits = "15" }, b = { .digits = "1.5" };
	assert_false(ent_value_same_digits(&a, &b));
}

static void what_only_one_side_says_does_not_matter(void **state)
{
	(void)state;
	expect_same("US$ 5", "5 dollars", true);
	expect_same("CAD 5", "5 dollars", true);
	expect_same("US$ 5", "5 euros", false);
	expect_same("5 tonnes", "5 tonnes", true);
	expect_same("5 tonnes", "5 litres", false);
	expect_same("5 tonnes", "5", true);
	expect_same("5%", "5 %", true);
	expect_same("5%", "5", false);
	expect_same("-5", "5", false);
	expect_same("1.2 billion", "1 200 millions", true);
	expect_same("1.2 billion", "1,2 million", false);
}

static void times_literals_and_ordinals_are_compared(void **state)
{
	(void)state;
	expect_same("2.30 p.m.", "14 h 30", true);
	expect_same("2.30 p.m.", "2 h 30", false);
	expect_same("6 hours", "6 heures", true);
	expect_same("7 hours", "6 heures", false);
	expect_same("the 3rd", "le 3e", true);
	expect_same("the 3rd", "le 4e", false);
}

/* French takes the singular below two, English at one. */
static void the_singular_depends_on_the_language(void **state)
{
	(void)state;
	static const struct {
		const char *digits;
		bool english, french;
	} cases[] = { { "0", false, true },    { "0.5", false, true },
		      { "1", true, true },     { "1.5", false, true },
		      { "1.99", false, true }, { "2", false, false },
		      { "10", false, false },  { "11", false, false } };
	for (size_t k = 0; k < sizeof(cases) / sizeof(cases[0]); k++) {
		ent_value v = { .kind = ENT_VALUE_NUMBER };
		snprintf(v.digits, sizeof(v.digits), "%s", cases[k].digits);
		assert_int_equal(ent_value_is_singular(&v, ENT_VALUE_ENGLISH),
				 cases[k].english);
		assert_int_equal(ent_value_is_singular(&v, ENT_VALUE_FRENCH),
				 cases[k].french);
		v.scale = 6; /* millions */
		assert_false(ent_value_is_singular(&v, ENT_VALUE_ENGLISH));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decimals_are_compared_exactly),
		cmocka_unit_test(leading_and_final_zeros_do_not_count),
		cmocka_unit_test(what_only_one_side_says_does_not_matter),
		cmocka_unit_test(times_literals_and_ordinals_are_compared),
		cmocka_unit_test(the_singular_depends_on_the_language),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
