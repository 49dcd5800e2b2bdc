/* SPDX-License-Identifier: Apache-2.0 */
/* Languages and texts: one row for each text of a language. */
#include "unit/stored.h"

static uint32_t language(struct stored *st, const char *code, bool make)
{
	uint32_t id;
	OK(ent_store_language(&id, st->store, ent_str_of(code), make, &st->err));
	return id;
}

static void a_language_is_added_once(void **state)
{
	struct stored *st = *state;
	char code[8];
	assert_int_equal(language(st, "fr", false), 0);
	const uint32_t fr = language(st, "fr", true), en = language(st, "en", true);
	assert_true(fr > 0 && en > 0 && fr != en);
	assert_int_equal(language(st, "fr", true), fr);
	OK(ent_store_language_code(code, sizeof(code), st->store, fr, &st->err));
	assert_string_equal(code, "fr");
	OK(ent_store_language_code(code, 2, st->store, fr, &st->err));
	assert_string_equal(code, ""); /* it does not fit */
	assert_int_equal(
		ent_store_language_code(code, sizeof(code), st->store, 99, &st->err),
		ENT_ECORRUPT);
}

static void a_text_is_one_row_in_each_language(void **state)
{
	struct stored *st = *state;
	const uint64_t a = stored_text(st, "en", "message"),
		       b = stored_text(st, "fr", "message");
	assert_true(a != b);
	assert_int_equal(stored_text(st, "en", "message"), a);
	assert_true(stored_text(st, "en", "Message") != a); /* bytes count */
	uint64_t found;
	const ent_text_key key =
		ent_text_key_of(language(st, "en", true), ENT_STR("messag"));
	OK(ent_store_text_find(&found, NULL, st->store, &key, &st->err));
	assert_int_equal(found, 0);
}

static void texts_keep_every_byte(void **state)
{
	struct stored *st = *state;
	static const char *const texts[] = {
		"", " ", "a\u00A0b", "\u202F", "\u2019", "\t\n", "\U0001F600", "'; --",
	};
	enum { TEXTS = sizeof(texts) / sizeof(texts[0]) };
	uint64_t ids[TEXTS];
	for (int k = 0; k < TEXTS; k++)
		ids[k] = stored_text(st, "fr", texts[k]);
	for (int k = 0; k < TEXTS; k++) {
		ent_str got;
		uint32_t lang;
		OK(ent_store_text_get(&got, NULL, st->store, ids[k], &st->err));
		assert_true(ent_str_is(got, texts[k]));
		OK(ent_store_text_language(&lang, st->store, ids[k], &st->err));
		assert_int_equal(lang, language(st, "fr", false));
	}
}

static void a_missing_text_is_reported(void **state)
{
	struct stored *st = *state;
	ent_str got;
	uint32_t lang = 7;
	assert_int_equal(ent_store_text_get(&got, NULL, st->store, 1, &st->err),
			 ENT_ECORRUPT);
	OK(ent_store_text_language(&lang, st->store, 1, &st->err));
	assert_int_equal(lang, 0);
}

static void a_weight_says_that_a_text_is_indexed(void **state)
{
	struct stored *st = *state;
	const uint64_t id = stored_text(st, "en", "text");
	const ent_text_key key =
		ent_text_key_of(language(st, "en", true), ENT_STR("text"));
	uint64_t found;
	uint32_t weight;
	ent_str text;
	bool searched = true;
	OK(ent_store_text_find(&found, &searched, st->store, &key, &st->err));
	assert_int_equal(found, id);
	assert_false(searched);
	OK(ent_store_text_mark(st->store, id, 12, &st->err));
	OK(ent_store_text_find(&found, &searched, st->store, &key, &st->err));
	assert_true(searched);
	OK(ent_store_text_get(&text, &weight, st->store, id, &st->err));
	assert_int_equal(weight, 12);
	OK(ent_store_text_mark(st->store, id, -1, &st->err));
	OK(ent_store_text_get(&text, &weight, st->store, id, &st->err));
	assert_int_equal(weight, 0);
}

static ent_status count_row(void *data, const ent_text_row *row, ent_error *err)
{
	uint64_t *seen = data;
	(void)err;
	assert_true(row->id > seen[1]); /* by number */
	seen[0]++;
	seen[1] = row->id;
	return seen[0] == seen[2] ? ENT_ECANCELLED : ENT_OK;
}

static void texts_are_listed_by_number(void **state)
{
	struct stored *st = *state;
	const uint64_t first = stored_text(st, "en", "a");
	stored_text(st, "fr", "b");
	stored_text(st, "en", "c");
	OK(ent_store_text_mark(st->store, first, 1, &st->err));
	uint64_t all[3] = { 0 }, indexed[3] = { 0 }, stopped[3] = { 0, 0, 2 };
	OK(ent_store_text_each(st->store, 0, count_row, all, &st->err));
	assert_int_equal(all[0], 3);
	OK(ent_store_text_each(st->store, language(st, "en", true), count_row, indexed,
			       &st->err));
	assert_int_equal(indexed[0], 1);
	assert_int_equal(
		ent_store_text_each(st->store, 0, count_row, stopped, &st->err),
		ENT_ECANCELLED);
	assert_int_equal(stopped[0], 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(a_language_is_added_once),
		STORED(a_text_is_one_row_in_each_language),
		STORED(texts_keep_every_byte),
		STORED(a_missing_text_is_reported),
		STORED(a_weight_says_that_a_text_is_indexed),
		STORED(texts_are_listed_by_number),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
