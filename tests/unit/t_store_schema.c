/* SPDX-License-Identifier: Apache-2.0 */
/* The format of a file: new, ours, older, newer, somebody else's. */
#include "store/sql.h"
#include "unit/stored.h"

static void exec(struct stored *st, const char *sql)
{
	OK(ent_sql_exec(st->store, sql, &st->err));
}

static ent_status open_again(struct stored *st, ent_open_mode mode)
{
	ent_store_close(st->store);
	st->store = NULL;
	return ent_store_open(&st->store, st->path, mode, &st->err);
}

static int version(struct stored *st)
{
	int v;
	OK(ent_schema_version(&v, st->store, &st->err));
	return v;
}

static void a_new_file_has_the_current_format(void **state)
{
	struct stored *st = *state;
	const int current = version(st);
	assert_true(current > 0);
	OK(ent_schema_prepare(st->store, NULL, &st->err)); /* nothing to do */
	assert_int_equal(version(st), current);
	OK(open_again(st, ENT_OPEN_READ));
	assert_int_equal(version(st), current);
}

static void a_newer_format_is_refused_and_left(void **state)
{
	struct stored *st = *state;
	char pragma[60], want[30];
	const int newer = version(st) + 1;
	snprintf(pragma, sizeof(pragma), "PRAGMA user_version=%d", newer);
	exec(st, pragma);
	snprintf(want, sizeof(want), "format %d", newer);
	for (int mode = 0; mode < 2; mode++) {
		assert_int_equal(open_again(st, mode ? ENT_OPEN_READ : ENT_OPEN_CREATE),
				 ENT_EFORMAT);
		assert_non_null(strstr(st->err.message, "newer"));
		assert_non_null(strstr(st->err.message, want));
	}
	st->store = NULL;
}

static void a_format_before_the_first_is_refused(void **state)
{
	struct stored *st = *state;
	exec(st, "PRAGMA user_version=1");
	assert_int_equal(open_again(st, ENT_OPEN_CREATE), ENT_EFORMAT);
	assert_non_null(strstr(st->err.message, "before the first version"));
	st->store = NULL;
}

/* A file of SQLite that is another program's. */
static void a_foreign_database_is_no_memory(void **state)
{
	struct stored *st = *state;
	exec(st, "PRAGMA application_id=77");
	assert_int_equal(version(st), -1);
	assert_int_equal(open_again(st, ENT_OPEN_CREATE), ENT_EFORMAT);
	assert_non_null(strstr(st->err.message, "not an entente memory"));
	st->store = NULL;
}

/* Opened for reading, a file of an earlier format is refused with the next step; opened
 * for writing it is brought up to date, whole or not at all. */
static void an_older_format_is_refused_for_reading(void **state)
{
	struct stored *st = *state;
	exec(st, "PRAGMA user_version=7");
	assert_int_equal(open_again(st, ENT_OPEN_READ), ENT_EFORMAT);
	assert_non_null(strstr(st->err.message, "check --repair"));
	st->store = NULL;
	/* the columns of format 8 are there already, so that the step to it fails:
	 * nothing changes */
	assert_int_not_equal(open_again(st, ENT_OPEN_CREATE), ENT_OK);
	st->store = NULL;
	assert_int_equal(open_again(st, ENT_OPEN_READ), ENT_EFORMAT);
	st->store = NULL;
}

/* Each statement CREATE INDEX of the tables, once: SQLite has the same. */
static void the_indexes_are_those_of_the_tables(void **state)
{
	struct stored *st = *state;
	ent_str name, sql;
	uint32_t n = 0, there;
	for (size_t at = 0; ent_schema_index(&name, &sql, &at); n++) {
		uint32_t same;
		OK(ent_sql_number(&same, st->store,
				  ent_sql(st->store,
					  "SELECT count(*) FROM sqlite_schema"
					  " WHERE type='index' AND name=? AND sql=?",
					  "ss", name, sql),
				  &st->err));
		if (same != 1)
			fail_msg("%.*s", (int)sql.n, sql.p);
	}
	OK(ent_sql_number(&there, st->store,
			  ent_sql(st->store,
				  "SELECT count(*) FROM sqlite_schema"
				  " WHERE type='index' AND sql IS NOT NULL",
				  ""),
			  &st->err));
	assert_true(n > 5);
	assert_int_equal(n, there);
}

/* filling.c: the mark is beside the format, which stays. */
static void the_mark_of_a_memory_being_filled_keeps_the_format(void **state)
{
	struct stored *st = *state;
	const int current = version(st);
	for (int round = 0; round < 2; round++) {
		OK(ent_filling_mark(st->store, true, &st->err));
		OK(ent_filling_mark(st->store, true, &st->err));
		sqlite3_stmt *s = ent_sql(st->store, "PRAGMA user_version", "");
		uint32_t marked;
		OK(ent_sql_number(&marked, st->store, s, &st->err));
		assert_int_equal(marked, current | ENT_FILLING);
		assert_int_equal(version(st), current);
		OK(ent_filling_mark(st->store, false, &st->err));
		s = ent_sql(st->store, "PRAGMA user_version", "");
		OK(ent_sql_number(&marked, st->store, s, &st->err));
		assert_int_equal(marked, current);
	}
	/* a marked file in which something is missing was copied without its journal */
	OK(ent_filling_mark(st->store, true, &st->err));
	exec(st, "DROP INDEX unit_target");
	assert_int_equal(open_again(st, ENT_OPEN_READ), ENT_ECORRUPT);
	assert_non_null(strstr(st->err.message, "-journal"));
	st->store = NULL;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(a_new_file_has_the_current_format),
		STORED(a_newer_format_is_refused_and_left),
		STORED(a_format_before_the_first_is_refused),
		STORED(a_foreign_database_is_no_memory),
		STORED(an_older_format_is_refused_for_reading),
		STORED(the_indexes_are_those_of_the_tables),
		STORED(the_mark_of_a_memory_being_filled_keeps_the_format),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
