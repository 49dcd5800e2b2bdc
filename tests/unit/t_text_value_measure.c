/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers with their units: which are the same in both languages, which are not. */
#include "unit/left.h"

/* What the number of a text measures, and the text of the whole. */
static void expect_quantity(const char *lang,
			    const char *text,
			    ent_value_quantity want,
			    const char *whole)
{
	ent_value v;
	assert_int_equal(ent_values(&v, 1, ent_str_of(text), ent_str_of(lang)), 1);
	if (v.quantity != want ||
	    !ent_str_is(ent_str_slice(ent_str_of(text), v.start, v.measured), whole))
		fail_msg("%s: %d to %u", text, (int)v.quantity, v.measured);
}

static void a_number_has_the_unit_after_it(void **state)
{
	(void)state;
	expect_quantity("en", "5 kg of rice", ENT_QUANTITY_KILOGRAM, "5 kg");
	expect_quantity("en", "a 5-km run", ENT_QUANTITY_KILOMETRE, "5-km");
	expect_quantity("en", "5kg", ENT_QUANTITY_KILOGRAM, "5kg");
	expect_quantity("fr", "à 90 km/h.", ENT_QUANTITY_KILOMETRE_PER_HOUR, "90 km/h");
	expect_quantity("fr", "5 m\u00B2", ENT_QUANTITY_SQUARE_METRE, "5 m\u00B2");
	expect_quantity("de", "5 kg", ENT_QUANTITY_NONE, "5");
	/* not units */
	expect_quantity("en", "in the 1990s", ENT_QUANTITY_NONE, "1990");
	expect_quantity("en", "5 kgs", ENT_QUANTITY_NONE, "5");
	expect_quantity("fr", "le 5 l\u2019a dit", ENT_QUANTITY_NONE, "5");
	expect_quantity("en", "5 kg/m", ENT_QUANTITY_NONE, "5");
	expect_quantity("en", "5 ", ENT_QUANTITY_NONE, "5");
	expect_quantity("en", "5", ENT_QUANTITY_NONE, "5");
}

static void a_unit_that_differs_is_named(void **state)
{
	(void)state;
	expect_left("5 kg", "5 km", "5 kg", "5 km");
	expect_left("5\u00A0mg each", "5\u00A0g chacun", "5\u00A0mg", "5\u00A0g");
	expect_left("wait 5 days", "attendre 5 semaines", "5 days", "5 semaines");
	expect_left("wait 5 minutes", "attendre 5 heures", "5 minutes", "5 heures");
	expect_left("at 20 °C", "à 20 °F", "20 °C", "20 °F");
	expect_left("20 degrees Celsius", "20 °F", "20 degrees", "20 °F");
	expect_left("pay $5", "payer 5 €", "$5", "5 €");
	expect_left("$5", "5 km", "$5", "5 km");
	expect_left("two of 5 GB", "2 de 5 Mo", "5 GB", "5 Mo");
	expect_left("100 MHz to 100 GHz", "100 Hz à 100 GHz", "100 MHz", "100 Hz");
}

static void a_unit_may_be_written_differently(void **state)
{
	(void)state;
	expect_left("5 kilograms", "5 kg", "", "");
	expect_left("5-km run", "course de 5 kilomètres", "", "");
	expect_left("5 MB", "5 Mo", "", "");
	expect_left("5 hours", "5 h", "", "");
	expect_left("30 days' notice", "préavis de 30 jours", "", "");
	expect_left("5 square metres", "5 m²", "", "");
	expect_left("5 km²", "5 kilomètres carrés", "", "");
	expect_left("90 km/h", "90 kilomètres par heure", "", "");
	expect_left("5 kg/year", "5 kg/an", "", "");
	expect_left("5 lb", "5 livres", "", "");
	expect_left("the 1990s", "les années 1990", "", "");
	expect_left("5 people", "5 membres", "", "");
	expect_left("between 5 and 10 km", "entre 5 km et 10 km", "", "");
	expect_left("5 dollars", "5 $ US", "", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_has_the_unit_after_it),
		cmocka_unit_test(a_unit_that_differs_is_named),
		cmocka_unit_test(a_unit_may_be_written_differently),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
