/* SPDX-License-Identifier: Apache-2.0 */
/* Runs: what brought or changed units. */
#include "unit/stored.h"

static void a_run_knows_its_units(void **state)
{
	struct stored *st = *state;
	ent_memory_run run;
	uint64_t range[2];
	stored_unit(st, "before", "avant");
	OK(ent_store_begin(st->store, &st->err));
	const uint64_t id = stored_run(st, ENT_RUN_IMPORT, "a.tmx");
	OK(ent_store_run_format(st->store, ENT_STR("tmx"), &st->err));
	const uint64_t first = stored_unit(st, "one", "un"),
		       last = stored_unit(st, "two", "deux");
	OK(ent_store_commit(st->store, &st->err));
	ent_store_run_end(st->store);
	stored_unit(st, "after", "apr\u00E8s");
	OK(ent_store_run_get(&run, st->store, id, st->arena, &st->err));
	assert_int_equal(run.number, id);
	assert_true(ent_str_is(run.source, "a.tmx"));
	assert_true(ent_str_is(run.format, "tmx"));
	assert_int_equal(run.kind, ENT_RUN_IMPORT);
	OK(ent_store_run_range(range, st->store, id, &st->err));
	assert_int_equal(range[0], first);
	assert_int_equal(range[1], last);
	assert_int_equal(
		ent_store_run_get(&run, st->store, id + 1, st->arena, &st->err),
		ENT_ENOTFOUND);
}

static void a_run_that_was_rolled_back_is_not_there(void **state)
{
	struct stored *st = *state;
	const ent_memory_run *runs;
	uint32_t n;
	OK(ent_store_begin(st->store, &st->err));
	stored_run(st, ENT_RUN_IMPORT, "a.tmx");
	stored_unit(st, "one", "un");
	ent_store_rollback(st->store);
	ent_store_run_end(st->store);
	OK(ent_store_runs(&runs, &n, st->store, st->arena, &st->err));
	assert_int_equal(n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(a_run_knows_its_units),
		STORED(a_run_that_was_rolled_back_is_not_there),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
