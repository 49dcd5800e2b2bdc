/* SPDX-License-Identifier: Apache-2.0 */
/* Purged texts are in no table, whoever kept a copy; what others need stays. */
#include "store/sql.h"
#include "unit/stored.h"

static ent_status pass(void *data, const ent_text_row *row, ent_error *err)
{
	(void)data, (void)row, (void)err;
	return ENT_OK;
}

static void purge(struct stored *st, uint64_t unit)
{
	uint64_t removed;
	OK(ent_store_mark_for_removal(st->store, unit, &st->err));
	OK(ent_store_purge_marked(st->store, &st->err));
	OK(ent_store_remove_marked(&removed, st->store, pass, NULL, &st->err));
	assert_int_equal(removed, 1);
}

/* Whether any column of any table has the text, also within another. */
static bool is_anywhere(struct stored *st, const char *text)
{
	uint32_t tables, found = 0;
	OK(ent_sql_number(
		&tables, st->store,
		ent_sql(st->store,
			"SELECT count(*) FROM sqlite_schema WHERE type='table'", ""),
		&st->err));
	for (int64_t k = 0; k < tables && !found; k++) {
		ent_buf sql = ENT_BUF_INIT;
		sqlite3_stmt *s = ent_sql(
			st->store,
			"SELECT 'SELECT count(*) FROM ' || t.name || ' WHERE '"
			" || group_concat('instr(' || c.name || ', ''' || ?1 ||"
			" ''')', ' OR ')"
			" FROM (SELECT name FROM sqlite_schema WHERE type='table'"
			" ORDER BY name LIMIT 1 OFFSET ?2) t,"
			" pragma_table_info(t.name) c",
			"si", ent_str_of(text), k);
		assert_true(ent_sql_row(st->store, s));
		ent_buf_add(&sql, ent_sql_str(st->store, s, 0));
		OK(ent_sql_end(st->store, s, &st->err));
		sqlite3_stmt *count = NULL;
		assert_int_equal(
			sqlite3_prepare_v2(st->store->db, sql.p, -1, &count, NULL), 0);
		assert_int_equal(sqlite3_step(count), SQLITE_ROW);
		found = (uint32_t)sqlite3_column_int(count, 0);
		sqlite3_finalize(count);
		ent_buf_release(&sql);
	}
	return found > 0;
}

static ent_decision_row decision(const char *documents, const char *source)
{
	return (ent_decision_row){ .source_document = ent_str_of(documents),
				   .target_document = ENT_STR("a.fr"),
				   .source = ent_str_of(source),
				   .target = ENT_STR("un secret"),
				   .verdict = 1,
				   .who = ENT_STR("me"),
				   .at = ENT_STR("2024-01-01T00:00:00Z") };
}

/* The texts of a unit in a decision, a correction, a change, the history. */
static void every_copy_of_a_text_goes(void **state)
{
	struct stored *st = *state;
	bool added;
	OK(ent_store_begin(st->store, &st->err));
	const uint64_t id = stored_unit(st, "a secret", "un secret");
	const ent_decision_row d = decision("gone.en", "before\na secret\nafter");
	OK(ent_store_decision_add(&added, st->store, &d, &st->err));
	const ent_correction_row c = { .source_document = ENT_STR("gone.en"),
				       .target_document = ENT_STR("gone.fr"),
				       .source = ENT_STR("a  secret"),
				       .target = ENT_STR("un  secret"),
				       .new_source = ENT_STR("a secret"),
				       .new_target = ENT_STR("un secret") };
	OK(ent_store_correction_put(st->store, &c, &st->err));
	const ent_run_row run = { .kind = ENT_RUN_EDIT };
	OK(ent_store_run_begin(st->store, &run, &st->err));
	OK(ent_store_change_add(st->store, ENT_CHANGE_EDITED, id, ENT_STR("a secret"),
				ENT_STR("un secret"), &st->err));
	ent_store_run_end(st->store);
	const ent_history_row h = { .source = ENT_STR("gone.en"),
				    .target = ENT_STR("gone.fr"),
				    .source_hash = 1,
				    .target_hash = 2,
				    .reason = ENT_STR("changed"),
				    .units = ENT_STR("[[\"a secret\",\"un secret\"],"
						     "[\"public\",\"un bien\"]]") };
	OK(ent_store_history_put(st->store, &h, &st->err));
	assert_true(is_anywhere(st, "secret"));
	purge(st, id);
	assert_false(is_anywhere(st, "secret"));
	assert_true(is_anywhere(st, "public")); /* the rest of the history stays */
	OK(ent_store_commit(st->store, &st->err));
}

/* The segments of a bead become empty; the other bead keeps its own. */
static void segments_of_a_unit_are_emptied(void **state)
{
	struct stored *st = *state;
	uint64_t documents[2], units;
	const uint64_t *of;
	uint32_t n;
	OK(ent_store_begin(st->store, &st->err));
	const uint64_t id = stored_pair(st, "a.en", "a.fr", 50, documents);
	OK(ent_store_bead_units(&of, &n, st->store, id, st->arena, &st->err));
	units = of[0];
	assert_true(is_anywhere(st, "One."));
	purge(st, units);
	assert_false(is_anywhere(st, "One."));
	assert_false(is_anywhere(st, "Un."));
	assert_true(is_anywhere(st, "Two."));
	assert_true(is_anywhere(st, "Deux."));
	OK(ent_store_commit(st->store, &st->err));
}

/* What was decided on another pair that is still stored is its own. */
static void what_another_pair_needs_stays(void **state)
{
	struct stored *st = *state;
	uint64_t documents[2];
	bool added;
	OK(ent_store_begin(st->store, &st->err));
	stored_pair(st, "b.en", "a.fr", 50, documents);
	const uint64_t id = stored_unit(st, "a secret", "un secret");
	const ent_decision_row d = decision("b.en", "a secret");
	OK(ent_store_decision_add(&added, st->store, &d, &st->err));
	purge(st, id);
	assert_true(is_anywhere(st, "un secret"));
	OK(ent_store_commit(st->store, &st->err));
}

static void nothing_is_purged_when_nothing_is_marked(void **state)
{
	struct stored *st = *state;
	OK(ent_store_begin(st->store, &st->err));
	stored_unit(st, "one", "un");
	OK(ent_store_purge_marked(st->store, &st->err));
	assert_true(is_anywhere(st, "one"));
	OK(ent_store_commit(st->store, &st->err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(every_copy_of_a_text_goes),
		STORED(segments_of_a_unit_are_emptied),
		STORED(what_another_pair_needs_stays),
		STORED(nothing_is_purged_when_nothing_is_marked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
