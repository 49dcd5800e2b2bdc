/* SPDX-License-Identifier: Apache-2.0 */
/* Runs: what brought or changed units; changes and corrections of them. */
#include "unit/stored.h"

static uint64_t begin_run(struct stored *st, ent_run_kind kind, const char *source)
{
	const ent_run_row run = { .kind = kind,
				  .source = ent_str_of(source),
				  .who = ENT_STR("me") };
	uint64_t id;
	OK(ent_store_run_begin(st->store, &run, &st->err));
	OK(ent_store_run_number(&id, st->store, &st->err));
	return id;
}

static void a_run_knows_its_units(void **state)
{
	struct stored *st = *state;
	ent_memory_run run;
	uint64_t range[2];
	stored_unit(st, "before", "avant");
	OK(ent_store_begin(st->store, &st->err));
	const uint64_t id = begin_run(st, ENT_RUN_IMPORT, "a.tmx");
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
	begin_run(st, ENT_RUN_IMPORT, "a.tmx");
	stored_unit(st, "one", "un");
	ent_store_rollback(st->store);
	ent_store_run_end(st->store);
	OK(ent_store_runs(&runs, &n, st->store, st->arena, &st->err));
	assert_int_equal(n, 0);
}

struct seen {
	uint64_t id, unit_run;
	int n, undone;
};

static ent_status take_change(void *data, const ent_change_row *row, ent_error *err)
{
	struct seen *seen = data;
	(void)err;
	assert_true(ent_str_is(row->was.source.text, "one"));
	assert_true(ent_str_is(row->was.target.markup, "<ph/>un"));
	assert_true(row->was.confidence == .5f);
	assert_int_equal(row->kind, ENT_CHANGE_EDITED);
	assert_true(ent_str_is(row->target, "neuf"));
	seen->id = row->id;
	seen->unit_run = row->unit_run;
	seen->undone = row->undone.n > 0;
	seen->n++;
	return ENT_OK;
}

static void a_change_keeps_what_the_unit_was(void **state)
{
	struct stored *st = *state;
	bool added;
	ent_unit unit = stored_sample("one", "un");
	unit.target.markup = ENT_STR("<ph/>un");
	unit.confidence = .5f;
	OK(ent_store_begin(st->store, &st->err));
	const uint64_t import = begin_run(st, ENT_RUN_IMPORT, "a.tmx");
	const uint64_t id = stored_unit_of(st, &unit, 0, false, &added);
	ent_store_run_end(st->store);
	const uint64_t edit = begin_run(st, ENT_RUN_EDIT, "");
	OK(ent_store_change_add(st->store, ENT_CHANGE_EDITED, id, ENT_STR("new"),
				ENT_STR("neuf"), &st->err));
	ent_store_run_end(st->store);
	OK(ent_store_commit(st->store, &st->err));
	struct seen seen = { .n = 0 };
	OK(ent_store_changes(st->store, edit, take_change, &seen, &st->err));
	assert_int_equal(seen.n, 1);
	assert_int_equal(seen.unit_run, import);
	assert_int_equal(seen.undone, 0);
	OK(ent_store_change_undone(st->store, seen.id, &st->err));
	OK(ent_store_changes(st->store, 0, take_change, &seen, &st->err));
	assert_int_equal(seen.n, 2);
	assert_int_equal(seen.undone, 1);
	OK(ent_store_changes(st->store, import, take_change, &seen, &st->err));
	assert_int_equal(seen.n, 2);
}

static void the_latest_correction_of_a_text_counts(void **state)
{
	struct stored *st = *state;
	ent_correction_row row = { .source_document = ENT_STR("a.en"),
				   .target_document = ENT_STR("a.fr"),
				   .source = ENT_STR("One."),
				   .target = ENT_STR("Un."),
				   .new_source = ENT_STR("One."),
				   .new_target = ENT_STR("Une."),
				   .who = ENT_STR("me") };
	ent_correction_row found;
	bool any;
	OK(ent_store_corrected(&any, st->store, &st->err));
	assert_false(any);
	OK(ent_store_correction_put(st->store, &row, &st->err));
	row.new_target = ENT_STR("Premi\u00E8rement.");
	OK(ent_store_correction_put(st->store, &row, &st->err));
	OK(ent_store_corrected(&any, st->store, &st->err));
	assert_true(any);
	OK(ent_store_correction_find(&found, st->store, &row, st->arena, &st->err));
	assert_true(ent_str_is(found.new_target, "Premi\u00E8rement."));
	const ent_correction_row by_new = { .source_document = ENT_STR("a.en"),
					    .target_document = ENT_STR("a.fr"),
					    .new_source = ENT_STR("One."),
					    .new_target = row.new_target };
	OK(ent_store_correction_of(&found, st->store, &by_new, st->arena, &st->err));
	assert_true(ent_str_is(found.target, "Un."));
	row.new_target = row.target; /* changes nothing: removed */
	OK(ent_store_correction_put(st->store, &row, &st->err));
	OK(ent_store_corrected(&any, st->store, &st->err));
	assert_false(any);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(a_run_knows_its_units),
		STORED(a_run_that_was_rolled_back_is_not_there),
		STORED(a_change_keeps_what_the_unit_was),
		STORED(the_latest_correction_of_a_text_counts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
