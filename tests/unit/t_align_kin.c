/* SPDX-License-Identifier: Apache-2.0 */
/* t_align_kin.c - words that a lexicon lacks take the entry of one that begins
 * alike. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "align/kin.h"
#include "align/words.h"
#include "with_arena.h"

/* A lexicon whose source has these words, the first ones more frequent. */
static ent_lexicon *make_lexicon(const char *const *words, uint32_t n)
{
	enum { MOST = 8 };
	ent_str forms[MOST];
	float share[MOST];
	uint32_t first[MOST + 1], links[MOST];
	float p[MOST];
	static const ent_str other[] = { { "x", 1 } };
	static const float all[] = { 1 };
	static const uint32_t none[] = { 0, 0 };
	first[0] = 0;
	for (uint32_t k = 0; k < n; k++) {
		forms[k] = ent_str_of(words[k]);
		share[k] = .1f / (float)(k + 1);
		first[k + 1] = k + 1;
		links[k] = 0;
		p[k] = 1;
	}
	const ent_lexicon_side sides[2] = { { forms, share, { first, links, p, n } },
					    { other, all, { none, links, p, 1 } } };
	ent_lexicon *lexicon;
	ent_error err;
	assert_int_equal(
		ent_lexicon_make(&lexicon, ENT_STR("fr"), ENT_STR("en"), sides, &err),
		ENT_OK);
	return lexicon;
}

/* The word of the lexicon whose entry a form gets; "" for none. */
static ent_str kin_of(const ent_lexicon *lexicon, const char *form, ent_token_kind kind)
{
	const ent_str text = ent_str_of(form);
	const ent_vocable vocable = {
		.form = text, .hash = ent_word_hash(text), .count = 1, .kind = kind
	};
	const uint32_t entry =
		lexicon ? ent_lexicon_word(lexicon, 0, text, vocable.hash)
			: ENT_NO_WORD;
	const ent_side side = { .vocables = &vocable,
				.entries = &entry,
				.n_vocables = 1 };
	const uint32_t *found;
	ent_error err;
	assert_int_equal(ent_kin_find(&found, &side, 0, lexicon, arena, &err), ENT_OK);
	return found[0] == ENT_NO_WORD ? ENT_STR("")
				       : ent_lexicon_form(lexicon, 0, found[0]);
}

static void expect_kin(const ent_lexicon *lexicon, const char *form, const char *kin)
{
	const ent_str found = kin_of(lexicon, form, ENT_TOKEN_WORD);
	if (!ent_str_is(found, kin))
		fail_msg("%s: %.*s, not \"%s\"", form, (int)found.n, found.p, kin);
}

static void the_word_that_begins_most_alike_is_taken(void **state)
{
	(void)state;
	static const char *const words[] = { "trembler", "trembles", "tremble" };
	ent_lexicon *lexicon = make_lexicon(words, 3);
	expect_kin(lexicon, "tremblerai", "trembler");
	expect_kin(lexicon, "trembla", "tremble");
	ent_lexicon_close(lexicon);
}

static void of_words_as_much_alike_the_more_frequent_one_is_taken(void **state)
{
	(void)state;
	static const char *const words[] = { "trembles", "trembled" };
	ent_lexicon *lexicon = make_lexicon(words, 2);
	expect_kin(lexicon, "trembler", "trembles");
	ent_lexicon_close(lexicon);
}

static void a_word_of_the_lexicon_keeps_its_entry(void **state)
{
	(void)state;
	static const char *const words[] = { "nations", "nation" };
	ent_lexicon *lexicon = make_lexicon(words, 2);
	expect_kin(lexicon, "nation", "nation");
	ent_lexicon_close(lexicon);
}

static void words_that_only_begin_alike_are_none(void **state)
{
	(void)state;
	static const char *const words[] = { "queen", "candidat", "jesus" };
	ent_lexicon *lexicon = make_lexicon(words, 3);
	expect_kin(lexicon, "queer", "");
	expect_kin(lexicon, "candide", "");
	expect_kin(lexicon, "jesuite", "");
	expect_kin(lexicon, "jes", "");
	ent_lexicon_close(lexicon);
}

static void numbers_and_marks_have_none(void **state)
{
	(void)state;
	static const char *const words[] = { "20240", "_____" };
	ent_lexicon *lexicon = make_lexicon(words, 2);
	assert_int_equal(kin_of(lexicon, "202401", ENT_TOKEN_NUMBER).n, 0);
	assert_int_equal(kin_of(lexicon, "______", ENT_TOKEN_MARK).n, 0);
	ent_lexicon_close(lexicon);
}

static void without_a_lexicon_there_are_none(void **state)
{
	(void)state;
	assert_int_equal(kin_of(NULL, "tremble", ENT_TOKEN_WORD).n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_word_that_begins_most_alike_is_taken),
		cmocka_unit_test(of_words_as_much_alike_the_more_frequent_one_is_taken),
		cmocka_unit_test(a_word_of_the_lexicon_keeps_its_entry),
		cmocka_unit_test(words_that_only_begin_alike_are_none),
		cmocka_unit_test(numbers_and_marks_have_none),
		cmocka_unit_test(without_a_lexicon_there_are_none),
	};
	return cmocka_run_group_tests(tests, make_arena, free_arena);
}
