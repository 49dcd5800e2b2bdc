/* SPDX-License-Identifier: Apache-2.0 */
/* What people decided about beads, for a pair and its other versions. */
#include "unit/stored.h"

static ent_decision_row decision(const char *source, const char *at)
{
	return (ent_decision_row){ .source_document = ent_str_of(source),
				   .target_document = ENT_STR("a.fr"),
				   .source = ENT_STR("One."),
				   .target = ENT_STR("Un."),
				   .source_at = 3,
				   .target_at = 4,
				   .verdict = 1,
				   .who = ENT_STR("me"),
				   .at = ent_str_of(at),
				   .note = ENT_STR("why"),
				   .from = ENT_STR("en"),
				   .to = ENT_STR("fr") };
}

static void add(struct stored *st, const ent_decision_row *row, bool want)
{
	bool added;
	OK(ent_store_decision_add(&added, st->store, row, &st->err));
	assert_int_equal(added, want);
}

static void an_equal_decision_is_stored_once(void **state)
{
	struct stored *st = *state;
	const ent_decision_row row = decision("a.en", "2024-01-01T00:00:00Z");
	bool any;
	OK(ent_store_decided(&any, st->store, &st->err));
	assert_false(any);
	add(st, &row, true);
	add(st, &row, false);
	OK(ent_store_decided(&any, st->store, &st->err));
	assert_true(any);
}

static void decisions_of_a_pair_come_latest_first(void **state)
{
	struct stored *st = *state;
	const ent_decision_row *rows;
	uint32_t n;
	ent_decision_row a = decision("a.en", "2024-01-01T00:00:00Z"),
			 b = decision("a.en", "2024-03-01T00:00:00Z"),
			 other = decision("x.en", "2024-02-01T00:00:00Z");
	b.verdict = 2;
	other.target_document = ENT_STR("x.fr");
	add(st, &a, true);
	add(st, &b, true);
	add(st, &other, true);
	const ent_pair_key key = stored_key("a.en", "a.fr");
	OK(ent_store_decisions_of(&rows, &n, st->store, &key, st->arena, &st->err));
	assert_int_equal(n, 2);
	assert_int_equal(rows[0].verdict, 2);
	assert_int_equal(rows[1].verdict, 1);
	assert_int_equal(rows[1].source_at, 3);
	assert_true(ent_str_is(rows[1].note, "why"));
	assert_true(ent_str_is(rows[1].source, "One."));
}

static void a_newer_version_inherits_decisions(void **state)
{
	struct stored *st = *state;
	const ent_decision_row *rows;
	uint32_t n;
	uint64_t documents[2];
	ent_decision_row row = decision("a.en", "2024-01-01T00:00:00Z");
	add(st, &row, true);
	const uint64_t id = stored_pair(st, "a.en", "a.fr", 50, documents);
	ent_pair_key key = stored_key("b.en", "b.fr");
	OK(ent_store_decisions_of(&rows, &n, st->store, &key, st->arena, &st->err));
	assert_int_equal(n, 0);
	OK(ent_store_history_add(st->store, id, ENT_REASON_NEWER_VERSION,
				 ENT_STR("b.en"), &st->err));
	OK(ent_store_decisions_of(&rows, &n, st->store, &key, st->arena, &st->err));
	assert_int_equal(n, 1);
	key.to = ENT_STR("de");
	OK(ent_store_decisions_of(&rows, &n, st->store, &key, st->arena, &st->err));
	assert_int_equal(n, 0);
}

static void a_renamed_pair_keeps_what_is_known_by_its_name(void **state)
{
	struct stored *st = *state;
	const ent_decision_row *rows;
	uint32_t n;
	uint64_t documents[2];
	ent_alignment_row found;
	const ent_decision_row row = decision("a.en", "2024-01-01T00:00:00Z");
	add(st, &row, true);
	const uint64_t id = stored_pair(st, "a.en", "a.fr", 50, documents);
	OK(ent_store_pair_rename(st->store, id, ENT_STR("n.en"), ENT_STR("n.fr"),
				 ENT_STR("elsewhere"), &st->err));
	const ent_pair_key key = stored_key("n.en", "n.fr");
	OK(ent_store_alignment_find(&found, st->store, &key, &st->err));
	assert_int_equal(found.id, id);
	OK(ent_store_decisions_of(&rows, &n, st->store, &key, st->arena, &st->err));
	assert_int_equal(n, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(an_equal_decision_is_stored_once),
		STORED(decisions_of_a_pair_come_latest_first),
		STORED(a_newer_version_inherits_decisions),
		STORED(a_renamed_pair_keeps_what_is_known_by_its_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
