/* SPDX-License-Identifier: Apache-2.0 */
/* Statements: parameters of each type, numbers out of range, failures of SQLite. */
#include "store/sql.h"
#include "unit/stored.h"

static void parameters_are_bound_by_their_types(void **state)
{
	struct stored *st = *state;
	sqlite3_stmt *row = ent_sql(
		st->store,
		"SELECT typeof(?1), typeof(?2), typeof(?3), typeof(?4), typeof(?5),"
		" typeof(?6), typeof(?7), typeof(?8), ?1, ?8",
		"ijjszrnb", (int64_t)-7, (int64_t)0, (int64_t)9, ENT_STR(""),
		ENT_STR(""), .5, ENT_STR("a\0b"));
	static const char *const types[] = { "integer", "null", "integer", "text",
					     "null",    "real", "null",    "blob" };
	assert_true(ent_sql_row(st->store, row));
	for (int k = 0; k < 8; k++)
		assert_true(ent_str_is(ent_sql_str(st->store, row, k), types[k]));
	assert_int_equal(sqlite3_column_int64(row, 8), -7);
	assert_int_equal(ent_sql_str(st->store, row, 9).n, 3);
	assert_false(ent_sql_row(st->store, row));
	OK(ent_sql_end(st->store, row, &st->err));
}

/* A statement is prepared once; used again, it begins again. */
static void a_statement_is_prepared_once(void **state)
{
	struct stored *st = *state;
	static const char sql[] = "SELECT ? UNION ALL SELECT 2";
	sqlite3_stmt *first = ent_sql(st->store, sql, "i", (int64_t)1);
	assert_true(ent_sql_row(st->store, first));
	sqlite3_stmt *again = ent_sql(st->store, sql, "i", (int64_t)5);
	assert_ptr_equal(first, again);
	assert_true(ent_sql_row(st->store, again));
	assert_int_equal(ent_sql_id(st->store, again, 0), 5);
	OK(ent_sql_end(st->store, again, &st->err));
}

/* Reads one value as each kind of number. */
#define EXPECT_DAMAGE(sql, read, value)                                                \
	do {                                                                           \
		sqlite3_stmt *s = ent_sql(st->store, sql, "");                         \
		assert_true(ent_sql_row(st->store, s));                                \
		assert_true((read) == (value));                                        \
		assert_false(ent_sql_row(st->store, s)); /* the walk ends */           \
		assert_int_equal(ent_sql_end(st->store, s, &st->err), ENT_ECORRUPT);   \
		assert_non_null(strstr(st->err.message, "'x'"));                       \
	} while (0)
#define EXPECT_NUMBER(sql, read, value)                                                \
	do {                                                                           \
		sqlite3_stmt *s = ent_sql(st->store, sql, "");                         \
		assert_true(ent_sql_row(st->store, s));                                \
		assert_true((read) == (value));                                        \
		OK(ent_sql_end(st->store, s, &st->err));                               \
	} while (0)

#define TWO " AS x UNION ALL SELECT 1"

static void numbers_out_of_range_are_damage(void **state)
{
	struct stored *st = *state;
	EXPECT_DAMAGE("SELECT -1" TWO, ent_sql_id(st->store, s, 0), 0);
	EXPECT_DAMAGE("SELECT 'a'" TWO, ent_sql_id(st->store, s, 0), 0);
	EXPECT_DAMAGE("SELECT 4294967296" TWO, ent_sql_u32(st->store, s, 0), 0);
	EXPECT_DAMAGE("SELECT 65536" TWO, ent_sql_u16(st->store, s, 0), 0);
	EXPECT_DAMAGE("SELECT 3" TWO, ent_sql_choice(st->store, s, 0, 1, 2), 1);
	EXPECT_DAMAGE("SELECT 0" TWO, ent_sql_choice(st->store, s, 0, 1, 2), 1);
	EXPECT_NUMBER("SELECT 9223372036854775807", ent_sql_id(st->store, s, 0),
		      INT64_MAX);
	EXPECT_NUMBER("SELECT 0", ent_sql_id(st->store, s, 0), 0);
	EXPECT_NUMBER("SELECT NULL", ent_sql_id(st->store, s, 0), 0);
	EXPECT_NUMBER("SELECT 4294967295", ent_sql_u32(st->store, s, 0), UINT32_MAX);
	EXPECT_NUMBER("SELECT 65535", ent_sql_u16(st->store, s, 0), UINT16_MAX);
	EXPECT_NUMBER("SELECT 2", ent_sql_choice(st->store, s, 0, 1, 2), 2);
	EXPECT_NUMBER("SELECT NULL", ent_sql_choice(st->store, s, 0, 1, 2), 1);
	EXPECT_NUMBER("SELECT -1", ent_sql_hash(s, 0), UINT64_MAX);
}

static void a_text_that_is_not_utf_8_is_damage(void **state)
{
	struct stored *st = *state;
	EXPECT_DAMAGE("SELECT x'41ff'" TWO, ent_sql_str(st->store, s, 0).n, 0);
	EXPECT_NUMBER("SELECT x'41c3a9'", ent_sql_str(st->store, s, 0).n, 3);
	EXPECT_NUMBER("SELECT NULL", ent_sql_str(st->store, s, 0).n, 0);
}

