/* SPDX-License-Identifier: Apache-2.0 */
/* t_base_fail.c - errors, their places, and callbacks for progress. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/fail.h"

static void a_message_has_its_place(void **state)
{
	(void)state;
	ent_error err;
	char text[500];
	assert_int_equal(ent_fail_line(&err, ENT_EFORMAT, 12, "bad %s", "tag"),
			 ENT_EFORMAT);
	assert_int_equal(ent_error_in(&err, ENT_EFORMAT, ENT_STR("a.tmx")),
			 ENT_EFORMAT);
	assert_string_equal(ent_error_text(&err, text, sizeof(text)),
			    "a.tmx:12: bad tag");
	ent_error_in(&err, ENT_EFORMAT, ENT_STR("outer.zip"));
	assert_string_equal(err.file, "a.tmx"); /* the first name stays */
	ent_fail(&err, ENT_EIO, "disk full");
	assert_string_equal(ent_error_text(&err, text, sizeof(text)), "disk full");
}

static void long_messages_and_names_are_cut(void **state)
{
	(void)state;
	ent_error err;
	char name[1000], text[20];
	memset(name, 'n', sizeof(name));
	memcpy(name + sizeof(name) - 4, ".tmx", 4);
	ent_fail(&err, ENT_EIO, "%0*d", 900, 1);
	ent_error_in(&err, ENT_EIO, (ent_str){ name, sizeof(name) });
	assert_true(strlen(err.message) < sizeof(err.message));
	assert_true(strlen(err.file) < sizeof(err.file));
	assert_true(ent_str_ends(ent_str_of(err.file), ENT_STR(".tmx")));
	assert_true(strlen(ent_error_text(&err, text, sizeof(text))) < sizeof(text));
}

static void every_status_has_a_name_and_codes(void **state)
{
	(void)state;
	for (int s = ENT_ECORRUPT; s < ENT_OK; s++) {
		assert_int_equal(ent_status_name((ent_status)s)[0], 'E');
		assert_int_equal(ent_status_exit_code((ent_status)s) > 0, 1);
		assert_true(ent_status_http((ent_status)s) >= 400);
	}
	assert_int_equal(ent_status_exit_code(ENT_OK), 0);
	assert_int_equal(ent_status_exit_code(ENT_EINVAL), 2);
	assert_int_equal(ent_status_http(ENT_OK), 200);
}

static int stop_at_three(void *data, const char *task, uint64_t done, uint64_t total)
{
	assert_string_equal(task, "reading");
	assert_int_equal(total, 5);
	*(uint64_t *)data = done;
	return done == 3;
}

static void a_step_can_cancel(void **state)
{
	(void)state;
	uint64_t seen = 0;
	const ent_progress progress = { .step = stop_at_three, .data = &seen };
	ent_error err = { .code = ENT_OK };
	assert_int_equal(ent_step(&progress, "reading", 2, 5, &err), ENT_OK);
	assert_int_equal(seen, 2);
	assert_int_equal(ent_step(&progress, "reading", 3, 5, &err), ENT_ECANCELLED);
	assert_string_equal(err.message, "stopped");
	assert_int_equal(ent_step(NULL, "reading", 3, 5, &err), ENT_OK);
	const ent_progress silent = { .data = NULL };
	assert_int_equal(ent_step(&silent, "reading", 3, 5, NULL), ENT_OK);
	ent_log(&silent, ENT_LOG_INFO, ENT_STR("f"), 1, "not seen");
	ent_log_error(NULL, ENT_LOG_INFO, &err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_message_has_its_place),
		cmocka_unit_test(long_messages_and_names_are_cut),
		cmocka_unit_test(every_status_has_a_name_and_codes),
		cmocka_unit_test(a_step_can_cancel),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
