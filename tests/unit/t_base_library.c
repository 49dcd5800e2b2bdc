/* SPDX-License-Identifier: Apache-2.0 */
/* t_base_library.c - a library is loaded whole, or what is missing is named. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/library.h"

struct functions {
	double (*floor)(double);
	double (*ceil)(double);
};

static ent_status load(struct functions *to, const char *file, const char *second)
{
	const char *const names[] = { "floor", second };
	ent_error err;
	const ent_status status =
		ent_library_load(to, names, 2, file, "the-package", &err);
	if (status)
		assert_non_null(strstr(err.message, "the-package"));
	return status;
}

static void functions_are_found(void **state)
{
	(void)state;
	struct functions f = { NULL, NULL };
	assert_int_equal(load(&f, "libm.so.6", "ceil"), ENT_OK);
	assert_true(f.floor(2.5) == 2 && f.ceil(2.5) == 3);
	struct functions again = { NULL, NULL };
	assert_int_equal(load(&again, "libm.so.6", "ceil"), ENT_OK);
	assert_true(again.ceil == f.ceil);
}

static void what_is_missing_is_an_error_each_time(void **state)
{
	(void)state;
	struct functions f = { NULL, NULL };
	for (int k = 0; k < 2; k++) {
		assert_int_equal(load(&f, "libno-such-library.so.1", "ceil"), ENT_EIO);
		assert_int_equal(load(&f, "libm.so.6", "no_such_function"), ENT_EIO);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(functions_are_found),
		cmocka_unit_test(what_is_missing_is_an_error_each_time),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
