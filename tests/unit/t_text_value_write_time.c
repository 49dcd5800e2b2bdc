/* SPDX-License-Identifier: Apache-2.0 */
/* A time that is written in the place of another one is read back as that time. */
#include "unit/written.h"

/* Every minute of the day, in each French style. */
static void a_written_time_is_read_back(void **state)
{
	(void)state;
	static const char *const places[] = { "\u00E0 9 h 15", "\u00E0 9 h",
					      "\u00E0 9h15", "\u00E0 9 heures" };
	ent_buf out = ENT_BUF_INIT;
	for (int minute = 0; minute < 24 * 60; minute++)
		for (size_t k = 0; k < 4; k++) {
			char from[40];
			ent_value is, back[2];
			snprintf(from, sizeof(from), "at %02d:%02d", minute / 60,
				 minute % 60);
			if (!write_value(&out, from, places[k], &is))
				continue;
			if (ent_values(back, 2, ent_buf_str(&out), ENT_STR("fr")) !=
				    1 ||
			    back[0].kind != ENT_VALUE_TIME || back[0].number != minute)
				fail_msg("'%s' in '%s' is '%s'", from, places[k],
					 out.p);
		}
	expect_written("at 14:30", "\u00E0 9 h", "\u00E0 14 h 30");
	expect_written("at 14:00", "\u00E0 9 h 15", "\u00E0 14 h 00");
	ent_buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_written_time_is_read_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
