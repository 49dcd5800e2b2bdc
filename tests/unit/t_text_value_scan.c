/* SPDX-License-Identifier: Apache-2.0 */
/* Tokens as the readers of values see them: words in any case, whole numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/value_scan.h"

/* The tokens of a text; lent until the next call. */
static struct ent_value_scan *scan_of(const char *text)
{
	static struct ent_value_scan s;
	size_t at = 0;
	s = (struct ent_value_scan){ .text = ent_str_of(text) };
	while (s.n < ENT_VALUE_TOKENS && ent_token_next(&s.tokens[s.n], s.text, &at))
		s.n++;
	return &s;
}

static void a_word_is_compared_without_case(void **state)
{
	(void)state;
	const struct ent_value_scan *s = scan_of("Million MILLION million millions p");
	for (uint32_t k = 0; k < 3; k++)
		assert_true(ent_scan_is_lower(s, k, "million"));
	assert_false(ent_scan_is_lower(s, 3, "million"));
	assert_false(ent_scan_is_lower(s, 0, "millions"));
	assert_false(ent_scan_is_lower(s, 4, "pm"));
	assert_false(ent_scan_is_lower(s, 4, ""));
	assert_false(ent_scan_is_lower(s, 5, "p")); /* after the last */
}

static void whole_numbers_have_limits(void **state)
{
	(void)state;
	const struct ent_value_scan *s = scan_of("12 012 99 100 1.5 x 1234567890");
	assert_int_equal(ent_scan_int(s, 0, 2, 99), 12);
	assert_int_equal(ent_scan_int(s, 0, 1, 99), -1); /* digits */
	assert_int_equal(ent_scan_int(s, 0, 2, 11), -1); /* most */
	assert_int_equal(ent_scan_int(s, 1, 3, 99), 12);
	assert_int_equal(ent_scan_int(s, 2, 2, 99), 99);
	assert_int_equal(ent_scan_int(s, 3, 3, 99), -1);
	assert_int_equal(ent_scan_int(s, 4, 9, 99), -1);
	assert_int_equal(ent_scan_int(s, 5, 9, 99), -1);
	assert_int_equal(ent_scan_int(s, 6, 9, 999999999), -1);
	assert_int_equal(ent_scan_int(s, 7, 9, 99), -1); /* after the last */
}

static void values_are_added_while_there_is_space(void **state)
{
	(void)state;
	struct ent_value_scan *s = scan_of("one two three");
	ent_value out[2];
	s->out = out;
	s->max = 2;
	ent_value *v = ent_scan_add(s, ENT_VALUE_NUMBER, 0, 1);
	assert_ptr_equal(v, &out[0]);
	assert_int_equal(v->start, 0);
	assert_int_equal(v->end, 7);
	assert_int_equal(v->numeral.start, 0);
	assert_int_equal(v->numeral.end, 7);
	assert_int_equal(v->kind, ENT_VALUE_NUMBER);
	assert_non_null(ent_scan_add(s, ENT_VALUE_DAY, 2, 2));
	assert_null(ent_scan_add(s, ENT_VALUE_DAY, 2, 2));
	assert_int_equal(s->count, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_word_is_compared_without_case),
		cmocka_unit_test(whole_numbers_have_limits),
		cmocka_unit_test(values_are_added_while_there_is_space),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
