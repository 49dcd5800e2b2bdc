/* SPDX-License-Identifier: Apache-2.0 */
/* t_base_file.c - reading, mapping and replacing files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <unistd.h>

#include "base/file.h"

static void a_file_is_replaced_as_a_whole(void **state)
{
	(void)state;
	char path[] = "/tmp/t_base_file.XXXXXX";
	ent_buf buf = ENT_BUF_INIT;
	ent_map map = { 0 };
	ent_error err;
	close(mkstemp(path));
	assert_int_equal(ent_file_map(&map, path, &err), ENT_OK);
	assert_null(map.base); /* empty */
	ent_file_unmap(&map);
	assert_int_equal(ent_file_replace(path, ENT_STR("first, long"), &err), ENT_OK);
	assert_int_equal(ent_file_replace(path, ENT_STR("second"), &err), ENT_OK);
	assert_int_equal(ent_file_read(&buf, path, 100, &err), ENT_OK);
	assert_string_equal(buf.p, "second");
	assert_int_equal(ent_file_map(&map, path, &err), ENT_OK);
	assert_int_equal(map.size, 6);
	assert_memory_equal(map.base, "second", 6);
	ent_file_unmap(&map);
	assert_int_equal(ent_file_read(&buf, path, 5, &err), ENT_ELIMIT);
	assert_non_null(strstr(err.file, "t_base_file"));
	ent_buf_release(&buf);
	unlink(path);
}

static void a_missing_file_is_not_found(void **state)
{
	(void)state;
	ent_buf buf = ENT_BUF_INIT;
	ent_map map = { 0 };
	ent_error err;
	assert_int_equal(ent_file_read(&buf, "/nonexistent/f", 9, &err), ENT_ENOTFOUND);
	assert_string_equal(err.file, "/nonexistent/f");
	assert_int_equal(ent_file_map(&map, "/nonexistent/f", &err), ENT_ENOTFOUND);
	assert_true(ent_file_replace("/nonexistent/f", ENT_STR("x"), &err) != ENT_OK);
	ent_buf_release(&buf);
}

static void names_beside_a_file_are_unique(void **state)
{
	(void)state;
	ent_buf names[2] = { ENT_BUF_INIT, ENT_BUF_INIT };
	for (int k = 0; k < 2; k++) {
		const int fd = ent_file_beside(&names[k], "/tmp/t_base_file");
		assert_true(fd >= 0);
		close(fd);
		assert_true(ent_str_starts(ent_buf_str(&names[k]),
					   ENT_STR("/tmp/t_base_file")));
		assert_int_equal(access(names[k].p, F_OK), 0);
	}
	assert_string_not_equal(names[0].p, names[1].p);
	for (int k = 0; k < 2; k++) {
		unlink(names[k].p);
		ent_buf_release(&names[k]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_is_replaced_as_a_whole),
		cmocka_unit_test(a_missing_file_is_not_found),
		cmocka_unit_test(names_beside_a_file_are_unique),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
