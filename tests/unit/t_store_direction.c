/* SPDX-License-Identifier: Apache-2.0 */
/* Pairs of languages have a number each. */
#include "unit/stored.h"

static uint32_t direction(struct stored *st, const char *source, const char *target)
{
	uint32_t id;
	OK(ent_store_direction(&id, st->store, ent_str_of(source), ent_str_of(target),
			       &st->err));
	assert_true(id > 0);
	return id;
}

static void a_direction_has_one_number(void **state)
{
	struct stored *st = *state;
	ent_direction *all;
	uint32_t n;
	OK(ent_store_begin(st->store, &st->err));
	const uint32_t a = direction(st, "en", "fr"), b = direction(st, "fr", "en"),
		       c = direction(st, "en-CA", "fr-CA");
	assert_true(a != b && b != c && a != c);
	assert_int_equal(direction(st, "en", "fr"), a);
	assert_int_equal(direction(st, "en-CA", "fr-CA"), c);
	OK(ent_store_directions(&all, &n, st->store, st->arena, &st->err));
	assert_int_equal(n, 3);
	assert_int_equal(all[0].id, a);
	assert_true(ent_str_is(all[1].source, "fr"));
	assert_true(ent_str_is(all[2].target, "fr-CA"));
	stored_unit(st, "one", "un");
	stored_unit(st, "two", "deux");
	OK(ent_store_direction_sizes(all, n, st->store, &st->err));
	assert_int_equal(all[0].units, 2);
	assert_int_equal(all[1].units, 0);
	OK(ent_store_commit(st->store, &st->err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(a_direction_has_one_number),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
