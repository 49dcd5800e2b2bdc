/* SPDX-License-Identifier: Apache-2.0 */
/* What was replaced, why, and by what; pairs that a person deleted. */
#include "unit/stored.h"

struct entries {
	char reason[8][20], newer[8][20], units[8][64];
	size_t n;
};

static ent_status take_entry(void *data, const ent_history_row *row, ent_error *err)
{
	struct entries *e = data;
	(void)err;
	snprintf(e->reason[e->n], 20, "%.*s", (int)row->reason.n, row->reason.p);
	snprintf(e->newer[e->n], 20, "%.*s", (int)row->replaced_by.n,
		 row->replaced_by.p);
	snprintf(e->units[e->n++], 64, "%.*s", (int)row->units.n, row->units.p);
	return ENT_OK;
}

static struct entries entries(struct stored *st)
{
	struct entries e = { .n = 0 };
	OK(ent_store_history_each(st->store, take_entry, &e, &st->err));
	return e;
}

static void an_entry_keeps_the_units_of_a_pair(void **state)
{
	struct stored *st = *state;
	uint64_t documents[2];
	const uint64_t id = stored_pair(st, "a.en", "a.fr", 50, documents);
	OK(ent_store_history_add(st->store, id, ENT_REASON_CHANGED, ENT_STR("a.en"),
				 &st->err));
	struct entries e = entries(st);
	assert_int_equal(e.n, 1);
	assert_string_equal(e.reason[0], "changed");
	assert_string_equal(e.newer[0], "a.en");
	assert_string_equal(e.units[0], "[[\"One.\",\"Un.\"]]");
	/* the same state again: the latest entry counts */
	OK(ent_store_history_add(st->store, id, ENT_REASON_REMOVED, ENT_STR(""),
				 &st->err));
	e = entries(st);
	assert_int_equal(e.n, 1);
	assert_string_equal(e.reason[0], "removed");
	/* an alignment that is not there adds nothing */
	OK(ent_store_history_add(st->store, id + 1, ENT_REASON_REMOVED, ENT_STR(""),
				 &st->err));
	assert_int_equal(entries(st).n, 1);
}

static void an_entry_from_elsewhere_does_not_replace_one(void **state)
{
	struct stored *st = *state;
	ent_history_row row = { .source = ENT_STR("a.en"),
				.target = ENT_STR("a.fr"),
				.source_hash = 1,
				.target_hash = 2,
				.reason = ENT_STR("merged"),
				.units = ENT_STR("[]") };
	OK(ent_store_history_put(st->store, &row, &st->err));
	row.reason = ENT_STR("of a later program");
	OK(ent_store_history_put(st->store, &row, &st->err));
	row.source_hash = 3;
	OK(ent_store_history_put(st->store, &row, &st->err));
	struct entries e = entries(st);
	assert_int_equal(e.n, 2);
	assert_string_equal(e.reason[0], "merged");
	assert_string_equal(e.reason[1], "of a later program");
	bool had = false;
	ent_pair_key key = { row.source, row.target, ENT_STR("en"), ENT_STR("fr") };
	OK(ent_store_history_has(&had, st->store, &key, &st->err));
	assert_true(had);
	key.source = row.target;
	key.target = row.source;
	OK(ent_store_history_has(&had, st->store, &key, &st->err));
	assert_false(had);
}

static void the_states_of_two_pairs_of_languages_are_two_entries(void **state)
{
	struct stored *st = *state;
	ent_history_row row = { .source = ENT_STR("a"),
				.target = ENT_STR("b"),
				.from = ENT_STR("en"),
				.to = ENT_STR("fr"),
				.source_hash = 1,
				.target_hash = 2,
				.reason = ENT_STR("changed"),
				.units = ENT_STR("[]") };
	bool had = true;
	ent_pair_key key = { row.source, row.target, ENT_STR("en"), ENT_STR("es") };
	OK(ent_store_history_put(st->store, &row, &st->err));
	OK(ent_store_history_has(&had, st->store, &key, &st->err));
	assert_false(had);
	row.to = ENT_STR("es");
	OK(ent_store_history_put(st->store, &row, &st->err));
	OK(ent_store_history_has(&had, st->store, &key, &st->err));
	assert_true(had);
	assert_int_equal(entries(st).n, 2);
}

static void reasons_have_the_names_that_files_have(void **state)
{
	(void)state;
	assert_string_equal(ent_history_reason_name(ENT_REASON_CHANGED), "changed");
	assert_string_equal(ent_history_reason_name(ENT_REASON_NEWER_VERSION),
			    "newer version");
	assert_string_equal(ent_history_reason_name(ENT_REASON_PAIRED_AGAIN),
			    "paired again");
	assert_string_equal(ent_history_reason_name(ENT_REASON_REMOVED), "removed");
	assert_string_equal(ent_history_reason_name(ENT_REASON_MERGED), "merged");
}

static void an_older_version_is_known_while_the_newer_one_is_stored(void **state)
{
	struct stored *st = *state;
	uint64_t documents[2], hashes[2] = { 50, 51 };
	bool superseded;
	const ent_pair_key key = stored_key("a.en", "a.fr");
	const uint64_t id = stored_pair(st, "a.en", "a.fr", 50, documents);
	OK(ent_store_superseded(&superseded, hashes, st->store, &key, &st->err));
	assert_false(superseded);
	OK(ent_store_history_add(st->store, id, ENT_REASON_NEWER_VERSION,
				 ENT_STR("b.en"), &st->err));
	stored_pair(st, "b.en", "b.fr", 60, documents);
	OK(ent_store_superseded(&superseded, hashes, st->store, &key, &st->err));
	assert_true(superseded);
}

static void a_deleted_pair_is_known_by_names_or_contents(void **state)
{
	struct stored *st = *state;
	uint64_t documents[2], hashes[2] = { 0, 0 };
	ent_str at;
	const ent_pair_key key = stored_key("a.en", "a.fr"),
			   moved = stored_key("moved.en", "moved.fr");
	const uint64_t id = stored_pair(st, "a.en", "a.fr", 50, documents);
	OK(ent_store_deleted_find(&at, hashes, st->store, &key, st->arena, &st->err));
	assert_int_equal(at.n, 0);
	OK(ent_store_deleted_add(st->store, id, ENT_STR("me"), &st->err));
	OK(ent_store_deleted_find(&at, hashes, st->store, &key, st->arena, &st->err));
	assert_int_equal(at.n, strlen("2024-01-01T00:00:00Z"));
	assert_int_equal(hashes[0], 50);
	assert_int_equal(hashes[1], 51);
	OK(ent_store_deleted_find(&at, hashes, st->store, &moved, st->arena, &st->err));
	assert_true(at.n > 0);
	hashes[0] = 9;
	OK(ent_store_deleted_find(&at, hashes, st->store, &moved, st->arena, &st->err));
	assert_int_equal(at.n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(an_entry_keeps_the_units_of_a_pair),
		STORED(an_entry_from_elsewhere_does_not_replace_one),
		STORED(the_states_of_two_pairs_of_languages_are_two_entries),
		STORED(reasons_have_the_names_that_files_have),
		STORED(an_older_version_is_known_while_the_newer_one_is_stored),
		STORED(a_deleted_pair_is_known_by_names_or_contents),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
