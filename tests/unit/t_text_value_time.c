/* SPDX-License-Identifier: Apache-2.0 */
/* t_text_value_time.c - every minute of the day, in the forms of both languages. */
#include "unit/valued.h"

static void every_minute_is_read(void **state)
{
	(void)state;
	for (int t = 0; t < 24 * 60; t++) {
		const int hour = t / 60, minute = t % 60;
		char text[4][64];
		snprintf(text[0], 64, "at %02d:%02d", hour, minute);
		snprintf(text[1], 64, "at %d.%02d %s", hour % 12 ? hour % 12 : 12,
			 minute, hour < 12 ? "a.m." : "p.m.");
		snprintf(text[2], 64, "\u00E0 %d h %02d", hour, minute);
		snprintf(text[3], 64, "\u00E0 %dh%02d", hour, minute);
		for (int k = 0; k < 4; k++) {
			ent_value v[4];
			const char *lang = k < 2 ? "en" : "fr";
			const uint32_t n =
				ent_values(v, 4, ent_str_of(text[k]), ent_str_of(lang));
			if (n != 1 || v[0].kind != ENT_VALUE_TIME || v[0].number != t)
				fail_msg("%s: %u values, %u", text[k], n, v[0].number);
			for (int other = 0; other < k; other++)
				expect_agreement(other < 2 ? "en" : "fr", text[other],
						 lang, text[k], true);
		}
	}
}

static void another_time_is_not_the_same(void **state)
{
	(void)state;
	for (int t = 0; t < 24 * 60; t += 7) {
		char a[64], b[64];
		const int step[] = { 1, 60, 12 * 60 };
		snprintf(a, 64, "at %02d:%02d", t / 60, t % 60);
		for (int k = 0; k < 3; k++) {
			const int u = (t + step[k]) % (24 * 60);
			snprintf(b, 64, "\u00E0 %d h %02d", u / 60, u % 60);
			expect_agreement("en", a, "fr", b, false);
		}
	}
}

static void words_are_times(void **state)
{
	(void)state;
	expect_agreement("en", "at noon", "fr", "\u00E0 midi", true);
	expect_agreement("en", "at noon", "fr", "\u00E0 12 h", true);
	expect_agreement("en", "at midnight", "fr", "\u00E0 minuit", true);
	/* what is only words is not compared: texts spell a time out or leave it out */
	expect_agreement("en", "at noon", "fr", "\u00E0 minuit", true);
	expect_agreement("en", "from 9 to 11 a.m.", "fr", "de 9 h \u00E0 11 h", true);
	expect_agreement("en", "from 9 to 11 p.m.", "fr", "de 9 h \u00E0 11 h", false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_minute_is_read),
		cmocka_unit_test(another_time_is_not_the_same),
		cmocka_unit_test(words_are_times),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
