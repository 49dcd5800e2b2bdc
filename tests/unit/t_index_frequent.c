/* SPDX-License-Identifier: Apache-2.0 */
/* Bits of frequent words: which word has one, and which texts have it. */
#include "unit/indexed.h"

static ent_key_row key_of(struct stored *st, const struct indexed *x, const char *form)
{
	ent_key_row row;
	OK(ent_keys_find(&row, &x->index->keys, st->store, x->language,
			 ent_str_of(form), false, &st->err));
	assert_true(row.id > 0);
	return row;
}

static uint32_t find(struct stored *st,
		     ent_frequent **f,
		     const ent_key_row *key,
		     uint32_t all)
{
	uint32_t bit, last = INDEXED_TEXTS + 200;
	OK(ent_frequent_find(&bit, f, st->store, key, ENT_STR("th"), all, last,
			     &st->err));
	return bit;
}

static bool has(const ent_frequent *f, uint32_t language, uint64_t text, uint32_t bit)
{
	const ent_known known = ent_frequent_known(f, language);
	const uint32_t place = known.places[text];
	assert_int_equal(known.columns->texts[place], text);
	assert_int_equal(known.words[bit][place / 64] >> place % 64 & 1,
			 known.bits[place].of[(bit - 1) / 64] >> (bit - 1) % 64 & 1);
	return known.bits[place].of[(bit - 1) / 64] >> (bit - 1) % 64 & 1;
}

/* Whether the index cuts the text into keys among which is this one. */
static bool is_in(struct stored *st, struct indexed *x, int text, uint32_t key)
{
	uint32_t weight;
	OK(ent_index_cut(&weight, x->index, x->language, ent_str_of(x->texts[text]),
			 false, &st->err));
	for (size_t k = 0; k < x->index->n_keys; k++)
		if (x->index->keys_of[k] == key)
			return true;
	return false;
}

static void the_texts_that_have_a_word_have_its_bit(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	static const char *const forms[] = { "th", "sign", "2024", "of" };
	ent_frequent *f = NULL;
	uint32_t bits[4] = { 0 };
	size_t texts = 0;
	indexed_fill(st, &x);
	ent_key_row row = key_of(st, &x, "");
	const uint32_t all = row.id;
	row = key_of(st, &x, forms[0]);
	for (int k = 0; k < 8; k++)
		assert_int_equal(find(st, &f, &row, all), 0); /* open for writing */
	assert_null(ent_frequent_known(f, x.language).bits);
	indexed_reopen(st, &x);
	for (int k = 0; k < 4; k++) {
		row = key_of(st, &x, forms[k]);
		assert_int_equal(find(st, &f, &row, all), 0);
	}
	for (int k = 0; k < 4; k++) {
		row = key_of(st, &x, forms[k]);
		for (int asked = 0; asked < 8; asked++)
			bits[k] = find(st, &f, &row, all);
		assert_true(bits[k] > 0 && bits[k] <= ENT_FREQUENT_MAX);
		for (int other = 0; other < k; other++)
			assert_int_not_equal(bits[other], bits[k]);
		for (int t = 0; t < INDEXED_TEXTS; t++) {
			assert_int_equal(has(f, x.language, x.ids[t], bits[k]),
					 is_in(st, &x, t, row.id));
			texts += has(f, x.language, x.ids[t], bits[k]);
		}
	}
	assert_true(texts > 200);
	ent_frequent_free(f);
	indexed_free(&x);
}

static void bits_and_languages_are_given_while_there_are_some(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	ent_frequent *f = NULL;
	bool given[ENT_FREQUENT_MAX + 1] = { false };
	indexed_fill(st, &x);
	indexed_reopen(st, &x);
	const uint32_t all = key_of(st, &x, "").id;
	for (uint32_t language = 1; language < 8; language++)
		for (uint32_t k = 0; k < ENT_FREQUENT_MAX + 40; k++) {
			/* there need not be such lists */
			const ent_key_row row = { 1000 * language + k, 1, language };
			uint32_t bit = 0;
			for (int asked = 0; asked < 8; asked++)
				bit = find(st, &f, &row, all);
			assert_int_equal(bit > 0, k < ENT_FREQUENT_MAX && language < 5);
			if (bit)
				given[bit] = true;
		}
	for (uint32_t bit = 1; bit <= ENT_FREQUENT_MAX; bit++)
		assert_true(given[bit]);
	ent_frequent_free(f);
	indexed_free(&x);
}

