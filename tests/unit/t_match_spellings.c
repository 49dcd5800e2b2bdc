/* SPDX-License-Identifier: Apache-2.0 */
/* The closed lists of words that are written in two ways. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "match/spellings.h"

/* The bits that most words fail are those of the lists, which are in order. */
static void words_of_the_lists_are_known(void **state)
{
	static const char *const others[] = {
		"Mr",  "MESSRS", "approx", "etc",  "vs",   "Mlle", "no",  "nos",
		"Art", "pp",     "para",   "Blvd", "Prof", "ch",   "Govt"
	};
	ent_str last = ENT_STR(""), first;
	(void)state;
	for (size_t k = 0; (first = ent_spelling_first(k)).n; k++) {
		assert_true(ent_may_be_listed(first));
		assert_true(strcmp(last.p, first.p) < 0);
		last = first;
	}
	for (size_t k = 0; k < sizeof(others) / sizeof(others[0]); k++) {
		const ent_str word = ent_str_of(others[k]);
		assert_true(ent_may_have_point(word) ||
			    ent_may_have_point_before_number(word));
	}
	assert_int_equal(ent_spelling_joins(ENT_STR("Web"), ENT_STR("Sites")),
			 ENT_JOIN_SPACE);
	assert_int_equal(ent_spelling_joins(ENT_STR("on"), ENT_STR("line")),
			 ENT_JOIN_HYPHEN);
	assert_int_equal(ent_spelling_joins(ENT_STR("white"), ENT_STR("house")),
			 ENT_JOIN_NEVER);
	assert_false(ent_may_have_point(ENT_STR("mm")));
}

static void an_acronym_is_another_word(void **state)
{
	const ent_str who = ENT_STR("who"), acronym = ENT_STR("WHO");
	const ent_str text = ENT_STR("Ask who knows."),
		      other = ENT_STR("Ask WHO today.");
	(void)state;
	assert_true(ent_are_word_and_acronym(who, text, acronym, other));
	assert_true(ent_are_word_and_acronym(acronym, other, who, text));
	assert_false(ent_are_word_and_acronym(who, text, acronym, ENT_STR("ASK WHO.")));
	assert_false(ent_are_word_and_acronym(acronym, other, acronym, other));
	assert_false(ent_are_word_and_acronym(ENT_STR("must"), text, ENT_STR("MUST"),
					      ENT_STR("You MUST go.")));
	assert_true(ent_is_degree(ENT_STR("Ph"), ENT_STR("D")));
	assert_false(ent_is_degree(ENT_STR("ph"), ENT_STR("D")));
	assert_false(ent_is_degree(ENT_STR("St"), ENT_STR("Paul")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_of_the_lists_are_known),
		cmocka_unit_test(an_acronym_is_another_word),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
