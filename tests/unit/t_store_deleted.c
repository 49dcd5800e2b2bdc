/* SPDX-License-Identifier: Apache-2.0 */
/* Pairs that a person deleted: known again by names or contents, in their languages. */
#include "unit/stored.h"

static bool is_deleted(struct stored *st,
		       const ent_pair_key *key,
		       uint64_t source,
		       uint64_t target,
		       uint64_t found[2])
{
	ent_str at;
	found[0] = source;
	found[1] = target;
	OK(ent_store_deleted_find(&at, found, st->store, key, st->arena, &st->err));
	if (at.n) /* 2024-03-12T10:11:12Z */
		assert_true(at.n == 20 && at.p[10] == 'T' && at.p[19] == 'Z');
	return at.n > 0;
}

static void a_deleted_pair_is_known_by_name_and_contents(void **state)
{
	struct stored *st = *state;
	uint64_t documents[2], found[2];
	const ent_pair_key key = stored_key("a.en", "a.fr"),
			   moved = stored_key("b.en", "b.fr");
	OK(ent_store_begin(st->store, &st->err));
	const uint64_t id = stored_pair(st, "a.en", "a.fr", 50, documents);
	assert_false(is_deleted(st, &key, 50, 51, found));
	OK(ent_store_deleted_add(st->store, id, ENT_STR("me"), &st->err));
	assert_true(is_deleted(st, &key, 50, 51, found));
	/* its files have changed: the hashes are those that it had */
	assert_true(is_deleted(st, &key, 7, 8, found));
	assert_int_equal(found[0], 50);
	assert_int_equal(found[1], 51);
	assert_true(is_deleted(st, &moved, 50, 51, found));
	assert_false(is_deleted(st, &moved, 50, 99, found));
	assert_false(is_deleted(st, &moved, 7, 8, found));
	assert_int_equal(found[0], 7); /* nothing found, nothing set */
	OK(ent_store_commit(st->store, &st->err));
}

static void another_language_is_another_pair(void **state)
{
	struct stored *st = *state;
	uint64_t documents[2], found[2];
	OK(ent_store_begin(st->store, &st->err));
	const uint64_t id = stored_pair(st, "a.en", "a.fr", 50, documents);
	OK(ent_store_deleted_add(st->store, id, ENT_STR(""), &st->err));
	ent_pair_key key = stored_key("a.en", "a.fr");
	key.to = ENT_STR("de");
	assert_false(is_deleted(st, &key, 50, 51, found));
	key.to = ENT_STR(""); /* any */
	assert_true(is_deleted(st, &key, 50, 51, found));
	OK(ent_store_commit(st->store, &st->err));
}

/* Of two deleted pairs with these contents the one of this name is meant. */
static void the_name_counts_before_the_contents(void **state)
{
	struct stored *st = *state;
	uint64_t documents[2], found[2];
	const ent_pair_key key = stored_key("b.en", "b.fr");
	OK(ent_store_begin(st->store, &st->err));
	const uint64_t a = stored_pair(st, "a.en", "a.fr", 50, documents);
	const uint64_t b = stored_pair(st, "b.en", "b.fr", 60, documents);
	OK(ent_store_deleted_add(st->store, a, ENT_STR(""), &st->err));
	OK(ent_store_deleted_add(st->store, b, ENT_STR(""), &st->err));
	assert_true(is_deleted(st, &key, 50, 51, found));
	assert_int_equal(found[0], 60);
	OK(ent_store_commit(st->store, &st->err));
}

static void a_pair_that_is_stored_again_is_not_deleted(void **state)
{
	struct stored *st = *state;
	uint64_t documents[2], found[2];
	const ent_pair_key key = stored_key("a.en", "a.fr");
	OK(ent_store_begin(st->store, &st->err));
	const uint64_t id = stored_pair(st, "a.en", "a.fr", 50, documents);
	OK(ent_store_deleted_add(st->store, id, ENT_STR(""), &st->err));
	stored_pair(st, "a.en", "a.fr", 70, documents);
	assert_false(is_deleted(st, &key, 50, 51, found));
	OK(ent_store_commit(st->store, &st->err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(a_deleted_pair_is_known_by_name_and_contents),
		STORED(another_language_is_another_pair),
		STORED(the_name_counts_before_the_contents),
		STORED(a_pair_that_is_stored_again_is_not_deleted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
