/* SPDX-License-Identifier: Apache-2.0 */
/* The lexicon's file: what goes in comes out, either way round, and damage is
 * refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "align/lexicon.h"
#include "align/words.h"

static ent_lexicon *make_small(void)
{
	static const ent_str en[] = { { "cat", 3 }, { "dog", 3 }, { "bitch", 5 } };
	static const ent_str fr[] = { { "chien", 5 }, { "chat", 4 } };
	static const float share[] = { 0.5f, 0.25f, 0.25f };
	static const uint32_t first_en[] = { 0, 1, 3, 4 }, first_fr[] = { 0, 2, 3 };
	static const uint32_t to_fr[] = { 1, 0, 1, 0 }, to_en[] = { 1, 2, 0 };
	static const float p_fr[] = { 1, 0.75f, 0, 0.5f }, p_en[] = { 0.6f, 0.2f, 1 };
	const ent_lexicon_side sides[2] = {
		{ en, share, { first_en, to_fr, p_fr, 3 } },
		{ fr, share, { first_fr, to_en, p_en, 2 } },
	};
	ent_lexicon *lx;
	ent_error err;
	assert_int_equal(
		ent_lexicon_make(&lx, ENT_STR("en-GB"), ENT_STR("fr"), sides, &err), 0);
	return lx;
}

static uint32_t word_of(const ent_lexicon *lx, int side, const char *form)
{
	ent_str s = ent_str_of(form);
	return ent_lexicon_word(lx, side, s, ent_word_hash(s));
}

static float p_of(const ent_lexicon *lx, int side, const char *a, const char *b)
{
	const ent_links links = ent_lexicon_links(lx, side, word_of(lx, side, a));
	for (uint32_t k = 0; k < links.n; k++)
		if (links.words[k] == word_of(lx, !side, b))
			return (float)links.p[k] / ENT_LEXICON_ONE;
	return 0;
}

static void expect_small(const ent_lexicon *lx, int en)
{
	assert_int_equal(ent_lexicon_words(lx, en), 3);
	assert_int_equal(ent_lexicon_words(lx, !en), 2);
	assert_int_equal(word_of(lx, en, "chien"), ENT_NO_WORD);
	assert_int_equal(word_of(lx, en, ""), ENT_NO_WORD);
	ent_str cat = ent_lexicon_form(lx, en, word_of(lx, en, "cat"));
	assert_true(ent_str_is(cat, "cat"));
	assert_float_equal(ent_lexicon_unigram(lx, en, word_of(lx, en, "cat")), 0.5,
			   1e-6);
	assert_float_equal(p_of(lx, en, "cat", "chat"), 1, 0);
	assert_float_equal(p_of(lx, en, "dog", "chien"), 0.75, 1e-4);
	assert_float_equal(p_of(lx, !en, "chien", "bitch"), 0.2, 1e-4);
	assert_int_equal(ent_lexicon_links(lx, en, word_of(lx, en, "dog")).n, 1);
}

static void a_file_is_read_either_way_round(void **state)
{
	(void)state;
	char path[] = "/tmp/t_lexicon.XXXXXX";
	ent_lexicon *lx = make_small(), *file;
	ent_error err;
	close(mkstemp(path));
	expect_small(lx, 0);
	assert_int_equal(ent_lexicon_write(lx, path, &err), 0);
	assert_int_equal(
		ent_lexicon_open(&file, path, ENT_STR("en"), ENT_STR("fr-CA"), &err),
		0);
	expect_small(file, 0);
	ent_lexicon_close(file);
	assert_int_equal(
		ent_lexicon_open(&file, path, ENT_STR("fr"), ENT_STR("en"), &err), 0);
	expect_small(file, 1);
	ent_lexicon_close(file);
	assert_int_equal(
		ent_lexicon_open(&file, path, ENT_STR("de"), ENT_STR("fr"), &err),
		ENT_EINVAL);
	assert_non_null(strstr(err.message, "is for en and fr"));
	assert_non_null(strstr(err.file, "t_lexicon."));
	unlink(path);
	ent_lexicon_close(lx);
}

static void languages_without_a_lexicon_are_not_an_error(void **state)
{
	(void)state;
	ent_lexicon *lx = (ent_lexicon *)&lx;
	ent_error err;
	assert_int_equal(
		ent_lexicon_open(&lx, NULL, ENT_STR("eo"), ENT_STR("vo"), &err), 0);
	assert_null(lx);
	assert_int_equal(
		ent_lexicon_open(&lx, NULL, ENT_STR("../x"), ENT_STR(""), &err), 0);
	assert_null(lx);
	assert_int_equal(ent_lexicon_open(&lx, "/nonexistent/x.lex", ENT_STR("en"),
					  ENT_STR("fr"), &err),
			 ENT_ENOTFOUND);
	ent_lexicon_close(NULL);
}

/* Every single byte of a file, changed, is noticed. */
static void damage_is_refused(void **state)
{
	(void)state;
	char path[] = "/tmp/t_lexicon.XXXXXX";
	_Alignas(8) char good[4096], bad[4096];
	ent_lexicon *lx = make_small(), *no;
	ent_error err;
	close(mkstemp(path));
	assert_int_equal(ent_lexicon_write(lx, path, &err), 0);
	FILE *in = fopen(path, "rb");
	size_t n = fread(good, 1, sizeof(good), in);
	fclose(in);
	unlink(path);
	assert_int_equal(ent_lexicon_of_bytes(&no, (ent_str){ good, n }, &err), 0);
	ent_lexicon_close(no);
	for (size_t k = 0; k < n; k++) {
		memcpy(bad, good, n);
		bad[k] ^= 4;
		if (k >= 12 && k < 16)
			continue; /* reserved */
		assert_int_equal(ent_lexicon_of_bytes(&no, (ent_str){ bad, n }, &err),
				 ENT_EFORMAT);
	}
	for (size_t k = 0; k < n; k++)
		assert_int_equal(ent_lexicon_of_bytes(&no, (ent_str){ good, k }, &err),
				 ENT_EFORMAT);
	ent_lexicon_close(lx);
}