static void a_confidence_is_0_to_1(void **state)
{
	struct stored *st = *state;
	EXPECT_NUMBER("SELECT 0.0", ent_sql_share(st->store, s, 0), 0);
	EXPECT_NUMBER("SELECT 1.0", ent_sql_share(st->store, s, 0), 1);
	EXPECT_NUMBER("SELECT 0.25", ent_sql_share(st->store, s, 0), .25f);
	static const char *const wrong[] = { "SELECT 1.5", "SELECT -0.1",
					     "SELECT 1e300", "SELECT 1e999" };
	for (size_t k = 0; k < 4; k++) {
		sqlite3_stmt *s = ent_sql(st->store, wrong[k], "");
		assert_true(ent_sql_row(st->store, s));
		assert_true(ent_sql_share(st->store, s, 0) == 0);
		assert_int_equal(ent_sql_end(st->store, s, &st->err), ENT_ECORRUPT);
		assert_non_null(strstr(st->err.message, "confidence"));
	}
}

static void lists_of_numbers_are_read_whole(void **state)
{
	struct stored *st = *state;
	const uint64_t *ids;
	uint32_t n;
	OK(ent_sql_ids(&ids, &n, st->store,
		       ent_sql(st->store,
			       "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL"
			       " SELECT x+1 FROM c WHERE x<1000) SELECT x FROM c",
			       ""),
		       st->arena, &st->err));
	assert_int_equal(n, 1000);
	for (uint32_t k = 0; k < n; k++)
		assert_int_equal(ids[k], k + 1);
	OK(ent_sql_ids(&ids, &n, st->store, ent_sql(st->store, "SELECT 1 WHERE 0", ""),
		       st->arena, &st->err));
	assert_int_equal(n, 0);
	assert_non_null(ids);
	OK(ent_sql_number(&n, st->store, ent_sql(st->store, "SELECT 12 WHERE 0", ""),
			  &st->err));
	assert_int_equal(n, 0);
	OK(ent_sql_number(&n, st->store, ent_sql(st->store, "SELECT 12", ""),
			  &st->err));
	assert_int_equal(n, 12);
	uint64_t id = 7;
	OK(ent_sql_first_id(&id, st->store, ent_sql(st->store, "SELECT 12 WHERE 0", ""),
			    &st->err));
	assert_int_equal(id, 0);
	OK(ent_sql_first_id(&id, st->store, ent_sql(st->store, "SELECT 4294967296", ""),
			    &st->err));
	assert_true(id == 4294967296);
}

/* The codes of https://www.sqlite.org/rescode.html, with the place of the memory. */
static void failures_become_ours(void **state)
{
	struct stored *st = *state;
	static const struct {
		int rc;
		ent_status status;
	} codes[] = {
		{ SQLITE_OK, ENT_OK },
		{ SQLITE_ROW, ENT_OK },
		{ SQLITE_DONE, ENT_OK },
		{ SQLITE_NOMEM, ENT_ENOMEM },
		{ SQLITE_BUSY, ENT_EBUSY },
		{ SQLITE_BUSY_SNAPSHOT, ENT_EBUSY },
		{ SQLITE_LOCKED, ENT_EBUSY },
		{ SQLITE_INTERRUPT, ENT_ECANCELLED },
		{ SQLITE_IOERR_WRITE, ENT_EIO },
		{ SQLITE_FULL, ENT_EIO },
		{ SQLITE_READONLY, ENT_EIO },
		{ SQLITE_CANTOPEN, ENT_EIO },
		{ SQLITE_NOTADB, ENT_EFORMAT },
		{ SQLITE_TOOBIG, ENT_ELIMIT },
		{ SQLITE_CORRUPT, ENT_ECORRUPT },
		{ SQLITE_CONSTRAINT_UNIQUE, ENT_ECORRUPT },
		{ SQLITE_ERROR, ENT_EIO },
	};
	for (size_t k = 0; k < sizeof(codes) / sizeof(codes[0]); k++) {
		st->err.message[0] = 0;
		assert_int_equal(ent_sql_fail(st->store, codes[k].rc, &st->err),
				 codes[k].status);
		assert_int_equal(st->err.message[0] != 0, codes[k].status != ENT_OK);
	}
}

/* After a failure the transaction can only be undone. */
static void a_failed_statement_spoils_its_transaction(void **state)
{
	struct stored *st = *state;
	OK(ent_store_begin(st->store, &st->err));
	stored_unit(st, "one", "un");
	assert_int_equal(ent_sql_exec(st->store, "SELECT nothing", &st->err), ENT_EIO);
	assert_int_not_equal(ent_store_commit(st->store, &st->err), ENT_OK);
	ent_store_rollback(st->store);
	uint32_t n;
	OK(ent_sql_number(&n, st->store,
			  ent_sql(st->store, "SELECT count(*) FROM unit", ""),
			  &st->err));
	assert_int_equal(n, 0);
	/* what cannot be prepared is reported when it ends */
	sqlite3_stmt *s = ent_sql(st->store, "SELECT no_such_column", "");
	assert_null(s);
	assert_false(ent_sql_row(st->store, s));
	/* a column that the statement needs is missing: the file is damaged */
	assert_int_equal(ent_sql_end(st->store, s, &st->err), ENT_ECORRUPT);
	assert_non_null(strstr(st->err.message, "no_such_column"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(parameters_are_bound_by_their_types),
		STORED(a_statement_is_prepared_once),
		STORED(numbers_out_of_range_are_damage),
		STORED(a_text_that_is_not_utf_8_is_damage),
		STORED(a_confidence_is_0_to_1),
		STORED(lists_of_numbers_are_read_whole),
		STORED(failures_become_ours),
		STORED(a_failed_statement_spoils_its_transaction),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
