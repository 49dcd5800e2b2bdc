/* SPDX-License-Identifier: Apache-2.0 */
/* What a lexicon knows of a phrase, and a reader of words that fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "concord/known.h"

static const char phrase_text[] = "the barre de recherche",
		  part_text[] = "search bar, in 2024, of research";
#define phrase ent_str_of(phrase_text)
#define part ent_str_of(part_text)

static ent_lexicon *open_shipped(void)
{
	ent_lexicon *lexicon;
	ent_error err;
	assert_int_equal(
		ent_lexicon_open(&lexicon, NULL, ENT_STR("fr"), ENT_STR("en"), &err),
		0);
	return lexicon;
}

static void expect(ent_known_words got, uint32_t words, uint32_t known)
{
	assert_int_equal(got.words, words);
	assert_int_equal(got.known, known);
}

static void words_of_each_side_are_counted(void **state)
{
	(void)state;
	ent_known_reader r = ENT_KNOWN_READER_INIT;
	ent_lexicon *lexicon = open_shipped();
	/* again and again, as for the hits of a phrase */
	for (int k = 0; k < 3; k++) {
		expect(ent_words_known(&r, lexicon, ENT_KNOWN, phrase, part), 4, 3);
		expect(ent_phrase_known(&r, lexicon, ENT_KNOWN, phrase, part), 2, 2);
		expect(ent_words_known(&r, NULL, ENT_KNOWN, phrase, part), 4, 0);
		expect(ent_phrase_known(&r, NULL, 0, ENT_STR("barres"), phrase), 1, 1);
		expect(ent_words_known(&r, lexicon, 0, ENT_STR(""), phrase), 2, 0);
		expect(ent_words_known(&r, lexicon, 0, phrase, ENT_STR(", -")), 0, 0);
	}
	assert_true(ent_known_release(&r));
	ent_lexicon_close(lexicon);
}

/* A list of words that ends early for lack of memory is not a short list: all that is
 * counted since is zero, and the reader says so at its end. */
static void a_reader_that_fails_says_so(void **state)
{
	(void)state;
	ent_known_reader r = ENT_KNOWN_READER_INIT;
	ent_lexicon *lexicon = open_shipped();
	expect(ent_words_known(&r, lexicon, ENT_KNOWN, phrase, part), 4, 3);
	r.words.failed = true; /* as an allocation that fails leaves it */
	expect(ent_words_known(&r, lexicon, ENT_KNOWN, phrase, part), 0, 0);
	assert_true(r.failed);
	r.words.failed = false;
	expect(ent_phrase_known(&r, lexicon, ENT_KNOWN, phrase, part), 0, 0);
	assert_false(ent_known_release(&r));
	assert_true(ent_known_release(&r));
	ent_lexicon_close(lexicon);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_of_each_side_are_counted),
		cmocka_unit_test(a_reader_that_fails_says_so),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
