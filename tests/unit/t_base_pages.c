/* SPDX-License-Identifier: Apache-2.0 */
/* Pages: zero, writable to the last byte, given back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/pages.h"

static void pages_are_zero_and_writable(void **state)
{
	static const size_t sizes[] = { 1, 4096, 4097, 1 << 20 };
	(void)state;
	for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
		unsigned char *p = ent_pages_new(sizes[s]);
		assert_non_null(p);
		for (size_t k = 0; k < sizes[s]; k++)
			assert_int_equal(p[k], 0);
		p[0] = p[sizes[s] - 1] = 1;
		ent_pages_free(p, sizes[s]);
	}
	ent_pages_free(NULL, 0);
}

static void too_many_are_refused(void **state)
{
	(void)state;
	assert_null(ent_pages_new((size_t)-1 / 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_are_zero_and_writable),
		cmocka_unit_test(too_many_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
