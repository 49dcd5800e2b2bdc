/* SPDX-License-Identifier: Apache-2.0 */
/* Forms of one word, by their endings and their stem; words that only look alike. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/inflect.h"

static ent_stemmer *stemmer_of(const char *lang)
{
	ent_stemmer *stemmer = NULL;
	assert_int_equal(ent_stemmer_new(&stemmer, ent_str_of(lang), NULL), ENT_OK);
	return stemmer;
}

/* Whether two words are forms of one: as the callers ask. */
static bool are_forms(const char *lang, const char *a, const char *b)
{
	const ent_inflection kind = ent_inflection_of(ent_str_of(lang));
	ent_stemmer *stemmer = stemmer_of(lang);
	char stem[64];
	bool sure = false;
	const bool ending =
		ent_is_inflection(&sure, kind, ent_str_of(a), ent_str_of(b));
	bool back, back_sure;
	back = ent_is_inflection(&back_sure, kind, ent_str_of(b), ent_str_of(a));
	assert_int_equal(back, ending); /* either way round */
	assert_int_equal(back_sure, sure);
	assert_true(ending || !sure);
	const ent_str s = ent_inflection_stem(stemmer, kind, ent_str_of(a));
	snprintf(stem, sizeof(stem), "%.*s", (int)s.n, s.p);
	const bool same =
		ent_str_is(ent_inflection_stem(stemmer, kind, ent_str_of(b)), stem);
	ent_stemmer_free(stemmer);
	return sure || (ending && same);
}

/* Each word of a line with each other one. */
static void expect_forms(const char *lang, const char *line, bool want)
{
	char words[200], *all[20];
	size_t n = 0;
	snprintf(words, sizeof(words), "%s", line);
	for (char *at = words; *at;) {
		all[n++] = at;
		at += strcspn(at, " ");
		if (*at)
			*at++ = '\0';
	}
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++)
			if (i != k && are_forms(lang, all[i], all[k]) != want)
				fail_msg("%s: %s, %s", lang, all[i], all[k]);
}

static void forms_of_english_words_are_known(void **state)
{
	(void)state;
	expect_forms("en", "sign signs signed signing", true);
	expect_forms("en", "plan plans planned planning", true);
	expect_forms("en", "treaty treaties", true);
	expect_forms("en", "believe believes believed believing", true);
}

static void forms_of_french_words_are_known(void **state)
{
	(void)state;
	expect_forms("fr", "loi lois", true);
	expect_forms("fr", "national nationale nationales nationaux", true);
	expect_forms("fr", "premier premiers premiere premieres", true);
	expect_forms("fr", "signer signe signait signera", true);
	expect_forms("fr", "fournir fournit fournissent", true);
	expect_forms("fr", "signerent signer", true); /* signèrent */
	expect_forms("fr", "signer signent signons signant signe signee", true);
	expect_forms("fr", "etudier etudie etudies etudiee etudient", true);
	expect_forms("fr", "payer paye paie paient payent payee paiera", true);
	expect_forms("fr", "manger mange mangent mangeons mangeait mangeant", true);
	expect_forms("fr", "appeler appelle appellent appellera", true);
	expect_forms("fr", "rejeter rejette rejettent rejettera", true);
	expect_forms("fr", "vendre vendent vendons", true);
}

/* Snowball gives some of these one stem. */
static void other_words_are_not_forms(void **state)
{
	(void)state;
	expect_forms("en", "universal university", false);
	expect_forms("en", "international internal", false);
	expect_forms("en", "general generally", false);
	expect_forms("en", "sing sign", false);
	expect_forms("fr", "porte portion", false);
	expect_forms("fr", "national nation", false);
	expect_forms("fr", "president presider", false);
	expect_forms("fr", "violons violer", false);
	expect_forms("fr", "foyer foie", false);
	expect_forms("fr", "age agent", false);
	expect_forms("fr", "convier convient", false);
	expect_forms("en", "compete competent", false);
}

static void a_language_without_a_table_has_the_stem(void **state)
{
	(void)state;
	bool sure = true;
	const ent_inflection german = ent_inflection_of(ENT_STR("de"));
	assert_int_equal(german, ENT_INFLECTION_STEM);
	assert_int_equal(ent_inflection_of(ENT_STR("")), ENT_INFLECTION_STEM);
	assert_true(
		ent_is_inflection(&sure, german, ENT_STR("haus"), ENT_STR("anderes")));
	assert_false(sure);
}

static void the_ending_of_a_verb_is_its_own(void **state)
{
	(void)state;
	const ent_inflection fr = ENT_INFLECTION_FRENCH;
	assert_int_equal(ent_inflection_ending(fr, ENT_STR("signent")), 3);
	assert_int_equal(ent_inflection_ending(fr, ENT_STR("mangeons")), 4);
	assert_int_equal(ent_inflection_ending(fr, ENT_STR("appelle")), 2);
	assert_int_equal(ent_inflection_ending(fr, ENT_STR("president")), 0);
	assert_int_equal(ent_inflection_ending(fr, ENT_STR("loi")), 0);
	assert_int_equal(ent_inflection_ending(fr, ENT_STR("ent")), 0);
	assert_int_equal(
		ent_inflection_ending(ENT_INFLECTION_ENGLISH, ENT_STR("signent")), 0);
}

/* Words of one letter, equal words, words longer than any ending or buffer. */
static void the_shortest_and_longest_words_are_compared(void **state)
{
	(void)state;
	char word[400];
	bool sure;
	static const ent_inflection kinds[] = { ENT_INFLECTION_ENGLISH,
						ENT_INFLECTION_FRENCH };
	for (int k = 0; k < 2; k++) {
		assert_false(ent_is_inflection(&sure, kinds[k], ENT_STR("a"),
					       ENT_STR("as")));
		assert_true(
			ent_is_inflection(&sure, kinds[k], ENT_STR("a"), ENT_STR("a")));
		assert_false(
			ent_is_inflection(&sure, kinds[k], ENT_STR(""), ENT_STR("s")));
		for (size_t n = 1; n < sizeof(word); n++) {
			memset(word, 'b', n - 1);
			word[n - 1] = 's';
			const bool is = ent_is_inflection(&sure, kinds[k],
							  (ent_str){ word, n - 1 },
							  (ent_str){ word, n });
			assert_int_equal(is, n >= 3); /* two letters and an ending */
			assert_int_equal(sure, n >= 4);
		}
	}
	ent_stemmer *stemmer = stemmer_of("fr");
	memset(word, 'b', sizeof(word));
	memcpy(word + sizeof(word) - 5, "erent", 5);
	for (size_t n = 5; n <= 60; n++)
		assert_non_null(
			ent_inflection_stem(stemmer, ENT_INFLECTION_FRENCH,
					    (ent_str){ word + sizeof(word) - n, n })
				.p);
	ent_stemmer_free(stemmer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms_of_english_words_are_known),
		cmocka_unit_test(forms_of_french_words_are_known),
		cmocka_unit_test(other_words_are_not_forms),
		cmocka_unit_test(the_ending_of_a_verb_is_its_own),
		cmocka_unit_test(a_language_without_a_table_has_the_stem),
		cmocka_unit_test(the_shortest_and_longest_words_are_compared),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
