/* SPDX-License-Identifier: Apache-2.0 */
/* Lexicons that a memory learned, and the state they were learned of. */
#include <stdlib.h>

#include "unit/stored.h"

static void a_lexicon_is_replaced_by_its_next_generation(void **state)
{
	struct stored *st = *state;
	ent_lexicon_row row = { .generation = 1,
				.state = 77,
				.bytes = ENT_STR("\0\1lexicon") };
	ent_lexicon_row got;
	char *owned;
	OK(ent_store_lexicon_get(&got, st->store, ENT_STR("en"), ENT_STR("fr"),
				 &st->err));
	assert_int_equal(got.generation, 0);
	OK(ent_store_lexicon_own(&owned, &got, st->store, ENT_STR("en"), ENT_STR("fr"),
				 &st->err));
	assert_null(owned);
	OK(ent_store_lexicon_put(st->store, ENT_STR("en"), ENT_STR("fr"), &row,
				 &st->err));
	row.generation = 2;
	OK(ent_store_lexicon_put(st->store, ENT_STR("en"), ENT_STR("fr"), &row,
				 &st->err));
	OK(ent_store_lexicon_get(&got, st->store, ENT_STR("en"), ENT_STR("fr"),
				 &st->err));
	assert_int_equal(got.generation, 2);
	assert_int_equal(got.state, 77);
	OK(ent_store_lexicon_own(&owned, &got, st->store, ENT_STR("en"), ENT_STR("fr"),
				 &st->err));
	assert_int_equal(got.generation, 2);
	assert_int_equal(got.state, 77);
	assert_true(ent_str_eq(got.bytes, row.bytes));
	free(owned);
	OK(ent_store_lexicon_get(&got, st->store, ENT_STR("fr"), ENT_STR("en"),
				 &st->err));
	assert_int_equal(got.generation, 0);
}

static int64_t state_of(struct stored *st, uint64_t *units)
{
	int64_t now;
	OK(ent_store_state(&now, units, st->store, ENT_STR("en"), ENT_STR("fr"), .5f,
			   &st->err));
	return now;
}

static void the_state_changes_with_units_and_decisions(void **state)
{
	struct stored *st = *state;
	uint64_t units;
	bool added;
	const int64_t empty = state_of(st, &units);
	assert_int_equal(units, 0);
	stored_unit(st, "one", "un");
	const int64_t one = state_of(st, &units);
	assert_true(one != empty);
	assert_int_equal(units, 1);
	ent_unit unit = stored_sample("two", "deux");
	unit.confidence = .25f; /* counts for the state, not as one of the units */
	stored_unit_of(st, &unit, 0, false, &added);
	const int64_t two = state_of(st, &units);
	assert_true(two != one);
	assert_int_equal(units, 1);
	const ent_decision_row row = { .source_document = ENT_STR("a"),
				       .target_document = ENT_STR("b"),
				       .source = ENT_STR("x"),
				       .target = ENT_STR("y"),
				       .at = ENT_STR("") };
	OK(ent_store_decision_add(&added, st->store, &row, &st->err));
	assert_true(state_of(st, &units) != two);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(a_lexicon_is_replaced_by_its_next_generation),
		STORED(the_state_changes_with_units_and_decisions),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
