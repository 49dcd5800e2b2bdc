/* SPDX-License-Identifier: Apache-2.0 */
/* The index as rows of the store: checked, damaged and found out, rebuilt. */
#include "unit/indexed.h"

static void count_report(void *data, const char *what)
{
	(void)what;
	++*(int *)data;
}

static int differences(struct stored *st, ent_index *index)
{
	int n = 0;
	OK(ent_index_check(index, count_report, &n, &st->err));
	return n;
}

/* Units keep their texts in use, which check and rebuild look at. */
static void add_units(struct stored *st, struct indexed *x)
{
	OK(ent_store_begin(st->store, &st->err));
	for (int k = 0; k + 1 < INDEXED_TEXTS; k += 2) {
		const ent_unit unit = stored_sample(x->texts[k], x->texts[k + 1]);
		ent_unit_keys keys = { .source = x->ids[k], .target = x->ids[k + 1] };
		uint64_t id;
		bool added;
		OK(ent_store_direction(&keys.direction, st->store, ENT_STR("en"),
				       ENT_STR("en"), &st->err));
		OK(ent_store_unit_add(&id, &added, st->store, &unit, &keys, false,
				      &st->err));
	}
	OK(ent_store_commit(st->store, &st->err));
}

static void a_filled_index_is_sound(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	indexed_fill(st, &x);
	add_units(st, &x);
	assert_int_equal(differences(st, x.index), 0);
	indexed_free(&x);
}

static bool take_first(void *data, const ent_posting_row *row)
{
	*(uint64_t *)data = row->id;
	return false;
}

static void a_lost_row_is_reported_and_rebuilt(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	uint64_t row = 0;
	indexed_fill(st, &x);
	add_units(st, &x);
	OK(ent_store_begin(st->store, &st->err));
	OK(ent_store_postings(st->store, 0, INT64_MAX, true, take_first, &row,
			      &st->err));
	assert_true(row > 0);
	OK(ent_store_posting_drop(st->store, row, &st->err));
	OK(ent_store_commit(st->store, &st->err));
	assert_true(differences(st, x.index) > 0);
	OK(ent_store_begin(st->store, &st->err));
	OK(ent_index_rebuild(x.index, &st->err));
	OK(ent_index_flush(x.index, &st->err));
	OK(ent_store_commit(st->store, &st->err));
	assert_int_equal(differences(st, x.index), 0);
	indexed_free(&x);
}

static void an_extra_row_is_reported(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	ent_buf row = ENT_BUF_INIT;
	const uint32_t texts[] = { 1, 2, 3 };
	indexed_fill(st, &x);
	add_units(st, &x);
	ent_row_write(&row, texts, 3);
	OK(ent_store_begin(st->store, &st->err));
	OK(ent_store_posting_put(st->store, ent_row_number(ENT_KEY_MAX, 0, 1),
				 ent_buf_str(&row), &st->err));
	OK(ent_store_commit(st->store, &st->err));
	assert_true(differences(st, x.index) > 0);
	ent_buf_release(&row);
	indexed_free(&x);
}

static void a_rollback_leaves_no_trace(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	indexed_fill(st, &x);
	add_units(st, &x);
	OK(ent_store_begin(st->store, &st->err));
	for (int k = 0; k < 100; k++) {
		char text[40];
		snprintf(text, sizeof(text), "undone text number %d", k);
		indexed_add(st, &x, text);
	}
	OK(ent_index_flush(x.index, &st->err));
	ent_store_rollback(st->store);
	ent_index_forget(x.index);
	assert_int_equal(differences(st, x.index), 0);
	ent_key_row row;
	OK(ent_store_key_find(&row, st->store, ENT_ANY_LANGUAGE, ENT_STR("undone"),
			      &st->err));
	assert_int_equal(row.id, 0);
	indexed_free(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(a_filled_index_is_sound),
		STORED(a_lost_row_is_reported_and_rebuilt),
		STORED(an_extra_row_is_reported),
		STORED(a_rollback_leaves_no_trace),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
