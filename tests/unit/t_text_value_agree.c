/* SPDX-License-Identifier: Apache-2.0 */
/* Whether a text and its translation have the same values, and what one side lacks. */
#include "unit/left.h"

static void what_one_side_lacks_is_named(void **state)
{
	(void)state;
	expect_left("12 and 34", "12 et 34", "", "");
	expect_left("12 and 34", "12 et 43", "34", "43");
	expect_left("12, 34 and 56", "34", "12, 56", "");
	expect_left("in 2024", "en 2023", "2024", "2023");
	expect_left("on 12 March 2024", "le 12 mars 2024", "", "");
	expect_left("on 12 March", "le 12 mai", "3", "5");
	expect_left("1.5 billion", "1,5 million", "1.5 billion", "1,5 million");
}

static void texts_may_write_a_value_differently(void **state)
{
	(void)state;
	expect_left("three of 12", "3 sur 12", "", "");
	expect_left("Chapter IV", "chapitre 4", "", "");
	expect_left("9.30 a.m.", "9 h 30", "", "");
	expect_left("12/05/2023", "12 mai 2023", "", "");
	expect_left("on Monday 12 March", "le 12 mars", "", "");
	expect_left("1,250,000", "1 250 000", "", "");
	expect_left("", "", "", "");
}

/* Random numbers in any order: what is left is what only one side has. */
static void missing_numbers_are_named_in_any_order(void **state)
{
	(void)state;
	uint64_t seed = 5;
	for (int round = 0; round < 300; round++) {
		ent_buf en = ENT_BUF_INIT, fr = ENT_BUF_INIT, want = ENT_BUF_INIT;
		uint32_t numbers[8];
		const uint32_t n = 1 + pick(&seed, 8), lost = pick(&seed, n + 1);
		for (uint32_t k = 0; k < n; k++)
			numbers[k] = 10000 * (k + 1) + 1000 + pick(&seed, 8999);
		for (uint32_t k = 0; k < n; k++) {
			ent_buf_addf(&en, "%s%u", k ? " and " : "", numbers[k]);
			if (k < lost)
				ent_buf_addf(&want, "%s%u", k ? ", " : "", numbers[k]);
		}
		for (uint32_t k = n; k-- > lost;)
			ent_buf_addf(&fr, "%s%u", fr.n ? " puis " : "", numbers[k]);
		expect_left(en.p, fr.n ? fr.p : "", want.n ? want.p : "", "");
		ent_buf_release(&en);
		ent_buf_release(&fr);
		ent_buf_release(&want);
	}
}

/* More values than are looked at: the answer is still one, and what is appended stays
 * within reason. */
static void a_text_of_many_values_is_compared(void **state)
{
	(void)state;
	ent_buf text = ENT_BUF_INIT, a = ENT_BUF_INIT, b = ENT_BUF_INIT;
	bool agree = false;
	for (int k = 0; k < 2000; k++)
		ent_buf_addf(&text, "%d; ", 100 + k);
	assert_true(ent_values_agree(&agree, &a, &b, ent_buf_str(&text), ENT_STR("en"),
				     ent_buf_str(&text), ENT_STR("fr")));
	assert_true(agree);
	ent_buf_release(&text);
	ent_buf_release(&a);
	ent_buf_release(&b);
}

/* In words only what is before the same noun, and days of the week that both name. */
static void words_that_differ_before_the_same_noun_are_reported(void **state)
{
	(void)state;
	expect_left("six members left", "cinq membres sont partis", "6", "5");
	expect_left("wait six days", "attendre cinq jours", "6", "5");
	expect_left("the third session", "la deuxième session", "3", "2");
	expect_left("on Friday", "samedi", "Friday", "samedi");
	expect_left("on Friday", "demain", "", "");
	expect_left("two years, two months", "deux ans", "", "");
	expect_left("three or more parties", "plus de deux parties", "", "");
	expect_left("the twenty-first century", "le XXIe siècle", "", "");
	expect_left("six-thirty", "six heures et demie", "", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_that_differ_before_the_same_noun_are_reported),
		cmocka_unit_test(what_one_side_lacks_is_named),
		cmocka_unit_test(texts_may_write_a_value_differently),
		cmocka_unit_test(missing_numbers_are_named_in_any_order),
		cmocka_unit_test(a_text_of_many_values_is_compared),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