static void tables_use_the_numbers_of_the_callers_words(void **state)
{
	(void)state;
	ent_lexicon *lx = make_small();
	ent_arena *arena = ent_arena_new(0);
	ent_table t[2];
	ent_error err;
	/* dog, mouse, dog, cat; chat, souris, chien */
	const uint32_t en[] = { word_of(lx, 0, "dog"), ENT_NO_WORD,
				word_of(lx, 0, "dog"), word_of(lx, 0, "cat") };
	const uint32_t fr[] = { word_of(lx, 1, "chat"), ENT_NO_WORD,
				word_of(lx, 1, "chien") };
	const uint32_t *const known[2] = { en, fr };
	const uint32_t n[2] = { 4, 3 };
	assert_int_equal(ent_lexicon_tables(t, lx, known, n, arena, &err), 0);
	assert_float_equal(ent_table_find(&t[0], 0, 2), 0.75, 1e-4);
	assert_float_equal(ent_table_find(&t[0], 2, 2), 0.75, 1e-4);
	assert_float_equal(ent_table_find(&t[0], 1, 2), 0, 0);
	assert_float_equal(ent_table_find(&t[0], 3, 0), 1, 0);
	assert_float_equal(ent_table_find(&t[1], 2, 0), 0.6, 1e-4);
	assert_int_equal(t[1].first[3], 3); /* chat: cat; chien: dog, dog */
	assert_int_equal(t[1].words[1], 0);
	assert_int_equal(t[1].words[2], 2);
	assert_int_equal(ent_lexicon_tables(t, NULL, known, n, arena, &err), 0);
	assert_int_equal(t[0].first[4], 0);
	ent_arena_free(arena);
	ent_lexicon_close(lx);
}

struct sent {
	uint32_t n, stop;
	char words[64];
	float last;
};

static ent_status append(void *data, const ent_translation *what, ent_error *err)
{
	struct sent *s = data;
	assert_true(!s->n || what->probability <= s->last);
	s->last = what->probability;
	snprintf(s->words + strlen(s->words), sizeof(s->words) - strlen(s->words),
		 "%.*s ", (int)what->word.n, what->word.p);
	return ++s->n == s->stop ? ent_error_set(err, ENT_ECANCELLED, "enough")
				 : ENT_OK;
}

static ent_status send(struct sent *to, int side, const char *word, uint32_t limit)
{
	ent_lexicon *lx = make_small();
	ent_error err;
	const ent_status status = ent_lexicon_translations(lx, side, ent_str_of(word),
							   limit, append, to, &err);
	ent_lexicon_close(lx);
	return status;
}

static void counterparts_come_by_their_probability(void **state)
{
	(void)state;
	struct sent all = { .n = 0 }, first = { .n = 0 }, stopped = { .stop = 1 },
		    none = { .n = 0 };
	assert_int_equal(send(&all, 1, "Chien", 0), ENT_OK);
	assert_string_equal(all.words, "dog bitch ");
	assert_int_equal(send(&first, 1, "chien", 1), ENT_OK);
	assert_string_equal(first.words, "dog ");
	assert_int_equal(send(&stopped, 1, "chien", 0), ENT_ECANCELLED);
	assert_int_equal(stopped.n, 1);
	assert_int_equal(send(&none, 0, "chien", 0), ENT_ENOTFOUND);
	assert_int_equal(none.n, 0);
}

static void a_trainer_needs_two_language_codes(void **state)
{
	(void)state;
	ent_trainer *trainer = NULL;
	ent_error err;
	assert_int_equal(
		ent_trainer_new(&trainer, ENT_STR("en-GB"), ENT_STR("fr"), &err), 0);
	ent_trainer_free(trainer);
	trainer = NULL;
	assert_int_equal(ent_trainer_new(&trainer, ENT_STR("en"), ENT_STR(""), &err),
			 ENT_EINVAL);
	assert_string_equal(err.message, "'' is not a language code");
	assert_int_equal(
		ent_trainer_new(&trainer, ENT_STR("Kauderwelsch"), ENT_STR("fr"), &err),
		ENT_EINVAL);
	assert_null(trainer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_is_read_either_way_round),
		cmocka_unit_test(languages_without_a_lexicon_are_not_an_error),
		cmocka_unit_test(damage_is_refused),
		cmocka_unit_test(tables_use_the_numbers_of_the_callers_words),
		cmocka_unit_test(counterparts_come_by_their_probability),
		cmocka_unit_test(a_trainer_needs_two_language_codes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
