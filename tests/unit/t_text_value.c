/* SPDX-License-Identifier: Apache-2.0 */
/* t_text_value.c - numbers and dates of a text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/value.h"

static void expect(const char *lang, const char *text, const char *norms)
{
	ent_value values[10];
	char found[500] = "";
	const uint32_t n = ent_values(values, 10, ent_str_of(text), ent_str_of(lang));
	for (uint32_t k = 0; k < n; k++) {
		strncat(found, k ? " | " : "", sizeof(found) - strlen(found) - 1);
		strncat(found, values[k].norm, sizeof(found) - strlen(found) - 1);
	}
	assert_string_equal(found, norms);
}

static void numbers_are_equal_in_either_language(void **state)
{
	(void)state;
	expect("en", "2.5 or 1,500,000 people", "2.5 | 1500000");
	expect("fr", "2,5 ou 1 500 000 personnes", "2.5 | 1500000");
	expect("fr",
	       "1\xC2\xA0"
	       "500,25 euros",
	       "1500.25");
	expect("en", "no number at all", "");
}

static void dates_are_equal_in_either_language(void **state)
{
	(void)state;
	expect("en", "on 9 April 2024", "2024-4-9");
	expect("en", "April 9, 2024", "2024-4-9");
	expect("fr", "le 9 avril 2024", "2024-4-9");
	expect("fr", "le 1er avril 2024", "2024-4-1");
}

static void a_month_alone_is_not_a_date(void **state)
{
	(void)state;
	expect("en", "They may march in May.", "");
}

static void a_value_is_written_in_the_format_it_replaces(void **state)
{
	(void)state;
	const ent_str from = ENT_STR("1,234.5 tonnes"), to = ENT_STR("9\xC2\xA0"
								     "876,1 tonnes");
	ent_value value, as;
	ent_buf out = ENT_BUF_INIT;
	assert_int_equal(ent_values(&value, 1, from, ENT_STR("en")), 1);
	assert_int_equal(ent_values(&as, 1, to, ENT_STR("fr")), 1);
	assert_true(ent_value_add(&out, &value, to, &as, ENT_STR("fr")));
	assert_string_equal(out.p, "1\xC2\xA0"
				   "234,5");
	ent_buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_equal_in_either_language),
		cmocka_unit_test(dates_are_equal_in_either_language),
		cmocka_unit_test(a_month_alone_is_not_a_date),
		cmocka_unit_test(a_value_is_written_in_the_format_it_replaces),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
