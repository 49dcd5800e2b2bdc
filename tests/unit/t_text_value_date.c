/* SPDX-License-Identifier: Apache-2.0 */
/* t_text_value_date.c - every day of a year, in the forms of both languages. */
#include "unit/valued.h"

static const char *const english[] = {
	"January", "February", "March",     "April",   "May",      "June",
	"July",    "August",   "September", "October", "November", "December"
};
static const char *const french[] = { "janvier", "f\u00E9vrier", "mars",
				      "avril",   "mai",          "juin",
				      "juillet", "ao\u00FBt",    "septembre",
				      "octobre", "novembre",     "d\u00E9cembre" };
static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

static void french_date(char out[64], int day, int month, int year)
{
	snprintf(out, 64, "le %d%s %s %d", day, day == 1 ? "er" : "", french[month],
		 year);
}

static void a_date_is_a_day_a_month_and_a_year(void **state)
{
	(void)state;
	for (int month = 0; month < 12; month++)
		for (int day = 1; day <= days[month]; day++) {
			char text[64];
			ent_value v[8];
			french_date(text, day, month, 2024);
			assert_int_equal(
				ent_values(v, 8, ent_str_of(text), ENT_STR("fr")), 3);
			assert_int_equal(v[0].kind, ENT_VALUE_DAY);
			assert_int_equal(v[0].number, day);
			assert_int_equal(v[1].kind, ENT_VALUE_MONTH);
			assert_int_equal(v[1].number, month + 1);
			assert_int_equal(v[2].kind, ENT_VALUE_NUMBER);
			assert_string_equal(v[2].digits, "2024");
			assert_true(v[0].group && v[0].group == v[1].group);
		}
}

static void forms_of_one_date_agree_and_those_of_another_do_not(void **state)
{
	static const char *const suffix[] = { "th", "st", "nd", "rd" };
	(void)state;
	for (int month = 0; month < 12; month++)
		for (int day = 1; day <= days[month]; day++) {
			const int last = day % 10 < 4 && day / 10 != 1 ? day % 10 : 0;
			char en[3][64], fr[64], other[64];
			snprintf(en[0], 64, "%d %s 2024", day, english[month]);
			snprintf(en[1], 64, "%s %d, 2024", english[month], day);
			snprintf(en[2], 64, "the %d%s of %s 2024", day, suffix[last],
				 english[month]);
			french_date(fr, day, month, 2024);
			for (int k = 0; k < 3; k++) {
				expect_agreement("en", en[k], "fr", fr, true);
				french_date(other, day % 28 + 1, month, 2024);
				expect_agreement("en", en[k], "fr", other,
						 day % 28 + 1 == day);
				french_date(other, day, (month + 1) % 12, 2024);
				expect_agreement("en", en[k], "fr", other, false);
				french_date(other, day, month, 2023);
				expect_agreement("en", en[k], "fr", other, false);
			}
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_date_is_a_day_a_month_and_a_year),
		cmocka_unit_test(forms_of_one_date_agree_and_those_of_another_do_not),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
