/* SPDX-License-Identifier: Apache-2.0 */
/* Changes: what a unit was before it was edited or deleted, whole. */
#include "unit/stored.h"

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
	const uint64_t import = stored_run(st, ENT_RUN_IMPORT, "a.tmx");
	const uint64_t id = stored_unit_of(st, &unit, 0, false, &added);
	ent_store_run_end(st->store);
	const uint64_t edit = stored_run(st, ENT_RUN_EDIT, "");
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

struct kinds {
	uint64_t ids[8], units[8];
	ent_change_kind kinds[8];
	bool undone[8];
	uint32_t n;
};

static ent_status take_kind(void *data, const ent_change_row *row, ent_error *err)
{
	struct kinds *k = data;
	(void)err;
	assert_true(k->n < 8);
	k->ids[k->n] = row->id;
	k->units[k->n] = row->unit;
	k->kinds[k->n] = row->kind;
	k->undone[k->n++] = row->undone.n > 0;
	return ENT_OK;
}

/* Every field that a unit has, with quotes and what JSON escapes. */
static ent_status take_whole(void *data, const ent_change_row *row, ent_error *err)
{
	const ent_unit *want = data, *was = &row->was;
	(void)err;
	assert_true(ent_str_eq(was->source.text, want->source.text));
	assert_true(ent_str_eq(was->source.lang, want->source.lang));
	assert_true(ent_str_eq(was->source.markup, want->source.markup));
	assert_true(ent_str_eq(was->source.extra, want->source.extra));
	assert_true(ent_str_eq(was->target.text, want->target.text));
	assert_true(ent_str_eq(was->target.lang, want->target.lang));
	assert_true(ent_str_eq(was->target.extra, want->target.extra));
	assert_true(ent_str_eq(was->place, want->place));
	assert_true(ent_str_eq(was->date, want->date));
	assert_true(ent_str_eq(was->origin, want->origin));
	assert_true(ent_str_eq(was->extra, want->extra));
	assert_true(ent_str_eq(was->attributes, want->attributes));
	assert_true(was->confidence == want->confidence);
	assert_int_equal(was->doubts, want->doubts);
	assert_int_equal(was->line, want->line);
	assert_int_equal(row->kind, ENT_CHANGE_DELETED);
	return ENT_OK;
}

static void a_deleted_unit_is_kept_whole(void **state)
{
	struct stored *st = *state;
	bool added;
	const ent_unit unit = {
		.source = { ENT_STR("en-CA"), ENT_STR("\"a\" \\ \n \u00A0"),
			    ENT_STR("<ph x=\"1\"/>"), ENT_STR("<prop>s</prop>") },
		.target = { ENT_STR("fr-CA"), ENT_STR("\u00AB a \u00BB \t"),
			    ENT_STR(""), ENT_STR("<prop>t</prop>") },
		.place = ENT_STR("12"),
		.date = ENT_STR("2024-03-12"),
		.origin = ENT_STR("tmx"),
		.extra = ENT_STR("<note>n</note>"),
		.attributes = ENT_STR("tuid=\"7\""),
		.confidence = .125f,
		.doubts = 5,
		.line = 77,
	};
	OK(ent_store_begin(st->store, &st->err));
	const uint64_t id = stored_unit_of(st, &unit, 0, false, &added);
	const uint64_t run = stored_run(st, ENT_RUN_EDIT, "");
	OK(ent_store_change_add(st->store, ENT_CHANGE_DELETED, id, ENT_STR(""),
				ENT_STR(""), &st->err));
	ent_store_run_end(st->store);
	OK(ent_store_changes(st->store, run, take_whole, (void *)&unit, &st->err));
	OK(ent_store_commit(st->store, &st->err));
}

/* Of a run the last change comes first, so that it is undone first; of all, the
 * first. */
