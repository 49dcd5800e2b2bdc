/* SPDX-License-Identifier: Apache-2.0 */
/* What marks a language in a name. */
#include "pairing/folder_languages.h"
#include "pairing/lang_mark.h"
#include "unit/stored.h"

static void spellings_of_a_language_are_known(void **state)
{
	(void)state;
	static const struct {
		const char *part;
		ent_mark_kind kind;
	} cases[] = {
		{ "fr", ENT_MARK_CODE },       { "fra", ENT_MARK_ISO3 },
		{ "fre", ENT_MARK_ISO3 },      { "french", ENT_MARK_NAME },
		{ "francais", ENT_MARK_NAME }, { "f", ENT_MARK_INITIAL },
		{ "en", ENT_MARK_NONE },       { "frog", ENT_MARK_NONE },
		{ "", ENT_MARK_NONE },         { "vf", ENT_MARK_NAME },
		{ "va", ENT_MARK_NONE },
	};
	ent_spellings french, english;
	ent_spell_language(&french, ENT_STR("fr"), ENT_STR("en"));
	ent_spell_language(&english, ENT_STR("en"), ENT_STR("fr"));
	for (size_t k = 0; k < sizeof(cases) / sizeof(cases[0]); k++)
		if (ent_mark_of(&french, ent_str_of(cases[k].part)) != cases[k].kind)
			fail_msg("'%s'", cases[k].part);
	assert_int_equal(ent_mark_of(&english, ENT_STR("anglais")), ENT_MARK_NAME);
	assert_int_equal(ent_mark_of(&english, ENT_STR("e")), ENT_MARK_INITIAL);
}

static void languages_with_one_initial_have_none(void **state)
{
	(void)state;
	ent_spellings french;
	ent_spell_language(&french, ENT_STR("fr"), ENT_STR("fi"));
	assert_int_equal(ent_mark_of(&french, ENT_STR("f")), ENT_MARK_NONE);
	assert_int_equal(ent_mark_of(&french, ENT_STR("vf")), ENT_MARK_NONE);
	assert_int_equal(ent_mark_of(&french, ENT_STR("fr")), ENT_MARK_CODE);
}

static void marks_are_found_between_separators(void **state)
{
	(void)state;
	ent_lang_mark marks[ENT_MAX_MARKS];
	ent_spellings french;
	ent_spell_language(&french, ENT_STR("fr"), ENT_STR("en"));
	const char *name = "press/fr/018f-report.fr-ca.html";
	const int n = ent_find_marks(marks, ent_str_of(name), &french);
	assert_int_equal(n, 3);
	assert_memory_equal(name + marks[0].start, "fr", 2);
	assert_int_equal(marks[0].end - marks[0].start, 2);
	assert_memory_equal(name + marks[1].start, "f-", 2);
	assert_int_equal(marks[1].kind, ENT_MARK_INITIAL);
	assert_memory_equal(name + marks[2].start, "fr-ca", 5);
	assert_int_equal(marks[2].end - marks[2].start, 5);
	assert_int_equal(ent_find_marks(marks, ENT_STR("friday-fresh"), &french), 0);
	/* no more than fit */
	assert_int_equal(ent_find_marks(marks,
					ENT_STR("fr-fr.fr.fr.fr.fr.fr.fr.fr.fr.fr.fr"),
					&french),
			 ENT_MAX_MARKS);
}

static void expect_languages(const char *names, const char *want)
{
	ent_arena *arena = ent_arena_new(0);
	ent_str paths[8];
	const ent_str *out;
	uint32_t n = 0, count;
	ent_error err;
	ent_buf text = ENT_BUF_INIT;
	for (ent_str rest = ent_str_of(names); rest.p;)
		paths[n++] = ent_str_cut(&rest, ' ');
	assert_int_equal(ent_name_languages(&out, &count, paths, n, arena, &err), 0);
	ent_buf_add(&text, ENT_STR(""));
	for (uint32_t k = 0; k < count; k++) {
		ent_buf_add(&text, out[k]);
		ent_buf_add_char(&text, ' ');
	}
	assert_string_equal(text.p, want);
	ent_buf_release(&text);
	ent_arena_free(arena);
}

static void a_code_counts_when_two_names_differ_in_it_alone(void **state)
{
	(void)state;
	expect_languages("report.en.html report.fr.html", "en fr ");
	expect_languages("report.en.html report.fr.html note.de.html", "en fr ");
	expect_languages("a.de.txt a.en.txt a.es.txt", "de en es ");
	expect_languages("report.html note.html", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spellings_of_a_language_are_known),
		cmocka_unit_test(languages_with_one_initial_have_none),
		cmocka_unit_test(marks_are_found_between_separators),
		cmocka_unit_test(a_code_counts_when_two_names_differ_in_it_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
