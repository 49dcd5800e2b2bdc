/* SPDX-License-Identifier: Apache-2.0 */
/* The pairs that a memory holds: found by name, and by content. */
#include "pairing/known_pairs.h"
#include "unit/stored.h"

static bool any(void *data, const ent_pair_row *row)
{
	(void)row;
	++*(int *)data;
	return true;
}

static bool not_the_first(void *data, const ent_pair_row *row)
{
	(void)row;
	return ++*(int *)data > 1;
}

static void pairs_are_found_by_name_and_content(void **state)
{
	struct stored *st = *state;
	uint64_t documents[2];
	ent_known_pairs known;
	char names[40][2][16];
	int calls = 0;
	for (int k = 0; k < 40; k++) {
		snprintf(names[k][0], 16, "%d.en", (k * 7) % 40);
		snprintf(names[k][1], 16, "%d.fr", (k * 7) % 40);
		stored_pair(st, names[k][0], names[k][1], 100 + 10 * (uint64_t)(k % 20),
			    documents);
	}
	OK(ent_known_pairs_load(&known, st->store, ENT_STR("en"), ENT_STR("fr"),
				st->arena, &st->err));
	assert_int_equal(known.n, 40);
	for (int k = 0; k < 40; k++) {
		const ent_pair_row *row = ent_known_pair(
			&known, ent_str_of(names[k][0]), ent_str_of(names[k][1]));
		assert_non_null(row);
		assert_true(ent_str_is(row->source, names[k][0]));
		assert_int_equal(row->source_hash, 100 + 10 * (k % 20));
	}
	assert_null(ent_known_pair(&known, ENT_STR("0.en"), ENT_STR("1.fr")));
	/* each content is there twice, in the order of their names */
	const ent_pair_row *first = ent_known_content(&known, 150, 151, any, &calls);
	assert_non_null(first);
	assert_int_equal(calls, 1);
	calls = 0;
	const ent_pair_row *second =
		ent_known_content(&known, 150, 151, not_the_first, &calls);
	assert_non_null(second);
	assert_true(ent_str_cmp(first->source, second->source) < 0);
	assert_null(ent_known_content(&known, 150, 150, any, &calls));
	OK(ent_known_pairs_load(&known, st->store, ENT_STR("fr"), ENT_STR("en"),
				st->arena, &st->err));
	assert_int_equal(known.n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(pairs_are_found_by_name_and_content),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
