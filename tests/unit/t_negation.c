/* SPDX-License-Identifier: Apache-2.0 */
/* t_negation.c - tests of text/negation.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/negation.h"

static bool denies(const char *lang, const char *text)
{
	return ent_has_negation(ent_str_of(text), ent_str_of(lang));
}

static void english_negations_are_recognised(void **state)
{
	(void)state;
	assert_true(denies("en", "The results will not be published."));
	assert_true(denies("en", "Nobody knows."));
	assert_true(denies("en-GB", "They don't know."));
	assert_true(denies("en", "They don\xE2\x80\x99t know."));
	assert_false(denies("en", "The notes are known: T. Smith\xE2\x80\x99s book."));
	assert_false(denies("en", "The results will be published."));
}

static void french_ne_is_a_negation_unless_que_makes_it_only(void **state)
{
	(void)state;
	assert_true(denies("fr", "Les r\xC3\xA9sultats ne seront pas publi\xC3\xA9s."));
	assert_true(denies("fr", "Nul n\xE2\x80\x99y croit."));
	assert_true(denies("fr", "Il ne saurait \xC3\xAAtre question d'argent."));
	assert_true(denies("fr", "Sans eau, la ville attend."));
	assert_false(denies("fr", "Il n'a que deux pages."));
	assert_false(denies("fr", "Les r\xC3\xA9sultats seront publi\xC3\xA9s."));
}

static void other_languages_have_lists_or_none(void **state)
{
	(void)state;
	assert_true(denies("de", "Das ist nicht wahr."));
	assert_true(denies("es", "Nunca lleg\xC3\xB3."));
	assert_false(denies("de", "Das ist wahr."));
	assert_false(ent_knows_negation(ENT_STR("xx")));
	assert_false(denies("xx", "no not non nicht"));
	assert_false(denies("", ""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(english_negations_are_recognised),
		cmocka_unit_test(french_ne_is_a_negation_unless_que_makes_it_only),
		cmocka_unit_test(other_languages_have_lists_or_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
