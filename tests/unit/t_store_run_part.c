/* SPDX-License-Identifier: Apache-2.0 */
/* The imports of another memory as parts of a merge: file and label stay with the
 * units. */
#include "unit/stored.h"

struct two {
	struct stored *st;
	ent_store *other;
	uint64_t imported[2], plain; /* units of the other */
};

/* Another memory with two imports, the first of which has a label, and a unit of
 * none. */
static struct two make_two(struct stored *st)
{
	struct two two = { .st = st };
	char path[96];
	snprintf(path, sizeof(path), "%s/other.entente", st->folder);
	OK(ent_store_open(&two.other, path, ENT_OPEN_CREATE, &st->err));
	struct stored other = *st;
	other.store = two.other;
	OK(ent_store_begin(two.other, &st->err));
	stored_run_begin(st, two.other, ENT_RUN_IMPORT, "a.tmx");
	two.imported[0] = stored_unit(&other, "one", "un");
	OK(ent_store_run_label(two.other, ENT_STR("treaties"), &st->err));
	ent_store_run_end(two.other);
	stored_run_begin(st, two.other, ENT_RUN_IMPORT, "b.tmx");
	two.imported[1] = stored_unit(&other, "two", "deux");
	ent_store_run_end(two.other);
	stored_run_begin(st, two.other, ENT_RUN_BATCH, "folder");
	two.plain = stored_unit(&other, "three", "trois");
	ent_store_run_end(two.other);
	OK(ent_store_commit(two.other, &st->err));
	return two;
}

static uint64_t add_part(struct two *two,
			 ent_run_parts *parts,
			 uint64_t theirs,
			 const char *source)
{
	struct stored *st = two->st;
	OK(ent_store_run_part_begin(parts, theirs, &st->err));
	const uint64_t id = stored_unit(st, source, "fr");
	ent_store_run_part_end(parts);
	return id;
}

static void expect_import(struct stored *st,
			  uint64_t unit,
			  const char *file,
			  const char *label)
{
	ent_unit u = { .confidence = 0 };
	OK(ent_store_unit_import(&u, st->store, unit, st->arena, &st->err));
	assert_true(ent_str_is(u.file, file));
	assert_true(ent_str_is(u.label, label));
}

static void units_keep_the_file_and_label_of_their_import(void **state)
{
	struct stored *st = *state;
	struct two two = make_two(st);
	ent_run_parts parts = { .store = st->store, .other = two.other };
	OK(ent_store_begin(st->store, &st->err));
	stored_run_begin(st, st->store, ENT_RUN_MERGE, "other.entente");
	const uint64_t a = add_part(&two, &parts, two.imported[0], "one"),
		       b = add_part(&two, &parts, two.imported[1], "two"),
		       c = add_part(&two, &parts, two.plain, "three"),
		       d = add_part(&two, &parts, two.imported[0], "four");
	uint64_t merge;
	OK(ent_store_run_number(&merge, st->store, &st->err));
	OK(ent_store_run_parts_settle(&parts, &st->err));
	ent_store_run_end(st->store);
	OK(ent_store_commit(st->store, &st->err));
	ent_store_run_parts_release(&parts);
	expect_import(st, a, "a.tmx", "treaties");
	expect_import(st, b, "b.tmx", "");
	expect_import(st, c, "", "");
	expect_import(st, d, "a.tmx", "treaties");
	/* the merge is listed as one run, and all units are within its range */
	const ent_memory_run *runs;
	uint32_t n;
	OK(ent_store_runs(&runs, &n, st->store, st->arena, &st->err));
	assert_int_equal(n, 1);
	assert_int_equal(runs[0].kind, ENT_RUN_MERGE);
	uint64_t range[2];
	OK(ent_store_run_range(range, st->store, merge, &st->err));
	assert_int_equal(range[0], a);
	assert_int_equal(range[1], d);
	/* a label finds the part, not the merge */
	const uint64_t *labelled;
	OK(ent_store_runs_labelled(&labelled, &n, st->store, ENT_STR("treaties"),
				   st->arena, &st->err));
	assert_int_equal(n, 1);
	assert_true(labelled[0] != merge);
	ent_store_close(two.other);
}

static void a_merge_that_brought_nothing_leaves_no_run(void **state)
{
	struct stored *st = *state;
	struct two two = make_two(st);
	ent_run_parts parts = { .store = st->store, .other = two.other };
	const ent_memory_run *runs;
	uint32_t n;
	OK(ent_store_begin(st->store, &st->err));
	stored_run_begin(st, st->store, ENT_RUN_MERGE, "other.entente");
	OK(ent_store_run_part_begin(&parts, two.imported[0], &st->err));
	ent_store_run_part_end(&parts); /* the unit was there before */
	OK(ent_store_run_parts_settle(&parts, &st->err));
	ent_store_run_end(st->store);
	OK(ent_store_commit(st->store, &st->err));
	ent_store_run_parts_release(&parts);
	OK(ent_store_runs(&runs, &n, st->store, st->arena, &st->err));
	assert_int_equal(n, 0);
	ent_store_close(two.other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(units_keep_the_file_and_label_of_their_import),
		STORED(a_merge_that_brought_nothing_leaves_no_run),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