static void a_memory_that_is_too_large_has_none(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	ent_frequent *f = NULL;
	uint32_t bit;
	indexed_fill(st, &x);
	indexed_reopen(st, &x);
	const ent_key_row row = key_of(st, &x, "th");
	for (int asked = 0; asked < 8; asked++) {
		OK(ent_frequent_find(&bit, &f, st->store, &row, ENT_STR("th"), 1,
				     ENT_TEXT_MAX, &st->err));
		assert_int_equal(bit, 0);
	}
	assert_null(ent_frequent_known(f, x.language).bits);
	ent_frequent_free(f);
	indexed_free(&x);
	assert_true(ent_frequent_least(100) > 100);
	assert_true(ent_frequent_least(1000000) < 100000);
}

static void a_hyphen_marks_a_text(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	ent_frequent *f = NULL;
	size_t marked = 0;
	indexed_fill(st, &x);
	indexed_reopen(st, &x);
	const uint32_t all = key_of(st, &x, "").id;
	const ent_key_row row = key_of(st, &x, "th");
	for (int asked = 0; asked < 8; asked++)
		find(st, &f, &row, all);
	const ent_known known = ent_frequent_known(f, x.language);
	assert_non_null(known.joined);
	assert_true(known.tokens.of[0] | known.tokens.of[1]);
	for (int t = 0; t < INDEXED_TEXTS; t++) {
		const uint32_t place = known.places[x.ids[t]];
		const bool marks = known.joined[place / 64] >> place % 64 & 1;
		assert_int_equal(marks, strchr(x.texts[t], '-') != NULL);
		marked += marks;
	}
	assert_in_range(marked, 50, INDEXED_TEXTS - 50);
	ent_frequent_free(f);
	indexed_free(&x);
}

static ent_str form_of(ent_form_buffer *buffer, ent_str text, ent_form form)
{
	ent_token token;
	size_t at = 0;
	if (!ent_token_next(&token, text, &at) || at != text.n)
		return ENT_STR("");
	return ent_form_of(buffer, text, token.kind, form);
}

/* A letter between points may be part of a token, whatever its form, and so may a
 * number; and the hyphens that join are one word of the concordance. */
static void what_may_be_part_of_a_token_does_not_count(void **state)
{
	(void)state;
	ent_form_buffer buffer = ENT_FORM_BUFFER_INIT;
	ent_buf text = ENT_BUF_INIT;
	for (uint32_t c = 1; c < 0x110000; c++) {
		ent_buf_clear(&text);
		ent_buf_add_codepoint(&text, c);
		if (ent_frequent_is_token(
			    form_of(&buffer, ent_buf_str(&text), ENT_FORM_KEY)))
			fail_msg("U+%04X counts", c);
	}
	ent_buf_release(&text);
	assert_false(ent_frequent_is_token(ENT_STR("1")));
	assert_false(ent_frequent_is_token(ENT_STR("250")));
	assert_false(ent_frequent_is_token(ENT_STR("")));
	assert_true(ent_frequent_is_token(ENT_STR("of")));
	assert_true(ent_frequent_is_token(ENT_STR("th")));
	static const char *const hyphens[] = { "-", "\u2010", "\u2011" };
	for (int k = 0; k < 3; k++)
		assert_true(ent_str_eq(
			form_of(&buffer, ent_str_of(hyphens[k]), ENT_FORM_BARE),
			ENT_STR("-")));
	ent_form_release(&buffer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(the_texts_that_have_a_word_have_its_bit),
		STORED(bits_and_languages_are_given_while_there_are_some),
		STORED(a_memory_that_is_too_large_has_none),
		STORED(a_hyphen_marks_a_text),
		cmocka_unit_test(what_may_be_part_of_a_token_does_not_count),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
