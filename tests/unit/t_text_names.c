/* SPDX-License-Identifier: Apache-2.0 */
/* t_text_names.c - names of countries, months and days in two languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/names.h"

struct wanted {
	const char *a, *b;
	int found, all;
};

static ent_status look_for(void *data, ent_str a, ent_str b, ent_error *err)
{
	struct wanted *w = data;
	(void)err;
	assert_true(a.n > 0 && b.n > 0);
	w->found += ent_str_is(a, w->a) && ent_str_is(b, w->b);
	w->all++;
	return ENT_OK;
}

static void names_are_sent_in_both_languages(void **state)
{
	(void)state;
	struct wanted wanted[] = {
		{ .a = "Germany", .b = "Allemagne" },
		{ .a = "March", .b = "mars" },
		{ .a = "Monday", .b = "lundi" },
		{ .a = "Swiss Franc", .b = "franc suisse" },
	};
	for (size_t k = 0; k < sizeof(wanted) / sizeof(*wanted); k++) {
		assert_int_equal(ent_names_each(ENT_STR("en"), ENT_STR("fr"), look_for,
						&wanted[k], NULL),
				 ENT_OK);
		assert_true(wanted[k].found > 0);
		assert_true(wanted[k].all > 500);
	}
}

static void an_unknown_language_is_refused(void **state)
{
	(void)state;
	struct wanted w = { .a = "", .b = "" };
	ent_error err;
	assert_int_equal(
		ent_names_each(ENT_STR("en"), ENT_STR("xx"), look_for, &w, &err),
		ENT_EINVAL);
}

static ent_status stop(void *data, ent_str a, ent_str b, ent_error *err)
{
	(void)a, (void)b, (void)err;
	++*(int *)data;
	return ENT_ECANCELLED;
}

static void a_receiver_stops_the_names(void **state)
{
	(void)state;
	int n = 0;
	assert_int_equal(ent_names_each(ENT_STR("en"), ENT_STR("fr"), stop, &n, NULL),
			 ENT_ECANCELLED);
	assert_int_equal(n, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_sent_in_both_languages),
		cmocka_unit_test(an_unknown_language_is_refused),
		cmocka_unit_test(a_receiver_stops_the_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
