/* SPDX-License-Identifier: Apache-2.0 */
/* What a run had, but an earlier one had brought, is kept as ranges of numbers. */
#include "unit/stored.h"

/* One import with a unit for each name, which ends. */
static uint64_t import_units(struct stored *st,
			     const char *file,
			     const char *const *names)
{
	uint64_t run;
	OK(ent_store_begin(st->store, &st->err));
	stored_run_begin(st, st->store, ENT_RUN_IMPORT, file);
	while (*names)
		stored_unit(st, *names++, "fr");
	OK(ent_store_run_number(&run, st->store, &st->err));
	OK(ent_store_commit(st->store, &st->err));
	ent_store_run_end(st->store);
	return run;
}

/* An import that found these units, 0 at the end, and brought one or nothing; its
 * list. */
static ent_str find_units(struct stored *st,
			  const char *file,
			  const uint64_t *units,
			  bool brings)
{
	bool had;
	uint64_t run = 0;
	char name[40];
	ent_str list;
	OK(ent_store_begin(st->store, &st->err));
	stored_run_begin(st, st->store, ENT_RUN_IMPORT, file);
	for (; *units; units++)
		OK(ent_store_run_had_unit(st->store, *units, &st->err));
	if (brings)
		stored_unit(st, file, "fr");
	OK(ent_store_run_had_settle(&had, st->store, brings, &st->err));
	OK(ent_store_run_number(&run, st->store, &st->err));
	OK(ent_store_commit(st->store, &st->err));
	ent_store_run_end(st->store);
	snprintf(name, sizeof(name), "had.%llu", (unsigned long long)run);
	OK(ent_store_setting_get(&list, st->store, ent_str_of(name), st->arena,
				 &st->err));
	assert_int_equal(had, list.n > 0);
	return list;
}

static const char *const four[] = { "one", "two", "three", "four", NULL };

static void numbers_that_follow_one_another_are_a_range(void **state)
{
	struct stored *st = *state;
	import_units(st, "a.tmx", four);
	assert_true(ent_str_is(
		find_units(st, "b.tmx", (uint64_t[]){ 1, 2, 3, 0 }, false), "[[1,3]]"));
	assert_true(
		ent_str_is(find_units(st, "c.tmx", (uint64_t[]){ 4, 2, 1, 2, 0 }, true),
			   "[[1,2],[4,4]]"));
}

static void the_same_file_without_anything_new_keeps_nothing(void **state)
{
	struct stored *st = *state;
	import_units(st, "a.tmx", four);
	assert_int_equal(find_units(st, "a.tmx", (uint64_t[]){ 1, 2, 0 }, false).n, 0);
	assert_true(ent_str_is(find_units(st, "a.tmx", (uint64_t[]){ 1, 2, 0 }, true),
			       "[[1,2]]"));
}

static void units_of_the_run_itself_are_not_kept(void **state)
{
	struct stored *st = *state;
	bool had;
	OK(ent_store_begin(st->store, &st->err));
	stored_run_begin(st, st->store, ENT_RUN_IMPORT, "a.tmx");
	const uint64_t unit = stored_unit(st, "one", "un");
	OK(ent_store_run_had_unit(st->store, unit, &st->err));
	OK(ent_store_run_had_settle(&had, st->store, true, &st->err));
	assert_false(had);
	OK(ent_store_commit(st->store, &st->err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(numbers_that_follow_one_another_are_a_range),
		STORED(the_same_file_without_anything_new_keeps_nothing),
		STORED(units_of_the_run_itself_are_not_kept),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
