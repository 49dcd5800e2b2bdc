/* SPDX-License-Identifier: Apache-2.0 */
/* A text as keys and words: as its tokens say one by one, and the same when looked
 * up. */
#include "match/graded.h"
#include "unit/indexed.h"

static void begin(struct stored *st, struct indexed *x)
{
	OK(ent_index_new(&x->index, st->store, &st->err));
	OK(ent_store_begin(st->store, &st->err));
	OK(ent_store_language(&x->language, st->store, ENT_STR("en"), true, &st->err));
}

static void end(struct stored *st, struct indexed *x)
{
	OK(ent_store_commit(st->store, &st->err));
	ent_index_free(x->index);
}

static uint32_t cut(struct stored *st, struct indexed *x, const char *text, bool make)
{
	uint32_t weight;
	OK(ent_index_cut(&weight, x->index, x->language, ent_str_of(text), make,
			 &st->err));
	return weight;
}

/* The number of a token's form in the store, 0 when the form is empty or unknown. */
static uint32_t key_of(struct stored *st,
		       struct indexed *x,
		       uint32_t language,
		       const char *token,
		       ent_form form)
{
	ent_form_buffer buffer = ENT_FORM_BUFFER_INIT;
	ent_key_row row = { 0 };
	size_t at = 0;
	ent_token t;
	OK(ent_index_stemmer(&buffer.stemmer, x->index, language, &st->err));
	assert_true(ent_graded_next(&t, ent_str_of(token), &at));
	const ent_str is = ent_form_of(&buffer, ent_str_of(token), t.kind, form);
	if (is.n)
		OK(ent_store_key_find(&row, st->store, language, is, &st->err));
	ent_form_release(&buffer);
	return row.id;
}

static bool has_key(const struct indexed *x, uint32_t key)
{
	for (size_t k = 0; k < x->index->n_keys; k++)
		if (x->index->keys_of[k] == key)
			return true;
	return false;
}

static void keys_and_words_are_those_of_the_tokens(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	static const char *const words[] = { "Ministers", "signed", "2024",
					     "treaties" };
	begin(st, &x);
	assert_int_equal(cut(st, &x, "Ministers signed, 2024 treaties", true),
			 4 * ENT_WEIGHT_WORD + ENT_WEIGHT_MARK);
	assert_int_equal(x.index->n_keys, 5); /* that of all texts, and no mark's */
	assert_int_equal(x.index->n_words, 5);
	for (size_t k = 0; k < 4; k++) {
		const uint32_t key = key_of(st, &x, x.language, words[k], ENT_FORM_KEY);
		assert_true(key > 0);
		assert_int_equal(x.index->keys_of[k + 1], key);
		const uint32_t word =
			key_of(st, &x, ENT_ANY_LANGUAGE, words[k], ENT_FORM_BARE);
		assert_true(word > 0);
		/* the comma is a word of the concordance, at place 2 */
		assert_int_equal(x.index->words_of[k < 2 ? k : k + 1], word);
	}
	assert_int_equal(x.index->words_of[2],
			 key_of(st, &x, ENT_ANY_LANGUAGE, ",", ENT_FORM_BARE));
	end(st, &x);
}

static void inflections_and_accents_share_numbers(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	begin(st, &x);
	cut(st, &x, "minister \u00E9t\u00E9", true);
	const uint32_t minister = x.index->keys_of[1], accented = x.index->words_of[1];
	cut(st, &x, "MINISTERS ete", true);
	assert_int_equal(x.index->keys_of[1], minister); /* by its stem */
	assert_int_equal(x.index->words_of[1], accented);
	end(st, &x);
}

/* Many texts, so that tables of words as written are in use, and texts of more tokens
 * than are read together. */
static void a_text_is_cut_the_same_when_it_is_looked_up(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	static uint32_t keys[400], words[400];
	uint64_t seed = 8;
	char text[1300];
	begin(st, &x);
	for (int round = 0; round < 300; round++) {
		indexed_make(&seed, text);
		indexed_make(&seed, text + strlen(text));
		indexed_make(&seed, text + strlen(text));
		const uint32_t weight = cut(st, &x, text, true);
		const size_t n_keys = x.index->n_keys, n_words = x.index->n_words;
		assert_in_range(n_keys, 2, 400);
		assert_in_range(n_words, 1, 400);
		memcpy(keys, x.index->keys_of, n_keys * sizeof(*keys));
		memcpy(words, x.index->words_of, n_words * sizeof(*words));
		if (round % 2)
			ent_keys_forget(&x.index->keys);
		assert_int_equal(cut(st, &x, text, round % 3 == 0), weight);
		assert_int_equal(x.index->n_keys, n_keys);
		assert_int_equal(x.index->n_words, n_words);
		assert_memory_equal(x.index->keys_of, keys, n_keys * sizeof(*keys));
		assert_memory_equal(x.index->words_of, words, n_words * sizeof(*words));
	}
	end(st, &x);
}

