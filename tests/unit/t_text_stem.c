/* SPDX-License-Identifier: Apache-2.0 */
/* t_text_stem.c - stems. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/inflect.h"
#include "text/stem.h"

static void expect_same(const char *lang, const char *a, const char *b)
{
	ent_stemmer *stemmer = NULL;
	ent_error err;
	assert_int_equal(ent_stemmer_new(&stemmer, ent_str_of(lang), &err), ENT_OK);
	assert_non_null(stemmer);
	char first[100];
	ent_str stem = ent_stem(stemmer, ent_str_of(a));
	memcpy(first, stem.p, stem.n);
	const ent_str kept = { first, stem.n };
	assert_true(ent_str_eq(ent_stem(stemmer, ent_str_of(b)), kept));
	assert_true(ent_str_eq(ent_stem(stemmer, ent_str_of(a)), kept)); /* cached */
	ent_stemmer_free(stemmer);
}

static void inflections_share_a_stem(void **state)
{
	(void)state;
	expect_same("en", "resolutions", "resolution");
	expect_same("en", "adopted", "adopting");
	expect_same("fr", "r\xC3\xA9solutions", "r\xC3\xA9solution");
	expect_same("de", "kinder", "kind");
}

static void accents_do_not_separate_stems(void **state)
{
	(void)state;
	expect_same("fr",
		    "adopt\xC3\xA9"
		    "e",
		    "adopte");
}

static void a_stem_is_never_empty(void **state)
{
	(void)state;
	static const char *const words[] = { "e", "s", "es", "ing", "x" };
	ent_stemmer *stemmer = NULL;
	assert_int_equal(ent_stemmer_new(&stemmer, ENT_STR("en"), NULL), ENT_OK);
	for (size_t k = 0; k < sizeof(words) / sizeof(*words); k++)
		assert_true(ent_stem(stemmer, ent_str_of(words[k])).n > 0);
	char longest[5000];
	memset(longest, 'a', sizeof(longest));
	assert_true(ent_stem(stemmer, (ent_str){ longest, sizeof(longest) }).n > 0);
	ent_stemmer_free(stemmer);
}

static void a_language_without_an_algorithm_has_no_stemmer(void **state)
{
	(void)state;
	ent_stemmer *stemmer = (ent_stemmer *)1;
	assert_int_equal(ent_stemmer_new(&stemmer, ENT_STR("ja"), NULL), ENT_OK);
	assert_null(stemmer);
	ent_stemmer_free(NULL);
}

static bool is_form(const char *lang, const char *a, const char *b)
{
	const ent_inflection kind = ent_inflection_of(ent_str_of(lang));
	ent_stemmer *stemmer = NULL;
	ent_error err;
	bool sure;
	char first[100];
	assert_int_equal(ent_stemmer_new(&stemmer, ent_str_of(lang), &err), ENT_OK);
	ent_str stem = ent_inflection_stem(stemmer, kind, ent_str_of(a));
	memcpy(first, stem.p, stem.n);
	const ent_str kept = { first, stem.n };
	const bool same =
		ent_str_eq(ent_inflection_stem(stemmer, kind, ent_str_of(b)), kept);
	const bool ending =
		ent_is_inflection(&sure, kind, ent_str_of(a), ent_str_of(b));
	ent_stemmer_free(stemmer);
	return ending && (sure || same);
}

static void a_form_of_a_word_is_not_a_relative_of_it(void **state)
{
	static const char *const forms[][3] = {
		{ "en", "university", "universities" },
		{ "en", "plan", "planned" },
		{ "en", "develop", "developing" },
		{ "en", "hope", "hoping" },
		{ "en", "law", "laws" },
		{ "fr", "loi", "lois" },
		{ "fr", "eau", "eaux" },
		{ "fr", "general", "generaux" },
		{ "fr", "regional", "regionale" },
		{ "fr", "adopter", "adopterent" },
		{ "fr", "adoptee", "adopterait" },
		{ "fr", "nouvelle", "nouvel" },
		{ "fr", "premier", "premiere" },
		{ "de", "haus", "haus" },
	};
	static const char *const relatives[][3] = {
		{ "en", "university", "universal" },
		{ "en", "international", "internal" },
		{ "en", "nation", "national" },
		{ "en", "organ", "organization" },
		{ "en", "policy", "police" },
		{ "fr", "nation", "national" },
		{ "fr", "adoption", "adopter" },
		{ "fr", "port", "porter" },
		{ "en", "aid", "aide" },
		{ "fr", "an", "anse" },
	};
	(void)state;
	for (size_t k = 0; k < sizeof(forms) / sizeof(forms[0]); k++)
		if (!is_form(forms[k][0], forms[k][1], forms[k][2]) ||
		    !is_form(forms[k][0], forms[k][2], forms[k][1]))
			fail_msg("%s and %s", forms[k][1], forms[k][2]);
	for (size_t k = 0; k < sizeof(relatives) / sizeof(relatives[0]); k++)
		if (is_form(relatives[k][0], relatives[k][1], relatives[k][2]))
			fail_msg("%s and %s", relatives[k][1], relatives[k][2]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_form_of_a_word_is_not_a_relative_of_it),
		cmocka_unit_test(inflections_share_a_stem),
		cmocka_unit_test(accents_do_not_separate_stems),
		cmocka_unit_test(a_stem_is_never_empty),
		cmocka_unit_test(a_language_without_an_algorithm_has_no_stemmer),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
