/* SPDX-License-Identifier: Apache-2.0 */
/* t_text_lang.c - codes and names of languages, and a guess from a text. */
#include <unicode/uloc.h>

#include "text/lang.h"
#include "unit/stored.h"
#include "unit/with_arena.h"

static void expect_normal(const char *code, const char *want)
{
	const ent_str got = ent_lang_normal(ent_str_of(code), arena);
	assert_non_null(got.p);
	assert_true(ent_str_is(got, want));
}

static void codes_of_many_forms_have_one_normal_form(void **state)
{
	(void)state;
	expect_normal("fr", "fr");
	expect_normal("FR", "fr");
	expect_normal("fra", "fr");
	expect_normal("fre", "fr");
	expect_normal("fre-FR", "fr-FR");
	expect_normal("en_us", "en-US");
	expect_normal("EN-GB", "en-GB");
	expect_normal("zh-hant-tw", "zh-Hant-TW");
	expect_normal("", "");
	expect_normal("12", "");
	expect_normal("x", "");
	expect_normal("a language", "");
	expect_normal("fr;en", "");
	assert_true(ent_str_is(ent_lang_base(ENT_STR("zh-Hant-TW")), "zh"));
	assert_true(ent_str_is(ent_lang_base(ENT_STR("fr")), "fr"));
}

/* For every language that ICU knows: its normal form is one of itself, both codes of
 * three letters mean it, and so does its name. */
static void every_language_is_found_again(void **state)
{
	int n = 0;
	ent_lang_names known = { arena, NULL, 0 };
	(void)state;
	for (const char *const *l = uloc_getISOLanguages(); *l; l++) {
		char name[64];
		if (strlen(*l) != 2)
			continue;
		const ent_str code = ent_lang_normal(ent_str_of(*l), arena);
		if (!code.n)
			continue; /* retired: "in" is "id" */
		const ent_str again = ent_lang_normal(code, arena);
		assert_true(ent_str_eq(code, again));
		const char *const three[] = { ent_lang_iso3(code),
					      ent_lang_bibliographic(code) };
		for (int k = 0; k < 2; k++)
			if (three[k][0])
				assert_true(ent_str_eq(
					ent_lang_normal(ent_str_of(three[k]), arena),
					code));
		const ent_str english = ent_lang_english_name(code, name, sizeof(name));
		/* names of three letters are words more often: "ewe" */
		if (english.n > 3 && !memchr(english.p, '(', english.n)) {
			const ent_str found = ent_lang_named(&known, english);
			assert_true(ent_str_eq(found, code));
		}
		n++;
	}
	assert_true(n > 150);
}

static void a_region_does_not_make_another_language(void **state)
{
	(void)state;
	assert_true(ent_lang_matches(ENT_STR("fr-CA"), ENT_STR("fr")));
	assert_true(ent_lang_matches(ENT_STR("fr"), ENT_STR("fr-CH")));
	assert_false(ent_lang_matches(ENT_STR("fr"), ENT_STR("fi")));
	assert_false(ent_lang_matches(ENT_STR("fr"), ENT_STR("")));
	assert_false(ent_lang_matches(ENT_STR(""), ENT_STR("")));
}

static void a_code_is_copied_without_its_region(void **state)
{
	(void)state;
	char out[4];
	ent_error err;
	assert_int_equal(ent_lang_read_base(out, sizeof(out), ENT_STR("fr-CA"), &err),
			 ENT_OK);
	assert_string_equal(out, "fr");
	assert_int_equal(ent_lang_read_base(out, sizeof(out), ENT_STR("gsw"), &err),
			 ENT_OK);
	assert_int_equal(ent_lang_read_base(out, sizeof(out), ENT_STR("long"), &err),
			 ENT_EINVAL);
	assert_int_equal(ent_lang_read_base(out, sizeof(out), ENT_STR("-CA"), &err),
			 ENT_EINVAL);
	assert_string_equal(out, "gsw");
}

static void names_are_read_in_english_french_and_their_own(void **state)
{
	static const char *const names[][2] = {
		{ "French", "fr" },
		{ "fran\u00E7ais", "fr" },
		{ "Fran\u00E7ais (Canada)", "fr" },
		{ "anglais", "en" },
		{ "Deutsch", "de" },
		{ "allemand", "de" },
		{ "espa\u00F1ol", "es" },
		{ "Frenchman", "" },
		{ "", "" },
		{ "the language of it", "" },
	};
	(void)state;
	ent_lang_names known = { arena, NULL, 0 };
	for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++) {
		const ent_str got = ent_lang_named(&known, ent_str_of(names[k][0]));
		assert_true(ent_str_is(ent_lang_base(got), names[k][1]));
	}
}

static void a_text_is_guessed_only_when_it_is_clear(void **state)
{
	(void)state;
	assert_true(ent_str_is(
		ent_lang_guess(ENT_STR("The fund that was opened by the towns is in "
				       "the hands of a council, and it has no debts.")),
		"en"));
	assert_true(
		ent_str_is(ent_lang_guess(ENT_STR(
				   "Le fonds que les villes ont ouvert est dans "
				   "les mains d'un conseil, et il n'a pas de dettes.")),
			   "fr"));
	assert_true(ent_str_is(ent_lang_guess(ENT_STR("OK 12")), ""));
	assert_true(ent_str_is(ent_lang_guess(ENT_STR("")), ""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_of_many_forms_have_one_normal_form),
		cmocka_unit_test(every_language_is_found_again),
		cmocka_unit_test(a_region_does_not_make_another_language),
		cmocka_unit_test(a_code_is_copied_without_its_region),
		cmocka_unit_test(names_are_read_in_english_french_and_their_own),
		cmocka_unit_test(a_text_is_guessed_only_when_it_is_clear),
	};
	return cmocka_run_group_tests(tests, make_arena, free_arena);
}
