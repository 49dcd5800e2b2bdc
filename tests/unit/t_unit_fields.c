/* SPDX-License-Identifier: Apache-2.0 */
/* t_unit_fields.c - fields of a unit by name, and their values. */
#include <ctype.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "entente/bead.h"
#include "format/units/unit_fields.h"

static void a_field_is_found_by_each_spelling_of_its_name(void **state)
{
	static const ent_field_alias aliases[] = { { "cible", ENT_FIELD_TARGET } };
	(void)state;
	for (int f = 0; f < ENT_UNIT_FIELDS; f++) {
		const char *name = ent_unit_field_name((ent_unit_field)f);
		char capitals[32], longer[32];
		assert_true(*name);
		for (size_t k = 0; k <= strlen(name); k++)
			capitals[k] = (char)toupper((unsigned char)name[k]);
		assert_int_equal(ent_unit_field_named(ent_str_of(name), NULL, 0), f);
		assert_int_equal(ent_unit_field_named(ent_str_of(capitals), NULL, 0),
				 f);
		/* neither a part of a name nor more than one is a name */
		assert_int_equal(ent_unit_field_named(
					 (ent_str){ name, strlen(name) - 1 }, NULL, 0),
				 ENT_FIELD_NONE);
		snprintf(longer, sizeof(longer), "%sx", name);
		assert_int_equal(ent_unit_field_named(ent_str_of(longer), NULL, 0),
				 ENT_FIELD_NONE);
	}
	assert_int_equal(ent_unit_field_named(ENT_STR("Cible"), aliases, 1),
			 ENT_FIELD_TARGET);
	assert_int_equal(ent_unit_field_named(ENT_STR("cible"), NULL, 0),
			 ENT_FIELD_NONE);
	assert_int_equal(ent_unit_field_named(ENT_STR(""), aliases, 1), ENT_FIELD_NONE);
	assert_string_equal(ent_unit_field_name(ENT_FIELD_NONE), "");
	assert_string_equal(ent_unit_field_name(ENT_UNIT_FIELDS), "");
}

static void a_confidence_is_a_number_from_0_to_1(void **state)
{
	static const char *const wrong[] = { "",    ".",    "-0.5", "1.5",
					     "0,5", "1e-1", "0.5 ", "0..5",
					     "nan", "2",    "inf" };
	(void)state;
	for (int k = 0; k <= 1000; k++) {
		char text[16];
		snprintf(text, sizeof(text), "%d.%03d", k / 1000, k % 1000);
		assert_true(fabs(ent_confidence_of(ent_str_of(text)) - k / 1000.) <
			    1e-6);
	}
	assert_true(fabs(ent_confidence_of(ENT_STR(".25")) - .25) < 1e-6);
	for (size_t k = 0; k < sizeof(wrong) / sizeof(wrong[0]); k++) {
		assert_true(ent_confidence_of(ent_str_of(wrong[k])) < 0);
		assert_true(ent_read_confidence(ent_str_of(wrong[k])) == 1);
	}
}

static void doubts_are_read_by_name_and_others_are_left_out(void **state)
{
	uint32_t all = 0;
	char text[512] = "unheard-of";
	size_t used = strlen(text);
	(void)state;
	for (uint32_t bit = 1; bit <= ENT_DOUBT_LAST; bit <<= 1) {
		const char *name = ent_doubt_name((ent_doubt)bit);
		assert_int_equal(ent_read_doubts(ent_str_of(name)), bit);
		used += (size_t)snprintf(text + used, sizeof(text) - used, " %s", name);
		all |= bit;
	}
	assert_int_equal(ent_read_doubts(ent_str_of(text)), all);
	assert_int_equal(ent_read_doubts(ENT_STR("")), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_field_is_found_by_each_spelling_of_its_name),
		cmocka_unit_test(a_confidence_is_a_number_from_0_to_1),
		cmocka_unit_test(doubts_are_read_by_name_and_others_are_left_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
