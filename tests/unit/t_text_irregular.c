/* SPDX-License-Identifier: Apache-2.0 */
/* The forms of words that no ending makes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/irregular.h"

static void expect(ent_inflection kind, const char *word, const char *forms)
{
	ent_arena *arena = ent_arena_new(0);
	ent_str out[ENT_IRREGULAR_MAX];
	const uint32_t n = ent_irregular_forms(out, kind, ent_str_of(word), arena);
	ent_buf got = ENT_BUF_INIT;
	assert_int_not_equal(n, UINT32_MAX);
	ent_buf_add(&got, ENT_STR(""));
	for (uint32_t k = 0; k < n; k++) {
		ent_buf_add(&got, k ? ENT_STR(" ") : ENT_STR(""));
		ent_buf_add(&got, out[k]);
	}
	assert_string_equal(got.p, forms);
	ent_buf_release(&got);
	ent_arena_free(arena);
}

static void each_form_leads_to_the_others(void **state)
{
	(void)state;
	expect(ENT_INFLECTION_ENGLISH, "man", "men");
	expect(ENT_INFLECTION_ENGLISH, "men", "man");
	expect(ENT_INFLECTION_ENGLISH, "took", "take taken takes taking");
	expect(ENT_INFLECTION_ENGLISH, "take", "taken took");
	expect(ENT_INFLECTION_FRENCH, "yeux", "oeil");
	expect(ENT_INFLECTION_FRENCH, "travaux", "travail");
	expect(ENT_INFLECTION_FRENCH, "blanche", "blanc blanches blancs");
}

static void a_prefix_makes_a_word_of_its_own(void **state)
{
	(void)state;
	expect(ENT_INFLECTION_FRENCH, "conclu",
	       "concluaient concluait concluant conclue concluent conclues conclura "
	       "conclure conclurent conclus conclut");
	/* "clure" is not a word */
	expect(ENT_INFLECTION_FRENCH, "clu", "");
	expect(ENT_INFLECTION_FRENCH, "surprise",
	       "surprenaient surprenait surprenant surprend surprendra surprendre "
	       "surprendront surprennent surprirent surpris surprises surprit");
}

static void words_without_irregular_forms_have_none(void **state)
{
	(void)state;
	expect(ENT_INFLECTION_ENGLISH, "human", "");
	expect(ENT_INFLECTION_ENGLISH, "oeil", "");
	expect(ENT_INFLECTION_FRENCH, "men", "");
	expect(ENT_INFLECTION_STEM, "man", "");
	expect(ENT_INFLECTION_ENGLISH, "", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_form_leads_to_the_others),
		cmocka_unit_test(a_prefix_makes_a_word_of_its_own),
		cmocka_unit_test(words_without_irregular_forms_have_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
