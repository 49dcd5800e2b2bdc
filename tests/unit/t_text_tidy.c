/* SPDX-License-Identifier: Apache-2.0 */
/* t_text_tidy.c - stray white space and control characters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/tidy.h"

#define BOTH (ENT_TIDY_START | ENT_TIDY_END)

static void check_spaces(const char *text, unsigned ends, const char *want)
{
	ent_buf out = ENT_BUF_INIT;
	ent_buf_add(&out, ENT_STR(""));
	ent_tidy_spaces(&out, ent_str_of(text), ends);
	assert_string_equal(out.p, want);
	ent_buf_release(&out);
}

static void runs_of_spaces_become_one(void **state)
{
	(void)state;
	check_spaces("a  b   c", BOTH, "a b c");
	check_spaces(" a ", BOTH, "a");
	check_spaces(" a ", ENT_TIDY_START, "a ");
	check_spaces(" a ", 0, " a ");
	check_spaces("   ", BOTH, "");
	check_spaces("", BOTH, "");
	check_spaces("a\t b", BOTH, "a\tb");
	check_spaces("\xEF\xBB\xBF\xE2\x80\x8B"
		     "a\xC2\xA0",
		     BOTH, "a");
}

static void a_space_that_does_not_break_stays(void **state)
{
	(void)state;
	check_spaces("mot\xC2\xA0:", BOTH, "mot\xC2\xA0:");
	check_spaces("mot \xC2\xA0:", BOTH, "mot\xC2\xA0:");
	check_spaces("1 \xE2\x80\xAF 000", BOTH,
		     "1\xE2\x80\xAF"
		     "000");
	check_spaces("a\xE2\x80\x89 b", BOTH,
		     "a\xE2\x80\x89"
		     "b");
}

static void lines_and_what_begins_them_stay(void **state)
{
	(void)state;
	check_spaces("a  \n  b", BOTH, "a\n  b");
	check_spaces("a\r\nb\n\n c ", BOTH, "a\nb\n\n c");
	check_spaces("a\n   ", BOTH, "a");
}

static void check_controls(const char *text, bool bidi, const char *want)
{
	ent_buf out = ENT_BUF_INIT;
	ent_buf_add(&out, ENT_STR(""));
	ent_tidy_controls(&out, ent_str_of(text), bidi);
	assert_string_equal(out.p, want);
	ent_buf_release(&out);
}

static void control_characters_are_removed(void **state)
{
	(void)state;
	check_controls("a\x07"
		       "b\x7F"
		       "c\td\ne",
		       true, "abc\td\ne");
	check_controls("a\x1B[1;31mb\x1B[0mc", true, "abc");
	check_controls("a\x1B]0;title\x07"
		       "b\x1B]x\x1B\\c",
		       true, "abc");
	check_controls("a\x1B", true, "a");
	check_controls("a\x1B[", true, "a[");
	check_controls("a\x1B]b", true, "a]b");
	check_controls("a\x0B"
		       "b\x0C"
		       "c",
		       true, "a b c");
	check_controls("well\x1Eknown \x1E x\x1Fy", true, "well-known  xy");
}

static void letters_of_windows_1252_come_back(void **state)
{
	(void)state;
	check_controls("l\xC2\x92\xC3\xA9t\xC3\xA9\xC2\x85", true,
		       "l\xE2\x80\x99\xC3\xA9t\xC3\xA9\xE2\x80\xA6");
	check_controls("a\xC2\x81"
		       "b",
		       true, "ab");
}

static void overrides_of_direction_go_if_asked(void **state)
{
	(void)state;
	check_controls("\xE2\x80\xAE"
		       "a\xE2\x80\xAC\xE2\x81\xA6"
		       "b",
		       true, "ab");
	check_controls("\xE2\x80\xAE"
		       "a",
		       false,
		       "\xE2\x80\xAE"
		       "a");
	check_controls("\xEF\xBB\xBF"
		       "a\xEF\xBF\xBE\xE2\x80\x8E",
		       true, "a\xE2\x80\x8E");
}

static void a_text_without_anything_to_see_is_blank(void **state)
{
	(void)state;
	static const char *const blank[] = { "", " \n", "\xC2\xA0\xE2\x80\x8B\xC2\xAD",
					     "\x01\xEF\xBB\xBF" };
	for (size_t k = 0; k < sizeof(blank) / sizeof(blank[0]); k++)
		assert_true(ent_tidy_is_blank(ent_str_of(blank[k])));
	assert_false(ent_tidy_is_blank(ENT_STR(" .")));
	assert_false(ent_tidy_is_blank(ENT_STR("\xEF\xBF\xBD")));
	assert_int_equal(ent_space_before(ENT_STR(" \xC2\xA0"
						  "a "))
				 .n,
			 3);
	assert_int_equal(ent_space_after(ENT_STR(" a\xC2\xA0 ")).n, 3);
	assert_int_equal(ent_space_after(ENT_STR("a")).n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(runs_of_spaces_become_one),
		cmocka_unit_test(a_space_that_does_not_break_stays),
		cmocka_unit_test(lines_and_what_begins_them_stay),
		cmocka_unit_test(control_characters_are_removed),
		cmocka_unit_test(letters_of_windows_1252_come_back),
		cmocka_unit_test(overrides_of_direction_go_if_asked),
		cmocka_unit_test(a_text_without_anything_to_see_is_blank),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
