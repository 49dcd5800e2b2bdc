/* SPDX-License-Identifier: Apache-2.0 */
/* The index as rows of the store: what is written is sound, what is undone leaves no
 * trace. */
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

static void a_filled_index_is_sound(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	indexed_fill(st, &x);
	indexed_units(st, &x);
	assert_int_equal(differences(st, x.index), 0);
	indexed_free(&x);
}

static void a_rollback_leaves_no_trace(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	indexed_fill(st, &x);
	indexed_units(st, &x);
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
		STORED(a_rollback_leaves_no_trace),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
