/* SPDX-License-Identifier: Apache-2.0 */
/* Labels of imports: found by their whole text. */
#include "unit/stored.h"

static uint64_t import(struct stored *st, ent_run_kind kind, const char *label)
{
	stored_run_begin(st, st->store, kind, "a.tmx");
	const uint64_t unit = stored_unit(st, label, "fr");
	if (*label)
		OK(ent_store_run_label(st->store, ent_str_of(label), &st->err));
	ent_store_run_end(st->store);
	return unit;
}

static void runs_are_found_by_their_label(void **state)
{
	struct stored *st = *state;
	const uint64_t *runs;
	uint32_t n;
	OK(ent_store_begin(st->store, &st->err));
	import(st, ENT_RUN_IMPORT, "a");
	import(st, ENT_RUN_IMPORT, "A");
	import(st, ENT_RUN_IMPORT, "");
	import(st, ENT_RUN_IMPORT, "a");
	for (int k = 0; k < 8; k++)
		import(st, ENT_RUN_IMPORT, "other");
	import(st, ENT_RUN_IMPORT, "a"); /* run 13: by number, not as text */
	OK(ent_store_runs_labelled(&runs, &n, st->store, ENT_STR("a"), st->arena,
				   &st->err));
	assert_int_equal(n, 3);
	assert_int_equal(runs[0], 1);
	assert_int_equal(runs[1], 4);
	assert_int_equal(runs[2], 13);
	OK(ent_store_runs_labelled(&runs, &n, st->store, ENT_STR("none"), st->arena,
				   &st->err));
	assert_int_equal(n, 0);
	OK(ent_store_commit(st->store, &st->err));
}

/* A setting of another name, and a run of another kind. */
static void a_unit_names_its_import_only(void **state)
{
	struct stored *st = *state;
	ent_unit unit = { .confidence = 0 };
	OK(ent_store_begin(st->store, &st->err));
	const uint64_t imported = import(st, ENT_RUN_IMPORT, "treaties"),
		       batch = import(st, ENT_RUN_BATCH, "no import");
	OK(ent_store_setting_put(st->store, ENT_STR("labels"), ENT_STR("treaties"),
				 &st->err));
	OK(ent_store_unit_import(&unit, st->store, imported, st->arena, &st->err));
	assert_true(ent_str_is(unit.file, "a.tmx"));
	assert_true(ent_str_is(unit.label, "treaties"));
	OK(ent_store_unit_import(&unit, st->store, batch, st->arena, &st->err));
	assert_int_equal(unit.file.n + unit.label.n, 0);
	OK(ent_store_unit_import(&unit, st->store, 999, st->arena, &st->err));
	assert_int_equal(unit.file.n + unit.label.n, 0);
	const uint64_t *runs;
	uint32_t n;
	OK(ent_store_runs_labelled(&runs, &n, st->store, ENT_STR("treaties"), st->arena,
				   &st->err));
	assert_int_equal(n, 1);
	OK(ent_store_commit(st->store, &st->err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(runs_are_found_by_their_label),
		STORED(a_unit_names_its_import_only),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
