/* SPDX-License-Identifier: Apache-2.0 */
/* Settings, names of pairs, and files that found no counterpart. */
#include "unit/stored.h"

static void a_setting_is_replaced(void **state)
{
	struct stored *st = *state;
	ent_str value;
	OK(ent_store_setting_get(&value, st->store, ENT_STR("a"), st->arena, &st->err));
	assert_int_equal(value.n, 0);
	OK(ent_store_setting_put(st->store, ENT_STR("a"), ENT_STR("1"), &st->err));
	OK(ent_store_setting_put(st->store, ENT_STR("a"), ENT_STR("2\n"), &st->err));
	OK(ent_store_setting_get(&value, st->store, ENT_STR("a"), st->arena, &st->err));
	assert_true(ent_str_is(value, "2\n"));
}

static ent_status count_pair(void *data, const ent_pair_row *row, ent_error *err)
{
	(void)err;
	assert_true(row->has_units && row->current);
	assert_true(row->confidence == .75f);
	++*(int *)data;
	return ENT_OK;
}

static void pairs_are_those_of_two_languages(void **state)
{
	struct stored *st = *state;
	uint64_t documents[2];
	int n = 0;
	stored_pair(st, "a.en", "a.fr", 50, documents);
	stored_pair(st, "b.en", "b.fr", 60, documents);
	OK(ent_store_pairs_of(st->store, ENT_STR("en"), ENT_STR("fr"), count_pair, &n,
			      &st->err));
	assert_int_equal(n, 2);
	OK(ent_store_pairs_of(st->store, ENT_STR("en"), ENT_STR("de"), count_pair, &n,
			      &st->err));
	assert_int_equal(n, 2);
}

static bool is_known(struct stored *st, const char *name, uint64_t hash)
{
	bool known;
	OK(ent_store_unpaired_known(&known, st->store, ENT_STR("en"), ENT_STR("fr"),
				    ent_str_of(name), hash, &st->err));
	return known;
}

static void a_file_in_vain_is_known_by_name_and_contents(void **state)
{
	struct stored *st = *state;
	static const char *const names[] = { "a", "b", "c" };
	for (int k = 0; k < 3; k++)
		OK(ent_store_unpaired_add(st->store, ENT_STR("en"), ENT_STR("fr"),
					  ent_str_of(names[k]), 7, &st->err));
	assert_true(is_known(st, "a", 7));
	assert_false(is_known(st, "a", 8)); /* it has changed */
	assert_false(is_known(st, "d", 7));
	OK(ent_store_unpaired_clear(st->store, ENT_STR("en"), ENT_STR("fr"),
				    ENT_STR("a"), ENT_STR("b"), &st->err));
	assert_false(is_known(st, "a", 7));
	assert_false(is_known(st, "b", 7));
	assert_true(is_known(st, "c", 7));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(a_setting_is_replaced),
		STORED(pairs_are_those_of_two_languages),
		STORED(a_file_in_vain_is_known_by_name_and_contents),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
