/* SPDX-License-Identifier: Apache-2.0 */
/* Words that say little alone: the whole table is found, other words are not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/function_words.h"

static void function_words_of_both_languages_are_known(void **state)
{
	(void)state;
	static const char *const known[] = { "about", "the",    "your", "with", "and",
					     "of",    "votre",  "vous", "les",  "dans",
					     "avec",  "auront", "a",    "y",    "z" };
	static const char *const other[] = { "",       "treaty",
					     "eau",    "water",
					     "abouts", "abou",
					     "zz",     "internationalisation",
					     "peace" };
	for (size_t k = 0; k < sizeof(known) / sizeof(known[0]); k++)
		if (!ent_is_function_word(ent_str_of(known[k])))
			fail_msg("'%s' is not known", known[k]);
	for (size_t k = 0; k < sizeof(other) / sizeof(other[0]); k++)
		if (ent_is_function_word(ent_str_of(other[k])))
			fail_msg("'%s' is known", other[k]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(function_words_of_both_languages_are_known),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
