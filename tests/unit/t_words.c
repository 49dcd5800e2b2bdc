/* SPDX-License-Identifier: Apache-2.0 */
/* Words as the aligner sees them: forms and places. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "align/words.h"
#include "text/fold.h"

/* Forms joined by '|', each checked to stand for its piece of the text. */
static void expect_forms(const char *text, const char *want)
{
	ent_words words = ENT_WORDS_INIT;
	ent_buf got = ENT_BUF_INIT;
	ent_word word;
	uint32_t end = 0;
	ent_words_start(&words, ent_str_of(text));
	while (ent_words_next(&word, &words)) {
		assert_true(word.start >= end && word.end > word.start);
		assert_true(word.hash == ent_word_hash(word.form));
		end = word.end;
		if (got.n)
			ent_buf_add_char(&got, '|');
		ent_buf_add(&got, word.form);
	}
	assert_true(end <= strlen(text));
	assert_false(words.failed);
	assert_string_equal(got.p ? got.p : "", want);
	ent_buf_release(&got);
	ent_words_release(&words);
}

static void words_lose_case_accents_and_ligatures(void **state)
{
	(void)state;
	expect_forms("", "");
	expect_forms("L’Œuvre déjà ÉCRITE", "l|'|oeuvre|deja|ecrite");
	expect_forms("« Straße » – x", "\"|strasse|\"|-|x");
	expect_forms("re\xCC\x81sume\xCC\x81 \xC5\xBFo", "resume|so");
	expect_forms("ΆΣΟΣ Ёлка", "ασοσ|елка");
	expect_forms("co\xC2\xADop", "coop");
	expect_forms("`a` \xEF\xAC\x83", "'|a|'|ffi");
}

static void numbers_are_their_digits(void **state)
{
	(void)state;
	expect_forms("1,500.5 and 1.500,5", "15005|and|15005");
	expect_forms("1 500,5 et 1\xC2\xA0"
		     "500 000",
		     "15005|et|1500000");
	expect_forms("12\xE2\x80\xAF"
		     "345\xE2\x80\x89"
		     "678",
		     "12345678");
	expect_forms("1 50 et 2024 150, 1 5000", "1|50|et|2024|150|,|1|5000");
	expect_forms("1,5 500", "15|500");
	expect_forms("3 500.", "3500|.");
	expect_forms("1 500,5 500", "15005|500");
}

static void places_are_those_of_the_text(void **state)
{
	(void)state;
	const char *text = "É 1 500 œ";
	const uint32_t want[][2] = { { 0, 2 }, { 3, 8 }, { 9, 11 } };
	ent_words words = ENT_WORDS_INIT;
	ent_word word;
	ent_words_start(&words, ent_str_of(text));
	for (size_t k = 0; k < 3; k++) {
		assert_true(ent_words_next(&word, &words));
		assert_int_equal(word.start, want[k][0]);
		assert_int_equal(word.end, want[k][1]);
	}
	assert_false(ent_words_next(&word, &words));
	ent_words_release(&words);
}

/* Any word's form is what ent_fold_add() makes of it. */
static void each_character_is_folded_as_fold_does(void **state)
{
	(void)state;
	ent_words words = ENT_WORDS_INIT;
	unsigned seen = 0;
	for (uint32_t c = 0x80; c < 0x2000; c++) {
		ent_buf text = ENT_BUF_INIT, want = ENT_BUF_INIT;
		ent_word word;
		ent_buf_add_codepoint(&text, c);
		ent_buf_add_char(&text, 'X');
		ent_fold_add(&want, ent_buf_str(&text),
			     ENT_FOLD_CASE | ENT_FOLD_ACCENTS);
		ent_words_start(&words, ent_buf_str(&text));
		assert_true(ent_words_next(&word, &words));
		if (!word.start && word.end == text.n) {
			assert_true(ent_str_eq(word.form, ent_buf_str(&want)));
			seen++;
		}
		ent_buf_release(&text);
		ent_buf_release(&want);
	}
	assert_true(seen > 4000);
	ent_words_release(&words);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_lose_case_accents_and_ligatures),
		cmocka_unit_test(numbers_are_their_digits),
		cmocka_unit_test(places_are_those_of_the_text),
		cmocka_unit_test(each_character_is_folded_as_fold_does),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
