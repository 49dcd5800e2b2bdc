/* SPDX-License-Identifier: Apache-2.0 */
/* Fields of tab-separated lines: what was written is read, and nothing else is taken
 * for it. */
#include "base/tsv_field.h"
#include "unit/stored.h"

static void reads(const char *field, size_t n, const char *want, size_t n_want)
{
	ent_buf out = ENT_BUF_INIT;
	ent_tsv_field_read(&out, (ent_str){ field, n });
	assert_true(ent_str_eq(ent_buf_str(&out), (ent_str){ want, n_want }));
	ent_buf_release(&out);
}

static void what_is_written_is_read(void **state)
{
	(void)state;
	static const char bytes[] = "a\\\t\n\rtn";
	enum { KINDS = sizeof(bytes) - 1, LENGTH = 4 };
	for (unsigned number = 0; number < KINDS * KINDS * KINDS * KINDS; number++) {
		char text[LENGTH];
		for (unsigned k = 0, rest = number; k < LENGTH; k++, rest /= KINDS)
			text[k] = bytes[rest % KINDS];
		ent_buf field = ENT_BUF_INIT;
		ent_buf_add_tsv(&field, (ent_str){ text, LENGTH });
		assert_null(memchr(field.p, '\t', field.n));
		assert_null(memchr(field.p, '\n', field.n));
		reads(field.p, field.n, text, LENGTH);
		ent_buf_release(&field);
	}
}

static void other_backslashes_stay(void **state)
{
	(void)state;
	reads("C:\\new\\files", 12, "C:\\new\\files", 12);
	reads("\\", 1, "\\", 1);
	reads("\\t\\", 3, "\\t\\", 3);
	reads("\\\0t", 3, "\\\0t", 3); /* a NUL is in no list of letters */
	reads(NULL, 0, "", 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(other_backslashes_stay),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
