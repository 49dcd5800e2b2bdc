/* SPDX-License-Identifier: Apache-2.0 */
/* A run is taken back: what another one had becomes that one's. */
#include "unit/stored.h"

/* Two imports, of units 1 to 3 and 4; the second one had a list of the first one's. */
static void make_two(struct stored *st, const char *list)
{
	static const char *const names[] = { "one", "two", "three", "four" };
	OK(ent_store_begin(st->store, &st->err));
	stored_run_begin(st, st->store, ENT_RUN_IMPORT, "a.tmx");
	for (int k = 0; k < 3; k++)
		stored_unit(st, names[k], "fr");
	OK(ent_store_commit(st->store, &st->err));
	OK(ent_store_begin(st->store, &st->err));
	stored_run_begin(st, st->store, ENT_RUN_IMPORT, "b.tmx");
	stored_unit(st, names[3], "fr");
	OK(ent_store_setting_put(st->store, ENT_STR("had.2"), ent_str_of(list),
				 &st->err));
	OK(ent_store_commit(st->store, &st->err));
	ent_store_run_end(st->store);
}

static uint64_t units_of(struct stored *st, uint64_t run)
{
	ent_memory_run row;
	OK(ent_store_run_get(&row, st->store, run, st->arena, &st->err));
	return row.units;
}

static void what_another_run_had_becomes_its_own(void **state)
{
	struct stored *st = *state;
	uint64_t moved;
	make_two(st, "[[2,3]]");
	OK(ent_store_begin(st->store, &st->err));
	OK(ent_store_run_hand_over(&moved, st->store, 1, &st->err));
	assert_int_equal(moved, 2);
	assert_int_equal(units_of(st, 1), 1);
	assert_int_equal(units_of(st, 2), 3); /* its range is wider, too */
	OK(ent_store_run_hand_over(&moved, st->store, 1, &st->err));
	assert_int_equal(moved, 0);
	OK(ent_store_commit(st->store, &st->err));
}

static void a_list_that_cannot_be_read_is_found_and_removed(void **state)
{
	struct stored *st = *state;
	struct lines {
		int n;
	} found = { 0 };
	uint64_t moved;
	ent_str list;
	make_two(st, "[[2,");
	OK(ent_store_begin(st->store, &st->err));
	assert_int_not_equal(ent_store_run_hand_over(&moved, st->store, 1, &st->err),
			     ENT_OK);
	ent_store_rollback(st->store);
	OK(ent_store_begin(st->store, &st->err));
	OK(ent_store_check_had(st->store, true, NULL, &found, &st->err));
	OK(ent_store_commit(st->store, &st->err));
	OK(ent_store_setting_get(&list, st->store, ENT_STR("had.2"), st->arena,
				 &st->err));
	assert_int_equal(list.n, 0);
}

static void any_numbers_end(void **state)
{
	static const char *const lists[] = { "[[-5,999999999999]]",
					     "[[3,1],[\"x\",{}],7,null]", "{}", "7" };
	struct stored *st = *state;
	uint64_t moved;
	make_two(st, "[]");
	for (size_t k = 0; k < sizeof(lists) / sizeof(lists[0]); k++) {
		OK(ent_store_begin(st->store, &st->err));
		OK(ent_store_setting_put(st->store, ENT_STR("had.2"),
					 ent_str_of(lists[k]), &st->err));
		ent_status status =
			ent_store_run_hand_over(&moved, st->store, 1, &st->err);
		assert_true(status == ENT_OK || st->err.message[0]);
		ent_store_rollback(st->store);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(what_another_run_had_becomes_its_own),
		STORED(a_list_that_cannot_be_read_is_found_and_removed),
		STORED(any_numbers_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