static void what_is_unknown_is_not_added_by_looking(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	begin(st, &x);
	cut(st, &x, "known words", true);
	assert_int_equal(cut(st, &x, "unknown words", false), 2 * ENT_WEIGHT_WORD);
	assert_int_equal(x.index->n_keys, 2);
	assert_int_equal(x.index->n_words, 2); /* places count */
	assert_int_equal(x.index->words_of[0], 0);
	assert_true(x.index->words_of[1] > 0);
	assert_int_equal(key_of(st, &x, x.language, "unknown", ENT_FORM_KEY), 0);
	end(st, &x);
}

/* A word that the graded score reads as one is found by its parts and as a whole. */
static void joined_tokens_have_a_key_of_their_own(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	begin(st, &x);
	cut(st, &x, "cooperation operation co", true);
	const uint32_t whole = x.index->keys_of[1], operation = x.index->keys_of[2],
		       co = x.index->keys_of[3];
	assert_true(whole != operation && operation != co);
	assert_int_equal(cut(st, &x, "co-operation", true), ENT_WEIGHT_WORD);
	assert_true(has_key(&x, whole));
	assert_true(has_key(&x, operation));
	assert_true(has_key(&x, co));
	end(st, &x);
}

static void an_accent_alone_is_no_word(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	begin(st, &x);
	cut(st, &x, "one \u0301 two", true);
	assert_int_equal(x.index->n_words, 2);
	cut(st, &x, "", true);
	assert_int_equal(x.index->n_words, 0);
	assert_int_equal(x.index->n_keys, 1); /* it is one of all texts */
	end(st, &x);
}

/* Such a text is like no other, but its words are found. */
static void a_text_of_too_many_tokens_has_no_keys(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	static char text[3 * (ENT_MATCH_TOKENS + 1) + 1];
	begin(st, &x);
	for (uint32_t n = ENT_MATCH_TOKENS; n <= ENT_MATCH_TOKENS + 1; n++) {
		for (uint32_t k = 0; k < n; k++)
			memcpy(text + 3 * k, k % 2 ? "an " : "on ", 4);
		assert_int_equal(cut(st, &x, text, true), n * ENT_WEIGHT_WORD);
		assert_int_equal(x.index->n_words, n);
		assert_int_equal(x.index->n_keys, n > ENT_MATCH_TOKENS ? 0 : n + 1);
	}
	end(st, &x);
}

static void each_language_has_its_stemmer(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	ent_stemmer *en, *fr, *again, *none;
	uint32_t french;
	begin(st, &x);
	OK(ent_store_language(&french, st->store, ENT_STR("fr"), true, &st->err));
	OK(ent_index_stemmer(&en, x.index, x.language, &st->err));
	OK(ent_index_stemmer(&fr, x.index, french, &st->err));
	OK(ent_index_stemmer(&again, x.index, x.language, &st->err));
	OK(ent_index_stemmer(&none, x.index, 0, &st->err));
	assert_non_null(en);
	assert_ptr_equal(en, again);
	assert_ptr_not_equal(en, fr);
	assert_null(none);
	cut(st, &x, "minister ministers", true);
	assert_int_equal(x.index->keys_of[1], x.index->keys_of[2]);
	const uint32_t english = x.index->keys_of[1];
	x.language = french;
	cut(st, &x, "minister ministres", true);
	assert_int_not_equal(x.index->keys_of[1], english);
	end(st, &x);
	OK(ent_index_new(&x.index, st->store, &st->err));
	assert_int_equal(ent_index_stemmer(&none, x.index, 77, &st->err), ENT_ECORRUPT);
	ent_index_free(x.index);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(keys_and_words_are_those_of_the_tokens),
		STORED(inflections_and_accents_share_numbers),
		STORED(a_text_is_cut_the_same_when_it_is_looked_up),
		STORED(what_is_unknown_is_not_added_by_looking),
		STORED(joined_tokens_have_a_key_of_their_own),
		STORED(an_accent_alone_is_no_word),
		STORED(a_text_of_too_many_tokens_has_no_keys),
		STORED(each_language_has_its_stemmer),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
