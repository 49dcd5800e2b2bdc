/* SPDX-License-Identifier: Apache-2.0 */
/* Languages by their names, in English, in French and in the language itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/lang.h"
#include "unit/with_arena.h"

static void expect_language(const char *name, const char *code)
{
	ent_lang_names names = { arena, NULL, 0 };
	const ent_str is = ent_lang_named(&names, ent_str_of(name));
	if (!ent_str_is(is, code))
		fail_msg("'%s' is '%.*s', not '%s'", name, (int)is.n, is.p, code);
}

static void a_name_means_its_language(void **state)
{
	(void)state;
	expect_language("French", "fr");
	expect_language("FRENCH", "fr");
	expect_language("fran\u00E7ais", "fr");
	expect_language("anglais", "en");
	expect_language("Deutsch", "de");
	expect_language("allemand", "de");
	expect_language("French (Canada)", "fr");
	expect_language("norsk bokm\u00E5l", "nb");
	expect_language("Norwegian Nynorsk", "nn");
}

static void other_texts_mean_none(void **state)
{
	(void)state;
	char name[80];
	expect_language("", "");
	expect_language("fr", ""); /* a code is not a name */
	expect_language("(French)", "");
	expect_language("French text", "");
	expect_language("French.", "");
	expect_language("Fren", "");
	expect_language("Frenchman", "");
	memset(name, 'a', sizeof(name));
	name[sizeof(name) - 1] = '\0';
	expect_language(name, "");
}

/* The English name of each language that is known by a code leads back to it. */
static void names_lead_back_to_their_codes(void **state)
{
	(void)state;
	static const char *const codes[] = { "en", "fr", "es", "pt", "it", "nl", "sv",
					     "fi", "el", "ru", "ar", "zh", "ja", "sw" };
	char space[48];
	ent_lang_names names = { arena, NULL, 0 }; /* made once */
	for (size_t k = 0; k < sizeof(codes) / sizeof(codes[0]); k++)
		for (int in = 0; in < 3; in++) {
			const ent_str name =
				ent_lang_name(ent_str_of(codes[k]),
					      ent_str_of(in == 0   ? "en"
							 : in == 1 ? "fr"
								   : codes[k]),
					      space, sizeof(space));
			if (name.n < 4) /* too short to be sure */
				continue;
			assert_true(ent_str_is(ent_lang_named(&names, name), codes[k]));
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_means_its_language),
		cmocka_unit_test(other_texts_mean_none),
		cmocka_unit_test(names_lead_back_to_their_codes),
	};
	return cmocka_run_group_tests(tests, make_arena, free_arena);
}
