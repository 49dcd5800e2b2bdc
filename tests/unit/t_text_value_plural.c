/* SPDX-License-Identifier: Apache-2.0 */
/* The noun after a number that is put in: its regular forms, and where a verb
 * agrees. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/value.h"

/* What the place becomes with the first value of another text; NULL: nothing. */
static void expect_put(const char *lang,
		       const char *number,
		       const char *place_text,
		       const char *want)
{
	const ent_str is_text = ent_str_of(number), text = ent_str_of(place_text);
	ent_value is, slot;
	ent_buf out = ENT_BUF_INIT;
	assert_int_equal(ent_values(&is, 1, is_text, ent_str_of(lang)), 1);
	assert_int_equal(ent_values(&slot, 1, text, ent_str_of(lang)), 1);
	ent_value_place place = { .slot = &slot, .text = text };
	const bool ok = ent_value_write(&out, &place, &is, is_text, &slot);
	if (ok != (want != NULL))
		fail_msg("%s in '%s': %.*s", number, place_text, (int)out.n,
			 out.n ? out.p : "");
	if (want)
		assert_string_equal(out.p, want);
	ent_buf_release(&out);
}

static void regular_nouns_follow_their_number(void **state)
{
	(void)state;
	expect_put("fr", "1", "Elle a vu 11 failles.", "1 faille");
	expect_put("fr", "3", "Elle a vu 1 faille à Rome.", "3 failles");
	expect_put("en", "1", "He saw 3 academies.", "1 academy");
	expect_put("en", "3", "He saw 1 academy.", "3 academies");
	expect_put("en", "1", "He saw 3 boxes.", "1 box");
	expect_put("en", "1", "He saw 3 churches.", "1 church");
	expect_put("en", "2", "He saw 1 church.", "2 churches");
	expect_put("fr", "5", "Elle a vu 3 chevaux.", "5");
}

static void odd_nouns_are_left(void **state)
{
	(void)state;
	expect_put("fr", "1", "Elle a vu 3 chevaux.", NULL);
	expect_put("fr", "1", "Elle a vu 3 cas.", NULL);
	expect_put("fr", "3", "Elle a vu 1 cheval.", NULL);
	expect_put("fr", "1", "Elle a vu 3 petites failles.", NULL);
	expect_put("en", "1", "He saw 3 series.", NULL);
	expect_put("en", "1", "He saw 3 men.", NULL);
	expect_put("en", "1", "He saw 3 knives.", NULL);
	expect_put("en", "1", "He saw 3 Smiths.", NULL);
}

static void a_verb_that_agrees_hinders(void **state)
{
	(void)state;
	expect_put("fr", "1 personne", "3 personnes de Lyon sont mortes.", NULL);
	expect_put("fr", "1 membre", "3 membres du club parlent.", NULL);
	expect_put("en", "1 member", "3 members of the club were absent.", NULL);
	expect_put("fr", "1 jour", "Pendant 3 jours, ils parlent.", "1 jour");
	expect_put("fr", "2 personnes", "3 personnes de Lyon sont mortes.",
		   "2 personnes");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(regular_nouns_follow_their_number),
		cmocka_unit_test(odd_nouns_are_left),
		cmocka_unit_test(a_verb_that_agrees_hinders),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
