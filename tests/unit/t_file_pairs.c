/* SPDX-License-Identifier: Apache-2.0 */
/* Lists of pairs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "pairing/file_pairs.h"

static void a_list_names_pairs(void **state)
{
	(void)state;
	ent_arena *arena = ent_arena_new(0);
	ent_pairing got;
	ent_error err;
	assert_int_equal(ent_pair_list(&got, ENT_STR("# my list\na\tb\r\n\nc d\te\n"),
				       ENT_STR("list"), arena, &err),
			 0);
	assert_int_equal(got.n_pairs, 2);
	assert_true(ent_str_is(got.pairs[0].target, "b"));
	assert_true(ent_str_is(got.pairs[1].source, "c d"));
	assert_int_equal(
		ent_pair_list(&got, ENT_STR("a\tb\nc\n"), ENT_STR("list"), arena, &err),
		ENT_EFORMAT);
	assert_int_equal(err.line, 2);
	assert_string_equal(err.file, "list");
	ent_arena_free(arena);
}

static void each_way_of_pairing_has_a_name(void **state)
{
	(void)state;
	assert_string_equal(ent_pair_by_name(ENT_BY_NOTHING), "");
	assert_string_equal(ent_pair_by_name(ENT_BY_LIST), "list");
	assert_string_equal(ent_pair_by_name(ENT_BY_VERSION), "version");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_names_pairs),
		cmocka_unit_test(each_way_of_pairing_has_a_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
