/* SPDX-License-Identifier: Apache-2.0 */
/* A value takes the style of the place that it is written in; where it is not sure,
 * nothing is written. */
#include "unit/written.h"

static void the_place_keeps_its_style(void **state)
{
	(void)state;
	expect_written("1,234.5 tonnes", "9\u00A0876,1 tonnes", "1\u00A0234,5 tonnes");
	expect_written("1,234 tonnes", "9 876 tonnes", "1 234 tonnes");
	expect_written("12 days", "5 jours", "12 jours");
	expect_written("1 day", "5 jours", "1 jour");
	expect_written("3 days", "1 jour", "3 jours");
	expect_written("5%", "7 %", "5 %");
	expect_written("5%", "7\u00A0%", "5\u00A0%");
	expect_written("the 1st", "le 3e", "le 1er");
	expect_written("the 4th", "le 1er", "le 4e");
}

static void what_is_not_sure_is_not_written(void **state)
{
	(void)state;
	expect_written("5%", "3 euros", NULL);
	expect_written("5 euros", "3 %", NULL);
	expect_written("12 March", "3", NULL);
	expect_written("1st", "leur 3e", NULL); /* of which gender? */
}

/* The unit of the place is that of the value that is replaced, or nothing is
 * written. */
static void a_place_of_another_unit_is_left(void **state)
{
	(void)state;
	expect_written("7 kg", "5 kg", "7 kg");
	expect_written("7 kg", "5 km", NULL);
	expect_written("7 kg", "5 pages", NULL);
	expect_written("7 km", "5 km", "7 km");
	const ent_str texts[] = { ENT_STR("7 kg"), ENT_STR("5 kg") };
	static const char *const places[] = { "5 kg", "5 km", "5 mg", "5 heures" };
	for (int k = 0; k < 4; k++) {
		const ent_str text = ent_str_of(places[k]);
		ent_value is, was, slot;
		ent_buf out = ENT_BUF_INIT;
		assert_int_equal(ent_values(&is, 1, texts[0], ENT_STR("en")), 1);
		assert_int_equal(ent_values(&was, 1, texts[1], ENT_STR("en")), 1);
		assert_int_equal(ent_values(&slot, 1, text, ENT_STR("fr")), 1);
		ent_value_place place = { .slot = &slot, .text = text };
		assert_int_equal(ent_value_write(&out, &place, &is, texts[0], &was),
				 !k);
		ent_buf_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_place_keeps_its_style),
		cmocka_unit_test(what_is_not_sure_is_not_written),
		cmocka_unit_test(a_place_of_another_unit_is_left),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
