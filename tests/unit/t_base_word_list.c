/* SPDX-License-Identifier: Apache-2.0 */
/* t_base_word_list.c - a text that is one of a few words, or begins or ends with
 * one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/word_list.h"

static const char *const names[] = { "title", "h1", "h", "\xC3\xA9tat", NULL };
static const char *const none[] = { NULL };

static void a_list_has_its_words_alone(void **state)
{
	(void)state;
	assert_true(ent_list_has(names, ENT_STR("h1")));
	assert_true(ent_list_has(names, ENT_STR("\xC3\xA9tat")));
	assert_false(ent_list_has(names, ENT_STR("h2")));
	assert_false(ent_list_has(names, ENT_STR("H1")));
	assert_false(ent_list_has(names, ENT_STR("")));
	assert_false(ent_list_has(none, ENT_STR("h1")));
}

static void case_can_be_ignored_in_ascii_letters(void **state)
{
	(void)state;
	assert_true(ent_list_has_any_case(names, ENT_STR("Title")));
	assert_true(ent_list_has_any_case(names, ENT_STR("\xC3\xA9TAT")));
	assert_false(ent_list_has_any_case(names, ENT_STR("\xC3\x89TAT")));
	assert_false(ent_list_has_any_case(none, ENT_STR("Title")));
}

static void a_beginning_or_end_is_the_first_of_the_list(void **state)
{
	(void)state;
	assert_int_equal(ent_list_start_of(names, ENT_STR("h12")), 2);
	assert_int_equal(ent_list_start_of(names, ENT_STR("head")), 1);
	assert_int_equal(ent_list_start_of(names, ENT_STR("a title")), 0);
	assert_int_equal(ent_list_end_of(names, ENT_STR("a title")), 5);
	assert_int_equal(ent_list_end_of(names, ENT_STR("L'\xC3\xA9tat")), 5);
	assert_int_equal(ent_list_end_of(names, ENT_STR("")), 0);
	assert_int_equal(ent_list_start_of(none, ENT_STR("h")), 0);
}

static void a_string_has_the_words_between_its_spaces(void **state)
{
	(void)state;
	assert_true(ent_words_have("le la les", ENT_STR("le")));
	assert_true(ent_words_have("le la les", ENT_STR("les")));
	assert_false(ent_words_have("le la les", ENT_STR("l")));
	assert_false(ent_words_have("le la les", ENT_STR("Le")));
	assert_false(ent_words_have("le la les", ENT_STR("le la")));
	assert_false(ent_words_have("le", ENT_STR("")));
	assert_false(ent_words_have("", ENT_STR("")));
}

static void a_capital_is_accepted_as_first_letter_only(void **state)
{
	(void)state;
	assert_true(ent_words_have_capitalised("le la \xC3\xA0", ENT_STR("La")));
	assert_true(ent_words_have_capitalised("le la \xC3\xA0", ENT_STR("\xC3\xA0")));
	assert_false(ent_words_have_capitalised("le la", ENT_STR("LA")));
	assert_false(ent_words_have_capitalised("le la", ENT_STR("L")));
	assert_false(ent_words_have_capitalised("Le", ENT_STR("le")));
	assert_false(ent_words_have_capitalised("le la", ENT_STR("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_has_its_words_alone),
		cmocka_unit_test(case_can_be_ignored_in_ascii_letters),
		cmocka_unit_test(a_beginning_or_end_is_the_first_of_the_list),
		cmocka_unit_test(a_string_has_the_words_between_its_spaces),
		cmocka_unit_test(a_capital_is_accepted_as_first_letter_only),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
