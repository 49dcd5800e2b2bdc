/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers of keys: the same for the same form, remembered or read again. */
#include "index/keys.h"
#include "unit/stored.h"

enum { KEYS = 3000 };

static void a_form_has_one_number_in_each_language(void **state)
{
	struct stored *st = *state;
	ent_keys keys = { .bulk = false };
	static uint32_t ids[KEYS];
	ent_key_row row;
	char form[40];
	OK(ent_store_begin(st->store, &st->err));
	for (int k = 0; k < KEYS; k++) {
		snprintf(form, sizeof(form), "form%d", k / 2);
		OK(ent_keys_find(&row, &keys, st->store, 1 + k % 2, ent_str_of(form),
				 true, &st->err));
		assert_true(row.id > 0);
		assert_int_equal(row.language, 1 + k % 2);
		ids[k] = row.id;
	}
	for (int round = 0; round < 2; round++) {
		for (int k = 0; k < KEYS; k++) {
			snprintf(form, sizeof(form), "form%d", k / 2);
			OK(ent_keys_find(&row, &keys, st->store, 1 + k % 2,
					 ent_str_of(form), false, &st->err));
			assert_int_equal(row.id, ids[k]);
		}
		ent_keys_forget(&keys); /* the second time they are read */
	}
	OK(ent_keys_find(&row, &keys, st->store, 3, ENT_STR("form1"), false, &st->err));
	assert_int_equal(row.id, 0);
	OK(ent_keys_find(&row, &keys, st->store, 1, ENT_STR("new"), false, &st->err));
	assert_int_equal(row.id, 0);
	OK(ent_store_commit(st->store, &st->err));
	ent_keys_release(&keys);
}

static void frequencies_add_up(void **state)
{
	struct stored *st = *state;
	ent_keys keys = { .bulk = false };
	ent_key_row row;
	OK(ent_store_begin(st->store, &st->err));
	OK(ent_keys_find(&row, &keys, st->store, 1, ENT_STR("word"), true, &st->err));
	OK(ent_keys_count(&keys, st->store, row.id, 5, &st->err));
	OK(ent_keys_count(&keys, st->store, row.id, -2, &st->err));
	ent_keys_forget(&keys);
	OK(ent_keys_find(&row, &keys, st->store, 1, ENT_STR("word"), false, &st->err));
	assert_int_equal(row.frequency, 3);
	OK(ent_store_commit(st->store, &st->err));
	ent_keys_release(&keys);
}

static void keys_of_words_are_remembered_as_written(void **state)
{
	(void)state;
	ent_keys keys = { .bulk = false };
	ent_word_keys got;
	for (uint32_t k = 0; k < KEYS; k++) {
		char word[20];
		snprintf(word, sizeof(word), "W%u", k);
		assert_true(ent_keys_cache_word(&keys, 2, ent_str_of(word),
						(ent_word_keys){ k, k * 2 }));
	}
	for (uint32_t k = 0; k < KEYS; k++) {
		char word[20];
		snprintf(word, sizeof(word), "W%u", k);
		const ent_str w = ent_str_of(word);
		if (ent_keys_of_word(&got, &keys, ent_keys_hash(2, w), 2, w)) {
			assert_int_equal(got.key, k);
			assert_int_equal(got.word, k * 2);
		}
		assert_false(ent_keys_of_word(&got, &keys, ent_keys_hash(1, w), 1, w));
	}
	assert_true(ent_keys_of_word(&got, &keys, ent_keys_hash(2, ENT_STR("W7")), 2,
				     ENT_STR("W7")));
	ent_keys_release(&keys);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(a_form_has_one_number_in_each_language),
		STORED(frequencies_add_up),
		cmocka_unit_test(keys_of_words_are_remembered_as_written),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
