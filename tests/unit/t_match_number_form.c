/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers in every convention. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "match/number_form.h"

/* want: NULL when the number stays as it is */
static void expect(const char *language, const char *number, const char *want)
{
	char buffer[64];
	ent_str got;
	const bool is = ent_number_form(&got, buffer, sizeof(buffer),
					ent_str_of(number), ent_str_of(language));
	if (is != (want != NULL) || (want && !ent_str_is(got, want)))
		fail_msg("%s '%s': %.*s", language, number, is ? (int)got.n : 0, got.p);
}

static void groups_are_joined(void **state)
{
	(void)state;
	expect("", "12 500 000", "12500000");
	expect("", "12\u00A0500", "12500");
	expect("fr", "12\u202F500,5", "12500.5");
	expect("", "12,500,000", "12500000");
	expect("", "12.500.000", "12500000");
	expect("", "12'500'000", "12500000");
	expect("", "12’500", "12500");
	expect("en", "1,250.50", "1250.50");
	expect("de", "1.250,50", "1250.50");
	expect("fr", "1250,50", "1250.50");
	expect("en", "12,500", "12500");
	expect("de", "12.500", "12500");
	expect("en", "1,\u2060250", "1250");
}

static void what_has_two_readings_stays(void **state)
{
	(void)state;
	expect("fr", "12,500", NULL);
	expect("fr", "12.500", NULL);
	expect("en", "12.500", NULL);
	expect("de", "12,500", NULL);
	expect("", "12,500", NULL);
	expect("en", "0,125", NULL);
	expect("en", "1.2.3", NULL);
	expect("en", "12,34", NULL);
	expect("en", "12,500,00", NULL);
	expect("en", "1,250,000,00", NULL);
	expect("en", "2024", NULL);
	expect("en", "", NULL);
	expect("en", "1,1,1,1,1,1,1,1,1,1,1,1,1,1", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(groups_are_joined),
		cmocka_unit_test(what_has_two_readings_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
