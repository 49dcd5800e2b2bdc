/* SPDX-License-Identifier: Apache-2.0 */
/* Ordinals, Roman numerals and parts of dates that are written are read back. */
#include "unit/written.h"

static const char *const months[] = { "January",   "February", "March",    "April",
				      "May",       "June",     "July",     "August",
				      "September", "October",  "November", "December" };

/* Writes each part of a date in the place of the same part of another one, and reads
 * the whole again. */
static void expect_date(const char *from, const char *to)
{
	ent_value is[4], slots[4], back[4];
	ent_buf out = ENT_BUF_INIT, part = ENT_BUF_INIT;
	uint32_t at = 0;
	const ent_str text = ent_str_of(to);
	const uint32_t n = ent_values(is, 4, ent_str_of(from), ENT_STR("en"));
	if (!n || ent_values(slots, 4, text, ENT_STR("fr")) != n)
		fail_msg("'%s', '%s': not the same parts", from, to);
	for (uint32_t k = 0; k < n; k++) {
		ent_value_place place = { .slot = &slots[k], .text = text };
		ent_buf_clear(&part);
		if (!ent_value_write(&part, &place, &is[k], ent_str_of(from),
				     &slots[k]))
			fail_msg("part %u of '%s' is not written in '%s'", k, from, to);
		ent_buf_add(&out, ent_str_slice(text, at, place.start));
		ent_buf_add(&out, ent_buf_str(&part));
		at = place.end;
	}
	ent_buf_add(&out, ent_str_slice(text, at, text.n));
	assert_int_equal(ent_values(back, 4, ent_buf_str(&out), ENT_STR("fr")), n);
	for (uint32_t k = 0; k < n; k++)
		if (!ent_value_same(&is[k], ent_str_of(from), &back[k],
				    ent_buf_str(&out)))
			fail_msg("'%s' in '%s' is '%s'", from, to, out.p);
	ent_buf_release(&out);
	ent_buf_release(&part);
}

static void every_day_is_written_and_read_back(void **state)
{
	(void)state;
	for (unsigned month = 0; month < 12; month++)
		for (unsigned day = 1; day <= 28; day++) {
			char from[40];
			snprintf(from, sizeof(from), "on %u %s 2024", day,
				 months[month]);
			expect_date(from, "le 3 mai 2023");
			expect_date(from, "le 1er ao\u00FBt 1999");
			expect_date(from, "le 15 d\u00E9cembre 2001");
		}
}

static void ordinals_are_written_and_read_back(void **state)
{
	(void)state;
	for (unsigned n = 1; n < 130; n++) {
		char from[40];
		ent_value is, back[2];
		ent_buf out = ENT_BUF_INIT;
		const unsigned tens = n % 100 / 10;
		snprintf(from, sizeof(from), "the %u%s", n,
			 tens == 1     ? "th"
			 : n % 10 == 1 ? "st"
			 : n % 10 == 2 ? "nd"
			 : n % 10 == 3 ? "rd"
				       : "th");
		assert_true(write_value(&out, from, "le 5e", &is));
		assert_int_equal(ent_values(back, 2, ent_buf_str(&out), ENT_STR("fr")),
				 1);
		if (!ent_value_same(&is, ent_str_of(from), &back[0], ent_buf_str(&out)))
			fail_msg("'%s' is '%s'", from, out.p);
		ent_buf_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_is_written_and_read_back),
		cmocka_unit_test(ordinals_are_written_and_read_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