static void changes_come_in_order(void **state)
{
	struct stored *st = *state;
	uint64_t units[3];
	OK(ent_store_begin(st->store, &st->err));
	for (int k = 0; k < 3; k++)
		units[k] = stored_unit(st, "one", "un");
	const uint64_t run = stored_run(st, ENT_RUN_EDIT, "");
	for (int k = 0; k < 3; k++)
		OK(ent_store_change_add(st->store, ENT_CHANGE_EDITED, units[k],
					ENT_STR("a"), ENT_STR("b"), &st->err));
	/* there is no such unit: nothing to keep */
	OK(ent_store_change_add(st->store, ENT_CHANGE_EDITED, 999, ENT_STR("a"),
				ENT_STR("b"), &st->err));
	ent_store_run_end(st->store);
	struct kinds all = { .n = 0 }, of_run = { .n = 0 };
	OK(ent_store_changes(st->store, 0, take_kind, &all, &st->err));
	OK(ent_store_changes(st->store, run, take_kind, &of_run, &st->err));
	assert_int_equal(all.n, 3);
	assert_int_equal(of_run.n, 3);
	for (int k = 0; k < 3; k++) {
		assert_int_equal(all.units[k], units[k]);
		assert_int_equal(of_run.units[k], units[2 - k]);
	}
	OK(ent_store_commit(st->store, &st->err));
}

/* The run that brought units is undone: those of it that were deleted before do not
 * come back, what was edited stays a change. */
static void an_undone_run_ends_its_deletions(void **state)
{
	struct stored *st = *state;
	OK(ent_store_begin(st->store, &st->err));
	const uint64_t import = stored_run(st, ENT_RUN_IMPORT, "a.tmx");
	const uint64_t mine = stored_unit(st, "one", "un"),
		       edited = stored_unit(st, "two", "deux");
	ent_store_run_end(st->store);
	const uint64_t other = stored_unit(st, "three", "trois");
	stored_run(st, ENT_RUN_EDIT, "");
	OK(ent_store_change_add(st->store, ENT_CHANGE_DELETED, mine, ENT_STR(""),
				ENT_STR(""), &st->err));
	OK(ent_store_change_add(st->store, ENT_CHANGE_EDITED, edited, ENT_STR("2"),
				ENT_STR("2"), &st->err));
	OK(ent_store_change_add(st->store, ENT_CHANGE_DELETED, other, ENT_STR(""),
				ENT_STR(""), &st->err));
	ent_store_run_end(st->store);
	OK(ent_store_change_end_of_run(st->store, import, &st->err));
	struct kinds all = { .n = 0 };
	OK(ent_store_changes(st->store, 0, take_kind, &all, &st->err));
	assert_int_equal(all.n, 3);
	assert_true(all.undone[0]);
	assert_false(all.undone[1]);
	assert_false(all.undone[2]);
	OK(ent_store_commit(st->store, &st->err));
}

static ent_status refuse(void *data, const ent_change_row *row, ent_error *err)
{
	(void)row, (void)err;
	++*(int *)data;
	return ENT_ECANCELLED;
}

static void a_refusal_ends_the_reading(void **state)
{
	struct stored *st = *state;
	int n = 0;
	OK(ent_store_begin(st->store, &st->err));
	const uint64_t id = stored_unit(st, "one", "un");
	stored_run(st, ENT_RUN_EDIT, "");
	for (int k = 0; k < 2; k++)
		OK(ent_store_change_add(st->store, ENT_CHANGE_EDITED, id, ENT_STR("a"),
					ENT_STR("b"), &st->err));
	ent_store_run_end(st->store);
	assert_int_equal(ent_store_changes(st->store, 0, refuse, &n, &st->err),
			 ENT_ECANCELLED);
	assert_int_equal(n, 1);
	OK(ent_store_commit(st->store, &st->err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(a_change_keeps_what_the_unit_was),
		STORED(a_deleted_unit_is_kept_whole),
		STORED(changes_come_in_order),
		STORED(an_undone_run_ends_its_deletions),
		STORED(a_refusal_ends_the_reading),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
