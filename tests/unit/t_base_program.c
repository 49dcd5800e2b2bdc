/* SPDX-License-Identifier: Apache-2.0 */
/* Another program: its output, its complaints, and its limits. */
#include "base/program.h"
#include "unit/stored.h"

static const ent_run_limits few = { .seconds = 5,
				    .memory = 1 << 28,
				    .output = 1 << 16 };

static ent_status run(ent_buf *out,
		      ent_buf *complaints,
		      int *code,
		      const char *script,
		      const char *input,
		      const ent_run_limits *limits,
		      ent_error *err)
{
	const char *const argv[] = { "sh", "-c", script, NULL };
	return ent_run(out, complaints, code, argv, ent_str_of(input), limits, err);
}

static void output_complaints_and_exit_code_come_back(void **state)
{
	(void)state;
	ent_buf out = ENT_BUF_INIT, complaints = ENT_BUF_INIT;
	ent_error err;
	int code = -1;
	assert_int_equal(run(&out, &complaints, &code, "cat; echo oops >&2; exit 3",
			     "input\n", &few, &err),
			 0);
	assert_string_equal(out.p, "input\n");
	assert_string_equal(complaints.p, "oops\n");
	assert_int_equal(code, 3);
	ent_buf_release(&out);
	ent_buf_release(&complaints);
}

static void input_can_be_opened_as_a_file(void **state)
{
	(void)state;
	ent_buf out = ENT_BUF_INIT, complaints = ENT_BUF_INIT;
	ent_error err;
	int code = -1;
	assert_int_equal(run(&out, &complaints, &code, "cat /dev/stdin /dev/stdin",
			     "twice ", &few, &err),
			 0);
	assert_string_equal(out.p, "twice twice ");
	ent_buf_release(&out);
	ent_buf_release(&complaints);
}

static void a_program_that_is_missing_ends_with_127(void **state)
{
	(void)state;
	ent_buf out = ENT_BUF_INIT, complaints = ENT_BUF_INIT;
	ent_error err;
	int code = -1;
	const char *const argv[] = { "entente-no-such-program", NULL };
	assert_int_equal(
		ent_run(&out, &complaints, &code, argv, ENT_STR(""), &few, &err), 0);
	assert_int_equal(code, 127);
	ent_buf_release(&out);
	ent_buf_release(&complaints);
}

static void too_much_output_and_time_are_limits(void **state)
{
	(void)state;
	ent_buf out = ENT_BUF_INIT, complaints = ENT_BUF_INIT;
	ent_error err;
	int code = -1;
	assert_int_equal(run(&out, &complaints, &code,
			     "while :; do echo aaaaaaaa; done", "", &few, &err),
			 ENT_ELIMIT);
	assert_true(out.n <= few.output + 4096);
	const ent_run_limits short_time = { .seconds = 1,
					    .memory = 1 << 28,
					    .output = 1 << 16 };
	ent_buf_clear(&out);
	assert_int_equal(
		run(&out, &complaints, &code, "sleep 60", "", &short_time, &err),
		ENT_ELIMIT);
	ent_buf_release(&out);
	ent_buf_release(&complaints);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(output_complaints_and_exit_code_come_back),
		cmocka_unit_test(input_can_be_opened_as_a_file),
		cmocka_unit_test(a_program_that_is_missing_ends_with_127),
		cmocka_unit_test(too_much_output_and_time_are_limits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
