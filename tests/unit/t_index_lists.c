/* SPDX-License-Identifier: Apache-2.0 */
/* Lists that are kept: the places of a word in every text. */
#include "unit/indexed.h"

static uint32_t key_of(struct stored *st, const struct indexed *x, const char *form)
{
	ent_key_row row;
	OK(ent_keys_find(&row, &x->index->keys, st->store, ENT_ANY_LANGUAGE,
			 ent_str_of(form), false, &st->err));
	assert_true(row.id > 0);
	return row.id;
}

static void a_list_is_kept_when_it_is_asked_for_again(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	ent_lists *lists = NULL;
	const ent_list *list;
	indexed_fill(st, &x);
	const uint32_t the = key_of(st, &x, "the"), on = key_of(st, &x, "on");
	for (int k = 0; k < 3; k++) {
		OK(ent_lists_find(&list, &lists, st->store, the, &st->err));
		assert_null(list); /* open for writing */
	}
	indexed_reopen(st, &x);
	OK(ent_lists_find(&list, &lists, st->store, the, &st->err));
	assert_null(list);
	OK(ent_lists_find(&list, &lists, st->store, on, &st->err));
	assert_null(list);
	OK(ent_lists_find(&list, &lists, st->store, the, &st->err));
	assert_non_null(list);
	OK(ent_lists_find(&list, &lists, st->store, UINT32_MAX >> 8, &st->err));
	OK(ent_lists_find(&list, &lists, st->store, UINT32_MAX >> 8, &st->err));
	assert_null(list); /* no text has it */
	ent_lists_free(lists);
	indexed_free(&x);
}

static void one_question_does_not_unpack_a_list(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	ent_lists *lists = NULL;
	const ent_list *list;
	indexed_fill(st, &x);
	const uint32_t the = key_of(st, &x, "the");
	indexed_reopen(st, &x);
	for (int question = 0; question < 3; question++) {
		OK(ent_store_read_begin(st->store, &st->err));
		for (int k = 0; k < 3; k++) {
			OK(ent_store_read_begin(st->store, &st->err));
			OK(ent_lists_find(&list, &lists, st->store, the, &st->err));
			assert_int_equal(list != NULL, question > 0);
			ent_store_read_end(st->store);
		}
		ent_store_read_end(st->store);
	}
	ent_lists_free(lists);
	indexed_free(&x);
}

static void a_list_has_the_places_of_every_text(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	static struct indexed_places places;
	ent_lists *lists = NULL;
	const ent_list *list;
	indexed_fill(st, &x);
	const uint32_t key = key_of(st, &x, "water");
	indexed_read_places(&places, &x, "water", true);
	indexed_reopen(st, &x);
	OK(ent_lists_find(&list, &lists, st->store, key, &st->err));
	OK(ent_lists_find(&list, &lists, st->store, key, &st->err));
	assert_non_null(list);
	assert_int_equal(list->n, places.n);
	assert_true(places.n > 50);
	for (size_t k = 0; k < places.n; k++)
		assert_int_equal(list->places[k], (uint32_t)(places.all[k] >> 32)
								  << 16 |
							  (places.all[k] & 0xffff));
	assert_int_equal(list->n_blocks, 1);
	assert_int_equal(list->starts[0], 0);
	assert_int_equal(list->starts[1], places.n);
	ent_lists_free(lists);
	indexed_free(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(a_list_is_kept_when_it_is_asked_for_again),
		STORED(one_question_does_not_unpack_a_list),
		STORED(a_list_has_the_places_of_every_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
