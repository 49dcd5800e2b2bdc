/* SPDX-License-Identifier: Apache-2.0 */
/* t_base_str.c - slices of text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "entente/str.h"

static void cutting_sees_an_empty_last_field(void **state)
{
	(void)state;
	const char *const expected[] = { "a", "", "bc", "" };
	ent_str rest = ENT_STR("a,,bc,");
	int n = 0;
	while (rest.p) {
		ent_str field = ent_str_cut(&rest, ',');
		assert_true(n < 4 && ent_str_is(field, expected[n]));
		n++;
	}
	assert_int_equal(n, 4);
}

static void trimming_removes_ascii_white_space_only(void **state)
{
	(void)state;
	assert_true(ent_str_is(ent_str_trim(ENT_STR(" \t\n a b \r\v\f")), "a b"));
	assert_true(ent_str_is(ent_str_trim(ENT_STR("\xC2\xA0x\xC2\xA0")),
			       "\xC2\xA0x\xC2\xA0"));
	assert_int_equal(ent_str_trim(ENT_STR("  ")).n, 0);
}

static void a_common_beginning_is_counted_in_bytes(void **state)
{
	(void)state;
	assert_int_equal(
		ent_str_common(ENT_STR("aper\xC3\xA7u"), ENT_STR("aper\xC3\xA9")), 5);
	assert_int_equal(ent_str_common(ENT_STR("ab"), ENT_STR("abc")), 2);
	assert_int_equal(ent_str_common(ENT_STR("abc"), ENT_STR("ab")), 2);
	assert_int_equal(ent_str_common(ENT_STR(""), ENT_STR("a")), 0);
	assert_int_equal(ent_str_common(ENT_STR("x"), ENT_STR("a")), 0);
}

static void characters_are_code_points(void **state)
{
	(void)state;
	assert_int_equal(ent_str_chars(ENT_STR("")), 0);
	assert_int_equal(ent_str_chars(ENT_STR("d\xC3\xA9j\xC3\xA0")), 4);
	char text[100];
	for (size_t n = 0; n < sizeof(text); n++) { /* every remainder of a word */
		memset(text, 'a', n);
		if (n > 1)
			memcpy(text + n - 2, "\xC3\xA9", 2);
		assert_int_equal(ent_str_chars((ent_str){ text, n }),
				 n > 1 ? n - 1 : n);
	}
}

static void bytes_are_counted_at_every_length(void **state)
{
	(void)state;
	char text[5000];
	for (size_t k = 0; k < sizeof(text); k++)
		text[k] = (char)("ab\n\xFF"[k % 4]);
	for (size_t n = 0; n < sizeof(text); n += 37) {
		size_t lines = 0;
		for (size_t k = 0; k < n; k++)
			lines += text[k] == '\n';
		assert_int_equal(ent_str_count((ent_str){ text, n }, '\n'), lines);
	}
}

static void order_is_that_of_bytes_then_of_length(void **state)
{
	(void)state;
	assert_true(ent_str_cmp(ENT_STR("a"), ENT_STR("b")) < 0);
	assert_true(ent_str_cmp(ENT_STR("a"), ENT_STR("ab")) < 0);
	assert_true(ent_str_cmp(ENT_STR("\xC3\xA9"), ENT_STR("z")) > 0);
	assert_int_equal(ent_str_cmp(ENT_STR("x"), ENT_STR("x")), 0);
	assert_int_equal(ent_str_cmp(ENT_STR(""), (ent_str){ NULL, 0 }), 0);
	assert_true(ent_str_ends(ENT_STR("a.tmx"), ENT_STR(".tmx")));
	assert_false(ent_str_ends(ENT_STR("mx"), ENT_STR(".tmx")));
}

static void case_is_ignored_of_ascii_letters_only(void **state)
{
	(void)state;
	assert_true(ent_str_is_any_case(ENT_STR("Target Segment"), "target segment"));
	assert_false(ent_str_is_any_case(ENT_STR("target"), "target segment"));
	assert_false(ent_str_is_any_case(ENT_STR("target segment"), "target"));
	/* a NUL ends neither text */
	assert_false(ent_str_is_any_case(ENT_STR("target\0/sh"), "target"));
	assert_false(ent_str_eq_any_case(ENT_STR("a\0b"), ENT_STR("a\0c")));
	assert_true(ent_str_eq_any_case(ENT_STR("a\0B"), ENT_STR("A\0b")));
	/* these differ in the bit that tells a capital */
	assert_false(ent_str_is_any_case(ENT_STR("@[{"), "`{["));
	assert_false(ent_str_is_any_case(ENT_STR("\xC3\x89"), "\xC3\xA9"));
	assert_true(ent_str_is_any_case((ent_str){ NULL, 0 }, ""));
	assert_true(ent_str_starts_any_case(ENT_STR("BEARER x"), ENT_STR("bearer ")));
	assert_false(ent_str_starts_any_case(ENT_STR("Bear"), ENT_STR("bearer ")));
}

static void hashes_are_those_of_fnv_1a(void **state)
{
	(void)state;
	/* test vectors of draft-eastlake-fnv, appendix C */
	assert_true(ent_str_hash(ENT_STR("")) == 0xcbf29ce484222325u);
	assert_true(ent_str_hash(ENT_STR("a")) == 0xaf63dc4c8601ec8cu);
	assert_true(ent_str_hash(ENT_STR("foobar")) == 0x85944171f73967e8u);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cutting_sees_an_empty_last_field),
		cmocka_unit_test(trimming_removes_ascii_white_space_only),
		cmocka_unit_test(a_common_beginning_is_counted_in_bytes),
		cmocka_unit_test(characters_are_code_points),
		cmocka_unit_test(bytes_are_counted_at_every_length),
		cmocka_unit_test(order_is_that_of_bytes_then_of_length),
		cmocka_unit_test(hashes_are_those_of_fnv_1a),
		cmocka_unit_test(case_is_ignored_of_ascii_letters_only),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
